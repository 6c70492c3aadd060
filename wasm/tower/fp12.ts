// Fp12 = Fp6[w]/(w^2 − v). Results come first and may lie where an operand does.
// Sources: https://eprint.iacr.org/2006/471, section 3 (Karatsuba and complex squaring over a quadratic extension);
// Granger, Scott, "Faster squaring in the cyclotomic subgroup of sixth degree extensions", https://eprint.iacr.org/2009/565,
// section 3.2.

import { ask, type Fn, type Func } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";
import { frobeniusFactor } from "./constants.ts";
import { emitFp6, type Fp6 } from "./fp6.ts";
import {
	behind,
	halves,
	ofFp6,
	type Place,
	scratch,
	writer,
} from "./writer.ts";

export type Fp12 = {
	readonly fp6: Fp6;
	/** Bytes of an element: six elements of Fp2. */
	readonly size: number;
	/** (r, a, b) */
	readonly mul: Fn;
	/** (r, a) */
	readonly sqr: Fn;
	/** (r, a): a^(p^6), which is the inverse in the cyclotomic subgroup. */
	readonly conj: Fn;
	/** (r, a): 1/a, and 0 for 0. */
	readonly inverse: Fn;
	/** (r, a): a^p, a^(p^2) and a^(p^3). */
	readonly frobenius: Fn;
	readonly frobenius2: Fn;
	readonly frobenius3: Fn;
	/** (r, a): the square of an element whose order divides p^4 − p^2 + 1. */
	readonly cyclotomicSqr: Fn;
	/** (r, a) */
	readonly copy: Fn;
	/** (r): r = 1. */
	readonly setOne: Fn;
	/** (a) → i32: 1 when a is one, else 0. */
	readonly isOne: Fn;
};

const sixth = [0, 1, 2, 3, 4, 5] as const;

// The power of w that the coefficient at each place belongs to: v = w^2.
const powers = [0, 2, 4, 1, 3, 5] as const;

const emitMul = (field: Field, fp6: Fp6): Fn => {
	const own = scratch(field);
	const [t0, t1, left, right] = [own(3), own(3), own(3), own(3)];
	return field.module.func(
		"fp12Mul",
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			const { run } = writer(f, field);
			const [a0, a1] = halves(field, a);
			const [b0, b1] = halves(field, b);
			const [r0, r1] = halves(field, r);
			run(fp6.mul, t0, a0, b0);
			run(fp6.mul, t1, a1, b1);
			run(fp6.add, left, a0, a1);
			run(fp6.add, right, b0, b1);
			run(fp6.mul, left, left, right);
			run(fp6.sub, left, left, t0);
			run(fp6.sub, r1, left, t1);
			run(fp6.mulByV, t1, t1);
			run(fp6.add, r0, t0, t1);
		},
	);
};

// c0 = (a0 + a1)·(a0 + v·a1) − a0·a1 − v·a0·a1, c1 = 2·a0·a1
const emitSqr = (field: Field, fp6: Fp6): Fn => {
	const own = scratch(field);
	const [product, left, right] = [own(3), own(3), own(3)];
	return field.module.func("fp12Sqr", { params: ["i32", "i32"] }, (f, r, a) => {
		const { run } = writer(f, field);
		const [a0, a1] = halves(field, a);
		const [r0, r1] = halves(field, r);
		run(fp6.mul, product, a0, a1);
		run(fp6.add, left, a0, a1);
		run(fp6.mulByV, right, a1);
		run(fp6.add, right, right, a0);
		run(fp6.mul, left, left, right);
		run(fp6.sub, left, left, product);
		run(fp6.add, r1, product, product);
		run(fp6.mulByV, product, product);
		run(fp6.sub, r0, left, product);
	});
};

// 1/(a0 + a1·w) = (a0 − a1·w) / (a0^2 − v·a1^2)
const emitInverse = (field: Field, fp6: Fp6): Fn => {
	const own = scratch(field);
	const [t0, t1] = [own(3), own(3)];
	return field.module.func(
		"fp12Inverse",
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const { run } = writer(f, field);
			const [a0, a1] = halves(field, a);
			const [r0, r1] = halves(field, r);
			run(fp6.mul, t0, a0, a0);
			run(fp6.mul, t1, a1, a1);
			run(fp6.mulByV, t1, t1);
			run(fp6.sub, t0, t0, t1);
			run(fp6.inverse, t0, t0);
			run(fp6.mul, r0, a0, t0);
			run(fp6.mul, r1, a1, t0);
			run(fp6.neg, r1, r1);
		},
	);
};

const emitFrobenius = (field: Field, power: 1 | 2 | 3): Fn =>
	field.module.func(
		`fp12Frobenius${power}`,
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const o = writer(f, field);
			for (const i of sixth) {
				const to = behind(r, i * field.size);
				const from = behind(a, i * field.size);
				const [c0, c1] = frobeniusFactor(field.prime, power, powers[i]);
				const factor = field.constant(c0, c1);
				if (power % 2 === 1) o.conj(to, from);
				else o.copy(to, from);
				if (i > 0) o.mul(to, to, factor);
			}
		},
	);

// Squares of three elements of Fp4 = Fp2(s), s^2 = xi. In the basis of powers of w they are (1, w^3), (w, w^4), (w^2, w^5).
// The result holds twice the operand, so squarings in a row would grow without end: each result is shrunk.
const emitCyclotomicSqr = (field: Field): Fn => {
	const own = scratch(field);
	const [s0, s1, cross] = [own(), own(), own()];
	const [a0, a1, b0, b1, c0, c1] = [own(), own(), own(), own(), own(), own()];
	/** (re + im·s)^2, into two places of its own. */
	const squareFp4 = (
		f: Func,
		[toRe, toIm]: readonly [Place, Place],
		[re, im]: readonly [Place, Place],
	): void => {
		const o = writer(f, field);
		o.sqr(s0, re);
		o.sqr(s1, im);
		o.addLazy(cross, re, im);
		o.sqr(cross, cross);
		o.subLazy(cross, cross, s0);
		o.sub(toIm, cross, s1);
		o.mulXi(s1, s1);
		o.add(toRe, s1, s0);
	};
	return field.module.func(
		"fp12CyclotomicSqr",
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const o = writer(f, field);
			const [z0, z4, z3] = ofFp6(field, a);
			const [z2, z1, z5] = ofFp6(field, behind(a, 3 * field.size));
			const [r0, r4, r3] = ofFp6(field, r);
			const [r2, r1, r5] = ofFp6(field, behind(r, 3 * field.size));
			squareFp4(f, [a0, a1], [z0, z1]);
			squareFp4(f, [b0, b1], [z2, z3]);
			squareFp4(f, [c0, c1], [z4, z5]);
			o.triplesLessTwice(r0, a0, z0);
			o.triplesAndTwice(r1, a1, z1);
			o.triplesLessTwice(r4, b0, z4);
			o.triplesAndTwice(r5, b1, z5);
			o.triplesLessTwice(r3, c0, z3);
			o.mulXi(c1, c1);
			o.triplesAndTwice(r2, c1, z2);
		},
	);
};

/** @param inverse (r, a): 1/a lane by lane, 0 for 0 */
export const emitFp12 = (field: Field, inverse: Fn): Fp12 => {
	const { module } = field;
	const fp6 = emitFp6(field, inverse);
	const size = 6 * field.size;
	const zero = field.constant(0n, 0n);
	const one = field.constant(1n, 0n);

	const conj = module.func(
		"fp12Conj",
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const o = writer(f, field);
			for (const i of sixth) {
				const to = behind(r, i * field.size);
				const from = behind(a, i * field.size);
				if (i < 3) o.copy(to, from);
				else o.neg(to, from);
			}
		},
	);

	const copy = module.func(
		"fp12Copy",
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const o = writer(f, field);
			for (const i of sixth)
				o.copy(behind(r, i * field.size), behind(a, i * field.size));
		},
	);

	const setOne = module.func("fp12SetOne", { params: ["i32"] }, (f, r) => {
		const o = writer(f, field);
		for (const i of sixth)
			o.copy(behind(r, i * field.size), i === 0 ? one : zero);
	});

	const isOne = module.func(
		"fp12IsOne",
		{ params: ["i32"], result: "i32" },
		(f, a) => {
			const both = f.let(ask(field.equal, a, one));
			for (const i of sixth)
				if (i > 0)
					f.set(
						both,
						i32.and(both, ask(field.isZero, behind(a, i * field.size))),
					);
			f.give(i32.eq(both, 3));
		},
	);

	return {
		fp6,
		size,
		mul: emitMul(field, fp6),
		sqr: emitSqr(field, fp6),
		conj,
		inverse: emitInverse(field, fp6),
		frobenius: emitFrobenius(field, 1),
		frobenius2: emitFrobenius(field, 2),
		frobenius3: emitFrobenius(field, 3),
		cyclotomicSqr: emitCyclotomicSqr(field),
		copy,
		setOne,
		isOne,
	};
};
