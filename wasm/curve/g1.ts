// G1 of both curves: two points at a time, point 0 in lanes 0 and point 1 in lanes 1 of each coordinate.
//
// In memory an affine point is two pairs in a row, x and y; infinity is (0, 0), which lies on neither curve. A projective
// point is three, X, Y and Z, for x = X/Z and y = Y/Z; infinity is (0, Y, 0). The lanes never mix but in the functions that
// say so. The field's functions on pairs (swap, blend, select, zip0, …) move whole points when they are applied to each
// coordinate; `steps(f, field).each` writes that.
//
// The additions are complete: right for equal points, opposite points and infinity, and for every point of the curve, in
// the subgroup or not, as none has order two. Source: J. Renes, C. Costello, L. Batina, "Complete addition formulas for
// prime order elliptic curves", eprint 2015/1060, algorithms 7, 8 and 9.

import { ask, type Fn, type Func } from "../asm/func.ts";
import type { Field } from "../field/field.ts";
import { defineRoots, type Roots } from "../field/power.ts";
import { blsG1, bnG1, type CurveNumbers } from "./g1-curve.ts";
import { coordinates, type Place, scratch, steps } from "./g1-steps.ts";

export type G1 = {
	readonly field: Field;
	readonly numbers: CurveNumbers;
	readonly roots: Roots;
	/** Bytes of a pair of affine points, and of projective ones. */
	readonly affineSize: number;
	readonly pointSize: number;
	/** (r, p, q): projective; r may be an operand. */
	readonly add: Fn;
	/** (r, p, q): q is affine, and infinity in neither lane. */
	readonly addMixed: Fn;
	/** (r, p) */
	readonly double: Fn;
	/** (r, p): −p, projective. */
	readonly neg: Fn;
	/** (r, p): −p, affine. */
	readonly negAffine: Fn;
	/** (r, p): affine to projective. */
	readonly fromAffine: Fn;
	/** (r, p): projective to affine, by one inversion for both lanes. r may be p. */
	readonly toAffine: Fn;
	/** (p) → i32: bit 0 is set when the projective point in lanes 0 is infinity, bit 1 for lanes 1. */
	readonly isInfinity: Fn;
	/** (p) → i32: the same of an affine point. */
	readonly isInfinityAffine: Fn;
	/** (p) → i32: whether an affine point satisfies the equation, at bits 0 and 1; infinity does not. */
	readonly isOnCurve: Fn;
	/** (r, p): lambda·p = (beta·x, y) of an affine point in the subgroup. */
	readonly endomorphism: Fn;
};

/** Defines the functions of G1 for the curve over this field. */
export const defineG1 = (field: Field): G1 => {
	const { module, size } = field;
	const numbers = field.prime.name === "bls12-381" ? blsG1 : bnG1;
	const roots = defineRoots(field);
	const one = field.constant(1n, 1n);
	const zero = field.constant(0n, 0n);
	const b = field.constant(numbers.b, numbers.b);
	const beta = field.constant(numbers.beta, numbers.beta);
	const temporary = scratch(field, 8);
	const [t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, u = 0, v = 0] =
		temporary;
	const two = ["i32", "i32"] as const;
	const three = ["i32", "i32", "i32"] as const;

	/** r = 3·b·a, for b = 3 and b = 4. */
	const times3b = (f: Func, r: Place, a: Place): void => {
		const { add, addLazy, double } = steps(f, field);
		if (numbers.b === 3n) {
			addLazy(u, a, a);
			double(u, u);
			addLazy(u, u, u);
			add(r, u, a);
		} else {
			addLazy(u, a, a);
			add(u, u, a);
			addLazy(u, u, u);
			double(r, u);
		}
	};

	/**
	 * The second half of algorithms 7 and 8: from t0 = X1·X2, t1 = Y1·Y2, t2 = 3b·Z1·Z2, t3 = X1·Y2 + X2·Y1,
	 * t4 = Y1·Z2 + Y2·Z1 and t5 = 3b·(X1·Z2 + X2·Z1).
	 */
	const finish = (f: Func, r: Place): void => {
		const { mul, add, sub, addLazy, subLazy } = steps(f, field);
		const { x, y, z } = coordinates(field, r);
		addLazy(u, t0, t0);
		add(t0, u, t0);
		addLazy(u, t1, t2);
		subLazy(v, t1, t2);
		// X3 = t3·(t1 − t2) − t4·t5
		mul(t1, t3, v);
		mul(t2, t4, t5);
		sub(x, t1, t2);
		// Y3 = (t1 − t2)·(t1 + t2) + 3·t0·t5
		mul(t1, v, u);
		mul(t2, t0, t5);
		add(y, t1, t2);
		// Z3 = (t1 + t2)·t4 + 3·t0·t3
		mul(t1, u, t4);
		mul(t2, t0, t3);
		add(z, t1, t2);
	};

	const add = module.func("g1Add", { params: three }, (f, r, p, q) => {
		const { mul, sub, addLazy } = steps(f, field);
		const { x: x1, y: y1, z: z1 } = coordinates(field, p);
		const { x: x2, y: y2, z: z2 } = coordinates(field, q);
		/** r = a1·b2 + a2·b1, from the products a1·a2 and b1·b2. */
		const cross = (
			r: Place,
			[a1, b1, a2, b2]: readonly [Place, Place, Place, Place],
			aa: Place,
			bb: Place,
		): void => {
			addLazy(u, a1, b1);
			addLazy(v, a2, b2);
			mul(r, u, v);
			addLazy(u, aa, bb);
			sub(r, r, u);
		};
		mul(t0, x1, x2);
		mul(t1, y1, y2);
		mul(t2, z1, z2);
		cross(t3, [x1, y1, x2, y2], t0, t1);
		cross(t4, [y1, z1, y2, z2], t1, t2);
		cross(t5, [x1, z1, x2, z2], t0, t2);
		times3b(f, t5, t5);
		times3b(f, t2, t2);
		finish(f, r);
	});

	const addMixed = module.func(
		"g1AddMixed",
		{ params: three },
		(f, r, p, q) => {
			const { mul, add, sub, addLazy } = steps(f, field);
			const { x: x1, y: y1, z: z1 } = coordinates(field, p);
			const { x: x2, y: y2 } = coordinates(field, q);
			mul(t0, x1, x2);
			mul(t1, y1, y2);
			addLazy(u, x1, y1);
			addLazy(v, x2, y2);
			mul(t3, u, v);
			addLazy(u, t0, t1);
			sub(t3, t3, u);
			mul(t4, y2, z1);
			add(t4, t4, y1);
			mul(t5, x2, z1);
			add(t5, t5, x1);
			times3b(f, t5, t5);
			times3b(f, t2, z1);
			finish(f, r);
		},
	);

	const double = module.func("g1Double", { params: two }, (f, r, p) => {
		const { mul, sqr, add, addLazy, subLazy, double } = steps(f, field);
		const { x, y, z } = coordinates(field, p);
		const { x: x3, y: y3, z: z3 } = coordinates(field, r);
		sqr(t0, y);
		mul(t1, y, z);
		sqr(t2, z);
		times3b(f, t2, t2);
		mul(t3, x, y);
		// 8·Y²
		addLazy(t4, t0, t0);
		double(t4, t4);
		addLazy(t4, t4, t4);
		// Z3 = 8·Y²·Y·Z
		mul(z3, t1, t4);
		mul(t1, t2, t4);
		// Y3 = 3b·Z²·8·Y² + (Y² − 9b·Z²)·(Y² + 3b·Z²)
		addLazy(u, t2, t2);
		add(u, u, t2);
		subLazy(u, t0, u);
		addLazy(v, t0, t2);
		mul(t2, u, v);
		add(y3, t1, t2);
		// X3 = 2·(Y² − 9b·Z²)·X·Y
		addLazy(t3, t3, t3);
		mul(x3, u, t3);
	});

	const neg = module.func("g1Neg", { params: two }, (f, r, p) => {
		const { neg, copy } = steps(f, field);
		const from = coordinates(field, p);
		const to = coordinates(field, r);
		copy(to.x, from.x);
		neg(to.y, from.y);
		copy(to.z, from.z);
	});

	const negAffine = module.func("g1NegAffine", { params: two }, (f, r, p) => {
		const { neg, copy } = steps(f, field);
		copy(r, p);
		neg(coordinates(field, r).y, coordinates(field, p).y);
	});

	const isInfinity = module.func(
		"g1IsInfinity",
		{ params: ["i32"], result: "i32" },
		(f, p) => f.give(ask(field.isZero, coordinates(field, p).z)),
	);

	const isInfinityAffine = module.func(
		"g1IsInfinityAffine",
		{ params: ["i32"], result: "i32" },
		(f, p) => f.give(ask(field.isZero, coordinates(field, p).y)),
	);

	const fromAffine = module.func("g1FromAffine", { params: two }, (f, r, p) => {
		const { run, copy } = steps(f, field);
		const from = coordinates(field, p);
		const to = coordinates(field, r);
		const infinite = f.let(ask(isInfinityAffine, p));
		copy(to.x, from.x);
		run(field.select, to.y, from.y, one, infinite);
		run(field.select, to.z, one, zero, infinite);
	});

	const toAffine = module.func("g1ToAffine", { params: two }, (f, r, p) => {
		const { run, mul } = steps(f, field);
		const from = coordinates(field, p);
		const to = coordinates(field, r);
		// The inverse of zero is zero, which makes infinity (0, 0).
		run(roots.inverse, t0, from.z);
		mul(to.x, from.x, t0);
		mul(to.y, from.y, t0);
	});

	const isOnCurve = module.func(
		"g1IsOnCurve",
		{ params: ["i32"], result: "i32" },
		(f, p) => {
			const { mul, sqr, add } = steps(f, field);
			const { x, y } = coordinates(field, p);
			sqr(t0, x);
			mul(t0, t0, x);
			add(t0, t0, b);
			sqr(t1, y);
			f.give(ask(field.equal, t0, t1));
		},
	);

	const endomorphism = module.func(
		"g1Endomorphism",
		{ params: two },
		(f, r, p) => {
			const { mul, copy } = steps(f, field);
			mul(r, p, beta);
			copy(coordinates(field, r).y, coordinates(field, p).y);
		},
	);

	return {
		field,
		numbers,
		roots,
		affineSize: 2 * size,
		pointSize: 3 * size,
		add,
		addMixed,
		double,
		neg,
		negAffine,
		fromAffine,
		toAffine,
		isInfinity,
		isInfinityAffine,
		isOnCurve,
		endomorphism,
	};
};
