// SHA-256 of many 64-byte inputs, four at a time in the lanes of vectors, and whole SSZ trees by it.
// Source: FIPS 180-4, sections 4.1.2 (functions), 4.2.2 (constants), 6.2 (the hash); consensus-specs, simple-serialize.md
// ("Merkleization").

import { sha256 } from "@noble/hashes/sha2.js";
import type { Expr } from "../asm/expr.ts";
import { call, type Fn, type Func, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i8x16, i32, i32x4, memory, v128 } from "../asm/ops.ts";
import { initialState, roundConstants } from "./sha256-constants.ts";

const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

/** The message schedule of one block, as numbers. */
const scheduleOf = (block: readonly number[]): readonly number[] => {
	const w = [...block];
	for (let t = 16; t < 64; t++) {
		const [a, b] = [w[t - 15] ?? 0, w[t - 2] ?? 0];
		const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
		const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
		w.push(((w[t - 16] ?? 0) + s0 + (w[t - 7] ?? 0) + s1) | 0);
	}
	return w;
};

/** The second block of every 64-byte input: the padding bit and the length, 512 bits. */
const paddingSchedule = scheduleOf([0x80000000, ...Array(14).fill(0), 512]);

const turn = (x: Expr<"v128">, n: number): Expr<"v128"> =>
	v128.or(i32x4.shrU(x, n), i32x4.shl(x, 32 - n));
const sum = (...parts: readonly Expr<"v128">[]): Expr<"v128"> =>
	parts.reduce((a, b) => i32x4.add(a, b));
const mix = (...parts: readonly Expr<"v128">[]): Expr<"v128"> =>
	parts.reduce((a, b) => v128.xor(a, b));

type Vector = Local<"v128">;

/** One round on a..h; `added` is w[t] + k[t]. The registers are renamed, not moved: see the caller. */
const step = (
	f: Func,
	[a, b, c, d, e, g, h, i]: readonly [
		Vector,
		Vector,
		Vector,
		Vector,
		Vector,
		Vector,
		Vector,
		Vector,
	],
	added: Expr<"v128">,
): void => {
	const bigSigma1 = mix(turn(e, 6), turn(e, 11), turn(e, 25));
	const choice = v128.bitselect(g, h, e);
	const t1 = f.let(sum(i, bigSigma1, choice, added));
	f.set(d, i32x4.add(d, t1));
	const bigSigma0 = mix(turn(a, 2), turn(a, 13), turn(a, 22));
	// The majority: b where a and c differ from each other, else a.
	const majority = v128.bitselect(b, a, v128.xor(a, c));
	f.set(i, sum(t1, bigSigma0, majority));
};

const bytes32 = 32;
/** The transposed state and message of four hashes. */
const vector = 16;

export type Sha256Lanes = {
	/**
	 * (out, from, count): SHA-256 of `count` inputs of 64 bytes, one after the other; the digests stand one after the
	 * other. `out` may be `from`.
	 */
	readonly sha256Pairs: Fn;
	/**
	 * (chunks, count, depth): overwrites the first of `count` 32-byte chunks with the root of the tree of this depth whose
	 * first leaves they are, the others being zero. count ≤ 2^depth, depth ≤ 63. No chunk at all is a tree of zeros, so
	 * there must be room for one chunk always.
	 */
	readonly merkleRoot: Fn;
};

export const emitSha256Lanes = (m: Module): Sha256Lanes => {
	const table = (values: readonly number[]): number =>
		m.data(
			new Uint8Array(
				Int32Array.from(values.flatMap((x) => [x, x, x, x])).buffer,
			),
		);
	const constants = table(roundConstants);
	const padded = table(
		paddingSchedule.map((w, t) => (w + (roundConstants[t] ?? 0)) | 0),
	);
	const state = m.reserve(8 * vector);
	const schedule = m.reserve(16 * vector);
	const scratch = m.reserve(4 * 64);

	const registers = (f: Func): readonly Vector[] =>
		Array.from({ length: 8 }, (_, i) => f.let(v128.load(state, i * vector)));
	/** The round number `t` on the registers, which are renamed instead of moved: after eight each is back in its place. */
	const round = (
		f: Func,
		now: readonly Vector[],
		t: number,
		added: Expr<"v128">,
	): void => {
		const [a, b, c, d, e, g, h, i] = now.map(
			(_, register) => now[(register + 64 - t) % 8],
		);
		if (!a || !b || !c || !d || !e || !g || !h || !i)
			throw new RangeError("eight registers");
		step(f, [a, b, c, d, e, g, h, i], added);
	};
	const addTo = (f: Func, now: readonly Vector[]): void => {
		now.forEach((x, i) => {
			const sum = i32x4.add(x, v128.load(state, i * vector));
			f.do(v128.store(state, sum, i * vector));
		});
	};

	/** 64 rounds on the state with the 16 vectors of the message at `schedule`. */
	const messageRounds = m.func("sha256Message", { params: [] }, (f) => {
		const now = registers(f);
		const w = Array.from({ length: 16 }, (_, t) =>
			f.let(v128.load(schedule, t * vector)),
		);
		const word = (t: number): Vector => {
			const found = w[t % 16];
			if (found === undefined) throw new RangeError("sixteen words");
			return found;
		};
		const k = f.let(i32.const(constants));
		const sixteen = (extend: boolean) => {
			for (let t = 0; t < 16; t++) {
				const here = word(t);
				round(f, now, t, i32x4.add(here, v128.load(k, t * vector)));
				if (!extend) continue;
				const [a, b] = [word(t + 1), word(t + 14)];
				const s0 = mix(turn(a, 7), turn(a, 18), i32x4.shrU(a, 3));
				const s1 = mix(turn(b, 17), turn(b, 19), i32x4.shrU(b, 10));
				f.set(here, sum(here, s0, word(t + 9), s1));
			}
			f.set(k, i32.add(k, 16 * vector));
		};
		f.times(3, () => sixteen(true));
		sixteen(false);
		addTo(f, now);
	});

	/** 64 rounds on the state with the block of padding, which is the same for every input. */
	const paddingRounds = m.func("sha256Padding", { params: [] }, (f) => {
		const now = registers(f);
		const at = f.let(i32.const(padded));
		f.times(8, () => {
			for (let t = 0; t < 8; t++) round(f, now, t, v128.load(at, t * vector));
			f.set(at, i32.add(at, 8 * vector));
		});
		addTo(f, now);
	});

	const swapBytes = v128.const(0x0405060700010203n, 0x0c0d0e0f08090a0bn);
	/** Four vectors with the words of four rows; their columns. */
	const transpose = (
		f: Func,
		rows: readonly Expr<"v128">[],
	): readonly Vector[] => {
		const [r0, r1, r2, r3] = rows;
		if (!r0 || !r1 || !r2 || !r3) throw new RangeError("four rows");
		const words = (...lanes: readonly number[]) =>
			lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte));
		const low01 = f.let(v128.shuffle(r0, r1, words(0, 4, 1, 5)));
		const low23 = f.let(v128.shuffle(r2, r3, words(0, 4, 1, 5)));
		const high01 = f.let(v128.shuffle(r0, r1, words(2, 6, 3, 7)));
		const high23 = f.let(v128.shuffle(r2, r3, words(2, 6, 3, 7)));
		return [
			f.let(v128.low64(low01, low23)),
			f.let(v128.high64(low01, low23)),
			f.let(v128.low64(high01, high23)),
			f.let(v128.high64(high01, high23)),
		];
	};

	/** (out, from): four digests of four inputs of 64 bytes. */
	const four = m.func(
		"sha256Four",
		{ params: ["i32", "i32"] },
		(f, out, from) => {
			initialState.forEach((x, i) => {
				f.do(v128.store(state, i32x4.const(x, x, x, x), i * vector));
			});
			for (let quarter = 0; quarter < 4; quarter++) {
				const rows = [0, 1, 2, 3].map((input) =>
					f.let(
						i8x16.swizzle(
							v128.load(from, 64 * input + 16 * quarter),
							swapBytes,
						),
					),
				);
				transpose(f, rows).forEach((column, i) => {
					f.do(v128.store(schedule, column, (4 * quarter + i) * vector));
				});
			}
			f.do(call(messageRounds), call(paddingRounds));
			for (let half = 0; half < 2; half++) {
				const columns = [0, 1, 2, 3].map((i) =>
					v128.load(state, (4 * half + i) * vector),
				);
				transpose(f, columns).forEach((row, input) => {
					const digest = i8x16.swizzle(row, swapBytes);
					f.do(v128.store(out, digest, bytes32 * input + 16 * half));
				});
			}
		},
	);

	const sha256Pairs = m.func(
		"sha256Pairs",
		{ params: ["i32", "i32", "i32"], exported: true },
		(f, out, from, count) => {
			const to = f.let(i32.add(out, 0));
			const at = f.let(i32.add(from, 0));
			f.times(i32.shrU(count, 2), () => {
				f.do(call(four, to, at));
				f.set(to, i32.add(to, 4 * bytes32));
				f.set(at, i32.add(at, 4 * 64));
			});
			const rest = f.let(i32.and(count, 3));
			f.if(rest, () => {
				f.do(memory.copy(scratch, at, i32.shl(rest, 6)));
				f.do(call(four, scratch, scratch));
				f.do(memory.copy(to, scratch, i32.shl(rest, 5)));
			});
		},
	);

	const depths = 64;
	const zeros = new Uint8Array(depths * bytes32);
	for (let depth = 1; depth < depths; depth++) {
		const below = zeros.slice((depth - 1) * bytes32, depth * bytes32);
		zeros.set(sha256(Uint8Array.of(...below, ...below)), depth * bytes32);
	}
	const zeroRoots = m.data(zeros);

	const merkleRoot = m.func(
		"merkleRoot",
		{ params: ["i32", "i32", "i32"], exported: true },
		(f, chunks, count, depth) => {
			f.if(i32.eqz(count), () => {
				const root = i32.add(zeroRoots, i32.shl(depth, 5));
				f.do(memory.copy(chunks, root, bytes32));
				f.return();
			});
			const left = f.let(i32.add(count, 0));
			f.times(depth, (level) => {
				f.if(i32.and(left, 1), () => {
					// An odd chunk is paired with the root of a tree of zeros.
					f.do(
						memory.copy(
							i32.add(chunks, i32.shl(left, 5)),
							i32.add(zeroRoots, i32.shl(level, 5)),
							bytes32,
						),
					);
					f.set(left, i32.add(left, 1));
				});
				f.set(left, i32.shrU(left, 1));
				f.do(call(sha256Pairs, chunks, chunks, left));
			});
		},
	);
	return { sha256Pairs, merkleRoot };
};
