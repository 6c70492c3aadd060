// Keys of BLS signatures: points of G1, decoded into rows (curve/sum.ts has the layout), and a running sum of them. What was
// signed is not known here.

import { ask, call, type Fn } from "./asm/func.ts";
import { i32 } from "./asm/ops.ts";
import type { G1 } from "./curve/g1.ts";
import {
	defineG1Affine,
	defineG1Compressed,
	type G1Affine,
	type G1Bytes,
} from "./curve/g1-bytes.ts";
import { coordinates, steps } from "./curve/g1-steps.ts";
import { defineG1Subgroup } from "./curve/g1-subgroup.ts";
import { defineSum, type Sum } from "./curve/sum.ts";

export const keyBytes = 48;
export const plainKeyBytes = 96;
/** The most keys of one row. */
export const mostRow = 512;

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
	const inSubgroup = defineG1Subgroup(g1);
	const sums = defineSum(g1);
	const zero = field.constant(0n, 0n);

	/** Defines (row, bytes, count) → how many of the keys are good before the first that is not. */
	const decoder = (
		name: string,
		keySize: number,
		/** (pair, from0, from1) → i32: bit 0 is set when the first key is good, bit 1 for the second. */
		decodePair: Fn,
	): void => {
		module.func(
			name,
			{ params: ["i32", "i32", "i32"], result: "i32", exported: true },
			(f, row, bytes, count) => {
				const { run } = steps(f, field);
				const pair = f.let(row);
				const from = f.let(bytes);
				const done = f.local("i32");
				f.times(i32.shrU(i32.add(count, 1), 1), () => {
					// A last key without a second is its own, and its lanes are cleared after.
					const isLast = f.let(i32.eq(i32.add(done, 1), count));
					const step = i32.mul(i32.eqz(isLast), keySize);
					const good = f.let(ask(decodePair, pair, from, i32.add(from, step)));
					f.if(i32.eqz(i32.and(good, 1)), () => f.return(done));
					f.set(done, i32.add(done, 1));
					f.if(
						isLast,
						() => {
							const { x, y } = coordinates(field, pair);
							run(field.blend, x, x, zero);
							run(field.blend, y, y, zero);
						},
						() => {
							f.if(i32.eqz(i32.and(good, 2)), () => f.return(done));
							f.set(done, i32.add(done, 1));
						},
					);
					f.set(pair, i32.add(pair, affineSize));
					f.set(from, i32.add(from, 2 * keySize));
				});
				f.give(done);
			},
		);
	};
	const pairOf = { params: ["i32", "i32", "i32"], result: "i32" } as const;
	decoder(
		"decodeKeys",
		keyBytes,
		module.func("keyPair", pairOf, (f, pair, from0, from1) => {
			const canonical = f.let(ask(compressed.decompress, pair, from0, from1));
			const finite = i32.xor(ask(g1.isInfinityAffine, pair), 3);
			f.give(i32.and(i32.and(canonical, finite), ask(inSubgroup, pair)));
		}),
	);
	decoder(
		"importKeys",
		plainKeyBytes,
		module.func("plainKeyPair", pairOf, (f, pair, from0, from1) => {
			const onCurve = f.let(ask(plain.decode, pair, from0, from1, keyBytes));
			f.give(i32.and(onCurve, i32.xor(ask(g1.isInfinityAffine, pair), 3)));
		}),
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
