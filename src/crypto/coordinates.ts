// The coordinates of a curve's points as bytes: one length for each, big-endian, less than the modulus.

import { bigFromBytes, bigToBytes, concat } from "../base/bytes.ts";

/** One after the other. @throws RangeError when one does not fit */
export const writeCoordinates = (
	length: number,
	...parts: readonly bigint[]
): Uint8Array => concat(...parts.map((part) => bigToBytes(part, length)));

/** In their order, or null when one is the modulus or more. */
export const readCoordinates = (
	modulus: bigint,
	length: number,
	bytes: Uint8Array,
): readonly bigint[] | null => {
	const all: bigint[] = [];
	for (let at = 0; at < bytes.length; at += length) {
		const value = bigFromBytes(bytes.subarray(at, at + length));
		if (value >= modulus) return null;
		all.push(value);
	}
	return all;
};

/** The negative of one. What is not less than the modulus stays what it is, and so a point with it stays none. */
export const negateCoordinate = (
	modulus: bigint,
	length: number,
	bytes: Uint8Array,
): Uint8Array => {
	const value = bigFromBytes(bytes);
	return value === 0n || value >= modulus
		? bytes
		: bigToBytes(modulus - value, length);
};
