// The circuit, compiled, with its proving and verifying key: found in the cache or made.

import type { VerifyingKey } from "./verifying-key.ts";

export type Circuit = {
	/** Computes the witness. */
	readonly wasmPath: string;
	readonly r1csPath: string;
	readonly zkeyPath: string;
	readonly verifyingKey: VerifyingKey;
	readonly depth: 8;
	readonly operations: 2;
};
