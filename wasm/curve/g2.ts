// G2 of BLS12-381: y² = x³ + 4(1 + i) over Fp2. An affine point is x then y; what a signature means is not known here.
// Source: https://www.ietf.org/archive/id/draft-irtf-cfrg-pairing-friendly-curves-11.html, section 4.2.1.

import { ask, type Fn } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";
import type { Fp2Roots } from "../field/fp2-root.ts";
import { behind, scratch, writer } from "../tower/writer.ts";
import { emitEncodings, type G2Bytes } from "./g2-bytes.ts";
import { coordinates, emitJacobian, type Jacobian } from "./g2-jacobian.ts";
import { emitSubgroup, type G2Subgroup } from "./g2-subgroup.ts";

export { compressedG2Bytes, decoded } from "./g2-bytes.ts";

export type G2 = Jacobian &
	G2Subgroup &
	G2Bytes & {
		/** Bytes of an affine point. */
		readonly affineSize: number;
		/** (r, z): lane 0 is the norm of the element z of Fp2; for a point's Z, its inverse is what `toAffineBy` asks for. */
		readonly norm: Fn;
		/** (r, p, inverse): p as an affine point, by the inverse of the norm of its Z in lane 0; p is not infinity. */
		readonly toAffineBy: Fn;
		/** (r, p) → i32: p as an affine point; 0, and r is (0, 0), for infinity. */
		readonly toAffine: Fn;
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
