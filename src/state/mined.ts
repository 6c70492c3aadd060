// A transaction in a block whose header is verified, with its receipt: both tries are rebuilt from the block's lists.

import { fromHex, type Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import type { Verified } from "../trust/verified.ts";
import { decodeReceipt, proveReceipts, proveTransactions } from "./block.ts";
import type { Header, MinedTransaction, Receipt } from "./values.ts";

/** A transaction in its block, with what went before it there. */
export type TransactionInBlock = {
	readonly header: Verified<Header>;
	readonly transaction: Verified<MinedTransaction>;
	readonly receipt: Verified<Receipt>;
	/** Gas used and logs written by the transactions before it in the block. */
	readonly gasBefore: number;
	readonly logsBefore: number;
};

/**
 * The transaction in that very block; null when the block is proved not to have it.
 * @param header with its transactions root
 * @throws transactions-root, receipts-root, and what the endpoints fail with
 */
export const minedIn = (
	pool: Pool<Execution>,
	header: Verified<Header>,
	hash: Hex,
	signal?: AbortSignal,
): Promise<TransactionInBlock | null> =>
	pool.first(async ({ client }) => {
		const at = { hash: header.value.blockHash };
		const { value: found } = await client.block(at, signal);
		const [transaction] = proveTransactions(header, found.transactions, [hash]);
		if (transaction === undefined || transaction === null) return null;
		const { value: raws } = await client.receipts(
			header.value.blockNumber,
			found.transactions.map((raw) => keccakHex(fromHex(raw))),
			signal,
		);
		const [proved] = proveReceipts(header, [transaction], raws);
		if (proved === undefined)
			throw new Fault("internal", "a receipt was asked for and none came");
		// the list is the one under the receipts root, so what precedes is proved too
		const before = raws
			.slice(0, transaction.value.index)
			.map((raw) => decodeReceipt(fromHex(raw)));
		return {
			header,
			transaction,
			receipt: proved,
			gasBefore: before.at(-1)?.cumulativeGasUsed ?? 0,
			logsBefore: before.reduce((sum, { logs }) => sum + logs.length, 0),
		};
	});
