// RLP, strict: only canonical encodings decode. Source: Ethereum Yellow Paper, appendix B.

import { concat } from "./bytes.ts";
import { Fault } from "./fault.ts";

export type Rlp = Uint8Array | readonly Rlp[];

const header = (length: number, base: number): Uint8Array => {
	if (length < 56) return Uint8Array.of(base + length);
	const size: number[] = [];
	for (let rest = length; rest > 0; rest = Math.floor(rest / 256))
		size.unshift(rest % 256);
	return Uint8Array.of(base + 55 + size.length, ...size);
};

export const encodeRlp = (item: Rlp): Uint8Array => {
	if (item instanceof Uint8Array) {
		if (item.length === 1 && (item[0] ?? 0) < 0x80) return item;
		return concat(header(item.length, 0x80), item);
	}
	const body = concat(...item.map(encodeRlp));
	return concat(header(body.length, 0xc0), body);
};

const bad = (why: string): Fault => new Fault("bad-rlp", why);

/** One item from `at`; @returns it with the place after it. */
const decodeAt = (
	bytes: Uint8Array,
	at: number,
	end: number,
	depth: number,
): { item: Rlp; next: number } => {
	if (depth < 0) throw bad("nested too deep");
	const first = bytes[at];
	if (first === undefined || at >= end) throw bad("ends too early");
	if (first < 0x80) return { item: bytes.subarray(at, at + 1), next: at + 1 };
	const base = first < 0xc0 ? 0x80 : 0xc0;
	let length = first - base;
	let start = at + 1;
	if (length > 55) {
		const sizeLength = length - 55;
		if (sizeLength > 4) throw bad("longer than 4 GiB");
		length = 0;
		for (let i = 0; i < sizeLength; i++) {
			const byte = bytes[start + i];
			if (byte === undefined || start + i >= end) throw bad("ends too early");
			if (i === 0 && byte === 0) throw bad("length with a leading zero");
			length = length * 256 + byte;
		}
		if (length < 56) throw bad("short length in long form");
		start += sizeLength;
	}
	const next = start + length;
	if (next > end) throw bad("ends too early");
	if (base === 0x80) {
		const item = bytes.subarray(start, next);
		if (length === 1 && (item[0] ?? 0) < 0x80)
			throw bad("single byte in string form");
		return { item, next };
	}
	const items: Rlp[] = [];
	for (let place = start; place < next; ) {
		const part = decodeAt(bytes, place, next, depth - 1);
		items.push(part.item);
		place = part.next;
	}
	return { item: items, next };
};

/** The one item these bytes are. Views into `bytes`, not copies. @throws bad-rlp for anything not canonical or left over. */
export const decodeRlp = (bytes: Uint8Array, mostDepth = 16): Rlp => {
	const { item, next } = decodeAt(bytes, 0, bytes.length, mostDepth);
	if (next !== bytes.length)
		throw bad(`${bytes.length - next} bytes left over`);
	return item;
};

/** The item as bytes. @throws bad-rlp naming `what` for a list. */
export const rlpBytes = (item: Rlp | undefined, what: string): Uint8Array => {
	if (!(item instanceof Uint8Array)) throw bad(`"${what}" is not a string`);
	return item;
};

/** The item as a list. @throws bad-rlp naming `what` for a string. */
export const rlpList = (
	item: Rlp | undefined,
	what: string,
): readonly Rlp[] => {
	if (item === undefined || item instanceof Uint8Array)
		throw bad(`"${what}" is not a list`);
	return item;
};

/** The item as an unsigned integer of at most 32 bytes. @throws bad-rlp for a leading zero. */
export const rlpBig = (item: Rlp | undefined, what: string): bigint => {
	const bytes = rlpBytes(item, what);
	if (bytes.length > 32 || bytes[0] === 0)
		throw bad(`"${what}" is not an integer`);
	let value = 0n;
	for (const byte of bytes) value = value * 256n + BigInt(byte);
	return value;
};
