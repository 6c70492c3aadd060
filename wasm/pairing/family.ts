// What the pairings of the two curves differ in. Both are optimal ate pairings with a twist of degree six.
// Sources: draft-irtf-cfrg-pairing-friendly-curves-11, section 4.2.1 (BLS12-381); EIP-197 (BN254); Vercauteren, "Optimal
// pairings", https://eprint.iacr.org/2008/096.

import type { Prime } from "../field/prime.ts";
import { type Fp2Value, fp2Over } from "../tower/constants.ts";
import { nonAdjacent } from "../tower/digits.ts";

/** M: y^2 = x^3 + b·xi, (x, y) → (x/w^2, y/w^3). D: y^2 = x^3 + b/xi, (x, y) → (x·w^2, y·w^3). */
export type Twist = "M" | "D";

/** The steps of a Miller loop: 0 doubles T, k > 0 adds the k-th of the points Q, −Q, pi(Q) and −pi^2(Q). */
export type Steps = readonly number[];

export type Family = {
	readonly twist: Twist;
	/** Three times the coefficient of the twist, but null for 12·xi, which takes no multiplication. */
	readonly threeB: Fp2Value | null;
	/** The size of the parameter x. */
	readonly x: bigint;
	readonly isXNegative: boolean;
	/** The width of x's signed digits in the final exponentiation. */
	readonly width: number;
	readonly steps: Steps;
	/** How many of the points that steps add are needed. */
	readonly addends: 1 | 4;
};

const stepsOf = (digits: readonly number[]): number[] =>
	digits
		.slice(0, -1)
		.reverse()
		.flatMap((digit) => (digit === 0 ? [0] : [0, digit > 0 ? 1 : 2]));

const blsX = 0xd201000000010000n;
const bnX = 0x44e992b44a6909f1n;

const bits = (value: bigint): number[] =>
	[...value.toString(2)].reverse().map(Number);

export const familyOf = ({ name, p, xiRe }: Prime): Family => {
	const xi: Fp2Value = [xiRe, 1n];
	if (name === "bls12-381")
		return {
			twist: "M",
			threeB: null,
			x: blsX,
			isXNegative: true,
			width: 2,
			steps: stepsOf(bits(blsX)),
			addends: 1,
		};
	return {
		twist: "D",
		threeB: fp2Over([9n, 0n], xi, p),
		x: bnX,
		isXNegative: false,
		width: 4,
		// f_{6x+2, Q}, then the lines through pi(Q) and −pi^2(Q).
		steps: [...stepsOf(nonAdjacent(6n * bnX + 2n, 2)), 3, 4],
		addends: 4,
	};
};
