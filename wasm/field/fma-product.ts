// Products and squares: columns of limb products, Montgomery's reduction woven in, and the carries.

import type { Expr } from "../asm/expr.ts";
import type { Func } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { f64x2, v128 } from "../asm/ops.ts";
import { quotient, quotientMost, reduce } from "./fma-carry.ts";
import { Columns } from "./fma-columns.ts";
import {
	type Form,
	type Limb,
	limbsOf,
	magnitude,
	montgomery,
	reduced,
	sumOf,
	type Table,
	tableOf,
	within,
} from "./fma-form.ts";
import { inverseModulo } from "./prime.ts";

/** One way to take a digit d off a column i: add d·table at column i + reach. */
type Step = {
	/** Columns from the digit to the first product. */
	readonly reach: number;
	readonly table: Table;
	/** The value of the table. */
	readonly multiple: bigint;
};

export type Reduction = {
	readonly form: Form;
	/** By column: how its digit is taken off. */
	readonly steps: readonly Step[];
	readonly ways: readonly Step[];
	/** −p^-1 modulo 2^width. */
	readonly negativeInverse: Limb;
	/** The limbs of p. */
	readonly p: Table;
};

/** How far ahead of its products a digit is known: see `reductionOf`. */
const farthest = 2;

/**
 * Montgomery's reduction takes the digit d off column i by adding d·k·p with k·p = −1 modulo 2^width there. Usually k·d is
 * brought below 2^width first, which costs a product before each step can begin. Here k·p is used as it is, where it is
 * small against what remains: k·p = 2^(width·reach)·M − 1 with |k| ≤ 2^(width·reach − 1), so the digit itself vanishes and
 * d·M is added `reach` columns on, with |M| ≤ p/2. With reach 2 the next digit does not wait for this one's products.
 *
 * That leaves at most d·M·2^(width·(i + reach))/R in the result: below p/4 when i + reach = count − 1, next to nothing
 * before. The last columns take shorter reaches, the very last the usual way (reach 0, |k·d| ≤ 2^(width−1), leaving p/2).
 */
export const reductionOf = (module: Module, form: Form): Reduction => {
	const { width, count, prime } = form;
	const tables = Array.from({ length: farthest + 1 }, (_, reach): Step => {
		const modulus = 1n << BigInt(width * reach);
		const k = BigInt.asIntN(width * reach, -inverseModulo(prime.p, modulus));
		const multiple = reach === 0 ? prime.p : (k * prime.p + 1n) / modulus;
		const table = tableOf(module, limbsOf(form, multiple));
		return { reach, table, multiple };
	});
	const steps = Array.from({ length: count }, (_, column) => {
		const step = tables[Math.min(farthest, count - 1 - column)];
		if (step === undefined) throw new RangeError("no such reach");
		return step;
	});
	const inverse = inverseModulo(prime.p, 1n << BigInt(width));
	const [negativeInverse] = tableOf(module, [BigInt.asIntN(width, -inverse)]);
	const [last] = tables;
	if (negativeInverse === undefined || last === undefined)
		throw new RangeError("no tables");
	return { form, steps, ways: tables, negativeInverse, p: last.table };
};

/** The most that the reduced sum is, if the sum was at most `sum`. */
const afterReduction = ({ form, steps }: Reduction, sum: bigint): bigint => {
	const { width } = form;
	const half = 1n << BigInt(width - 1);
	const added = steps.reduce(
		(total, { reach, multiple }, column) =>
			total +
			((half * magnitude(multiple)) << BigInt(width * (column + reach))),
		0n,
	);
	return (sum + added) / montgomery(form) + 1n;
};

/**
 * Reduces the sum of columns that `fill` writes one by one, and stores it as a reduced value.
 * @param value the most that the whole sum is
 */
export const reduceColumns = (
	f: Func,
	reduction: Reduction,
	to: Expr<"i32">,
	value: bigint,
	fill: (columns: Columns, column: number, twin: boolean) => void,
): void => {
	const { form, steps, negativeInverse, p } = reduction;
	const { count, width, tight } = form;
	const columns = new Columns(f, form, 2 * count);
	const digits: Limb[] = [];
	const takeOff = (column: number, twin: boolean): void => {
		for (const [reach, { table }] of reduction.ways.entries()) {
			const taken = digits.map((digit, i) =>
				steps[i]?.reach === reach ? digit : undefined,
			);
			eachPair(column - reach, twin, table, taken, (at, x, y) =>
				columns.addProduct(at + reach, x, y),
			);
		}
	};
	const groups: (readonly [column: number, twin: boolean])[] = [];
	for (let column = 0; column < 2 * count; ) {
		const twin =
			column < count
				? column + 1 < count && steps[column]?.reach === 2
				: column + 1 < 2 * count;
		groups.push([column, twin]);
		column += twin ? 2 : 1;
	}
	const ahead = Number(process.env.AHEAD ?? 1);
	const fillGroup = (i: number) => {
		const group = groups[i];
		if (group !== undefined) fill(columns, ...group);
	};
	const finish = (column: number): void => {
		const digit = columns.digit(column);
		if (column < count) {
			if (steps[column]?.reach === 0) {
				const last = columns.lowPart(digit, negativeInverse);
				digits.push(last);
				const [limb] = reduction.p;
				if (limb !== undefined) columns.addProduct(column, limb, last);
			} else digits.push(digit);
		} else store(column - count, digit.of);
		columns.carry(column);
	};
	const top = 2 * count - 1;
	const store = (i: number, limb: Expr<"v128">) =>
		f.do(v128.store(to, limb, 16 * i));
	for (let i = 0; i < ahead; i++) fillGroup(i);
	for (const [i, [column, twin]] of groups.entries()) {
		fillGroup(i + ahead);
		takeOff(column, twin);
		for (const at of twin ? [column, column + 1] : [column])
			if (at < count || (at < top && !tight)) finish(at);
	}
	const result = afterReduction(reduction, value);
	if (!tight) {
		within("a product", result, form.unit);
		store(count - 1, columns.double(top));
		return;
	}
	// The top column alone says how often p goes into the result; what the others carry into it is far below p.
	const below = Array.from({ length: count - 1 }, (_, i) =>
		columns.most(count + i),
	);
	const rest = sumOf(form, below);
	const most = quotientMost(form, result, rest);
	columns.limit(top, ((result + rest) >> BigInt(width * (count - 1))) + 1n);
	const q = quotient(f, form, columns.double(top));
	for (const [i, limb] of p.entries())
		columns.addNegative(count + i, { of: q, most }, limb);
	for (let column = count; column < top; column++) {
		store(column - count, columns.digit(column).of);
		columns.carry(column);
	}
	columns.limit(top, reduced(form).at(-1) ?? 0n);
	store(count - 1, columns.double(top));
	within("a digit", 1n << BigInt(width - 1), form.limb);
};

/**
 * The limbs whose products belong to a column, or with `twin` to it and the next, in such an order that each product there
 * shares a factor with the one before.
 */
const eachPair = (
	column: number,
	twin: boolean,
	a: readonly (Limb | undefined)[],
	b: readonly (Limb | undefined)[],
	use: (column: number, x: Limb, y: Limb) => void,
): void => {
	for (const [i, x] of a.entries()) {
		if (x === undefined) continue;
		for (const at of twin ? [column + 1, column] : [column]) {
			const y = b[at - i];
			if (y !== undefined) use(at, x, y);
		}
	}
};

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

/** The multiplications, named after the field's prime. */
export const products = (module: Module, form: Form) => {
	const reduction = reductionOf(module, form);
	const most = operandMost(form);
	const named = (text: string) => `${form.prime.name}.${text}`;

	const mul = module.func(
		named("mul"),
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			const x = operand(form, a);
			const y = operand(form, b);
			reduceColumns(f, reduction, r, most * most, (columns, column, twin) =>
				eachPair(column, twin, x, y, (at, u, v) =>
					columns.addProduct(at, u, v),
				),
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
			reduceColumns(f, reduction, r, most * most, (columns, column, twin) => {
				eachPair(column, twin, x, x, (at, u, v) => {
					if (x.indexOf(u) < x.indexOf(v)) crossed.addProduct(at, u, v);
				});
				for (const at of twin ? [column, column + 1] : [column]) {
					columns.addTwice(at, crossed);
					const middle = x[at / 2];
					if (middle !== undefined) columns.addProduct(at, middle, middle);
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
			const turned = y.map(({ of, most }) => {
				const limb = f.let(of);
				return { of: f.let(negateLane0(v128.cross64(limb, limb))), most };
			});
			reduceColumns(
				f,
				reduction,
				r,
				2n * most * most,
				(columns, column, twin) => {
					eachPair(column, twin, a0, y, (at, u, v) =>
						columns.addProduct(at, u, v),
					);
					eachPair(column, twin, a1, turned, (at, u, v) =>
						columns.addProduct(at, u, v),
					);
				},
			);
		},
	);

	/**
	 * (a0² − a1², 2·a0·a1) = (a0 + a1, a0 + a0) · (a0 − a1, a1), lane by lane. One factor is brought back to a reduced
	 * one first: the sums of two lazy limbs would give products that are too large.
	 */
	const fp2Sqr = module.func(
		named("fp2Sqr"),
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const first = splat(form, a, 0);
			const sums: Limb[] = [];
			const differences: Limb[] = [];
			for (const [i, { of, most }] of operand(form, a).entries()) {
				const limb = f.let(of);
				const zero = first[i];
				if (zero === undefined) throw new RangeError("no limb");
				const other = f.let(v128.cross64(limb, limb));
				sums.push({
					of: f.let(f64x2.add(zero.of, other)),
					most: 2n * most,
				});
				const lane0 = v128.and(other, v128.const(~0n, 0n));
				differences.push({
					of: f.let(f64x2.sub(limb, lane0)),
					most: 2n * most,
				});
			}
			// The lanes' exact products are 2·most² at the most; where the first factor comes back to a unit, less.
			const value = form.tight ? 2n * form.unit * most : 2n * most * most;
			const carried = reduce(f, form, reduction.p, sums, 2n * most);
			reduceColumns(f, reduction, r, value, (columns, column, twin) =>
				eachPair(column, twin, carried, differences, (at, u, v) =>
					columns.addProduct(at, u, v),
				),
			);
		},
	);

	return { mul, sqr, fp2Mul, fp2Sqr };
};
