// LZMA, read: what DEFLATE makes of our modules is half as large again, for they repeat each other from further away than it looks.
// A raw stream with 4 bits of the byte before a literal, and none of its place (lc=4, lp=0, pb=0). Source: I. Pavlov, LZMA
// specification (LZMA SDK, lzma-specification.txt), whose names stand here.

import { Fault } from "./fault.ts";

const literalContextBits = 4;
const states = 12;
const lengthStates = 4;
/** Distances from here on end in bits of their own. */
const endPosModel = 14;

/** A bit of each context, in 2,048 how likely it is zero. */
const odds = (count: number): Uint16Array => new Uint16Array(count).fill(1024);

class RangeDecoder {
	readonly #bytes: Uint8Array;
	#at = 5;
	#range = 0xffff_ffff;
	#code = 0;
	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
		for (let i = 1; i < 5; i++) this.#code = (this.#code << 8) | this.#byte(i);
		this.#code >>>= 0;
	}
	/** Behind the end are zeroes: how much is read is bounded by what is asked for. */
	#byte(at: number): number {
		return this.#bytes[at] ?? 0;
	}
	#fill(): void {
		if (this.#range >= 0x0100_0000) return;
		this.#range = (this.#range << 8) >>> 0;
		this.#code = ((this.#code << 8) | this.#byte(this.#at++)) >>> 0;
	}
	bit(context: Uint16Array, i: number): number {
		const odd = context[i] ?? 0;
		const bound = (this.#range >>> 11) * odd;
		const isOne = this.#code >= bound;
		if (isOne) {
			this.#range -= bound;
			this.#code -= bound;
			context[i] = odd - (odd >>> 5);
		} else {
			this.#range = bound;
			context[i] = odd + ((2048 - odd) >>> 5);
		}
		this.#fill();
		return isOne ? 1 : 0;
	}
	/** High bit first, each in the context of those before. */
	tree(context: Uint16Array, bits: number, from = 0): number {
		let m = 1;
		for (let i = 0; i < bits; i++) m = (m << 1) | this.bit(context, from + m);
		return m - (1 << bits);
	}
	/** Low bit first. */
	reverse(context: Uint16Array, bits: number, from = 0): number {
		let [m, all] = [1, 0];
		for (let i = 0; i < bits; i++) {
			const bit = this.bit(context, from + m);
			m = (m << 1) | bit;
			all |= bit << i;
		}
		return all;
	}
	direct(bits: number): number {
		let all = 0;
		for (let i = 0; i < bits; i++) {
			this.#range >>>= 1;
			const isOne = this.#code >= this.#range;
			if (isOne) this.#code -= this.#range;
			all = all * 2 + (isOne ? 1 : 0);
			this.#fill();
		}
		return all;
	}
}

type Lengths = {
	readonly choice: Uint16Array;
	readonly low: Uint16Array;
	readonly mid: Uint16Array;
	readonly high: Uint16Array;
};
const lengths = (): Lengths => ({
	choice: odds(2),
	low: odds(8),
	mid: odds(8),
	high: odds(256),
});
const lengthIn = (from: RangeDecoder, { choice, low, mid, high }: Lengths) => {
	if (from.bit(choice, 0) === 0) return 2 + from.tree(low, 3);
	if (from.bit(choice, 1) === 0) return 10 + from.tree(mid, 3);
	return 18 + from.tree(high, 8);
};

type Distances = {
	readonly slot: Uint16Array;
	readonly special: Uint16Array;
	readonly align: Uint16Array;
};
const distanceIn = (
	from: RangeDecoder,
	{ slot, special, align }: Distances,
	length: number,
): number => {
	const state = Math.min(length - 2, lengthStates - 1);
	const posSlot = from.tree(slot, 6, state * 64);
	if (posSlot < 4) return posSlot;
	const bits = (posSlot >>> 1) - 1;
	const base = (2 | (posSlot & 1)) * 2 ** bits;
	return posSlot < endPosModel
		? base + from.reverse(special, bits, base - posSlot)
		: base + from.direct(bits - 4) * 16 + from.reverse(align, 4);
};

const literalIn = (
	from: RangeDecoder,
	context: Uint16Array,
	before: number,
	matched: number | undefined,
): number => {
	const start = 0x300 * (before >>> (8 - literalContextBits));
	let m = 1;
	if (matched !== undefined)
		for (let rest = matched; m < 256; ) {
			const other = (rest >>> 7) & 1;
			rest <<= 1;
			const bit = from.bit(context, start + ((1 + other) << 8) + m);
			m = (m << 1) | bit;
			if (bit !== other) break;
		}
	while (m < 256) m = (m << 1) | from.bit(context, start + m);
	return m & 255;
};

/**
 * The first `size` bytes of what was packed. Its work and its memory are bounded by `size`, whatever the packed bytes are.
 * @throws wasm-refused when they point to before their beginning
 */
export const unpacked = (packed: Uint8Array, size: number): Uint8Array => {
	const out = new Uint8Array(size);
	const from = new RangeDecoder(packed);
	const literal = odds(0x300 << literalContextBits);
	const [isMatch, isRep, isRepG0] = [odds(states), odds(states), odds(states)];
	const [isRep0Long, isRepG1] = [odds(states), odds(states)];
	const isRepG2 = odds(states);
	const [own, again] = [lengths(), lengths()];
	const distances = { slot: odds(256), special: odds(128), align: odds(16) };
	let [rep0, rep1, rep2, rep3, state, at] = [0, 0, 0, 0, 0, 0];
	while (at < size) {
		if (from.bit(isMatch, state) === 0) {
			const matched = state >= 7 ? (out[at - rep0 - 1] ?? 0) : undefined;
			out[at] = literalIn(from, literal, out[at - 1] ?? 0, matched);
			at++;
			state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
			continue;
		}
		let length = 1;
		if (from.bit(isRep, state) === 0) {
			[rep1, rep2, rep3] = [rep0, rep1, rep2];
			length = lengthIn(from, own);
			rep0 = distanceIn(from, distances, length);
			state = state < 7 ? 7 : 10;
		} else {
			const isNewest = from.bit(isRepG0, state) === 0;
			const isShort = isNewest && from.bit(isRep0Long, state) === 0;
			if (!isNewest)
				if (from.bit(isRepG1, state) === 0) [rep0, rep1] = [rep1, rep0];
				else if (from.bit(isRepG2, state) === 0)
					[rep0, rep1, rep2] = [rep2, rep0, rep1];
				else [rep0, rep1, rep2, rep3] = [rep3, rep0, rep1, rep2];
			if (!isShort) length = lengthIn(from, again);
			state = (isShort ? 9 : 8) + (state < 7 ? 0 : isShort ? 2 : 3);
		}
		if (rep0 >= at) throw new Fault("wasm-refused", "the modules' pack");
		for (const end = Math.min(size, at + length); at < end; at++)
			out[at] = out[at - rep0 - 1] ?? 0;
	}
	return out;
};
