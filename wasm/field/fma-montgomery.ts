// Montgomery's reduction of columns, and the carries that make limbs of them.

import type { Expr } from "../asm/expr.ts";
import type { Func } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { v128 } from "../asm/ops.ts";
import { quotient, quotientMost } from "./fma-carry.ts";
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

/** One way to take a digit d off a column i: add d·multiple at column i + reach. */
type Step = {
	readonly reach: number;
	readonly multiple: bigint;
	/** The limbs of the multiple. */
	readonly table: Table;
};

export type Reduction = {
	readonly form: Form;
	/** The steps by their reach. */
	readonly steps: readonly Step[];
	/** −p^-1 modulo 2^width. */
	readonly negativeInverse: Limb;
};

/** How many columns lie between a digit and its products, where that is free. */
const farthest = 2;

/**
 * Montgomery's reduction takes the digit d off a column by adding d·k·p with k·p = −1 modulo 2^width. Usually k·d is brought
 * below 2^width first, so every step begins with a product of its own. Here k·p itself is used where it is small against
 * what remains: k·p = 2^(width·reach)·M − 1 with |k| ≤ 2^(width·reach − 1), so the digit vanishes by the −1, and d·M is
 * added `reach` columns on, with |M| ≤ p/2. With reach 2 the next digit does not wait for this one's products.
 *
 * In the result that leaves at most d·M·2^(width·(i + reach))/R: below p/4 when i + reach = count − 1, next to nothing
 * before. So the last columns take shorter reaches, and the very last the usual way, reach 0 (M = p, |k·d| ≤ 2^(width−1)),
 * which leaves p/2. Together that is p.
 */
export const reductionOf = (module: Module, form: Form): Reduction => {
	const { width, prime } = form;
	const steps = Array.from({ length: farthest + 1 }, (_, reach): Step => {
		const modulus = 1n << BigInt(width * reach);
		const k = BigInt.asIntN(width * reach, -inverseModulo(prime.p, modulus));
		const multiple = reach === 0 ? prime.p : (k * prime.p + 1n) / modulus;
		return { reach, multiple, table: tableOf(module, limbsOf(form, multiple)) };
	});
	const inverse = inverseModulo(prime.p, 1n << BigInt(width));
	const [negativeInverse] = tableOf(module, [BigInt.asIntN(width, -inverse)]);
	if (negativeInverse === undefined) throw new RangeError("no table");
	return { form, steps, negativeInverse };
};

/** The reach of the step that takes the digit off a column. */
const reachAt = ({ count }: Form, column: number): number =>
	Math.min(farthest, count - 1 - column);

/** The most that a reduced sum is, if the sum was at most `sum`. */
const afterReduction = ({ form, steps }: Reduction, sum: bigint): bigint => {
	const { width, count } = form;
	const half = 1n << BigInt(width - 1);
	let total = sum;
	for (let column = 0; column < count; column++) {
		const reach = reachAt(form, column);
		const multiple = magnitude(steps[reach]?.multiple ?? 0n);
		total += (half * multiple) << BigInt(width * (column + reach));
	}
	return total / montgomery(form) + 1n;
};

/**
 * Columns in groups of two, where the second needs no digit of the first or there is no digit at all: their products can
 * be mixed, so that each limb is read once for two of them.
 */
const groupsOf = (form: Form): number[][] => {
	const { count } = form;
	const groups: number[][] = [];
	for (let column = 0; column < 2 * count; ) {
		const apart =
			column < count ? reachAt(form, column) === 2 : column < 2 * count - 1;
		const group = apart ? [column, column + 1] : [column];
		groups.push(group);
		column += group.length;
	}
	return groups;
};

/**
 * Uses every pair of limbs whose product belongs to a column of the group, `shift` columns up, in such an order that each
 * product shares a limb with the one before.
 */
export const eachPair = (
	group: readonly number[],
	a: readonly (Limb | undefined)[],
	b: readonly (Limb | undefined)[],
	use: (column: number, x: Limb, y: Limb) => void,
	shift = 0,
): void => {
	for (const [i, x] of a.entries())
		for (const column of group.toReversed()) {
			const y = b[column - shift - i];
			if (x !== undefined && y !== undefined) use(column, x, y);
		}
};

/**
 * Reduces the sum of columns that `fill` writes group by group, and stores it as a reduced value. `to` may be the address of
 * what `fill` reads, if a column reads no limb below its own number less count − 1.
 * @param value the most that the whole sum is
 */
export const reduceColumns = (
	f: Func,
	reduction: Reduction,
	to: Expr<"i32">,
	value: bigint,
	fill: (columns: Columns, group: readonly number[]) => void,
): void => {
	const { form, steps, negativeInverse } = reduction;
	const { count, width, tight } = form;
	const top = 2 * count - 1;
	const columns = new Columns(f, form, 2 * count);
	const digits: Limb[] = [];

	/** Adds what the digits so far give to the columns of a group. */
	const takeOff = (group: readonly number[]): void => {
		for (const { reach, table } of steps) {
			const taken = digits.map((digit, column) =>
				reachAt(form, column) === reach ? digit : undefined,
			);
			const add = columns.addProduct.bind(columns);
			eachPair(group, table, taken, add, reach);
		}
	};
	/** Takes the digit off a column that is complete. */
	const divide = (column: number): void => {
		const digit = columns.digit(column);
		const [limb] = steps[0]?.table ?? [];
		if (reachAt(form, column) === 0 && limb !== undefined) {
			const last = columns.lowPart(digit, negativeInverse);
			digits.push(last);
			columns.addProduct(column, limb, last);
		} else digits.push(digit);
		columns.carry(column);
	};
	const store = (column: number, limb: Expr<"v128">) =>
		f.do(v128.store(to, limb, 16 * (column - count)));
	const give = (column: number): void => {
		store(column, columns.digit(column).of);
		columns.carry(column);
	};

	// The next group's own products come before this group's reduction: the machine has them to do while digits are made.
	const groups = groupsOf(form);
	const [first] = groups;
	if (first !== undefined) fill(columns, first);
	for (const [i, group] of groups.entries()) {
		const next = groups[i + 1];
		if (next !== undefined) fill(columns, next);
		takeOff(group);
		for (const column of group)
			if (column < count) divide(column);
			else if (column < top && !tight) give(column);
	}

	const result = afterReduction(reduction, value);
	if (!tight) {
		within("a product", result, form.unit);
		store(top, columns.double(top));
		return;
	}
	// The top column alone says how often p goes into the result; what the others carry into it is far below p.
	const others = Array.from({ length: count - 1 }, (_, i) =>
		columns.most(count + i),
	);
	const below = sumOf(form, others);
	columns.limit(top, ((result + below) >> BigInt(width * (count - 1))) + 1n);
	const most = quotientMost(form, result, below);
	const q = { of: quotient(f, form, columns.double(top)), most };
	for (const [i, limb] of (steps[0]?.table ?? []).entries())
		columns.addNegative(count + i, q, limb);
	for (let column = count; column < top; column++) give(column);
	columns.limit(top, reduced(form).at(-1) ?? 0n);
	store(top, columns.double(top));
};
