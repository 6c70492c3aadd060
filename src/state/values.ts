// The values concluded under a verified state root. Types only.

import type { Hex } from "../base/bytes.ts";
import type { BlockBasis, StateBasis } from "../trust/grade.ts";

/**
 * An execution block whose header is verified. A header taken from a beacon block's payload alone has no
 * transactionsRoot (the beacon chain commits to another form of it): it is null then.
 */
export type Header = BlockBasis & {
	readonly parentHash: Hex;
	readonly receiptsRoot: Hex;
	readonly transactionsRoot: Hex | null;
	readonly timestampS: number;
	readonly gasLimit: number;
	readonly gasUsed: number;
	readonly baseFeePerGasWei: bigint;
};

/** An account at a block; one that is proved absent has nonce 0, balance 0 and the hashes of nothing. */
export type Account = {
	readonly at: StateBasis;
	readonly address: Hex;
	readonly exists: boolean;
	readonly nonce: number;
	readonly balanceWei: bigint;
	readonly storageRoot: Hex;
	readonly codeHash: Hex;
};

/** A storage slot at a block; one that is proved absent is zero. */
export type Slot = {
	readonly at: StateBasis;
	readonly address: Hex;
	readonly key: Hex;
	readonly word: bigint;
};

export type Code = {
	readonly at: StateBasis;
	readonly address: Hex;
	readonly codeHash: Hex;
	readonly bytes: Hex;
};

export type MinedTransaction = {
	readonly at: BlockBasis;
	readonly hash: Hex;
	readonly index: number;
	/** As in the trie: the type byte and the payload, or legacy RLP. */
	readonly raw: Hex;
};

export type Receipt = {
	readonly at: BlockBasis;
	readonly transactionHash: Hex;
	readonly index: number;
	readonly succeeded: boolean;
	readonly cumulativeGasUsed: number;
	readonly logs: readonly {
		readonly address: Hex;
		readonly topics: readonly Hex[];
		readonly data: Hex;
	}[];
};
