// Keys of BLS signatures: points of G1, decoded into rows (curve/sum.ts has the layout), and a running sum of them. What was
// signed is not known here.

import { ask, call, type Fn } from "./asm/func.ts";
import { i32 } from "./asm/ops.ts";
import type { G1 } from "./curve/g1.ts";
import { defineG1Batch } from "./curve/g1-batch.ts";
import {
	defineG1Affine,
	defineG1Compressed,
	type G1Affine,
	type G1Bytes,
} from "./curve/g1-bytes.ts";
import { coordinates, type Place, steps } from "./curve/g1-steps.ts";
import { defineG1Subgroup } from "./curve/g1-subgroup.ts";
import { defineSum, type Sum } from "./curve/sum.ts";

export const keyBytes = 48;
export const plainKeyBytes = 96;
/** The most keys of one row. */
export const mostRow = 512;
/** What the check of many keys' subgroup takes of random bytes, at most. */
export const randomBytesAKey = 28;

export type Keys = {
	/** The running sum: a projective point, the same in both lanes. */
	readonly sum: number;
	/** What keys are read with; others may read points so too. */
	readonly compressed: G1Bytes;
	readonly plain: G1Affine;
	readonly inSubgroup: Fn;
	readonly sums: Sum;
};

export const emitKeys = (g1: G1): Keys => {
	const { field, affineSize, pointSize } = g1;
	const { module } = field;
	const compressed = defineG1Compressed(g1);
	const plain = defineG1Affine(g1);
	const sums = defineSum(g1);
	const zero = field.constant(0n, 0n);

	/** Defines (row, bytes, count) → whether every key decodes: the row of `count` keys that lie one after the other. */
	const decoder = (
		name: string,
		keySize: number,
		/** (pair, from0, from1) → i32: bit 0 is set when the first key is good, bit 1 for the second. */
		decodePair: Fn,
	): Fn =>
		module.func(
			name,
			{ params: ["i32", "i32", "i32"], result: "i32" },
			(f, row, bytes, count) => {
				const { run } = steps(f, field);
				const pair = f.let(row);
				const from = f.let(bytes);
				const left = f.let(count);
				f.times(i32.shrU(i32.add(count, 1), 1), () => {
					// A last key without a second is its own second, whose lanes become infinity.
					const isLast = f.let(i32.eq(left, 1));
					const step = i32.mul(i32.eqz(isLast), keySize);
					const good = ask(decodePair, pair, from, i32.add(from, step));
					f.if(i32.ne(good, 3), () => f.return(0));
					f.if(isLast, () => {
						const { x, y } = coordinates(field, pair);
						run(field.blend, x, x, zero);
						run(field.blend, y, y, zero);
					});
					f.set(pair, i32.add(pair, affineSize));
					f.set(from, i32.add(from, 2 * keySize));
					f.set(left, i32.sub(left, 2));
				});
				f.give(1);
			},
		);
	const pairOf = { params: ["i32", "i32", "i32"], result: "i32" } as const;
	const finite = (pair: Place) => i32.xor(ask(g1.isInfinityAffine, pair), 3);
	const onCurve = decoder(
		"keysOnCurve",
		keyBytes,
		module.func("keyPair", pairOf, (f, pair, from0, from1) => {
			const said = f.let(ask(compressed.decompress, pair, from0, from1));
			f.give(i32.and(said, finite(pair)));
		}),
	);
	const inSubgroup = defineG1Subgroup(g1);
	const batch = defineG1Batch(g1, sums, inSubgroup);
	const batchScratch = module.reserve(batch.scratchBytes(mostRow / 2));
	if (batch.randomBytes(mostRow / 2) > mostRow * randomBytesAKey)
		throw new RangeError("the subgroup check takes more random bytes");
	module.func(
		"decodeKeys",
		{ params: ["i32", "i32", "i32", "i32"], result: "i32", exported: true },
		(f, row, bytes, count, random) => {
			f.if(i32.gtU(count, mostRow), () => f.return(0));
			f.if(i32.eqz(ask(onCurve, row, bytes, count)), () => f.return(0));
			const pairs = i32.shrU(i32.add(count, 1), 1);
			f.give(ask(batch.allInSubgroup, row, pairs, random, batchScratch));
		},
	);
	const plainKeys = decoder(
		"plainKeys",
		plainKeyBytes,
		module.func("plainKeyPair", pairOf, (f, pair, from0, from1) => {
			const said = f.let(ask(plain.decode, pair, from0, from1, keyBytes));
			f.give(i32.and(said, finite(pair)));
		}),
	);
	module.func(
		"importKeys",
		{ params: ["i32", "i32", "i32"], result: "i32", exported: true },
		(f, ...question) => f.give(ask(plainKeys, ...question)),
	);

	const spare = module.reserve(plainKeyBytes);
	module.func(
		"exportKeys",
		{ params: ["i32", "i32", "i32"], exported: true },
		(f, to, row, count) => {
			f.times(i32.shrU(i32.add(count, 1), 1), (i) => {
				const first = f.let(i32.add(to, i32.mul(i, 2 * plainKeyBytes)));
				const second = f.let(i32.add(first, plainKeyBytes));
				const isLast = i32.eq(i32.add(i32.shl(i, 1), 1), count);
				f.if(isLast, () => f.set(second, i32.const(spare)));
				const pair = i32.add(row, i32.mul(i, affineSize));
				f.do(call(plain.encode, first, second, pair, keyBytes));
			});
		},
	);

	const sum = module.reserve(pointSize);
	const part = module.reserve(pointSize);
	const gathered = module.reserve((mostRow / 2) * affineSize);
	const products = module.reserve((mostRow / 2) * field.size);
	module.func("clearSum", { params: [], exported: true }, (f) => {
		const { copy } = steps(f, field);
		const { x, y, z } = coordinates(field, sum);
		copy(x, zero);
		copy(y, field.constant(1n, 1n));
		copy(z, zero);
	});
	module.func("negateSum", { params: [], exported: true }, (f) =>
		f.do(call(g1.neg, sum, sum)),
	);
	module.func(
		"addKeys",
		{ params: ["i32", "i32", "i32", "i32"], exported: true },
		(f, row, count, bits, wanted) => {
			const { run } = steps(f, field);
			const pairs = f.let(ask(sums.gather, gathered, row, count, bits, wanted));
			run(sums.sum, part, gathered, pairs, products);
			run(g1.add, sum, sum, part);
		},
	);
	const affine = module.reserve(affineSize);
	module.func(
		"compressSum",
		{ params: ["i32"], result: "i32", exported: true },
		(f, to) => {
			f.do(
				call(g1.toAffine, affine, sum),
				call(compressed.compress, to, spare, affine),
			);
			f.give(i32.eqz(ask(g1.isInfinity, sum)));
		},
	);
	return { sum, compressed, plain, inSubgroup, sums };
};
