// Products of the backend of 32-bit products in SIMD lanes: i64x2.extmul multiplies limbs of both lanes at once.
//
// Montgomery multiplication row by row ("CIOS", Ç. K. Koç, T. Acar, B. S. Kaliski, "Analyzing and Comparing Montgomery
// Multiplication Algorithms", IEEE Micro 16(3), 1996) on signed limbs, whose products add up in 64 bits without carries. A
// column of the product in Fp2 has 2·count products and count of the reduction. Its sum stays below 2^63 when it is
// complete; before that it may wrap.

import { call, type Func, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i32x4, i64x2, v128 } from "../asm/ops.ts";
import {
	type Form,
	halfUnit,
	halfUnits,
	lane0,
	negated,
	nothing,
	pick,
	placePair,
	put,
	swapped,
	type Vector,
	type Vectors,
	vectors,
} from "./extmul-form.ts";
import type { Field } from "./field.ts";
import { indices } from "./words.ts";

type Address = Local<"i32">;
type Products = Pick<Field, "mul" | "sqr" | "fp2Mul" | "fp2Sqr">;

export const emitProducts = (module: Module, form: Form): Products => {
	const { width, count, half, mu } = form;
	const { p } = form.prime;
	const round = halfUnit(form);
	const rounds = halfUnits(form);
	const total = (terms: readonly Vector[]): Vector =>
		terms.reduce((a, b) => i64x2.add(a, b));

	// There is no fast shift of signed 64-bit lanes, so sums are kept 2^63 too large, and shifted as unsigned ones. What the
	// carry is too large by goes off the next column's constant.
	const bias = 1n << 63n;
	const biasCarried = bias >> BigInt(width);
	/** Vectors from limbs in 64-bit lanes. */
	const packed = (limbs: readonly Vector[]): Vector[] =>
		indices(half).map((i) =>
			pick(limbs[2 * i] ?? nothing, limbs[2 * i + 1] ?? nothing, 0, 2, 4, 6),
		);
	/** What times p clears the lowest limb of a sum, in both halves. */
	const quotientOf = (sum: Vector, muLocal: Vector): Vector => {
		const product = i32x4.shl(i32x4.mul(sum, muLocal), 32 - width);
		const quotient = i32x4.shrS(product, 32 - width);
		return pick(quotient, nothing, 0, 2, 0, 2);
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
	const modulus = placePair(module, form, p, p);
	/**
	 * The products of limbs and vectors, summed over all rows and reduced but for the last carries: the sums that stand for the
	 * upper half. `row` gives for row i the limbs, each in both halves, and the vectors that they multiply. A loop, not
	 * unrolled rows: those do not stay decoded in a processor, and a whole pairing is slower with them.
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
		const m = vectors(f, form, modulus);
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
			const x = vectors(f, form, b);
			const sums = rows(f, (i) => [[f.let(limbOf(a, i)), x]]);
			put(f, r, finish(f, sums));
		},
	);
	const sqr = module.func("fp.sqr", { params: ["i32", "i32"] }, (f, r, a) =>
		f.do(call(mul, r, a, a)),
	);

	return {
		mul,
		sqr,
		// (a0, a0)·(b0, b1) + (−a1, a1)·(b1, b0), reduced once.
		fp2Mul: module.func(
			"fp.fp2Mul",
			{ params: ["i32", "i32", "i32"] },
			(f, r, a, b) => {
				const x = vectors(f, form, b);
				const crossed = x.map((vector) => f.let(swapped(vector)));
				const sums = rows(f, (i) => {
					const limb = f.let(limbOf(a, i));
					const re = pick(limb, limb, 0, 0, 0, 0);
					const im = pick(limb, limb, 1, 1, 1, 1);
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
			const x = vectors(f, form, a);
			const gaps = x.map((limb) =>
				f.let(i32x4.sub(limb, v128.and(swapped(limb), lane0))),
			);
			const sums = rows(f, (i) => {
				const limb = f.let(limbOf(a, i));
				const first = pick(limb, limb, 0, 0, 0, 0);
				return [[f.let(i32x4.add(first, swapped(limb))), gaps]];
			});
			put(f, r, finish(f, sums));
		}),
	};
};
