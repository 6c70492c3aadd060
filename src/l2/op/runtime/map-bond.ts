// The last stages of somebody who proposed a root: its game is closed, where the withdrawal rests on another one and nobody else
// does so, and the bond comes back. Pure.

import { lastTry, stageOf } from "../../../exit/stage.ts";
import { opMessage } from "../checks/codes.ts";
import { exitOf } from "../checks/payee.ts";
import type { OpExit } from "../checks/profile.ts";
import type { OpFacts } from "./state.ts";
import {
	clickable,
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
		opMessage(isFirst ? "op.own-claim.stage" : "op.own-resolve.stage"),
		isDone
			? "done"
			: isOpen
				? "yours"
				: isFirst || isSent || game.isClaimResolved
					? "waiting"
					: "later",
		isDone
			? opMessage(isFirst ? "op.own-claim.done" : "op.own-resolve.done")
			: isSent
				? view.goingWords(which)
				: isDisputed
					? opMessage("op.own.disputed")
					: isOpen
						? [
								...lastTry(view.order(which)),
								opMessage(isFirst ? "op.own-claim.now" : "op.own-resolve.now"),
							]
						: isFirst
							? opMessage("op.own-claim.waits")
							: opMessage("op.own-resolve.later"),
		{ untilS: isFirst && !isDone ? endS : null },
	);
	if (!isOpen) return { stage, click: null };
	return clickable(
		stage,
		opMessage(isFirst ? "op.own-claim.click" : "op.own-resolve.click"),
		{
			kind: isFirst ? "op-resolve-claim" : "op-resolve",
			game: game.game,
		},
	);
};

const bondStage = (
	view: OpView,
	{ bondDelayS }: Pick<OpExit, "bondDelayS">,
	own: Own,
	timeS: number,
): DrawnStage => {
	const { order, isPaused } = view;
	const credit = BigInt(own.creditWei ?? 0);
	const { status, resolvedAtS } = own.game;
	const readyS = status === "defender wins" ? resolvedAtS + bondDelayS : null;
	const isUnsure = status === "defender wins" && own.creditWei === null;
	const isBack = status === "defender wins" && credit === 0n && !isUnsure;
	const isReady = readyS !== null && timeS > readyS && credit > 0n;
	const isSent = !isBack && view.isGoing("bond");
	const isOpen = isReady && !isSent && !isPaused;
	const stage = stageOf(
		"bond",
		opMessage("op.bond.stage"),
		isBack
			? "done"
			: status === "challenger wins"
				? "failed"
				: isOpen
					? "yours"
					: "waiting",
		isBack
			? opMessage("op.bond.done")
			: status === "challenger wins"
				? opMessage("op.bond.lost")
				: isSent
					? view.goingWords("bond")
					: isReady && isPaused
						? pausedWords
						: isUnsure
							? opMessage("op.bond.unknown")
							: isReady
								? [...lastTry(order("bond")), opMessage("op.bond.now")]
								: opMessage("op.bond.waits"),
		{ untilS: isBack ? null : readyS },
	);
	if (!isOpen) return { stage, click: null };
	return clickable(stage, opMessage("op.bond.title"), {
		kind: "op-bond",
		game: own.game.game,
		amountWei: credit,
	});
};

export const bondStages = (view: OpView): readonly DrawnStage[] => {
	const { facts, state, profile } = view;
	const own = facts?.own ?? null;
	// of later releases this wallet proposes no root
	if (facts === null || own === null || profile.kind !== "op-games-v1")
		return [];
	const { timeS } = facts;
	// The game that the withdrawal rests on has its stages already. After the payment the evidence says which it was.
	const resting = view.game?.game ?? state.evidence?.game ?? null;
	const bond = bondStage(view, exitOf(profile), own, timeS);
	const isResting = resting === null ? !view.isPaid : own.game.game === resting;
	if (isResting) return [bond];
	return [
		closeStage(view, own, timeS, "own-claim"),
		closeStage(view, own, timeS, "own-resolve"),
		bond,
	];
};
