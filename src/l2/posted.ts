// How far the search is for a signed transaction of a layer 2 in what its operator wrote to L1, and the shape of such a search. It
// knows no kind, and reads nothing itself.

import type { Hex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import type { Precompiling } from "../crypto/kernel.ts";
import type { BlobSource } from "../source/blobs.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import type { Capture } from "../state/capture.ts";
import type { Header, MinedTransaction } from "../state/values.ts";
import type { Verified } from "../trust/verified.ts";

/** Kept with the order, and on disk before the next step. */
export const sought = d.record({
	/** The block of L1 from which to read on. */
	next: d.int(),
	/** Who writes the batches, as proved at a block below the first that was read: proved again above the last, nobody else did between. */
	writer: d.address,
	/** Why it ends there: what is written cannot be read here, or not checked. */
	unread: d.optional(d.oneOf("batch-unread", "blob-unproven")),
});
export type SearchState = Decoded<typeof sought>;

export type PostedParts = {
	/** Over the L1 endpoints. */
	readonly l1: Pick<Capture, "prove">;
	readonly l1Pool: Pool<Execution>;
	/** The newest final header of L1: what is found below it is never taken back. @throws not-synced, stale-head */
	readonly l1Final: () => Promise<Verified<Header>>;
	readonly blobs: BlobSource;
	readonly kernel: Precompiling;
};

/**
 * One step of a search, bounded in blocks and bytes.
 * @param raw as it was signed
 * @param was null at the beginning, which reads nothing yet: what was written up to the newest final block is not looked through. That
 * is further back than a channel may be open for, where the search begins when the order is sent
 * @returns from where to go on, and the transaction of L1 with which the signed one was written whole, in a final block
 * @throws what the endpoints fail with; then nothing of the step counts, and nobody is asked again before there is a newer final header
 */
export type PostedSearch = (
	raw: Hex,
	was: SearchState | null,
	signal?: AbortSignal,
) => Promise<{
	readonly sought: SearchState;
	readonly found: Verified<MinedTransaction> | null;
}>;
