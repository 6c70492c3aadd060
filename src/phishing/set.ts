// A set of names as small as it can be: each is a number below its size times 2^bits, and the sorted numbers are written as
// their distances, in Rice's code. A name that is not in it is found in it once in 2^bits times; one that is in it always is.

import { concat, toHex, utf8 } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccak256 } from "../crypto/hash.ts";

export type NameSet = {
	readonly size: number;
	/** Is it in the set? One that is not is taken for one that is once in 2^bits times. */
	readonly has: (name: string) => boolean;
};

/** As it is written: the bytes are base64. */
export type PackedNames = {
	readonly size: number;
	readonly bits: number;
	readonly packed: string;
};

/** A list with its day. */
export type PhishingList = PackedNames & {
	/** Of the source, as YYYY-MM-DD. */
	readonly madeOn: string;
	/** Names that are never listed by themselves, but may have listed ones below them: hosts that give names away. */
	readonly shared: readonly string[];
};

const mostNames = 1_000_000;
const wrong = (why: string): Fault => new Fault("bad-file", why);

/** A name's number below `space`. */
const numberOf = (name: string, space: number): number => {
	const hash = keccak256(concat(utf8("sextant-phishing-1:"), utf8(name)));
	return Number((BigInt(toHex(hash.subarray(0, 8))) * BigInt(space)) >> 64n);
};

const spaceOf = (size: number, bits: number): number => {
	if (!(size >= 0 && size <= mostNames && bits >= 1 && bits <= 20))
		throw wrong(`a set of ${size} names with ${bits} bits each`);
	return size * 2 ** bits;
};

/** The same names give the same text, in whatever order they come and however often. */
export const packNames = (
	names: Iterable<string>,
	bits: number,
): PackedNames => {
	const all = [...new Set(names)];
	const space = spaceOf(all.length, bits);
	const numbers = all
		.map((name) => numberOf(name, space))
		.sort((a, b) => a - b);
	const out: number[] = [];
	let byte = 0;
	let filled = 0;
	const put = (bit: number): void => {
		byte = (byte << 1) | bit;
		if (++filled === 8) {
			out.push(byte);
			byte = 0;
			filled = 0;
		}
	};
	let last = 0;
	for (const number of numbers) {
		const distance = number - last;
		last = number;
		for (let left = Math.floor(distance / 2 ** bits); left > 0; left--) put(1);
		put(0);
		for (let bit = bits - 1; bit >= 0; bit--)
			put(Math.floor(distance / 2 ** bit) % 2);
	}
	while (filled !== 0) put(1);
	return {
		size: all.length,
		bits,
		packed: btoa(out.map((one) => String.fromCharCode(one)).join("")),
	};
};

const bytesOf = (packed: string): Uint8Array => {
	if (!/^[A-Za-z0-9+/]*={0,2}$/.test(packed) || packed.length % 4 !== 0)
		throw wrong("text that is no base64");
	const text = atob(packed);
	return Uint8Array.from(text, (one) => one.charCodeAt(0));
};

/** @throws bad-file for what is cut short, goes on behind its end, or counts beyond its space */
export const openNames = ({ size, bits, packed }: PackedNames): NameSet => {
	const space = spaceOf(size, bits);
	const bytes = bytesOf(packed);
	const numbers = new Float64Array(size);
	let at = 0;
	const take = (): number => {
		const byte = bytes[at >> 3];
		if (byte === undefined) throw wrong("a set that is cut short");
		return (byte >> (7 - (at++ & 7))) & 1;
	};
	let last = 0;
	for (let i = 0; i < size; i++) {
		let distance = 0;
		while (take() === 1) distance += 2 ** bits;
		for (let bit = bits - 1; bit >= 0; bit--) distance += take() * 2 ** bit;
		last += distance;
		if (last >= space) throw wrong("a number beyond the set's space");
		numbers[i] = last;
	}
	if (bytes.length !== Math.ceil(at / 8)) throw wrong("bytes behind the set");
	return {
		size,
		has: (name) => {
			if (size === 0) return false;
			const number = numberOf(name, space);
			let low = 0;
			let high = size - 1;
			while (low <= high) {
				const middle = (low + high) >> 1;
				const one = numbers[middle] ?? 0;
				if (one === number) return true;
				if (one < number) low = middle + 1;
				else high = middle - 1;
			}
			return false;
		},
	};
};
