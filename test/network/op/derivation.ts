// What L1 says the next L2 block is: the one rule that the sequencer's node and an independent one share, over what has
// been read of L1 so far. Pure. Source: OP Stack specs, protocol/derivation.md, "Batch Queue".

import type { Hex } from "../../../src/base/bytes.ts";
import type { Batch } from "./batch.ts";
import type { L1Block } from "./blocks.ts";

/** The last block that follows from L1. */
export type Tip = {
	readonly hash: Hex;
	readonly timestamp: number;
	readonly origin: L1Block;
	/** Its place in its epoch. */
	readonly sequence: number;
};

export type FoundBatch = Batch & {
	/** The number of the L1 block that carries it. */
	readonly inclusion: number;
};

export type DerivationRules = {
	readonly blockTimeS: number;
	/** L1 blocks after which an epoch without its batches is closed with deposits alone. */
	readonly sequencingWindow: number;
	/** The longest a block with users' transactions may be ahead of its origin. */
	readonly maxDriftS: number;
};

export type NextBlock = {
	readonly origin: L1Block;
	readonly sequence: number;
	/** Without the deposits. */
	readonly transactions: readonly Hex[];
	/** A batch says so; else the window of its epoch has passed. */
	readonly batched: boolean;
};

type Verdict = "accept" | "drop" | "later" | "undecided";

/** Reads of L1 what is known of it; nothing above the newest block that was read. */
export type KnownL1 = (number: number) => L1Block | undefined;

const judge = (
	batch: FoundBatch,
	tip: Tip,
	l1: KnownL1,
	rules: DerivationRules,
): Verdict => {
	const timestamp = tip.timestamp + rules.blockTimeS;
	if (batch.timestamp > timestamp) return "later";
	if (batch.timestamp < timestamp || batch.parentHash !== tip.hash)
		return "drop";
	if (batch.epochNumber + rules.sequencingWindow < batch.inclusion)
		return "drop";
	const isNew = batch.epochNumber === tip.origin.number + 1;
	if (!isNew && batch.epochNumber !== tip.origin.number) return "drop";
	const next = l1(tip.origin.number + 1);
	const origin = isNew ? next : tip.origin;
	if (origin === undefined) return "undecided";
	if (batch.epochHash !== origin.hash || timestamp < origin.timestamp)
		return "drop";
	if (timestamp > origin.timestamp + rules.maxDriftS) {
		if (batch.transactions.length > 0) return "drop";
		if (!isNew) {
			if (next === undefined) return "undecided";
			// Deposits may not be left out any longer.
			if (timestamp >= next.timestamp) return "drop";
		}
	}
	const isUsers = (raw: Hex): boolean =>
		raw !== "0x" && !raw.startsWith("0x7e");
	return batch.transactions.every(isUsers) ? "accept" : "drop";
};

/**
 * The block after `tip`, if what L1 holds up to block `at` decides it, and the batches that remain to be looked at.
 * @param batches in the order L1 carries them
 */
export const nextBlock = (
	tip: Tip,
	batches: readonly FoundBatch[],
	l1: KnownL1,
	at: number,
	rules: DerivationRules,
): {
	readonly next: NextBlock | undefined;
	readonly rest: readonly FoundBatch[];
} => {
	const kept: FoundBatch[] = [];
	for (const [i, batch] of batches.entries()) {
		const verdict = judge(batch, tip, l1, rules);
		if (verdict === "drop") continue;
		if (verdict === "accept") {
			const isNew = batch.epochNumber !== tip.origin.number;
			const origin = isNew ? l1(batch.epochNumber) : tip.origin;
			if (origin === undefined) throw new RangeError("an unknown origin");
			return {
				next: {
					origin,
					sequence: isNew ? 0 : tip.sequence + 1,
					transactions: batch.transactions,
					batched: true,
				},
				rest: [...kept, ...batches.slice(i + 1)],
			};
		}
		if (verdict === "undecided")
			return { next: undefined, rest: [...kept, ...batches.slice(i)] };
		kept.push(batch);
	}
	const nothing = { next: undefined, rest: kept };
	const hasPassed = (epoch: L1Block): boolean =>
		epoch.number + rules.sequencingWindow <= at;
	if (!hasPassed(tip.origin)) return nothing;
	const following = l1(tip.origin.number + 1);
	if (following === undefined) return nothing;
	const forced = (origin: L1Block, sequence: number) => ({
		next: { origin, sequence, transactions: [], batched: false },
		rest: kept,
	});
	if (tip.timestamp + rules.blockTimeS < following.timestamp)
		return forced(tip.origin, tip.sequence + 1);
	return hasPassed(following) ? forced(following, 0) : nothing;
};
