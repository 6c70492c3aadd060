// PLONK over BN254 as snarkjs makes it: transcript by keccak, everything committed to in one combination of points, two
// pairings. Source: https://eprint.iacr.org/2019/953 (8.3, the verifier); transcript and order of the parts as snarkjs
// 0.7 has them, https://github.com/iden3/snarkjs
//
// DIFFERS FROM SNARKJS: u, by which both openings are checked at once, is hashed from the whole proof and its inputs, not
// from the openings alone. It is the verifier's own choice.

import { bigFromBytes, concat } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import {
	areScalars,
	bn254Generator,
	bn254GeneratorG2,
	wordBytes,
} from "../crypto/bn254.ts";
import { keccak256 } from "../crypto/hash.ts";
import type { PairingCurve } from "../crypto/pairing.ts";
import { numbers } from "./field.ts";
import { mostPublicInputs } from "./groth16.ts";
import {
	checkOpening,
	type KeyInTranscript,
	prepareOpening,
} from "./opening.ts";
import { type Domain, field, isDomain, lagranges } from "./plonk-field.ts";

const { mod, power, product, words } = field;

/** Points in the encodings of the EVM. */
export type SnarkjsPlonkKey = {
	readonly domain: Domain;
	readonly inputs: number;
	readonly k1: bigint;
	readonly k2: bigint;
	readonly qm: Uint8Array;
	readonly ql: Uint8Array;
	readonly qr: Uint8Array;
	readonly qo: Uint8Array;
	readonly qc: Uint8Array;
	readonly s: readonly [Uint8Array, Uint8Array, Uint8Array];
	/** The secret times the generator of G2. */
	readonly x2: Uint8Array;
};

export type PreparedSnarkjsPlonk = KeyInTranscript<SnarkjsPlonkKey>;

/** A, B, C, Z, T1, T2, T3, W at xi, W at xi omega; a, b, c, s1, s2 at xi, z at xi omega. */
export const snarkjsPlonkBytes = 24 * wordBytes;

/** The key with the lines of its point of G2 and tables of its commitments. @throws bad-field */
export const prepareSnarkjsPlonk = (
	curve: PairingCurve,
	key: SnarkjsPlonkKey,
): PreparedSnarkjsPlonk => {
	const { domain, inputs } = key;
	const isSound =
		isDomain(domain) &&
		Number.isSafeInteger(inputs) &&
		inputs >= 0 &&
		inputs <= mostPublicInputs &&
		BigInt(inputs) <= domain.size;
	if (!isSound) throw new Fault("bad-field", "a PLONK key out of its bounds");
	const selectors = concat(key.qm, key.ql, key.qr, key.qo, key.qc);
	const prefix = concat(selectors, ...key.s);
	const equation = prepareOpening(
		curve,
		"PLONK",
		[bn254GeneratorG2, key.x2],
		concat(prefix, bn254Generator),
	);
	return { key, prefix, equation };
};

const challenge = (...parts: readonly Uint8Array[]): bigint =>
	mod(bigFromBytes(keccak256(concat(...parts))));

/**
 * Does the proof prove the public inputs, 32 bytes each? False for anything malformed as well: a wrong length, a scalar
 * of the order or more, a coordinate of the modulus or more, a point off the curve.
 */
export const verifySnarkjsPlonk = (
	{ key, prefix, equation }: PreparedSnarkjsPlonk,
	bytes: Uint8Array,
	inputs: Uint8Array,
): boolean => {
	const { domain, k1, k2 } = key;
	if (bytes.length !== snarkjsPlonkBytes) return false;
	if (inputs.length !== key.inputs * wordBytes) return false;
	const wordsAt = (from: number, to: number): Uint8Array =>
		bytes.subarray(from * wordBytes, to * wordBytes);
	const abc = wordsAt(0, 6);
	const zCommitment = wordsAt(6, 8);
	const t = wordsAt(8, 14);
	const openings = wordsAt(18, 24);
	if (!areScalars(inputs) || !areScalars(openings)) return false;
	const [a = 0n, b = 0n, c = 0n, s1 = 0n, s2 = 0n, zNext = 0n] =
		numbers(openings);

	// --- challenges
	const beta = challenge(prefix, inputs, abc);
	const gamma = challenge(words([beta]));
	const alpha = challenge(words([beta, gamma]), zCommitment);
	const xi = challenge(words([alpha]), t);
	const v = challenge(words([xi]), openings);
	const u = challenge(words([v]), bytes, inputs);

	// --- the constant part of the linearised polynomial at xi
	const xiToN = power(xi, domain.size);
	const zero = mod(xiToN - 1n);
	if (zero === 0n) return false;
	const rows = Array.from({ length: Math.max(1, key.inputs) }, (_, i) => i);
	const places = lagranges(domain, rows, xi, zero);
	const publicAtXi = numbers(inputs).reduce(
		(sum, input, i) => mod(sum - input * (places[i] ?? 0n)),
		0n,
	);
	const alphaFirst = product(alpha, alpha, places[0] ?? 0n);
	const left = mod(a + beta * s1 + gamma);
	const right = mod(b + beta * s2 + gamma);
	const constant =
		publicAtXi - alphaFirst - product(left, right, c + gamma, zNext, alpha);

	// --- what each point is taken by
	const forZ =
		product(
			alpha,
			a + beta * xi + gamma,
			b + product(beta, xi, k1) + gamma,
			c + product(beta, xi, k2) + gamma,
		) + alphaFirst;
	const forS3 = -product(left, right, alpha, beta, zNext);
	const vTo = (exponent: bigint) => power(v, exponent);
	const opened = [a, b, c, s1, s2].reduce(
		(sum, value, i) => mod(sum + value * vTo(BigInt(i + 1))),
		mod(-constant),
	);
	return checkOpening(
		equation,
		{
			scalars: words([
				...[a * b, a, b, c, 1n],
				...[vTo(4n), vTo(5n), forS3],
				-(opened + u * zNext),
			]),
			points: bytes.subarray(0, 18 * wordBytes),
			pointScalars: words([
				...[v, vTo(2n), vTo(3n)],
				forZ + u,
				...[-zero, -zero * xiToN, -zero * mod(xiToN * xiToN)],
				...[xi, product(u, xi, domain.omega)],
			]),
		},
		wordsAt(14, 18),
		words([1n, u]),
	);
};
