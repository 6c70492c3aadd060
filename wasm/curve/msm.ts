// Sums of multiples of points of the subgroup: windows of the scalars' digits, two lanes at a time. Lanes 0 work on the low
// halves of the scalars and lanes 1 on the high ones, with the endomorphism.
//
// What the digits of one weight choose from the tables is summed over all points in affine coordinates, for all weights at
// once with shared inversions; then the sums of the weights are joined by doublings (Straus). For fixed points the tables
// hold the multiples of every weight, and there are no doublings (Brickell, Gordon, McCurley, Wilson). Source: Guide to
// Elliptic Curve Cryptography, sections 3.3.2 and 3.3.3. Where affine additions meet equal or opposite points, or a point is
// infinity, complete additions take their place.

import { ask, call, type Fn } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import type { G1 } from "./g1.ts";
import { after, coordinates, steps } from "./g1-steps.ts";
import { defineSplit, digitBytes, digitCount } from "./scalar.ts";
import type { Sum } from "./sum.ts";

export type Msm = {
	/** Bytes of a point's table, of a fixed point's table, and of the digits of one scalar. */
	readonly tableSize: number;
	readonly fixedTableSize: number;
	readonly digitsSize: number;
	/** (to, p): the table of the affine point in lanes 0 of p, in the subgroup or infinity. */
	readonly table: Fn;
	/** (to, p): the same of a fixed point, for `fixed`. */
	readonly fixedTable: Fn;
	/** (to, from): the digits of a scalar; see `defineSplit`. */
	readonly split: Fn;
	/** (r, tables, digits, count): the sum of at most 64 multiples, projective, in both lanes; tables and digits in rows. */
	readonly msm: Fn;
	/** (r, tables, digits, count): the same with tables of fixed points. */
	readonly fixed: Fn;
	/** (r, p, from): one multiple of the affine point in lanes 0 of p by the scalar at `from`, projective, in both lanes. */
	readonly multiply: Fn;
};

/** The most points of one sum: they bound the memory that is kept for it. */
export const mostPoints = 64;
const width = 4;
/** Odd multiples in a table. */
const entries = 2 ** (width - 1);
const weights = digitCount(width);

export const defineMsm = (g1: G1, sum: Sum): Msm => {
	const { field, pointSize, affineSize } = g1;
	const { module, size } = field;
	const tableSize = entries * affineSize;
	const fixedTableSize = weights * tableSize;
	const digitsSize = digitBytes(width);
	const split = defineSplit(module, g1.numbers, width);

	/** (to, p): the odd multiples P, 3P, 5P, … of both points of an affine pair. */
	const twice = module.reserve(pointSize);
	const multiples = module.reserve(entries * pointSize);
	const zs = module.reserve(entries * size);
	const inverses = module.reserve(entries * size);
	const laneTable = module.func(
		"g1LaneTable",
		{ params: ["i32", "i32"] },
		(f, to, p) => {
			const { run, mul, copy } = steps(f, field);
			run(g1.fromAffine, multiples, p);
			run(g1.double, twice, multiples);
			f.times(entries - 1, (i) => {
				const entry = f.let(i32.add(i32.mul(i, pointSize), multiples));
				run(g1.add, i32.add(entry, pointSize), entry, twice);
			});
			f.times(entries, (i) => {
				const { z } = coordinates(
					field,
					i32.add(i32.mul(i, pointSize), multiples),
				);
				copy(i32.add(i32.mul(i, size), zs), z);
			});
			run(g1.roots.batchInverse, inverses, zs, entries);
			f.times(entries, (i) => {
				const entry = f.let(i32.add(i32.mul(i, pointSize), multiples));
				const inverse = f.let(i32.add(i32.mul(i, size), inverses));
				const affine = f.let(i32.add(i32.mul(i, affineSize), to));
				mul(affine, entry, inverse);
				mul(after(affine, size), after(entry, size), inverse);
			});
		},
	);

	const both = module.reserve(affineSize);
	const spread = module.func("g1Spread", { params: ["i32"] }, (f, p) => {
		const { run, each } = steps(f, field);
		run(g1.endomorphism, both, p);
		each(field.zip0, 2, both, p, both);
	});
	const table = module.func("g1Table", { params: ["i32", "i32"] }, (f, to, p) =>
		f.do(call(spread, p), call(laneTable, to, both)),
	);

	const shifted = module.reserve(pointSize);
	const fixedTable = module.func(
		"g1FixedTable",
		{ params: ["i32", "i32"] },
		(f, to, p) => {
			const { run } = steps(f, field);
			run(spread, p);
			f.times(weights, (i) => {
				run(laneTable, i32.add(to, i32.mul(i, tableSize)), both);
				run(g1.fromAffine, shifted, both);
				f.times(width, () => run(g1.double, shifted, shifted));
				run(g1.toAffine, both, shifted);
			});
		},
	);

	const negated = module.reserve(size);
	/** (to, table, digits): what each lane's digit chooses, affine. */
	const choose = module.func(
		"g1Choose",
		{ params: ["i32", "i32", "i32"] },
		(f, to, table, digits) => {
			const { run, neg } = steps(f, field);
			const digit = (lane: 0 | 1) => {
				const byte = i32.shl(i32.load8U(digits, lane), 24);
				return f.let(i32.shrS(byte, 24));
			};
			// The digit d, odd, chooses |d|·P, entry (|d| − 1)/2.
			const entry = (digit: typeof table) => {
				const sign = f.let(i32.shrS(digit, 31));
				const index = i32.shrU(i32.sub(i32.xor(digit, sign), sign), 1);
				const at = i32.add(table, i32.mul(index, affineSize));
				return coordinates(field, f.let(at));
			};
			const digit0 = digit(0);
			const digit1 = digit(1);
			const entry0 = entry(digit0);
			const entry1 = entry(digit1);
			const { x, y } = coordinates(field, to);
			run(field.blend, x, entry0.x, entry1.x);
			run(field.blend, y, entry0.y, entry1.y);
			neg(negated, y);
			const negative = i32.or(
				i32.shrU(digit0, 31),
				i32.shl(i32.shrU(digit1, 31), 1),
			);
			run(field.select, y, y, negated, negative);
		},
	);

	/** A row of choices for each point, and the scratch of their sums. */
	const work = module.reserve(mostPoints * weights * affineSize);
	const products = module.reserve(Math.ceil((mostPoints * weights) / 2) * size);
	/** (tables, digits, count, stride): the rows; from one weight to the next a table is `stride` bytes further. */
	const chooseAll = module.func(
		"g1ChooseAll",
		{ params: ["i32", "i32", "i32", "i32"] },
		(f, tables, digits, count, stride) => {
			const to = f.let(i32.const(work));
			const at = f.let(digits);
			const from = f.let(tables);
			f.times(count, () => {
				f.times(weights, () => {
					f.do(call(choose, to, from, at));
					f.set(to, i32.add(to, affineSize));
					f.set(at, i32.add(at, 2));
					f.set(from, i32.add(from, stride));
				});
				f.if(i32.eqz(stride), () => f.set(from, i32.add(from, tableSize)));
			});
		},
	);

	const acc = module.reserve(pointSize);
	const next = module.reserve(pointSize);
	const msm = module.func(
		"g1Msm",
		{ params: ["i32", "i32", "i32", "i32"] },
		(f, r, tables, digits, count) => {
			const { run, copy } = steps(f, field);
			const zero = field.constant(0n, 0n);
			copy(acc, zero);
			copy(acc + size, field.constant(1n, 1n));
			copy(acc + 2 * size, zero);
			run(chooseAll, tables, digits, count, 0);
			const finite = f.let(i32.const(1));
			const table = f.let(tables);
			f.times(count, () => {
				f.if(ask(g1.isInfinityAffine, table), () =>
					f.set(finite, i32.const(0)),
				);
				f.set(table, i32.add(table, tableSize));
			});
			// How many rows are left to be added for each weight: all, or the one that they were added into.
			const rows = f.let(count);
			f.if(i32.and(finite, i32.ne(count, 0)), () =>
				f.if(ask(sum.addRows, work, count, weights, products), () =>
					f.set(rows, i32.const(1)),
				),
			);
			// A sum that failed half way leaves rows that are of no use.
			f.if(i32.gtU(rows, 1), () => run(chooseAll, tables, digits, count, 0));
			f.times(weights, (i) => {
				f.if(i, () => f.times(width, () => run(g1.double, acc, acc)));
				const at = f.let(
					i32.add(i32.mul(i32.sub(weights - 1, i), affineSize), work),
				);
				f.times(rows, () => {
					run(g1.fromAffine, next, at);
					run(g1.add, acc, acc, next);
					f.set(at, i32.add(at, weights * affineSize));
				});
			});
			run(sum.addLanes, r, acc);
		},
	);

	const fixed = module.func(
		"g1Fixed",
		{ params: ["i32", "i32", "i32", "i32"] },
		(f, r, tables, digits, count) =>
			f.do(
				call(chooseAll, tables, digits, count, tableSize),
				call(sum.sum, r, work, i32.mul(count, weights), products),
			),
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
		fixedTableSize,
		digitsSize,
		table,
		fixedTable,
		split,
		msm,
		fixed,
		multiply,
	};
};
