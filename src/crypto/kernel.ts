// The heavy checks as closed questions about bytes. A kernel answers yes or no and hands nothing over. The engine asks
// through this interface; a worker with WASM, or noble in the same realm, answers. Each field of work has its own type,
// so that it can be chosen by itself (choose.ts); a kernel is all of them together.

export type SyncAggregateQuestion = {
	/** The committee's keys, 48 bytes each, one after the other. */
	readonly pubkeys: Uint8Array;
	/** The aggregate key that the committee's root commits to, 48 bytes. */
	readonly aggregatePubkey: Uint8Array;
	/** One bit a member, as in SSZ: member i is bit i%8 of byte i/8. */
	readonly bits: Uint8Array;
	/** 32 bytes. */
	readonly signingRoot: Uint8Array;
	/** 96 bytes. */
	readonly signature: Uint8Array;
};

/** Who waits for the answer. A person's question goes before what is needed soon, and that before idle work. */
export type Urgency = "person" | "soon" | "idle";

export type Asking = {
	readonly urgency?: Urgency;
	/** Long work calls it between slices of some ten milliseconds, and goes on when it resolves: others have had their turn. */
	readonly pause?: () => Promise<void>;
};

/** The fields of work, as reports name them. */
export const blsWork = "BLS12-381";
export const bn254Work = "BN254";
export const hashWork = "Hashes";

/** Signatures on BLS12-381 with keys in G1, as Ethereum's consensus uses them. */
export type BlsChecks = {
	/**
	 * FastAggregateVerify of the members whose bit is set. The committed aggregate less the absentees stands for the sum of
	 * the signers, so the caller must have proved the committee's root first. False for a key or signature that does not
	 * decode, is not in its subgroup, or when the sum is infinity. No signer at all is false. Somebody waits for it unless
	 * `asking` says otherwise.
	 */
	readonly verifySyncAggregate: (
		question: SyncAggregateQuestion,
		asking?: Asking,
	) => Promise<boolean>;
	/**
	 * The same of many, answered each, in order. One that is wrong makes no other wrong. A kernel may check a random linear
	 * combination of all first, wrong with a chance of one in 2^64 - 1, and look at each only when that fails. Soon, by itself.
	 */
	readonly verifySyncAggregates: (
		questions: readonly SyncAggregateQuestion[],
		asking?: Asking,
	) => Promise<readonly boolean[]>;
	/** Is the aggregate the sum of all keys, each of them valid? Slow: once per committee. Idle, by itself. */
	readonly checkAggregateKey: (
		pubkeys: Uint8Array,
		aggregatePubkey: Uint8Array,
		asking?: Asking,
	) => Promise<boolean>;
};

/** How one field of work is done, for the screen of diagnostics. */
export type WorkReport = {
	/** blsWork, … */
	readonly work: string;
	/** What does it: it has passed its self-test. */
	readonly runs: string;
	/** What would be faster and does not run, and why. */
	readonly refused: readonly Refusal[];
};

export type Refusal = { readonly name: string; readonly why: string };

export type Kernel = BlsChecks & {
	/** What runs and why, as it is now. @throws internal when nothing can be started at all */
	readonly report: () => Promise<readonly WorkReport[]>;
};
