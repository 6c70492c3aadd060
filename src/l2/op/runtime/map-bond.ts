// The last stages of somebody who proposed a root: its game is closed, where the withdrawal rests on another one and nobody else
// does so, and the bond comes back. Pure.

import { lastTry, stageOf } from "../../../exit/stage.ts";
import { opMessage } from "../checks/codes.ts";
import type { OpFacts } from "./state.ts";
import {
	type DrawnStage,
	type OpView,
	patienceS,
	pausedWords,
} from "./view.ts";

type Own = NonNullable<OpFacts["own"]>;

/** The first of the two steps that close the game, and the second. */
const closeStage = (
	view: OpView,
	{ game }: Own,
	timeS: number,
	which: "own-claim" | "own-resolve",
): DrawnStage => {
	const isFirst = which === "own-claim";
	const endS = game.createdAtS + view.exit.gameClockS;
	const isDecided = game.status !== "in progress";
	const isDone = isDecided || (isFirst && game.isClaimResolved);
	const isDisputed = game.claims > 1 || game.isMisnumbered;
	const isOver = timeS >= endS + patienceS(view.exit.gameClockS);
	const isSent = !isDone && view.isGoing(which);
	const isOpen =
		!isDone &&
		!isSent &&
		!isDisputed &&
		isOver &&
		(isFirst || game.isClaimResolved);
	const stage = stageOf(
		which,
		isFirst
			? "The time to dispute your own root passes"
			: "Ethereum accepts your own root",
		isDone
			? "done"
			: isOpen
				? "yours"
				: isFirst || isSent || game.isClaimResolved
					? "waiting"
					: "later",
		isDone
			? isFirst
				? "Nobody can dispute the root that you proposed any more."
				: "The game around the root that you proposed is decided."
			: isSent
				? view.goingWords(which)
				: isDisputed
					? "Somebody disputes the root that you proposed. Those who defend it and those who attack it settle that between them; your withdrawal rests on another root and does not wait for it."
					: isOpen
						? [
								...lastTry(view.order(which)),
								isFirst
									? "Your withdrawal rests on another root, so nobody needs this one but you: closing it is what brings your bond back. Its time is over, and nobody has closed it."
									: "The game around the root that you proposed can be decided now. It is the second of the two steps that bring your bond back.",
							]
						: isFirst
							? "Your withdrawal rests on another root. The bond for the one that you proposed stays locked until its own time to be disputed is over."
							: "When its time is over, one more transaction, by anybody, decides the game around the root that you proposed.",
		{ untilS: isFirst && !isDone ? endS : null },
	);
	if (!isOpen) return { stage, click: null };
	return {
		stage,
		click: {
			stage: which,
			label: opMessage(isFirst ? "op.own-claim.click" : "op.own-resolve.click"),
			step: {
				kind: isFirst ? "op-resolve-claim" : "op-resolve",
				game: game.game,
			},
		},
	};
};

const bondStage = (view: OpView, own: Own, timeS: number): DrawnStage => {
	const { exit, order, isPaused } = view;
	const credit = BigInt(own.creditWei ?? 0);
	const { status, resolvedAtS } = own.game;
	const readyS =
		status === "defender wins" ? resolvedAtS + exit.bondDelayS : null;
	const isUnsure = status === "defender wins" && own.creditWei === null;
	const isBack = status === "defender wins" && credit === 0n && !isUnsure;
	const isReady = readyS !== null && timeS > readyS && credit > 0n;
	const isSent = !isBack && view.isGoing("bond");
	const isOpen = isReady && !isSent && !isPaused;
	const stage = stageOf(
		"bond",
		"Your bond comes back",
		isBack
			? "done"
			: status === "challenger wins"
				? "failed"
				: isOpen
					? "yours"
					: "waiting",
		isBack
			? "You have your bond back."
			: status === "challenger wins"
				? "The root that you proposed was disproved, so the bond is lost. Your withdrawal is not: it is proved under another root."
				: isSent
					? view.goingWords("bond")
					: isReady && isPaused
						? pausedWords
						: isUnsure
							? "Whether you have your bond back is not known: the rollup's contracts on Ethereum run code that this release of Sextant does not know."
							: isReady
								? [
										...lastTry(order("bond")),
										"The bond for the root that you proposed can be taken back.",
									]
								: "The bond for the root that you proposed stays locked until the root is accepted, and a while after.",
		{ untilS: isBack ? null : readyS },
	);
	if (!isOpen) return { stage, click: null };
	return {
		stage,
		click: {
			stage: "bond",
			label: opMessage("op.bond.title"),
			step: { kind: "op-bond", game: own.game.game, amountWei: credit },
		},
	};
};

export const bondStages = (view: OpView): readonly DrawnStage[] => {
	const { facts, state } = view;
	const own = facts?.own ?? null;
	if (facts === null || own === null) return [];
	const { timeS } = facts;
	// The game that the withdrawal rests on has its stages already. After the payment the evidence says which it was.
	const resting = view.game?.game ?? state.evidence?.game ?? null;
	const bond = bondStage(view, own, timeS);
	const isResting = resting === null ? !view.isPaid : own.game.game === resting;
	if (isResting) return [bond];
	return [
		closeStage(view, own, timeS, "own-claim"),
		closeStage(view, own, timeS, "own-resolve"),
		bond,
	];
};
