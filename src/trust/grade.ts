// The grade of a state root: who stands behind it, what is known of its validity, the L1 finality under it, and when
// it was true. Two facts, not one ladder: ARCHITECTURE.md, "Roots of a layer 2".

export type RootBacking =
	| "l1"
	| "claimed"
	| "proposed"
	| "accepted"
	| "exit-final";

export type Validity =
	| "none"
	| "window-open"
	| "window-won"
	| "tee"
	| "development" // L1 asked a mock prover's verifier: anyone could have made the proof
	| "l1-accepted"
	| "rechecked";

/** `optimistic`: two thirds of the committee signed it. `final`: finalized by such an update. */
export type Finality = "optimistic" | "final";

export type Grade = {
	readonly who: RootBacking;
	readonly validity: Validity;
	readonly finality: Finality;
	/** Unix seconds of the block the root belongs to. */
	readonly asOfS: number;
};

/**
 * What account and slot proofs are checked against: a verified state root of some chain. Number and hash of its block are
 * null where the state root alone is proved, as on Scroll: what an endpoint says they are stands nowhere in a conclusion.
 */
export type StateBasis = {
	readonly chainId: number;
	readonly blockNumber: number | null;
	readonly blockHash: `0x${string}` | null;
	readonly stateRoot: `0x${string}`;
	readonly grade: Grade;
};

/** A state whose block is proved with it. */
export type BlockBasis = StateBasis & {
	readonly blockNumber: number;
	readonly blockHash: `0x${string}`;
};

/** The same state of the same block; how each is graded does not count. */
export const isSameState = (one: StateBasis, other: StateBasis): boolean =>
	one.chainId === other.chainId &&
	one.blockNumber === other.blockNumber &&
	one.blockHash === other.blockHash &&
	one.stateRoot === other.stateRoot;
