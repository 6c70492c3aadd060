// Starknet's Pedersen hash against the examples of its documentation and the sum it is defined by.

import { expect, it } from "vitest";
import { pedersen, starkP } from "../../src/crypto/pedersen.ts";

// starkware-libs/starkex-resources, crypto/starkware/crypto/signature/test/config/signature_test_data.json
const known = [
	[
		0x3d937c035c878245caf64531a5756109c53068da139362728feb561405371cbn,
		0x208a0a10250e382e1e4bbe2880906c2791bf6275695e02fbbc6aeff9cd8b31an,
		0x30e480bed5fe53fa909cc0f8c4d99b8f9f2c016be4c41e13a4848797979c662n,
	],
	[
		0x58f580910a6ca59b28927c08fe6c43e2e303ca384badc365795fc645d479d45n,
		0x78734f65a067be9bdb39de18434d71e79f7b6466a4b66bbd979ab9e7515fe0bn,
		0x68cc0b76cddd1dd4ed2301ada9b7c872b23875d5ff837b3a87993e0d9996b87n,
	],
] as const;

it("gives the published hashes", () => {
	for (const [a, b, hash] of known) expect(pedersen(a, b)).toBe(hash);
});

it("takes the ends of the field, and tells its operands apart", () => {
	const made = new Set<bigint>();
	const ends = [0n, 1n, (1n << 248n) - 1n, 1n << 248n, starkP - 1n];
	for (const a of ends) for (const b of ends) made.add(pedersen(a, b));
	expect(made.size).toBe(ends.length ** 2);
});

it("refuses what is no element", () => {
	for (const bad of [-1n, starkP, 1n << 256n]) {
		expect(() => pedersen(bad, 0n)).toThrow(RangeError);
		expect(() => pedersen(0n, bad)).toThrow(RangeError);
	}
});
