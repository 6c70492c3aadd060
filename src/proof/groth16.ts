// Groth16 over BN254: yes or no about the bytes of a key, a proof and its public inputs. Whose key it is and what the
// inputs mean is not known here. Source: https://eprint.iacr.org/2016/260 (3.2, the verifier)

import { concat } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import {
	areScalars,
	bn254G1Bytes,
	bn254G2Bytes,
	isInfinity,
	negateG1,
	negateG2,
	wordBytes,
} from "../crypto/bn254.ts";
import {
	noTerms,
	type PairingCurve,
	type PreparedEquation,
	termOf,
} from "../crypto/pairing.ts";

/** Points in the encodings of the EVM. */
export type Groth16Key = {
	readonly alpha: Uint8Array;
	readonly beta: Uint8Array;
	readonly gamma: Uint8Array;
	readonly delta: Uint8Array;
	/** The constant's point, then one for each public input. */
	readonly ic: readonly Uint8Array[];
};

/** A, B, C one after the other, in the encodings of the EVM. */
export const groth16ProofBytes = 2 * bn254G1Bytes + bn254G2Bytes;
/** No circuit here has nearly as many. */
export const mostPublicInputs = 1024;

export type PreparedGroth16 = {
	readonly inputs: number;
	readonly equation: PreparedEquation;
};

/**
 * The key with what does not depend on the proof computed once: e(alpha, beta), the lines of gamma and delta, tables of
 * the inputs' points. `equation.close` gives it back.
 * @throws bad-field when a point of the key is not canonical, not on its curve, not in its subgroup, or infinity where
 * that would let anything pass
 */
export const prepareGroth16Key = (
	curve: PairingCurve,
	key: Groth16Key,
): PreparedGroth16 => {
	const inputs = key.ic.length - 1;
	if (inputs < 0 || inputs > mostPublicInputs)
		throw new Fault("bad-field", `a Groth16 key of ${inputs} public inputs`);
	const { alpha, beta, gamma, delta } = key;
	if ([alpha, beta, gamma, delta].some(isInfinity))
		throw new Fault("bad-field", "a Groth16 key with infinity in it");
	// e(A, B) e(-alpha, beta) e(inputs, -gamma) e(C, -delta) = 1
	const equation = curve.prepare({
		sides: [
			{ g2: negateG2(gamma), bases: concat(...key.ic) },
			{ g2: negateG2(delta), bases: noTerms.points },
		],
		constant: concat(negateG1(alpha), beta),
	});
	if (equation === null)
		throw new Fault("bad-field", "a point of the Groth16 key is none");
	return { inputs, equation };
};

const one = new Uint8Array(wordBytes);
one[wordBytes - 1] = 1;

/**
 * Does the proof prove the public inputs, 32 bytes each? False for anything malformed as well: a wrong length, a wrong
 * number of inputs, an input of the order or more, a coordinate of the modulus or more, a point off its curve or out of
 * its subgroup.
 */
export const verifyGroth16 = (
	key: PreparedGroth16,
	proof: Uint8Array,
	inputs: Uint8Array,
): boolean => {
	if (proof.length !== groth16ProofBytes) return false;
	if (inputs.length !== key.inputs * wordBytes || !areScalars(inputs))
		return false;
	const ab = proof.subarray(0, bn254G1Bytes + bn254G2Bytes);
	const c = proof.subarray(bn254G1Bytes + bn254G2Bytes);
	const bases = {
		scalars: concat(one, inputs),
		points: noTerms.points,
		pointScalars: noTerms.pointScalars,
	};
	return key.equation.check([bases, termOf(c)], ab);
};
