// The first stages of a forced journey out of Scroll, on the map: into the queue, out of it, and what if nobody takes it. Pure.

import type { Stage, StageOrder, StageState } from "../../../exit/module.ts";
import {
	isUnderWayOrDone,
	isUnknown,
	lastTry,
	stageOf,
	unknownWords,
} from "../../../exit/stage.ts";
import type { Message } from "../../../protocol/message.ts";
import { amountIn } from "../../units.ts";
import { scrollMessage } from "../checks/codes.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import { isStrange } from "./facts.ts";
import { isTaken, type ScrollForcedState } from "./forced.ts";
import { changedWords, ether } from "./stages.ts";

type StageParts = Partial<Pick<Stage, "doneS" | "risk" | "proof">>;

export const codeWords = scrollMessage("scroll.code.forced");

export const pausedWords = scrollMessage("scroll.queue.paused");

const stageOfForce = (
	state: StageState,
	words: Stage["words"],
	parts: StageParts = {},
): Stage =>
	stageOf("force", scrollMessage("scroll.queue.stage"), state, words, parts);

export const forceStage = (
	{ queued, seen, token, amountWei }: ScrollForcedState,
	order: StageOrder | null,
	profile: ScrollProfile,
): Stage => {
	const what = amountIn(profile, token?.l2 ?? null, BigInt(amountWei));
	if (queued !== null)
		return stageOfForce("done", scrollMessage("scroll.queue.done", { what }), {
			doneS: queued.atS,
			risk: changedWords(seen),
			proof:
				seen !== null && isStrange(seen, "queue")
					? null
					: scrollMessage("scroll.queue.proof", { entry: queued.index }),
		});
	if (seen?.hasCode === true) return stageOfForce("failed", codeWords);
	if (isUnknown(order)) return stageOfForce("waiting", unknownWords);
	if (isUnderWayOrDone(order))
		return stageOfForce("waiting", scrollMessage("scroll.queue.on-its-way"), {
			risk: scrollMessage("scroll.queue.on-its-way.risk"),
		});
	if (seen?.gatewayPaused === true) return stageOfForce("waiting", pausedWords);
	return stageOfForce(
		"yours",
		[
			...lastTry(order),
			scrollMessage("scroll.queue.offer", { what }),
			...(seen === null
				? []
				: [
						scrollMessage("scroll.queue.fee", {
							fee: ether(profile, seen.feeWei),
						}),
					]),
		],
		{ risk: changedWords(seen) ?? scrollMessage("scroll.queue.risk") },
	);
};

/** From when on others may finalize in the operator's place; null while it is not known, also for code that is not. */
const othersFromS = ({ seen }: ScrollForcedState): number | null =>
	seen === null || isStrange(seen, "settings") || isStrange(seen, "rollup")
		? null
		: seen.othersMayFromS;

/** May they by now? Not known is no. */
const isOpenToAll = (state: ScrollForcedState): boolean => {
	const { queued, seen } = state;
	const fromS = othersFromS(state);
	return (
		seen !== null &&
		(seen.enforcedMode ||
			(queued !== null && fromS !== null && seen.timeS > fromS))
	);
};

/** Is it taken? What a queue of other code counts is no answer; a message of it that was found is. */
const isTakenSurely = (state: ScrollForcedState): boolean =>
	state.seen !== null && isStrange(state.seen, "queue")
		? state.last.message !== null || state.last.paid !== null
		: isTaken(state);

const takenWords = (
	before: ScrollForcedState,
	{ title: chain }: ScrollProfile,
): Message => {
	const { seen, queued } = before;
	if (isTakenSurely(before)) return scrollMessage("scroll.taken.done");
	if (seen !== null && isStrange(seen, "queue"))
		return scrollMessage("scroll.taken.unknown");
	if (seen?.chainPaused === true) return scrollMessage("scroll.taken.paused");
	if (queued === null || !isOpenToAll(before))
		return scrollMessage("scroll.taken.waits", { chain });
	return seen?.enforcedMode === true
		? scrollMessage("scroll.taken.enforced", { chain })
		: scrollMessage("scroll.taken.late", { chain });
};

export const takenStage = (
	before: ScrollForcedState,
	profile: ScrollProfile,
): Stage => {
	const { queued, seen, queueTaken } = before;
	const title = scrollMessage("scroll.taken.stage");
	const words = takenWords(before, profile);
	if (isTakenSurely(before))
		return stageOf("taken", title, "done", words, {
			doneS: seen?.lastFinalizedAtS ?? null,
			proof:
				queued !== null && isTaken(before)
					? scrollMessage("scroll.taken.proof", {
							taken: queueTaken,
							entry: queued.index,
						})
					: null,
		});
	return stageOf("taken", title, queued === null ? "later" : "waiting", words, {
		untilS: queued === null || isOpenToAll(before) ? null : othersFromS(before),
		risk: scrollMessage("scroll.taken.risk"),
	});
};

export const enforcedStage = (before: ScrollForcedState): Stage => {
	const title = scrollMessage("scroll.enforced.stage");
	if (isTakenSurely(before))
		return stageOf(
			"enforced",
			title,
			"skipped",
			scrollMessage("scroll.enforced.not-needed"),
		);
	if (!isOpenToAll(before))
		return stageOf(
			"enforced",
			title,
			"later",
			scrollMessage("scroll.enforced.later"),
			{ untilS: othersFromS(before) },
		);
	return stageOf(
		"enforced",
		title,
		"waiting",
		before.seen?.enforcedMode === true
			? scrollMessage("scroll.enforced.mode")
			: scrollMessage("scroll.enforced.late"),
		{ risk: scrollMessage("scroll.enforced.risk") },
	);
};
