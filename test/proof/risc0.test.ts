// RISC Zero's digests, against constants that its contracts publish, and what a seal is refused for.

import { describe, expect, it } from "vitest";
import { concat, fromHex, toHex, utf8 } from "../../src/base/bytes.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import {
	claimDigest,
	decodeRisc0,
	haltedState,
	taggedStruct,
} from "../../src/proof/risc0.ts";

const selector = Uint8Array.of(1, 2, 3, 4);
const control = {
	root: Uint8Array.from({ length: 32 }, (_, i) => i),
	bn254Id: new Uint8Array(32).fill(4),
};
const image = new Uint8Array(32).fill(7);
const journal = utf8("journal");
const proof = new Uint8Array(256).fill(5);
const seal = concat(selector, proof);

describe("a tagged struct", () => {
	it("is the hash of its tag, its digests, its words and their number", () => {
		const down = new Uint8Array(32).fill(1);
		expect(toHex(taggedStruct("tag", [down, down], [7]))).toBe(
			toHex(
				sha256(
					concat(
						sha256(utf8("tag")),
						down,
						down,
						fromHex("0x07000000"),
						fromHex("0x0200"),
					),
				),
			),
		);
	});

	it("gives the published digest of the state after a program's end", () => {
		expect(toHex(haltedState())).toBe(
			"0xa3acc27117418996340b84e5a90f3ef4c49d22c79e44aad822ec9c313e1eb8e2",
		);
	});
});

describe("a seal of RISC Zero", () => {
	const asked = decodeRisc0(selector, control, image, journal, seal);

	it("asks about both halves of the control root and of the claim, turned round, and the control id", () => {
		const inputs = asked?.inputs ?? new Uint8Array(0);
		const digest = claimDigest(image, journal);
		const pad = new Uint8Array(16);
		const half = (own: Uint8Array, from: number) =>
			concat(pad, own.slice(from, from + 16).reverse());
		expect(asked?.proof).toEqual(proof);
		expect(toHex(inputs)).toBe(
			toHex(
				concat(
					half(control.root, 0),
					half(control.root, 16),
					half(digest, 0),
					half(digest, 16),
					control.bn254Id,
				),
			),
		);
	});

	it("asks something else for another program or another journal", () => {
		const other = [
			decodeRisc0(selector, control, image, utf8("journaL"), seal),
			decodeRisc0(selector, control, new Uint8Array(32), journal, seal),
		];
		for (const own of other)
			expect(toHex(own?.inputs ?? new Uint8Array(0))).not.toBe(
				toHex(asked?.inputs ?? new Uint8Array(0)),
			);
	});

	it("is refused with another selector, another length, or an image of another length", () => {
		const wrong = concat(Uint8Array.of(1, 2, 3, 5), proof);
		expect(decodeRisc0(selector, control, image, journal, wrong)).toBeNull();
		for (const own of [seal.subarray(0, 259), concat(seal, Uint8Array.of(0))])
			expect(decodeRisc0(selector, control, image, journal, own)).toBeNull();
		expect(
			decodeRisc0(selector, control, image.subarray(1), journal, seal),
		).toBeNull();
	});
});
