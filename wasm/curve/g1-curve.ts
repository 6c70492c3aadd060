// The two curves y² = x³ + b over the base fields, as numbers. Both have no point of order two over Fp, so no point has y = 0.

import {
	bls12381 as blsPrime,
	bn254 as bnPrime,
	type Prime,
} from "../field/prime.ts";

export type CurveNumbers = {
	readonly prime: Prime;
	readonly b: bigint;
	/** The order of the subgroup that is used. */
	readonly order: bigint;
	/** The points over Fp are this many times as many. */
	readonly cofactor: bigint;
	readonly generator: readonly [x: bigint, y: bigint];
	/** A cube root of one in Fp, and the one modulo the order that goes with it: (beta·x, y) = lambda·(x, y) in the subgroup. */
	readonly beta: bigint;
	readonly lambda: bigint;
};

/** The absolute value of the parameter x of BLS12-381, which is negative. */
export const blsParameter = 0xd201000000010000n;

/**
 * Source: RFC 9380, section 8.8.1; the generator is that of draft-irtf-cfrg-pairing-friendly-curves-11, section 4.2.1.
 * lambda = −x² modulo the order x⁴ − x² + 1.
 */
export const blsG1: CurveNumbers = {
	prime: blsPrime,
	b: 4n,
	order: 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001n,
	cofactor: 0x396c8c005555e1568c00aaab0000aaabn,
	generator: [
		0x17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bbn,
		0x08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1n,
	],
	beta: 0x5f19672fdf76ce51ba69c6076a0f77eaddb3a93be6f89688de17d813620a00022e01fffffffefffen,
	lambda: 0x73eda753299d7d483339d80809a1d804a7780001fffcb7fcfffffffe00000001n,
};

/** Source: EIP-196. */
export const bnG1: CurveNumbers = {
	prime: bnPrime,
	b: 3n,
	order: 0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001n,
	cofactor: 1n,
	generator: [1n, 2n],
	beta: 0x59e26bcea0d48bacd4f263f1acdb5c4f5763473177fffffen,
	lambda: 0xb3c4d79d41a917585bfc41088d8daaa78b17ea66b99c90ddn,
};
