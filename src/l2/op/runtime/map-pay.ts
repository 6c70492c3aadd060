// The last stages out of an OP rollup: the payment, and the bond of an own proposal. Pure.

import { lastTry, stageOf, standing } from "../../../exit/stage.ts";
import type { Message } from "../../../protocol/message.ts";
import { amountIn } from "../../units.ts";
import { opMessage } from "../checks/codes.ts";
import {
	clickable,
	type DrawnStage,
	type OpView,
	pausedWords,
} from "./view.ts";

/** Of a mark that stands at the withdrawal's own place in code that is not known. */
const markWords = opMessage("op.finalize.mark");

const takeLabel = ({ profile, payment }: OpView): Message =>
	payment === null
		? opMessage("op.finalize.title")
		: opMessage("op.finalize.click", {
				what: amountIn(profile, payment.token?.l2 ?? null, payment.amount),
			});

/** The portal pays. */
const finalizeStage = (view: OpView): DrawnStage => {
	const { account, facts, order, payment, withdrawal, proven, what } = view;
	const { isPaid, isPaused } = view;
	const canTake =
		view.isRipe && !isPaid && proven !== null && withdrawal !== null;
	const isSent = !isPaid && view.isGoing("finalize");
	const runsCode = (facts?.runsCode ?? false) && payment?.messageHash === null;
	const stage = stageOf(
		"finalize",
		opMessage("op.finalize.stage"),
		standing({
			isDone: isPaid,
			isSent,
			isYours: canTake && !isPaused && !runsCode,
			isNext: canTake,
		}),
		isPaid
			? facts?.isFinalizedForGood
				? opMessage("op.finalize.done", { what })
				: opMessage("op.finalize.paid", { what })
			: isSent
				? view.goingWords("finalize")
				: isPaused && canTake
					? pausedWords
					: runsCode && canTake
						? opMessage("op.finalize.runs-code")
						: [
								...lastTry(order("finalize")),
								...view.strange,
								opMessage("op.finalize.now", { what }),
							],
		{
			risk: isPaid && facts?.isKnown === false ? markWords : null,
			proof:
				isPaid && facts !== null
					? opMessage("op.finalize.proof", { block: facts.block })
					: null,
		},
	);
	if (!canTake || isSent || isPaused || runsCode) return { stage, click: null };
	return clickable(stage, takeLabel(view), {
		kind: "op-finalize",
		withdrawal,
		submitter: proven.submitter === account ? null : proven.submitter,
	});
};

/** The bridge pays, for what came through it. */
const relayStage = (view: OpView): DrawnStage => {
	const { facts, order, withdrawal, what, isPaid, isPaused } = view;
	const message = facts?.message ?? null;
	const isRelayed = isPaid && message === "relayed";
	const isStuck = isPaid && message === "failed";
	// of later releases the messenger's code is not read, so that no step to it is made
	const hasFailed = isStuck && view.profile.kind === "op-games-v1";
	const isSent = !isRelayed && view.isGoing("relay");
	const stage = stageOf(
		"relay",
		opMessage("op.relay.stage"),
		isRelayed
			? "done"
			: isSent || (hasFailed && isPaused)
				? "waiting"
				: hasFailed
					? "yours"
					: isPaid && (message === "unknown" || isStuck)
						? "waiting"
						: isPaid
							? "failed"
							: "later",
		isRelayed
			? opMessage("op.relay.done", { what })
			: isSent
				? view.goingWords("relay")
				: hasFailed
					? isPaused
						? pausedWords
						: [...lastTry(order("relay")), opMessage("op.relay.now", { what })]
					: isStuck
						? opMessage("op.relay.not-here", { what })
						: isPaid && message === "unknown"
							? opMessage("op.relay.unknown", { what })
							: isPaid
								? opMessage("op.relay.missing")
								: opMessage("op.relay.later"),
		{
			proof:
				isRelayed && facts !== null
					? opMessage("op.relay.proof", { block: facts.block })
					: null,
		},
	);
	if (!hasFailed || isSent || isPaused || withdrawal === null)
		return { stage, click: null };
	return clickable(stage, opMessage("op.relay.title"), {
		kind: "op-relay",
		withdrawal,
	});
};

export const payStages = (view: OpView): readonly DrawnStage[] =>
	view.payment?.messageHash == null
		? [finalizeStage(view)]
		: [finalizeStage(view), relayStage(view)];
