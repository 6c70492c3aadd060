// The pairings of BLS12-381 and BN254 as functions of a module, over any backend of the field.
//
// Points: an affine point of G1 is one pair of the field, x in lane 0 and y in lane 1. An affine point of G2 is two elements
// of Fp2, x and then y. A pair with infinity on either side contributes one: leave it out of the list. Nothing here checks
// that points lie on their curve or in their subgroup.
//
// A list of pairs lies anywhere (multiple of 16), `entrySize` bytes an entry, and is filled with `setFree` and `setFixed`.
// An element of GT or a Miller value is an element of Fp12 (tower/writer.ts has the layout), `fp12.size` bytes.
//
// The exponent: the Miller value of BLS12-381 is f_{|x|,Q}(P) conjugated, that of BN254 f_{6x+2,Q}(P) times two lines, each
// up to factors that the final exponentiation maps to one. The final exponentiation is the power c·(p^12 − 1)/r with c = 3
// for BLS12-381 and c = 2x·(6x^2 + 3x + 1) for BN254; both c have no factor in common with r.

import type { Fn } from "../asm/func.ts";
import { ask, call } from "../asm/func.ts";
import type { Field } from "../field/field.ts";
import { emitFp12, type Fp12 } from "../tower/fp12.ts";
import { scratch } from "../tower/writer.ts";
import { familyOf } from "./family.ts";
import { emitFinal } from "./final.ts";
import { emitMiller } from "./miller.ts";

export type Pairing = {
	readonly fp12: Fp12;
	/** Bytes of an entry in a list of pairs. */
	readonly entrySize: number;
	/** Bytes of a table of lines. */
	readonly tableSize: number;
	/** (entry, p, q): the pair of a point of G1 and a point of G2. */
	readonly setFree: Fn;
	/** (table, q): the lines of a point of G2, for any number of loops. */
	readonly prepare: Fn;
	/** (entry, p, table): the pair of a point of G1 and the point whose lines the table holds; the table stays where it is. */
	readonly setFixed: Fn;
	/** (r, list, count): the product of the Miller values of so many entries, one for none. The entries stay good. */
	readonly miller: Fn;
	/** (r, f): the final exponentiation of f ≠ 0. */
	readonly finalExp: Fn;
	/** (list, count) → i32: 1 when the product of the pairings is one, else 0. */
	readonly isProductOne: Fn;
};

/** @param inverse (r, a): 1/a lane by lane, 0 for 0 */
export const emitPairing = (field: Field, inverse: Fn): Pairing => {
	const family = familyOf(field.prime);
	const fp12 = emitFp12(field, inverse);
	const miller = emitMiller(field, family, fp12);
	const finalExp = emitFinal(field, family, fp12);
	const value = scratch(field)(6);
	const isProductOne = field.module.func(
		"isProductOne",
		{ params: ["i32", "i32"], result: "i32" },
		(f, list, count) => {
			f.do(call(miller.miller, value, list, count));
			f.do(call(finalExp, value, value));
			f.give(ask(fp12.isOne, value));
		},
	);
	return { ...miller, fp12, finalExp, isProductOne };
};
