// A transaction of L1 by which a rollup was moved on: found by an event that an endpoint tells, and proved to have been carried out
// where its block is near enough. What is read out of it is a hint until somebody holds it against L1's state.

import { fromHex, type Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";
import type { Execution, LogHint } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import { proveReceipts, proveTransactions } from "../state/block.ts";
import type { Header, MinedTransaction, Receipt } from "../state/values.ts";
import { openHeaderCache, walkBack, wholeHeader } from "../state/walk.ts";
import type { Verified } from "../trust/verified.ts";
import { walk } from "./log-walk.ts";

/** A transaction that an endpoint tells of, and the event by which it was found. */
export type CallHinted = { readonly raw: Hex; readonly log: LogHint };

/** Events looked at: what was taken back is done again under its number. */
const mostHints = 4;

/**
 * Transactions with such an event of the contract, the newest first, as one endpoint tells them.
 * @param back how many blocks below `top` are looked through
 */
export const hintedCalls = async (
	client: Execution,
	request: {
		readonly address: Hex;
		readonly topics: readonly (Hex | null)[];
	},
	{ top, back }: { readonly top: number; readonly back: number },
	signal: AbortSignal | undefined,
): Promise<readonly CallHinted[]> => {
	const hints: LogHint[] = [];
	const range = { from: Math.max(0, top - back), to: top };
	await walk(client, request, range, "back", (logs) => {
		hints.push(...[...logs].reverse());
		return hints.length > 0;
	});
	const found: CallHinted[] = [];
	for (const log of hints.slice(0, mostHints)) {
		const at = { number: log.blockNumber };
		const { value } = await client.block(at, signal);
		const raw = value.transactions.find(
			(one) => keccakHex(fromHex(one)) === log.transactionHash,
		);
		if (raw !== undefined) found.push({ raw, log });
	}
	return found;
};

/** A transaction that L1 carried out, with its receipt. */
export type Mined = {
	readonly transaction: Verified<MinedTransaction>;
	readonly receipt: Verified<Receipt>;
};

/** Proves that L1 carried such a transaction out. */
export const openMined = (pool: Pool<Execution>) => {
	const headerCache = openHeaderCache();
	/**
	 * @throws not-anchored where its block lies more than 256 below the header, or lacks the transaction, or it failed;
	 * transactions-root, receipts-root; what the endpoints fail with
	 */
	return async (
		{ raw, log }: CallHinted,
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	): Promise<Mined> => {
		const below = await walkBack(
			header,
			log.blockNumber,
			pool,
			headerCache,
			signal,
		);
		const block = await wholeHeader(below, pool, signal);
		return pool.first(async ({ name, client }) => {
			const hash = keccakHex(fromHex(raw));
			const at = { hash: block.value.blockHash };
			const { value: whole } = await client.block(at, signal);
			const [transaction] = proveTransactions(block, whole.transactions, [
				hash,
			]);
			if (transaction === null || transaction === undefined)
				throw new Fault("not-anchored", `has no transaction ${hash}`, name);
			const { value: receipts } = await client.receipts(
				log.blockNumber,
				whole.transactions.map((one) => keccakHex(fromHex(one))),
				signal,
			);
			const [receipt] = proveReceipts(block, [transaction], receipts);
			if (receipt?.value.succeeded !== true)
				throw new Fault("not-anchored", `${hash} failed`, name);
			return { transaction, receipt };
		});
	};
};
