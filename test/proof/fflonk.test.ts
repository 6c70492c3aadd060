// FFLONK on a proof forged with a known secret. The denominators that the contract inverts are computed here one by one,
// as it does.

import { bn254 } from "@noble/curves/bn254.js";
import { describe, expect, it } from "vitest";
import { bigFromBytes, concat } from "../../src/base/bytes.ts";
import { bn254P, bn254R } from "../../src/crypto/bn254.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { nobleBn254 as curve } from "../../src/crypto/noble-bn254.ts";
import {
	type FflonkKey,
	fflonkProofBytes,
	prepareFflonk,
	verifyFflonk,
} from "../../src/proof/fflonk.ts";
import { decodeFflonkKey } from "../../src/proof/fflonk-key.ts";
import { refusedWith } from "../refused.ts";
import {
	g1,
	g2,
	inR,
	numbersFrom,
	recorder,
	sum,
	word,
} from "./plonk-forge.ts";

const { Fr } = bn254.fields;
const rootOf = (size: bigint): bigint => Fr.pow(5n, (bn254R - 1n) / size);
const tau = 0x7a75n;
const size = 64n;
const omega = rootOf(size);
const key: FflonkKey = {
	domain: { size, omega },
	k1: 5n,
	k2: 7n,
	setup: g1(12_345n),
	g2: [g2(1n), g2(tau)],
};

const next = numbersFrom(77n);
const input = word(next());
const points = [g1(next()), g1(next()), g1(next())];
const openings = Array.from({ length: 15 }, () => next());

// r and y of the transcript, as the contract's comments describe it.
const challenges = (): { readonly r: bigint; readonly y: bigint } => {
	let [low, high] = [new Uint8Array(32), new Uint8Array(32)];
	const hash = (tag: number, tail: Uint8Array) =>
		keccak256(concat(Uint8Array.of(0, 0, 0, tag), low, high, tail)).slice();
	const absorb = (bytes: Uint8Array) => {
		for (let at = 0; at < bytes.length; at += 32) {
			const own = bytes.subarray(at, at + 32);
			[low, high] = [hash(0, own), hash(1, own)];
		}
	};
	const draw = (i: number) =>
		bigFromBytes(hash(2, Uint8Array.of(0, 0, 0, i))) % 2n ** 253n;
	const [first, second, w] = points;
	if (!first || !second || !w) throw new Error("three points");
	absorb(concat(input, key.setup, first, second));
	const r = draw(2);
	for (const opening of openings) absorb(word(opening));
	absorb(w);
	return { r, y: draw(4) };
};

// For each set of places: the product over its places h of prod over the other places h' of (h - h'), times (y - h).
const inverse = (): bigint => {
	const { r, y } = challenges();
	const powers = (root: bigint, count: number) =>
		Array.from({ length: count }, (_, i) => Fr.pow(root, BigInt(i)));
	const times = (by: bigint, places: readonly bigint[]) =>
		places.map((place) => inR(by * place));
	const thirds = powers(Fr.pow(5n, (bn254R - 1n) / 3n), 3);
	const by3 = Fr.pow(r, 8n);
	// The third root of omega in omega's own group.
	const shift = Fr.pow(omega, 43n);
	const sets = [
		times(Fr.pow(r, 3n), powers(rootOf(8n), 8)),
		times(Fr.pow(r, 6n), powers(rootOf(4n), 4)),
		[...times(by3, thirds), ...times(inR(by3 * shift), thirds)],
	];
	expect(Fr.pow(shift, 3n)).toBe(omega);
	let all = 1n;
	for (const [at, places] of sets.entries())
		for (const place of places) {
			const others = places.filter((other) => other !== place);
			const spread = others.reduce(
				(by, other) => inR(by * (place - other)),
				1n,
			);
			// The contract leaves the place's own root of unity out of the spread and puts it into the numerator.
			const root =
				at === 2
					? Fr.div(place, places.indexOf(place) < 3 ? by3 : inR(by3 * shift))
					: Fr.div(place, places[0] ?? 1n);
			all = inR(all * inR(spread * root) * (y - place));
		}
	return Fr.inv(all);
};

const forged = (): Uint8Array => {
	const { curve: recording, last } = recorder();
	const prepared = prepareFflonk(recording, key);
	const draft = g1(0x1111n);
	const proof = (wAtY: Uint8Array) =>
		concat(...points, wAtY, ...openings.map(word), word(inverse()));
	if (!verifyFflonk(prepared, proof(draft), input))
		throw new Error("refused before the pairing");
	const [left] = last();
	if (left === undefined) throw new Error("no sides");
	const { y } = challenges();
	return proof(g1(Fr.div(sum(left, [draft]), inR(tau - y))));
};

describe("an FFLONK proof", () => {
	const proof = forged();
	const prepared = prepareFflonk(curve, key);
	const verify = (own: Uint8Array, given = input) =>
		verifyFflonk(prepared, own, given);
	const put = (at: number, by: Uint8Array): Uint8Array => {
		const copy = proof.slice();
		copy.set(by, at);
		return copy;
	};
	const numberAt = (at: number) => bigFromBytes(proof.subarray(at, at + 32));

	it("holds", () => {
		expect(proof).toHaveLength(fflonkProofBytes);
		expect(verify(proof)).toBe(true);
	});

	it("rejects a flipped bit in every word, the denominators' inverse included", () => {
		for (let at = 0; at < proof.length; at += 32)
			expect(
				verify(put(at + 31, Uint8Array.of((proof[at + 31] ?? 0) ^ 1))),
			).toBe(false);
	});

	it("rejects every coordinate plus the modulus and every scalar plus the order", () => {
		for (let at = 0; at < 256; at += 32)
			expect(verify(put(at, word(numberAt(at) + bn254P)))).toBe(false);
		for (let at = 256; at < proof.length; at += 32)
			expect(verify(put(at, word(numberAt(at) + bn254R)))).toBe(false);
		expect(verify(proof, word(bigFromBytes(input) + bn254R))).toBe(false);
	});

	it("rejects another input, none and two", () => {
		expect(verify(proof, word(bigFromBytes(input) ^ 1n))).toBe(false);
		expect(verify(proof, new Uint8Array(0))).toBe(false);
		expect(verify(proof, concat(input, input))).toBe(false);
	});

	it("rejects points made infinity, swapped or negated", () => {
		for (const at of [0, 64, 128, 192]) {
			expect(verify(put(at, new Uint8Array(64)))).toBe(false);
			expect(verify(put(at + 32, word(bn254P - numberAt(at + 32))))).toBe(
				false,
			);
		}
		const [a, b] = [proof.slice(0, 64), proof.slice(64, 128)];
		expect(verify(put(0, concat(b, a)))).toBe(false);
	});

	it("rejects what is cut off or too long", () => {
		expect(verify(proof.subarray(32))).toBe(false);
		expect(verify(proof.subarray(0, -1))).toBe(false);
		expect(verify(concat(proof, word(0n)))).toBe(false);
	});

	it("rejects it under another key", () => {
		for (const other of [
			{ ...key, k1: 6n },
			{ ...key, setup: g1(5n) },
			{ ...key, domain: { size, omega: Fr.pow(omega, 3n) } },
		])
			expect(verifyFflonk(prepareFflonk(curve, other), proof, input)).toBe(
				false,
			);
	});
});

describe("an FFLONK key", () => {
	it("is refused with a wrong root, infinity in G2 or a point off the curve", () => {
		for (const broken of [
			{ ...key, domain: { size, omega: 1n } },
			{ ...key, g2: [g2(1n), new Uint8Array(128)] as const },
			{ ...key, setup: concat(word(1n), word(1n)) },
		])
			expect(refusedWith(() => prepareFflonk(curve, broken))).toBe("bad-field");
	});

	it("is refused as constants that miss one or are too large", () => {
		const constants: Record<string, string> = {
			VK_NUM_INPUTS: "1",
			VK_C0_G1_X: "1",
			VK_C0_G1_Y: "2",
			VK_NON_RESIDUES_0: "5",
			VK_NON_RESIDUES_1: "7",
			DOMAIN_SIZE: "64",
			OMEGA: String(omega),
			...Object.fromEntries(
				[0, 1].flatMap((i) =>
					["X1", "X2", "Y1", "Y2"].map((name) => [
						`VK_G2_ELEMENT_${i}_${name}`,
						"3",
					]),
				),
			),
		};
		expect(decodeFflonkKey(constants, "").domain.omega).toBe(omega);
		for (const name of Object.keys(constants)) {
			const { [name]: _, ...rest } = constants;
			expect(refusedWith(() => decodeFflonkKey(rest, ""))).toBe("bad-field");
		}
		for (const change of [
			{ VK_NUM_INPUTS: "2" },
			{ OMEGA: String(bn254R) },
			{ DOMAIN_SIZE: String(2n ** 40n) },
			{ VK_C0_G1_X: String(2n ** 256n) },
		])
			expect(
				refusedWith(() => decodeFflonkKey({ ...constants, ...change }, "")),
			).toBe("bad-field");
	});
});
