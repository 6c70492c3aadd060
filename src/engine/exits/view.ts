// A journey as the screens draw it. Pure: where it is, its way says; what its orders cost, the ledger.

import { asFault, Fault, type FaultJson } from "../../base/fault.ts";
import { mostSymbol, plainName } from "../../base/symbol.ts";
import { shortHex } from "../../base/units.ts";
import {
	askedOf,
	isSaved,
	type Journey,
	lastOrder,
	mostStages,
} from "../../exit/journey.ts";
import type { Click, ExitGround, Stage } from "../../exit/module.ts";
import type { Position, Way } from "../../exit/way.ts";
import { coinOf } from "../../l1/network.ts";
import type { RollupProfile } from "../../l2/profile.ts";
import type { ExitView, StageView } from "../../protocol/exit-views.ts";
import type { Entry } from "../../wallet/ledger.ts";
import type { Token } from "../settings.ts";
import { ordersOf } from "./context.ts";

export type ViewParts = {
	readonly profile: RollupProfile | undefined;
	readonly way: Way | undefined;
	readonly tokens: readonly Token[];
	readonly entry: (id: string) => Entry | undefined;
	readonly nowS: number;
	/** Why the last look failed; null when it did not. */
	readonly fault: FaultJson | null;
	/** When it was last looked at with success, where that is known better than the record says. */
	readonly lookedMs: number | null;
};

const clip = (text: string, most: number): string =>
	text.length <= most ? text : `${text.slice(0, most - 1)}…`;

/** A whole number of seconds that a screen can draw. */
export const timeOf = (given: number | null): number | null =>
	given !== null && Number.isSafeInteger(given) && given >= 0 ? given : null;

const positions = new WeakMap<Journey, Position | Fault>();

/** Where its way says it is. @throws exit-way where the way or its state is not known to this release */
export const positionOf = (
	journey: Journey,
	way: Way | undefined,
): Position => {
	if (way === undefined)
		throw new Fault("exit-way", `the way "${journey.way}" is not known here`);
	let found = positions.get(journey);
	if (found === undefined) {
		try {
			found = way.at(journey.state, askedOf(journey));
		} catch (thrown) {
			found = new Fault("exit-way", asFault(thrown).detail);
		}
		positions.set(journey, found);
	}
	if (found instanceof Fault) throw found;
	return found;
};

/** What a way draws its map from. */
export const stillOf = (
	journey: Journey,
	profile: RollupProfile,
	{ entry, nowS }: Pick<ViewParts, "entry" | "nowS">,
): Pick<ExitGround, "profile" | "nowS" | "order"> => ({
	profile,
	nowS,
	order: ordersOf(journey, entry),
});

/** An order that may still take effect: another for the same step would be a second one. */
export const isOnItsWay = (entry: Entry | undefined): boolean =>
	entry !== undefined &&
	(entry.state === "signed" ||
		entry.state === "sent" ||
		(entry.state === "included" && entry.inclusion?.succeeded === true));

/** The next step, unless its order is under way. Null too while this device has not looked at what another one began. */
export const clickOf = (
	journey: Journey,
	position: Position,
	profile: RollupProfile,
	parts: Pick<ViewParts, "entry" | "nowS">,
): Click | null => {
	if (journey.lookedMs === null) return null;
	const click = position.click(stillOf(journey, profile, parts));
	if (click === null) return null;
	const order = lastOrder(journey, click.stage);
	return isOnItsWay(order === undefined ? undefined : parts.entry(order.id))
		? null
		: click;
};

/**
 * Why the order before was taken back unsigned, by the rule and not by the person: of the last one, or, where another waits in
 * its place already, of the one before that. Null when none was.
 */
const insteadOf = (
	{ orders }: Journey,
	stage: string,
	entry: ViewParts["entry"],
): FaultJson | null => {
	const made = orders
		.filter((order) => order.stage === stage)
		.toSorted((a, b) => b.attempt - a.attempt)
		.flatMap(({ id }) => entry(id) ?? []);
	const [last, before] = made;
	const lapsed = last?.state === "waiting" ? before : last;
	return lapsed?.state === "refused" ? lapsed.fault : null;
};

const stageView = (
	stage: Stage,
	journey: Journey,
	entry: ViewParts["entry"],
): StageView => {
	const order = lastOrder(journey, stage.id);
	const made = order === undefined ? undefined : entry(order.id);
	return {
		id: clip(stage.id, 40),
		title: clip(stage.title, 60),
		words: clip(stage.words, 400),
		state: stage.state,
		untilS: timeOf(stage.untilS),
		doneS: timeOf(stage.doneS),
		seenMs: journey.seen.find((one) => one.stage === stage.id)?.ms ?? null,
		risk: stage.risk === null ? null : clip(stage.risk, 300),
		proof: stage.proof === null ? null : clip(stage.proof, 300),
		order: made?.order.id ?? null,
		costWei: made?.mostFeeWei ?? null,
	};
};

/** The latest time that a stage which is not over states; null when none does. */
const endOf = (stages: readonly StageView[]): number | null =>
	stages
		.filter(({ state }) => state !== "done" && state !== "skipped")
		.reduce<number | null>(
			(end, { untilS }) =>
				untilS === null ? end : Math.max(end ?? untilS, untilS),
			null,
		);

const unitOf = (
	{ asked: { token }, chainId }: Journey,
	{ profile, tokens }: ViewParts,
): { readonly symbol: string; readonly decimals: number } => {
	if (token === null) return coinOf(profile);
	const known =
		profile?.tokens.find(({ address }) => address === token) ??
		tokens.find(
			(one) =>
				one.chainId === chainId && one.address === token && one.by !== "person",
		);
	return known === undefined
		? { symbol: shortHex(token), decimals: 0 }
		: {
				symbol: plainName(known.symbol, mostSymbol),
				decimals: known.decimals,
			};
};

export const exitViewOf = (journey: Journey, parts: ViewParts): ExitView => {
	const { profile, way } = parts;
	const { symbol, decimals } = unitOf(journey, parts);
	const bare: ExitView = {
		id: journey.id,
		way: journey.way,
		title: way?.title ?? journey.title,
		chainId: journey.chainId,
		chainTitle: profile?.title ?? `chain ${journey.chainId}`,
		account: journey.asked.account,
		token: journey.asked.token,
		symbol,
		decimals,
		amount: journey.asked.amount,
		startedMs: journey.startedMs,
		endsS: null,
		stages: [],
		click: null,
		outcome: journey.outcome,
		fault: parts.fault,
		lookedMs: parts.lookedMs ?? journey.lookedMs,
		drill: journey.drill,
		saved: isSaved(journey),
	};
	try {
		if (profile === undefined)
			throw new Fault("unknown-chain", `chain ${journey.chainId}`);
		const position = positionOf(journey, way);
		if (journey.lookedMs === null)
			throw new Fault(
				"not-anchored",
				"it was begun on another device, and this one has not looked at L1 yet",
			);
		const stages = position
			.stages(stillOf(journey, profile, parts))
			.slice(0, mostStages)
			.map((stage) => stageView(stage, journey, parts.entry));
		const click = clickOf(journey, position, profile, parts);
		const instead =
			click === null ? null : insteadOf(journey, click.stage, parts.entry);
		return {
			...bare,
			stages,
			endsS: journey.outcome === "under-way" ? endOf(stages) : null,
			click:
				click === null
					? null
					: {
							stage: clip(click.stage, 40),
							label: clip(click.label, 60),
							...(instead === null ? {} : { instead }),
						},
		};
	} catch (thrown) {
		return { ...bare, fault: parts.fault ?? asFault(thrown).toJson() };
	}
};
