// The last stages out of an OP rollup: the payment, and the bond of an own proposal. Pure.

import { lastTry, stageOf } from "../../../exit/stage.ts";
import type { Message } from "../../../protocol/message.ts";
import { amountIn } from "../../units.ts";
import { opMessage } from "../checks/codes.ts";
import { type DrawnStage, type OpView, pausedWords } from "./view.ts";

/** Of a mark that stands at the withdrawal's own place in code that is not known. */
const markWords =
	"Its mark stands on Ethereum, but the contracts there run code that this release of Sextant does not know: look whether it is in your account.";

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
		"Take what is yours",
		isPaid
			? "done"
			: isSent
				? "waiting"
				: canTake && !isPaused && !runsCode
					? "yours"
					: canTake
						? "waiting"
						: "later",
		isPaid
			? facts?.isFinalizedForGood
				? `Ethereum has taken the withdrawal off its list: ${what}. It cannot be taken a second time, by anybody.`
				: `Ethereum has paid out ${what}. It becomes final within minutes.`
			: isSent
				? view.goingWords("finalize")
				: isPaused && canTake
					? pausedWords
					: runsCode && canTake
						? "Your account runs code on Ethereum, by a delegation. If that code refuses ether, the payment is lost, so it is not offered. Remove the delegation first."
						: [
								...lastTry(order("finalize")),
								...view.strange,
								`One last transaction pays ${what} to your account on Ethereum.`,
							],
		{
			risk: isPaid && facts?.isKnown === false ? markWords : null,
			proof: isPaid
				? `The portal's record of finished withdrawals, by proof at block ${facts?.block}.`
				: null,
		},
	);
	if (!canTake || isSent || isPaused || runsCode) return { stage, click: null };
	return {
		stage,
		click: {
			stage: "finalize",
			label: takeLabel(view),
			step: {
				kind: "op-finalize",
				withdrawal,
				submitter: proven.submitter === account ? null : proven.submitter,
			},
		},
	};
};

/** The bridge pays, for what came through it. */
const relayStage = (view: OpView): DrawnStage => {
	const { facts, order, withdrawal, what, isPaid, isPaused } = view;
	const message = facts?.message ?? null;
	const isRelayed = isPaid && message === "relayed";
	const hasFailed = isPaid && message === "failed";
	const isSent = !isRelayed && view.isGoing("relay");
	const stage = stageOf(
		"relay",
		"The bridge pays you",
		isRelayed
			? "done"
			: isSent || (hasFailed && isPaused)
				? "waiting"
				: hasFailed
					? "yours"
					: isPaid && message === "unknown"
						? "waiting"
						: isPaid
							? "failed"
							: "later",
		isRelayed
			? `The bridge has paid you ${what}.`
			: isSent
				? view.goingWords("relay")
				: hasFailed
					? isPaused
						? pausedWords
						: [
								...lastTry(order("relay")),
								`The payment failed in the bridge, which still has ${what} for you. It can be tried again as often as it takes.`,
							]
					: isPaid && message === "unknown"
						? `Whether the bridge has paid you ${what} is not known: its messenger on Ethereum runs code that this release of Sextant does not know. Look whether it is in your account on Ethereum, and keep this journey's file.`
						: isPaid
							? "The withdrawal was taken, and the bridge knows nothing of the payment in it. Keep this journey's file and ask those who run the rollup."
							: "It happens in the same transaction as the step before. If it fails there, it can be tried again.",
		{
			proof: isRelayed
				? `The messenger's record, by proof at block ${facts?.block}.`
				: null,
		},
	);
	if (!hasFailed || isSent || isPaused || withdrawal === null)
		return { stage, click: null };
	return {
		stage,
		click: {
			stage: "relay",
			label: opMessage("op.relay.title"),
			step: { kind: "op-relay", withdrawal },
		},
	};
};

export const payStages = (view: OpView): readonly DrawnStage[] =>
	view.payment?.messageHash == null
		? [finalizeStage(view)]
		: [finalizeStage(view), relayStage(view)];
