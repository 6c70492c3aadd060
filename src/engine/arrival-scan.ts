// What one block brought to an account, out of the block's own lists: coins that a transaction carried there itself, and what tokens'
// contracts logged as transfers to it. Both lists are rebuilt and are those under the verified header's roots, so what is not found in
// the block is not in it. Coins that a contract paid out stand in no list.

import { bigFromBytes, fromHex, type Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";
import { eventTopic } from "../crypto/selector.ts";
import {
	decodeForeign,
	type ForeignTransaction,
} from "../evidence/foreign-transaction.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import { proveReceipts, proveTransactions } from "../state/block.ts";
import { isRuledOut } from "../state/bloom.ts";
import { checkHeader } from "../state/header.ts";
import { lowAddress, wordHex } from "../state/storage-layout.ts";
import type { Header, Receipt } from "../state/values.ts";
import type { Verified } from "../trust/verified.ts";

export type FoundInBlock = {
	/** Null: the chain's coin. */
	readonly token: Hex | null;
	readonly from: Hex;
	readonly amount: bigint;
	/** Of the transaction. */
	readonly hash: Hex;
	/** Which event of the transaction; null for what the transaction carried itself. */
	readonly event: number | null;
};

export type ScannedBlock = {
	readonly found: readonly FoundInBlock[];
	/** Transactions that name the account and are of a kind that is not read here. */
	readonly unread: number;
	/** Of both lists. */
	readonly bytes: number;
};

const transferTopic = eventTopic("Transfer(address,address,uint256)");

/** Those that carry coins to the account, with how many that name it could not be read. */
const paymentsTo = (
	account: Hex,
	raws: readonly Hex[],
): {
	readonly payments: readonly ForeignTransaction[];
	readonly unread: number;
} => {
	const named = raws.filter((raw) => raw.includes(account.slice(2)));
	let unread = 0;
	const payments = named.flatMap((raw) => {
		try {
			const read = decodeForeign(raw);
			const { to, from, valueWei } = read;
			return to === account && from !== account && valueWei > 0n ? [read] : [];
		} catch (thrown) {
			if (!(thrown instanceof Fault)) throw thrown;
			unread++;
			return [];
		}
	});
	return { payments, unread };
};

/** As ERC-20 says: two parties as topics, and the amount alone as data. */
const transfersIn = (
	account: Hex,
	{ transactionHash: hash, logs }: Receipt,
): readonly FoundInBlock[] =>
	logs.flatMap(({ address, topics, data }, event): FoundInBlock[] => {
		const [kind, by, to] = topics;
		if (
			kind !== transferTopic ||
			to !== wordHex(account) ||
			by === undefined ||
			topics.length !== 3 ||
			data.length !== 66
		)
			return [];
		const word = BigInt(by);
		const amount = bigFromBytes(fromHex(data));
		const from = lowAddress(word);
		return word >> 160n !== 0n || from === account || amount === 0n
			? []
			: [{ token: address, from, amount, hash, event }];
	});

const sizeOf = (raws: readonly Hex[]): number =>
	raws.reduce((sum, raw) => sum + raw.length / 2 - 1, 0);

/**
 * @param header with its transactions root
 * @throws header-hash, transactions-root, receipts-root, and what the endpoints fail with
 */
export const scanBlock = (
	pool: Pool<Pick<Execution, "block" | "receipts">>,
	header: Verified<Header>,
	account: Hex,
	signal?: AbortSignal,
): Promise<ScannedBlock> =>
	pool.first(async ({ client }) => {
		const { blockHash, blockNumber } = header.value;
		const { value: block } = await client.block({ hash: blockHash }, signal);
		const { rlp, transactions: raws } = block;
		checkHeader(rlp, blockHash);
		// the whole list, before anything is read in it
		proveTransactions(header, raws, []);
		const { payments, unread } = paymentsTo(account, raws);
		const names = [transferTopic, wordHex(account)];
		if (payments.length === 0 && isRuledOut(rlp, names))
			return { found: [], unread, bytes: sizeOf(raws) };
		const hashes = raws.map((raw) => keccakHex(fromHex(raw)));
		const { value: receipts } = await client.receipts(
			blockNumber,
			hashes,
			signal,
		);
		proveReceipts(header, [], receipts);
		const paid = new Map(payments.map((one) => [one.hash, one]));
		const wanted = hashes.filter(
			(hash, i) =>
				paid.has(hash) ||
				receipts[i]?.includes(wordHex(account).slice(2)) === true,
		);
		const mined = proveTransactions(header, raws, wanted).filter(
			(one) => one !== null,
		);
		const found = proveReceipts(header, mined, receipts).flatMap(
			({ value }): readonly FoundInBlock[] => {
				const { transactionHash: hash, succeeded } = value;
				const payment = paid.get(hash);
				return [
					...(payment === undefined || !succeeded
						? []
						: [
								{
									...{ token: null, from: payment.from, hash, event: null },
									amount: payment.valueWei,
								},
							]),
					...transfersIn(account, value),
				];
			},
		);
		return { found, unread, bytes: sizeOf(raws) + sizeOf(receipts) };
	});
