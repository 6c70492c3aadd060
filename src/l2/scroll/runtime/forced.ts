// The state of a forced journey out of Scroll as it is stored, and what follows from it: the transaction that it puts into the
// queue, and the withdrawal that should come of it. Pure.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { amount } from "../../../protocol/amount.ts";
import { forcedTransaction, type ScrollForce } from "../checks/exit.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import type { QueuedTransaction } from "../checks/queue.ts";
import { type ScrollWithdrawal, tokenPair } from "../checks/withdrawal.ts";
import { isStrange } from "./facts.ts";
import { messageState, seenState } from "./state.ts";

export const forcedState = d.record({
	v: d.oneOf(1),
	/** There for a token. */
	token: d.optional(tokenPair),
	/** Of a token, in its least units. */
	amountWei: amount,
	/** For the transaction on the rollup. */
	gasLimit: d.int(21_000),
	/** Entries of the queue before this one are older than the journey. */
	fromEntry: d.int(),
	/** The last batch that was finalized when the journey began, and when that was. */
	before: d.optional(d.record({ batch: d.int(), atS: d.int() })),
	/** Where the transaction stands in the queue. */
	queued: d.nullable(d.record({ index: d.int(), atS: d.int() })),
	/** Entries that finalized batches took. */
	queueTaken: d.int(),
	seen: d.nullable(seenState),
	last: messageState,
});
export type ScrollForcedState = Decoded<typeof forcedState>;

const viaOf = ({ token }: Pick<ScrollForcedState, "token">) =>
	token === undefined
		? ({ via: "messenger" } as const)
		: ({ via: "token", token } as const);

export const planOf = (
	account: Hex,
	state: Pick<ScrollForcedState, "token" | "amountWei" | "gasLimit">,
	profile: ScrollProfile,
): QueuedTransaction =>
	forcedTransaction(profile, account, {
		...viaOf(state),
		amountWei: BigInt(state.amountWei),
		gasLimit: state.gasLimit,
	});

/** What its transaction withdraws, if it does, as the message at that place of the tree. */
export const withdrawalAt = (
	account: Hex,
	state: Pick<ScrollForcedState, "token" | "amountWei">,
	nonce: number,
): ScrollWithdrawal => ({
	...viaOf(state),
	sender: account,
	recipient: account,
	amountWei: BigInt(state.amountWei),
	nonce,
});

/** Is the entry behind what finalized batches took? */
export const isTaken = ({
	queued,
	queueTaken,
}: Pick<ScrollForcedState, "queued" | "queueTaken">): boolean =>
	queued !== null && queueTaken > queued.index;

/** May it be? What a queue of other code counts is no sign against it: its message is looked for all the same. */
export const mayBeTaken = (state: ScrollForcedState): boolean =>
	isTaken(state) ||
	(state.queued !== null &&
		state.seen !== null &&
		isStrange(state.seen, "queue"));

/** What the wallet signs for it, once the fee is known. */
export const forceOf = (
	state: ScrollForcedState,
	feeWei: bigint,
): ScrollForce => ({
	kind: "scroll-force",
	...viaOf(state),
	amountWei: BigInt(state.amountWei),
	gasLimit: state.gasLimit,
	feeWei,
});
