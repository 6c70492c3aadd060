// How formulas over pairs are written: calls of a field's functions on places in memory, one line for each step of the paper.

import type { Operand } from "../asm/expr.ts";
import { call, type Fn, type Func } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";

/** An address: known when the module is made, or held by a local. */
export type Place = Operand<"i32">;

/** The address so many bytes further. */
export const after = (place: Place, bytes: number): Place => {
	if (typeof place === "number") return place + bytes;
	return bytes === 0 ? place : i32.add(place, bytes);
};

/** The pairs in a row from here: the coordinates of a point. */
export const coordinates = (field: Field, place: Place) => ({
	x: place,
	y: after(place, field.size),
	z: after(place, 2 * field.size),
});

/** The functions of a field as statements of one function. All take places, the result's first. */
export const steps = (f: Func, field: Field) => {
	const statement =
		(fn: Fn) =>
		(...places: readonly Place[]): void =>
			f.do(call(fn, ...places));
	return {
		run: (fn: Fn, ...places: readonly Place[]): void =>
			f.do(call(fn, ...places)),
		mul: statement(field.mul),
		sqr: statement(field.sqr),
		add: statement(field.add),
		sub: statement(field.sub),
		addLazy: statement(field.addLazy),
		subLazy: statement(field.subLazy),
		neg: statement(field.neg),
		double: statement(field.double),
		copy: statement(field.copy),
		/** The same function on each of so many pairs in a row. */
		each: (fn: Fn, count: number, ...places: readonly Place[]): void => {
			for (let i = 0; i < count; i++)
				f.do(call(fn, ...places.map((place) => after(place, i * field.size))));
		},
	};
};

/** Static memory for intermediate pairs. Functions that do not call each other may share it. */
export const scratch = (field: Field, count: number): readonly number[] => {
	const start = field.module.reserve(count * field.size);
	return Array.from({ length: count }, (_, i) => start + i * field.size);
};
