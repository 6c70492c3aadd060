// The endomorphism of G2 and what it is good for: the subgroup check and the way into the subgroup.
// Sources: Scott, "A note on group membership tests for G1, G2 and GT on BLS pairing-friendly curves",
// https://eprint.iacr.org/2021/1130, section 4; Budroni, Pintore, "Efficient hash maps to G2 on BLS curves",
// https://eprint.iacr.org/2017/419, section 4.1.

import { ask, type Fn } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";
import { type Fp2Value, fp2Over, fp2Power } from "../tower/constants.ts";
import { scratch, writer } from "../tower/writer.ts";
import { coordinates, type Jacobian } from "./g2-jacobian.ts";
import { emitPsi } from "./psi.ts";

export type G2Subgroup = {
	/** (r, p): ψ(p), the untwisted, Frobenius and twisted p. */
	readonly psi: Fn;
	/** (r, p): x·p for the absolute value x of the curve's parameter. */
	readonly mulByX: Fn;
	/** (r, p): a point of the subgroup from any of the curve, by the effective cofactor of RFC 9380, section 8.8.2. */
	readonly clearCofactor: Fn;
	/** (p) → i32: whether an affine point of the curve is in the subgroup. */
	readonly inSubgroup: Fn;
};

/** The curve's parameter is −x. */
const x = 0xd201000000010000n;

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

export const emitSubgroup = (field: Field, jacobian: Jacobian): G2Subgroup => {
	const { module } = field;
	const { size, double, add, neg } = jacobian;
	const [factorX, factorY] = psiFactors(field.prime).map((value) =>
		field.constant(...value),
	);
	if (factorX === undefined || factorY === undefined)
		throw new RangeError("ψ has two factors");
	const mulByX = emitMulByX(field, jacobian);

	const psi = emitPsi(field, factorX, factorY);

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
