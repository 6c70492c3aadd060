// Products of the scalar backend: the limbs' products add up in one i64 each.
//
// Montgomery multiplication row by row ("CIOS", Ç. K. Koç, T. Acar, B. S. Kaliski, "Analyzing and Comparing Montgomery
// Multiplication Algorithms", IEEE Micro 16(3), 1996) on signed limbs, whose products add up without carries. A column of
// the product in Fp2 has 2·count products and count of the reduction. Its sum stays below 2^63 when it is complete; before
// that it may wrap.

import type { Expr } from "../asm/expr.ts";
import { call, type Func, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i64 } from "../asm/ops.ts";
import type { Field } from "./field.ts";
import {
	sum as addAll,
	indices,
	type Radix,
	signedLow,
	signedWords,
	type Words,
} from "./words.ts";
import type { SignedForm } from "./words-form.ts";

type Address = Local<"i32">;
type Word = Expr<"i64">;
type Products = Pick<Field, "mul" | "sqr" | "fp2Mul" | "fp2Sqr">;

export const laneBytesOf = ({ count }: Radix): number => 8 * count;

/** The limbs of the lane at this address. */
export const loadLimbs = (
	f: Func,
	{ count }: Radix,
	lane: Address,
	offset = 0,
): Words => indices(count).map((i) => f.let(i64.load(lane, offset + 8 * i)));

export const putLimbs = (
	f: Func,
	lane: Address,
	limbs: readonly Word[],
	offset = 0,
): void =>
	f.do(...limbs.map((limb, i) => i64.store(lane, limb, offset + 8 * i)));

export const emitProducts = (module: Module, form: SignedForm): Products => {
	const { width, count, mu } = form;
	const laneBytes = laneBytesOf(form);
	const modulus = signedWords(form.prime.p, form);
	const p0 = modulus[0] ?? 0n;
	const none = i64.const(0n);
	const limbs = (f: Func, lane: Address, offset = 0): Words =>
		loadLimbs(f, form, lane, offset);

	/**
	 * Sums of products, each by R modulo p, row by row. For row i, `row` gives the products of limb j that go into each sum. A
	 * loop, not unrolled rows: those do not stay decoded in a processor.
	 */
	const rows = (
		f: Func,
		outputs: number,
		row: (i: Local<"i32">) => (j: number) => readonly Word[],
	): readonly (readonly Word[])[] => {
		const sums = indices(outputs).map(() =>
			indices(count).map(() => f.local("i64")),
		);
		f.times(count, (i) => {
			const products = row(i);
			const lowest = products(0);
			const cleared = sums.map((limbs, n) => {
				const low = f.let(i64.add(limbs[0] ?? none, lowest[n] ?? none));
				const quotient = f.let(signedLow(i64.mul(low, mu), width));
				const sum = i64.add(low, i64.mul(quotient, p0));
				return { quotient, carry: f.let(i64.shrS(sum, BigInt(width))) };
			});
			// The lowest limbs are zero now and fall away; every sum goes one place down.
			for (const j of indices(count).slice(1)) {
				const product = products(j);
				cleared.forEach(({ quotient, carry }, n) => {
					const multiple = i64.mul(quotient, modulus[j] ?? 0n);
					const terms = [sums[n]?.[j] ?? none, product[n] ?? none, multiple];
					const below = sums[n]?.[j - 1];
					if (below !== undefined)
						f.set(below, addAll(j === 1 ? [...terms, carry] : terms));
				});
			}
			for (const limbs of sums) f.set(limbs[count - 1] ?? f.local("i64"), 0n);
		});
		return sums.map((limbs) => {
			let carry: Word = none;
			return limbs.map((sum, j) => {
				const full = f.let(i64.add(sum, carry));
				if (j === count - 1) return full;
				const limb = f.let(signedLow(full, width));
				carry = i64.shrS(i64.sub(full, limb), BigInt(width));
				return limb;
			});
		});
	};
	const limbOf = (lane: Address, i: Local<"i32">, offset = 0): Word =>
		i64.load(i32.add(lane, i32.shl(i, 3)), offset);

	const mulLane = module.func(
		"fp.mulLane",
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			const x = limbs(f, b);
			const [product = []] = rows(f, 1, (i) => {
				const limb = f.let(limbOf(a, i));
				return (j) => [i64.mul(limb, x[j] ?? none)];
			});
			putLimbs(f, r, product);
		},
	);
	const laneOf = (a: Address, lane: number): Expr<"i32"> =>
		lane === 0 ? a : i32.add(a, laneBytes);
	const mul = module.func(
		"fp.mul",
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			for (const lane of [0, 1])
				f.do(call(mulLane, laneOf(r, lane), laneOf(a, lane), laneOf(b, lane)));
		},
	);
	const sqr = module.func("fp.sqr", { params: ["i32", "i32"] }, (f, r, a) => {
		for (const lane of [0, 1])
			f.do(call(mulLane, laneOf(r, lane), laneOf(a, lane), laneOf(a, lane)));
	});

	return {
		mul,
		sqr,
		// Karatsuba's three products in every row, and two reductions (lazy reduction: D. F. Aranha et al., "Faster explicit
		// formulas for computing pairings over ordinary curves", EUROCRYPT 2011, section 4).
		fp2Mul: module.func(
			"fp.fp2Mul",
			{ params: ["i32", "i32", "i32"] },
			(f, r, a, b) => {
				const [x0, x1] = [limbs(f, b), limbs(f, b, laneBytes)];
				const sums = x0.map((limb, j) => f.let(i64.add(limb, x1[j] ?? none)));
				const [c0 = [], c1 = []] = rows(f, 2, (i) => {
					const a0 = f.let(limbOf(a, i));
					const a1 = f.let(limbOf(a, i, laneBytes));
					const both = f.let(i64.add(a0, a1));
					return (j) => {
						const low = f.let(i64.mul(a0, x0[j] ?? none));
						const high = f.let(i64.mul(a1, x1[j] ?? none));
						const all = i64.mul(both, sums[j] ?? none);
						return [i64.sub(low, high), i64.sub(i64.sub(all, low), high)];
					};
				});
				putLimbs(f, r, c0);
				putLimbs(f, r, c1, laneBytes);
			},
		),
		// (c0 + c1)(c0 − c1) and 2·c0·c1.
		fp2Sqr: module.func("fp.fp2Sqr", { params: ["i32", "i32"] }, (f, r, a) => {
			const [x0, x1] = [limbs(f, a), limbs(f, a, laneBytes)];
			const gaps = x0.map((limb, j) => f.let(i64.sub(limb, x1[j] ?? none)));
			const [c0 = [], c1 = []] = rows(f, 2, (i) => {
				const a0 = f.let(limbOf(a, i));
				const sum = f.let(i64.add(a0, limbOf(a, i, laneBytes)));
				const twice = f.let(i64.add(a0, a0));
				return (j) => [
					i64.mul(sum, gaps[j] ?? none),
					i64.mul(twice, x1[j] ?? none),
				];
			});
			putLimbs(f, r, c0);
			putLimbs(f, r, c1, laneBytes);
		}),
	};
};
