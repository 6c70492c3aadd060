// The first stages of a forced journey out of an Arbitrum chain, on the map, and the state that they are drawn from. Pure.

import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import type { Stage, StageOrder } from "../../../exit/module.ts";
import {
	isUnderWay,
	isUnderWayOrDone,
	isUnknown,
	lastTry,
	stageOf,
	unknownWords,
} from "../../../exit/stage.ts";
import { amount } from "../../../protocol/amount.ts";
import { arbitrumMessage as say } from "../checks/codes.ts";
import type { ArbitrumProfile } from "../checks/profile.ts";
import { mostSignedBytes } from "../checks/signed.ts";
import { entryState } from "./entry.ts";
import { changedWords, l1BlockS, withdrawn } from "./stages.ts";
import { seenState, sendState } from "./state.ts";

export const forcedState = d.record({
	v: d.oneOf(1),
	/** The withdrawal as it was signed for the chain. */
	transaction: d.hexUpTo(mostSignedBytes),
	amountWei: amount,
	/** Where the bridge has it. */
	entry: d.nullable(entryState),
	/** Messages that the chain's batches took, and the block of L1 from which on it may be forced in. */
	taken: d.int(),
	forceableFrom: d.int(),
	seen: d.nullable(seenState),
	last: sendState,
});
export type ArbitrumForcedState = Decoded<typeof forcedState>;

/** Have batches taken it? */
export const isTaken = ({
	entry,
	taken,
}: Pick<ArbitrumForcedState, "entry" | "taken">): boolean =>
	entry !== null && taken > entry.index;

/** The withdrawal in the inbox on L1. */
export const inboxStage = (
	now: ArbitrumForcedState,
	order: StageOrder | null,
	profile: ArbitrumProfile,
): Stage => {
	const title = say("arbitrum.inbox.stage");
	const { entry, seen, last } = now;
	const what = withdrawn(profile, now);
	if (entry !== null)
		return stageOf(
			"inbox",
			title,
			"done",
			say("arbitrum.inbox.done", { what }),
			{
				doneS: entry.timeS,
				proof: say("arbitrum.inbox.proof", { message: entry.index }),
			},
		);
	if (last.proved !== null)
		return stageOf("inbox", title, "skipped", say("arbitrum.taken.done"));
	const risk = changedWords(seen) ?? say("arbitrum.inbox.risk");
	const stage = (state: Stage["state"], words: Stage["words"]): Stage =>
		stageOf("inbox", title, state, words, { risk });
	if (isUnknown(order)) return stage("waiting", unknownWords);
	if (isUnderWayOrDone(order))
		return stage("waiting", say("arbitrum.inbox.on-its-way"));
	if (seen?.hasCode === true) return stage("waiting", say("arbitrum.code"));
	if (seen?.isInboxShut === true)
		return stage("waiting", say("arbitrum.inbox.shut"));
	return stage("yours", [
		...lastTry(order),
		say("arbitrum.inbox.offer", { what }),
	]);
};

/** The chain's batches take it, or it is forced into them. */
export const takenStage = (
	now: ArbitrumForcedState,
	order: StageOrder | null,
	mayForce: boolean,
): Stage => {
	const title = say("arbitrum.taken.stage");
	const { entry, seen, last, taken, forceableFrom } = now;
	if (entry === null || isTaken(now) || last.proved !== null)
		return entry === null && last.proved === null
			? stageOf("taken", title, "later", say("arbitrum.taken.later"))
			: stageOf("taken", title, "done", say("arbitrum.taken.done"), {
					proof:
						entry !== null && isTaken(now)
							? say("arbitrum.taken.proof", { taken, message: entry.index })
							: null,
				});
	const risk = say("arbitrum.taken.risk");
	const stage = (state: Stage["state"], words: Stage["words"]): Stage =>
		stageOf("taken", title, state, words, { risk });
	if (isUnderWay(order, seen?.number ?? null))
		return stage("waiting", say("arbitrum.taken.on-its-way"));
	if (mayForce)
		return stage("yours", [...lastTry(order), say("arbitrum.taken.offer")]);
	return stage(
		"waiting",
		say("arbitrum.taken.waits", {
			block: forceableFrom,
			delay: l1BlockS * Math.max(0, forceableFrom - (seen?.number ?? 0)),
		}),
	);
};
