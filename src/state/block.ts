// Transactions and receipts of a block whose header is verified: its whole trie is rebuilt, and what is concluded keeps
// the proof out of it. Source: Ethereum Yellow Paper section 4.3.2, EIP-2718 (typed envelopes), EIP-658 (status).

import { fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { decodeRlp, rlpBig, rlpBytes, rlpList } from "../base/rlp.ts";
import { keccakHex } from "../crypto/hash.ts";
import { proveTrie } from "../proof/mpt.ts";
import { buildListTrie, indexKey } from "../proof/trie.ts";
import { conclude, premiseBy, type Verified } from "../trust/verified.ts";
import { basisOf } from "./account.ts";
import { premiseHeader } from "./header.ts";
import type { Header, MinedTransaction, Receipt } from "./values.ts";

/** One item of a block, and the proof of it that the whole list gives. */
type Item = { readonly index: number; readonly proof: readonly Hex[] };

/** The proofs of the items at `indices`. @throws `code` when the list is not the one under `root` */
const itemsOf = (
	root: Hex,
	raws: readonly Hex[],
	indices: readonly number[],
	code: "transactions-root" | "receipts-root",
): readonly Item[] => {
	const trie = buildListTrie(raws.map((raw) => fromHex(raw)));
	if (trie.root !== root)
		throw new Fault(
			code,
			`${raws.length} items have root ${trie.root}, the header ${root}`,
		);
	return indices.map((index) => ({
		index,
		proof: trie.prove(indexKey(index)).map(toHex),
	}));
};

/** The bytes of the item. @throws mpt-*; mpt-missing when the trie has no such item */
const checkItem = (root: Hex, { index, proof }: Item): Uint8Array => {
	const bytes = proveTrie(
		fromHex(root, 32),
		indexKey(index),
		proof.map((node) => fromHex(node)),
	);
	if (bytes === null)
		throw new Fault("mpt-missing", `the block has no item ${index}`);
	return bytes;
};

const headerBy = (header: Verified<Header>): Header =>
	premiseHeader(header).value;

const transactionsRootOf = (header: Header): Hex => {
	if (header.transactionsRoot === null)
		throw new Fault(
			"not-anchored",
			"the header is known without its transactions root",
		);
	return header.transactionsRoot;
};

/** The transaction at a place of the block. Rule transaction. @throws mpt-*, not-anchored */
export const transactionAt = (
	header: Verified<Header>,
	item: Item,
): Verified<MinedTransaction> => {
	const block = headerBy(header);
	const raw = checkItem(transactionsRootOf(block), item);
	const value = {
		at: basisOf(block),
		hash: keccakHex(raw),
		index: item.index,
		raw: toHex(raw),
	};
	return conclude("transaction", [header], value, { ...item });
};

/**
 * The transactions with these hashes, in their order; null for one that the block does not have: then it is proved
 * absent, since the whole list is there.
 * @param raws all transactions of the block, as in the trie
 * @throws transactions-root; not-anchored when the header came without its transactions root
 */
export const proveTransactions = (
	header: Verified<Header>,
	raws: readonly Hex[],
	hashes: readonly Hex[],
): readonly (Verified<MinedTransaction> | null)[] => {
	const root = transactionsRootOf(headerBy(header));
	const places = new Map(raws.map((raw, i) => [keccakHex(fromHex(raw)), i]));
	const indices = hashes.map((hash) => places.get(hash) ?? null);
	const items = itemsOf(
		root,
		raws,
		indices.filter((index) => index !== null),
		"transactions-root",
	);
	const byIndex = new Map(items.map((item) => [item.index, item]));
	return indices.map((index) => {
		const item = index === null ? undefined : byIndex.get(index);
		return item === undefined ? null : transactionAt(header, item);
	});
};

/** What a receipt says. Before Byzantium it held a state root and no status: such a block is older than any we verify. @throws bad-rlp */
export const decodeReceipt = (
	raw: Uint8Array,
): Pick<Receipt, "succeeded" | "cumulativeGasUsed" | "logs"> => {
	const typed = (raw[0] ?? 0) < 0x80;
	const items = rlpList(decodeRlp(typed ? raw.subarray(1) : raw), "receipt");
	if (items.length < 4 || items.length > 6)
		throw new Fault("bad-rlp", `a receipt of ${items.length} fields`);
	const [status, gas, , logs] = items;
	const succeeded = rlpBig(status, "status");
	if (succeeded > 1n) throw new Fault("bad-rlp", "a status above 1");
	const cumulativeGasUsed = rlpBig(gas, "cumulativeGasUsed");
	if (cumulativeGasUsed > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("bad-rlp", "the gas is not a safe integer");
	return {
		succeeded: succeeded === 1n,
		cumulativeGasUsed: Number(cumulativeGasUsed),
		logs: rlpList(logs, "logs").map((log) => {
			const [address, topics, data] = rlpList(log, "log");
			return {
				address: toHex(rlpBytes(address, "log.address")),
				topics: rlpList(topics, "log.topics").map((topic) =>
					toHex(rlpBytes(topic, "log.topic")),
				),
				data: toHex(rlpBytes(data, "log.data")),
			};
		}),
	};
};

/** The receipt of a verified transaction, out of the same block. Rule receipt. @throws mpt-*, bad-rlp, evidence-step */
export const receiptAt = (
	header: Verified<Header>,
	transaction: Verified<MinedTransaction>,
	proof: readonly Hex[],
): Verified<Receipt> => {
	const block = headerBy(header);
	const mined = premiseBy<MinedTransaction>(transaction, "transaction").value;
	if (mined.at.blockHash !== block.blockHash)
		throw new Fault("evidence-step", "the transaction is of another block");
	const raw = checkItem(block.receiptsRoot, { index: mined.index, proof });
	const value: Receipt = {
		at: basisOf(block),
		transactionHash: mined.hash,
		index: mined.index,
		...decodeReceipt(raw),
	};
	return conclude("receipt", [header, transaction], value, { proof });
};

/**
 * The receipts of verified transactions of the block, in their order.
 * @param raws all receipts of the block, as in the trie
 * @throws receipts-root
 */
export const proveReceipts = (
	header: Verified<Header>,
	transactions: readonly Verified<MinedTransaction>[],
	raws: readonly Hex[],
): readonly Verified<Receipt>[] => {
	const items = itemsOf(
		headerBy(header).receiptsRoot,
		raws,
		transactions.map(({ value }) => value.index),
		"receipts-root",
	);
	return transactions.map((transaction, i) =>
		receiptAt(header, transaction, items[i]?.proof ?? []),
	);
};
