// BLAKE2s-256 without a key, one hash at a time. Source: RFC 7693, sections 2.4 to 3.3.

import type { Expr } from "../asm/expr.ts";
import { call, type Fn, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, memory } from "../asm/ops.ts";
import { initialState } from "./sha256-constants.ts";

/** The message schedule, section 2.7. */
const sigma: readonly (readonly number[])[] = [
	[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
	[14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
	[11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
	[7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
	[9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
	[2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
	[12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
	[13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
	[6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
	[10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];
/** Which words the eight mixings of a round take, section 3.2. */
const mixings: readonly (readonly [number, number, number, number])[] = [
	[0, 4, 8, 12],
	[1, 5, 9, 13],
	[2, 6, 10, 14],
	[3, 7, 11, 15],
	[0, 5, 10, 15],
	[1, 6, 11, 12],
	[2, 7, 8, 13],
	[3, 4, 9, 14],
];

const blockBytes = 64;
/** Parameter block, section 2.5: 32 bytes of digest, no key, fanout and depth 1. */
const parameters = 0x01010020;

/** (out, from, length): BLAKE2s-256 of the bytes; less than 2^32 of them. */
export const emitBlake2s = (m: Module): Fn => {
	const state = m.reserve(32);
	const block = m.reserve(blockBytes);

	/** (from, counted, isLast): compresses one block; `counted` bytes are hashed by its end. */
	const compress = m.func(
		"blake2sCompress",
		{ params: ["i32", "i32", "i32"] },
		(f, from, counted, isLast) => {
			const v = Array.from({ length: 16 }, (_, i) =>
				f.let(
					i < 8 ? i32.load(state, 4 * i) : i32.const(initialState[i - 8] ?? 0),
				),
			);
			const at = (i: number): Local<"i32"> => {
				const word = v[i];
				if (word === undefined) throw new RangeError("sixteen words");
				return word;
			};
			f.set(at(12), i32.xor(at(12), counted));
			f.set(at(14), i32.xor(at(14), i32.sub(0, isLast)));
			const mix = (
				[a, b, c, d]: readonly [number, number, number, number],
				x: Expr<"i32">,
				y: Expr<"i32">,
			) => {
				const half = (word: Expr<"i32">, turnD: number, turnB: number) => {
					f.set(at(a), i32.add(i32.add(at(a), at(b)), word));
					f.set(at(d), i32.rotr(i32.xor(at(d), at(a)), turnD));
					f.set(at(c), i32.add(at(c), at(d)));
					f.set(at(b), i32.rotr(i32.xor(at(b), at(c)), turnB));
				};
				half(x, 16, 12);
				half(y, 8, 7);
			};
			for (const order of sigma)
				mixings.forEach((words, i) => {
					const word = (j: number) => i32.load(from, 4 * (order[j] ?? 0));
					mix(words, word(2 * i), word(2 * i + 1));
				});
			for (let i = 0; i < 8; i++) {
				const mixed = i32.xor(at(i), at(i + 8));
				f.do(i32.store(state, i32.xor(i32.load(state, 4 * i), mixed), 4 * i));
			}
		},
	);

	return m.func(
		"blake2s",
		{ params: ["i32", "i32", "i32"], exported: true },
		(f, out, from, length) => {
			initialState.forEach((x, i) => {
				f.do(i32.store(state, i === 0 ? x ^ parameters : x, 4 * i));
			});
			const at = f.let(i32.add(from, 0));
			const counted = f.local("i32");
			f.block((leave) => {
				f.loop((again) => {
					// The last block is compressed below, be it full or not.
					leave(i32.leU(i32.sub(length, counted), blockBytes));
					f.set(counted, i32.add(counted, blockBytes));
					f.do(call(compress, at, counted, 0));
					f.set(at, i32.add(at, blockBytes));
					again(1);
				});
			});
			f.do(memory.fill(block, 0, blockBytes));
			f.do(memory.copy(block, at, i32.sub(length, counted)));
			f.do(call(compress, block, length, 1), memory.copy(out, state, 32));
		},
	);
};
