// The state of a journey out of an Arbitrum chain as it is stored and exported: plain data, bounded.

import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { amount } from "../../../protocol/amount.ts";
import { wording } from "../../../protocol/message.ts";
import type { ArbitrumExecute } from "../checks/exit.ts";
import {
	type ArbitrumWithdrawal,
	mostSiblings,
	withdrawalFields,
} from "../checks/withdrawal.ts";
import { type ArbitrumFacts, parts } from "./facts.ts";

/** A withdrawal as it is stored. */
export const withdrawalState = d.record({
	...withdrawalFields,
	amountWei: amount,
});
export type StoredWithdrawal = Decoded<typeof withdrawalState>;

/** What of L1 the words and clicks need, as it was at the last look. */
export const seenState = d.record({
	number: d.int(),
	timeS: d.int(),
	hasCode: d.flag,
	changed: d.list(d.oneOf(...parts), parts.length),
	isInboxShut: d.flag,
	isOutboxShut: d.flag,
	isRollupPaused: d.flag,
	hasRivals: d.flag,
	confirmPeriodBlocks: d.int(),
});
export type ArbitrumSeen = Decoded<typeof seenState>;

/** The part of a journey from the withdrawal on the chain on. */
export const sendState = d.record({
	/** What an endpoint says that the transaction withdrew: a claim until it is proved. */
	claimed: d.nullable(withdrawalState),
	/** The withdrawal with the way to a root that L1's outbox has; it was not paid out when it was taken up. */
	proved: d.nullable(
		d.record({
			withdrawal: withdrawalState,
			sendRoot: d.hash,
			siblings: d.list(d.hash, mostSiblings),
			foundS: d.int(),
		}),
	),
	/** L1's outbox has it as spent. */
	paid: d.nullable(
		d.record({ withdrawal: withdrawalState, atS: d.int(), isFinal: d.flag }),
	),
	/** What the chain's endpoints say or do not: claims. */
	told: d.nullable(wording(300)),
});
export type SendState = Decoded<typeof sendState>;

export const nothingYet: SendState = {
	claimed: null,
	proved: null,
	paid: null,
	told: null,
};

export const seenOf = (
	facts: ArbitrumFacts,
	hasRivals: boolean,
): ArbitrumSeen => ({
	number: facts.number,
	timeS: facts.timeS,
	hasCode: facts.hasCode,
	changed: facts.changed,
	isInboxShut: facts.isInboxShut,
	isOutboxShut: facts.isOutboxShut,
	isRollupPaused: facts.isRollupPaused,
	hasRivals,
	confirmPeriodBlocks: facts.confirmPeriodBlocks,
});

export const stored = ({
	amountWei,
	...rest
}: ArbitrumWithdrawal): StoredWithdrawal => ({
	...rest,
	amountWei: amountWei.toString(),
});
export const loaded = ({
	amountWei,
	...rest
}: StoredWithdrawal): ArbitrumWithdrawal => ({
	...rest,
	amountWei: BigInt(amountWei),
});

/** The step that pays it out. */
export const executeOf = ({
	withdrawal,
	sendRoot,
	siblings,
}: NonNullable<SendState["proved"]>): ArbitrumExecute => ({
	kind: "arbitrum-execute",
	...loaded(withdrawal),
	sendRoot,
	siblings,
});
