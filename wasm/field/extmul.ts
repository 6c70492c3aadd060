// The field backend for SIMD without fused multiply-add: i64x2.extmul multiplies 32-bit numbers of both lanes at once. Signed
// limbs of 29 or 30 bits, two of each lane in a vector: (limb 2i of lane 0, limb 2i of lane 1, limb 2i + 1 of lane 0, limb
// 2i + 1 of lane 1), each an i32. So limb i of both lanes lies at 8·i.
//
// Montgomery multiplication row by row ("CIOS", Ç. K. Koç, T. Acar, B. S. Kaliski, "Analyzing and Comparing Montgomery
// Multiplication Algorithms", IEEE Micro 16(3), 1996) on signed limbs, whose products add up in 64 bits without carries.
// Signed limbs leave room for sums, so no addition reduces modulo p. An element is an integer of any sign:
//   - a product is at most |a|·|b|/R + 0.51p, with R = 2^(width·count) at least 80000p;
//   - a reduced element has limbs of at most 2^(width − 1) + 64, by one round of carries;
//   - a column of the product in Fp2 has 2·count products and count of the reduction. Its sum stays below 2^63 when it is
//     complete; before that it may wrap.

import type { Expr } from "../asm/expr.ts";
import { call, type Fn, type Func, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i32x4, i64, i64x2, v128 } from "../asm/ops.ts";
import type { Field } from "./field.ts";
import { inverseModulo, type Prime } from "./prime.ts";
import {
	centred,
	constantsOf,
	indices,
	type Radix,
	signedWords,
} from "./words.ts";
import { emitEdges } from "./words-edges.ts";

type Address = Local<"i32">;
type Vector = Expr<"v128">;
type Vectors = readonly Local<"v128">[];

/** `slack`: whether the columns stay below 2^63 with two lazy operands, whose limbs are twice as large as reduced ones. */
const layouts: {
	readonly [bytes in Prime["bytes"]]: Radix & { readonly slack: boolean };
} = {
	48: { width: 29, count: 14, slack: true },
	32: { width: 30, count: 9, slack: false },
};

/** Sixteen byte indices from four indices of 32-bit numbers. */
const quads = (...four: readonly number[]): number[] =>
	four.flatMap((at) => [4 * at, 4 * at + 1, 4 * at + 2, 4 * at + 3]);

export const emitExtmul = (module: Module, prime: Prime): Field => {
	const { p, xiRe } = prime;
	const radix = layouts[prime.bytes];
	const { width, count } = radix;
	const half = Math.ceil(count / 2);
	const size = 16 * half;
	const R = 1n << BigInt(width * count);
	/** −1/p modulo 2^width. */
	const mu = BigInt.asIntN(width, -inverseModulo(p, 1n << BigInt(width)));

	const pairOf = (lane0: bigint, lane1: bigint): number => {
		const bytes = new Uint8Array(size);
		const view = new DataView(bytes.buffer);
		for (const [lane, x] of [lane0, lane1].entries())
			signedWords(x, radix).forEach((limb, i) => {
				view.setInt32(8 * i + 4 * lane, Number(limb), true);
			});
		return module.data(bytes);
	};
	const constant = constantsOf((x) => centred(x * R, p), pairOf);
	const vectors = (f: Func, a: Address): Vectors =>
		indices(half).map((i) => f.let(v128.load(a, 16 * i)));
	const put = (f: Func, r: Address, words: readonly Vector[]): void =>
		f.do(...words.map((word, i) => v128.store(r, word, 16 * i)));

	const total = (terms: readonly Vector[]): Vector =>
		terms.reduce((a, b) => i64x2.add(a, b));

	// There is no fast shift of signed 64-bit lanes, so sums are kept 2^63 too large, and shifted as unsigned ones. What the
	// carry is too large by goes off the next column's constant.
	const bias = 1n << 63n;
	const biasCarried = bias >> BigInt(width);
	const round = 1n << BigInt(width - 1);
	const rounds = i64x2.both(round | (round << 32n));
	const nothing = i64x2.both(0n);
	/** Vectors from limbs in 64-bit lanes. */
	const packed = (limbs: readonly Vector[]): Vector[] =>
		indices(half).map((i) =>
			v128.shuffle(
				limbs[2 * i] ?? nothing,
				limbs[2 * i + 1] ?? nothing,
				quads(0, 2, 4, 6),
			),
		);
	/** What times p clears the lowest limb of a sum, in both halves. */
	const quotientOf = (sum: Vector, muLocal: Vector): Vector => {
		const product = i32x4.shl(i32x4.mul(sum, muLocal), 32 - width);
		return v128.shuffle(
			i32x4.shrS(product, 32 - width),
			nothing,
			quads(0, 2, 0, 2),
		);
	};
	/** Carries from sums that stand for the upper half of a product: the result, packed. */
	const finish = (f: Func, sums: readonly Vector[]): readonly Vector[] => {
		let carry: Vector | undefined;
		const limbs = sums.map((sum, j) => {
			const whole = carry === undefined ? sum : i64x2.add(sum, carry);
			if (j === count - 1) return whole;
			const full = f.let(i64x2.add(whole, i64x2.both(round)));
			carry = i64x2.shrU(full, width);
			const low = i32x4.shrU(i32x4.shl(full, 32 - width), 32 - width);
			return f.let(i32x4.sub(low, rounds));
		});
		return packed(limbs);
	};
	/** Limb i of both lanes, in both halves. */
	const limbOf = (a: Address, i: Local<"i32">): Vector =>
		v128.load64Splat(i32.add(a, i32.shl(i, 3)));
	/** A limb that is in both halves, times limb j of the vectors. */
	const timesLimb = (limb: Vector, x: Vectors, j: number): Vector => {
		const vector = x[j >> 1] ?? limb;
		return j % 2 === 0
			? i64x2.extmulLowI32x4S(limb, vector)
			: i64x2.extmulHighI32x4S(limb, vector);
	};
	const packedModulus = pairOf(p, p);
	/**
	 * The products of limbs and vectors, summed over all rows and reduced but for the last carries: the sums that stand for the
	 * upper half. `row` gives for row i the limbs, each in both halves, and the vectors that they multiply. A loop, not
	 * unrolled rows: those do not stay decoded in a processor, and a whole pairing took twice as long with them.
	 */
	const rows = (
		f: Func,
		row: (i: Local<"i32">) => readonly (readonly [Local<"v128">, Vectors])[],
	): readonly Vector[] => {
		const muLocal = f.let(i32x4.splat(Number(mu)));
		const steady = f.let(i64x2.both(bias - biasCarried));
		const sums = indices(count).map((j) =>
			f.let(j === 0 ? i64x2.both(bias) : steady),
		);
		const m = indices(half).map((i) => f.let(v128.load(packedModulus, 16 * i)));
		f.times(count, (i) => {
			const parts = row(i);
			const added = (j: number, start: Vector): Vector =>
				total([
					start,
					...parts.map(([limb, vectors]) => timesLimb(limb, vectors, j)),
				]);
			const [bottom = muLocal] = sums;
			const lowest = f.let(added(0, bottom));
			const quotient = f.let(quotientOf(lowest, muLocal));
			const cleared = i64x2.add(lowest, timesLimb(quotient, m, 0));
			const carry = f.let(i64x2.shrU(cleared, width));
			// The lowest limb is zero now and falls away; every sum goes one place down.
			sums.forEach((sum, j) => {
				const above = sums[j + 1];
				if (above === undefined) return;
				const moved = added(
					j + 1,
					i64x2.add(above, timesLimb(quotient, m, j + 1)),
				);
				f.set(sum, j === 0 ? i64x2.add(carry, moved) : moved);
			});
			f.set(sums[count - 1] ?? carry, steady);
		});
		return sums;
	};
	const mul = module.func(
		"fp.mul",
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			const x = vectors(f, b);
			const sums = rows(f, (i) => [[f.let(limbOf(a, i)), x]]);
			put(f, r, finish(f, sums));
		},
	);
	const sqr = module.func("fp.sqr", { params: ["i32", "i32"] }, (f, r, a) =>
		f.do(call(mul, r, a, a)),
	);

	/**
	 * Brings limbs of a few times the size back to half of 2^width and a little, in one round. The value stays.
	 * @param carriesOf what each limb hands to the next, where it is not the limb over 2^width, rounded
	 */
	const settle = (
		f: Func,
		words: readonly Vector[],
		carriesOf?: readonly Vector[],
	): readonly Vector[] => {
		const limbs = words.map((word) => f.let(word));
		const carries = limbs.map((limb, i) =>
			f.let(carriesOf?.[i] ?? i32x4.shrS(i32x4.add(limb, rounds), width)),
		);
		const lastIsOdd = count % 2 === 1;
		return limbs.map((limb, i) => {
			const up = carries[i] ?? nothing;
			const before = carries[i - 1] ?? nothing;
			// What would leave the top limb stays in it. With an odd count the place behind the top limb is empty.
			const top = i === half - 1;
			const leaves = !top
				? up
				: lastIsOdd
					? nothing
					: v128.and(up, i64x2.const(-1n, 0n));
			const enters = v128.shuffle(
				before,
				top && lastIsOdd ? nothing : up,
				quads(2, 3, 4, 5),
			);
			return i32x4.add(i32x4.sub(limb, i32x4.shl(leaves, width)), enters);
		});
	};
	const binary = (
		name: string,
		one: (a: Vector, b: Vector) => Vector,
		settled = true,
	): Fn =>
		module.func(name, { params: ["i32", "i32", "i32"] }, (f, r, a, b) => {
			const words = indices(half).map((i) =>
				one(v128.load(a, 16 * i), v128.load(b, 16 * i)),
			);
			put(f, r, settled ? settle(f, words) : words);
		});
	const unary = (
		name: string,
		one: (a: Local<"v128">) => Vector,
		settled = true,
	): Fn =>
		module.func(name, { params: ["i32", "i32"] }, (f, r, a) => {
			const words = vectors(f, a).map(one);
			put(f, r, settled ? settle(f, words) : words);
		});

	/** −x where the lane's mask has ones. */
	const negated = (x: Vector, mask: Vector): Vector =>
		i32x4.sub(v128.xor(x, mask), mask);
	const lane0 = i32x4.const(-1, 0, -1, 0);
	const lane1 = i32x4.const(0, -1, 0, -1);
	const swapped = (x: Vector): Vector => v128.shuffle(x, x, quads(1, 0, 3, 2));
	const move = (name: string, ...four: number[]): Fn =>
		unary(name, (x) => v128.shuffle(x, x, quads(...four)), false);
	const join = (name: string, ...four: number[]): Fn =>
		binary(name, (x, y) => v128.shuffle(x, y, quads(...four)), false);

	const one = pairOf(1n, 1n);
	const square = pairOf((R * R) % p, (R * R) % p);
	const into = (name: string, factor: number): Fn =>
		module.func(name, { params: ["i32", "i32"] }, (f, r, a) =>
			f.do(call(mul, r, a, factor)),
		);
	const sub = binary("fp.sub", i32x4.sub);

	return {
		module,
		backend: "extmul",
		prime,
		size,
		constant,
		mul,
		sqr,
		add: binary("fp.add", i32x4.add),
		sub,
		addLazy: binary("fp.addLazy", i32x4.add, !radix.slack),
		subLazy: binary("fp.subLazy", i32x4.sub, !radix.slack),
		neg: unary("fp.neg", (x) => i32x4.sub(i64x2.both(0n), x)),
		double: unary("fp.double", (x) => i32x4.add(x, x)),

		// (a0, a0)·(b0, b1) + (−a1, a1)·(b1, b0), reduced once.
		fp2Mul: module.func(
			"fp.fp2Mul",
			{ params: ["i32", "i32", "i32"] },
			(f, r, a, b) => {
				const x = vectors(f, b);
				const crossed = x.map((vector) => f.let(swapped(vector)));
				const sums = rows(f, (i) => {
					const limb = f.let(limbOf(a, i));
					const re = v128.shuffle(limb, limb, quads(0, 0, 0, 0));
					const im = v128.shuffle(limb, limb, quads(1, 1, 1, 1));
					return [
						[f.let(re), x],
						[f.let(negated(im, lane0)), crossed],
					];
				});
				put(f, r, finish(f, sums));
			},
		),
		// (c0 + c1)(c0 − c1) and 2·c0·c1: (c0 + c1, c0 + c0)·(c0 − c1, c1).
		fp2Sqr: module.func("fp.fp2Sqr", { params: ["i32", "i32"] }, (f, r, a) => {
			const x = vectors(f, a);
			const gaps = x.map((limb) =>
				f.let(i32x4.sub(limb, v128.and(swapped(limb), lane0))),
			);
			const sums = rows(f, (i) => {
				const limb = f.let(limbOf(a, i));
				const first = v128.shuffle(limb, limb, quads(0, 0, 0, 0));
				return [[f.let(i32x4.add(first, swapped(limb))), gaps]];
			});
			put(f, r, finish(f, sums));
		}),
		// 10·2^(width − 1) may not fit into 32 bits; then the carries come from limbs over 4, and what is left wraps back.
		fp2MulXi: module.func(
			"fp.fp2MulXi",
			{ params: ["i32", "i32"] },
			(f, r, a) => {
				const x = vectors(f, a);
				const i = x.map((limb) => f.let(negated(swapped(limb), lane0)));
				const times = (limb: Vector): Vector =>
					xiRe === 1n ? limb : i32x4.mul(limb, i32x4.splat(Number(xiRe)));
				const sums = x.map((limb, at) => i32x4.add(times(limb), i[at] ?? limb));
				const quarter = (limb: Vector): Vector => i32x4.shrS(limb, 2);
				const carries = x.map((limb, at) =>
					i32x4.shrS(
						i32x4.add(
							i32x4.add(times(quarter(limb)), quarter(i[at] ?? limb)),
							quarter(rounds),
						),
						width - 2,
					),
				);
				put(f, r, settle(f, sums, carries));
			},
		),
		fp2Conj: unary("fp.fp2Conj", (x) => negated(x, lane1)),
		fp2MulI: unary("fp.fp2MulI", (x) => negated(swapped(x), lane0)),

		copy: unary("fp.copy", (x) => x, false),
		swap: move("fp.swap", 1, 0, 3, 2),
		both0: move("fp.both0", 0, 0, 2, 2),
		both1: move("fp.both1", 1, 1, 3, 3),
		blend: join("fp.blend", 0, 5, 2, 7),
		zip0: join("fp.zip0", 0, 4, 2, 6),
		zip1: join("fp.zip1", 1, 5, 3, 7),
		select: module.func(
			"fp.select",
			{ params: ["i32", "i32", "i32", "i32"] },
			(f, r, a, b, which) => {
				const bits = i32x4.const(1, 2, 1, 2);
				const mask = f.let(i32x4.eq(v128.and(i32x4.splat(which), bits), bits));
				f.do(
					...indices(half).map((i) =>
						v128.store(
							r,
							v128.bitselect(v128.load(b, 16 * i), v128.load(a, 16 * i), mask),
							16 * i,
						),
					),
				);
			},
		),

		...emitEdges(module, prime, {
			radix,
			size,
			load: (a, lane, i) => i64.extendI32S(i32.load(a, 8 * i + 4 * lane)),
			store: (a, lane, i, value) => i64.store32(a, value, 8 * i + 4 * lane),
			enter: into("fp.enter", square),
			leave: into("fp.leave", one),
			lift: signedWords(p, radix),
			sub,
		}),
	};
};
