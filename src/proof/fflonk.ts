// FFLONK as ZKsync Era's contract checks it: all polynomials of a round in one commitment, three rounds opened at the
// roots of one challenge, one proof of opening for all. Two pairings, and few points beside them.
// Source: https://eprint.iacr.org/2021/1167 and
// https://github.com/matter-labs/era-contracts/blob/main/l1-contracts/contracts/state-transition/verifiers/L1VerifierFflonk.sol
//
// DIFFERS FROM THE CONTRACT: it takes numbers modulo the field's order, here what is not canonical is refused. It
// interpolates the openings through their points; here they are evaluated as the polynomials they are.

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
import { openTranscript } from "./era-transcript.ts";
import { numbers } from "./field.ts";
import { checkOpening, type PreparedKey, prepareOpening } from "./opening.ts";
import { type Domain, field, isDomain, lagranges } from "./plonk-field.ts";

const { inverse, inverses, mod, power, product, words } = field;

/** Points in the encodings of the EVM. */
export type FflonkKey = {
	readonly domain: Domain;
	readonly k1: bigint;
	readonly k2: bigint;
	/** The five selectors and three permutation polynomials, in one commitment. */
	readonly setup: Uint8Array;
	/** The generator of G2, and the secret times it. */
	readonly g2: readonly [Uint8Array, Uint8Array];
};

export type PreparedFflonk = PreparedKey<FflonkKey>;

const evaluations = 15;
/** Four points, 15 evaluations, and the inverse of the denominators that the contract divides by. */
export const fflonkProofBytes = (8 + evaluations + 1) * wordBytes;

/** The key with the lines of its two points of G2 and tables of its commitment. @throws bad-field */
export const prepareFflonk = (
	curve: PairingCurve,
	key: FflonkKey,
): PreparedFflonk => {
	if (!isDomain(key.domain))
		throw new Fault("bad-field", "an FFLONK key out of its bounds");
	const bases = concat(key.setup, bn254Generator);
	return { key, equation: prepareOpening(curve, "FFLONK", key.g2, bases) };
};

/** Lowest coefficient first. */
const polynomialAt = (coefficients: readonly bigint[], x: bigint): bigint =>
	coefficients.reduceRight((sum, own) => mod(sum * x + own), 0n);

/**
 * What the contract multiplies to invert 18 denominators of Lagrange polynomials at once: over the 8 roots of z, the 4,
 * and the 3 of z with the 3 of z omega.
 * @param r whose 24th power is z
 */
const denominators = (
	r: bigint,
	z: bigint,
	zNext: bigint,
	yTo: (exponent: bigint) => bigint,
): bigint => {
	const [by8, by4, by3] = [power(r, 3n), power(r, 6n), mod(z - zNext)];
	return product(
		power(8n * power(by8, 7n), 8n),
		yTo(8n) - z,
		power(4n * power(by4, 3n), 4n),
		yTo(4n) - z,
		...[27n, z, z, by3, by3, by3, yTo(3n) - z],
		...[27n, zNext, zNext, -by3, -by3, -by3, yTo(3n) - zNext],
	);
};

/**
 * Does the proof prove the public input of 32 bytes? False for anything malformed as well: a wrong length, a scalar of the
 * order or more, a coordinate of the modulus or more, infinity, a point off the curve, another inverse than the
 * denominators'.
 */
export const verifyFflonk = (
	{ key, equation }: PreparedFflonk,
	bytes: Uint8Array,
	input: Uint8Array,
): boolean => {
	const { domain, k1, k2 } = key;
	if (bytes.length !== fflonkProofBytes) return false;
	if (input.length !== wordBytes || !areScalars(input)) return false;
	const points = bytes.subarray(0, 4 * bn254G1Bytes);
	const scalars = bytes.subarray(points.length);
	const [first, second, w, wAtY] = [0, 1, 2, 3].map((i) =>
		points.subarray(i * bn254G1Bytes, (i + 1) * bn254G1Bytes),
	);
	if (!first || !second || !w || !wAtY || !areScalars(scalars)) return false;
	for (const point of [first, second, w, wAtY])
		if (isInfinity(point)) return false;
	const opened = numbers(scalars);
	const [qa = 0n, qb = 0n, qc = 0n, qm = 0n, qConst = 0n] = opened;
	const [s1 = 0n, s2 = 0n, s3 = 0n, a = 0n, b = 0n, c = 0n] = opened.slice(5);
	const [grand = 0n, grandNext = 0n, t1Next = 0n, t2Next = 0n, hint = 0n] =
		opened.slice(11);

	// --- challenges
	const transcript = openTranscript();
	transcript.absorb(concat(input, key.setup, first));
	const beta = transcript.challenge(0);
	const gamma = transcript.challenge(1);
	transcript.absorb(second);
	const r = transcript.challenge(2);
	transcript.absorb(scalars.subarray(0, evaluations * wordBytes));
	const alpha = transcript.challenge(3);
	transcript.absorb(w);
	const y = transcript.challenge(4);

	// --- the quotients at z: of the gate, of the permutation's step, of its beginning
	const z = power(r, 24n);
	const zNext = mod(z * domain.omega);
	const zero = mod(power(z, domain.size) - 1n);
	if (zero === 0n) return false;
	const overZero = inverse(zero);
	const [start = 0n] = lagranges(domain, [0], z, zero);
	const t0 = product(
		overZero,
		qConst +
			start * bigFromBytes(input) +
			qa * a +
			qb * b +
			qc * c +
			product(qm, a, b),
	);
	const zBeta = mod(z * beta);
	const t1 = product(
		overZero,
		product(
			grand,
			a + zBeta + gamma,
			b + zBeta * k1 + gamma,
			c + zBeta * k2 + gamma,
		) -
			product(
				grandNext,
				a + beta * s1 + gamma,
				b + beta * s2 + gamma,
				c + beta * s3 + gamma,
			),
	);
	const t2 = product(overZero, start, grand - 1n);

	// --- at y: where the three rounds' polynomials vanish, and what they are there
	const yTo = (exponent: bigint) => power(y, exponent);
	const at8 = mod(yTo(8n) - z);
	const at4 = mod(yTo(4n) - z);
	const at3 = mod(yTo(3n) - z);
	const at3Next = mod(yTo(3n) - zNext);
	if (product(at8, at4, at3, at3Next, zNext - z) === 0n) return false;
	if (product(denominators(r, z, zNext, yTo), hint) !== 1n) return false;
	const [over4 = 0n, overBoth = 0n, overStep = 0n] = inverses([
		at4,
		mod(at3 * at3Next),
		mod(zNext - z),
	]);
	const setupAtY = polynomialAt([qa, qb, qc, qm, qConst, s1, s2, s3], y);
	const firstAtY = polynomialAt([a, b, c, t0], y);
	// One polynomial at the roots of z, another at those of z omega: theirs by the remainder theorem.
	const here = polynomialAt([grand, t1, t2], y);
	const there = polynomialAt([grandNext, t1Next, t2Next], y);
	const secondAtY = mod(here + product(at3, there - here, overStep));
	// Relative to the setup's: the sets' differences at y.
	const forFirst = product(alpha, at8, over4);
	const forSecond = product(alpha, alpha, at8, overBoth);
	const value = mod(setupAtY + forFirst * firstAtY + forSecond * secondAtY);
	return checkOpening(
		equation,
		{
			scalars: words([1n, -value]),
			points,
			pointScalars: words([forFirst, forSecond, -at8, y]),
		},
		wAtY,
		words([1n]),
	);
};
