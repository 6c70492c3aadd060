// Proves batches of the reference rollup in a process of its own.

import type { BatchProof, BatchWitness } from "./batch-witness.ts";

export type Prover = {
	/**
	 * The proof of this batch, checked against the verifying key.
	 * @throws Error naming what the circuit refuses when the witness breaks a rule
	 */
	readonly prove: (witness: BatchWitness) => Promise<BatchProof>;
	readonly close: () => Promise<void>;
};
