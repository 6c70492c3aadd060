// The last stages of a journey out of Scroll, on the map and as a click: the message's proof, and the ether on L1. Pure.

import type { Click, Stage, StageOrder } from "../../../exit/module.ts";
import { isUnderWay } from "../../../exit/stage.ts";
import { amountWords } from "../../units.ts";
import { scrollMessage } from "../checks/codes.ts";
import type { ScrollRelay, ScrollStep } from "../checks/exit.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import { isStrange, type ScrollPart } from "./facts.ts";
import { loaded, type MessageState, type SeenState } from "./state.ts";

/** An amount of what fees are paid in: the rollup's coin, which is L1's. */
export const ether = (profile: ScrollProfile, wei: string | bigint): string =>
	amountWords(profile, null, BigInt(wei));

export const changedWords = (seen: SeenState | null): string | null =>
	seen === null || seen.changed.length === 0
		? null
		: `The rollup's contracts were changed (${seen.changed.join(", ")}), or the network file is wrong about them. What is read of them may mean something else, and a pause does not show. Each step is tried on the code there before you sign.`;

/** The same where there is little room: in an offer. Ends in a space; nothing while all code is known. */
export const changedBriefly = ({ changed }: SeenState): string =>
	changed.length === 0
		? ""
		: `Its contracts were changed (${changed.join(", ")}), or the network file is wrong: a pause does not show, each step is tried first. `;

/** Does a contract run other code than the profile names, as far as it was looked at? */
const isOdd = (seen: SeenState | null, part: ScrollPart): boolean =>
	seen !== null && isStrange(seen, part);

/** The last two stages where it is proved that nothing was withdrawn. */
const nothingStages = ({
	batchIndex,
	leaves,
}: NonNullable<MessageState["nothing"]>): readonly [Stage, Stage] => [
	{
		id: "message",
		title: "It withdrew nothing",
		words:
			"Your transaction ran on the rollup and withdrew nothing: that is proved. What you wanted to take out stayed in your account there; only the fees are gone. Most likely the account held less than the amount when it ran. Look at the balance there, and begin again with a smaller sum.",
		state: "failed",
		untilS: null,
		doneS: null,
		risk: "If the balance was enough, its gas ran out or the rollup's bridge was paused there. Then try a small sum first.",
		proof: `${leaves.length} messages lead from the root that L1 held when you began to that of batch ${batchIndex}; none is yours`,
	},
	{
		id: "relay",
		title: "Take it on L1",
		words: "There is nothing to take: nothing was withdrawn.",
		state: "skipped",
		untilS: null,
		doneS: null,
		risk: null,
		proof: null,
	},
];

/** "the ether", or "the tokens". */
const thingsOf = ({ message, paid }: MessageState): string =>
	(message?.withdrawal ?? paid?.withdrawal)?.token === undefined
		? "the ether"
		: "the tokens";

/** "1.5 ETH", or of its token. */
export const withdrawnWords = (
	profile: ScrollProfile,
	{ token, amountWei }: NonNullable<MessageState["paid"]>["withdrawal"],
): string => amountWords(profile, token?.l2 ?? null, BigInt(amountWei));

/** The last two stages: the proof of the message, and the ether on L1. */
export const lastStages = (
	last: MessageState,
	seen: SeenState | null,
	isTaken: boolean,
	order: StageOrder | null,
	profile: ScrollProfile,
): readonly [Stage, Stage] => {
	const { message, paid, told, nothing } = last;
	if (nothing !== undefined && isTaken) return nothingStages(nothing);
	const isFound = message !== null || paid !== null;
	const isUnsure = message !== null && paid === null && isOdd(seen, "rollup");
	const proof: Stage = {
		id: "message",
		title: "Your withdrawal is proved",
		words: isUnsure
			? "The way from your withdrawal to a root of messages is kept here, and not given up. Whether L1 holds that root is not known: the rollup's contract on L1 runs code that the network file does not name. The next step is tried before you sign it."
			: isFound
				? "L1 holds a root of all messages of the rollup, and the way from your withdrawal to that root is known and kept here. No endpoint of the rollup is needed any more."
				: isTaken
					? (told ?? "The withdrawal is looked for at the rollup's endpoints.")
					: "When a finalized batch holds your withdrawal, the way from it to the root on L1 is worked out from what the rollup's endpoints serve.",
		state:
			isFound && !isUnsure ? "done" : isFound || isTaken ? "waiting" : "later",
		untilS: null,
		doneS: isUnsure ? null : (message?.foundS ?? null),
		risk: isFound
			? changedWords(seen)
			: "If every endpoint of the rollup is gone before this is done, the proof has to come from somebody who kept the rollup's messages, or from the data on L1. What was kept here earlier is tried first.",
		proof:
			message === null || isUnsure
				? null
				: `Message ${message.withdrawal.nonce}, under the root of batch ${message.proof.batchIndex} in L1's storage`,
	};
	const failed = order?.succeeded === false;
	const isPaused = seen?.messengerPaused === true;
	const relay: Stage = {
		id: "relay",
		title: `Take ${thingsOf(last)} on L1`,
		words:
			paid !== null
				? paid.isFinal
					? "Paid out, and final on L1."
					: "Paid out. Until its block is final, L1 could still drop it; then this step is offered again."
				: message === null
					? "The last step: you have the message paid out. Anybody may do it for you; it pays your account in any case."
					: isUnderWay(order, seen?.number ?? null)
						? "Your transaction is on its way. It counts when L1 has the message marked as paid."
						: isPaused
							? "The rollup's operators have paused paying out on L1. Your proof stays good; you can go on when they lift the pause."
							: failed
								? "The last try failed on L1. Nothing is lost but its fee: it can be tried again."
								: `L1 pays ${withdrawnWords(profile, message.withdrawal)} to your account.`,
		state:
			paid !== null
				? "done"
				: message === null
					? "later"
					: isUnderWay(order, seen?.number ?? null) || isPaused
						? "waiting"
						: "yours",
		untilS: null,
		doneS: paid?.atS ?? null,
		risk:
			paid === null
				? `L1's contract can lack ${thingsOf(last)} to pay with, or can be paused: then it waits. The proof does not run out.`
				: isOdd(seen, "messenger")
					? "Its mark stands on L1, but the messenger there runs code that the network file does not name: look whether it is in your account on L1."
					: null,
		proof:
			paid === null
				? null
				: message === null
					? "L1's messenger has the message marked as paid; that it is yours is the endpoint's word"
					: `L1's messenger has message ${message.withdrawal.nonce} marked as paid`,
	};
	return [proof, relay];
};

/** The click that has the message paid out; null while it is not time. */
export const relayClick = (
	last: MessageState,
	seen: SeenState | null,
	order: StageOrder | null,
): Click<ScrollStep> | null => {
	const { message, paid } = last;
	if (message === null || paid !== null || seen === null) return null;
	if (
		seen.hasCode ||
		seen.messengerPaused ||
		isUnderWay(order, seen?.number ?? null)
	)
		return null;
	const { withdrawal, proof } = message;
	const step: ScrollRelay = {
		kind: "scroll-relay",
		...loaded(withdrawal),
		batchIndex: proof.batchIndex,
		siblings: proof.siblings,
	};
	return {
		stage: "relay",
		label: scrollMessage(
			withdrawal.token === undefined
				? "scroll.relay.title-ether"
				: "scroll.relay.title-token",
		),
		step,
	};
};
