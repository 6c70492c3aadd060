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

/** What is proved of one account. */
export type OfAccount = { readonly at: StateBasis; readonly address: Hex };

/** An account at a block; one that is proved absent has nonce 0, balance 0 and the hashes of nothing. */
export type Account = OfAccount & {
	readonly exists: boolean;
	readonly nonce: number;
	readonly balanceWei: bigint;
	readonly storageRoot: Hex;
	readonly codeHash: Hex;
};

/** A storage slot at a block; one that is proved absent is zero. */
export type Slot = OfAccount & {
	readonly key: Hex;
	readonly word: bigint;
};

export type Code = OfAccount & {
	readonly codeHash: Hex;
	readonly bytes: Hex;
};

/** What a block has in this place, in one of its lists. */
type InBlock = { readonly at: BlockBasis; readonly index: number };

export type MinedTransaction = InBlock & {
	readonly hash: Hex;
	/** As in the trie: the type byte and the payload, or legacy RLP. */
	readonly raw: Hex;
};

export type Receipt = InBlock & {
	readonly transactionHash: Hex;
	readonly succeeded: boolean;
	readonly cumulativeGasUsed: number;
	readonly logs: readonly {
		readonly address: Hex;
		readonly topics: readonly Hex[];
		readonly data: Hex;
	}[];
};
