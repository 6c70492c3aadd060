// Bytes and hex. Hex here is always lower case with 0x in front.

import { Fault } from "./fault.ts";

export type Hex = `0x${string}`;

/** Nobody's: what stands where an address has to and there is none. */
export const zeroAddress: Hex = "0x0000000000000000000000000000000000000000";

const digits = "0123456789abcdef";

/** @returns 0x and two lower-case digits a byte. */
export const toHex = (bytes: Uint8Array): Hex => {
	let text = "0x";
	for (const byte of bytes)
		text += digits.charAt(byte >> 4) + digits.charAt(byte & 15);
	return text as Hex;
};

const nibble = (code: number): number => {
	if (code >= 48 && code <= 57) return code - 48;
	if (code >= 97 && code <= 102) return code - 87;
	if (code >= 65 && code <= 70) return code - 55;
	return -1;
};

/** Is it 0x and a whole number of bytes (of exactly `length` bytes, if given)? Either case. */
export const isHex = (text: unknown, length?: number): text is Hex => {
	if (typeof text !== "string" || !text.startsWith("0x")) return false;
	if (text.length % 2 !== 0) return false;
	if (length !== undefined && text.length !== 2 + 2 * length) return false;
	for (let i = 2; i < text.length; i++)
		if (nibble(text.charCodeAt(i)) < 0) return false;
	return true;
};

/** @throws bad-field when it is not whole-byte hex, of `length` bytes if given. */
export const fromHex = (text: string, length?: number): Uint8Array => {
	if (!isHex(text, length))
		throw new Fault(
			"bad-field",
			`hex of ${length ?? "whole"} bytes expected, got "${text.slice(0, 20)}" (${text.length} characters)`,
		);
	const bytes = new Uint8Array(text.length / 2 - 1);
	for (let i = 0; i < bytes.length; i++)
		bytes[i] =
			nibble(text.charCodeAt(2 + 2 * i)) * 16 +
			nibble(text.charCodeAt(3 + 2 * i));
	return bytes;
};

/** All in one, however many there are. */
export const joined = (parts: readonly Uint8Array[]): Uint8Array => {
	let length = 0;
	for (const part of parts) length += part.length;
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
};

export const concat = (...parts: readonly Uint8Array[]): Uint8Array =>
	joined(parts);

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => {
	if (a.length !== b.length) return false;
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
	return true;
};

/** Big-endian bytes as an unsigned integer; no bytes are 0. */
export const bigFromBytes = (bytes: Uint8Array): bigint =>
	bytes.length === 0 ? 0n : BigInt(toHex(bytes));

/** Big-endian, exactly `length` bytes. @throws RangeError when it does not fit. */
export const bigToBytes = (value: bigint, length: number): Uint8Array => {
	if (value < 0n || value >= 1n << BigInt(8 * length))
		throw new RangeError(`"value" does not fit into ${length} bytes`);
	return fromHex(`0x${value.toString(16).padStart(2 * length, "0")}`);
};

/** Big-endian without leading zeros; 0 is no bytes (the form of RLP and of trie values). */
export const bigToMinimal = (value: bigint): Uint8Array => {
	if (value === 0n) return new Uint8Array(0);
	const text = value.toString(16);
	return fromHex(`0x${text.length % 2 === 0 ? text : `0${text}`}`);
};

/** A JSON-RPC quantity: 0x and no leading zero. */
export const toQuantity = (value: bigint | number): Hex =>
	`0x${value.toString(16)}`;

export const utf8 = (text: string): Uint8Array =>
	new TextEncoder().encode(text);
