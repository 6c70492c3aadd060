// The stages out of an OP rollup between its root and the payment: the proof on L1, the game behind it, the waiting times. Pure.

import { durationWords, shortHex } from "../../../base/units.ts";
import { lastTry, stageOf } from "../../../exit/stage.ts";
import { opMessage } from "../checks/codes.ts";
import { checkEvidence } from "./evidence.ts";
import { type DrawnStage, type OpView, pausedWords } from "./view.ts";

/** The proof on L1. */
const proveStage = (view: OpView): DrawnStage => {
	const { state, profile, exit, account, facts, proven, order } = view;
	const { isProven, isPaused, isQuietly } = view;
	const { evidence } = state;
	const isSent = !isProven && view.isGoing("prove");
	const canProve = !isProven && isQuietly && evidence !== null && !isPaused;
	const stage = stageOf(
		"prove",
		"Prove it to Ethereum",
		isProven
			? "done"
			: isSent
				? "waiting"
				: canProve
					? "yours"
					: isQuietly
						? "waiting"
						: "later",
		isProven
			? proven !== null && proven.submitter !== account
				? `Somebody else, ${shortHex(proven.submitter)}, proved it for you.`
				: "Ethereum has checked that your withdrawal happened."
			: isSent
				? view.goingWords("prove", "proof")
				: isPaused
					? pausedWords
					: evidence === null
						? `Once there is a root to use, the proof is taken from a node of the rollup and kept here. Then you give it to Ethereum with one transaction, and wait ${durationWords(exit.proofMaturityS)} at least.`
						: [
								...view.setback,
								...lastTry(order("prove")),
								...view.strange,
								`The proof is on this device, so no node of the rollup is needed any more. From here on the waiting time runs: ${durationWords(exit.proofMaturityS)} at least.`,
							],
		{
			doneS: proven?.timeS ?? null,
			risk: isProven
				? null
				: "If the root turns out to be false, the proof has to be given again under another. Your withdrawal itself is safe.",
			proof:
				proven === null
					? null
					: `The portal's record of ${shortHex(proven.submitter)}, by proof at block ${facts?.block}.`,
		},
	);
	if (!canProve || isSent) return { stage, click: null };
	const { parts, withdrawal } = checkEvidence(profile, account, evidence);
	return {
		stage,
		click: {
			stage: "prove",
			label: opMessage("op.prove.title"),
			step: {
				kind: "op-prove",
				withdrawal,
				gameIndex: evidence.index,
				...parts,
				proof: evidence.proof,
			},
		},
	};
};

/** The time in which anybody can dispute the root. */
const claimStage = (view: OpView): DrawnStage => {
	const { game, order, isProven, isClaimClosed, canClose } = view;
	const isDisputed = game !== null && game.claims > 1;
	const isSent = !isClaimClosed && view.isGoing("claim");
	const stage = stageOf(
		"claim",
		"The time to dispute the root passes",
		isClaimClosed
			? "done"
			: isSent
				? "waiting"
				: canClose
					? "yours"
					: isProven
						? "waiting"
						: "later",
		isClaimClosed
			? "Nobody can dispute the root any more."
			: isSent
				? view.goingWords("claim")
				: isDisputed && isProven
					? "Somebody disputes the root. Those who defend it and those who attack it settle that between them. If it is lost, you prove your withdrawal again under another root."
					: canClose
						? [
								...lastTry(order("claim")),
								"The time is over and nobody has closed it. Anybody may, and so may you; or wait until somebody does.",
							]
						: "Everybody has time to show that the root is false. Nobody can speed that up.",
		{
			untilS: isClaimClosed ? null : view.clockEndS,
			risk: isClaimClosed
				? null
				: "If somebody shows that the root is false, your proof falls with it and is given again under another root. Your withdrawal stays.",
		},
	);
	if (!canClose || isClaimClosed || isSent || game === null)
		return { stage, click: null };
	return {
		stage,
		click: {
			stage: "claim",
			label: opMessage("op.resolve-claim.title"),
			step: { kind: "op-resolve-claim", game: game.game },
		},
	};
};

/** The game's decision. */
const resolveStage = (view: OpView): DrawnStage => {
	const { game, order, isProven, isWon, isClaimClosed } = view;
	const canResolve = view.canClose && isClaimClosed;
	const isSent = !isWon && view.isGoing("resolve");
	const stage = stageOf(
		"resolve",
		"Ethereum accepts the root",
		isWon
			? "done"
			: isSent
				? "waiting"
				: canResolve
					? "yours"
					: isProven && isClaimClosed
						? "waiting"
						: "later",
		isWon
			? "The root held: the game around it is decided in its favour."
			: isSent
				? view.goingWords("resolve")
				: canResolve
					? [
							...lastTry(order("resolve")),
							"The game around the root can be decided now. Anybody may do that, and so may you.",
						]
					: "When its time is over, one more transaction, by anybody, decides the game around the root.",
		{
			doneS:
				isWon && game !== null && game.resolvedAtS > 0
					? game.resolvedAtS
					: null,
		},
	);
	if (!canResolve || isSent || game === null) return { stage, click: null };
	return {
		stage,
		click: {
			stage: "resolve",
			label: opMessage("op.resolve.title"),
			step: { kind: "op-resolve", game: game.game },
		},
	};
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
		"The waiting times end",
		view.isRipe ? "done" : view.isProven ? "waiting" : "later",
		view.isRipe
			? "All waiting times are over."
			: `Since your proof ${durationWords(view.exit.proofMaturityS)} have to pass, and ${durationWords(view.exit.gameFinalityS)} since the root was accepted. They run at the same time, by Ethereum's clock; nothing is to be done.`,
		{
			untilS: view.isRipe ? null : view.isProven ? view.openS : soonestS(view),
			risk: view.isRipe
				? null
				: "In this time the rollup's guardian may strike a root off that was accepted wrongly. Then the proof is given again.",
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
