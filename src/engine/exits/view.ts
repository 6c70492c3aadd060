// A journey as the screens draw it. Pure: where it is, its way says; what its orders cost, the ledger.

import { asFault, Fault, type FaultJson } from "../../base/fault.ts";
import { mostSymbol, plainName } from "../../base/symbol.ts";
import { shortHex } from "../../base/units.ts";
import { offerMessage } from "../../exit/codes.ts";
import {
	isSaved,
	type Journey,
	lastOrder,
	mostStages,
} from "../../exit/journey.ts";
import type { Stage } from "../../exit/module.ts";
import { cut, cutText } from "../../exit/stage.ts";
import type { Way } from "../../exit/way.ts";
import { coinOf } from "../../l1/network.ts";
import type { RollupProfile } from "../../l2/profile.ts";
import type { ExitView, StageView } from "../../protocol/exit-views.ts";
import type { MessageOrText } from "../../protocol/message.ts";
import type { Token } from "../settings.ts";
import {
	clickOf,
	type LedgerContext,
	positionOf,
	stillOf,
} from "./position.ts";

export type ViewParts = LedgerContext & {
	readonly profile: RollupProfile | undefined;
	/** A fault: why it is not here. Undefined: this release has none of that name. */
	readonly way: Way | Fault | undefined;
	readonly tokens: readonly Token[];
	/** Why the last look failed; null when it did not. */
	readonly fault: FaultJson | null;
	/** When it was last looked at with success, where that is known better than the record says. */
	readonly lookedMs: number | null;
};

/** A whole number of seconds that a screen can draw. */
export const timeOf = (given: number | null): number | null =>
	given !== null && Number.isSafeInteger(given) && given >= 0 ? given : null;

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
		id: cut(stage.id, 40),
		title: cutText(stage.title, 60),
		words: [stage.words]
			.flat()
			.slice(0, 8)
			.map((one) => cutText(one, 400)),
		state: stage.state,
		untilS: timeOf(stage.untilS),
		doneS: timeOf(stage.doneS),
		seenMs: journey.seen.find((one) => one.stage === stage.id)?.ms ?? null,
		risk: stage.risk === null ? null : cutText(stage.risk, 300),
		proof: stage.proof === null ? null : cutText(stage.proof, 300),
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

/** Of a way that is not here: a name as it was kept, for there may be no words in this release for a code of that way. */
const keptTitle = (
	{ title, way }: Journey,
	isKnown: boolean,
): MessageOrText => {
	if (typeof title === "string" || title.code === "way.named") return title;
	return isKnown
		? offerMessage("way.named", { title: way })
		: offerMessage("way.unknown", { way });
};

export const exitViewOf = (journey: Journey, parts: ViewParts): ExitView => {
	const { profile, way } = parts;
	const { symbol, decimals } = unitOf(journey, parts);
	const bare: ExitView = {
		id: journey.id,
		way: journey.way,
		title:
			way === undefined || way instanceof Fault
				? keptTitle(journey, way !== undefined)
				: way.title,
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
				"begun elsewhere: this device did not look yet",
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
							stage: cut(click.stage, 40),
							label: click.label,
							...(instead === null ? {} : { instead }),
						},
		};
	} catch (thrown) {
		return { ...bare, fault: parts.fault ?? asFault(thrown).toJson() };
	}
};
