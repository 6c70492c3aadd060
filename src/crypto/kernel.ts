// The heavy checks as closed questions about bytes. A kernel answers yes or no and hands nothing over, but for the EVM's
// precompiles, whose answer is bytes (see Precompiling). The engine asks through this interface; a worker with WASM, or
// noble in the same realm, answers. Each field of work has its own type, so that it can be chosen by itself (choose.ts); a
// kernel is all of them together.

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

export type WorkOptions = {
	readonly urgency?: Urgency;
	/** Long work calls it between slices of some ten milliseconds, and goes on when it resolves: others have had their turn. */
	readonly pause?: () => Promise<void>;
};

/** The fields of work, as reports name them. */
export const blsWork = "BLS12-381";
export const bn254Work = "BN254";
/** KZG proofs, over the points of BLS12-381. */
export const kzgWork = "KZG";
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
		asking?: WorkOptions,
	) => Promise<boolean>;
	/**
	 * The same of many, answered each, in order. One that is wrong makes no other wrong. A kernel may check a random linear
	 * combination of all first, wrong with a chance of one in 2^64 - 1, and look at each only when that fails. Soon, by itself.
	 */
	readonly verifySyncAggregates: (
		questions: readonly SyncAggregateQuestion[],
		asking?: WorkOptions,
	) => Promise<readonly boolean[]>;
	/** Is the aggregate the sum of all keys, each of them valid? Slow: once per committee. Idle, by itself. */
	readonly checkAggregateKey: (
		pubkeys: Uint8Array,
		aggregatePubkey: Uint8Array,
		asking?: WorkOptions,
	) => Promise<boolean>;
};

/** A proof and all it is checked against, as bytes. The encodings are those of proof/key-bytes.ts. */
export type ProofQuestion = {
	/** The verifying key. */
	readonly key: Uint8Array;
	/** The public inputs, 32 bytes each. */
	readonly inputs: Uint8Array;
	readonly proof: Uint8Array;
};

/**
 * Validity proofs over BN254. No is also the answer to a key that is none, a wrong length or number of inputs, an input of
 * the order or more, a coordinate of the modulus or more, a point off its curve or out of its subgroup. A key that was
 * asked about lately is not prepared again. Somebody waits for the answer unless `asking` says otherwise.
 */
export type ProofChecks = {
	/** Groth16: the key as encodeGroth16Key writes it; the proof is A, B, C as the EVM's precompiles take points, 256 bytes. */
	readonly checkGroth16: (
		question: ProofQuestion,
		asking?: WorkOptions,
	) => Promise<boolean>;
	/** PLONK as gnark's Solidity verifiers check it: the key as encodeGnarkPlonkKey writes it, the proof as MarshalSolidity does. */
	readonly checkGnarkPlonk: (
		question: ProofQuestion,
		asking?: WorkOptions,
	) => Promise<boolean>;
};

/** The precompiles of the EVM that a kernel computes: EIP-196 and EIP-197, and EIP-4844's point evaluation. */
export type PrecompileName =
	| "bn254-add"
	| "bn254-multiply"
	| "bn254-pairing"
	| "kzg-point";

export type PrecompileQuestion = {
	readonly name: PrecompileName;
	readonly input: Uint8Array;
};

/** Bytes of an input at most: that many pairs cost more gas than a transaction may have. */
export const mostPrecompileInput = 2048 * 192;

/**
 * The one kind of question whose answer is bytes. It is sound because of where they go: into a run of EVM code in the
 * engine's own realm, as what a contract reads, and nowhere else. Nothing verified is made of them but the word of that
 * run, which is the engine's own: no evidence carries it and no order rests on it (evm/call.ts, engine/scroll-recheck.ts); a
 * gas limit that comes of it is bounded by the order's rule and seen by the person. So a kernel that computes wrongly can do
 * here less than by a wrong yes or no. No answer becomes null,
 * which is an answer: a kernel that cannot compute throws.
 */
export type Precompiling = {
	/**
	 * What the precompile returns, or null where the EVM's call fails. Gas is not counted here. Needed soon, unless `asking`
	 * says otherwise. @throws RangeError for an input of more than mostPrecompileInput
	 */
	readonly precompile: (
		question: PrecompileQuestion,
		asking?: WorkOptions,
	) => Promise<Uint8Array | null>;
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

export type Kernel = BlsChecks &
	ProofChecks &
	Precompiling & {
		/** What runs and why, as it is now; BN254 and KZG once each was asked for. @throws internal when nothing can be started at all */
		readonly report: () => Promise<readonly WorkReport[]>;
	};
