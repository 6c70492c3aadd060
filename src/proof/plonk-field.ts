// The field of BN254's scalars and the domains of PLONK circuits in it.

import { bn254R } from "../crypto/bn254.ts";
import { primeField } from "./field.ts";

export const field = primeField(bn254R);

/** The multiplicative subgroup that a circuit's rows are numbered by. */
export type Domain = { readonly size: bigint; readonly omega: bigint };

/** Is the size a power of two and omega of exactly that order? */
export const isDomain = ({ size, omega }: Domain): boolean =>
	size >= 2n &&
	size <= 1n << 28n &&
	(size & (size - 1n)) === 0n &&
	field.power(omega, size >> 1n) === bn254R - 1n;

/**
 * The Lagrange polynomials of these rows at z: omega^i / n (z^n - 1) / (z - omega^i). z must not be in the domain.
 * @param zeroAtZ z^n - 1
 */
export const lagranges = (
	{ size, omega }: Domain,
	rows: readonly number[],
	z: bigint,
	zeroAtZ: bigint,
): readonly bigint[] => {
	const places = rows.map((row) => field.power(omega, BigInt(row)));
	const over = field.inverses(
		places.map((place) => field.mod(size * field.mod(z - place))),
	);
	return places.map((place, i) => field.product(place, zeroAtZ, over[i] ?? 0n));
};
