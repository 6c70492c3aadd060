// EIP-1559 transactions as bytes: what is hashed to be signed, what is sent, and back. It signs nothing and judges
// nothing. Source: https://eips.ethereum.org/EIPS/eip-1559

import {
	bigToMinimal,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { encodeRlp, type Rlp } from "../base/rlp.ts";
import { keccak256, keccakHex } from "../crypto/hash.ts";
import { type EcdsaSignature, recoverAddress } from "../crypto/secp256k1.ts";
import { cappedFields } from "../source/transaction-fields.ts";
import { decodeForeign, type ListedAccess } from "./foreign-transaction.ts";

/** Every field of the transaction that is signed. */
export type Transaction = {
	readonly chainId: number;
	readonly nonce: number;
	readonly maxPriorityFeePerGasWei: bigint;
	readonly maxFeePerGasWei: bigint;
	readonly gasLimit: number;
	readonly to: Hex;
	readonly valueWei: bigint;
	readonly data: Hex;
	/** Missing where it is empty. */
	readonly accessList?: readonly ListedAccess[];
};

export type SignedTransaction = {
	readonly transaction: Transaction;
	/** Who signed it. */
	readonly from: Hex;
	readonly signingHash: Hex;
	readonly hash: Hex;
	readonly raw: Hex;
};

const type = Uint8Array.of(2);

const fieldsOf = (transaction: Transaction): readonly Rlp[] => {
	const items: { readonly [name in (typeof cappedFields)[number]]: Rlp } = {
		chainId: bigToMinimal(BigInt(transaction.chainId)),
		nonce: bigToMinimal(BigInt(transaction.nonce)),
		maxPriorityFeePerGas: bigToMinimal(transaction.maxPriorityFeePerGasWei),
		maxFeePerGas: bigToMinimal(transaction.maxFeePerGasWei),
		gas: bigToMinimal(BigInt(transaction.gasLimit)),
		to: fromHex(transaction.to, 20),
		value: bigToMinimal(transaction.valueWei),
		input: fromHex(transaction.data),
		accessList: (transaction.accessList ?? []).map(
			({ address, storageKeys }) => [
				fromHex(address, 20),
				storageKeys.map((key) => fromHex(key, 32)),
			],
		),
	};
	return cappedFields.map((name) => items[name]);
};

/** The bytes whose hash is signed. */
export const signingBytes = (transaction: Transaction): Uint8Array =>
	concat(type, encodeRlp(fieldsOf(transaction)));

/** The 32 bytes that are signed. */
export const signingHash = (transaction: Transaction): Uint8Array =>
	keccak256(signingBytes(transaction));

/** Bytes that it has at most once it is signed: a parity and two words beside its fields, and lengths that may grow by them. */
export const mostBytesOf = (transaction: Transaction): number =>
	encodeRlp(fieldsOf(transaction)).length + 72;

/** The most that this transaction can take from its sender, whatever happens: value, and every unit of gas at the cap. */
export const mostOf = (transaction: Transaction): bigint =>
	transaction.valueWei +
	BigInt(transaction.gasLimit) * transaction.maxFeePerGasWei;

/** The transaction as it is sent. @throws RangeError when nobody can have made this signature */
export const joinSignature = (
	transaction: Transaction,
	signature: EcdsaSignature,
): SignedTransaction => {
	const hash = signingHash(transaction);
	const from = recoverAddress(hash, signature);
	if (from === null) throw new RangeError('"signature" is not one');
	const raw = concat(
		type,
		encodeRlp([
			...fieldsOf(transaction),
			bigToMinimal(BigInt(signature.yParity)),
			bigToMinimal(signature.r),
			bigToMinimal(signature.s),
		]),
	);
	return {
		transaction,
		from,
		signingHash: toHex(hash),
		hash: keccakHex(raw),
		raw: toHex(raw),
	};
};

const small = (value: bigint, what: string): number => {
	if (value > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("bad-rlp", `"${what}" is not a safe integer`);
	return Number(value);
};

/**
 * A signed EIP-1559 transaction out of its bytes, with the address that signed it.
 * @throws bad-rlp for another type, a missing recipient, bytes not canonical, or no valid signature
 */
export const decodeSigned = (raw: Hex): SignedTransaction => {
	const read = decodeForeign(raw);
	const { type, to, chainId, fees, accessList, from, hash } = read;
	if (type !== 2 || chainId === null || "gasPriceWei" in fees)
		throw new Fault("bad-rlp", "not of type 2");
	if (to === null) throw new Fault("bad-rlp", '"to" is not an address');
	const transaction: Transaction = {
		chainId: small(chainId, "chainId"),
		nonce: small(read.nonce, "nonce"),
		maxPriorityFeePerGasWei: fees.maxPriorityFeePerGasWei,
		maxFeePerGasWei: fees.maxFeePerGasWei,
		gasLimit: small(read.gasLimit, "gasLimit"),
		to,
		valueWei: read.valueWei,
		data: read.data,
		...(accessList === undefined || accessList.length === 0
			? {}
			: { accessList }),
	};
	return {
		transaction,
		from,
		signingHash: toHex(signingHash(transaction)),
		hash,
		raw: toHex(fromHex(raw)),
	};
};
