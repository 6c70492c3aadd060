// Bytes and scalars from a label, the same on every machine: the inputs of a bench are not secret and must not change.

import { bigFromBytes, concat, utf8 } from "../../../src/base/bytes.ts";
import { sha256 } from "../../../src/crypto/hash.ts";

/** `length` bytes: SHA-256 of the label and a counter, as often as needed. */
export const bytesOf = (label: string, length: number): Uint8Array => {
	const parts: Uint8Array[] = [];
	for (let i = 0; 32 * i < length; i++)
		parts.push(sha256(utf8(`sextant bench ${label} ${i}`)));
	return concat(...parts).slice(0, length);
};

/** A number from 1 to `order` - 1. */
export const scalarOf = (label: string, order: bigint): bigint =>
	(bigFromBytes(bytesOf(label, 64)) % (order - 1n)) + 1n;

/** The bytes with one bit turned over. */
export const withFlip = (bytes: Uint8Array, at: number): Uint8Array => {
	const other = bytes.slice();
	other[at] = (other[at] ?? 0) ^ 1;
	return other;
};
