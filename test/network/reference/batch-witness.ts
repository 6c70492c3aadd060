// What the prover must be told of a batch: its public inputs, its operations, and the accounts they touch.

import type { Hex } from "../../../src/base/bytes.ts";

export const treeDepth = 8;
export const batchOperations = 2;

/** The order in which the contract and the proof know them. */
export const publicNames = [
	"oldRoot",
	"newRoot",
	"dataHash",
	"queueBefore",
	"queueAfter",
	"withdrawRoot",
	"chainId",
] as const;

export type PublicInputs = {
	readonly [name in (typeof publicNames)[number]]: bigint;
};

/** An account with its path. The account of an index that nobody has is five zeros. */
export type AccountWitness = {
	readonly ax: bigint;
	readonly ay: bigint;
	readonly owner: bigint;
	readonly balance: bigint;
	readonly nonce: bigint;
	/** From the leaf's sibling up, `treeDepth` of them. */
	readonly siblings: readonly bigint[];
};

export type OperationWitness = {
	/** 0 none, 1 deposit, 2 transfer, 3 withdraw, 4 forced. */
	readonly kind: number;
	/** Fields that the kind does not use are zero. */
	readonly from: number;
	readonly to: number;
	readonly amount: bigint;
	readonly ax: bigint;
	readonly ay: bigint;
	/** Of a forced operation: the owner in the queue's entry, also where the operation does nothing. */
	readonly owner: bigint;
	/** Account `from` under the root before this operation. Of a kind that does not use `from`: account 0. */
	readonly fromBefore: AccountWitness;
	/** Account `to` under the root after the change of `from`. Of a kind that does not use `to`: account 0. */
	readonly toBefore: AccountWitness;
	/** Null for kinds without one. */
	readonly signature: {
		readonly r8x: bigint;
		readonly r8y: bigint;
		readonly s: bigint;
	} | null;
};

export type BatchWitness = PublicInputs & {
	/** `batchOperations` of them. */
	readonly operations: readonly OperationWitness[];
};

export type BatchProof = {
	/** 256 bytes: A.x A.y B.x1 B.x0 B.y1 B.y0 C.x C.y. */
	readonly proof: Hex;
	/** In the order of `publicNames`. */
	readonly publicInputs: readonly bigint[];
};
