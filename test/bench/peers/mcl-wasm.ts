// mcl-wasm's Groth16: lines of gamma and delta precomputed, e(alpha, beta) kept, one final exponentiation.

import * as mcl from "mcl-wasm";
import { bigToBytes } from "../../../src/base/bytes.ts";
import type { Fp2, G1, G2, Groth16Claim, Groth16Key } from "../made/groth16.ts";

const littleEndian = (value: bigint): Uint8Array =>
	bigToBytes(value, 32).reverse();

const fp = (value: bigint): mcl.Fp => {
	const made = new mcl.Fp();
	made.setLittleEndian(littleEndian(value));
	return made;
};
const fp2 = ([c0, c1]: Fp2): mcl.Fp2 => {
	const made = new mcl.Fp2();
	made.set_a(fp(c0));
	made.set_b(fp(c1));
	return made;
};
const fr = (value: bigint): mcl.Fr => {
	const made = new mcl.Fr();
	made.setLittleEndian(littleEndian(value));
	return made;
};

/** On the curve, and so in the group. */
const point1 = ({ x, y }: G1): mcl.G1 | null => {
	const made = new mcl.G1();
	made.setX(fp(x));
	made.setY(fp(y));
	made.setZ(fp(1n));
	return made.isValid() ? made : null;
};
/** On the curve and in the subgroup. */
const point2 = ({ x, y }: G2): mcl.G2 | null => {
	const made = new mcl.G2();
	made.setX(fp2(x));
	made.setY(fp2(y));
	made.setZ(fp2([1n, 0n]));
	return made.isValid() && made.isValidOrder() ? made : null;
};

const sure = <T>(point: T | null): T => {
	if (point === null) throw new Error("a point of the key is not on its curve");
	return point;
};

let ready: Promise<void> | undefined;

export const openMcl = async (
	key: Groth16Key,
): Promise<(claim: Groth16Claim) => boolean> => {
	ready ??= mcl.init(mcl.BN_SNARK1);
	await ready;
	const alphaBeta = mcl.pairing(
		sure(point1(key.alpha)),
		sure(point2(key.beta)),
	);
	const gamma = new mcl.PrecomputedG2(sure(point2(key.gamma)));
	const delta = new mcl.PrecomputedG2(sure(point2(key.delta)));
	const [first, ...ic] = key.ic.map((point) => sure(point1(point)));
	return ({ inputs, proof }) => {
		const a = point1(proof.a);
		const b = point2(proof.b);
		const c = point1(proof.c);
		if (a === null || b === null || c === null) return false;
		const combined = mcl.add(
			sure(first ?? null),
			mcl.mulVec(ic, inputs.map(fr)),
		);
		// e(A, B) e(-IC, gamma) e(-C, delta) = e(alpha, beta)
		const loops = mcl.mul(
			mcl.precomputedMillerLoop2mixed(a, b, mcl.neg(combined), gamma),
			mcl.precomputedMillerLoop(mcl.neg(c), delta),
		);
		return mcl.finalExp(loops).isEqual(alphaBeta);
	};
};
