// Hash to G2 of BLS12-381, suite BLS12381G2_XMD:SHA-256_SSWU_RO_: two elements of Fp2 from the message, each mapped to a
// curve E' (hash-to-g2-map.ts); the two points added there, and the sum brought to G2 by one isogeny.
// Source: RFC 9380, sections 3 (hash_to_curve), 5.2 (hash_to_field) and 8.8.2.

import { ask, type Fn } from "../asm/func.ts";
import { i32, memory } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";
import type { Fp2Roots } from "../field/fp2-root.ts";
import type { Sha256 } from "../hash/sha256.ts";
import { behind, scratch, writer } from "../tower/writer.ts";
import type { G2 } from "./g2.ts";
import { emitJacobian } from "./g2-jacobian.ts";
import { curveA, emitIsogeny, emitSwu } from "./hash-to-g2-map.ts";

export type HashToG2 = {
	/**
	 * (r, message, length, dst, dstLength) → i32: the message's point as a Jacobian point of G2. 0, and no point, for a
	 * message over 1,024 bytes or a domain separation tag over 255.
	 */
	readonly hash: Fn;
	/** (r, u): what two elements of Fp2, one after the other, are mapped to, summed and cleared of the cofactor. */
	readonly mapTwo: Fn;
};

/** (r, from): two elements of Fp2 from 4·64 bytes, each 64 a number taken modulo p. */
const emitReduce = (field: Field): Fn => {
	const { module, size } = field;
	const { bytes } = field.prime;
	const wide = 64;
	const high = wide - bytes;
	// The upper 16 bytes of the number, as one of 48.
	const upper = [module.reserve(bytes), module.reserve(bytes)] as const;
	const shift = field.constant(
		1n << BigInt(8 * bytes),
		1n << BigInt(8 * bytes),
	);
	const part = scratch(field)();
	return module.func(
		"hashToG2Reduce",
		{ params: ["i32", "i32"] },
		(f, r, from) => {
			const o = writer(f, field);
			f.times(2, (i) => {
				const to = f.let(i32.add(r, i32.mul(i, size)));
				const at = f.let(i32.add(from, i32.mul(i, 2 * wide)));
				upper.forEach((place, lane) => {
					f.do(
						memory.copy(place + bytes - high, behind(at, lane * wide), high),
					);
				});
				o.run(field.fromBytes, part, ...upper);
				o.scale(part, part, shift);
				o.run(field.fromBytes, to, behind(at, high), behind(at, wide + high));
				o.add(to, to, part);
			});
		},
	);
};

export const emitHashToG2 = (
	field: Field,
	{
		g2,
		roots,
		sha256,
	}: { readonly g2: G2; readonly roots: Fp2Roots; readonly sha256: Sha256 },
): HashToG2 => {
	const { module, size } = field;
	const onE = emitJacobian(field, "isogenous", curveA);
	const swu = emitSwu(field, roots, onE.size);
	const isogeny = emitIsogeny(field);
	const reduce = emitReduce(field);
	const points = module.reserve(2 * onE.size);
	const mapTwo = module.func(
		"hashToG2MapTwo",
		{ params: ["i32", "i32"] },
		(f, r, u) => {
			const { run } = writer(f, field);
			run(swu, points, u);
			run(onE.add, points, points, points + onE.size);
			run(isogeny, points, points);
			run(g2.clearCofactor, r, points);
		},
	);
	const expandedBytes = 256;
	const expanded = module.reserve(expandedBytes);
	const elements = module.reserve(2 * size);
	const hash = module.func(
		"hashToG2",
		{ params: ["i32", "i32", "i32", "i32", "i32"], result: "i32" },
		(f, r, message, length, dst, dstLength) => {
			const { run } = writer(f, field);
			const blocks = expandedBytes / 32;
			f.if(
				i32.eqz(
					ask(sha256.expand, expanded, blocks, message, length, dst, dstLength),
				),
				() => f.return(0),
			);
			run(reduce, elements, expanded);
			run(mapTwo, r, elements);
			f.give(1);
		},
	);
	return { hash, mapTwo };
};
