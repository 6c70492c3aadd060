// What the screens may ask of exits: ways that are offered, journeys that begin and go on, files. One request at a time for one
// journey.

import { serialByKey } from "../../base/async.ts";
import { Fault } from "../../base/fault.ts";
import type { Journey } from "../../exit/journey.ts";
import type { ExitRequest } from "../../exit/module.ts";
import {
	checkRehearsal,
	rehearsalOf,
	rehearsalRequestOf,
} from "../../exit/rehearsal.ts";
import type { WaysOut } from "../../exit/ways.ts";
import { rollupKindOf } from "../../l2/checks.ts";
import type { Handlers } from "../../protocol/channel.ts";
import type { ExitView, WayView } from "../../protocol/exit-views.ts";
import type { ui } from "../../protocol/methods.ts";
import type { Clock } from "../../source/ports.ts";
import type { Entry } from "../../wallet/ledger.ts";
import { viewOf } from "../../wallet/order-view.ts";
import { replacedHashes } from "../../wallet/replace.ts";
import type { Orders } from "../orders.ts";
import { chosenAccount } from "../proved-look.ts";
import {
	askOffer,
	beginJourney,
	checkIsWay,
	checkSame,
	noWays,
	offerView,
} from "./begin.ts";
import type { Files } from "./files.ts";
import type { JourneyStore } from "./journey-store.ts";
import type { Looks } from "./looks.ts";
import { type ExitSession, profileBy } from "./session.ts";
import type { ExitSite } from "./site.ts";
import { makeStep } from "./step.ts";

type ExitMethods = Extract<keyof typeof ui, `exit.${string}`>;
export type ExitHandlers = Pick<Handlers<typeof ui, undefined>, ExitMethods>;
type RequestOf<Method extends ExitMethods> = Parameters<
	ExitHandlers[Method]
>[0];

export type ExitParts = {
	readonly clock: Clock;
	readonly ways: WaysOut;
	readonly orders: Pick<Orders, "get" | "list" | "forget" | "takeBack">;
	readonly changed: () => void;
	readonly session: ExitSession;
	readonly journeys: JourneyStore;
	readonly looks: Looks;
	readonly files: Files;
	readonly draw: (journey: Journey) => ExitView;
	/** Starts a look at every open journey. */
	readonly look: () => void;
};

/** @throws unknown-chain, no-vault, not-synced, not-loaded */
const waysOf = async (
	{ session, ways }: ExitParts,
	{ chainId, name }: RequestOf<"exit.ways">,
): Promise<readonly WayView[]> => {
	const on = session.needed();
	const watched = on.watched.find((one) =>
		chainId === null ? one.name === name : one.chainId === chainId,
	);
	if (watched !== undefined) return noWays(watched);
	if (chainId === null)
		throw new Fault("unknown-chain", `"${name}" is not in the file`);
	const profile = profileBy(on, chainId);
	const account = chosenAccount(on);
	const all = await ways.outOf(profile);
	return Promise.all(
		all
			.filter(({ rehearses }) => rehearses === null)
			.slice(0, 16)
			.map((way) => offerView(session, on, profile, way, account, all)),
	);
};

/**
 * The order by which the coin leaves the rollup for its own account, where its kind knows one.
 * @throws unverifiable-method where it knows none; bad-params, and as `ExitSite.prepareOn`
 */
const leave = async (
	{ session, orders }: ExitParts,
	{ id, chainId, amount, instead }: RequestOf<"exit.leave">,
): Promise<Entry> => {
	const on = session.needed();
	const profile = profileBy(on, chainId);
	const from = chosenAccount(on);
	const call = rollupKindOf(profile)?.leaves?.(profile, from) ?? null;
	if (call === null)
		throw new Fault("unverifiable-method", `a withdrawal on ${profile.title}`);
	const { to, data } = call;
	const before = instead === undefined ? undefined : orders.get(instead);
	if (instead !== undefined && before?.order.chainId !== chainId)
		throw new Fault("order-unknown", `no order ${instead} on it`);
	return on.prepareOn(chainId, {
		...{ id, origin: null, from, to, valueWei: BigInt(amount) },
		call: { data, accessList: [] },
		...(before === undefined
			? {}
			: { replaces: replacedHashes(before, orders.list()) }),
	});
};

/** On disk and looked at. @throws as `beginJourney` */
const beginAnew = async (
	parts: ExitParts,
	on: ExitSite,
	given: Parameters<typeof beginJourney>[2],
): Promise<ExitView> => {
	const journey = await beginJourney(parts, on, given);
	parts.looks.note(journey.id, journey.startedMs);
	parts.look();
	return parts.draw(journey);
};

/** The journey of that id, begun now or before. @throws as `beginAnew`, bad-params for another journey of that id */
const begin = async (
	parts: ExitParts,
	{ id, chainId, way, token, amount, begun, signed }: RequestOf<"exit.begin">,
): Promise<ExitView> => {
	const { session, journeys, draw } = parts;
	const on = session.needed();
	const profile = profileBy(on, chainId);
	const asked: ExitRequest = {
		account: chosenAccount(on),
		token,
		amount: amount === null ? null : BigInt(amount),
		begun,
	};
	const before = journeys.get(id);
	if (before !== undefined) {
		checkSame(before, on, { chainId, way, drill: false }, asked);
		return draw(before);
	}
	return beginAnew(parts, on, {
		id,
		profile,
		way: checkIsWay(await session.wayOut(way, profile)),
		asked,
		...(signed === undefined ? {} : { signed }),
		drill: false,
	});
};

/** As `begin`, of a rehearsal. @throws as that, exit-drill where none can be made */
const beginRehearsal = async (
	parts: ExitParts,
	{ id, chainId, way }: RequestOf<"exit.drill">,
): Promise<ExitView> => {
	const { session, journeys, draw, ways } = parts;
	const on = session.needed();
	checkRehearsal(on.network);
	const profile = profileBy(on, chainId);
	const account = chosenAccount(on);
	const before = journeys.get(id);
	const named = await session.wayOut(way, profile);
	const out = rehearsalOf(await ways.outOf(profile), named);
	if (before !== undefined) {
		const what = { chainId, way: out.way, drill: true };
		checkSame(before, on, what, null);
		return draw(before);
	}
	const offer = await askOffer(session, on, profile, out, account);
	const asked = rehearsalRequestOf(account, profile, offer);
	return beginAnew(parts, on, { id, profile, way: out, asked, drill: true });
};

/** Off the list, and what waits of it for a signature with it. @throws exit-unknown, order-unknown, storage */
const forget = async (
	{ journeys, orders, looks }: ExitParts,
	id: string,
): Promise<undefined> => {
	for (const order of journeys.known(id).orders)
		if (orders.get(order.id)?.state === "waiting")
			await orders.forget(order.id);
	await journeys.remove(id);
	looks.forget(id);
	return undefined;
};

export const exitHandlers = (parts: ExitParts): ExitHandlers => {
	const { session, files, look, changed } = parts;
	/** One request at a time for one journey. */
	const inTurn = serialByKey<string>();
	return {
		"exit.ways": (asked) => waysOf(parts, asked),
		"exit.leave": async (asked) => viewOf(await leave(parts, asked)),
		"exit.begin": (asked) => inTurn(asked.id, () => begin(parts, asked)),
		"exit.drill": (asked) =>
			inTurn(asked.id, () => beginRehearsal(parts, asked)),
		"exit.step": async ({ id, stage }) =>
			viewOf(
				await inTurn(id, async () =>
					makeStep(parts, session.needed(), id, stage),
				),
			),
		"exit.export": async ({ id }) => ({ file: await files.write(id) }),
		"exit.keptExport": async ({ chainId }) => {
			const on = session.needed();
			const network = on.network.name;
			const account = chosenAccount(on);
			return { file: await files.writeKept({ network, chainId, account }) };
		},
		"exit.import": async ({ file }) => {
			const taken = await files.take(file, session.needed());
			look();
			changed();
			return taken;
		},
		"exit.forget": ({ id }) => inTurn(id, () => forget(parts, id)),
	};
};
