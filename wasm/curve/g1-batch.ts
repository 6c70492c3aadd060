// Whether many points of BLS12-381 all lie in G1, by random sums.
//
// Each round adds all points with random signs and asks whether the sum is in G1. A single random combination would not do:
// the cofactor has the factors 3 and 11, and a point that is off by an element of order 3 hides in it with probability 1/3,
// however long the coefficients are. So there are many rounds with short coefficients.
//
// The error. E(Fp) is G1 times a group H of odd order. Points are taken in threes, and each round gives a three one of the 26
// vectors of {−1, 0, 1}³ other than zero, all as likely. Let one point's component t in H not be zero, and fix what all the
// other threes add. For each choice of the other two coefficients at most one of −t, 0, t leads to a sum without component
// in H, as t has odd order. So at most 9 of the 26 vectors do, and a draw of 16 bits gives each of them with a probability
// of at most 2521/65536. With 42 independent rounds the error is below (9 · 2521/65536)^42 < 2^-64.
//
// The 26 vectors are 13 and their opposites, so a table of 13 sums serves a three in every round; all sums are affine
// additions that share inversions. Points are taken two at a time, and each lane draws for itself.

import { ask, call, type Fn, type Func } from "../asm/func.ts";
import { i32, memory } from "../asm/ops.ts";
import type { G1 } from "./g1.ts";
import { after, coordinates, type Place, steps } from "./g1-steps.ts";
import type { Sum } from "./sum.ts";

const rounds = 42;
const entries = 13;
/** Fewer threes are faster one by one: the rounds' own checks cost as much as 21 pairs. */
const leastThrees = 12;

/** Threes of pairs that are taken together; the pairs behind them, at least the last, are checked one by one. */
const threesOf = (pairs: number): number => {
	const threes = Math.max(0, Math.floor((pairs - 1) / 3));
	return threes < leastThrees ? 0 : threes;
};

export type Batch = {
	/**
	 * (row, pairs, random, scratch) → whether all points of a row (see sum.ts) are in G1, each of them on the curve or
	 * infinity. Right for a yes but with probability 2^-64, right for a no always. `random` holds random bytes that the
	 * points' maker could not know.
	 */
	readonly allInSubgroup: Fn;
	readonly randomBytes: (pairs: number) => number;
	readonly scratchBytes: (pairs: number) => number;
};

/** @param inSubgroup (p) → i32: see `defineG1Subgroup` */
export const defineG1Batch = (g1: G1, sum: Sum, inSubgroup: Fn): Batch => {
	const { field, affineSize } = g1;
	const { module, size } = field;

	const oneByOne = module.func(
		"g1OneByOne",
		{ params: ["i32", "i32"], result: "i32" },
		(f, row, pairs) => {
			const at = f.let(row);
			const all = f.let(i32.const(3));
			f.times(pairs, () => {
				f.set(all, i32.and(all, ask(inSubgroup, at)));
				f.set(at, i32.add(at, affineSize));
			});
			f.give(i32.eq(all, 3));
		},
	);

	const copyPoint = (f: Func, to: Place, from: Place): void =>
		f.do(memory.copy(to, from, affineSize));
	const nthOf = (row: Place, n: number): Place => after(row, n * affineSize);

	// The table of a three P, Q, R: P, Q, R, P+Q, P−Q, P+R, P−R, Q+R, Q−R, P+Q+R, P+Q−R, P−Q+R, P−Q−R.
	/** What the places 3 to 8 are the sums and differences of, as places of the table. */
	const twos = [
		[0, 1],
		[0, 2],
		[1, 2],
	] as const;
	/** What R is added to and subtracted from for the places 9 to 12. */
	const beforeThird = [3, 4] as const;

	/**
	 * (table, threes, work, scratch) → whether it was possible: fills the tables behind their places `filled` with sums and
	 * differences of the places `operands`.
	 */
	const defineFill = (
		name: string,
		filled: number,
		operands: readonly (readonly [number, number])[],
	): Fn =>
		module.func(
			name,
			{ params: ["i32", "i32", "i32", "i32"], result: "i32" },
			(f, table, threes, work, scratch) => {
				const count = 2 * operands.length;
				const half = f.let(i32.mul(threes, count * affineSize));
				const from = f.let(table);
				const to = f.let(work);
				f.times(threes, () => {
					operands.forEach(([left, right], i) => {
						// left + right, then left + (−right)
						const [first, second] = [nthOf(to, 2 * i), nthOf(to, 2 * i + 1)];
						copyPoint(f, first, nthOf(from, left));
						copyPoint(f, second, nthOf(from, left));
						copyPoint(f, i32.add(first, half), nthOf(from, right));
						f.do(call(g1.negAffine, i32.add(second, half), nthOf(from, right)));
					});
					f.set(from, i32.add(from, entries * affineSize));
					f.set(to, i32.add(to, count * affineSize));
				});
				const added = ask(sum.addHalves, work, i32.mul(threes, count), scratch);
				f.if(i32.eqz(added), () => f.return(0));
				f.set(from, work);
				f.set(to, table);
				f.times(threes, () => {
					f.do(memory.copy(nthOf(to, filled), from, count * affineSize));
					f.set(from, i32.add(from, count * affineSize));
					f.set(to, i32.add(to, entries * affineSize));
				});
				f.give(1);
			},
		);
	const fillTwos = defineFill("g1FillTwos", 3, twos);
	const fillThrees = defineFill(
		"g1FillThrees",
		9,
		beforeThird.map((place) => [place, 2] as const),
	);

	/** (to, table, random): the table's sum that each lane draws, with the drawn sign. */
	const negated = module.reserve(size);
	const draw = module.func(
		"g1Draw",
		{ params: ["i32", "i32", "i32"] },
		(f, to, table, random) => {
			const { run, neg } = steps(f, field);
			const drawn = (lane: 0 | 1) =>
				f.let(
					i32.shrU(i32.mul(i32.load16U(random, 2 * lane), 2 * entries), 16),
				);
			const place = (one: typeof table) =>
				f.let(i32.add(table, i32.mul(i32.shrU(one, 1), affineSize)));
			const one = drawn(0);
			const other = drawn(1);
			const from0 = coordinates(field, place(one));
			const from1 = coordinates(field, place(other));
			const { x, y } = coordinates(field, to);
			run(field.blend, x, from0.x, from1.x);
			run(field.blend, y, from0.y, from1.y);
			neg(negated, y);
			const signs = i32.or(i32.and(one, 1), i32.shl(i32.and(other, 1), 1));
			run(field.select, y, y, negated, signs);
		},
	);

	const totals = module.reserve(rounds * affineSize);
	const allInSubgroup = module.func(
		"g1AllInSubgroup",
		{ params: ["i32", "i32", "i32", "i32"], result: "i32" },
		(f, row, pairs, random, scratch) => {
			const { each } = steps(f, field);
			const threes = f.let(
				i32.divU(i32.sub(i32.add(pairs, i32.eqz(pairs)), 1), 3),
			);
			const at = f.let(row);
			f.block((leave) => {
				leave(i32.ltU(threes, leastThrees));
				const together = i32.mul(threes, 3);
				const finite = f.let(i32.const(1));
				f.times(together, () => {
					f.if(ask(g1.isInfinityAffine, at), () => f.set(finite, i32.const(0)));
					f.set(at, i32.add(at, affineSize));
				});
				f.set(at, row);
				leave(i32.eqz(finite));

				const table = f.let(scratch);
				const work = f.let(
					i32.add(table, i32.mul(threes, entries * affineSize)),
				);
				const products = f.let(
					i32.add(work, i32.mul(threes, rounds * affineSize)),
				);
				const three = f.let(table);
				f.times(threes, () => {
					f.do(memory.copy(three, at, 3 * affineSize));
					f.set(at, i32.add(at, 3 * affineSize));
					f.set(three, i32.add(three, entries * affineSize));
				});
				f.set(at, row);
				leave(i32.eqz(ask(fillTwos, table, threes, work, products)));
				leave(i32.eqz(ask(fillThrees, table, threes, work, products)));

				const to = f.let(work);
				const source = f.let(random);
				f.set(three, table);
				f.times(threes, () => {
					f.times(rounds, () => {
						f.do(call(draw, to, three, source));
						f.set(to, i32.add(to, affineSize));
						f.set(source, i32.add(source, 4));
					});
					f.set(three, i32.add(three, entries * affineSize));
				});
				leave(i32.eqz(ask(sum.addRows, work, threes, rounds, products)));

				// Each round's sum is that of its two lanes: lanes 0 of two rounds side by side, plus their lanes 1.
				const half = rounds / 2;
				const first = f.let(work);
				const second = f.let(i32.add(work, half * affineSize));
				f.set(to, i32.const(totals));
				f.times(half, () => {
					each(field.zip0, 2, to, first, second);
					each(field.zip1, 2, i32.add(to, half * affineSize), first, second);
					f.set(first, i32.add(first, affineSize));
					f.set(second, i32.add(second, affineSize));
					f.set(to, i32.add(to, affineSize));
				});
				leave(i32.eqz(ask(sum.addHalves, totals, half, products)));
				f.if(i32.eqz(ask(oneByOne, totals, half)), () => f.return(0));
				const rest = i32.sub(pairs, together);
				f.return(
					ask(oneByOne, i32.add(row, i32.mul(together, affineSize)), rest),
				);
			});
			// Few points, or two that are equal or opposite: each for itself.
			f.give(ask(oneByOne, row, pairs));
		},
	);

	return {
		allInSubgroup,
		randomBytes: (pairs) => threesOf(pairs) * rounds * 4,
		scratchBytes: (pairs) =>
			threesOf(pairs) * ((entries + rounds) * affineSize + (rounds / 2) * size),
	};
};
