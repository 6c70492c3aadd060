// PLONK as gnark, snarkjs and ZKsync Era have it, on proofs forged with a known secret (plonk-forge.ts) and one that
// snarkjs made: what holds, and what each must refuse.

import { bn254 } from "@noble/curves/bn254.js";
import { describe, expect, it } from "vitest";
import { bigFromBytes, concat } from "../../src/base/bytes.ts";
import { bn254P, bn254R } from "../../src/crypto/bn254.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { nobleBn254 as curve } from "../../src/crypto/noble-bn254.ts";
import {
	type EraPlonkKey,
	prepareEraPlonk,
	verifyEraPlonk,
} from "../../src/proof/plonk-era.ts";
import {
	gnarkProofBytes,
	prepareGnarkPlonk,
	verifyGnarkPlonk,
} from "../../src/proof/plonk-gnark.ts";
import { decodeGnarkPlonkKey } from "../../src/proof/plonk-gnark-key.ts";
import {
	prepareSnarkjsPlonk,
	verifySnarkjsPlonk,
} from "../../src/proof/plonk-snarkjs.ts";
import {
	decodeInputs,
	decodePlonkKey,
	decodePlonkProof,
} from "../../src/proof/snarkjs.ts";
import made from "../bench/made/plonk.json" with { type: "json" };
import { refusedWith } from "../refused.ts";
import { gnarkKey, makeGnark, rootOf, tau } from "./made-gnark.ts";
import { forge, g1, g2, inR, numbersFrom, word } from "./plonk-forge.ts";

const { Fr } = bn254.fields;

const replaced = (
	bytes: Uint8Array,
	at: number,
	by: Uint8Array,
): Uint8Array => {
	const copy = bytes.slice();
	copy.set(by, at);
	return copy;
};

/** Everything that any of these verifiers must refuse of a proof of words and its inputs. */
const refusals = (
	verify: (proof: Uint8Array, inputs: Uint8Array) => boolean,
	proof: Uint8Array,
	inputs: Uint8Array,
	/** Where a scalar stands in the proof, and two points. */
	at: {
		readonly scalar: number;
		readonly points: readonly [number, number];
	},
): void => {
	const numberAt = (bytes: Uint8Array, from: number) =>
		bigFromBytes(bytes.subarray(from, from + 32));

	it("holds", () => {
		expect(verify(proof, inputs)).toBe(true);
	});

	it("rejects a flipped bit in every word of the proof", () => {
		for (let from = 0; from < proof.length; from += 32) {
			const last = proof[from + 31] ?? 0;
			const flipped = replaced(proof, from + 31, Uint8Array.of(last ^ 1));
			expect(verify(flipped, inputs)).toBe(false);
		}
	});

	it("rejects a coordinate plus the modulus, and a scalar or an input plus the order", () => {
		const { scalar, points } = at;
		const [point] = points;
		for (const from of [point, point + 32])
			expect(
				verify(
					replaced(proof, from, word(numberAt(proof, from) + bn254P)),
					inputs,
				),
			).toBe(false);
		expect(
			verify(
				replaced(proof, scalar, word(numberAt(proof, scalar) + bn254R)),
				inputs,
			),
		).toBe(false);
		for (let from = 0; from < inputs.length; from += 32)
			expect(
				verify(
					proof,
					replaced(inputs, from, word(numberAt(inputs, from) + bn254R)),
				),
			).toBe(false);
	});

	it("rejects another input, one too few and one too many", () => {
		const other = replaced(inputs, 31, Uint8Array.of((inputs[31] ?? 0) ^ 1));
		expect(verify(proof, other)).toBe(false);
		expect(verify(proof, inputs.subarray(32))).toBe(false);
		expect(verify(proof, concat(inputs, word(0n)))).toBe(false);
	});

	it("rejects two points swapped, one made infinity, one negated", () => {
		const [a, b] = at.points;
		const [first, second] = [a, b].map((from) => proof.slice(from, from + 64));
		if (first === undefined || second === undefined) throw new Error("points");
		expect(verify(replaced(replaced(proof, a, second), b, first), inputs)).toBe(
			false,
		);
		expect(verify(replaced(proof, a, new Uint8Array(64)), inputs)).toBe(false);
		expect(
			verify(
				replaced(proof, a + 32, word(bn254P - numberAt(proof, a + 32))),
				inputs,
			),
		).toBe(false);
	});

	it("rejects what is cut off or too long", () => {
		for (const own of [
			proof.subarray(0, -32),
			proof.subarray(0, -1),
			concat(proof, word(0n)),
			new Uint8Array(0),
		])
			expect(verify(own, inputs)).toBe(false);
	});
};

// --- gnark

for (const [inputCount, gates] of [
	[2, 0],
	[1, 1],
	[3, 2],
] as const)
	describe(`a PLONK proof of gnark with ${inputCount} inputs and ${gates} committed wires`, () => {
		const { key, inputs, proof } = makeGnark(inputCount, gates);
		const prepared = prepareGnarkPlonk(curve, key);
		refusals(
			(own, given) => verifyGnarkPlonk(prepared, own, given),
			proof,
			inputs,
			{ scalar: 0x180, points: [0, 0x40] },
		);

		it("rejects it under a key with another commitment, another root or another row", () => {
			for (const other of [
				{ ...key, qm: g1(3n) },
				{ ...key, cosetShift: 7n },
				{
					...key,
					domain: { size: 64n, omega: Fr.pow(key.domain.omega, 3n) },
				},
				...(gates === 0
					? []
					: [
							{
								...key,
								committed: key.committed.map((one) => ({
									...one,
									row: one.row + 1,
								})),
							},
						]),
			])
				expect(
					verifyGnarkPlonk(prepareGnarkPlonk(curve, other), proof, inputs),
				).toBe(false);
		});
	});

describe("a PLONK key of gnark", () => {
	const key = gnarkKey(1, 1);

	it("is refused with a wrong root, a size that is no power of two, infinity in G2, rows past the end", () => {
		const [first] = key.committed;
		if (first === undefined) throw new Error("one committed wire");
		for (const broken of [
			{ ...key, domain: { size: 64n, omega: rootOf(32n) } },
			{ ...key, domain: { size: 64n, omega: 1n } },
			{ ...key, domain: { size: 63n, omega: rootOf(64n) } },
			{ ...key, g2: [g2(1n), new Uint8Array(128)] as const },
			{ ...key, inputs: -1 },
			{ ...key, inputs: 65 },
			{ ...key, committed: [{ ...first, row: 63 }] },
			{ ...key, ql: concat(word(1n), word(1n)) },
		])
			expect(refusedWith(() => prepareGnarkPlonk(curve, broken))).toBe(
				"bad-field",
			);
	});

	it("is refused as constants that miss one or contradict each other", () => {
		const point = (name: string) => ({
			[`${name}_X`]: "1",
			[`${name}_Y`]: "2",
		});
		const constants: Record<string, string> = {
			...Object.fromEntries(
				[0, 1].flatMap((i) =>
					["X_0", "X_1", "Y_0", "Y_1"].map((own) => [
						`G2_SRS_${i}_${own}`,
						"0",
					]),
				),
			),
			...point("G1_SRS"),
			VK_NB_PUBLIC_INPUTS: "1",
			VK_DOMAIN_SIZE: "64",
			VK_INV_DOMAIN_SIZE: String(Fr.inv(64n)),
			VK_OMEGA: String(rootOf(64n)),
			...Object.assign(
				{},
				...["QL", "QR", "QM", "QO", "QK", "S1", "S2", "S3"].map((name) =>
					point(`VK_${name}_COM`),
				),
			),
			VK_COSET_SHIFT: "5",
			VK_NB_CUSTOM_GATES: "1",
			...point("VK_QCP_0"),
			VK_INDEX_COMMIT_API_0: "3",
		};
		expect(decodeGnarkPlonkKey(constants, "").committed).toHaveLength(1);
		for (const name of Object.keys(constants)) {
			if (name === "VK_OMEGA") continue;
			const { [name]: _, ...rest } = constants;
			expect(refusedWith(() => decodeGnarkPlonkKey(rest, ""))).toBe(
				"bad-field",
			);
		}
		for (const change of [
			{ VK_INV_DOMAIN_SIZE: "1" },
			{ VK_DOMAIN_SIZE: "0" },
			{ VK_NB_CUSTOM_GATES: "2" },
			{ VK_NB_CUSTOM_GATES: "9" },
			{ VK_NB_PUBLIC_INPUTS: "100000" },
		])
			expect(
				refusedWith(() => decodeGnarkPlonkKey({ ...constants, ...change }, "")),
			).toBe("bad-field");
	});

	it("has proofs of 24 words, and three more for each committed wire", () => {
		expect(gnarkProofBytes(0)).toBe(768);
		expect(gnarkProofBytes(1)).toBe(864);
	});
});

// --- snarkjs

describe("a PLONK proof that snarkjs made", () => {
	const key = decodePlonkKey(made.key, "key");
	const prepared = prepareSnarkjsPlonk(curve, key);
	const proof = decodePlonkProof(made.proof, "proof");
	refusals(
		(own, given) => verifySnarkjsPlonk(prepared, own, given),
		proof,
		decodeInputs(made.inputs, "inputs"),
		{ scalar: 18 * 32, points: [0, 64] },
	);

	it("has a key whose root follows from its size", () => {
		const { w, ...rest } = made.key;
		expect(decodePlonkKey(rest, "key").domain.omega).toBe(BigInt(w));
		expect(
			refusedWith(() => decodePlonkKey({ ...rest, k1: String(bn254R) }, "")),
		).toBe("bad-field");
		expect(
			refusedWith(() =>
				prepareSnarkjsPlonk(curve, { ...key, x2: new Uint8Array(128) }),
			),
		).toBe("bad-field");
	});
});

describe("a PLONK proof of snarkjs' form without inputs", () => {
	const key = { ...decodePlonkKey(made.key, "key"), inputs: 0, x2: g2(tau) };
	const next = numbersFrom(5n);
	const names = ["qm", "ql", "qr", "qo", "qc"] as const;
	const own = {
		...key,
		...Object.fromEntries(names.map((name) => [name, g1(next())])),
		s: [g1(next()), g1(next()), g1(next())] as const,
	};
	const unfinished = concat(
		...Array.from({ length: 9 }, () => g1(next())),
		...Array.from({ length: 6 }, () => word(next())),
	);
	const none = new Uint8Array(0);
	const proof = forge(
		{
			verifier: (by) => {
				const prepared = prepareSnarkjsPlonk(by, own);
				return (bytes) => verifySnarkjsPlonk(prepared, bytes, none);
			},
			at: [14 * 32, 16 * 32],
			tau,
			omega: key.domain.omega,
		},
		unfinished,
	);

	it("holds, and not with an input", () => {
		const prepared = prepareSnarkjsPlonk(curve, own);
		expect(verifySnarkjsPlonk(prepared, proof, none)).toBe(true);
		expect(verifySnarkjsPlonk(prepared, proof, word(0n))).toBe(false);
	});
});

// --- ZKsync Era

const eraKey = (isRecursive: boolean): EraPlonkKey => {
	const next = numbersFrom(300n);
	const points = (count: number) =>
		Array.from({ length: count }, () => g1(next()));
	return {
		domain: { size: 32n, omega: rootOf(32n) },
		g2: [g2(1n), g2(tau)],
		gates: points(8),
		selectors: points(2),
		permutation: points(4),
		lookupSelector: g1(next()),
		tables: points(4),
		tableType: g1(next()),
		isRecursive,
	};
};

// The transcript and the quotient's identity once more, from the description in the contract's comments.
const eraLinear = (proof: Uint8Array, input: bigint): bigint => {
	const at = (i: number) => bigFromBytes(proof.subarray(32 * i, 32 * i + 32));
	let [low, high] = [new Uint8Array(32), new Uint8Array(32)];
	const hash = (tag: number, tail: Uint8Array) =>
		keccak256(concat(Uint8Array.of(0, 0, 0, tag), low, high, tail)).slice();
	const absorb = (...values: readonly bigint[]) => {
		for (const value of values)
			[low, high] = [hash(0, word(value)), hash(1, word(value))];
	};
	const draw = (i: number) =>
		bigFromBytes(hash(2, Uint8Array.of(0, 0, 0, i))) % 2n ** 253n;
	const range = (from: number, to: number) =>
		Array.from({ length: to - from }, (_, i) => at(from + i));
	absorb(input, ...range(0, 8));
	absorb(...range(10, 12));
	const [beta, gamma] = [draw(1), draw(2)];
	absorb(...range(8, 10));
	const [betaL, gammaL] = [draw(3), draw(4)];
	absorb(...range(12, 14));
	const alpha = draw(5);
	absorb(...range(14, 22));
	const z = draw(6);
	const n = 32n;
	const omega = rootOf(n);
	const zero = inR(Fr.pow(z, n) - 1n);
	const last = Fr.pow(omega, n - 1n);
	const first = Fr.div(zero, inR(n * (z - 1n)));
	const final = Fr.div(inR(zero * last), inR(n * (z - last)));
	const bg = inR(gammaL * (betaL + 1n));
	const [a, b, c, d] = range(22, 26) as [bigint, bigint, bigint, bigint];
	const r0 =
		first * input * at(27) -
		Fr.pow(alpha, 4n) *
			at(31) *
			inR(at(28) * beta + gamma + a) *
			inR(at(29) * beta + gamma + b) *
			inR(at(30) * beta + gamma + c) *
			inR(d + gamma) -
		Fr.pow(alpha, 5n) * first +
		Fr.pow(alpha, 6n) * inR(at(32) * betaL + bg) * inR(z - last) * at(33) -
		Fr.pow(alpha, 7n) * first -
		Fr.pow(alpha, 8n) * final * Fr.pow(bg, n - 1n);
	return inR(at(38) * zero - r0);
};

for (const isRecursive of [false, true])
	describe(`a PLONK proof of Era${isRecursive ? " with another proof's points" : ""}`, () => {
		const key = eraKey(isRecursive);
		const next = numbersFrom(11n);
		const input = word(next() >> 3n);
		const points = (count: number) =>
			concat(...Array.from({ length: count }, () => g1(next())));
		const scalars = concat(...Array.from({ length: 18 }, () => word(next())));
		const other = isRecursive ? [g1(-5n * tau), g1(5n)] : [];
		// e(P1, 1) e(P2, tau) = 1 is what the other proof comes down to.
		const draft = concat(points(11), scalars, points(2), ...other);
		const unfinished = replaced(
			draft,
			39 * 32,
			word(eraLinear(draft, bigFromBytes(input))),
		);
		const proof = forge(
			{
				verifier: (own) => {
					const prepared = prepareEraPlonk(own, key);
					return (bytes) => verifyEraPlonk(prepared, bytes, input);
				},
				at: [40 * 32, 42 * 32],
				cancelling: other,
				tau,
				omega: key.domain.omega,
			},
			unfinished,
		);
		const prepared = prepareEraPlonk(curve, key);
		refusals(
			(own, given) => verifyEraPlonk(prepared, own, given),
			proof,
			input,
			{ scalar: 22 * 32, points: [0, 64] },
		);

		it("rejects an input of 254 bits, which the contract would cut", () => {
			const cut = replaced(input, 0, Uint8Array.of((input[0] ?? 0) | 0x20));
			expect(verifyEraPlonk(prepared, proof, cut)).toBe(false);
		});

		it("rejects it under a key that expects the other length", () => {
			const another = prepareEraPlonk(curve, {
				...key,
				isRecursive: !isRecursive,
			});
			expect(verifyEraPlonk(another, proof, input)).toBe(false);
		});

		it("has a key that is refused with points missing or infinity in G2", () => {
			for (const broken of [
				{ ...key, gates: key.gates.slice(1) },
				{ ...key, tables: [] },
				{ ...key, g2: [g2(1n), new Uint8Array(128)] as const },
				{ ...key, domain: { size: 32n, omega: 1n } },
			])
				expect(refusedWith(() => prepareEraPlonk(curve, broken))).toBe(
					"bad-field",
				);
		});
	});
