// A Groth16 key of the reference rollup's shape whose secrets are known: multiples of the generators.

import { bn254 } from "@noble/curves/bn254.js";
import { bigToBytes, concat, type Hex, toHex } from "../../src/base/bytes.ts";
import { referenceInputs } from "../../src/l2/reference/checks/profile.ts";
import type { ProgramKey } from "../../src/proof/groth16-key-text.ts";

export const g1 = (scalar: bigint): Hex => {
	const { x, y } = bn254.G1.Point.BASE.multiply(scalar).toAffine();
	return toHex(concat(bigToBytes(x, 32), bigToBytes(y, 32)));
};

/** As EIP-197 spells it: the imaginary part first. */
export const g2 = (scalar: bigint): Hex => {
	const { x, y } = bn254.G2.Point.BASE.multiply(scalar).toAffine();
	return toHex(
		concat(...[x.c1, x.c0, y.c1, y.c0].map((part) => bigToBytes(part, 32))),
	);
};

export const secrets = {
	alpha: 3n,
	beta: 5n,
	gamma: 7n,
	delta: 11n,
	ic: Array.from({ length: referenceInputs + 1 }, (_, i) => BigInt(13 + i)),
};

export const groth16Key: ProgramKey = {
	alpha: g1(secrets.alpha),
	beta: g2(secrets.beta),
	gamma: g2(secrets.gamma),
	delta: g2(secrets.delta),
	ic: secrets.ic.map(g1),
};
