// Verified values in the words of JSON-RPC. Each function says again what was proved, in another spelling.

import { addr, Transaction } from "micro-eth-signer";
import {
	bigToBytes,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../base/bytes.ts";
import { hash, hexUpTo, list, record } from "../base/decode.ts";
import type { Json } from "../base/immutable.ts";
import { keccak256, keccakHex } from "../crypto/hash.ts";
import { headerFields } from "../source/header.ts";
import { asQuantity } from "../source/quantity.ts";
import { decodeHeader } from "../state/header.ts";
import type { Account, Receipt, Slot } from "../state/values.ts";
import type { Verified } from "../trust/verified.ts";
import type { Mined } from "./reader.ts";

const proofWitness = record({ proof: list(hexUpTo(16_000_000), 140) });

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
		key: hash(slot.value.key, "key"),
		value: toQuantity(slot.value.word),
		proof: proofWitness(slot.witness, "witness").proof,
	})),
});

/** Solidity's own ways to say why: Error(string) and Panic(uint256). */
const errorSelector = "0x08c379a0";
const panicSelector = "0x4e487b71";

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

/** The 2048-bit filter over addresses and topics. Yellow Paper, section 4.3.1. */
const bloomOf = (logs: Receipt["logs"]): Hex => {
	const bits = new Uint8Array(256);
	for (const { address, topics } of logs)
		for (const item of [address, ...topics]) {
			const digest = keccak256(fromHex(item));
			for (const i of [0, 2, 4]) {
				const bit = (((digest[i] ?? 0) << 8) | (digest[i + 1] ?? 0)) & 2047;
				bits[255 - (bit >> 3)] =
					(bits[255 - (bit >> 3)] ?? 0) | (1 << (bit & 7));
			}
		}
	return toHex(bits);
};

/** Where a transaction stands, proved. */
export type Place = {
	readonly blockHash: Hex;
	readonly blockNumber: number;
	readonly index: number;
	readonly baseFeePerGasWei: bigint;
};

/** What a unit of gas costs in a block: base fee and tip, capped. EIP-1559. */
const priceOf = (
	{ maxFeePerGas, maxPriorityFeePerGas }: FeeCaps,
	baseFeePerGasWei: bigint,
): bigint => {
	const wanted = baseFeePerGasWei + maxPriorityFeePerGas;
	return wanted < maxFeePerGas ? wanted : maxFeePerGas;
};
type FeeCaps = {
	readonly maxFeePerGas: bigint;
	readonly maxPriorityFeePerGas: bigint;
};

/** EIP-2718: a legacy transaction is a list, whose first byte is no type. */
const typeOf = (raw: Hex): number =>
	raw.startsWith("0x0") ? Number(raw.slice(0, 4)) : 0;

/** A transaction in the words of JSON-RPC: in its block, or, for one of our own that is on its way, in none. */
export const transactionInWords = (raw: Hex, mined: Place | null): Json => {
	const tx = Transaction.fromHex(raw.slice(2));
	const { raw: fields } = tx;
	const to = fields.to.toLowerCase();
	const type = typeOf(raw);
	const parity = type > 0 && "yParity" in fields ? (fields.yParity ?? 0) : null;
	const out: Record<string, Json> = {
		hash: keccakHex(fromHex(raw)),
		type: toQuantity(type),
		blockHash: mined?.blockHash ?? null,
		blockNumber: mined === null ? null : toQuantity(mined.blockNumber),
		transactionIndex: mined === null ? null : toQuantity(mined.index),
		from: tx.recoverSender().address.toLowerCase(),
		to: to === "" || to === "0x" ? null : to,
		nonce: toQuantity(fields.nonce),
		gas: toQuantity(fields.gasLimit),
		value: toQuantity(fields.value),
		input: fields.data === "" ? "0x" : fields.data.toLowerCase(),
		r: toQuantity(fields.r ?? 0n),
		s: toQuantity(fields.s ?? 0n),
		// a legacy transaction carries its chain in `v`, all later ones the parity alone
		v: toQuantity(parity ?? tx.v ?? 0n),
	};
	if ("gasPrice" in fields) out.gasPrice = toQuantity(fields.gasPrice);
	if ("chainId" in fields && fields.chainId !== undefined)
		out.chainId = toQuantity(fields.chainId);
	if (parity !== null) out.yParity = toQuantity(parity);
	if ("accessList" in fields)
		out.accessList = fields.accessList.map(({ address, storageKeys }) => ({
			address,
			storageKeys,
		}));
	if ("blobVersionedHashes" in fields) {
		out.maxFeePerBlobGas = toQuantity(fields.maxFeePerBlobGas);
		out.blobVersionedHashes = fields.blobVersionedHashes;
	}
	if ("authorizationList" in fields)
		out.authorizationList = fields.authorizationList.map((one) => ({
			chainId: toQuantity(one.chainId),
			address: one.address.toLowerCase(),
			nonce: toQuantity(one.nonce),
			yParity: toQuantity(one.yParity),
			r: toQuantity(one.r),
			s: toQuantity(one.s),
		}));
	if ("maxFeePerGas" in fields) {
		out.maxFeePerGas = toQuantity(fields.maxFeePerGas);
		out.maxPriorityFeePerGas = toQuantity(fields.maxPriorityFeePerGas);
		out.gasPrice = toQuantity(
			mined === null
				? fields.maxFeePerGas
				: priceOf(fields, mined.baseFeePerGasWei),
		);
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
}: Mined): Json => {
	const tx = Transaction.fromHex(transaction.value.raw.slice(2));
	const { raw } = tx;
	const base = header.value.baseFeePerGasWei;
	const price = "gasPrice" in raw ? raw.gasPrice : priceOf(raw, base);
	const from = tx.recoverSender().address.toLowerCase();
	const creates = raw.to === "" || raw.to === "0x";
	const where = {
		transactionHash: receipt.value.transactionHash,
		transactionIndex: toQuantity(receipt.value.index),
		blockHash: header.value.blockHash,
		blockNumber: toQuantity(header.value.blockNumber),
	};
	return {
		...where,
		type: toQuantity(typeOf(transaction.value.raw)),
		status: toQuantity(receipt.value.succeeded ? 1 : 0),
		from,
		to: creates ? null : raw.to.toLowerCase(),
		contractAddress: creates
			? addr.getCreateAddress(from, raw.nonce).toLowerCase()
			: null,
		cumulativeGasUsed: toQuantity(receipt.value.cumulativeGasUsed),
		gasUsed: toQuantity(receipt.value.cumulativeGasUsed - gasBefore),
		effectiveGasPrice: toQuantity(price),
		logsBloom: bloomOf(receipt.value.logs),
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
