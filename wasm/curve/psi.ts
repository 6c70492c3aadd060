// The endomorphism of a twist: a point is brought to the curve over Fp12, raised by Frobenius, and brought back.
// Source: Galbraith, Scott, "Exponentiation in pairing-friendly groups using homomorphisms", eprint 2008/117, section 8.

import { call, type Fn } from "../asm/func.ts";
import type { Field } from "../field/field.ts";
import { coordinates } from "./g2-jacobian.ts";

/** (r, p): ψ(p) for a point in Jacobian coordinates; the factors are addresses of what x and y are multiplied by. */
export const emitPsi = (field: Field, factorX: number, factorY: number): Fn => {
	const { module, fp2Conj, fp2Mul } = field;
	return module.func("g2Psi", { params: ["i32", "i32"] }, (f, r, p) => {
		const [px, py, pz] = coordinates(field, p);
		const [rx, ry, rz] = coordinates(field, r);
		f.do(call(fp2Conj, rx, px), call(fp2Mul, rx, rx, factorX));
		f.do(call(fp2Conj, ry, py), call(fp2Mul, ry, ry, factorY));
		f.do(call(fp2Conj, rz, pz));
	});
};
