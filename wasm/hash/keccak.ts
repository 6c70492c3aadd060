// Keccak-f[1600] and keccak-256, one hash at a time in 64-bit integers, two at a time in the lanes of vectors.
// Source: The Keccak reference 3.0, sections 1.2 (the permutation) and 1.1 (the sponge); FIPS 202, algorithms 1 to 7. The
// padding is Keccak's own (first byte 0x01), as Ethereum uses it.

import type { Expr, Operand } from "../asm/expr.ts";
import { call, type Fn, type Func, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i64, i64x2, v128 } from "../asm/ops.ts";

const laneCount = 25;
const rounds = 24;
/** Bytes absorbed by one permutation: 200 − 2·32. */
const rate = 136;
/** A block in whole vectors. */
const paddedBytes = 144;
const digestBytes = 32;

/** rc[t] of FIPS 202, algorithm 5: a linear feedback shift register of eight bits. */
const registerBit = (t: number): bigint => {
	let register = 1;
	for (let i = 0; i < t % 255; i++)
		register = ((register << 1) ^ ((register >> 7) * 0x171)) & 0xff;
	return BigInt(register & 1);
};

const roundConstants = Array.from({ length: rounds }, (_, round) => {
	let constant = 0n;
	for (let j = 0; j <= 6; j++)
		constant |= registerBit(j + 7 * round) << BigInt(2 ** j - 1);
	return constant;
});

/** rho: how far the lane at (x, y) is turned, at index x + 5y. FIPS 202, algorithm 2. */
const turns = ((): readonly number[] => {
	const offsets = new Array<number>(laneCount).fill(0);
	let [x, y] = [1, 0];
	for (let t = 0; t < 24; t++) {
		offsets[x + 5 * y] = (((t + 1) * (t + 2)) / 2) % 64;
		[x, y] = [y, (2 * x + 3 * y) % 5];
	}
	return offsets;
})();

/** What a lane is: a word, or two words of two hashes side by side. */
type Lane<T extends "i64" | "v128"> = {
	readonly type: T;
	readonly bytes: 8 | 16;
	readonly load: (address: Operand<"i32">, offset: number) => Expr<T>;
	readonly store: (
		address: Operand<"i32">,
		value: Expr<T>,
		offset: number,
	) => ReturnType<typeof i64.store>;
	readonly xor: (a: Expr<T>, b: Expr<T>) => Expr<T>;
	/** not a, and b */
	readonly notAnd: (a: Expr<T>, b: Expr<T>) => Expr<T>;
	readonly turn: (a: Expr<T>, count: number) => Expr<T>;
};

const word: Lane<"i64"> = {
	type: "i64",
	bytes: 8,
	load: i64.load,
	store: i64.store,
	xor: i64.xor,
	notAnd: (a, b) => i64.and(i64.xor(a, -1n), b),
	turn: (a, count) => i64.rotl(a, BigInt(count)),
};

/** Where each byte of two words comes from when both are turned by whole bytes. */
const turnedBytes = (bytes: number): number[] =>
	Array.from({ length: 16 }, (_, i) => (i & 8) | ((i - bytes) & 7));

const twoWords: Lane<"v128"> = {
	type: "v128",
	bytes: 16,
	load: v128.load,
	store: v128.store,
	xor: v128.xor,
	notAnd: (a, b) => v128.andnot(b, a),
	turn: (a, count) =>
		count % 8 === 0
			? v128.shuffle(a, a, turnedBytes(count / 8))
			: v128.or(i64x2.shl(a, count), i64x2.shrU(a, 64 - count)),
};

/** One round, from the lanes `a` to the lanes `e`. The Keccak reference, section 1.2: theta, rho, pi, chi, iota. */
const round = <T extends "i64" | "v128">(
	f: Func,
	lane: Lane<T>,
	a: readonly Local<T>[],
	e: readonly Local<T>[],
	constant: Expr<T>,
): void => {
	const at = (lanes: readonly Local<T>[], x: number, y: number): Local<T> => {
		const found = lanes[(x % 5) + 5 * (y % 5)];
		if (found === undefined) throw new RangeError("no such lane");
		return found;
	};
	const parity = [0, 1, 2, 3, 4].map((x) =>
		f.let(
			[1, 2, 3, 4].reduce<Expr<T>>(
				(sum, y) => lane.xor(sum, at(a, x, y)),
				at(a, x, 0),
			),
		),
	);
	const theta = [0, 1, 2, 3, 4].map((x) => {
		const before = parity[(x + 4) % 5];
		const after = parity[(x + 1) % 5];
		if (before === undefined || after === undefined) throw new RangeError("x");
		return f.let(lane.xor(before, lane.turn(after, 1)));
	});
	for (let y = 0; y < 5; y++) {
		// pi brings the lane at (x + 3y, x) of the state to (x, y).
		const row = [0, 1, 2, 3, 4].map((x) => {
			const fromX = (x + 3 * y) % 5;
			const added = theta[fromX];
			if (added === undefined) throw new RangeError("x");
			const mixed = lane.xor(at(a, fromX, x), added);
			const turned = turns[fromX + 5 * x] ?? 0;
			return f.let(turned === 0 ? mixed : lane.turn(mixed, turned));
		});
		for (let x = 0; x < 5; x++) {
			const [here, next, afterNext] = [x, x + 1, x + 2].map((i) => row[i % 5]);
			if (here === undefined || next === undefined || afterNext === undefined)
				throw new RangeError("x");
			const chi = lane.xor(here, lane.notAnd(next, afterNext));
			f.set(at(e, x, y), x + y === 0 ? lane.xor(chi, constant) : chi);
		}
	}
};

/** (state): the permutation of the 25 lanes at this address. */
const emitPermutation = <T extends "i64" | "v128">(
	m: Module,
	name: string,
	lane: Lane<T>,
): Fn => {
	const table = m.data(
		new Uint8Array(
			BigUint64Array.from(
				roundConstants.flatMap((constant) =>
					lane.bytes === 8 ? [constant] : [constant, constant],
				),
			).buffer,
		),
	);
	return m.func(name, { params: ["i32"] }, (f, state) => {
		const a = Array.from({ length: laneCount }, (_, i) =>
			f.let(lane.load(state, i * lane.bytes)),
		);
		const e = a.map(() => f.local(lane.type));
		// Two rounds a turn, so that the lanes come back to where they were.
		f.times(rounds / 2, (i) => {
			const place = f.let(i32.add(table, i32.mul(i, 2 * lane.bytes)));
			round(f, lane, a, e, lane.load(place, 0));
			round(f, lane, e, a, lane.load(place, lane.bytes));
		});
		a.forEach((value, i) => {
			f.do(lane.store(state, value, i * lane.bytes));
		});
	});
};

export type Keccak = {
	/** (out, from, length): keccak-256 of the bytes. `out` may lie in `from`. */
	readonly keccak: Fn;
	/**
	 * (out, from0, length0, from1, length1): two digests, one after the other. Two at once where both take the same number
	 * of permutations, else one by one.
	 */
	readonly keccakTwo: Fn;
};

export const emitKeccak = (m: Module): Keccak => {
	const permute = emitPermutation(m, "keccakF", word);
	const permuteTwo = emitPermutation(m, "keccakFTwo", twoWords);
	const state = m.reserve(laneCount * 16);
	const tails = [m.reserve(paddedBytes), m.reserve(paddedBytes)] as const;
	const words = rate / 8;

	// Filling and copying are calls of the runtime's, dear for so few bytes: whole words are moved here instead.
	const clear = (f: Func, address: Operand<"i32">, bytes: number): void => {
		for (let i = 0; i < bytes; i += 16)
			f.do(v128.store(address, v128.const(0n, 0n), i));
	};

	/**
	 * (to, from, length): the last block, which is less than `rate` bytes, with its padding. Up to seven bytes behind the
	 * input are read and not used.
	 */
	const pad = m.func(
		"keccakPad",
		{ params: ["i32", "i32", "i32"] },
		(f, to, from, length) => {
			clear(f, to, paddedBytes);
			const at = f.local("i32");
			f.times(i32.shrU(length, 3), () => {
				f.do(i64.store(i32.add(to, at), i64.load(i32.add(from, at))));
				f.set(at, i32.add(at, 8));
			});
			const end = f.let(
				i64.shl(1n, i64.extendI32U(i32.shl(i32.and(length, 7), 3))),
			);
			const rest = i64.and(i64.load(i32.add(from, at)), i64.sub(end, 1n));
			f.do(i64.store(i32.add(to, at), i64.or(rest, end)));
			f.do(i32.store8(to, i32.xor(i32.load8U(to, rate - 1), 0x80), rate - 1));
		},
	);

	const absorb = m.func("keccakAbsorb", { params: ["i32"] }, (f, from) => {
		for (let i = 0; i < words; i++) {
			const mixed = i64.xor(i64.load(state, 8 * i), i64.load(from, 8 * i));
			f.do(i64.store(state, mixed, 8 * i));
		}
		f.do(call(permute, state));
	});

	const keccak = m.func(
		"keccak",
		{ params: ["i32", "i32", "i32"], exported: true },
		(f, out, from, length) => {
			clear(f, state, laneCount * 8);
			const rest = f.let(i32.add(length, 0));
			const at = f.let(i32.add(from, 0));
			f.times(i32.divU(length, rate), () => {
				f.do(call(absorb, at));
				f.set(at, i32.add(at, rate));
				f.set(rest, i32.sub(rest, rate));
			});
			f.do(call(pad, tails[0], at, rest), call(absorb, tails[0]));
			for (const i of [0, 16]) f.do(v128.store(out, v128.load(state, i), i));
		},
	);

	const absorbTwo = m.func(
		"keccakAbsorbTwo",
		{ params: ["i32", "i32"] },
		(f, from0, from1) => {
			for (let i = 0; i < words; i++) {
				const block = i64x2.replaceLane(
					v128.load64Zero(from0, 8 * i),
					1,
					i64.load(from1, 8 * i),
				);
				const mixed = v128.xor(v128.load(state, 16 * i), block);
				f.do(v128.store(state, mixed, 16 * i));
			}
			f.do(call(permuteTwo, state));
		},
	);

	const keccakTwo = m.func(
		"keccakTwo",
		{ params: ["i32", "i32", "i32", "i32", "i32"], exported: true },
		(f, out, from0, length0, from1, length1) => {
			const blocks = f.let(i32.divU(length0, rate));
			f.if(i32.ne(blocks, i32.divU(length1, rate)), () => {
				f.do(call(keccak, out, from0, length0));
				f.do(call(keccak, i32.add(out, digestBytes), from1, length1));
				f.return();
			});
			clear(f, state, laneCount * 16);
			const [at0, at1] = [f.let(i32.add(from0, 0)), f.let(i32.add(from1, 0))];
			f.times(blocks, () => {
				f.do(call(absorbTwo, at0, at1));
				f.set(at0, i32.add(at0, rate));
				f.set(at1, i32.add(at1, rate));
			});
			f.do(call(pad, tails[0], at0, i32.remU(length0, rate)));
			f.do(call(pad, tails[1], at1, i32.remU(length1, rate)));
			f.do(call(absorbTwo, tails[0], tails[1]));
			for (let i = 0; i < digestBytes / 8; i++) {
				const lanes = v128.load(state, 16 * i);
				f.do(v128.store64Lane(out, lanes, 0, 8 * i));
				f.do(v128.store64Lane(out, lanes, 1, digestBytes + 8 * i));
			}
		},
	);
	return { keccak, keccakTwo };
};
