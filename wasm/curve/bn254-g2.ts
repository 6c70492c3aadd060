// G2 of BN254: y^2 = x^3 + 3/(9 + i) over Fp2, from the EVM's bytes, with its subgroup. An affine point is x then y.
// Sources: https://eips.ethereum.org/EIPS/eip-197 (curve and encoding); Dai, Lin, Zhao, Zhou, "Fast subgroup membership testings
// for G1, G2 and GT on pairing-friendly curves", https://eprint.iacr.org/2022/348, section 4.2.

import { ask, type Fn } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";
import { fp2Over, frobeniusFactor } from "../tower/constants.ts";
import { nonAdjacent } from "../tower/digits.ts";
import { behind, scratch, writer } from "../tower/writer.ts";
import { decoded } from "./g2.ts";
import { emitJacobian, type Jacobian } from "./g2-jacobian.ts";
import { emitPsi } from "./psi.ts";

/** Bytes of a point: x.c1, x.c0, y.c1, y.c0, each of 32 bytes, big-endian. */
export const bn254G2Bytes = 128;

/** The curve's parameter. */
export const bn254X = 0x44e992b44a6909f1n;

/** (r, p): x·p for an affine p, which is not infinity. */
const emitTimesX = (field: Field, jacobian: Jacobian): Fn => {
	const { module, size } = field;
	const digits = [...nonAdjacent(bn254X, 2)].reverse();
	// 0, 1 for p and 2 for −p, from the second digit on.
	const digitsAt = module.data(
		Uint8Array.from(digits.slice(1).map((digit) => (digit < 0 ? 2 : digit))),
	);
	const negative = scratch(field)(2);
	return module.func("g2TimesX", { params: ["i32", "i32"] }, (f, r, p) => {
		const o = writer(f, field);
		o.copy(negative, p);
		o.neg(negative + size, behind(p, size));
		o.run(jacobian.fromAffine, r, p);
		f.times(digits.length - 1, (i) => {
			const digit = f.let(i32.load8U(i32.add(i, digitsAt)));
			o.run(jacobian.double, r, r);
			f.if(i32.eq(digit, 1), () => o.run(jacobian.addAffine, r, r, p));
			f.if(i32.eq(digit, 2), () => o.run(jacobian.addAffine, r, r, negative));
		});
	});
};

/** (p) → i32: whether an affine point of the curve is in the subgroup. */
const emitInSubgroup = (field: Field, jacobian: Jacobian): Fn => {
	const { module, prime } = field;
	const { size, double, add, addAffine, neg, isInfinity } = jacobian;
	const factorX = field.constant(...frobeniusFactor(prime, 1, 2));
	const factorY = field.constant(...frobeniusFactor(prime, 1, 3));
	const timesX = emitTimesX(field, jacobian);

	const psi = emitPsi(field, factorX, factorY);

	// (x + 1)·p + psi(x·p) + psi^2(x·p) = psi^3(2x·p). Of the endomorphism on the left less the right, the norm has no factor
	// in common with the cofactor, so that no other point of the curve is mapped to infinity.
	const [multiple, image, sum] = [
		module.reserve(size),
		module.reserve(size),
		module.reserve(size),
	];
	return module.func(
		"g2InSubgroup",
		{ params: ["i32"], result: "i32" },
		(f, p) => {
			const { run } = writer(f, field);
			run(timesX, multiple, p);
			run(addAffine, sum, multiple, p);
			run(psi, image, multiple);
			run(add, sum, sum, image);
			run(psi, image, image);
			run(add, sum, sum, image);
			run(psi, image, image);
			run(double, image, image);
			run(neg, image, image);
			run(add, sum, sum, image);
			f.give(ask(isInfinity, sum));
		},
	);
};

/**
 * (r, from) → i32, one of `decoded`: the affine point in 128 bytes. Refused: a coordinate that is not below p, a point that is
 * not on the curve or not in the subgroup. r is zeros for infinity, and nothing to use when refused.
 */
export const emitBn254G2 = (field: Field): Fn => {
	const { module, prime, size } = field;
	const inSubgroup = emitInSubgroup(field, emitJacobian(field, "g2"));
	const b = field.constant(...fp2Over([3n, 0n], [prime.xiRe, 1n], prime.p));
	const own = scratch(field);
	const [left, right] = [own(), own()];
	return module.func(
		"g2Read",
		{ params: ["i32", "i32"], result: "i32" },
		(f, r, from) => {
			const o = writer(f, field);
			const y = behind(r, size);
			const word = prime.bytes;
			// The coefficient of i comes first.
			const canonical = i32.and(
				ask(field.fromBytes, r, behind(from, word), from),
				ask(field.fromBytes, y, behind(from, 3 * word), behind(from, 2 * word)),
			);
			f.if(i32.ne(canonical, 3), () => f.return(decoded.refused));
			const zero = i32.and(ask(field.isZero, r), ask(field.isZero, y));
			f.if(i32.eq(zero, 3), () => f.return(decoded.infinity));
			o.sqr(right, r);
			o.mul(right, right, r);
			o.add(right, right, b);
			o.sqr(left, y);
			f.if(i32.ne(ask(field.equal, left, right), 3), () =>
				f.return(decoded.refused),
			);
			f.if(i32.eqz(ask(inSubgroup, r)), () => f.return(decoded.refused));
			f.give(decoded.point);
		},
	);
};
