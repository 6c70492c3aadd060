// Products and squares.

import { bitsOf } from "../asm/encode.ts";
import type { Expr } from "../asm/expr.ts";
import { call, type Fn } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { f64x2, i64x2, v128 } from "../asm/ops.ts";
import { Columns } from "./fma-columns.ts";
import { type Form, type Limb, reduced, sizeOf, within } from "./fma-form.ts";
import { eachPair, type Reduction, reduceColumns } from "./fma-montgomery.ts";

/** The limbs of an operand where it lies; it may be lazy. */
const operand = (form: Form, address: Expr<"i32">): Limb[] =>
	reduced(form, 2n).map((most, i) => ({
		of: v128.load(address, 16 * i),
		most,
	}));

/** One lane's limbs, in both lanes. */
const splat = (form: Form, address: Expr<"i32">, lane: 0 | 1): Limb[] =>
	reduced(form, 2n).map((most, i) => ({
		of: v128.load64Splat(address, 16 * i + 8 * lane),
		most,
	}));

/** The most that an operand is: a sum may reach its full size; where sums come back to a unit, a lazy one is two of them. */
const operandMost = ({ unit, units, tight }: Form): bigint =>
	tight ? 2n * unit : unit * units;

/** Changes the sign of lane 0. */
const negateLane0 = (value: Expr<"v128">): Expr<"v128"> =>
	v128.xor(value, v128.const(1n << 63n, 0n));

const smaller = (a: bigint, b: bigint): bigint => {
	if (a < b) return a;
	return b;
};

/** The greatest limb of which two sums of two may be multiplied: (2·limb)² ≤ 2^(51+width). */
const squareLimit = ({ width }: Form): bigint =>
	BigInt(Math.floor(2 ** ((width + 51) / 2 - 1)));

/** The multiplications, named after the field's prime. @param zero the address of a pair of zeros */
export const products = (
	module: Module,
	reduction: Reduction,
	add: Fn,
	zero: number,
) => {
	const { form } = reduction;
	const most = operandMost(form);
	const named = (text: string) => `${form.prime.name}.${text}`;

	const mul = module.func(
		named("mul"),
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			const x = operand(form, a);
			const y = operand(form, b);
			reduceColumns(f, reduction, r, most * most, (columns, group) =>
				eachPair(group, x, y, columns.addProduct.bind(columns)),
			);
		},
	);

	/** Each product of two different limbs occurs twice: it is summed once, apart, and the sum is doubled. */
	const sqr = module.func(
		named("sqr"),
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const x = operand(form, a);
			const crossed = new Columns(f, form, 2 * form.count);
			reduceColumns(f, reduction, r, most * most, (columns, group) => {
				eachPair(group, x, x, (column, u, v) => {
					if (x.indexOf(u) < x.indexOf(v)) crossed.addProduct(column, u, v);
				});
				for (const column of group) {
					columns.addTwice(column, crossed);
					const middle = x[column / 2];
					if (middle !== undefined) columns.addProduct(column, middle, middle);
				}
			});
		},
	);

	/**
	 * (a0·b0 − a1·b1, a0·b1 + a1·b0): a0 in both lanes by (b0, b1), and a1 in both lanes by (−b1, b0), in one sum with one
	 * reduction.
	 */
	const fp2Mul = module.func(
		named("fp2Mul"),
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			const a0 = splat(form, a, 0);
			const a1 = splat(form, a, 1);
			const y = operand(form, b);
			const turned = y.map(({ of, most }): Limb => {
				const limb = f.let(of);
				return { of: f.let(negateLane0(v128.cross64(limb, limb))), most };
			});
			reduceColumns(f, reduction, r, 2n * most * most, (columns, group) => {
				const addProduct = columns.addProduct.bind(columns);
				eachPair(group, a0, y, addProduct);
				eachPair(group, a1, turned, addProduct);
			});
		},
	);

	/**
	 * (a0² − a1², 2·a0·a1) = (a0 + a1, a0 + a0) · (a0 − a1, a1), lane by lane. Sums of two lazy limbs would make products that
	 * are too large, so an operand with large limbs is reduced first. Nothing secret is told by the branch: these are public
	 * numbers.
	 */
	const copy = module.reserve(sizeOf(form));
	const fp2Sqr = module.func(
		named("fp2Sqr"),
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const limit = squareLimit(form);
			within("a reduced limb", form.limb, limit);
			const large = operand(form, a)
				.map(({ of }) =>
					i64x2.gtS(f64x2.abs(of), i64x2.both(bitsOf(Number(limit)))),
				)
				.reduce((any, one) => v128.or(any, one));
			f.if(v128.anyTrue(large), () => {
				f.do(call(add, copy, a, zero));
				f.set(a, copy);
			});
			const sums: Limb[] = [];
			const differences: Limb[] = [];
			for (const { of, most } of operand(form, a)) {
				const limb = f.let(of);
				const other = f.let(v128.cross64(limb, limb));
				const twice = 2n * smaller(most, limit);
				sums.push({
					of: f.let(f64x2.add(v128.low64(limb, limb), other)),
					most: twice,
				});
				const lane0 = v128.and(other, v128.const(~0n, 0n));
				differences.push({ of: f.let(f64x2.sub(limb, lane0)), most: twice });
			}
			reduceColumns(f, reduction, r, 2n * most * most, (columns, group) =>
				eachPair(group, sums, differences, columns.addProduct.bind(columns)),
			);
		},
	);

	return { mul, sqr, fp2Mul, fp2Sqr };
};
