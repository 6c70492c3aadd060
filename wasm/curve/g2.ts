// G2 of BLS12-381: y² = x³ + 4(1 + i) over Fp2, its endomorphism, subgroup and encodings. An affine point is x then y; what
// a signature means is not known here.
// Sources: https://www.ietf.org/archive/id/draft-irtf-cfrg-pairing-friendly-curves-11.html, section 4.2.1 and appendix C
// (curve and encoding); Scott, "A note on group membership tests for G1, G2 and GT on BLS pairing-friendly curves",
// https://eprint.iacr.org/2021/1130, section 4; Budroni, Pintore, "Efficient hash maps to G2 on BLS curves",
// https://eprint.iacr.org/2017/419, section 4.1.

import { ask, type Fn } from "../asm/func.ts";
import { i32, memory } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";
import type { Fp2Roots } from "../field/fp2-root.ts";
import { type Fp2Value, fp2Over, fp2Power } from "../tower/constants.ts";
import { behind, type Place, scratch, writer } from "../tower/writer.ts";
import { coordinates, emitJacobian, type Jacobian } from "./g2-jacobian.ts";

/** Bytes of a compressed point; an uncompressed one has twice as many. */
export const compressedG2Bytes = 96;

/** What decoding answers. */
export const decoded = { refused: 0, point: 1, infinity: 2 } as const;

/** The curve's parameter is −x. */
const x = 0xd201000000010000n;

export type G2 = Jacobian & {
	/** Bytes of an affine point. */
	readonly affineSize: number;
	/** (r, p): ψ(p), the untwisted, Frobenius and twisted p. */
	readonly psi: Fn;
	/** (r, p): x·p for the absolute value x of the curve's parameter. */
	readonly mulByX: Fn;
	/** (r, p): a point of the subgroup from any of the curve, by the effective cofactor of RFC 9380, section 8.8.2. */
	readonly clearCofactor: Fn;
	/** (p) → i32: whether an affine point of the curve is in the subgroup. */
	readonly inSubgroup: Fn;
	/** (p) → i32: whether an affine point is on the curve. */
	readonly onCurve: Fn;
	/** (r, z): lane 0 is the norm of the point's or element's z; its inverse is what `toAffineBy` asks for. */
	readonly norm: Fn;
	/** (r, p, inverse): p as an affine point, by the inverse of the norm of its Z in lane 0; p is not infinity. */
	readonly toAffineBy: Fn;
	/** (r, p) → i32: p as an affine point; 0, and r is (0, 0), for infinity. */
	readonly toAffine: Fn;
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

/** (r, p): x·p from the highest bit down. */
const emitMulByX = (field: Field, { size, double, add, copy }: Jacobian) => {
	const base = field.module.reserve(size);
	return field.module.func(
		"g2MulByX",
		{ params: ["i32", "i32"] },
		(f, r, p) => {
			const o = writer(f, field);
			o.run(copy, base, p);
			o.run(copy, r, base);
			for (const run of x
				.toString(2)
				.slice(1)
				.match(/0*1|0+$/g) ?? []) {
				f.times(run.length, () => o.run(double, r, r));
				if (run.endsWith("1")) o.run(add, r, r, base);
			}
		},
	);
};

/** What the coordinates of ψ are multiplied by: xi^(−(p − 1)/3) and xi^(−(p − 1)/2). */
const psiFactors = ({
	p,
	xiRe,
}: Field["prime"]): readonly [Fp2Value, Fp2Value] => {
	const inverseXi = fp2Over([1n, 0n], [xiRe, 1n], p);
	return [
		fp2Power(inverseXi, (p - 1n) / 3n, p),
		fp2Power(inverseXi, (p - 1n) / 2n, p),
	];
};

const emitSubgroup = (field: Field, jacobian: Jacobian) => {
	const { module } = field;
	const { size, double, add, neg } = jacobian;
	const [factorX, factorY] = psiFactors(field.prime).map((value) =>
		field.constant(...value),
	);
	if (factorX === undefined || factorY === undefined)
		throw new RangeError("ψ has two factors");
	const mulByX = emitMulByX(field, jacobian);

	const psi = module.func("g2Psi", { params: ["i32", "i32"] }, (f, r, p) => {
		const o = writer(f, field);
		const [px, py, pz] = coordinates(field, p);
		const [rx, ry, rz] = coordinates(field, r);
		o.conj(rx, px);
		o.mul(rx, rx, factorX);
		o.conj(ry, py);
		o.mul(ry, ry, factorY);
		o.conj(rz, pz);
	});

	// With the parameter −x: (x² + x − 1)·p − (x + 1)·ψ(p) + ψ²(2p).
	const [atX, once, rest] = [
		module.reserve(size),
		module.reserve(size),
		module.reserve(size),
	];
	const clearCofactor = module.func(
		"g2ClearCofactor",
		{ params: ["i32", "i32"] },
		(f, r, p) => {
			const { run } = writer(f, field);
			run(mulByX, atX, p);
			run(psi, once, p);
			// rest = ψ²(2p) − ψ(p) + x·p − p
			run(double, rest, p);
			run(psi, rest, rest);
			run(psi, rest, rest);
			run(neg, once, once);
			run(add, rest, rest, once);
			run(add, rest, rest, atX);
			run(add, atX, atX, once);
			run(neg, once, p);
			run(add, rest, rest, once);
			// and x·(x·p − ψ(p))
			run(mulByX, atX, atX);
			run(add, r, rest, atX);
		},
	);

	// ψ(p) = −x·p, compared without a division: x·p = (X, Y, Z) and ψ(p) = (x', y') agree when x'·Z² = X and −y'·Z³ = Y.
	const [multiple, image] = [module.reserve(size), module.reserve(size)];
	const power = scratch(field)();
	const inSubgroup = module.func(
		"g2InSubgroup",
		{ params: ["i32"], result: "i32" },
		(f, p) => {
			const o = writer(f, field);
			const [mx, my, mz] = coordinates(field, multiple);
			const [ix, iy] = coordinates(field, image);
			o.run(jacobian.fromAffine, image, p);
			o.run(mulByX, multiple, image);
			o.run(psi, image, image);
			o.sqr(power, mz);
			o.mul(ix, ix, power);
			o.mul(power, power, mz);
			o.mul(iy, iy, power);
			o.neg(iy, iy);
			const equal = i32.and(ask(field.equal, ix, mx), ask(field.equal, iy, my));
			// Infinity is no image: with Z = 0 the products above say nothing.
			f.give(
				i32.and(i32.eq(equal, 3), i32.eqz(ask(jacobian.isInfinity, multiple))),
			);
		},
	);
	return { mulByX, psi, clearCofactor, inSubgroup };
};

const emitAffine = (field: Field, inverse: Fn) => {
	const { module } = field;
	const own = scratch(field);
	const swapped = own();
	const norm = module.func("g2Norm", { params: ["i32", "i32"] }, (f, r, z) => {
		const o = writer(f, field);
		o.run(field.sqr, r, z);
		o.run(field.swap, swapped, r);
		o.add(r, r, swapped);
	});
	const [inverseZ, power] = [own(), own()];
	const toAffineBy = module.func(
		"g2ToAffineBy",
		{ params: ["i32", "i32", "i32"] },
		(f, r, p, inverseNorm) => {
			const o = writer(f, field);
			const [px, py, pz] = coordinates(field, p);
			const [rx, ry] = coordinates(field, r);
			o.run(field.both0, power, inverseNorm);
			o.conj(inverseZ, pz);
			o.scale(inverseZ, inverseZ, power);
			o.sqr(power, inverseZ);
			o.mul(rx, px, power);
			o.mul(power, power, inverseZ);
			o.mul(ry, py, power);
		},
	);
	const ofZ = own();
	const toAffine = module.func(
		"g2ToAffine",
		{ params: ["i32", "i32"], result: "i32" },
		(f, r, p) => {
			const o = writer(f, field);
			o.run(norm, ofZ, behind(p, 2 * field.size));
			const finite = f.let(i32.eqz(ask(field.isZero, ofZ)));
			o.run(inverse, ofZ, ofZ);
			o.run(toAffineBy, r, p, ofZ);
			f.give(finite);
		},
	);
	return { norm, toAffineBy, toAffine };
};

const emitEncodings = (
	field: Field,
	{ rootBesideInverses }: Pick<Fp2Roots, "rootBesideInverses">,
) => {
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

/** @param inverse (r, a): 1/a lane by lane, zero for zero */
export const emitG2 = (
	field: Field,
	{ inverse, roots }: { readonly inverse: Fn; readonly roots: Fp2Roots },
): G2 => {
	const jacobian = emitJacobian(field, "g2");
	return {
		...jacobian,
		affineSize: 2 * field.size,
		...emitSubgroup(field, jacobian),
		...emitAffine(field, inverse),
		...emitEncodings(field, roots),
	};
};
