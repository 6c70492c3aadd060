// A Groth16 key and a proof for it with five public inputs, made backwards: with the discrete logarithms of everything
// known, the proof's C is what makes the equation hold. Source: https://eprint.iacr.org/2016/260, section 3.2.

import { bn254 } from "@noble/curves/bn254.js";
import { scalarOf } from "./random.ts";

export type Fp2 = readonly [c0: bigint, c1: bigint];
export type G1 = { readonly x: bigint; readonly y: bigint };
export type G2 = { readonly x: Fp2; readonly y: Fp2 };

export type Groth16Key = {
	readonly alpha: G1;
	readonly beta: G2;
	readonly gamma: G2;
	readonly delta: G2;
	/** One more than there are inputs. */
	readonly ic: readonly G1[];
};
export type Groth16Proof = { readonly a: G1; readonly b: G2; readonly c: G1 };
export type Groth16Claim = {
	readonly inputs: readonly bigint[];
	readonly proof: Groth16Proof;
};

const { Fr } = bn254.fields;

export const g1 = (scalar: bigint): G1 => {
	const { x, y } = bn254.G1.Point.BASE.multiply(scalar).toAffine();
	return { x, y };
};
export const g2 = (scalar: bigint): G2 => {
	const { x, y } = bn254.G2.Point.BASE.multiply(scalar).toAffine();
	return { x: [x.c0, x.c1], y: [y.c0, y.c1] };
};

/** e(A, B) = e(alpha, beta) e(IC, gamma) e(C, delta), so C = (ab - alpha beta - ic gamma) / delta in the exponent. */
export const makeGroth16 = (
	count: number,
): { readonly key: Groth16Key; readonly claim: Groth16Claim } => {
	const secret = (label: string) => scalarOf(`groth16 ${label}`, Fr.ORDER);
	const [alpha, beta, gamma, delta] = [
		secret("alpha"),
		secret("beta"),
		secret("gamma"),
		secret("delta"),
	];
	const ic = Array.from({ length: count + 1 }, (_, i) => secret(`ic ${i}`));
	const inputs = Array.from({ length: count }, (_, i) => secret(`input ${i}`));
	const a = secret("a");
	const b = secret("b");
	const combined = ic.reduce((sum, one, i) =>
		Fr.add(sum, Fr.mul(one, inputs[i - 1] ?? 0n)),
	);
	const rest = Fr.sub(
		Fr.sub(Fr.mul(a, b), Fr.mul(alpha, beta)),
		Fr.mul(combined, gamma),
	);
	return {
		key: {
			alpha: g1(alpha),
			beta: g2(beta),
			gamma: g2(gamma),
			delta: g2(delta),
			ic: ic.map(g1),
		},
		claim: {
			inputs,
			proof: { a: g1(a), b: g2(b), c: g1(Fr.div(rest, delta)) },
		},
	};
};
