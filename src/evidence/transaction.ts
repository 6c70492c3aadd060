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
import {
	decodeRlp,
	encodeRlp,
	type Rlp,
	rlpBig,
	rlpBytes,
	rlpList,
} from "../base/rlp.ts";
import { keccak256, keccakHex } from "../crypto/hash.ts";
import { recoverAddress, type Signature } from "../crypto/secp256k1.ts";

/** Every field of the transaction that is signed. The access list is always empty. */
export type Transaction = {
	readonly chainId: number;
	readonly nonce: number;
	readonly maxPriorityFeePerGasWei: bigint;
	readonly maxFeePerGasWei: bigint;
	readonly gasLimit: number;
	readonly to: Hex;
	readonly valueWei: bigint;
	readonly data: Hex;
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

const fieldsOf = (transaction: Transaction): readonly Rlp[] => [
	bigToMinimal(BigInt(transaction.chainId)),
	bigToMinimal(BigInt(transaction.nonce)),
	bigToMinimal(transaction.maxPriorityFeePerGasWei),
	bigToMinimal(transaction.maxFeePerGasWei),
	bigToMinimal(BigInt(transaction.gasLimit)),
	fromHex(transaction.to, 20),
	bigToMinimal(transaction.valueWei),
	fromHex(transaction.data),
	[],
];

/** The 32 bytes that are signed. */
export const signingHash = (transaction: Transaction): Uint8Array =>
	keccak256(concat(type, encodeRlp(fieldsOf(transaction))));

/** The most that this transaction can take from its sender, whatever happens: value, and every unit of gas at the cap. */
export const mostOf = (transaction: Transaction): bigint =>
	transaction.valueWei +
	BigInt(transaction.gasLimit) * transaction.maxFeePerGasWei;

/** The transaction as it is sent. @throws RangeError when nobody can have made this signature */
export const joinSignature = (
	transaction: Transaction,
	signature: Signature,
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

const small = (item: Rlp | undefined, what: string): number => {
	const value = rlpBig(item, what);
	if (value > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("bad-rlp", `"${what}" is not a safe integer`);
	return Number(value);
};

/**
 * A signed EIP-1559 transaction out of its bytes, with the address that signed it.
 * @throws bad-rlp for another type, an access list, a missing recipient, bytes not canonical, or no valid signature
 */
export const decodeSigned = (raw: Hex): SignedTransaction => {
	const bytes = fromHex(raw);
	if (bytes[0] !== 2) throw new Fault("bad-rlp", "not of type 2");
	const items = rlpList(decodeRlp(bytes.subarray(1), 5), "transaction");
	if (items.length !== 12)
		throw new Fault("bad-rlp", `${items.length} fields, 12 expected`);
	const to = rlpBytes(items[5], "to");
	if (to.length !== 20) throw new Fault("bad-rlp", '"to" is not an address');
	if (rlpList(items[8], "accessList").length !== 0)
		throw new Fault("bad-rlp", '"accessList" is not empty');
	const transaction: Transaction = {
		chainId: small(items[0], "chainId"),
		nonce: small(items[1], "nonce"),
		maxPriorityFeePerGasWei: rlpBig(items[2], "maxPriorityFeePerGas"),
		maxFeePerGasWei: rlpBig(items[3], "maxFeePerGas"),
		gasLimit: small(items[4], "gasLimit"),
		to: toHex(to),
		valueWei: rlpBig(items[6], "value"),
		data: toHex(rlpBytes(items[7], "data")),
	};
	// As an integer, not as bytes: a zero byte in place of no byte would be a second spelling with a hash of its own.
	const parity = rlpBig(items[9], "yParity");
	if (parity !== 0n && parity !== 1n)
		throw new Fault("bad-rlp", '"yParity" is neither 0 nor 1');
	const hash = signingHash(transaction);
	const from = recoverAddress(hash, {
		yParity: parity === 0n ? 0 : 1,
		r: rlpBig(items[10], "r"),
		s: rlpBig(items[11], "s"),
	});
	if (from === null) throw new Fault("bad-rlp", "nobody's signature");
	return {
		transaction,
		from,
		signingHash: toHex(hash),
		hash: keccakHex(bytes),
		raw: toHex(bytes),
	};
};
