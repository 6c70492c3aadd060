// From two elements of Fp2 to two points of the curve E' that the simplified SWU map can reach, and from E' to the curve of G2.
// Source: RFC 9380, sections 6.6.2 and 6.6.3 (simplified SWU, by way of an isogeny), 8.8.2 (constants).

import { ask, type Fn } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";
import type { Fp2Roots } from "../field/fp2-root.ts";
import { behind, type Place, scratch, writer } from "../tower/writer.ts";
import { coordinates } from "./g2-jacobian.ts";

// E': y² = x³ + 240i·x + 1012(1 + i); Z is the suite's non-square −(2 + i).
export const curveA = [0n, 240n] as const;
const curveB = [1012n, 1012n] as const;
const nonSquare = [-2n, -1n] as const;

/** A root of −5 modulo p: norm(Z) = 5 is no square, and −1 is none either. */
const rootOfMinusFive = (p: bigint): bigint => {
	const power = (base: bigint, exponent: bigint): bigint => {
		let result = 1n;
		for (const bit of exponent.toString(2))
			result = (result * result * (bit === "1" ? base : 1n)) % p;
		return result;
	};
	const root = power(p - 5n, (p + 1n) / 4n);
	if ((root * root + 5n) % p !== 0n)
		throw new RangeError("−5 is no square modulo p");
	return root;
};

/** sgn0 of an element of Fp2: the lowest bit of c0, or that of c1 when c0 is zero. Source: RFC 9380, section 4.1. */
const emitSign = (field: Field): Fn =>
	field.module.func("fp2Sign", { params: ["i32"], result: "i32" }, (f, a) => {
		const odd = f.let(ask(field.parity, a));
		const zero = ask(field.isZero, a);
		f.give(i32.and(i32.or(odd, i32.and(zero, i32.shrU(odd, 1))), 1));
	});

/**
 * (points, u): two points of E', Jacobian, one after the other, from two elements of Fp2. The map of section 6.6.2 with
 * fractions instead of inversions, and both maps' powers in the two lanes.
 */
export const emitSwu = (
	field: Field,
	{ normRoots, quotientRoots }: Fp2Roots,
	pointSize: number,
): Fn => {
	const { module, size } = field;
	const own = scratch(field);
	const constantA = field.constant(...curveA);
	const constantB = field.constant(...curveB);
	const z = field.constant(...nonSquare);
	const minusA = field.constant(0n, -curveA[1]);
	// A·Z = 240i·(−2 − i) = 240 − 480i
	const exceptional = field.constant(240n, -480n);
	const one = field.constant(1n, 0n);
	const root = rootOfMinusFive(field.prime.p);
	const rootMinusFive = field.constant(root, root);
	const sign = emitSign(field);

	// For each map: t = Z·u², x = numerator/denominator, and g(x) = w/d with d of Fp.
	const each = () => [own(), own()] as const;
	const [t, numerator, denominator] = [each(), each(), each()];
	const [w, d, y] = [each(), each(), each()];
	const [spare, cubed] = [own(), own()];
	const fraction = (map: 0 | 1) =>
		module.func(`swuFraction${map}`, { params: ["i32"] }, (f, u) => {
			const o = writer(f, field);
			o.sqr(spare, u);
			o.mul(t[map], spare, z);
			// x1 = (−B/A)·(1 + 1/(t² + t)), and B/(Z·A) where that divides by zero
			o.sqr(spare, t[map]);
			o.add(spare, spare, t[map]);
			o.mul(denominator[map], spare, minusA);
			f.if(i32.eq(ask(field.isZero, spare), 3), () =>
				o.copy(denominator[map], exceptional),
			);
			o.add(spare, spare, one);
			o.mul(numerator[map], spare, constantB);
			// g(x) = (n³ + A·n·d² + B·d³)/d³
			o.sqr(spare, denominator[map]);
			o.mul(cubed, spare, denominator[map]);
			o.mul(spare, spare, constantA);
			o.sqr(w[map], numerator[map]);
			o.add(w[map], w[map], spare);
			o.mul(w[map], w[map], numerator[map]);
			o.mul(spare, cubed, constantB);
			o.add(w[map], w[map], spare);
			// over the norm of d³ instead of d³
			o.conj(spare, cubed);
			o.mul(w[map], w[map], spare);
			o.mul(d[map], cubed, spare);
		});
	const fractions = [fraction(0), fraction(1)] as const;
	const [re, im, s, over, rootRe, rootIm] = [
		own(),
		own(),
		own(),
		own(),
		own(),
		own(),
	];
	return module.func("swuMaps", { params: ["i32", "i32"] }, (f, points, u) => {
		const o = writer(f, field);
		const ofMap = (map: 0 | 1): Place => behind(u, map * size);
		for (const map of [0, 1] as const) o.run(fractions[map], ofMap(map));
		const transpose = () => {
			o.run(field.zip0, re, ...w);
			o.run(field.zip1, im, ...w);
		};
		transpose();
		o.run(field.zip0, over, ...d);
		const squares = f.let(ask(normRoots, s, re, im));
		// Where g(x1) is no square, g(t·x1) = t³·g(x1) is one. Its root is Z·u³ times a root of Z·g(x1), whose norm is
		// 5·norm = (√−5·s)².
		f.if(i32.ne(squares, 3), () => {
			o.scale(spare, s, rootMinusFive);
			o.run(field.select, s, spare, s, squares);
			for (const map of [0, 1] as const)
				f.if(i32.eqz(i32.and(squares, 1 << map)), () => {
					o.mul(w[map], w[map], z);
					o.mul(numerator[map], numerator[map], t[map]);
				});
			transpose();
		});
		o.run(quotientRoots, rootRe, rootIm, re, im, s, over);
		o.run(field.zip0, y[0], rootRe, rootIm);
		o.run(field.zip1, y[1], rootRe, rootIm);
		for (const map of [0, 1] as const) {
			f.if(i32.eqz(i32.and(squares, 1 << map)), () => {
				o.mul(y[map], y[map], t[map]);
				o.mul(y[map], y[map], ofMap(map));
			});
			f.if(i32.ne(ask(sign, y[map]), ask(sign, ofMap(map))), () =>
				o.neg(y[map], y[map]),
			);
			// (n/d, y) over Z = d
			const [px, py, pz] = coordinates(field, behind(points, map * pointSize));
			o.copy(pz, denominator[map]);
			o.mul(px, numerator[map], denominator[map]);
			o.sqr(spare, denominator[map]);
			o.mul(spare, spare, denominator[map]);
			o.mul(py, y[map], spare);
		}
	});
};

/**
 * (r, p): a point of E', Jacobian, as a point of E: y² = x³ + 4(1 + i). The isogeny has the kernel {infinity, (c, ±…)} with
 * c = −6 + 6i. By Vélu's formulas it takes x to x + v/(x − c) + u/(x − c)² with v = 48i and u = 16(1 + i), on a curve with
 * b = 3⁶·4(1 + i), which (x/9, −y/27) takes to E: the constants of RFC 9380, appendix E.3, are these multiplied out.
 */
export const emitIsogeny = (field: Field): Fn => {
	const own = scratch(field);
	const kernel = field.constant(-6n, 6n);
	const v = field.constant(0n, 48n);
	const u = field.constant(16n, 16n);
	const [z2, h, h2, h3, atV, atU] = [own(), own(), own(), own(), own(), own()];
	return field.module.func(
		"isogenyToG2",
		{ params: ["i32", "i32"] },
		(f, r, p) => {
			const o = writer(f, field);
			const [x, y, z] = coordinates(field, p);
			const [rx, ry, rz] = coordinates(field, r);
			// h = (x − c)·Z², in whose terms the new Z is −3·Z·h
			o.sqr(z2, z);
			o.mul(h, z2, kernel);
			o.sub(h, x, h);
			o.sqr(h2, h);
			o.mul(h3, h2, h);
			o.mul(rz, z, h);
			// v·Z⁴·h and u·Z⁶
			o.sqr(atV, z2);
			o.mul(atU, atV, z2);
			o.mul(atV, atV, h);
			o.mul(atV, atV, v);
			o.mul(atU, atU, u);
			// X' = X·h² + v·h + u
			o.mul(rx, x, h2);
			o.add(rx, rx, atV);
			o.add(rx, rx, atU);
			// Y' = Y·(h³ − v·h − 2u), the derivative of the map of x
			o.sub(h3, h3, atV);
			o.sub(h3, h3, atU);
			o.sub(h3, h3, atU);
			o.mul(ry, y, h3);
			o.double(h, rz);
			o.add(h, h, rz);
			o.neg(rz, h);
		},
	);
};
