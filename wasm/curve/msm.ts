// Multiples of points of G1 and their sums: interleaved windows (Straus), two lanes at a time. With the endomorphism, lanes 0
// work on the low halves of the scalars and lanes 1 on the high ones.
//
// Source: Guide to Elliptic Curve Cryptography, algorithms 3.51 and 3.77, with one table for each point and signed windows of
// fixed width. The additions are complete, so equal points, opposite ones and digits of zero need no care.

import { call, type Fn } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import type { G1 } from "./g1.ts";
import { after, coordinates, steps } from "./g1-steps.ts";
import { defineScalars, digitBytes, digitCount } from "./scalar.ts";
import type { Sum } from "./sum.ts";

export type Msm = {
	/** Bytes of one table, and of the digits of one scalar or pair of scalars. */
	readonly tableSize: number;
	readonly digitsSize: number;
	/** (to, p): the table of the affine point in lanes 0 of p, in the subgroup or infinity, for scalars that are split. */
	readonly table: Fn;
	/** (to, p): the table of both points of an affine pair, for plain scalars. */
	readonly laneTable: Fn;
	/** (to, from): the digits of a scalar; see `Scalars.split`. */
	readonly split: Fn;
	/** (to, from0, from1): the digits of two scalars below 2^128; see `Scalars.plain`. */
	readonly plain: Fn;
	/** (r, tables, digits, count): the sum of `count` multiples, projective, lane by lane; tables and digits in rows. */
	readonly lanes: Fn;
	/** (r, tables, digits, count): the sum of `count` multiples by split scalars, projective, in both lanes. */
	readonly msm: Fn;
	/** (r, p, from): one multiple of the affine point in lanes 0 of p by the scalar at `from`, projective, in both lanes. */
	readonly multiply: Fn;
};

/** Defines them with windows of `width` bits; a table holds the multiples up to 2^(width − 1). */
export const defineMsm = (g1: G1, sum: Sum, width = 4): Msm => {
	const { field, pointSize, affineSize } = g1;
	const { module, size } = field;
	const greatest = 2 ** (width - 1);
	const tableSize = (greatest + 1) * pointSize;
	const digitsSize = digitBytes(width);
	const { split, plain } = defineScalars(module, g1.numbers, width);

	const laneTable = module.func(
		"g1LaneTable",
		{ params: ["i32", "i32"] },
		(f, to, p) => {
			const { run, copy } = steps(f, field);
			const zero = field.constant(0n, 0n);
			const infinity = coordinates(field, to);
			copy(infinity.x, zero);
			copy(infinity.y, field.constant(1n, 1n));
			copy(infinity.z, zero);
			const base = f.let(i32.add(to, pointSize));
			const entry = f.let(base);
			run(g1.fromAffine, base, p);
			f.times(greatest - 1, () => {
				run(g1.add, i32.add(entry, pointSize), entry, base);
				f.set(entry, i32.add(entry, pointSize));
			});
		},
	);

	const both = module.reserve(affineSize);
	const table = module.func(
		"g1Table",
		{ params: ["i32", "i32"] },
		(f, to, p) => {
			const { run, each } = steps(f, field);
			run(g1.endomorphism, both, p);
			each(field.zip0, 2, both, p, both);
			run(laneTable, to, both);
		},
	);

	const chosen = module.reserve(pointSize);
	const negated = module.reserve(size);
	/** (table, digits): chosen = the multiple of each lane's digit. */
	const choose = module.func(
		"g1Choose",
		{ params: ["i32", "i32"] },
		(f, table, digits) => {
			const { run, neg } = steps(f, field);
			const digit = (lane: 0 | 1) => {
				const byte = i32.shl(i32.load8U(digits, lane), 24);
				return f.let(i32.shrS(byte, 24));
			};
			const entry = (index: typeof table) => {
				const sign = f.let(i32.shrS(index, 31));
				const multiple = i32.sub(i32.xor(index, sign), sign);
				return f.let(i32.add(table, i32.mul(multiple, pointSize)));
			};
			const digit0 = digit(0);
			const digit1 = digit(1);
			const entry0 = entry(digit0);
			const entry1 = entry(digit1);
			for (const offset of [0, size, 2 * size])
				run(
					field.blend,
					chosen + offset,
					after(entry0, offset),
					after(entry1, offset),
				);
			const { y } = coordinates(field, chosen);
			neg(negated, y);
			const negative = i32.or(
				i32.shrU(digit0, 31),
				i32.shl(i32.shrU(digit1, 31), 1),
			);
			run(field.select, y, y, negated, negative);
		},
	);

	const acc = module.reserve(pointSize);
	const lanes = module.func(
		"g1MultipleLanes",
		{ params: ["i32", "i32", "i32", "i32"] },
		(f, r, tables, digits, count) => {
			const { run, copy, each } = steps(f, field);
			const zero = field.constant(0n, 0n);
			copy(acc, zero);
			copy(acc + size, field.constant(1n, 1n));
			copy(acc + 2 * size, zero);
			const place = f.let(i32.add(digits, digitsSize));
			f.times(digitCount(width), (i) => {
				f.set(place, i32.sub(place, 2));
				f.if(i, () => f.times(width, () => run(g1.double, acc, acc)));
				const at = f.let(place);
				const table = f.let(tables);
				f.times(count, () => {
					f.if(i32.load16U(at), () => {
						run(choose, table, at);
						run(g1.add, acc, acc, chosen);
					});
					f.set(at, i32.add(at, digitsSize));
					f.set(table, i32.add(table, tableSize));
				});
			});
			each(field.copy, 3, r, acc);
		},
	);

	const msm = module.func(
		"g1Msm",
		{ params: ["i32", "i32", "i32", "i32"] },
		(f, r, tables, digits, count) =>
			f.do(call(lanes, r, tables, digits, count), call(sum.addLanes, r, r)),
	);

	const ownTable = module.reserve(tableSize);
	const ownDigits = module.reserve(digitsSize);
	const multiply = module.func(
		"g1Multiply",
		{ params: ["i32", "i32", "i32"] },
		(f, r, p, from) =>
			f.do(
				call(table, ownTable, p),
				call(split, ownDigits, from),
				call(msm, r, ownTable, ownDigits, 1),
			),
	);
	return {
		tableSize,
		digitsSize,
		table,
		laneTable,
		split,
		plain,
		lanes,
		msm,
		multiply,
	};
};
