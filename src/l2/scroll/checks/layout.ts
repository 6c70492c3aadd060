// What Scroll's contracts pack into one word of their storage.

import { bitOf, bitsOf } from "../../../state/storage-layout.ts";

export type MiscData = {
	readonly lastCommittedBatch: bigint;
	readonly lastFinalizedBatch: bigint;
	readonly lastFinalizedAtS: number;
	readonly enforcedMode: boolean;
};

/** ScrollChain's miscData: two batch indices, a time, flags, of which one says that the enforced mode is on. */
export const unpackMiscData = (word: bigint): MiscData => ({
	lastCommittedBatch: bitsOf(word, 0, 64),
	lastFinalizedBatch: bitsOf(word, 64, 64),
	lastFinalizedAtS: Number(bitsOf(word, 128, 32)),
	enforcedMode: bitOf(word, 161),
});

export type EnforcedDelays = {
	/** So long without a finalized batch, and anyone may commit. */
	readonly modeDelayS: number;
	/** So long without a queued message taken, and anyone may commit. */
	readonly queueDelayS: number;
};

/** SystemConfig's enforcedBatchParameters. */
export const unpackEnforcedDelays = (word: bigint): EnforcedDelays => ({
	modeDelayS: Number(bitsOf(word, 0, 24)),
	queueDelayS: Number(bitsOf(word, 24, 24)),
});
