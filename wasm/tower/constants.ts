// Arithmetic in Fp2 = Fp(i) on integers, for constants that a module holds.

import type { Prime } from "../field/prime.ts";
import { inverseModulo } from "../field/prime.ts";

/** c0 + c1·i, both in [0, p). */
export type Fp2Value = readonly [c0: bigint, c1: bigint];

const modulo = (value: bigint, p: bigint): bigint => ((value % p) + p) % p;

export const fp2Times = (
	[a0, a1]: Fp2Value,
	[b0, b1]: Fp2Value,
	p: bigint,
): Fp2Value => [modulo(a0 * b0 - a1 * b1, p), modulo(a0 * b1 + a1 * b0, p)];

export const fp2Over = (
	[a0, a1]: Fp2Value,
	[b0, b1]: Fp2Value,
	p: bigint,
): Fp2Value => {
	const norm = inverseModulo(b0 * b0 + b1 * b1, p);
	return fp2Times([a0, a1], [b0 * norm, modulo(-b1 * norm, p)], p);
};

export const fp2Power = (
	base: Fp2Value,
	exponent: bigint,
	p: bigint,
): Fp2Value => {
	let result: Fp2Value = [1n, 0n];
	for (const bit of exponent.toString(2)) {
		result = fp2Times(result, result, p);
		if (bit === "1") result = fp2Times(result, base, p);
	}
	return result;
};

/** xi^(j·(p^power − 1)/6): what Frobenius to this power multiplies the coefficient of w^j by. */
export const frobeniusFactor = (
	{ p, xiRe }: Prime,
	power: number,
	j: number,
): Fp2Value =>
	fp2Power([xiRe, 1n], (BigInt(j) * (p ** BigInt(power) - 1n)) / 6n, p);
