// PLONK over BN254 as gnark's Solidity verifiers check it (SP1, Linea): transcript by sha256, commitments to committed
// wires (BSB22), one folded opening at zeta and one at zeta omega.
// Source: https://eprint.iacr.org/2019/953 (8.3, the verifier) and the verifier that gnark 0.12 writes for Solidity,
// https://github.com/Consensys/gnark/blob/v0.12.0/backend/plonk/bn254/solidity.go

import { bigFromBytes, concat, utf8 } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { areScalars, bn254G1Bytes, wordBytes } from "../crypto/bn254.ts";
import { sha256 } from "../crypto/hash.ts";
import type { PairingCurve } from "../crypto/pairing.ts";
import { numbers } from "./field.ts";
import {
	checkOpening,
	type KeyInTranscript,
	prepareOpening,
} from "./opening.ts";
import { type Domain, field, isDomain, lagranges } from "./plonk-field.ts";

const { mod, power, product, words } = field;

/** Points in the encodings of the EVM. */
export type GnarkPlonkKey = {
	readonly domain: Domain;
	readonly inputs: number;
	readonly cosetShift: bigint;
	readonly g1: Uint8Array;
	/** The generator of G2, and the secret times it. */
	readonly g2: readonly [Uint8Array, Uint8Array];
	readonly ql: Uint8Array;
	readonly qr: Uint8Array;
	readonly qm: Uint8Array;
	readonly qo: Uint8Array;
	readonly qk: Uint8Array;
	readonly s: readonly [Uint8Array, Uint8Array, Uint8Array];
	/** Of each committed wire: its selector, and its row after the public inputs. */
	readonly committed: readonly {
		readonly qcp: Uint8Array;
		readonly row: number;
	}[];
};

export type PreparedGnarkPlonk = KeyInTranscript<GnarkPlonkKey>;

export const mostCommitted = 8;
export const mostPlonkInputs = 1024;

/** The length of a proof under a key with so many committed wires. */
export const gnarkProofBytes = (committed: number): number =>
	24 * wordBytes + committed * (wordBytes + bn254G1Bytes);

/** The key with the lines of its two points of G2 and tables of its commitments. @throws bad-field */
export const prepareGnarkPlonk = (
	curve: PairingCurve,
	key: GnarkPlonkKey,
): PreparedGnarkPlonk => {
	const { domain, inputs, committed, s } = key;
	const rows = committed.map(({ row }) => inputs + row);
	const isSound =
		isDomain(domain) &&
		Number.isSafeInteger(inputs) &&
		inputs >= 0 &&
		inputs <= mostPlonkInputs &&
		committed.length <= mostCommitted &&
		rows.every((row) => Number.isSafeInteger(row) && row >= 0) &&
		rows.every((row) => BigInt(row) < domain.size) &&
		BigInt(inputs) <= domain.size;
	if (!isSound) throw new Fault("bad-field", "a PLONK key out of its bounds");
	const qcp = committed.map((one) => one.qcp);
	const selectors = [key.ql, key.qr, key.qm, key.qo, key.qk];
	const bases = concat(...selectors, ...s, ...qcp, key.g1);
	const equation = prepareOpening(curve, "PLONK", key.g2, bases);
	return { key, prefix: concat(...s, ...selectors, ...qcp), equation };
};

const challenge = (name: string, ...parts: readonly Uint8Array[]): Uint8Array =>
	sha256(concat(utf8(name), ...parts));

const scalarOf = (hash: Uint8Array): bigint => mod(bigFromBytes(hash));

const bsbDst = utf8("BSB22-Plonk");

// expand_message_xmd to 48 bytes (RFC 9380, 5.3.1), taken modulo r.
const hashToScalar = (message: Uint8Array): bigint => {
	const dst = concat(bsbDst, Uint8Array.of(bsbDst.length));
	const b0 = sha256(
		concat(new Uint8Array(64), message, Uint8Array.of(0, 48, 0), dst),
	);
	const b1 = sha256(concat(b0, Uint8Array.of(1), dst));
	const mixed = b0.map((byte, i) => byte ^ (b1[i] ?? 0));
	const b2 = sha256(concat(mixed, Uint8Array.of(2), dst));
	return scalarOf(concat(b1, b2.subarray(0, 16)));
};

type Proof = {
	readonly lro: Uint8Array;
	readonly h: Uint8Array;
	/** l, r, o, s1, s2 at zeta. */
	readonly openings: Uint8Array;
	readonly z: Uint8Array;
	readonly zOpening: Uint8Array;
	readonly atZeta: Uint8Array;
	readonly atZetaOmega: Uint8Array;
	readonly qcpOpenings: Uint8Array;
	readonly commitments: Uint8Array;
};

// In the order of gnark's MarshalSolidity.
const split = (bytes: Uint8Array, committed: number): Proof => {
	let at = 0;
	const take = (count: number): Uint8Array => {
		at += count * wordBytes;
		return bytes.subarray(at - count * wordBytes, at);
	};
	return {
		lro: take(6),
		h: take(6),
		openings: take(5),
		z: take(2),
		zOpening: take(1),
		atZeta: take(2),
		atZetaOmega: take(2),
		qcpOpenings: take(committed),
		commitments: take(2 * committed),
	};
};

/**
 * Does the proof prove the public inputs, 32 bytes each? False for anything malformed as well: a wrong length, a scalar
 * of the order or more, a coordinate of the modulus or more, a point off the curve.
 */
export const verifyGnarkPlonk = (
	prepared: PreparedGnarkPlonk,
	bytes: Uint8Array,
	inputs: Uint8Array,
): boolean => {
	const { key, prefix, equation } = prepared;
	const { domain, committed, cosetShift: k } = key;
	if (bytes.length !== gnarkProofBytes(committed.length)) return false;
	if (inputs.length !== key.inputs * wordBytes) return false;
	const proof = split(bytes, committed.length);
	const scalars = concat(proof.openings, proof.zOpening, proof.qcpOpenings);
	if (!areScalars(inputs) || !areScalars(scalars)) return false;
	const [l = 0n, r = 0n, o = 0n, s1 = 0n, s2 = 0n] = numbers(proof.openings);
	const [zNext = 0n] = numbers(proof.zOpening);
	const qcp = numbers(proof.qcpOpenings);

	// --- challenges
	const gammaHash = challenge("gamma", prefix, inputs, proof.lro);
	const betaHash = challenge("beta", gammaHash);
	const alphaHash = challenge("alpha", betaHash, proof.commitments, proof.z);
	const zetaHash = challenge("zeta", alphaHash, proof.h);
	const gamma = scalarOf(gammaHash);
	const beta = scalarOf(betaHash);
	const alpha = scalarOf(alphaHash);
	const zeta = scalarOf(zetaHash);

	// --- the public inputs' polynomial at zeta
	const zeroAtZeta = mod(power(zeta, domain.size) - 1n);
	if (zeroAtZeta === 0n) return false;
	const publicValues = [
		...numbers(inputs),
		...committed.map((_, i) =>
			hashToScalar(
				proof.commitments.subarray(i * bn254G1Bytes, (i + 1) * bn254G1Bytes),
			),
		),
	];
	const rows = [
		...Array.from({ length: key.inputs }, (_, i) => i),
		...committed.map(({ row }) => key.inputs + row),
	];
	const [first = 0n, ...places] = lagranges(
		domain,
		[0, ...rows],
		zeta,
		zeroAtZeta,
	);
	const publicAtZeta = publicValues.reduce(
		(sum, value, i) => mod(sum + value * (places[i] ?? 0n)),
		0n,
	);
	const alphaFirst = product(alpha, alpha, first);

	// --- the linearised polynomial: its value at zeta, and its commitment
	const left = mod(l + beta * s1 + gamma);
	const right = mod(r + beta * s2 + gamma);
	const opening = mod(
		alphaFirst - publicAtZeta - product(left, right, o + gamma, alpha, zNext),
	);
	const forS3 = product(left, right, alpha, beta, zNext);
	const forZ = mod(
		alphaFirst -
			product(
				alpha,
				l + beta * zeta + gamma,
				r + product(beta, k, zeta) + gamma,
				o + product(beta, k, k, zeta) + gamma,
			),
	);
	const step = power(zeta, domain.size + 2n);
	const forH = mod(-zeroAtZeta);
	const none = committed.map(() => 0n);
	const linearised = equation.combine(0, {
		scalars: words([l, r, l * r, o, 1n, 0n, 0n, forS3, ...none, 0n]),
		points: concat(proof.h, proof.z, proof.commitments),
		pointScalars: words([
			forH,
			forH * step,
			product(forH, step, step),
			forZ,
			...qcp,
		]),
	});
	if (linearised === null) return false;

	// --- the openings at zeta, folded by powers of v
	const vHash = challenge(
		"gamma",
		words([zeta]),
		linearised,
		proof.lro,
		key.s[0],
		key.s[1],
		...committed.map((one) => one.qcp),
		words([opening]),
		proof.openings,
		proof.qcpOpenings,
		proof.zOpening,
	);
	const v = scalarOf(vHash);
	const powers = Array.from({ length: 6 + committed.length }, (_, i) =>
		power(v, BigInt(i)),
	);
	const opened = [opening, l, r, o, s1, s2, ...qcp];
	const folded = opened.reduce(
		(sum, value, i) => mod(sum + value * (powers[i] ?? 0n)),
		0n,
	);

	// --- both openings at once. u is the verifier's own: no prover can know it before the proof is whole.
	const u = scalarOf(sha256(concat(vHash, bytes)));
	const [, vl = 0n, vr = 0n, vo = 0n, vs1 = 0n, vs2 = 0n, ...vq] = powers;
	return checkOpening(
		equation,
		{
			scalars: words([
				...[0n, 0n, 0n, 0n, 0n],
				...[vs1, vs2, 0n],
				...vq,
				-(folded + u * zNext),
			]),
			points: concat(
				linearised,
				proof.lro,
				proof.z,
				proof.atZeta,
				proof.atZetaOmega,
			),
			pointScalars: words([
				...[1n, vl, vr, vo],
				u,
				zeta,
				product(u, zeta, domain.omega),
			]),
		},
		concat(proof.atZeta, proof.atZetaOmega),
		words([1n, u]),
	);
};
