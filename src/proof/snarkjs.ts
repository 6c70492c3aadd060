// The JSON that snarkjs writes for Groth16 and PLONK, as keys, proofs and inputs in the encodings of the EVM. Decimal numbers are
// taken as they stand: what is not canonical is refused by the verifier, or here where it does not fit 32 bytes.

import { bigToBytes, concat } from "../base/bytes.ts";
import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { bn254G1Bytes, bn254G2Bytes, wordBytes } from "../crypto/bn254.ts";
import { type Groth16Key, mostPublicInputs } from "./groth16.ts";
import { field } from "./plonk-field.ts";
import type { SnarkjsPlonkKey } from "./plonk-snarkjs.ts";

/** A decimal number as 32 bytes. */
export const decimalWord: Decode<Uint8Array> = (raw, path) => {
	const value = d.bigDecimal(raw, path);
	if (value >= 1n << 256n)
		throw new Fault("bad-field", `"${path}" is larger than 256 bits`);
	return bigToBytes(value, wordBytes);
};

const number = (value: bigint): Decode<bigint> => {
	const decode: Decode<bigint> = (raw, path) => {
		const found = d.bigDecimal(raw, path);
		if (found !== value)
			throw new Fault("bad-field", `"${path}" is ${found}, not ${value}`);
		return found;
	};
	return decode;
};

/** A number of the scalars' field. */
const scalar: Decode<bigint> = (raw, path) => {
	const value = d.bigDecimal(raw, path);
	if (value >= field.order)
		throw new Fault("bad-field", `"${path}" is no scalar`);
	return value;
};

// Projective with z = 1, or 0, 1, 0 for infinity.
const affine = d.tuple(decimalWord, decimalWord, number(1n));
const infinity = d.tuple(number(0n), number(1n), number(0n));

/** A point of G1. */
export const decodeG1: Decode<Uint8Array> = (raw, path) => {
	if (Array.isArray(raw) && raw[2] === "0") {
		infinity(raw, path);
		return new Uint8Array(bn254G1Bytes);
	}
	const [x, y] = affine(raw, path);
	return concat(x, y);
};

const pair = d.tuple(decimalWord, decimalWord);
const affine2 = d.tuple(pair, pair, d.tuple(number(1n), number(0n)));
const infinity2 = d.tuple(
	d.tuple(number(0n), number(0n)),
	d.tuple(number(1n), number(0n)),
	d.tuple(number(0n), number(0n)),
);

/** A point of G2, the real parts first in the JSON. */
export const decodeG2: Decode<Uint8Array> = (raw, path) => {
	if (Array.isArray(raw) && Array.isArray(raw[2]) && raw[2][0] === "0") {
		infinity2(raw, path);
		return new Uint8Array(bn254G2Bytes);
	}
	const [[x0, x1], [y0, y1]] = affine2(raw, path);
	return concat(x1, x0, y1, y0);
};

const curveName = d.oneOf("bn128", "bn254", "altbn128");

const keyFile = d.record({
	protocol: d.oneOf("groth16"),
	curve: curveName,
	nPublic: d.int(0, mostPublicInputs),
	vk_alpha_1: decodeG1,
	vk_beta_2: decodeG2,
	vk_gamma_2: decodeG2,
	vk_delta_2: decodeG2,
	IC: d.list(decodeG1, mostPublicInputs + 1, 1),
});

/** verification_key.json. @throws bad-field */
export const decodeGroth16Key: Decode<Groth16Key> = (raw, path) => {
	const key = keyFile(raw, path);
	if (key.IC.length !== key.nPublic + 1)
		throw new Fault(
			"bad-field",
			`"${path}" has ${key.IC.length} points for ${key.nPublic} inputs`,
		);
	return {
		alpha: key.vk_alpha_1,
		beta: key.vk_beta_2,
		gamma: key.vk_gamma_2,
		delta: key.vk_delta_2,
		ic: key.IC,
	};
};

const proofFile = d.record({
	protocol: d.optional(d.oneOf("groth16")),
	curve: d.optional(curveName),
	pi_a: decodeG1,
	pi_b: decodeG2,
	pi_c: decodeG1,
});

/** proof.json as A, B, C. @throws bad-field */
export const decodeGroth16Proof: Decode<Uint8Array> = (raw, path) => {
	const { pi_a, pi_b, pi_c } = proofFile(raw, path);
	return concat(pi_a, pi_b, pi_c);
};

/** public.json: 32 bytes for each input. @throws bad-field */
export const decodeInputs: Decode<Uint8Array> = (raw, path) =>
	concat(...d.list(decimalWord, mostPublicInputs)(raw, path));

// --- PLONK

const plonkKeyFile = d.record({
	protocol: d.oneOf("plonk"),
	curve: curveName,
	nPublic: d.int(0, mostPublicInputs),
	power: d.int(1, 28),
	k1: scalar,
	k2: scalar,
	w: d.optional(scalar),
	Qm: decodeG1,
	Ql: decodeG1,
	Qr: decodeG1,
	Qo: decodeG1,
	Qc: decodeG1,
	S1: decodeG1,
	S2: decodeG1,
	S3: decodeG1,
	X_2: decodeG2,
});

// 5 generates the field's multiplicative group.
const rootOf = (power: number): bigint =>
	field.power(5n, (field.order - 1n) >> BigInt(power));

/** verification_key.json. @throws bad-field */
export const decodePlonkKey: Decode<SnarkjsPlonkKey> = (raw, path) => {
	const key = plonkKeyFile(raw, path);
	return {
		domain: {
			size: 1n << BigInt(key.power),
			omega: key.w ?? rootOf(key.power),
		},
		inputs: key.nPublic,
		k1: key.k1,
		k2: key.k2,
		qm: key.Qm,
		ql: key.Ql,
		qr: key.Qr,
		qo: key.Qo,
		qc: key.Qc,
		s: [key.S1, key.S2, key.S3],
		x2: key.X_2,
	};
};

const plonkProofFile = d.record({
	protocol: d.optional(d.oneOf("plonk")),
	curve: d.optional(curveName),
	A: decodeG1,
	B: decodeG1,
	C: decodeG1,
	Z: decodeG1,
	T1: decodeG1,
	T2: decodeG1,
	T3: decodeG1,
	Wxi: decodeG1,
	Wxiw: decodeG1,
	eval_a: decimalWord,
	eval_b: decimalWord,
	eval_c: decimalWord,
	eval_s1: decimalWord,
	eval_s2: decimalWord,
	eval_zw: decimalWord,
});

/** proof.json in the order of snarkjs' Solidity verifiers. @throws bad-field */
export const decodePlonkProof: Decode<Uint8Array> = (raw, path) => {
	const p = plonkProofFile(raw, path);
	return concat(
		...[p.A, p.B, p.C, p.Z, p.T1, p.T2, p.T3, p.Wxi, p.Wxiw],
		...[p.eval_a, p.eval_b, p.eval_c, p.eval_s1, p.eval_s2, p.eval_zw],
	);
};
