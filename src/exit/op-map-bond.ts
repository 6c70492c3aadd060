// The last stop of somebody who proposed a root: the bond comes back. Pure.

import { onItsWay, type Stop, type View } from "./op-view.ts";
import { lastTry, stageOf } from "./stage.ts";

export const bondStops = (view: View): readonly Stop[] => {
	const { facts, exit, order } = view;
	const own = facts?.own ?? null;
	if (facts === null || own === null) return [];
	const credit = BigInt(own.creditWei);
	const { status, resolvedAtS } = own.game;
	const readyS =
		status === "defender wins" ? resolvedAtS + exit.bondDelayS : null;
	const isBack = status === "defender wins" && credit === 0n;
	const isReady = readyS !== null && facts.timeS > readyS && credit > 0n;
	const isSent = !isBack && view.isGoing("bond");
	const stage = stageOf(
		"bond",
		"Your bond comes back",
		isBack
			? "done"
			: status === "challenger wins"
				? "failed"
				: isSent
					? "waiting"
					: isReady
						? "yours"
						: "waiting",
		isBack
			? "You have your bond back."
			: status === "challenger wins"
				? "The root that you proposed was disproved, so the bond is lost. Your withdrawal is not: it is proved under another root."
				: isSent
					? onItsWay
					: isReady
						? `${lastTry(order("bond"))}The bond for the root that you proposed can be taken back.`
						: "The bond for the root that you proposed stays locked until the root is accepted, and a while after.",
		{ untilS: isBack ? null : readyS },
	);
	if (!isReady || isSent) return [{ stage, click: null }];
	return [
		{
			stage,
			click: {
				stage: "bond",
				label: "Take the bond back",
				step: { kind: "op-bond", game: own.game.game, amountWei: credit },
			},
		},
	];
};
