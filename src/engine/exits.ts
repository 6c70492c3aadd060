// The engine's side of exits: journeys, what is kept for them and how alive each rollup is, joined with orders, chains and
// the store. Whatever a journey does is on disk before it is told or acted on, and where it is, its way reads anew from L1.

import { coalesced, serialByKey } from "../base/async.ts";
import { Fault } from "../base/fault.ts";
import { mostJourneys } from "../base/room.ts";
import { checkDrill, drillOf, rehearsalOf } from "../exit/drill.ts";
import { type Kept, openEscrow } from "../exit/escrow.ts";
import { type Journey, neededBy } from "../exit/journey.ts";
import type { ExitAsked } from "../exit/module.ts";
import type { Way } from "../exit/way.ts";
import type { Handlers } from "../protocol/channel.ts";
import type { ExitsView, ExitView } from "../protocol/exit-views.ts";
import type { ui } from "../protocol/methods.ts";
import type { Clock, Store } from "../source/ports.ts";
import { viewOf } from "../wallet/ledger.ts";
import {
	askOffer,
	beginJourney,
	checkIsWay,
	checkSame,
	noWays,
	offerView,
} from "./exits-begin.ts";
import { openBook } from "./exits-book.ts";
import { accountOf, openDesk, profileBy, profileOf } from "./exits-desk.ts";
import { openEvidence } from "./exits-evidence.ts";
import { openFiles } from "./exits-files.ts";
import { openLiveness } from "./exits-liveness.ts";
import { openLooks } from "./exits-looks.ts";
import type { ExitSite } from "./exits-site.ts";
import { makeStep } from "./exits-step.ts";
import { exitViewOf } from "./exits-view.ts";
import type { Orders } from "./orders.ts";
import type { Alert } from "./ports.ts";

type ExitMethods = Extract<keyof typeof ui, `exit.${string}`>;

export type Exits = {
	readonly view: () => ExitsView;
	readonly handlers: Pick<Handlers<typeof ui, undefined>, ExitMethods>;
	/** The chains were opened anew: what runs on those before stops. Null: there are none for now. */
	readonly attach: (site: ExitSite | null) => void;
	/** A new head of L1: each open journey is looked at, and at a final one each rollup. */
	readonly onHead: (isFinal: boolean) => void;
	/** Roots may be newer: what exits from them would need is kept. */
	readonly onRoots: () => void;
	/** Is anything of it under way? While it is, it may need newer heads to end. */
	readonly isBusy: () => boolean;
};

export type ExitTools = {
	readonly store: Store;
	readonly clock: Clock;
	readonly ways: readonly Way[];
	readonly orders: Pick<
		Orders,
		"get" | "adopt" | "checkRoom" | "forget" | "takeBack"
	>;
	/** Shown without anybody looking. */
	readonly alert: (alert: Alert) => void;
	readonly changed: () => void;
	readonly problem: (fault: Fault) => void;
};

/** @throws storage when what is kept cannot be read */
export const openExits = async (tools: ExitTools): Promise<Exits> => {
	const { store, clock, ways, orders, alert, changed, problem } = tools;
	const book = await openBook(store, changed, problem);
	const keptFor = (name: string): string =>
		ways.find(({ way }) => way === name)?.keptFor ?? name;
	const isNeeded = (one: Kept): boolean =>
		book
			.list()
			.some(
				(journey) =>
					journey.network === one.network &&
					journey.chainId === one.chainId &&
					keptFor(journey.way) === one.way &&
					journey.asked.account === one.account &&
					neededBy(journey).includes(one.name),
			);
	const escrow = await openEscrow(store, isNeeded, problem);
	const liveness = openLiveness({ store, clock, alert, problem });
	const evidence = openEvidence({ ways, escrow, clock, changed, problem });
	const files = openFiles({ ways, book, escrow, clock, orders });
	const desk = openDesk({ clock, ways, escrow, entry: orders.get });
	const looks = openLooks({ desk, book, clock, alert, changed, problem });

	const draw = (journey: Journey): ExitView => {
		const shown = desk.shown();
		return exitViewOf(journey, {
			...desk.still(),
			profile: profileOf(shown, journey.chainId),
			way: desk.way(journey.way),
			tokens: shown?.tokens ?? [],
			fault: looks.fault(journey.id),
			lookedMs: looks.lookedMs(journey.id),
		});
	};

	let running = 0;
	/** Work that is never under way twice, and counts while it is. */
	const work = (
		what: (on: ExitSite, signal: AbortSignal) => Promise<void>,
	): (() => void) =>
		coalesced(async () => {
			const on = desk.site();
			if (on === null) return;
			running++;
			try {
				await what(on, desk.signal());
			} finally {
				running--;
				changed();
			}
		}, problem);
	const look = work(looks.all);
	const watch = work(liveness.look);
	const takeAlong = work(liveness.capture);
	const keep = work(evidence.round);

	/** One request at a time for one journey. */
	const inTurn = serialByKey<string>();

	const begin = async (
		on: ExitSite,
		given: Parameters<typeof beginJourney>[2],
	): Promise<ExitView> => {
		const journey = await beginJourney({ desk, book, clock }, on, given);
		looks.note(journey.id, journey.startedMs);
		look();
		return draw(journey);
	};

	return {
		view: () => {
			const shown = desk.shown();
			if (shown === null) return { journeys: [], liveness: [], kept: [] };
			return {
				journeys: book
					.list()
					.filter(({ network }) => network === shown.network.name)
					.slice(0, mostJourneys)
					.map(draw),
				liveness: [...liveness.views(shown)],
				kept: [...evidence.views(shown)],
			};
		},
		attach: (next) => {
			desk.attach(next);
			looks.restart();
		},
		onHead: (isFinal) => {
			look();
			takeAlong();
			if (isFinal) watch();
		},
		onRoots: keep,
		isBusy: () => running > 0,
		handlers: {
			"exit.ways": async ({ chainId, name }) => {
				const on = desk.needed();
				const watched = on.watched.find((one) =>
					chainId === null ? one.name === name : one.chainId === chainId,
				);
				if (watched !== undefined) return noWays(watched);
				if (chainId === null)
					throw new Fault("unknown-chain", `"${name}" is not in the file`);
				const profile = profileBy(on, chainId);
				const account = accountOf(on);
				return Promise.all(
					ways
						.filter((way) => way.isFor(profile) && way.rehearses === null)
						.slice(0, 16)
						.map((way) => offerView(desk, on, profile, way, account, ways)),
				);
			},
			"exit.begin": ({ id, chainId, way, token, amount, begun }) =>
				inTurn(id, async () => {
					const on = desk.needed();
					const profile = profileBy(on, chainId);
					const asked: ExitAsked = {
						account: accountOf(on),
						token,
						amount: amount === null ? null : BigInt(amount),
						begun,
					};
					const before = book.get(id);
					if (before !== undefined) {
						checkSame(before, on, { chainId, way, drill: false }, asked);
						return draw(before);
					}
					return begin(on, {
						id,
						profile,
						way: checkIsWay(desk.wayOut(way, profile)),
						asked,
						drill: false,
					});
				}),
			"exit.drill": ({ id, chainId, way }) =>
				inTurn(id, async () => {
					const on = desk.needed();
					checkDrill(on.network);
					const profile = profileBy(on, chainId);
					const account = accountOf(on);
					const before = book.get(id);
					const out = rehearsalOf(ways, desk.wayOut(way, profile));
					if (before !== undefined) {
						const what = { chainId, way: out.way, drill: true };
						checkSame(before, on, what, null);
						return draw(before);
					}
					const offer = await askOffer(desk, on, profile, out, account);
					const asked = drillOf(account, profile, offer);
					return begin(on, { id, profile, way: out, asked, drill: true });
				}),
			"exit.step": async ({ id, stage }) => {
				const parts = { desk, book, looks, clock, orders };
				return viewOf(
					await inTurn(id, async () =>
						makeStep(parts, desk.needed(), id, stage),
					),
				);
			},
			"exit.export": async ({ id }) => ({ file: await files.write(id) }),
			"exit.keptExport": async ({ chainId }) => {
				const on = desk.needed();
				const network = on.network.name;
				const account = accountOf(on);
				return { file: await files.writeKept({ network, chainId, account }) };
			},
			"exit.import": async ({ file }) => {
				const taken = await files.take(file, desk.needed());
				look();
				changed();
				return taken;
			},
			"exit.forget": ({ id }) =>
				inTurn(id, async () => {
					for (const order of book.known(id).orders)
						if (orders.get(order.id)?.state === "waiting")
							await orders.forget(order.id);
					await book.remove(id);
					looks.forget(id);
					return undefined;
				}),
		},
	};
};
