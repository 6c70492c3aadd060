// The part of CBOR (RFC 8949) that QR signers speak: whole numbers, bytes, texts, lists, maps with numbers for keys, tags, yes and
// no. Lengths are stated and in bounds; what is longer, deeper or of another kind is refused.

import { concat, utf8 } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";

export type Cbor =
	| number
	| string
	| boolean
	| Uint8Array
	| readonly Cbor[]
	| CborMap
	| CborTag;
export type CborMap = ReadonlyMap<number, Cbor>;
export class CborTag {
	readonly tag: number;
	readonly value: Cbor;
	constructor(tag: number, value: Cbor) {
		this.tag = tag;
		this.value = value;
	}
}

const kinds = {
	whole: 0,
	bytes: 2,
	text: 3,
	list: 4,
	map: 5,
	tag: 6,
	plain: 7,
} as const;

const mostDepth = 8;
const mostItems = 256;

const wrong = (why: string): Fault =>
	new Fault("device-answer", `CBOR: ${why}`);

/** @throws RangeError for a number that is none of 32 bits, which nothing that is sent has */
const head = (kind: number, value: number): Uint8Array => {
	if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff)
		throw new RangeError(`"value" is ${value}`);
	const first = kind << 5;
	if (value < 24) return Uint8Array.of(first | value);
	if (value < 0x100) return Uint8Array.of(first | 24, value);
	if (value < 0x1_0000) return Uint8Array.of(first | 25, value >>> 8, value);
	return Uint8Array.of(
		first | 26,
		...[24, 16, 8, 0].map((shift) => value >>> shift),
	);
};

export const encodeCbor = (value: Cbor): Uint8Array => {
	if (typeof value === "number") return head(kinds.whole, value);
	if (typeof value === "boolean")
		return Uint8Array.of((kinds.plain << 5) | (value ? 21 : 20));
	if (typeof value === "string") {
		const bytes = utf8(value);
		return concat(head(kinds.text, bytes.length), bytes);
	}
	if (value instanceof Uint8Array)
		return concat(head(kinds.bytes, value.length), value);
	if (value instanceof CborTag)
		return concat(head(kinds.tag, value.tag), encodeCbor(value.value));
	if (value instanceof Map)
		return concat(
			head(kinds.map, value.size),
			...[...value].flatMap(([key, one]) => [encodeCbor(key), encodeCbor(one)]),
		);
	if (Array.isArray(value))
		return concat(head(kinds.list, value.length), ...value.map(encodeCbor));
	throw new TypeError('"value" is nothing of CBOR');
};

class Reader {
	readonly #bytes: Uint8Array;
	#at = 0;
	#items = 0;
	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}
	get isOver(): boolean {
		return this.#at === this.#bytes.length;
	}
	#take(count: number): Uint8Array {
		if (count > this.#bytes.length - this.#at) throw wrong("it is cut off");
		this.#at += count;
		return this.#bytes.subarray(this.#at - count, this.#at);
	}
	#number(short: number): number {
		if (short < 24) return short;
		if (short > 26) throw wrong("a number of more than 32 bits");
		return this.#take(2 ** (short - 24)).reduce(
			(sum, byte) => sum * 256 + byte,
			0,
		);
	}
	#many<T>(count: number, one: () => T): T[] {
		if (count > mostItems) throw wrong(`a list of ${count}`);
		return Array.from({ length: count }, one);
	}
	#map(count: number, depth: number): CborMap {
		const found = new Map<number, Cbor>();
		this.#many(count, () => {
			const key = this.value(depth);
			if (typeof key !== "number" || found.has(key))
				throw wrong("a key that is no number, or stands there twice");
			found.set(key, this.value(depth));
		});
		return found;
	}
	value(depth = 0): Cbor {
		this.#items++;
		if (depth > mostDepth || this.#items > mostItems)
			throw wrong("too deep, or too much");
		const first = this.#take(1)[0] ?? 0;
		const short = first & 0x1f;
		switch (first >>> 5) {
			case kinds.whole:
				return this.#number(short);
			case kinds.bytes:
				return this.#take(this.#number(short)).slice();
			case kinds.text:
				return this.#text(this.#number(short));
			case kinds.list:
				return this.#many(this.#number(short), () => this.value(depth + 1));
			case kinds.map:
				return this.#map(this.#number(short), depth + 1);
			case kinds.tag:
				return new CborTag(this.#number(short), this.value(depth + 1));
			default:
				if (first === 0xf4 || first === 0xf5) return first === 0xf5;
				throw wrong(`a value that begins with ${first}`);
		}
	}
	#text(length: number): string {
		try {
			return new TextDecoder("utf-8", { fatal: true }).decode(
				this.#take(length),
			);
		} catch {
			throw wrong("a text that is none");
		}
	}
}

/** @throws device-answer */
export const decodeCbor = (bytes: Uint8Array): Cbor => {
	const reader = new Reader(bytes);
	const value = reader.value();
	if (!reader.isOver) throw wrong("something after its end");
	return value;
};
