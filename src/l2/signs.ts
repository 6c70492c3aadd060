// What a kind of rollup reads out of one look: the part of a sample that is not about the L1 block itself. Types only.

import type { Hex } from "../base/bytes.ts";
import type { Finality } from "../trust/grade.ts";

/** Entries of a rollup's forced queue on L1. Times are Unix seconds. */
export type QueueSample = {
	/** Entries that ever came. */
	readonly length: number;
	/** Of those, the ones that a root on L1 took. */
	readonly taken: number;
	/** When the oldest entry came that is not taken; null when none waits, or when L1 does not tell. */
	readonly headEnqueuedS: number | null;
	/** Until when it has to be taken; null likewise, and where the rollup knows no deadline. */
	readonly headDeadlineS: number | null;
};

/** Facts proved under one L1 block. Null is what this rollup does not show on L1, or what could not be read. */
export type LivenessSample = {
	/** The L1 block's own time, Unix seconds: everything here was so then. */
	readonly takenAtS: number;
	readonly blockNumber: number;
	readonly finality: Finality;
	/** The account that posts the rollup's data, and how many transactions it ever sent. */
	readonly batcher: Hex | null;
	readonly batcherNonce: number | null;
	/** How many batches L1 counts, and how many roots: numbers that only grow. */
	readonly batchCount: number | null;
	readonly rootCount: number | null;
	/** When the last batch and the last root came, Unix seconds, where L1 keeps that. */
	readonly lastBatchS: number | null;
	readonly lastRootS: number | null;
	readonly queue: QueueSample | null;
	/** The rollup stopped for good, and people take their funds out of its last root. */
	readonly frozen: boolean | null;
	readonly frozenSinceS: number | null;
	/** Others than the operator may post. */
	readonly enforced: boolean | null;
	/** From when on others may, if nothing comes before; Unix seconds. */
	readonly enforcedOpensS: number | null;
	/** Somebody stopped what pays out on L1, or the rollup as a whole. */
	readonly paused: boolean | null;
};

export type Signs = Omit<
	LivenessSample,
	"takenAtS" | "blockNumber" | "finality"
>;

/** A rollup that shows nothing. */
export const noSigns: Signs = {
	batcher: null,
	batcherNonce: null,
	batchCount: null,
	rootCount: null,
	lastBatchS: null,
	lastRootS: null,
	queue: null,
	frozen: null,
	frozenSinceS: null,
	enforced: null,
	enforcedOpensS: null,
	paused: null,
};
