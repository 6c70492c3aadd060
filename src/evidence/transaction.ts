// Transactions that this wallet makes, as bytes: what is hashed to be signed, what is sent, and back. Of types 0, 1, 2 and 4; what
// creates a contract has no recipient. It signs nothing and judges nothing.
// Sources: https://eips.ethereum.org/EIPS/eip-155 eip-2930 eip-1559 eip-7702

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
import {
	signatureFields,
	type TransactionField,
	transactionFields,
} from "../source/transaction-fields.ts";
import {
	decodeForeign,
	type ListedAccess,
	type ListedAuthorization,
} from "./foreign-transaction.ts";

/** Every field of the transaction that is signed. */
export type Transaction = {
	/** Missing: 2. Types 0 and 1 pay one price: cap and tip are both that price. */
	readonly type?: 0 | 1 | 4;
	readonly chainId: number;
	readonly nonce: number;
	readonly maxPriorityFeePerGasWei: bigint;
	readonly maxFeePerGasWei: bigint;
	readonly gasLimit: number;
	/** Null: it creates a contract. */
	readonly to: Hex | null;
	readonly valueWei: bigint;
	readonly data: Hex;
	/** Missing where it is empty. */
	readonly accessList?: readonly ListedAccess[];
	/** Of type 4. */
	readonly authorizations?: readonly ListedAuthorization[];
};

export type SignedTransaction = {
	readonly transaction: Transaction;
	/** Who signed it. */
	readonly from: Hex;
	readonly signingHash: Hex;
	readonly hash: Hex;
	readonly raw: Hex;
};

const none = new Uint8Array(0);
const typeOf = ({ type }: Transaction): 0 | 1 | 2 | 4 => type ?? 2;

/** In front of the fields; a legacy one has nothing there. */
const prefixOf = (transaction: Transaction): Uint8Array => {
	const type = typeOf(transaction);
	return type === 0 ? none : Uint8Array.of(type);
};

/** Those that are signed, in their order. @throws RangeError for two prices where there is one */
const fieldsOf = (transaction: Transaction): readonly Rlp[] => {
	const { maxFeePerGasWei: cap, maxPriorityFeePerGasWei: tip } = transaction;
	const type = typeOf(transaction);
	if ((type === 0 || type === 1) && cap !== tip)
		throw new RangeError('"maxPriorityFeePerGasWei" is not the one price');
	if (type === 0 && transaction.accessList !== undefined)
		throw new RangeError('"accessList" is none of a legacy transaction');
	const names: readonly TransactionField[] = transactionFields[type];
	const items: { readonly [name in TransactionField]?: Rlp } = {
		chainId: bigToMinimal(BigInt(transaction.chainId)),
		nonce: bigToMinimal(BigInt(transaction.nonce)),
		gasPrice: bigToMinimal(cap),
		maxPriorityFeePerGas: bigToMinimal(tip),
		maxFeePerGas: bigToMinimal(cap),
		gas: bigToMinimal(BigInt(transaction.gasLimit)),
		to: transaction.to === null ? none : fromHex(transaction.to, 20),
		value: bigToMinimal(transaction.valueWei),
		input: fromHex(transaction.data),
		accessList: (transaction.accessList ?? []).map(
			({ address, storageKeys }) => [
				fromHex(address, 20),
				storageKeys.map((key) => fromHex(key, 32)),
			],
		),
		authorizationList: (transaction.authorizations ?? []).map((one) => [
			bigToMinimal(one.chainId),
			fromHex(one.address, 20),
			bigToMinimal(one.nonce),
			bigToMinimal(one.yParity),
			bigToMinimal(one.r),
			bigToMinimal(one.s),
		]),
	};
	return names.slice(0, -signatureFields).flatMap((name) => {
		const item = items[name];
		return item === undefined ? [] : [item];
	});
};

/** The bytes whose hash is signed. */
export const signingBytes = (transaction: Transaction): Uint8Array => {
	const fields = fieldsOf(transaction);
	// EIP-155: a legacy one is signed with its chain behind its fields
	const signed =
		typeOf(transaction) === 0
			? [...fields, bigToMinimal(BigInt(transaction.chainId)), none, none]
			: fields;
	return concat(prefixOf(transaction), encodeRlp(signed));
};

/** The 32 bytes that are signed. */
export const signingHash = (transaction: Transaction): Uint8Array =>
	keccak256(signingBytes(transaction));

/**
 * What is signed of an authorization, by whoever lets an account run an address's code. EIP-7702: keccak(0x05 ‖ rlp([chain_id,
 * address, nonce])).
 */
export const authorizationHash = ({
	chainId,
	address,
	nonce,
}: Pick<ListedAuthorization, "chainId" | "address" | "nonce">): Uint8Array =>
	keccak256(
		concat(
			Uint8Array.of(5),
			encodeRlp([
				bigToMinimal(chainId),
				fromHex(address, 20),
				bigToMinimal(nonce),
			]),
		),
	);

/** Whose account it is; null where it is nobody's signature. */
export const authorityOf = (one: ListedAuthorization): Hex | null =>
	one.yParity > 1n
		? null
		: recoverAddress(authorizationHash(one), {
				r: one.r,
				s: one.s,
				yParity: one.yParity === 0n ? 0 : 1,
			});

/** Bytes that it has at most once it is signed: a parity and two words beside its fields, and lengths that may grow by them. */
export const mostBytesOf = (transaction: Transaction): number =>
	encodeRlp(fieldsOf(transaction)).length + 80;

/** The nonces of its sender that it uses up: its own, and those of the sender's authorizations in it. */
export const noncesOf = ({
	from,
	transaction: { nonce, authorizations = [] },
}: Pick<SignedTransaction, "from" | "transaction">): readonly number[] => [
	nonce,
	...authorizations.flatMap((one) =>
		authorityOf(one) === from ? [Number(one.nonce)] : [],
	),
];

/**
 * What of these is used up once they are all carried out, as long as the sender's next nonce is the proved one. What lies below that
 * was carried out whole or never will be, so it holds up nothing above.
 */
export const noncesTaken = (
	known: readonly Pick<SignedTransaction, "from" | "transaction">[],
	provedNonce: number,
): readonly number[] =>
	known
		.filter(({ transaction }) => transaction.nonce >= provedNonce)
		.flatMap(noncesOf);

/** The most that this transaction can take from its sender, whatever happens: value, and every unit of gas at the cap. */
export const mostOf = (
	transaction: Pick<Transaction, "valueWei" | "gasLimit" | "maxFeePerGasWei">,
): bigint =>
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
	const parity = BigInt(signature.yParity);
	const raw = concat(
		prefixOf(transaction),
		encodeRlp([
			...fieldsOf(transaction),
			bigToMinimal(
				typeOf(transaction) === 0
					? 35n + 2n * BigInt(transaction.chainId) + parity
					: parity,
			),
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

/** @throws bad-rlp for a type that this wallet makes none of */
const typeFrom = (type: number): Pick<Transaction, "type"> => {
	if (type === 2) return {};
	if (type === 0 || type === 1 || type === 4) return { type };
	throw new Fault("bad-rlp", `of type ${type}`);
};

/**
 * A signed transaction of this wallet's kinds out of its bytes, with the address that signed it.
 * @throws bad-rlp for another type, one that names no chain, bytes not canonical, or no valid signature
 */
export const decodeSigned = (raw: Hex): SignedTransaction => {
	const read = decodeForeign(raw);
	const { to, chainId, fees, accessList, from, hash, authorizations } = read;
	const type = typeFrom(read.type);
	if (chainId === null) throw new Fault("bad-rlp", "it names no chain");
	if (authorizations?.length === 0 || (read.type === 4 && to === null))
		throw new Fault("bad-rlp", "of type 4, and authorizes or calls nothing");
	const one = "gasPriceWei" in fees;
	const transaction: Transaction = {
		...type,
		chainId: small(chainId, "chainId"),
		nonce: small(read.nonce, "nonce"),
		maxPriorityFeePerGasWei: one
			? fees.gasPriceWei
			: fees.maxPriorityFeePerGasWei,
		maxFeePerGasWei: one ? fees.gasPriceWei : fees.maxFeePerGasWei,
		gasLimit: small(read.gasLimit, "gasLimit"),
		to,
		valueWei: read.valueWei,
		data: read.data,
		...(accessList === undefined || accessList.length === 0
			? {}
			: { accessList }),
		...(authorizations === undefined ? {} : { authorizations }),
	};
	return {
		transaction,
		from,
		signingHash: toHex(signingHash(transaction)),
		hash,
		raw: toHex(fromHex(raw)),
	};
};
