// The sum of many points of G1.
//
// A row of n points is a row of ⌈n/2⌉ affine pairs: point 2i in lanes 0 of pair i and point 2i + 1 in lanes 1, and infinity
// in the last lanes where n is odd.

import { ask, call, type Fn } from "../asm/func.ts";
import { i32, memory } from "../asm/ops.ts";
import type { G1 } from "./g1.ts";
import { coordinates, steps } from "./g1-steps.ts";

export type Sum = {
	/**
	 * (to, row, count, bits, wanted) → the number of pairs written: copies the points of a row of `count` whose bit is
	 * `wanted` (0 or 1), in order, as a row of their own. Bit i is bit i % 8 of byte ⌊i/8⌋ of `bits`, as in SSZ. `to` has room
	 * for a row as long, and does not overlap.
	 */
	readonly gather: Fn;
	/**
	 * (r, row, pairs, scratch): the sum of a row, projective, in both lanes. Any points of the curve, equal, opposite or
	 * infinite. The row is used up. `scratch` has room for as many pairs of field elements.
	 */
	readonly sum: Fn;
	/** (r, p): the two points of a projective pair added, in both lanes. r may be p. */
	readonly addLanes: Fn;
	/**
	 * (row, half, scratch) → whether it was possible: adds pair half + i of a row to pair i, for i < half, in affine coordinates
	 * and with one inversion for all. No point of the row is infinity. Where two points that are to be added have one x, the
	 * product of the differences is zero, the answer is 0, and the row is as it was; otherwise no sum is infinity. `scratch`
	 * has room for `half` pairs of field elements.
	 */
	readonly addHalves: Fn;
	/**
	 * (work, rows, width, scratch) → whether it was possible: the sum of so many rows of `width` pairs, place by place, in the
	 * first row; as `addHalves`. The rows are used up. `scratch` has room for half of all pairs.
	 */
	readonly addRows: Fn;
};

/**
 * Below this many pairs a tree's level costs more than complete additions: it saves about five of a mixed addition's eleven
 * multiplications, and its inversion costs as much as some 35.
 */
const leastPairs = 16;

export const defineSum = (g1: G1): Sum => {
	const { field, affineSize, pointSize } = g1;
	const { module, size } = field;

	const gather = module.func(
		"g1Gather",
		{ params: ["i32", "i32", "i32", "i32", "i32"], result: "i32" },
		(f, to, row, count, bits, wanted) => {
			const { run, each } = steps(f, field);
			const zero = field.constant(0n, 0n);
			const filled = f.local("i32");
			f.times(count, (i) => {
				const byte = i32.load8U(i32.add(bits, i32.shrU(i, 3)));
				const bit = i32.and(i32.shrU(byte, i32.and(i, 7)), 1);
				f.if(i32.eq(bit, wanted), () => {
					const from = f.let(i32.add(row, i32.mul(i32.shrU(i, 1), affineSize)));
					const place = f.let(
						i32.add(to, i32.mul(i32.shrU(filled, 1), affineSize)),
					);
					// The point into lanes 0 of a new pair, with infinity beside it, or into lanes 1 of the last one.
					const lanesTo = i32.and(filled, 1);
					const lanesFrom = i32.and(i, 1);
					f.if(
						lanesTo,
						() => {
							f.if(
								lanesFrom,
								() => each(field.blend, 2, place, place, from),
								() => each(field.zip0, 2, place, place, from),
							);
						},
						() => {
							for (const offset of [0, size]) {
								const coordinate = i32.add(place, offset);
								const source = i32.add(from, offset);
								f.if(
									lanesFrom,
									() => run(field.zip1, coordinate, source, zero),
									() => run(field.blend, coordinate, source, zero),
								);
							}
						},
					);
					f.set(filled, i32.add(filled, 1));
				});
			});
			f.give(i32.shrU(i32.add(filled, 1), 1));
		},
	);

	const swapped = module.reserve(pointSize);
	const addLanes = module.func(
		"g1AddLanes",
		{ params: ["i32", "i32"] },
		(f, r, p) => {
			const { run, each } = steps(f, field);
			each(field.swap, 3, swapped, p);
			run(g1.add, r, p, swapped);
		},
	);

	const lambda = module.reserve(size);
	const running = module.reserve(size);
	const delta = module.reserve(size);
	const addHalves = module.func(
		"g1AddHalves",
		{ params: ["i32", "i32", "i32"], result: "i32" },
		(f, row, half, scratch) => {
			const { run, mul, sqr, sub, subLazy, copy } = steps(f, field);
			const p = f.let(row);
			const q = f.let(i32.add(row, i32.mul(half, affineSize)));
			const before = f.let(scratch);
			// before[i] is the product of the differences up to i − 1.
			copy(running, field.constant(1n, 1n));
			f.times(half, () => {
				copy(before, running);
				subLazy(delta, q, p);
				mul(running, running, delta);
				f.set(p, i32.add(p, affineSize));
				f.set(q, i32.add(q, affineSize));
				f.set(before, i32.add(before, size));
			});
			f.if(ask(field.isZero, running), () => f.return(0));
			run(g1.roots.inverse, running, running);
			f.times(half, () => {
				f.set(p, i32.sub(p, affineSize));
				f.set(q, i32.sub(q, affineSize));
				f.set(before, i32.sub(before, size));
				const { x, y } = coordinates(field, p);
				const { x: x2, y: y2 } = coordinates(field, q);
				mul(lambda, running, before);
				subLazy(delta, x2, x);
				mul(running, running, delta);
				subLazy(delta, y2, y);
				mul(lambda, lambda, delta);
				// x3 = lambda² − x1 − x2 and y3 = lambda·(x2 − x3) − y2
				sqr(delta, lambda);
				sub(delta, delta, x);
				sub(x, delta, x2);
				subLazy(delta, x2, x);
				mul(delta, lambda, delta);
				sub(y, delta, y2);
			});
			f.give(1);
		},
	);

	const addRows = module.func(
		"g1AddRows",
		{ params: ["i32", "i32", "i32", "i32"], result: "i32" },
		(f, work, rows, width, scratch) => {
			const rowSize = f.let(i32.mul(width, affineSize));
			const rest = f.let(rows);
			const half = f.local("i32");
			f.block((leave) => {
				f.loop((again) => {
					leave(i32.leU(rest, 1));
					f.set(half, i32.shrU(rest, 1));
					const added = ask(addHalves, work, i32.mul(half, width), scratch);
					f.if(i32.eqz(added), () => f.return(0));
					// The row without a partner comes behind the sums.
					f.if(i32.and(rest, 1), () => {
						const from = i32.add(work, i32.mul(i32.shl(half, 1), rowSize));
						const to = i32.add(work, i32.mul(half, rowSize));
						f.do(memory.copy(to, from, rowSize));
						f.set(half, i32.add(half, 1));
					});
					f.set(rest, half);
					again(1);
				});
			});
			f.give(1);
		},
	);

	const acc = module.reserve(pointSize);
	const next = module.reserve(pointSize);
	const sum = module.func(
		"g1Sum",
		{ params: ["i32", "i32", "i32", "i32"] },
		(f, r, row, pairs, scratch) => {
			const { run, copy } = steps(f, field);
			const zero = field.constant(0n, 0n);
			copy(acc, zero);
			copy(acc + size, field.constant(1n, 1n));
			copy(acc + 2 * size, zero);
			const rest = f.let(pairs);
			const at = f.local("i32");
			// The last pair may hold the infinity of an odd row, and is added apart.
			const last = f.let(i32.sub(pairs, 1));
			const end = f.let(i32.add(row, i32.mul(last, affineSize)));
			const isPlain = f.local("i32");
			f.if(pairs, () => {
				f.set(rest, last);
				run(g1.fromAffine, acc, end);
				f.set(at, row);
				f.set(isPlain, i32.const(1));
				f.times(rest, () => {
					f.if(ask(g1.isInfinityAffine, at), () =>
						f.set(isPlain, i32.const(0)),
					);
					f.set(at, i32.add(at, affineSize));
				});
			});
			const half = f.local("i32");
			f.block((leave) => {
				f.loop((again) => {
					leave(i32.ltU(rest, leastPairs));
					leave(i32.eqz(isPlain));
					// An odd row's middle pair stays where it is: the first `half` pairs go behind it.
					f.set(half, i32.shrU(rest, 1));
					const odd = i32.and(rest, 1);
					f.if(odd, () => {
						f.set(at, i32.add(row, i32.mul(i32.sub(rest, 1), affineSize)));
						run(g1.fromAffine, next, at);
						run(g1.add, acc, acc, next);
					});
					f.set(rest, half);
					f.set(isPlain, ask(addHalves, row, half, scratch));
					f.if(i32.eqz(isPlain), () => f.set(rest, i32.shl(half, 1)));
					again(1);
				});
			});
			f.set(at, row);
			f.times(rest, () => {
				f.if(
					isPlain,
					() => run(g1.addMixed, acc, acc, at),
					() => {
						run(g1.fromAffine, next, at);
						run(g1.add, acc, acc, next);
					},
				);
				f.set(at, i32.add(at, affineSize));
			});
			f.do(call(addLanes, r, acc));
		},
	);
	return { gather, sum, addLanes, addHalves, addRows };
};
