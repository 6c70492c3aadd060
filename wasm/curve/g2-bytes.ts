// Points of G2 as bytes, and the curve's equation. Whether a point is in the subgroup is not asked here.
// Source: draft-irtf-cfrg-pairing-friendly-curves-11, appendix C, as in ZCash's format.

import { ask, type Fn } from "../asm/func.ts";
import { i32, memory } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";
import type { Fp2Roots } from "../field/fp2-root.ts";
import { behind, type Place, scratch, writer } from "../tower/writer.ts";

/** Bytes of a compressed point; an uncompressed one has twice as many. */
export const compressedG2Bytes = 96;

/** What decoding answers. */
export const decoded = { refused: 0, point: 1, infinity: 2 } as const;

export type G2Bytes = {
	/** (p) → i32: whether an affine point is on the curve. */
	readonly onCurve: Fn;
	/**
	 * (r, from, y, z) → i32: reads 96 bytes, compressed. Refused: coordinates that are not below p, a flag that is not as it
	 * must be, no point of the curve with that x. The subgroup is not asked for. Lane 0 of y and of z becomes its inverse
	 * when the answer is `point`.
	 */
	readonly decompress: Fn;
	/** (to, p): an affine point as 192 bytes. */
	readonly toBytes: Fn;
	/** (r, from) → i32: reads 192 bytes; 0 when a coordinate is not below p, and neither curve nor subgroup is asked for. */
	readonly fromBytes: Fn;
};

const flags = { compressed: 0x80, infinity: 0x40, large: 0x20 } as const;

export const emitEncodings = (
	field: Field,
	{ rootBesideInverses }: Pick<Fp2Roots, "rootBesideInverses">,
): G2Bytes => {
	const { module, size } = field;
	const { bytes } = field.prime;
	const own = scratch(field);
	const constantB = field.constant(4n, 4n);

	/** (r, x): x³ + 4(1 + i) */
	const equation = module.func(
		"g2Equation",
		{ params: ["i32", "i32"] },
		(f, r, at) => {
			const o = writer(f, field);
			o.sqr(r, at);
			o.mul(r, r, at);
			o.add(r, r, constantB);
		},
	);

	const [left, right] = [own(), own()];
	const onCurve = module.func(
		"g2OnCurve",
		{ params: ["i32"], result: "i32" },
		(f, p) => {
			const o = writer(f, field);
			o.run(equation, right, p);
			o.sqr(left, behind(p, size));
			f.give(i32.eq(ask(field.equal, left, right), 3));
		},
	);

	const plain = module.reserve(compressedG2Bytes);
	const value = own();
	const decompress = module.func(
		"g2Decompress",
		{ params: ["i32", "i32", "i32", "i32"], result: "i32" },
		(f, r, from, y, z) => {
			const o = writer(f, field);
			const first = f.let(i32.load8U(from));
			f.do(
				memory.copy(plain, from, compressedG2Bytes),
				i32.store8(plain, i32.and(first, 0x1f)),
			);
			f.if(i32.eqz(i32.and(first, flags.compressed)), () =>
				f.return(decoded.refused),
			);
			f.if(i32.and(first, flags.infinity), () => {
				// Everything else is zero, the sign too.
				const rest = f.let(i32.and(first, flags.large));
				f.times(compressedG2Bytes, (i) =>
					f.set(rest, i32.or(rest, i32.load8U(i, plain))),
				);
				f.if(rest, () => f.return(decoded.refused));
				f.return(decoded.infinity);
			});
			// The coefficient of i comes first.
			const canonical = ask(field.fromBytes, r, plain + bytes, plain);
			f.if(i32.ne(canonical, 3), () => f.return(decoded.refused));
			const ry = behind(r, size);
			o.run(equation, value, r);
			f.if(i32.eqz(ask(rootBesideInverses, ry, value, y, z)), () =>
				f.return(decoded.refused),
			);
			// The greater of the two roots, the coefficient of i compared first, has the flag.
			const large = f.let(ask(field.isLarge, ry));
			const zero = f.let(ask(field.isZero, ry));
			const greater = i32.or(
				i32.shrU(large, 1),
				i32.and(i32.and(i32.shrU(zero, 1), large), 1),
			);
			f.if(i32.ne(greater, i32.and(i32.shrU(first, 5), 1)), () =>
				o.neg(ry, ry),
			);
			f.give(decoded.point);
		},
	);

	const toBytes = module.func(
		"g2ToBytes",
		{ params: ["i32", "i32"] },
		(f, to, p) => {
			const { run } = writer(f, field);
			run(field.toBytes, behind(to, bytes), to, p);
			run(
				field.toBytes,
				behind(to, 3 * bytes),
				behind(to, 2 * bytes),
				behind(p, size),
			);
		},
	);
	const fromBytes = module.func(
		"g2FromBytes",
		{ params: ["i32", "i32"], result: "i32" },
		(f, r, from) => {
			const pair = (to: Place, at: number) =>
				ask(field.fromBytes, to, behind(from, at + bytes), behind(from, at));
			const canonical = f.let(pair(r, 0));
			f.give(i32.eq(i32.and(canonical, pair(behind(r, size), 2 * bytes)), 3));
		},
	);
	return { onCurve, decompress, toBytes, fromBytes };
};
