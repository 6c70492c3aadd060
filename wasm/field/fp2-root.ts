// Square roots in Fp2 = Fp(i), i² = −1, for p = 3 mod 4: the complex method, with the powers of two roots (or of one root and
// two inverses) in the two lanes of a pair.
//
// Let w = w0 + w1·i and s² = norm(w) = w0² + w1². One of (w0 + s)/2 and (w0 − s)/2 is a square t of Fp, unless w1 = 0, since
// their product is −(w1/2)². With x = √t the root is x + w1/(2x)·i. Both steps are one power with exponent (p − 3)/4.
// Source: Adj, Rodríguez-Henríquez, "Square root computation over even extension fields", https://eprint.iacr.org/2012/685,
// section 4 (complex method).

import { ask, type Fn } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import { scratch, writer } from "../tower/writer.ts";
import type { Field } from "./field.ts";
import { inverseModulo } from "./prime.ts";

/** Two elements of Fp2 lie here as two pairs: the lanes of one are both c0, those of the other both c1. */
export type Fp2Roots = {
	/**
	 * (s, re, im) → i32: the roots s of the norms of two elements. Bit 0 of the answer is set where the first norm, and so
	 * the first element, is a square, bit 1 for the second; where it is not, s² is the norm times −1.
	 */
	readonly normRoots: Fn;
	/**
	 * (rootRe, rootIm, re, im, s, d): roots of the two squares (re + im·i)/d, for s² = re² + im² and d of Fp, not zero.
	 * Which of the two roots is not said.
	 */
	readonly quotientRoots: Fn;
	/**
	 * (r, a, x, y) → i32: whether a, an element of Fp2 as one pair, is a square, and if so r is a root of it. Beside it, in
	 * the lane that this leaves idle, lane 0 of x and of y becomes its inverse, zero for zero. r may be a.
	 */
	readonly rootBesideInverses: Fn;
};

const both = 3;

/** @param inverseRoot (r, a): a^((p − 3)/4), lane by lane */
export const emitFp2Roots = (field: Field, inverseRoot: Fn): Fp2Roots => {
	const { module, prime } = field;
	if (prime.p % 4n !== 3n) throw new RangeError("p is not 3 modulo 4");
	const own = scratch(field);

	const [norm, power] = [own(), own()];
	const normRoots = module.func(
		"fp2NormRoots",
		{ params: ["i32", "i32", "i32"], result: "i32" },
		(f, s, re, im) => {
			const o = writer(f, field);
			o.run(field.sqr, norm, re);
			o.run(field.sqr, power, im);
			o.add(norm, norm, power);
			o.run(inverseRoot, power, norm);
			o.scale(s, norm, power);
			o.run(field.sqr, power, s);
			f.give(ask(field.equal, power, norm));
		},
	);

	const [a, other, b, product, m] = [own(), own(), own(), own(), own()];
	const quotientRoots = module.func(
		"fp2QuotientRoots",
		{ params: ["i32", "i32", "i32", "i32", "i32", "i32"] },
		(f, rootRe, rootIm, re, im, s, d) => {
			const o = writer(f, field);
			// t = a/b with a = re + s and b = 2d. Where that is zero, re − s is the one to take.
			o.add(a, re, s);
			o.sub(other, re, s);
			o.run(field.select, a, a, other, ask(field.isZero, a));
			o.double(b, d);
			// With u = (a·b³)^((p − 3)/4) and m = u·b: x = a·m has x² = ±t, 1/x = ±m·b, and so w1/(2x) = im/b·(1/x) = ±im·m.
			o.scale(product, a, b);
			o.run(field.sqr, m, b);
			o.scale(product, product, m);
			o.run(inverseRoot, m, product);
			o.scale(m, m, b);
			o.scale(product, im, m);
			o.scale(m, a, m);
			// Is x² = t? Else x² = −t, and the root is −im·m + x·i.
			o.run(field.sqr, other, m);
			o.scale(other, other, b);
			const turned = f.let(i32.xor(ask(field.equal, other, a), both));
			o.neg(other, product);
			o.run(field.select, rootRe, m, other, turned);
			o.run(field.select, rootIm, product, m, turned);
		},
	);

	const half = inverseModulo(2n, prime.p);
	const halves = field.constant(half, half);
	const [base, root, swap, value] = [own(), own(), own(), own()];
	const rootBesideInverses = module.func(
		"fp2RootBesideInverses",
		{ params: ["i32", "i32", "i32", "i32"], result: "i32" },
		(f, r, w, x, y) => {
			const o = writer(f, field);
			/** `root` becomes base^((p − 3)/4), and lane 0 of `to` the inverse of lane 1 of `base`. */
			const powers = (to: typeof x): void => {
				o.run(inverseRoot, root, base);
				// 1/z = z^(p − 2) = z·(z^((p − 3)/4))⁴
				o.run(field.sqr, swap, root);
				o.run(field.sqr, swap, swap);
				o.scale(swap, swap, base);
				o.run(field.swap, to, swap);
			};
			o.copy(value, w);
			o.run(field.sqr, base, value);
			o.run(field.swap, swap, base);
			o.add(base, base, swap);
			o.run(field.zip0, base, base, x);
			powers(x);
			// Lane 0: s with s² = norm, if the norm is a square at all.
			o.scale(root, base, root);
			o.run(field.sqr, swap, root);
			const square = f.let(i32.and(ask(field.equal, swap, base), 1));
			// t = (w0 + s)/2, or (w0 − s)/2 where that is zero
			o.add(base, value, root);
			o.sub(swap, value, root);
			o.run(field.select, base, base, swap, ask(field.isZero, base));
			o.scale(base, base, halves);
			o.run(field.zip0, base, base, y);
			powers(y);
			// root = u: x = t·u, w1/(2x) = ±w1·u/2
			o.run(field.swap, value, value);
			o.scale(value, value, root);
			o.scale(value, value, halves);
			o.scale(root, base, root);
			o.run(field.sqr, swap, root);
			f.if(
				i32.and(ask(field.equal, swap, base), 1),
				() => o.run(field.zip0, r, root, value),
				() => {
					o.neg(value, value);
					o.run(field.zip0, r, value, root);
				},
			);
			f.give(square);
		},
	);
	return { normRoots, quotientRoots, rootBesideInverses };
};
