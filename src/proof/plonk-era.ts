// PLONK as ZKsync Era's contract checks it: four wires, a main gate, a custom gate, one lookup, a transcript by keccak,
// one public input. Everything that is committed to ends in one combination of points and two pairings.
// Source: https://eprint.iacr.org/2019/953, https://eprint.iacr.org/2020/315 and
// https://github.com/matter-labs/era-contracts/blob/main/l1-contracts/contracts/state-transition/verifiers/L1VerifierPlonk.sol
//
// DIFFERS FROM THE CONTRACT: it takes numbers modulo the field's order, here what is not canonical is refused.

import { bigFromBytes, concat } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import {
	areScalars,
	bn254G1Bytes,
	bn254Generator,
	isInfinity,
	wordBytes,
} from "../crypto/bn254.ts";
import type { PairingCurve } from "../crypto/pairing.ts";
import { challengeMask, openTranscript } from "./era-transcript.ts";
import { numbers } from "./field.ts";
import { checkOpening, type PreparedKey, prepareOpening } from "./opening.ts";
import { type Domain, field, isDomain, lagranges } from "./plonk-field.ts";

const { mod, power, product, words } = field;

/** Points in the encodings of the EVM. */
export type EraPlonkKey = {
	readonly domain: Domain;
	/** The generator of G2, and the secret times it. */
	readonly g2: readonly [Uint8Array, Uint8Array];
	/** q_a, q_b, q_c, q_d, q_ab, q_ac, q_const, q_d_next. */
	readonly gates: readonly Uint8Array[];
	/** Of the main and of the custom gate. */
	readonly selectors: readonly Uint8Array[];
	/** sigma_0 to sigma_3. */
	readonly permutation: readonly Uint8Array[];
	readonly lookupSelector: Uint8Array;
	/** The four columns of the lookup table. */
	readonly tables: readonly Uint8Array[];
	readonly tableType: Uint8Array;
	/** Does the proof carry a pair of points of another proof, to be checked along? */
	readonly isRecursive: boolean;
};

export type PreparedEraPlonk = PreparedKey<EraPlonkKey>;

/** Every circuit of Era uses these cosets. */
const nonResidues = [5n, 7n, 10n] as const;

/** The key with the lines of its two points of G2 and tables of its commitments. @throws bad-field */
export const prepareEraPlonk = (
	curve: PairingCurve,
	key: EraPlonkKey,
): PreparedEraPlonk => {
	const counts = [key.gates, key.selectors, key.permutation, key.tables].map(
		(list) => list.length,
	);
	if (!isDomain(key.domain) || counts.join() !== "8,2,4,4")
		throw new Fault("bad-field", "an Era PLONK key out of its bounds");
	const bases = concat(
		...key.gates,
		...key.selectors,
		...key.permutation,
		key.lookupSelector,
		...key.tables,
		key.tableType,
		bn254Generator,
	);
	return { key, equation: prepareOpening(curve, "Era PLONK", key.g2, bases) };
};

/** 44 words, or 48 with the points of another proof. */
export const eraProofBytes = (isRecursive: boolean): number =>
	(isRecursive ? 48 : 44) * wordBytes;

/**
 * Does the proof prove the public input of 32 bytes? False for anything malformed as well: a wrong length, an input of
 * 2^253 or more, a scalar of the order or more, a coordinate of the modulus or more, infinity, a point off the curve.
 */
export const verifyEraPlonk = (
	{ key, equation }: PreparedEraPlonk,
	bytes: Uint8Array,
	input: Uint8Array,
): boolean => {
	const { domain, isRecursive } = key;
	if (bytes.length !== eraProofBytes(isRecursive)) return false;
	if (input.length !== wordBytes || !areScalars(input)) return false;
	const publicInput = bigFromBytes(input);
	if (publicInput > challengeMask) return false;
	let read = 0;
	const take = (count: number): Uint8Array => {
		read += count * wordBytes;
		return bytes.subarray(read - count * wordBytes, read);
	};
	const state = take(8);
	const zPerm = take(2);
	const s = take(2);
	const zLookup = take(2);
	const quotientParts = take(8);
	const openings = take(18);
	const atZ = take(2);
	const atZOmega = take(2);
	const recursive = isRecursive ? take(4) : new Uint8Array(0);
	const points = concat(
		...[state, zPerm, s, zLookup, quotientParts, atZ, atZOmega, recursive],
	);
	for (let at = 0; at < points.length; at += bn254G1Bytes)
		if (isInfinity(points.subarray(at, at + bn254G1Bytes))) return false;
	if (!areScalars(openings)) return false;
	const [
		a = 0n,
		b = 0n,
		c = 0n,
		d = 0n,
		dNext = 0n,
		mainSelector = 0n,
		sigma0 = 0n,
		sigma1 = 0n,
		sigma2 = 0n,
		zPermNext = 0n,
		sNext = 0n,
		zLookupNext = 0n,
		table = 0n,
		tableNext = 0n,
		lookupSelector = 0n,
		tableType = 0n,
		quotient = 0n,
		linear = 0n,
	] = numbers(openings);

	// --- challenges
	const transcript = openTranscript();
	transcript.absorb(concat(input, state));
	const eta = transcript.challenge(0);
	transcript.absorb(s);
	const beta = transcript.challenge(1);
	const gamma = transcript.challenge(2);
	transcript.absorb(zPerm);
	const betaLookup = transcript.challenge(3);
	const gammaLookup = transcript.challenge(4);
	transcript.absorb(zLookup);
	const alpha = transcript.challenge(5);
	transcript.absorb(quotientParts);
	const z = transcript.challenge(6);
	transcript.absorb(
		words([
			...[quotient, a, b, c, d, dNext, mainSelector],
			...[sigma0, sigma1, sigma2, zPermNext],
			...[table, lookupSelector, tableType],
			...[sNext, zLookupNext, tableNext, linear],
		]),
	);
	const v = transcript.challenge(7);
	transcript.absorb(concat(atZ, atZOmega));
	const u = transcript.challenge(8);

	// --- the quotient: linear + its constant part = quotient * (z^n - 1)
	const zToN = power(z, domain.size);
	const zero = mod(zToN - 1n);
	if (zero === 0n) return false;
	const last = domain.size - 1n;
	const [first = 0n, final = 0n] = lagranges(
		domain,
		[0, Number(last)],
		z,
		zero,
	);
	const toLast = mod(z - power(domain.omega, last));
	const alphaTo = (exponent: number) => power(alpha, BigInt(exponent));
	const withSigma = (value: bigint, sigma: bigint) =>
		mod(value + sigma * beta + gamma);
	const permuted = product(
		alphaTo(4),
		zPermNext,
		withSigma(a, sigma0),
		withSigma(b, sigma1),
		withSigma(c, sigma2),
	);
	const betaGamma = mod((betaLookup + 1n) * gammaLookup);
	const constant =
		product(first, publicInput, mainSelector) -
		permuted * mod(d + gamma) -
		first * alphaTo(5) +
		product(alphaTo(6), zLookupNext, sNext * betaLookup + betaGamma, toLast) -
		first * alphaTo(7) -
		product(final, power(betaGamma, last), alphaTo(8));
	if (mod(linear + constant) !== mod(quotient * zero)) return false;

	// --- the linearised polynomial's commitment: what each point in it is taken by
	const gate = mod(mainSelector * v);
	const gates = [a, b, c, d, a * b, a * c, 1n, dNext].map((by) =>
		mod(by * gate),
	);
	const custom = mod(
		v *
			mod(
				alpha * mod(a * a - b) +
					alphaTo(2) * mod(b * b - c) +
					alphaTo(3) * mod(c * a - d),
			),
	);
	const zBeta = mod(z * beta);
	const [k1, k2, k3] = nonResidues;
	const forZPerm = mod(
		v *
			(product(
				alphaTo(4),
				a + zBeta + gamma,
				b + zBeta * k1 + gamma,
				c + zBeta * k2 + gamma,
				d + zBeta * k3 + gamma,
			) +
				first * alphaTo(5)),
	);
	const forSigma3 = mod(-v * mod(permuted * beta));
	const forS = product(v, alphaTo(6), zLookupNext, toLast);
	const looked = mod(
		lookupSelector *
			mod(a + eta * b + power(eta, 2n) * c + power(eta, 3n) * tableType) +
			gammaLookup,
	);
	const forZLookup = mod(
		v *
			(first * alphaTo(7) +
				final * alphaTo(8) -
				product(
					alphaTo(6),
					betaLookup + 1n,
					toLast,
					looked,
					betaGamma + table + betaLookup * tableNext,
				)),
	);

	// --- all openings folded by powers of v, those at z omega by u besides
	const vTo = (exponent: number) => power(v, BigInt(exponent));
	const atZValues = [
		...[quotient, linear, a, b, c, d, mainSelector],
		...[sigma0, sigma1, sigma2, table, lookupSelector, tableType],
	];
	const nextValues = [zPermNext, dNext, sNext, zLookupNext, tableNext];
	const fold = (values: readonly bigint[], from: number): bigint =>
		values.reduce((sum, value, i) => mod(sum + value * vTo(from + i)), 0n);
	const value = mod(fold(atZValues, 0) + u * fold(nextValues, 13));
	const forTable = mod(vTo(10) + u * vTo(17));
	const u2 = mod(u * u);
	return checkOpening(
		equation,
		{
			scalars: words([
				...gates,
				...[vTo(6), custom],
				...[vTo(7), vTo(8), vTo(9), forSigma3],
				vTo(11),
				...[0n, 1n, 2n, 3n].map((i) => forTable * power(eta, i)),
				vTo(12),
				-value,
			]),
			points: concat(
				...[state, zPerm, s, zLookup, quotientParts, atZ, atZOmega],
				recursive.subarray(0, bn254G1Bytes),
			),
			pointScalars: words([
				...[vTo(2), vTo(3), vTo(4), vTo(5) + u * vTo(14)],
				forZPerm + u * vTo(13),
				forS + u * vTo(15),
				forZLookup + u * vTo(16),
				...[0n, 1n, 2n, 3n].map((i) => power(zToN, i)),
				z,
				product(u, z, domain.omega),
				...(isRecursive ? [u2] : []),
			]),
		},
		concat(atZ, atZOmega, recursive.subarray(bn254G1Bytes)),
		// The contract adds the other proof's second point on the far side of the equation.
		words([1n, u, ...(isRecursive ? [-u2] : [])]),
	);
};
