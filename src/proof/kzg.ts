// KZG proofs over BLS12-381: that a commitment's polynomial has a value at a point, that a blob belongs to a commitment,
// and the EVM's precompile of the first. null is an input that no honest prover makes; false is a proof that does not hold.
// Source: https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/deneb/polynomial-commitments.md and
// https://eips.ethereum.org/EIPS/eip-4844#point-evaluation-precompile

import {
	bigFromBytes,
	bigToBytes,
	concat,
	equalBytes,
	utf8,
} from "../base/bytes.ts";
import {
	type Bls12381,
	blsCompressedG1Bytes,
	blsG1,
	blsG2,
	blsR,
	negateBlsG2,
} from "../crypto/bls12-381.ts";
import { sha256 } from "../crypto/hash.ts";
import { noTerms, type PreparedEquation, termOf } from "../crypto/pairing.ts";
import { numbers, primeField } from "./field.ts";
import { fieldElementsPerBlob, type KzgSetup } from "./kzg-setup.ts";
import { openingOf } from "./opening.ts";

export const kzgField = primeField(blsR);
const { areCanonical, inverse, inverses, mod, power, words } = kzgField;

export const blobBytes = 32 * fieldElementsPerBlob;

export type PreparedKzg = {
	readonly curve: Bls12381;
	readonly equation: PreparedEquation;
};

/** The two sides of an opening, under G2 and under a negated power of tau times G2. @throws bad-field */
export const prepareKzgOpening = (
	curve: Bls12381,
	bases: Uint8Array,
	powerG2: Uint8Array,
): PreparedKzg => {
	const under = negateBlsG2(powerG2);
	const equation = openingOf(curve, "KZG setup", [blsG2, bases], under);
	return { curve, equation };
};

/** The setup with its lines computed. @throws bad-field */
export const prepareKzg = (curve: Bls12381, setup: KzgSetup): PreparedKzg =>
	// e(C - y G1 + z proof, G2) e(proof, -tau G2) = 1
	prepareKzgOpening(curve, blsG1, setup.tauG2);

/**
 * Does the polynomial of the commitment have the value y at z? null when a point is not canonical, not on the curve or
 * not in the subgroup, or z or y is of the order or more.
 * @param commitment 48 bytes @param z 32 bytes @param y 32 bytes @param proof 48 bytes
 */
export const verifyKzgProof = (
	{ curve, equation }: PreparedKzg,
	commitment: Uint8Array,
	z: Uint8Array,
	y: Uint8Array,
	proof: Uint8Array,
): boolean | null => {
	if (z.length !== 32 || y.length !== 32) return null;
	if (!areCanonical(z) || !areCanonical(y)) return null;
	const c = curve.decodeG1(commitment);
	const w = curve.decodeG1(proof);
	if (c === null || w === null) return null;
	return equation.check(
		[
			{
				scalars: words([-bigFromBytes(y)]),
				points: concat(c, w),
				pointScalars: words([1n, bigFromBytes(z)]),
			},
			termOf(w),
		],
		noTerms.points,
	);
};

const blobDomain = utf8("FSBLOBVERIFY_V1_");

/** The point at which a blob's polynomial is asked (Fiat-Shamir). */
export const blobChallenge = (
	blob: Uint8Array,
	commitment: Uint8Array,
): bigint =>
	mod(
		bigFromBytes(
			sha256(
				concat(
					blobDomain,
					bigToBytes(BigInt(fieldElementsPerBlob), 16),
					blob,
					commitment,
				),
			),
		),
	);

/** A root of unity of this order, a power of two. */
export const rootOfUnity = (order: number): bigint =>
	power(7n, (blsR - 1n) / BigInt(order));

/** The lowest `bits` bits of a number, turned round. */
export const reverseBits = (value: number, bits: number): number => {
	let reversed = 0;
	for (let i = 0; i < bits; i++)
		reversed |= ((value >> i) & 1) << (bits - 1 - i);
	return reversed;
};

const blobBits = Math.log2(fieldElementsPerBlob);

/** The roots of unity in bit-reversed order, the places at which a blob states its polynomial's values. */
const makeRoots = (): readonly bigint[] => {
	const root = rootOfUnity(fieldElementsPerBlob);
	const powers: bigint[] = [1n];
	while (powers.length < fieldElementsPerBlob)
		powers.push(mod((powers.at(-1) ?? 0n) * root));
	return powers.map((_, i) => powers[reverseBits(i, blobBits)] ?? 0n);
};
let roots: readonly bigint[] | undefined;

/** The value at z of the polynomial with these values at the roots of unity, by the barycentric formula. */
export const evaluateBlob = (values: readonly bigint[], z: bigint): bigint => {
	roots ??= makeRoots();
	const at = roots.indexOf(z);
	if (at >= 0) return values[at] ?? 0n;
	const over = inverses(roots.map((root) => mod(z - root)));
	let sum = 0n;
	for (const [i, root] of roots.entries())
		sum += mod((values[i] ?? 0n) * root) * (over[i] ?? 0n);
	const n = BigInt(fieldElementsPerBlob);
	return mod(mod(sum) * mod((power(z, n) - 1n) * inverse(n)));
};

/**
 * Does the blob belong to the commitment? null when its length is wrong, one of its elements is of the order or more, or
 * a point is none.
 */
export const verifyBlobKzgProof = (
	prepared: PreparedKzg,
	blob: Uint8Array,
	commitment: Uint8Array,
	proof: Uint8Array,
): boolean | null => {
	if (blob.length !== blobBytes || !areCanonical(blob)) return null;
	if (commitment.length !== blsCompressedG1Bytes) return null;
	const z = blobChallenge(blob, commitment);
	const y = evaluateBlob(numbers(blob), z);
	return verifyKzgProof(prepared, commitment, words([z]), words([y]), proof);
};

/** The hash by which transactions and the EVM name a commitment. */
export const versionedHash = (commitment: Uint8Array): Uint8Array => {
	const hash = sha256(commitment).slice();
	hash[0] = 1;
	return hash;
};

/** 0x0a: the constants where the proof holds, null where the EVM's call fails. Gas is not counted here. */
export const pointEvaluation =
	(prepared: PreparedKzg) =>
	(input: Uint8Array): Uint8Array | null => {
		if (input.length !== 192) return null;
		const commitment = input.subarray(96, 144);
		if (!equalBytes(input.subarray(0, 32), versionedHash(commitment)))
			return null;
		const holds = verifyKzgProof(
			prepared,
			commitment,
			input.subarray(32, 64),
			input.subarray(64, 96),
			input.subarray(144),
		);
		return holds === true
			? concat(
					bigToBytes(BigInt(fieldElementsPerBlob), 32),
					bigToBytes(blsR, 32),
				)
			: null;
	};
