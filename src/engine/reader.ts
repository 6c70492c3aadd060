// What the engine can read of a chain, whatever the chain: state under a verified block, by a tag. One reader a chain.

import type { Hex } from "../base/bytes.ts";
import type {
	Account,
	Code,
	Header,
	MinedTransaction,
	Receipt,
	Slot,
} from "../state/values.ts";
import type { StateBasis } from "../trust/grade.ts";
import type { Verified } from "../trust/verified.ts";

/** `latest`: the newest verified block. `final`: the newest final one. Or a block by its number, near the newest. */
export type Tag = "latest" | "final" | number;

export type AccountRead = {
	readonly account: Verified<Account>;
	/** In the order of the keys asked for. */
	readonly slots: readonly Verified<Slot>[];
};

/** A transaction in its block, with what went before it there. */
export type Mined = {
	readonly header: Verified<Header>;
	readonly transaction: Verified<MinedTransaction>;
	readonly receipt: Verified<Receipt>;
	/** Gas used and logs written by the transactions before it in the block. */
	readonly gasBefore: number;
	readonly logsBefore: number;
};

export type Reader = {
	readonly chainId: number;
	/** The newest verified block of a tag. @throws not-synced, not-anchored, unverifiable-method for a number out of reach */
	readonly basis: (tag: Tag) => Promise<Verified<StateBasis>>;
	/**
	 * An account and slots of it, all under one verified block that is no older than the tag's at the time of asking.
	 * @throws no-proof-window, not-synced and what the endpoints fail with
	 */
	readonly account: (
		address: Hex,
		keys: readonly Hex[],
		tag: Tag,
	) => Promise<AccountRead>;
	/** @throws as `account`, and code-hash */
	readonly code: (address: Hex, tag: Tag) => Promise<Verified<Code>>;
	/** The block with its header bytes and every transaction in it; null where this chain's blocks are not served yet. */
	readonly block:
		| ((tag: Tag) => Promise<{
				readonly header: Verified<Header>;
				readonly rlp: Hex;
				readonly transactions: readonly Hex[];
		  }>)
		| null;
	/** A transaction with its receipt; null while no block with it is verified. */
	readonly receipt: ((hash: Hex) => Promise<Mined | null>) | null;
};
