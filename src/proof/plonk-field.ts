// Arithmetic of PLONK verifiers in the field of BN254's scalars, over bigint: a verifier does a few hundred operations,
// beside which its curve operations are all the work.

import { bigFromBytes, bigToBytes, concat } from "../base/bytes.ts";
import { bn254R, wordBytes } from "../crypto/bn254.ts";

/** Into 0 … r - 1. */
export const mod = (value: bigint): bigint => {
	const rest = value % bn254R;
	return rest < 0n ? rest + bn254R : rest;
};

export const power = (base: bigint, exponent: bigint): bigint => {
	let result = 1n;
	let square = mod(base);
	for (let left = exponent; left > 0n; left >>= 1n) {
		if ((left & 1n) === 1n) result = mod(result * square);
		square = mod(square * square);
	}
	return result;
};

/** 1 / value by Euclid. @throws RangeError for 0 */
export const inverse = (value: bigint): bigint => {
	let [a, b] = [mod(value), bn254R];
	let [x, y] = [1n, 0n];
	if (a === 0n) throw new RangeError('"value" is 0 and has no inverse');
	while (a > 1n) {
		const times = b / a;
		[a, b] = [b - times * a, a];
		[x, y] = [y - times * x, x];
	}
	return mod(x);
};

/** A product, reduced at each step. */
export const product = (...factors: readonly bigint[]): bigint =>
	factors.reduce((all, factor) => mod(all * factor), 1n);

export const word = (value: bigint): Uint8Array => bigToBytes(value, wordBytes);

/** Scalars one after the other, as the curve takes them. */
export const words = (values: readonly bigint[]): Uint8Array =>
	concat(...values.map((value) => word(mod(value))));

/** 32 bytes each, as numbers. */
export const numbers = (bytes: Uint8Array): readonly bigint[] =>
	Array.from({ length: bytes.length / wordBytes }, (_, i) =>
		bigFromBytes(bytes.subarray(i * wordBytes, (i + 1) * wordBytes)),
	);

/** The multiplicative subgroup that a circuit's rows are numbered by. */
export type Domain = { readonly size: bigint; readonly omega: bigint };

/** Is the size a power of two and omega of exactly that order? */
export const isDomain = ({ size, omega }: Domain): boolean =>
	size >= 2n &&
	size <= 1n << 28n &&
	(size & (size - 1n)) === 0n &&
	power(omega, size >> 1n) === bn254R - 1n;

/**
 * The Lagrange polynomial of row i at z: omega^i / n (z^n - 1) / (z - omega^i). z must not be in the domain.
 * @param zeroAtZ z^n - 1
 */
export const lagrange = (
	{ size, omega }: Domain,
	row: bigint,
	z: bigint,
	zeroAtZ: bigint,
): bigint => {
	const own = power(omega, row);
	return product(own, zeroAtZ, inverse(mod(size * mod(z - own))));
};
