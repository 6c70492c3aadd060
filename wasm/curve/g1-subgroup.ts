// Whether points of BLS12-381 lie in G1, two at a time, by the endomorphism.
//
// Source: M. Scott, "A note on group membership tests for G1, G2 and GT on BLS pairing-friendly curves", eprint 2021/1130:
// P of E(Fp) is in G1 if and only if (beta·x, y) = −[x²]P.
//
// The chain of doublings and additions is Jacobian, and its additions are not complete. That is sound here: the exceptions
// are acc = ±P and acc = infinity, and both make Z = 0, after which Z stays zero and the answer is no. For a point of G1
// other than infinity neither happens, as acc = [m]P with 1 < m < order − 1 whenever P is added.

import { ask, type Fn } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import { planPower } from "../field/power.ts";
import type { G1 } from "./g1.ts";
import { blsParameter } from "./g1-curve.ts";
import { coordinates, scratch, steps } from "./g1-steps.ts";

/** Defines (p) → i32: bit 0 is set when the affine point in lanes 0, which is on the curve or infinity, is in G1; bit 1 for lanes 1. */
export const defineG1Subgroup = (g1: G1): Fn => {
	const { field, numbers } = g1;
	const { module, size } = field;
	if (numbers.prime.name !== "bls12-381")
		throw new RangeError("the curve has no points outside of the subgroup");
	const temporary = scratch(field, 8);
	const [t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6 = 0, t7 = 0] =
		temporary;

	/**
	 * (p): doubles a Jacobian point, x = X/Z² and y = Y/Z³, in its place. With M = 3X² and S = 4XY²: X3 = M² − 2S,
	 * Y3 = M(S − X3) − 8Y⁴, Z3 = 2YZ. Infinity, Z = 0, stays.
	 */
	const double = module.func(
		"g1JacobianDouble",
		{ params: ["i32"] },
		(f, p) => {
			const { mul, sqr, add, sub, addLazy, subLazy } = steps(f, field);
			const { x, y, z } = coordinates(field, p);
			sqr(t0, x);
			sqr(t1, y);
			addLazy(t2, y, y);
			mul(z, z, t2);
			addLazy(t1, t1, t1);
			addLazy(t3, x, x);
			mul(t4, t1, t3);
			// (2Y²)² = 4Y⁴
			sqr(t1, t1);
			addLazy(t2, t0, t0);
			add(t0, t0, t2);
			sqr(t2, t0);
			addLazy(t3, t4, t4);
			sub(x, t2, t3);
			subLazy(t3, t4, x);
			mul(t2, t0, t3);
			addLazy(t3, t1, t1);
			sub(y, t2, t3);
		},
	);

	/** (p, q): adds the affine point q to the Jacobian p, for p ≠ ±q and p not infinity; otherwise Z3 = 0. */
	const addAffine = module.func(
		"g1JacobianAdd",
		{ params: ["i32", "i32"] },
		(f, p, q) => {
			const { mul, sqr, sub, addLazy, subLazy } = steps(f, field);
			const { x, y, z } = coordinates(field, p);
			const { x: x2, y: y2 } = coordinates(field, q);
			sqr(t0, z);
			mul(t1, x2, t0);
			mul(t0, t0, z);
			mul(t2, y2, t0);
			// H = x2·Z² − X and R = y2·Z³ − Y
			sub(t1, t1, x);
			sub(t2, t2, y);
			mul(z, z, t1);
			sqr(t3, t1);
			mul(t4, t3, t1);
			mul(t5, t3, x);
			// X3 = R² − H³ − 2XH²
			sqr(t6, t2);
			addLazy(t7, t5, t5);
			sub(t6, t6, t7);
			sub(x, t6, t4);
			// Y3 = R(XH² − X3) − YH³
			subLazy(t5, t5, x);
			mul(t5, t2, t5);
			mul(t4, t4, y);
			sub(y, t5, t4);
		},
	);

	const one = field.constant(1n, 1n);
	/** Only squarings and multiplications by the base itself: doublings and additions. */
	const [, ...runs] = planPower(blsParameter, [1]).steps;
	const { last } = planPower(blsParameter, [1]);
	/** (r, p): |x| times the affine point p, Jacobian. */
	const timesParameter = module.func(
		"g1TimesParameter",
		{ params: ["i32", "i32"] },
		(f, r, p) => {
			const { run, copy } = steps(f, field);
			const to = coordinates(field, r);
			copy(to.x, p);
			copy(to.y, coordinates(field, p).y);
			copy(to.z, one);
			for (const { squarings } of runs) {
				f.times(squarings, () => run(double, r));
				run(addAffine, r, p);
			}
			f.times(last, () => run(double, r));
		},
	);

	const once = module.reserve(3 * size);
	const twice = module.reserve(3 * size);
	const beta = field.constant(numbers.beta, numbers.beta);
	return module.func(
		"g1InSubgroup",
		{ params: ["i32"], result: "i32" },
		(f, p) => {
			const { run, mul, sqr, add } = steps(f, field);
			const { x, y } = coordinates(field, p);
			const middle = coordinates(field, once);
			const end = coordinates(field, twice);
			// [|x|]P = (X, Y, Z) is the affine point (X, Y) of the curve y² = x³ + b·Z⁶, and the formulas do not know b. So the
			// second chain begins with an affine point too, and the Z of its result lacks the factor of the first.
			run(timesParameter, once, p);
			run(timesParameter, twice, once);
			mul(end.z, end.z, middle.z);
			// beta·x = X/Z² and −y = Y/Z³
			sqr(t0, end.z);
			mul(t1, t0, end.z);
			mul(t0, t0, x);
			mul(t0, t0, beta);
			mul(t1, t1, y);
			add(t1, t1, end.y);
			const same = i32.and(ask(field.equal, t0, end.x), ask(field.isZero, t1));
			const nowhere = ask(field.isZero, end.z);
			f.give(
				i32.or(i32.and(same, i32.xor(nowhere, 3)), ask(g1.isInfinityAffine, p)),
			);
		},
	);
};
