// Points of BN254 in the encodings of the EVM, as the wallet's verifiers take them.

import { bigToBytes, concat } from "../../../src/base/bytes.ts";
import { bn254G1 } from "../../../src/crypto/bn254.ts";
import type { Groth16Key } from "../../../src/proof/groth16.ts";
import type { G1, G2, Groth16Claim, Groth16Key as MadeKey } from "./groth16.ts";

export const g1Bytes = ({ x, y }: G1): Uint8Array => bn254G1(x, y);

/** The imaginary parts first. */
export const g2Bytes = ({ x, y }: G2): Uint8Array =>
	concat(...[x[1], x[0], y[1], y[0]].map((part) => bigToBytes(part, 32)));

export const keyBytes = (key: MadeKey): Groth16Key => ({
	alpha: g1Bytes(key.alpha),
	beta: g2Bytes(key.beta),
	gamma: g2Bytes(key.gamma),
	delta: g2Bytes(key.delta),
	ic: key.ic.map(g1Bytes),
});

export const proofBytes = ({ proof }: Groth16Claim): Uint8Array =>
	concat(g1Bytes(proof.a), g2Bytes(proof.b), g1Bytes(proof.c));

export const inputBytes = ({ inputs }: Groth16Claim): Uint8Array =>
	concat(...inputs.map((input) => bigToBytes(input, 32)));
