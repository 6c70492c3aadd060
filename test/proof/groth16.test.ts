// Groth16 on instances made in the exponent: with alpha, beta, gamma, delta and the inputs' points known as multiples
// of the generators, C follows from A and B. No prover's code is involved.

import { bn254 } from "@noble/curves/bn254.js";
import { describe, expect, it } from "vitest";
import {
	bigFromBytes,
	bigToBytes,
	concat,
	toHex,
} from "../../src/base/bytes.ts";
import { bn254P, bn254R } from "../../src/crypto/bn254.ts";
import { nobleBn254 as curve } from "../../src/crypto/noble-bn254.ts";
import {
	type Groth16Key,
	prepareGroth16Key,
	verifyGroth16,
} from "../../src/proof/groth16.ts";
import {
	decodeGroth16Key,
	decodeGroth16Proof,
	decodeInputs,
} from "../../src/proof/snarkjs.ts";
import { refusedWith } from "../refused.ts";

const word = (value: bigint): Uint8Array => bigToBytes(value, 32);

const inR = (value: bigint): bigint => ((value % bn254R) + bn254R) % bn254R;

const g1 = (scalar: bigint): Uint8Array => {
	if (inR(scalar) === 0n) return new Uint8Array(64);
	const { x, y } = bn254.G1.Point.BASE.multiply(inR(scalar)).toAffine();
	return concat(word(x), word(y));
};

const g2 = (scalar: bigint): Uint8Array => {
	const { x, y } = bn254.G2.Point.BASE.multiply(inR(scalar)).toAffine();
	return concat(word(x.c1), word(x.c0), word(y.c1), word(y.c0));
};

const { Fr } = bn254.fields;

const secret = { alpha: 3n, beta: 5n, gamma: 7n, delta: 11n };
const ic = [13n, 17n, 19n, 23n];
const key: Groth16Key = {
	alpha: g1(secret.alpha),
	beta: g2(secret.beta),
	gamma: g2(secret.gamma),
	delta: g2(secret.delta),
	ic: ic.map(g1),
};

const prove = (inputs: readonly bigint[], a = 101n, b = 103n): Uint8Array => {
	const sum = ic
		.slice(1)
		.reduce((all, own, i) => all + own * (inputs[i] ?? 0n), ic[0] ?? 0n);
	const over = a * b - secret.alpha * secret.beta - sum * secret.gamma;
	const c = Fr.div(inR(over), secret.delta);
	return concat(g1(a), g2(b), g1(c));
};

const inputs = [0n, 1n, bn254R - 1n];
const words = (values: readonly bigint[]) => concat(...values.map(word));
const prepared = prepareGroth16Key(curve, key);
const proof = prove(inputs);
const verify = (own: Uint8Array, given: readonly bigint[] = inputs) =>
	verifyGroth16(prepared, own, words(given));

const put = (at: number, bytes: Uint8Array): Uint8Array => {
	const copy = proof.slice();
	copy.set(bytes, at);
	return copy;
};

describe("a Groth16 proof", () => {
	it("holds for its inputs, for no inputs, and with other randomness", () => {
		expect(verify(proof)).toBe(true);
		expect(verify(prove(inputs, 5n, 9n))).toBe(true);
		const none = prepareGroth16Key(curve, { ...key, ic: [g1(13n)] });
		expect(verifyGroth16(none, prove([]), new Uint8Array(0))).toBe(true);
	});

	it("holds where the inputs' sum is infinity", () => {
		const [first = 0n, second = 0n] = ic;
		const zero = [Fr.div(inR(-first), second), 0n, 0n];
		expect(verify(prove(zero), zero)).toBe(true);
	});

	it("rejects another input", () => {
		for (const i of [0, 1, 2])
			expect(
				verify(
					proof,
					inputs.map((value, at) => (at === i ? inR(value + 1n) : value)),
				),
			).toBe(false);
	});

	it("rejects an input plus the order, which is the same number", () => {
		for (const i of [0, 1, 2])
			expect(
				verify(
					proof,
					inputs.map((value, at) => (at === i ? value + bn254R : value)),
				),
			).toBe(false);
	});

	it("rejects one input too few, one too many, and half a word", () => {
		expect(verify(proof, inputs.slice(0, 2))).toBe(false);
		expect(verify(proof, [...inputs, 0n])).toBe(false);
		expect(verifyGroth16(prepared, proof, words(inputs).subarray(0, 80))).toBe(
			false,
		);
	});

	it("rejects swapped inputs", () => {
		expect(verify(proof, inputs.toReversed())).toBe(false);
	});

	it("rejects every coordinate plus the modulus, which is the same point", () => {
		for (let at = 0; at < proof.length; at += 32) {
			const own = bigFromBytes(proof.subarray(at, at + 32));
			expect(verify(put(at, word(own + bn254P)))).toBe(false);
		}
	});

	it("rejects a flipped bit in each word", () => {
		for (let at = 0; at < proof.length; at += 32)
			expect(
				verify(put(at + 31, Uint8Array.of((proof[at + 31] ?? 0) ^ 1))),
			).toBe(false);
	});

	it("rejects A and C swapped, A negated, and B's parts swapped", () => {
		const a = proof.subarray(0, 64);
		const c = proof.subarray(192);
		expect(verify(concat(c, proof.subarray(64, 192), a))).toBe(false);
		const y = bigFromBytes(proof.subarray(32, 64));
		expect(verify(put(32, word(bn254P - y)))).toBe(false);
		const b = proof.subarray(64, 192);
		const swapped = concat(
			b.subarray(32, 64),
			b.subarray(0, 32),
			b.subarray(96),
			b.subarray(64, 96),
		);
		expect(verify(put(64, swapped))).toBe(false);
	});

	it("rejects points made infinity", () => {
		for (const [at, size] of [
			[0, 64],
			[64, 128],
			[192, 64],
		] as const)
			expect(verify(put(at, new Uint8Array(size)))).toBe(false);
	});

	it("rejects what is cut off or too long", () => {
		expect(verify(proof.subarray(0, 255))).toBe(false);
		expect(verify(proof.subarray(0, 192))).toBe(false);
		expect(verify(concat(proof, Uint8Array.of(0)))).toBe(false);
		expect(verify(new Uint8Array(0))).toBe(false);
	});

	it("rejects a proof under another key", () => {
		const other = prepareGroth16Key(curve, { ...key, delta: g2(12n) });
		expect(verifyGroth16(other, proof, words(inputs))).toBe(false);
	});
});

describe("a Groth16 key", () => {
	it("is refused with infinity in it, with a point off its curve, or without points for inputs", () => {
		for (const broken of [
			{ ...key, delta: new Uint8Array(128) },
			{ ...key, gamma: new Uint8Array(128) },
			{ ...key, beta: new Uint8Array(128) },
			{ ...key, alpha: new Uint8Array(64) },
			{ ...key, alpha: concat(word(1n), word(1n)) },
			{ ...key, ic: [] },
			{ ...key, ic: [g1(1n), concat(word(0n), word(1n))] },
		])
			expect(refusedWith(() => prepareGroth16Key(curve, broken))).toBe(
				"bad-field",
			);
	});
});

describe("the JSON of snarkjs", () => {
	const decimals = (bytes: Uint8Array) => [
		bigFromBytes(bytes.subarray(0, 32)).toString(),
		bigFromBytes(bytes.subarray(32)).toString(),
	];
	const flat = (bytes: Uint8Array) => [...decimals(bytes), "1"];
	const deep = (bytes: Uint8Array) => [
		decimals(bytes.subarray(0, 64)).toReversed(),
		decimals(bytes.subarray(64)).toReversed(),
		["1", "0"],
	];
	const keyJson = {
		protocol: "groth16",
		curve: "bn128",
		nPublic: 3,
		vk_alpha_1: flat(key.alpha),
		vk_beta_2: deep(key.beta),
		vk_gamma_2: deep(key.gamma),
		vk_delta_2: deep(key.delta),
		IC: key.ic.map(flat),
	};
	const proofJson = {
		pi_a: flat(proof.subarray(0, 64)),
		pi_b: deep(proof.subarray(64, 192)),
		pi_c: flat(proof.subarray(192)),
		protocol: "groth16",
		curve: "bn128",
	};

	it("gives the same key, proof and inputs", () => {
		const own = decodeGroth16Key(keyJson, "");
		expect(own.ic.map(toHex)).toEqual(key.ic.map(toHex));
		expect(toHex(own.beta)).toBe(toHex(key.beta));
		expect(toHex(decodeGroth16Proof(proofJson, ""))).toBe(toHex(proof));
		expect(
			verifyGroth16(
				prepareGroth16Key(curve, own),
				decodeGroth16Proof(proofJson, ""),
				decodeInputs(inputs.map(String), ""),
			),
		).toBe(true);
	});

	it("keeps a coordinate plus the modulus as it stands, so that the verifier refuses it", () => {
		const [x = "", y = ""] = proofJson.pi_a;
		const own = decodeGroth16Proof(
			{ ...proofJson, pi_a: [String(BigInt(x) + bn254P), y, "1"] },
			"",
		);
		expect(verify(own)).toBe(false);
	});

	it("reads infinity", () => {
		const own = decodeGroth16Proof({ ...proofJson, pi_a: ["0", "1", "0"] }, "");
		expect(toHex(own.subarray(0, 64))).toBe(toHex(new Uint8Array(64)));
	});

	it("refuses points not in affine form, numbers over 256 bits, a wrong count of inputs, another protocol", () => {
		const [x = "", y = ""] = proofJson.pi_a;
		for (const act of [
			() => decodeGroth16Proof({ ...proofJson, pi_a: [x, y, "2"] }, ""),
			() => decodeGroth16Proof({ ...proofJson, pi_a: [x, y] }, ""),
			() => decodeGroth16Proof({ ...proofJson, pi_a: ["0x1", y, "1"] }, ""),
			() => decodeGroth16Proof({ ...proofJson, pi_b: proofJson.pi_a }, ""),
			() => decodeInputs([String(2n ** 256n)], ""),
			() => decodeInputs(["-1"], ""),
			() => decodeInputs([1], ""),
			() => decodeGroth16Key({ ...keyJson, nPublic: 2 }, ""),
			() => decodeGroth16Key({ ...keyJson, protocol: "plonk" }, ""),
			() => decodeGroth16Key({ ...keyJson, curve: "bls12381" }, ""),
		])
			expect(refusedWith(act)).toBe("bad-field");
	});
});
