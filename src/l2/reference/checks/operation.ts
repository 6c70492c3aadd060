// Operations of the reference rollup: what their data hashes to, how a blob holds them, and what a key signs. Pure.
// Source: test/network/reference/README.md, "Operations" and "Batch".

import {
	bigToBytes,
	concat,
	type Hex,
	toHex,
	zeroAddress,
} from "../../../base/bytes.ts";
import type { Decode } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import type { Json } from "../../../base/immutable.ts";
import { bn254R } from "../../../crypto/bn254.ts";
import { poseidon } from "../../../crypto/poseidon-bn254.ts";
import { blobBytes } from "../../../proof/kzg.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { ReferenceOperation } from "./values.ts";

/** 32 bytes that are an element of the field. */
export const element: Decode<Hex> = (raw, path) => {
	const word = d.hash(raw, path);
	if (BigInt(word) >= bn254R)
		throw new Fault("bad-field", `"${path}" is no element of the field`);
	return word;
};

/** 32 bytes of less than 2^96. */
export const amount: Decode<bigint> = (raw, path) => {
	const value = BigInt(d.hash(raw, path));
	if (value >> 96n !== 0n)
		throw new Fault("bad-field", `"${path}" is 2^96 or more`);
	return value;
};

const spelled = d.record({
	kind: d.int(0, 4),
	from: d.int(0, 0xffff_ffff),
	to: d.int(0, 0xffff_ffff),
	amount,
	ax: element,
	ay: element,
	owner: d.address,
});

/** An operation in a witness. @throws bad-field */
export const operationWitness: Decode<ReferenceOperation> = (raw, path) => {
	const { amount: amountWei, ...rest } = spelled(raw, path);
	return { ...rest, amountWei };
};

/** How a witness spells it. */
export const spellOperation = ({
	amountWei,
	...rest
}: ReferenceOperation): Json => ({ ...rest, amount: wordHex(amountWei) });

/** Fills a batch. */
export const noOperation: ReferenceOperation = {
	kind: 0,
	from: 0,
	to: 0,
	amountWei: 0n,
	ax: wordHex(0n),
	ay: wordHex(0n),
	owner: zeroAddress,
};

const elementsOf = (operation: ReferenceOperation): readonly bigint[] => {
	const { kind, from, to, amountWei, ax, ay, owner } = operation;
	return [
		...[BigInt(kind), BigInt(from), BigInt(to), amountWei],
		...[BigInt(ax), BigInt(ay), BigInt(owner)],
	];
};

/** What the proof of a batch of these operations is about. */
export const dataHashOf = (operations: readonly ReferenceOperation[]): Hex => {
	let hash = 0n;
	for (const operation of operations) {
		const [kind = 0n, from = 0n, to = 0n, value = 0n, ...who] =
			elementsOf(operation);
		hash = poseidon([hash, kind, from, to, value, poseidon(who)]);
	}
	return wordHex(hash);
};

const blobVersion = 1n;

/** The one blob that holds these operations. @throws RangeError when they do not fit */
export const blobOf = (
	operations: readonly ReferenceOperation[],
): Uint8Array => {
	const head = (blobVersion << 64n) + BigInt(operations.length);
	const filled = concat(
		...[head, ...operations.flatMap(elementsOf)].map((part) =>
			bigToBytes(part, 32),
		),
	);
	if (filled.length > blobBytes)
		throw new RangeError('"operations" do not fit into a blob');
	const blob = new Uint8Array(blobBytes);
	blob.set(filled);
	return blob;
};

/**
 * The operations in a blob of `count`; that it is exactly their blob is checked by building it again.
 * @throws blob-data when it is of another version, or holds another number or what is no operation
 */
export const operationsIn = (
	blob: Uint8Array,
	count: number,
): readonly ReferenceOperation[] => {
	const word = (at: number): Hex => toHex(blob.subarray(32 * at, 32 * at + 32));
	const head = word(0);
	if (
		blob.length !== blobBytes ||
		head !== wordHex((blobVersion << 64n) + BigInt(count))
	)
		throw new Fault("blob-data", `it begins with ${head}`);
	const small = (at: number): number => Number(BigInt(word(at)));
	try {
		return Array.from({ length: count }, (_, i) => {
			const at = 1 + 7 * i;
			const raw = {
				kind: small(at),
				from: small(at + 1),
				to: small(at + 2),
				amount: word(at + 3),
				ax: word(at + 4),
				ay: word(at + 5),
				owner: `0x${word(at + 6).slice(26)}`,
			};
			return operationWitness(raw, `operation ${i}`);
		});
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "bad-field")
			throw new Fault("blob-data", thrown.detail);
		throw thrown;
	}
};

/** What the key of `from` signs for a transfer or a withdrawal, an element of the field; its hex is the operation's id. */
export const operationMessage = (
	chainId: number,
	{ kind, from, to, amountWei, ax, ay, owner }: ReferenceOperation,
	nonce: number,
): bigint =>
	poseidon([
		...[BigInt(chainId), BigInt(kind), BigInt(from), BigInt(nonce)],
		poseidon([BigInt(to), BigInt(ax), BigInt(ay), BigInt(owner)]),
		amountWei,
	]);
