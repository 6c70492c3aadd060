// The state of a journey out of Scroll as it is stored and exported: plain data, bounded.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { amount } from "../../../protocol/amount.ts";
import { wording } from "../../../protocol/message.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import { foldMessage, messageHash, treeHeight } from "../checks/messages.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import {
	type ScrollWithdrawal,
	tokenPair,
	via,
	withdrawalMessage,
} from "../checks/withdrawal.ts";
import { absence } from "./absence.ts";
import type { ScrollFacts } from "./facts.ts";
import type { MessageProof } from "./search.ts";

/** A withdrawal as it is stored. */
export const withdrawalState = d.record({
	via,
	token: d.optional(tokenPair),
	sender: d.address,
	recipient: d.address,
	amountWei: amount,
	nonce: d.int(),
});
export const proofState = d.record({
	batchIndex: d.int(),
	root: d.hash,
	siblings: d.list(d.hash, treeHeight - 1),
});

/** What of L1 the words and clicks need, as it was at the last look. */
export const seenState = d.record({
	number: d.int(),
	timeS: d.int(),
	hasCode: d.flag,
	chainPaused: d.flag,
	gatewayPaused: d.flag,
	messengerPaused: d.flag,
	changed: d.list(d.text(40), 8),
	feeWei: amount,
	/** From when on anyone may finalize in the operator's place. */
	othersMayFromS: d.int(),
	enforcedMode: d.flag,
	lastFinalizedBatch: d.int(),
	lastFinalizedAtS: d.int(),
});
export type SeenState = Decoded<typeof seenState>;

/** The part of a journey from the message on. */
export const messageState = d.record({
	/** A message of this account with a proof that leads to a root on L1; it was not paid out when it was taken up. */
	message: d.nullable(
		d.record({
			withdrawal: withdrawalState,
			proof: proofState,
			foundS: d.int(),
		}),
	),
	/** L1's messenger has it as paid out. */
	paid: d.nullable(
		d.record({ withdrawal: withdrawalState, atS: d.int(), isFinal: d.flag }),
	),
	/** Proved: no message of this journey is in the tree, up to a batch that took its transaction. */
	nothing: d.optional(absence),
	/** What the rollup's endpoints say or do not: claims. Version 0.1.0 kept sentences. */
	told: d.nullable(wording(300)),
});
export type MessageState = Decoded<typeof messageState>;

export const nothingYet: MessageState = {
	message: null,
	paid: null,
	told: null,
};

export const seenOf = (
	facts: ScrollFacts,
	feeWei: bigint,
	othersMayFromS: number,
): SeenState => ({
	number: facts.number,
	timeS: facts.timeS,
	hasCode: facts.hasCode,
	chainPaused: facts.chainPaused,
	gatewayPaused: facts.gatewayPaused,
	messengerPaused: facts.messengerPaused,
	changed: facts.changed,
	feeWei: feeWei.toString(),
	othersMayFromS,
	enforcedMode: facts.enforcedMode,
	lastFinalizedBatch: facts.lastFinalizedBatch,
	lastFinalizedAtS: facts.lastFinalizedAtS,
});

type StoredWithdrawal = Decoded<typeof withdrawalState>;
export const stored = ({
	amountWei,
	...rest
}: ScrollWithdrawal): StoredWithdrawal => ({
	...rest,
	amountWei: amountWei.toString(),
});
export const loaded = ({
	amountWei,
	...rest
}: StoredWithdrawal): ScrollWithdrawal => ({
	...rest,
	amountWei: BigInt(amountWei),
});

export const hashOf = (
	profile: ScrollProfile,
	withdrawal: ScrollWithdrawal,
): Hex => messageHash(withdrawalMessage(profile, withdrawal));

/** Does the proof lead to the root that L1 holds for its batch now? */
export const isProved = (
	profile: ScrollProfile,
	withdrawal: ScrollWithdrawal,
	proof: MessageProof,
	rootOnL1: bigint,
): boolean => {
	try {
		const leaf = hashOf(profile, withdrawal);
		const root = foldMessage(leaf, withdrawal.nonce, proof.siblings);
		return rootOnL1 !== 0n && root === wordHex(rootOnL1);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "exit-evidence")
			return false;
		throw thrown;
	}
};
