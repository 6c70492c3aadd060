// A Groth16 key whose discrete logarithms are all known, so that a proof of any inputs follows. No prover's code.

import { bn254 } from "@noble/curves/bn254.js";
import { bigFromBytes, bigToBytes, concat } from "../../src/base/bytes.ts";
import type { Groth16Key } from "../../src/proof/groth16.ts";
import { scalarOf } from "../bench/made/random.ts";

const { Fr } = bn254.fields;

const word = (value: bigint): Uint8Array => bigToBytes(value, 32);
const g1 = (scalar: bigint): Uint8Array => {
	const { x, y } = bn254.G1.Point.BASE.multiply(scalar).toAffine();
	return concat(word(x), word(y));
};
const g2 = (scalar: bigint): Uint8Array => {
	const { x, y } = bn254.G2.Point.BASE.multiply(scalar).toAffine();
	return concat(word(x.c1), word(x.c0), word(y.c1), word(y.c0));
};

export type Groth16Maker = {
	readonly key: Groth16Key;
	/** A proof of these inputs, 32 bytes each. e(A, B) = e(alpha, beta) e(IC, gamma) e(C, delta) gives C. */
	readonly prove: (inputs: Uint8Array) => Uint8Array;
};

/** @param label other labels give other keys */
export const groth16Maker = (count: number, label = "made"): Groth16Maker => {
	const secret = (of: string): bigint => scalarOf(`${label} ${of}`, Fr.ORDER);
	const { alpha, beta, gamma, delta } = {
		alpha: secret("alpha"),
		beta: secret("beta"),
		gamma: secret("gamma"),
		delta: secret("delta"),
	};
	const ic = Array.from({ length: count + 1 }, (_, i) => secret(`ic ${i}`));
	return {
		key: {
			alpha: g1(alpha),
			beta: g2(beta),
			gamma: g2(gamma),
			delta: g2(delta),
			ic: ic.map(g1),
		},
		prove: (inputs) => {
			const [a, b] = [secret("a"), secret("b")];
			const sum = ic.reduce((all, own, i) => {
				const input = inputs.subarray(32 * (i - 1), 32 * i);
				return Fr.add(all, Fr.mul(own, Fr.create(bigFromBytes(input))));
			});
			const rest = Fr.sub(
				Fr.sub(Fr.mul(a, b), Fr.mul(alpha, beta)),
				Fr.mul(sum, gamma),
			);
			return concat(g1(a), g2(b), g1(Fr.div(rest, delta)));
		},
	};
};

/** A key, inputs and their proof. */
export const groth16Case = (
	count: number,
): {
	readonly key: Groth16Key;
	readonly inputs: Uint8Array;
	readonly proof: Uint8Array;
} => {
	const { key, prove } = groth16Maker(count);
	const inputs = concat(
		...Array.from({ length: count }, (_, i) =>
			word(scalarOf(`input ${i}`, Fr.ORDER)),
		),
	);
	return { key, inputs, proof: prove(inputs) };
};
