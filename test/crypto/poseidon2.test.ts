// Poseidon2 in plain numbers against the compiled one, which has an oracle of its own in test/wasm, and against hashes that Linea's
// contracts publish.

import { beforeAll, describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../src/base/bytes.ts";
import { putDigests } from "../../src/base/digest.ts";
import { installHashes, nobleDigests } from "../../src/crypto/hash.ts";
import {
	isInKoalaBear,
	plainPoseidon2,
	poseidon2,
} from "../../src/crypto/poseidon2.ts";
import { openHashes, type WasmHashes } from "../../src/crypto/wasm/hashes.ts";
import { emitHashes, hashesHeapBytes } from "../../wasm/hashes.ts";
import { chance } from "../conformance/chance.ts";

const p = 2_130_706_433;
let compiled: WasmHashes;
beforeAll(async () => {
	compiled = await openHashes(emitHashes().encode(hashesHeapBytes));
});

describe("Poseidon2 in plain numbers", () => {
	it("is what the compiled one says, limbs beside and above the field among them", () => {
		const dice = chance(5, "poseidon2 plain");
		const edges = [0, 1, p - 1, p, p + 1, 2 * p, 0xffffffff];
		for (let round = 0; round < 40; round++) {
			const bytes = new Uint8Array(32 * (1 + (round % 6)));
			const view = new DataView(bytes.buffer);
			for (let at = 0; at < bytes.length; at += 4)
				view.setUint32(
					at,
					round % 2 === 0
						? dice.below(2 ** 32)
						: (edges[dice.below(edges.length)] ?? 0),
				);
			expect(toHex(plainPoseidon2(bytes))).toBe(
				toHex(compiled.poseidon2(bytes)),
			);
		}
	});

	it("is what Linea's contracts say", () => {
		for (const [given, wanted] of [
			[
				"0x07860e6a599c542867d9a6e7430d7059015c019a07f1189256f992cb62515a05",
				"0x2004011517852e4e2052c45c33802426745616014a49469e63ff74112b7fd291",
			],
			[
				"0x52798368665929c520a9a3ca6bed532a61e3d54e1f00cb497c62393101769880",
				"0x5538d5ff2c9101850ce115ac0f1347c5219598ca0c0e6efc2ce809984ebf63d8",
			],
		] as const)
			expect(toHex(plainPoseidon2(fromHex(given)))).toBe(wanted);
	});

	it("refuses no word and half a word", () => {
		expect(() => plainPoseidon2(new Uint8Array(0))).toThrow(RangeError);
		expect(() => plainPoseidon2(new Uint8Array(48))).toThrow(RangeError);
	});

	it("gives a limb beyond the field the hash of one within it, which is why such limbs are told apart", () => {
		const word = new Uint8Array(32).fill(1);
		const raised = word.slice();
		const view = new DataView(raised.buffer);
		view.setUint32(0, view.getUint32(0) + p);
		expect(toHex(plainPoseidon2(raised))).toBe(toHex(plainPoseidon2(word)));
		expect(isInKoalaBear(word)).toBe(true);
		expect(isInKoalaBear(raised)).toBe(false);
		expect(isInKoalaBear(word.subarray(0, 31))).toBe(false);
		view.setUint32(0, p);
		expect(isInKoalaBear(raised)).toBe(false);
		view.setUint32(0, p - 1);
		expect(isInKoalaBear(raised)).toBe(true);
	});

	it("is the compiled one's where a realm has installed that, and a wrong one is not installed", () => {
		try {
			let calls = 0;
			installHashes({
				...nobleDigests,
				name: "made",
				poseidon2: (words) => {
					calls += 1;
					return compiled.poseidon2(words);
				},
			});
			const before = calls;
			const word = new Uint8Array(32).fill(1);
			expect(toHex(poseidon2(word))).toBe(toHex(plainPoseidon2(word)));
			expect(calls).toBe(before + 1);
			expect(() =>
				installHashes({
					...nobleDigests,
					poseidon2: (words) => compiled.poseidon2(words.slice(0, 32)),
				}),
			).toThrow("kernel-unsound");
		} finally {
			putDigests(nobleDigests);
		}
	});
});
