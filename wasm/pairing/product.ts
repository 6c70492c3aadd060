// What a module exports so that its host can check products of pairings from bytes: points in and out, sums of multiples in
// G1, lists of pairs, one Miller loop, one final exponentiation. Written for any of the two curves; encodings come from outside.
//
// The host lays out the memory. Sizes in bytes, which it asks for: `pointSize` of an affine point of G1, `sumSize` of a
// projective one, `twistSize` of a point of G2, `multiplesSize` of a point's table of multiples, `fixedSize` of a fixed point's,
// `digitsSize` of a scalar's digits, `linesSize` of a point of G2's lines, `pairSize` of an entry in a list of pairs,
// `valueSize` of a Miller value. Every address is a multiple of 16 but those of bytes.

import type { ValueType } from "../asm/expr.ts";
import { ask, call, type Fn } from "../asm/func.ts";
import { i32, memory } from "../asm/ops.ts";
import type { G1 } from "../curve/g1.ts";
import { coordinates } from "../curve/g1-steps.ts";
import { decoded } from "../curve/g2.ts";
import type { Msm } from "../curve/msm.ts";
import { behind, scratch, writer } from "../tower/writer.ts";
import type { Pairing } from "./pairing.ts";

export type ProductParts = {
	readonly g1: G1;
	readonly msm: Msm;
	readonly pairing: Pairing;
	/** (r, from) → i32: 1 when the bytes are a point of G1 or infinity, in both lanes of the affine r; else 0. */
	readonly readG1: Fn;
	/** The same for any point of the curve. */
	readonly readOnCurve: Fn;
	/** (r, from) → i32, one of `decoded`: a point of G2, affine. */
	readonly readG2: Fn;
	/** (to, p): the affine point in lanes 0 as bytes. */
	readonly writeG1: Fn;
};

/**
 * Exports, beside the sizes:
 *   grow(pages) → i32: 1 when the memory is so many pages larger, else 0
 *   readG1(point, from), readOnCurve(point, from), readG2(twist, from) → i32: 0 refused, 1 a point, 2 infinity
 *   writeG1(to, sum)
 *   multiples(table, point), fixed(table, point), digits(to, from): of a scalar of 32 bytes, any value
 *   sumZero(sum), sumPoint(sum, point), sumMultiples(sum, tables, digits, count), sumFixed(sum, tables, digits, count): add to
 *   a sum; at most 64 multiples
 *   lines(table, twist): not of infinity
 *   pairFree(pair, point, twist): neither infinity
 *   pairFixed(pair, sum, lines) → i32: 0 when the sum is infinity, and there is no pair
 *   valueOne(value), valueTimes(value, pairs, count): times the Miller values of the pairs
 *   isOne(value, factor) → i32: 1 when the final exponentiation of value·factor is one. The value is used up.
 */
export const exportProduct = (parts: ProductParts): void => {
	const { g1, msm, pairing, readG2, writeG1 } = parts;
	const { field, affineSize, pointSize } = g1;
	const { module } = field;
	const { fp12 } = pairing;
	const define = <const P extends readonly ValueType[]>(
		name: string,
		params: P,
		write: Parameters<typeof module.func<P>>[2],
	): Fn => module.func(name, { params, exported: true }, write);
	const answer = <const P extends readonly ValueType[]>(
		name: string,
		params: P,
		write: Parameters<typeof module.func<P>>[2],
	): Fn => module.func(name, { params, result: "i32", exported: true }, write);
	const one = ["i32"] as const;
	const two = ["i32", "i32"] as const;
	const three = ["i32", "i32", "i32"] as const;

	for (const [name, size] of [
		["pointSize", affineSize],
		["sumSize", pointSize],
		["twistSize", 2 * field.size],
		["multiplesSize", msm.tableSize],
		["fixedSize", msm.fixedTableSize],
		["digitsSize", msm.digitsSize],
		["linesSize", pairing.tableSize],
		["pairSize", pairing.entrySize],
		["valueSize", fp12.size],
	] as const)
		answer(name, [], (f) => f.give(size));
	answer("grow", one, (f, pages) => f.give(i32.ne(memory.grow(pages), -1)));

	for (const name of ["readG1", "readOnCurve"] as const)
		answer(name, two, (f, r, from) => {
			f.if(i32.eqz(ask(parts[name], r, from)), () => f.return(decoded.refused));
			const infinite = i32.and(ask(g1.isInfinityAffine, r), 1);
			f.give(i32.add(decoded.point, infinite));
		});
	answer("readG2", two, (f, r, from) => f.give(ask(readG2, r, from)));
	const affine = scratch(field)(2);
	define("writeG1", two, (f, to, sum) =>
		f.do(call(g1.toAffine, affine, sum), call(writeG1, to, affine)),
	);

	define("multiples", two, (f, table, point) =>
		f.do(call(msm.table, table, point)),
	);
	define("fixed", two, (f, table, point) =>
		f.do(call(msm.fixedTable, table, point)),
	);
	define("digits", two, (f, to, from) => f.do(call(msm.split, to, from)));
	define("sumZero", one, (f, sum) => {
		const { copy } = writer(f, field);
		const { x, y, z } = coordinates(field, sum);
		copy(x, field.constant(0n, 0n));
		copy(y, field.constant(1n, 1n));
		copy(z, field.constant(0n, 0n));
	});
	const term = scratch(field)(3);
	define("sumPoint", two, (f, sum, point) =>
		f.do(call(g1.fromAffine, term, point), call(g1.add, sum, sum, term)),
	);
	for (const [name, sumOf] of [
		["sumMultiples", msm.msm],
		["sumFixed", msm.fixed],
	] as const)
		define(
			name,
			["i32", "i32", "i32", "i32"],
			(f, sum, tables, digits, count) =>
				f.do(
					call(sumOf, term, tables, digits, count),
					call(g1.add, sum, sum, term),
				),
		);

	define("lines", two, (f, table, twist) =>
		f.do(call(pairing.prepare, table, twist)),
	);
	// x and y of the point in lanes 0, as the pairing wants them.
	const pair = scratch(field)();
	define("pairFree", three, (f, entry, point, twist) => {
		const { y } = coordinates(field, point);
		f.do(
			call(field.zip0, pair, point, y),
			call(pairing.setFree, entry, pair, twist),
		);
	});
	answer("pairFixed", three, (f, entry, sum, lines) => {
		f.do(call(g1.toAffine, affine, sum));
		f.if(i32.and(ask(g1.isInfinityAffine, affine), 1), () => f.return(0));
		f.do(
			call(field.zip0, pair, affine, behind(affine, field.size)),
			call(pairing.setFixed, entry, pair, lines),
		);
		f.give(1);
	});

	define("valueOne", one, (f, value) => f.do(call(fp12.setOne, value)));
	const miller = scratch(field)(6);
	define("valueTimes", three, (f, value, pairs, count) =>
		f.do(
			call(pairing.miller, miller, pairs, count),
			call(fp12.mul, value, value, miller),
		),
	);
	answer("isOne", two, (f, value, factor) => {
		f.do(
			call(fp12.mul, value, value, factor),
			call(pairing.finalExp, value, value),
		);
		f.give(ask(fp12.isOne, value));
	});
};
