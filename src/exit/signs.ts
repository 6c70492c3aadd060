// What a kind of rollup reads out of one look: the part of a sample that is not about the L1 block itself. Types only.

import type { LivenessSample } from "./timeline.ts";

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
