// A Groth16 key and proofs under it as bytes, from test/bench/made/groth16.ts, where all discrete logarithms are known.

import { bigToBytes, concat } from "../../src/base/bytes.ts";
import type { Groth16Key } from "../../src/proof/groth16.ts";
import { type G1, type G2, makeGroth16 } from "../bench/made/groth16.ts";

const word = (value: bigint): Uint8Array => bigToBytes(value, 32);
const g1 = ({ x, y }: G1): Uint8Array => concat(word(x), word(y));
const g2 = ({ x, y }: G2): Uint8Array =>
	concat(word(x[1]), word(x[0]), word(y[1]), word(y[0]));

export const groth16Case = (
	count: number,
): {
	readonly key: Groth16Key;
	readonly inputs: Uint8Array;
	readonly proof: Uint8Array;
} => {
	const { key, claim } = makeGroth16(count);
	const { a, b, c } = claim.proof;
	return {
		key: {
			alpha: g1(key.alpha),
			beta: g2(key.beta),
			gamma: g2(key.gamma),
			delta: g2(key.delta),
			ic: key.ic.map(g1),
		},
		inputs: concat(...claim.inputs.map(word)),
		proof: concat(g1(a), g2(b), g1(c)),
	};
};
