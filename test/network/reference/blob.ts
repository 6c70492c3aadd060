// A batch's operations as a blob, and back.

import {
	bigFromBytes,
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../src/base/bytes.ts";
import { type Kind, kinds, type Operation } from "./operation.ts";
import { fieldOrder } from "./scalar.ts";

const elementCount = 4096;
export const blobBytes = 32 * elementCount;
const version = 1n << 64n;
const elementsEach = 7;
const mostOperations = Math.floor((elementCount - 1) / elementsEach);

/** 131072 bytes. @throws RangeError when they are too many */
export const encodeBlob = (operations: readonly Operation[]): Hex => {
	if (operations.length > mostOperations)
		throw new RangeError(`"operations": ${operations.length} of them`);
	const elements = [
		version + BigInt(operations.length),
		...operations.flatMap(({ kind, from, to, amount, ax, ay, owner }) => [
			BigInt(kind),
			BigInt(from),
			BigInt(to),
			amount,
			ax,
			ay,
			owner,
		]),
	];
	const written = concat(...elements.map((element) => bigToBytes(element, 32)));
	return toHex(concat(written, new Uint8Array(blobBytes - written.length)));
};

const kindOf = (value: bigint): Kind => {
	const found = Object.values(kinds).find((kind) => BigInt(kind) === value);
	if (found === undefined) throw new Error(`no operation of kind ${value}`);
	return found;
};

/** @throws Error for bytes that no batch has as its blob */
export const decodeBlob = (blob: Hex): readonly Operation[] => {
	const bytes = fromHex(blob, blobBytes);
	const element = (place: number): bigint => {
		const value = bigFromBytes(bytes.subarray(32 * place, 32 * place + 32));
		if (value >= fieldOrder)
			throw new Error(`element ${place} is outside the field`);
		return value;
	};
	const count = Number(element(0) - version);
	if (count < 0 || count > mostOperations)
		throw new Error("no blob of this rollup");
	const end = 32 * (1 + elementsEach * count);
	if (bytes.subarray(end).some((byte) => byte !== 0))
		throw new Error("the blob says more than its operations");
	return Array.from({ length: count }, (_, i) => {
		const first = 1 + elementsEach * i;
		const [kind, from, to, amount, ax, ay, owner] = [
			element(first),
			element(first + 1),
			element(first + 2),
			element(first + 3),
			element(first + 4),
			element(first + 5),
			element(first + 6),
		];
		return {
			kind: kindOf(kind),
			from: Number(from),
			to: Number(to),
			amount,
			ax,
			ay,
			owner,
		};
	});
};
