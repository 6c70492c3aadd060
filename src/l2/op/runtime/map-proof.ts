// The stages out of an OP rollup between its root and the payment: the proof on L1, the game behind it, the waiting times. Pure.

import { lastTry, stageOf, standing } from "../../../exit/stage.ts";
import { opMessage } from "../checks/codes.ts";
import { checkEvidence } from "./evidence.ts";
import {
	clickable,
	type DrawnStage,
	type OpView,
	pausedWords,
} from "./view.ts";

/** The proof on L1. */
const proveStage = (view: OpView): DrawnStage => {
	const { state, profile, exit, account, facts, proven, order } = view;
	const { isProven, isPaused, isQuietly } = view;
	const { evidence } = state;
	const isSent = !isProven && view.isGoing("prove");
	const canProve = !isProven && isQuietly && evidence !== null && !isPaused;
	const stage = stageOf(
		"prove",
		opMessage("op.prove.stage"),
		standing({
			isDone: isProven,
			isSent,
			isYours: canProve,
			isNext: isQuietly,
		}),
		isProven
			? proven !== null && proven.submitter !== account
				? opMessage("op.prove.by-other", { submitter: proven.submitter })
				: opMessage("op.prove.done")
			: isSent
				? view.goingWords("prove", "proof")
				: isPaused
					? pausedWords
					: evidence === null
						? opMessage("op.prove.later", { wait: exit.proofMaturityS })
						: [
								...view.setback,
								...lastTry(order("prove")),
								...view.strange,
								opMessage("op.prove.now", { wait: exit.proofMaturityS }),
							],
		{
			doneS: proven?.timeS ?? null,
			risk: isProven ? null : opMessage("op.prove.risk"),
			proof:
				proven === null || facts === null
					? null
					: opMessage("op.prove.proof", {
							submitter: proven.submitter,
							block: facts.block,
						}),
		},
	);
	if (!canProve || isSent) return { stage, click: null };
	const { parts, withdrawal } = checkEvidence(profile, account, evidence);
	return clickable(stage, opMessage("op.prove.title"), {
		kind: "op-prove",
		withdrawal,
		gameIndex: evidence.index,
		...parts,
		proof: evidence.proof,
	});
};

/** The time in which anybody can dispute the root. */
const claimStage = (view: OpView): DrawnStage => {
	const { game, order, isProven, isClaimClosed, canClose } = view;
	const isDisputed = game !== null && game.claims > 1;
	const isSent = !isClaimClosed && view.isGoing("claim");
	const stage = stageOf(
		"claim",
		opMessage("op.claim.stage"),
		standing({
			isDone: isClaimClosed,
			isSent,
			isYours: canClose,
			isNext: isProven,
		}),
		isClaimClosed
			? opMessage("op.claim.done")
			: isSent
				? view.goingWords("claim")
				: isDisputed && isProven
					? opMessage("op.claim.disputed")
					: canClose
						? [...lastTry(order("claim")), opMessage("op.claim.now")]
						: opMessage("op.claim.waits"),
		{
			untilS: isClaimClosed ? null : view.clockEndS,
			risk: isClaimClosed ? null : opMessage("op.claim.risk"),
		},
	);
	if (!canClose || isClaimClosed || isSent || game === null)
		return { stage, click: null };
	return clickable(stage, opMessage("op.resolve-claim.title"), {
		kind: "op-resolve-claim",
		game: game.game,
	});
};

/** The game's decision. */
const resolveStage = (view: OpView): DrawnStage => {
	const { game, order, isProven, isWon, isClaimClosed } = view;
	const canResolve = view.canClose && isClaimClosed;
	const isSent = !isWon && view.isGoing("resolve");
	const stage = stageOf(
		"resolve",
		opMessage("op.resolve.stage"),
		standing({
			isDone: isWon,
			isSent,
			isYours: canResolve,
			isNext: isProven && isClaimClosed,
		}),
		isWon
			? opMessage("op.resolve.done")
			: isSent
				? view.goingWords("resolve")
				: canResolve
					? [...lastTry(order("resolve")), opMessage("op.resolve.now")]
					: opMessage("op.resolve.later"),
		{
			doneS:
				isWon && game !== null && game.resolvedAtS > 0
					? game.resolvedAtS
					: null,
		},
	);
	if (!canResolve || isSent || game === null) return { stage, click: null };
	return clickable(stage, opMessage("op.resolve.title"), {
		kind: "op-resolve",
		game: game.game,
	});
};

/** When all waiting times end if the next steps are taken as soon as they can be; null while nothing is known. */
const soonestS = ({ exit, state, facts, isCovered }: OpView): number | null => {
	if (facts === null || state.isReverted) return null;
	const { sequencingWindow, maxDriftS, proofMaturityS } = exit;
	const { forced } = state;
	const takenS =
		isCovered || forced === null || state.said.length > 0
			? facts.timeS
			: forced.timeS + sequencingWindow.seconds + maxDriftS;
	return (
		Math.max(takenS, facts.timeS) +
		Math.max(proofMaturityS, exit.gameClockS + exit.gameFinalityS)
	);
};

const waitStage = (view: OpView): DrawnStage => ({
	stage: stageOf(
		"wait",
		opMessage("op.wait.stage"),
		view.isRipe ? "done" : view.isProven ? "waiting" : "later",
		view.isRipe
			? opMessage("op.wait.done")
			: opMessage("op.wait.waits", {
					proof: view.exit.proofMaturityS,
					root: view.exit.gameFinalityS,
				}),
		{
			untilS: view.isRipe ? null : view.isProven ? view.openS : soonestS(view),
			risk: view.isRipe ? null : opMessage("op.wait.risk"),
		},
	),
	click: null,
});

export const proofStages = (view: OpView): readonly DrawnStage[] => [
	proveStage(view),
	claimStage(view),
	resolveStage(view),
	waitStage(view),
];
