// The values concluded about the reference rollup. Types only. Field elements and roots are 32 bytes of hex.

import type { Hex } from "../../../base/bytes.ts";
import type { BlockBasis, StateBasis } from "../../../trust/grade.ts";
import type { Verified } from "../../../trust/verified.ts";
import type { ReferenceProfile } from "./profile.ts";

/** The rollup's contracts at an L1 block, each running the code its profile names, and what they say. */
export type ReferenceConfig = {
	readonly profile: ReferenceProfile;
	/** The L1 block. */
	readonly at: StateBasis;
	readonly lastCommitted: number;
	readonly lastProven: number;
	/** Unix seconds; zero while it is not frozen. */
	readonly frozenAtS: number;
	readonly queueLength: number;
	readonly queueProven: number;
	/** The proven one. */
	readonly lastRoot: Hex;
};

/** A batch as L1 hashes it, without the hash of the one before. */
export type ReferenceBatch = {
	readonly number: number;
	readonly oldRoot: Hex;
	readonly newRoot: Hex;
	readonly dataHash: Hex;
	readonly blobHash: Hex;
	readonly queueFrom: number;
	readonly queueTo: number;
	readonly queueBefore: Hex;
	readonly queueAfter: Hex;
	readonly withdrawRoot: Hex;
	/** Unix seconds, by L1's clock. */
	readonly committedAtS: number;
};

/** What was checked again, and by what. Deposits and the like are L1's word: no proof is about them. */
export type RecheckSummary = {
	readonly system: "groth16";
	/** The hash of the verifying key. */
	readonly program: Hex;
	/** The profile's anchor: everything after it was checked. */
	readonly from: { readonly batch: number; readonly root: Hex };
	/** How many proofs. */
	readonly proofs: number;
};

/**
 * The last proven root, as a basis: block number and hash are those of its batch, and it is as old as that batch's commit.
 * Rule reference-root (validity "l1-accepted"; "none" before the first proof) or recheck (validity "rechecked").
 */
export type ReferenceRoot = BlockBasis & {
	readonly profile: ReferenceProfile;
	/** The L1 block it was read at. */
	readonly at: StateBasis;
	/** The batch before the first of `batches`. */
	readonly start: { readonly batch: number; readonly batchHash: Hex };
	/** Those that lead from there to this root, in order. */
	readonly batches: readonly ReferenceBatch[];
	/** Null until it was checked again here. */
	readonly recheck: RecheckSummary | null;
};

/** A key of the rollup, and the address on L1 that may force and escape. */
type OwnedKey = { readonly ax: Hex; readonly ay: Hex; readonly owner: Hex };

export type ReferenceOperation = OwnedKey & {
	/** 0 none, 1 deposit, 2 transfer, 3 withdraw, 4 forced. */
	readonly kind: number;
	readonly from: number;
	readonly to: number;
	readonly amountWei: bigint;
};

/** What a batch did: out of the blob that L1 was given, and what its proof is about. */
export type ReferenceData = Pick<ReferenceBatch, "blobHash" | "dataHash"> & {
	/** The root that the batch is among the batches of. */
	readonly at: BlockBasis;
	readonly batch: number;
	readonly operations: readonly ReferenceOperation[];
};

/** An account at a batch; an index that nobody has is five zeros. */
export type ReferenceAccount = OwnedKey & {
	readonly at: BlockBasis;
	readonly index: number;
	readonly balanceWei: bigint;
	readonly nonce: number;
	readonly exists: boolean;
};

/** The validity proof of a batch: A, B, C as the precompiles want them, 256 bytes. */
export type ReferenceProof = { readonly batch: number; readonly proof: Hex };

/** The check of validity proofs, which lives in the room above this one. */
export type ReferenceRecheck = {
	/** One batch's. @throws recheck-point, recheck-input, recheck-failed */
	readonly check: (
		profile: ReferenceProfile,
		batch: ReferenceBatch,
		proof: Hex,
	) => Promise<void>;
	/** The root with all of its batches' proofs checked. @throws also recheck-gap, recheck-batch */
	readonly conclude: (
		root: Verified<ReferenceRoot>,
		proofs: readonly ReferenceProof[],
	) => Promise<Verified<ReferenceRoot>>;
};
