// An order on the reference rollup as it travels and is stored: a transfer between two accounts of its tree, and the signed
// operation it becomes. Decoding says nothing about truth; reference-rule.ts does.
// Source: the reference rollup's protocol, "Operations".

import {
	bigFromBytes,
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../base/bytes.ts";
import type { Decode, Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import {
	type MessageSignature,
	verifyMessage,
} from "../../../crypto/baby-jubjub.ts";
import { bn254R } from "../../../crypto/bn254.ts";
import { poseidon } from "../../../crypto/poseidon-bn254.ts";
import { canonical } from "../../../evidence/canonical.ts";
import { mostOutstanding } from "../../../evidence/transfer.ts";

/** Amounts and balances are below. */
export const amountBound = 1n << 96n;
const nonceBound = 2 ** 32;
const accounts = 256;
/** The kind of operation that a transfer is. */
const transferKind = 2n;

const amountWei: Decode<bigint> = (raw, path) => {
	const value = d.bigDecimal(raw, path);
	if (value === 0n || value >= amountBound)
		throw new Fault("bad-field", `"${path}" is not above 0 and below 2^96`);
	return value;
};

/** An element of the field, 32 bytes. */
const element: Decode<Hex> = (raw, path) => {
	const value = d.hash(raw, path);
	if (BigInt(value) >= bn254R)
		throw new Fault("bad-field", `"${path}" is no element of the field`);
	return value;
};

/** A key on Baby Jubjub, each coordinate 32 bytes. */
export const rollupKey = d.record({ ax: element, ay: element });
export type RollupKey = Decoded<typeof rollupKey>;

export const isSameKey = (one: RollupKey, other: RollupKey): boolean =>
	one.ax === other.ax && one.ay === other.ay;

export const referenceTransfer = d.record({
	format: d.oneOf("sextant-rollup-order-1"),
	/** Chosen by who asked; the same id is the same order. */
	id: d.text(64),
	/** Who asked; null: the person, in the wallet itself. */
	origin: d.nullable(d.text(300)),
	/** The rollup's. */
	chainId: d.int(1),
	/** The L1 addresses that own both accounts. */
	from: d.address,
	to: d.address,
	/** The accounts' places in the rollup's tree. */
	fromIndex: d.int(0, accounts - 1),
	toIndex: d.int(0, accounts - 1),
	/** Who signs for either account. Money goes to the key of `toIndex`, whoever is named as its owner. */
	fromKey: rollupKey,
	toKey: rollupKey,
	valueWei: amountWei,
	nonce: d.int(0, nonceBound - 1),
	/** Signed operations of this key that are not known to be proven, as they were sent. */
	outstanding: d.list(d.hexUpTo(1_024), mostOutstanding),
	/** When it was made, by this device's clock. */
	madeMs: d.int(),
});
export type ReferenceTransfer = Decoded<typeof referenceTransfer>;

/** As text, in the one spelling. */
export const referenceText = (order: ReferenceTransfer): string =>
	canonical({ ...order, valueWei: order.valueWei.toString() });

/** @throws bad-json, bad-field */
export const decodeReferenceTransfer = (file: string): ReferenceTransfer =>
	referenceTransfer(d.parseJson(file, 400_000, 8), "order");

/** A transfer as the rollup takes it. */
export type Operation = {
	readonly chainId: number;
	readonly from: number;
	readonly to: number;
	readonly amountWei: bigint;
	/** The key of account `to`. */
	readonly toKey: RollupKey;
	readonly nonce: number;
};

/** What would be signed. */
export const operationOf = (order: ReferenceTransfer): Operation => ({
	chainId: order.chainId,
	from: order.fromIndex,
	to: order.toIndex,
	amountWei: order.valueWei,
	toKey: order.toKey,
	nonce: order.nonce,
});

/** M = H(chainId, kind, from, nonce, H(to, Ax, Ay, owner), amount); a transfer has no owner. */
export const messageOf = (operation: Operation): bigint =>
	poseidon([
		BigInt(operation.chainId),
		transferKind,
		BigInt(operation.from),
		BigInt(operation.nonce),
		poseidon([
			BigInt(operation.to),
			BigInt(operation.toKey.ax),
			BigInt(operation.toKey.ay),
			0n,
		]),
		operation.amountWei,
	]);

export type SignedOperation = {
	readonly operation: Operation;
	/** Who signed it. */
	readonly key: RollupKey;
	readonly signature: MessageSignature;
	/** M as 32 bytes: what the rollup calls the operation. */
	readonly hash: Hex;
	readonly raw: Hex;
};

const word = (value: bigint | number): Uint8Array =>
	bigToBytes(BigInt(value), 32);
const wordHex = (value: bigint): Hex => toHex(word(value));

/** The operation as it is kept: chain id, the six fields it uses, the signer's key, the signature, a word each. */
export const joinOperation = (
	operation: Operation,
	key: RollupKey,
	signature: MessageSignature,
): SignedOperation => {
	const raw = concat(
		word(operation.chainId),
		word(operation.from),
		word(operation.to),
		word(operation.amountWei),
		fromHex(operation.toKey.ax, 32),
		fromHex(operation.toKey.ay, 32),
		word(operation.nonce),
		fromHex(key.ax, 32),
		fromHex(key.ay, 32),
		word(signature.r8x),
		word(signature.r8y),
		word(signature.s),
	);
	const signed = {
		operation,
		key,
		signature,
		hash: wordHex(messageOf(operation)),
		raw: toHex(raw),
	};
	if (!isSignedBy(signed))
		throw new RangeError('"signature" is not the key\'s');
	return signed;
};

const isSignedBy = ({
	operation,
	key,
	signature,
}: Pick<SignedOperation, "operation" | "key" | "signature">): boolean =>
	verifyMessage(
		{ ax: BigInt(key.ax), ay: BigInt(key.ay) },
		messageOf(operation),
		signature,
	);

/**
 * A signed operation out of its bytes; the key it names has signed it.
 * @throws bad-field for another length, a field out of its bounds, or a signature that is not the key's
 */
export const decodeOperation = (raw: Hex): SignedOperation => {
	const bytes = fromHex(raw, 12 * 32);
	const at = (place: number): bigint =>
		bigFromBytes(bytes.subarray(32 * place, 32 * place + 32));
	const within = (place: number, bound: bigint, what: string): bigint => {
		const value = at(place);
		if (value >= bound) throw new Fault("bad-field", `"${what}" is ${value}`);
		return value;
	};
	const small = (place: number, bound: number, what: string): number =>
		Number(within(place, BigInt(bound), what));
	const key = (place: number, what: string): RollupKey => ({
		ax: wordHex(within(place, bn254R, what)),
		ay: wordHex(within(place + 1, bn254R, what)),
	});
	const signed = {
		operation: {
			chainId: small(0, Number.MAX_SAFE_INTEGER, "chainId"),
			from: small(1, accounts, "from"),
			to: small(2, accounts, "to"),
			amountWei: within(3, amountBound, "amount"),
			toKey: key(4, "key of the recipient"),
			nonce: small(6, nonceBound, "nonce"),
		},
		key: key(7, "key of the sender"),
		signature: { r8x: at(9), r8y: at(10), s: at(11) },
	};
	if (!isSignedBy(signed))
		throw new Fault("bad-field", "the key has not signed this operation");
	return {
		...signed,
		hash: wordHex(messageOf(signed.operation)),
		raw: toHex(bytes),
	};
};

/** Is it the order's operation, signed by the order's key? */
export const isSameOperation = (
	signed: SignedOperation,
	order: ReferenceTransfer,
): boolean => {
	const { operation } = signed;
	return (
		isSameKey(signed.key, order.fromKey) &&
		operation.chainId === order.chainId &&
		operation.from === order.fromIndex &&
		operation.to === order.toIndex &&
		operation.amountWei === order.valueWei &&
		isSameKey(operation.toKey, order.toKey) &&
		operation.nonce === order.nonce
	);
};
