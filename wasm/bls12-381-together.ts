// Many BLS signatures in one product of pairings: for random coefficients c, the product of e(c·sum, hash of the message) over
// all, times e(−g, sum of c·signature), is one. If one of them is wrong, that holds for at most one of the 2^64 − 1
// coefficients. A coefficient is c0 − c1·x² for two integers of 32 bits, not both zero, where −x² is what the endomorphisms
// multiply by: half as many doublings on either side.

import { ask } from "./asm/func.ts";
import { i32 } from "./asm/ops.ts";
import {
	type Parts,
	type Prepared,
	questionParams,
} from "./bls12-381-signatures.ts";
import { coordinates, steps } from "./curve/g1-steps.ts";

/** The most signatures of one product. */
const mostTogether = 64;

export const emitTogether = (
	{ g1, g2, pairing }: Parts,
	{ prepare, key, hash, signature, minusGenerator }: Prepared,
): void => {
	const { field } = g1;
	const { module, size } = field;
	const { entrySize } = pairing;
	const count = module.reserve(4);
	const list = module.reserve((mostTogether + 1) * entrySize);
	const hashes = module.reserve(mostTogether * g2.affineSize);
	// c·sum in homogeneous coordinates: X and Y as the lanes of one pair, and Z in both lanes.
	const multiples = module.reserve(mostTogether * size);
	const denominators = module.reserve(mostTogether * size);
	const inverses = module.reserve(mostTogether * size);
	const total = module.reserve(g2.size);

	const base = module.reserve(g1.affineSize);
	const multiple = module.reserve(g1.pointSize);
	const grown = module.reserve(g1.pointSize);
	const one = field.constant(1n, 1n);
	const zero = field.constant(0n, 0n);
	const { beta } = g1.numbers;
	/** (x, y) and (beta·x, y), the point and −x² times the point. */
	const betas = field.constant(1n, beta);
	/** (c0, c1): `multiple` = c·key, the same in both lanes. */
	const multiplyKey = module.func(
		"multiplyKey",
		{ params: ["i32", "i32"] },
		(f, c0, c1) => {
			const { run, mul, copy, each } = steps(f, field);
			const { x, y } = coordinates(field, base);
			run(field.both0, x, key);
			mul(x, x, betas);
			run(field.both1, y, key);
			copy(multiple, zero);
			copy(multiple + size, one);
			copy(multiple + 2 * size, zero);
			const bit = f.let(i32.const(32));
			f.times(32, () => {
				f.set(bit, i32.sub(bit, 1));
				run(g1.double, multiple, multiple);
				const lanes = f.let(
					i32.or(
						i32.and(i32.shrU(c0, bit), 1),
						i32.shl(i32.and(i32.shrU(c1, bit), 1), 1),
					),
				);
				f.if(lanes, () => {
					run(g1.addMixed, grown, multiple, base);
					for (const at of [0, size, 2 * size])
						run(field.select, multiple + at, multiple + at, grown + at, lanes);
				});
			});
			each(field.swap, 3, grown, multiple);
			run(g1.add, multiple, multiple, grown);
		},
	);

	const product = module.reserve(g2.size);
	const points = module.reserve(3 * g2.size);
	/** (c0, c1): `product` = c·signature. The signature, −x² times it, and both together wait in `points`. */
	const multiplySignature = module.func(
		"multiplySignature",
		{ params: ["i32", "i32"] },
		(f, c0, c1) => {
			const { run } = steps(f, field);
			const place = (which: number) => points + (which - 1) * g2.size;
			run(g2.fromAffine, place(1), signature);
			run(g2.psi, place(2), place(1));
			run(g2.psi, place(2), place(2));
			run(g2.neg, place(2), place(2));
			run(g2.add, place(3), place(1), place(2));
			run(g2.setInfinity, product);
			const bit = f.let(i32.const(32));
			f.times(32, () => {
				f.set(bit, i32.sub(bit, 1));
				run(g2.double, product, product);
				const which = f.let(
					i32.or(
						i32.and(i32.shrU(c0, bit), 1),
						i32.shl(i32.and(i32.shrU(c1, bit), 1), 1),
					),
				);
				f.if(which, () =>
					run(
						g2.add,
						product,
						product,
						i32.add(i32.mul(which, g2.size), points - g2.size),
					),
				);
			});
		},
	);

	module.func("togetherStart", { params: [], exported: true }, (f) => {
		f.do(i32.store(count, 0));
		steps(f, field).run(g2.setInfinity, total);
	});

	// (message, length, dst, dstLength, signature, coefficient) → i32: takes a signature under the sum in; 0 when it cannot be.
	module.func(
		"togetherAdd",
		{ params: [...questionParams, "i32"], result: "i32", exported: true },
		(f, message, length, dst, dstLength, bytes, coefficient) => {
			const { run, each } = steps(f, field);
			const c0 = f.let(i32.load(coefficient));
			const c1 = f.let(i32.load(coefficient, 4));
			const at = f.let(i32.load(count));
			f.if(i32.eqz(i32.or(c0, c1)), () => f.return(0));
			f.if(i32.geU(at, mostTogether), () => f.return(0));
			f.if(i32.eqz(ask(prepare, message, length, dst, dstLength, bytes)), () =>
				f.return(0),
			);
			run(multiplyKey, c0, c1);
			run(multiplySignature, c0, c1);
			run(g2.add, total, total, product);
			const place = (row: number, bytes: number) =>
				i32.add(i32.mul(at, bytes), row);
			each(field.copy, 2, place(hashes, g2.affineSize), hash);
			run(field.zip0, place(multiples, size), multiple, multiple + size);
			run(field.both0, place(denominators, size), multiple + 2 * size);
			f.do(i32.store(count, i32.add(at, 1)));
			f.give(1);
		},
	);

	const sum = module.reserve(g2.affineSize);
	// () → i32: whether all that were taken in since the start are signatures of their messages. No for none.
	module.func(
		"togetherVerify",
		{ params: [], result: "i32", exported: true },
		(f) => {
			const { run, mul } = steps(f, field);
			const pairs = f.let(i32.load(count));
			f.if(i32.eqz(pairs), () => f.return(0));
			run(g1.roots.batchInverse, inverses, denominators, pairs);
			const affine = f.let(i32.const(multiples));
			const inverse = f.let(i32.const(inverses));
			const point = f.let(i32.const(hashes));
			const entry = f.let(i32.const(list));
			f.times(pairs, () => {
				mul(affine, affine, inverse);
				run(pairing.setFree, entry, affine, point);
				f.set(affine, i32.add(affine, size));
				f.set(inverse, i32.add(inverse, size));
				f.set(point, i32.add(point, g2.affineSize));
				f.set(entry, i32.add(entry, entrySize));
			});
			// A sum of signatures that is infinity pairs to one: it is left out.
			f.if(ask(g2.toAffine, sum, total), () => {
				run(pairing.setFree, entry, minusGenerator, sum);
				f.set(pairs, i32.add(pairs, 1));
			});
			f.do(i32.store(count, 0));
			f.give(ask(pairing.isProductOne, list, pairs));
		},
	);
};
