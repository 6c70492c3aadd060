// How towers and pairings are written: calls of a field's functions on places in memory, one line for each step of the
// algorithm. No function calls itself, so each keeps its intermediate values at addresses of its own.
//
// Layout, in units of `field.size` (one element of Fp2): Fp6 = Fp2[v]/(v^3 − xi) is three, c0 + c1·v + c2·v^2; Fp12 =
// Fp6[w]/(w^2 − v) is six, c0 to c2 of the half without w, then those of the half with w.

import type { Operand } from "../asm/expr.ts";
import { call, type Fn, type Func } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";

/** An address: known when the module is made, or held by a local. */
export type Place = Operand<"i32">;

/** The address so many bytes further. */
export const behind = (place: Place, bytes: number): Place => {
	if (typeof place === "number") return place + bytes;
	return bytes === 0 ? place : i32.add(place, bytes);
};

/** The coefficients of an element of Fp6. */
export const ofFp6 = (
	field: Field,
	place: Place,
): readonly [Place, Place, Place] => [
	place,
	behind(place, field.size),
	behind(place, 2 * field.size),
];

/** The two halves of an element of Fp12. */
export const halves = (field: Field, place: Place): readonly [Place, Place] => [
	place,
	behind(place, 3 * field.size),
];

/** Static memory of one function: each call gives the address of so many elements of Fp2 more. */
export const scratch =
	(field: Field) =>
	(count = 1): number =>
		field.module.reserve(count * field.size);

/** The functions of a field as statements of one function. All take places, the result's first. */
export const writer = (f: Func, field: Field) => {
	const statement =
		(fn: Fn) =>
		(...places: readonly Place[]): void =>
			f.do(call(fn, ...places));
	const one = field.constant(1n, 1n);
	const shrink = (a: Place): void => {
		if (field.shrink === "needless") return;
		if (field.shrink === undefined) f.do(call(field.mul, a, a, one));
		else f.do(call(field.shrink, a, a));
	};
	/** 3a − 2b or 3a + 2b, in r, which is not a. */
	const triples =
		(whole: Fn | undefined, lazy: Fn) =>
		(r: Place, a: Place, b: Place): void => {
			if (whole !== undefined) {
				f.do(call(whole, r, a, b));
				return;
			}
			f.do(call(lazy, r, a, b), call(field.double, r, r));
			f.do(call(field.add, r, r, a));
			shrink(r);
		};
	return {
		run: (fn: Fn, ...places: readonly Place[]): void =>
			f.do(call(fn, ...places)),
		mul: statement(field.fp2Mul),
		sqr: statement(field.fp2Sqr),
		/** Lane by lane; it multiplies by an element of Fp that lies in both lanes. */
		scale: statement(field.mul),
		add: statement(field.add),
		sub: statement(field.sub),
		addLazy: statement(field.addLazy),
		subLazy: statement(field.subLazy),
		neg: statement(field.neg),
		double: statement(field.double),
		/** Shrunk where xi is large, so that no chain of additions of the tower exceeds what the field allows. */
		mulXi: (r: Place, a: Place): void => {
			f.do(call(field.fp2MulXi, r, a));
			if (field.prime.xiRe > 1n) shrink(r);
		},
		/** Makes an element as small as a product, in its place. */
		shrink,
		triplesLessTwice: triples(field.triplesLessTwice, field.subLazy),
		triplesAndTwice: triples(field.triplesAndTwice, field.addLazy),
		conj: statement(field.fp2Conj),
		copy: statement(field.copy),
	};
};
