// Fp6 = Fp2[v]/(v^3 − xi), and the inverse in Fp2. Results come first and may lie where an operand does.
// Source: Devegili, O hEigeartaigh, Scott, Dahab, "Multiplication and squaring on pairing-friendly fields",
// https://eprint.iacr.org/2006/471, section 4 (Karatsuba over a cubic extension).

import type { Fn } from "../asm/func.ts";
import type { Field } from "../field/field.ts";
import { behind, ofFp6, scratch, writer } from "./writer.ts";

export type Fp6 = {
	/** (r, a): 1/a in Fp2, and 0 for 0. */
	readonly fp2Inverse: Fn;
	/** (r, a, b) */
	readonly mul: Fn;
	/** (r, a, b): a·(b0 + b1·v), where b0 and b1 lie one after the other. */
	readonly mulBy01: Fn;
	/** (r, a, b): a·b for b of Fp2. */
	readonly mulByFp2: Fn;
	/** (r, a, b) */
	readonly add: Fn;
	/** (r, a, b): a − b */
	readonly sub: Fn;
	/** (r, a) */
	readonly neg: Fn;
	/** (r, a): v·a */
	readonly mulByV: Fn;
	/** (r, a): 1/a, and 0 for 0. */
	readonly inverse: Fn;
};

// 1/(c0 + c1·i) = (c0 − c1·i) / (c0^2 + c1^2)
const emitFp2Inverse = (field: Field, inverse: Fn): Fn => {
	const own = scratch(field);
	const [norm, swapped] = [own(), own()];
	return field.module.func(
		"fp2Inverse",
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const o = writer(f, field);
			o.run(field.sqr, norm, a);
			o.run(field.swap, swapped, norm);
			o.add(norm, norm, swapped);
			o.run(inverse, norm, norm);
			o.conj(r, a);
			o.scale(r, r, norm);
		},
	);
};

const emitMul = (field: Field): Fn => {
	const own = scratch(field);
	const [t0, t1, t2] = [own(), own(), own()];
	const [m12, m01, m02] = [own(), own(), own()];
	const [left, right] = [own(), own()];
	return field.module.func(
		"fp6Mul",
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			const o = writer(f, field);
			const [a0, a1, a2] = ofFp6(field, a);
			const [b0, b1, b2] = ofFp6(field, b);
			const [r0, r1, r2] = ofFp6(field, r);
			o.mul(t0, a0, b0);
			o.mul(t1, a1, b1);
			o.mul(t2, a2, b2);
			o.addLazy(left, a1, a2);
			o.addLazy(right, b1, b2);
			o.mul(m12, left, right);
			o.addLazy(left, a0, a1);
			o.addLazy(right, b0, b1);
			o.mul(m01, left, right);
			o.addLazy(left, a0, a2);
			o.addLazy(right, b0, b2);
			o.mul(m02, left, right);
			// r0 = a0·b0 + xi·(a1·b2 + a2·b1)
			o.subLazy(left, m12, t1);
			o.sub(left, left, t2);
			o.mulXi(left, left);
			o.add(r0, left, t0);
			// r1 = a0·b1 + a1·b0 + xi·a2·b2
			o.mulXi(right, t2);
			o.subLazy(left, m01, t0);
			o.sub(left, left, t1);
			o.add(r1, left, right);
			// r2 = a0·b2 + a2·b0 + a1·b1
			o.subLazy(left, m02, t0);
			o.subLazy(right, t1, t2);
			o.add(r2, left, right);
		},
	);
};

const emitMulBy01 = (field: Field): Fn => {
	const own = scratch(field);
	const [t0, t1, m01, left, right] = [own(), own(), own(), own(), own()];
	return field.module.func(
		"fp6MulBy01",
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			const o = writer(f, field);
			const [a0, a1, a2] = ofFp6(field, a);
			const [b0, b1] = ofFp6(field, b);
			const [r0, r1, r2] = ofFp6(field, r);
			o.mul(t0, a0, b0);
			o.mul(t1, a1, b1);
			o.addLazy(left, a0, a1);
			o.addLazy(right, b0, b1);
			o.mul(m01, left, right);
			// r1 = (a0 + a1)·(b0 + b1) − a0·b0 − a1·b1; kept, for r may be b
			o.subLazy(m01, m01, t0);
			o.sub(m01, m01, t1);
			o.mul(left, a2, b1);
			o.mul(right, a2, b0);
			o.mulXi(left, left);
			o.add(r0, left, t0);
			o.copy(r1, m01);
			o.add(r2, right, t1);
		},
	);
};

/** @param inverse (r, a): 1/a lane by lane, 0 for 0 */
export const emitFp6 = (field: Field, inverse: Fn): Fp6 => {
	const { module } = field;
	const fp2Inverse = emitFp2Inverse(field, inverse);

	const each = (name: string, fn: Fn): Fn =>
		module.func(name, { params: ["i32", "i32", "i32"] }, (f, r, a, b) => {
			const o = writer(f, field);
			for (const at of [0, field.size, 2 * field.size])
				o.run(fn, behind(r, at), behind(a, at), behind(b, at));
		});

	const mulByFp2 = module.func(
		"fp6MulByFp2",
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			const o = writer(f, field);
			const [a0, a1, a2] = ofFp6(field, a);
			const [r0, r1, r2] = ofFp6(field, r);
			o.mul(r0, a0, b);
			o.mul(r1, a1, b);
			o.mul(r2, a2, b);
		},
	);

	const neg = module.func("fp6Neg", { params: ["i32", "i32"] }, (f, r, a) => {
		const o = writer(f, field);
		const [a0, a1, a2] = ofFp6(field, a);
		const [r0, r1, r2] = ofFp6(field, r);
		o.neg(r0, a0);
		o.neg(r1, a1);
		o.neg(r2, a2);
	});

	const top = scratch(field)();
	const mulByV = module.func(
		"fp6MulByV",
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const o = writer(f, field);
			const [a0, a1, a2] = ofFp6(field, a);
			const [r0, r1, r2] = ofFp6(field, r);
			o.mulXi(top, a2);
			o.copy(r2, a1);
			o.copy(r1, a0);
			o.copy(r0, top);
		},
	);

	const own = scratch(field);
	const [c0, c1, c2, product, norm] = [own(), own(), own(), own(), own()];
	const inverse6 = module.func(
		"fp6Inverse",
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const o = writer(f, field);
			const [a0, a1, a2] = ofFp6(field, a);
			const [r0, r1, r2] = ofFp6(field, r);
			// c0 = a0^2 − xi·a1·a2
			o.sqr(c0, a0);
			o.mul(product, a1, a2);
			o.mulXi(product, product);
			o.sub(c0, c0, product);
			// c1 = xi·a2^2 − a0·a1
			o.sqr(c1, a2);
			o.mulXi(c1, c1);
			o.mul(product, a0, a1);
			o.sub(c1, c1, product);
			// c2 = a1^2 − a0·a2
			o.sqr(c2, a1);
			o.mul(product, a0, a2);
			o.sub(c2, c2, product);
			// norm = a0·c0 + xi·(a2·c1 + a1·c2)
			o.mul(norm, a2, c1);
			o.mul(product, a1, c2);
			o.add(norm, norm, product);
			o.mulXi(norm, norm);
			o.mul(product, a0, c0);
			o.add(norm, norm, product);
			o.run(fp2Inverse, norm, norm);
			o.mul(r0, c0, norm);
			o.mul(r1, c1, norm);
			o.mul(r2, c2, norm);
		},
	);

	return {
		fp2Inverse,
		mul: emitMul(field),
		mulBy01: emitMulBy01(field),
		mulByFp2,
		add: each("fp6Add", field.add),
		sub: each("fp6Sub", field.sub),
		neg,
		mulByV,
		inverse: inverse6,
	};
};
