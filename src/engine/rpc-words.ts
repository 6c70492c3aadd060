// Verified values in the words of JSON-RPC. Each function says again what was proved, in another spelling.

import {
	bigToBytes,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import type { Json } from "../base/immutable.ts";
import { keccakHex } from "../crypto/hash.ts";
import { selectorOf } from "../crypto/selector.ts";
import {
	createdAddress,
	decodeForeign,
	type ForeignTransaction,
} from "../evidence/foreign-transaction.ts";
import { headerFields } from "../source/header.ts";
import { asQuantity } from "../source/quantity.ts";
import { bloomOf } from "../state/bloom.ts";
import { decodeHeader } from "../state/header.ts";
import type { TransactionInBlock } from "../state/mined.ts";
import type { Account, Slot } from "../state/values.ts";
import type { Verified } from "../trust/verified.ts";

const proofWitness = d.record({ proof: d.list(d.hexUpTo(16_000_000), 140) });

/** EIP-1186, with the proofs the values were concluded from. */
export const proofInWords = (
	account: Verified<Account>,
	slots: readonly Verified<Slot>[],
): Json => ({
	address: account.value.address,
	balance: toQuantity(account.value.balanceWei),
	nonce: toQuantity(account.value.nonce),
	codeHash: account.value.codeHash,
	storageHash: account.value.storageRoot,
	accountProof: proofWitness(account.witness, "witness").proof,
	storageProof: slots.map((slot) => ({
		key: d.hash(slot.value.key, "key"),
		value: toQuantity(slot.value.word),
		proof: proofWitness(slot.witness, "witness").proof,
	})),
});

/** Solidity's own ways to say why. */
const errorSelector = selectorOf("Error(string)");
const panicSelector = selectorOf("Panic(uint256)");

/** The reason in a revert's data, where it is one of Solidity's own; "" for anything else. At most 300 characters. */
export const reasonInWords = (data: Hex): string => {
	const bytes = fromHex(data);
	const word = (at: number): number => {
		const part = bytes.subarray(at, at + 32);
		if (part.length < 32) return -1;
		const value = BigInt(toHex(part));
		return value > 1_000_000n ? -1 : Number(value);
	};
	if (data.startsWith(panicSelector) && bytes.length === 36)
		return `panic ${toQuantity(BigInt(toHex(bytes.subarray(4))))}`;
	if (!data.startsWith(errorSelector)) return "";
	const at = word(4);
	const length = at < 0 ? -1 : word(4 + at);
	const text = bytes.subarray(36 + at, 36 + at + length);
	if (length < 0 || text.length !== length) return "";
	return new TextDecoder().decode(text).slice(0, 300);
};

export const wordInWords = (word: bigint): Hex => toHex(bigToBytes(word, 32));

/** Where a transaction stands, proved. */
export type TransactionPlace = {
	readonly blockHash: Hex;
	readonly blockNumber: number;
	readonly index: number;
	readonly baseFeePerGasWei: bigint;
};

/** Base fee and tip, capped. EIP-1559. */
const cappedPrice = (
	{ maxFeePerGasWei, maxPriorityFeePerGasWei }: FeeCaps,
	baseFeePerGasWei: bigint,
): bigint => {
	const wanted = baseFeePerGasWei + maxPriorityFeePerGasWei;
	return wanted < maxFeePerGasWei ? wanted : maxFeePerGasWei;
};
type FeeCaps = {
	readonly maxFeePerGasWei: bigint;
	readonly maxPriorityFeePerGasWei: bigint;
};

/** What a unit of gas costs in a block. */
const priceOf = (
	fees: ForeignTransaction["fees"],
	baseFeePerGasWei: bigint,
): bigint =>
	"gasPriceWei" in fees
		? fees.gasPriceWei
		: cappedPrice(fees, baseFeePerGasWei);

/** A transaction in the words of JSON-RPC: in its block, or, for one of our own that is on its way, in none. */
export const transactionInWords = (
	raw: Hex,
	mined: TransactionPlace | null,
): Json => {
	const tx = decodeForeign(raw);
	const { fees } = tx;
	const out: Record<string, Json> = {
		hash: tx.hash,
		type: toQuantity(tx.type),
		blockHash: mined?.blockHash ?? null,
		blockNumber: mined === null ? null : toQuantity(mined.blockNumber),
		transactionIndex: mined === null ? null : toQuantity(mined.index),
		from: tx.from,
		to: tx.to,
		nonce: toQuantity(tx.nonce),
		gas: toQuantity(tx.gasLimit),
		value: toQuantity(tx.valueWei),
		input: tx.data,
		r: toQuantity(tx.r),
		s: toQuantity(tx.s),
		v: toQuantity(tx.v),
		gasPrice: toQuantity(
			"maxFeePerGasWei" in fees && mined === null
				? fees.maxFeePerGasWei
				: priceOf(fees, mined?.baseFeePerGasWei ?? 0n),
		),
	};
	if (tx.chainId !== null) out.chainId = toQuantity(tx.chainId);
	if (tx.type > 0) out.yParity = toQuantity(tx.yParity);
	if (tx.accessList !== undefined) out.accessList = tx.accessList;
	if (tx.blobs !== undefined) {
		out.maxFeePerBlobGas = toQuantity(tx.blobs.maxFeePerBlobGasWei);
		out.blobVersionedHashes = tx.blobs.versionedHashes;
	}
	if (tx.authorizations !== undefined)
		out.authorizationList = tx.authorizations.map((one) => ({
			chainId: toQuantity(one.chainId),
			address: one.address,
			nonce: toQuantity(one.nonce),
			yParity: toQuantity(one.yParity),
			r: toQuantity(one.r),
			s: toQuantity(one.s),
		}));
	if ("maxFeePerGasWei" in fees) {
		out.maxFeePerGas = toQuantity(fees.maxFeePerGasWei);
		out.maxPriorityFeePerGas = toQuantity(fees.maxPriorityFeePerGasWei);
	}
	return out;
};

/** A receipt in the words of JSON-RPC. */
export const receiptInWords = ({
	header,
	transaction,
	receipt,
	gasBefore,
	logsBefore,
}: TransactionInBlock): Json => {
	const tx = decodeForeign(transaction.value.raw);
	const where = {
		transactionHash: receipt.value.transactionHash,
		transactionIndex: toQuantity(receipt.value.index),
		blockHash: header.value.blockHash,
		blockNumber: toQuantity(header.value.blockNumber),
	};
	return {
		...where,
		type: toQuantity(tx.type),
		status: toQuantity(receipt.value.succeeded ? 1 : 0),
		from: tx.from,
		to: tx.to,
		contractAddress: tx.to === null ? createdAddress(tx.from, tx.nonce) : null,
		cumulativeGasUsed: toQuantity(receipt.value.cumulativeGasUsed),
		gasUsed: toQuantity(receipt.value.cumulativeGasUsed - gasBefore),
		effectiveGasPrice: toQuantity(
			priceOf(tx.fees, header.value.baseFeePerGasWei),
		),
		logsBloom: bloomOf(
			receipt.value.logs.flatMap(({ address, topics }) => [address, ...topics]),
		),
		logs: receipt.value.logs.map((log, i) => ({
			...where,
			address: log.address,
			topics: log.topics,
			data: log.data,
			logIndex: toQuantity(logsBefore + i),
			removed: false,
		})),
	};
};

/**
 * The fields of a header whose hash was checked, and its transactions, all of them: whole, or by their hashes. The block's
 * size is left out: it counts the withdrawals, and those were not looked at.
 */
export const blockInWords = (
	rlp: Hex,
	transactions: readonly Hex[],
	whole: boolean,
): Json => {
	const fields = decodeHeader(fromHex(rlp));
	const out: Record<string, Json> = {
		hash: fields.hash,
		uncles: [],
		transactions: transactions.map((raw, index) =>
			whole
				? transactionInWords(raw, {
						blockHash: fields.hash,
						blockNumber: fields.blockNumber,
						index,
						baseFeePerGasWei: fields.baseFeePerGasWei ?? 0n,
					})
				: keccakHex(fromHex(raw)),
		),
	};
	for (const [name, encode] of headerFields) {
		const value = fields.field(name);
		if (value === null) continue;
		out[name] =
			encode === asQuantity
				? toQuantity(value.length === 0 ? 0n : BigInt(toHex(value)))
				: toHex(value);
	}
	return out;
};
