// What the engine can read of a chain, whatever the chain: state under a verified block, by a tag. One reader a chain.

import type { Hex } from "../base/bytes.ts";
import type { ProvedAccount, WantedAccount } from "../state/capture.ts";
import type { TransactionInBlock } from "../state/mined.ts";
import type { Header } from "../state/values.ts";
import type { StateBasis } from "../trust/grade.ts";
import type { Verified } from "../trust/verified.ts";

/** `latest`: the newest verified block. `final`: the newest final one. Or a block by its number, near the newest. */
export type Tag = "latest" | "final" | number;

export type AccountRead = Omit<ProvedAccount, "header">;

/** Several accounts under one block. `B` is a header on L1, a rollup's state elsewhere. */
export type Reading<B extends StateBasis = StateBasis> = {
	readonly basis: Verified<B>;
	/** In the order of what was wanted. */
	readonly reads: readonly AccountRead[];
};

export type Reader<B extends StateBasis = StateBasis> = {
	readonly chainId: number;
	/** The newest verified block of a tag. @throws not-synced, not-anchored, unverifiable-method for a number out of reach */
	readonly basis: (tag: Tag) => Promise<Verified<B>>;
	/**
	 * All of `wanted` under one verified block. On L1, for `latest`: one not below the newest when the question came; for
	 * `final`: the newest final one of which all of it is proved; for a number: that very block.
	 * @throws no-proof-window, not-synced and what the endpoints fail with
	 */
	readonly read: (
		wanted: readonly WantedAccount[],
		tag: Tag,
		signal?: AbortSignal,
	) => Promise<Reading<B>>;
	/** The block with its header bytes and every transaction in it; null where this chain's blocks are not served yet. */
	readonly block:
		| ((tag: Tag) => Promise<{
				readonly header: Verified<Header>;
				readonly rlp: Hex;
				readonly transactions: readonly Hex[];
		  }>)
		| null;
	/** A transaction with its receipt under the tag's block; null while no endpoint shows a block with it. */
	readonly receipt:
		| ((
				hash: Hex,
				tag: "latest" | "final",
		  ) => Promise<TransactionInBlock | null>)
		| null;
};

/** One account, read alone. */
export const readOne = async (
	reader: Reader,
	wanted: WantedAccount,
	tag: Tag,
): Promise<AccountRead> => {
	const { reads } = await reader.read([wanted], tag);
	const [read] = reads;
	if (read === undefined) throw new RangeError('"read" came without a result');
	return read;
};
