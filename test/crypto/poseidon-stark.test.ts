// Starknet's Poseidon in plain code: against the WebAssembly of it, which is held to noble and to published numbers, and against a
// block hash of the live chain in test/l2/starknet.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { starkP } from "../../src/crypto/pedersen.ts";
import { starkPoseidon } from "../../src/crypto/poseidon-stark.ts";
import { openStarknetPoseidon } from "../../src/crypto/wasm/poseidon.ts";
import { chance } from "../conformance/chance.ts";

it("is the kernels' on lists of every length, at the ends of the field too", async () => {
	const { many } = await openStarknetPoseidon(
		readFileSync(
			new URL("../../wasm/built/poseidon.starknet.wasm", import.meta.url),
		),
	);
	const dice = chance(11, "poseidon");
	const ends = [0n, 1n, starkP - 1n, 1n << 250n, starkP >> 1n];
	for (let count = 0; count < 9; count++) {
		const list = Array.from({ length: count }, () =>
			dice.below(2) === 0
				? dice.pick(ends)
				: (BigInt(dice.below(2 ** 32)) * starkP) / 7_000_000_001n,
		);
		expect(starkPoseidon(list)).toBe(many(list));
	}
});

it("tells a list from the same with a zero or a one behind it", () => {
	const made = [[], [0n], [1n], [1n, 0n], [0n, 0n], [5n], [5n, 1n]].map(
		(list) => starkPoseidon(list),
	);
	expect(new Set(made).size).toBe(made.length);
});

it("refuses what is no element", () => {
	for (const bad of [-1n, starkP, 1n << 256n])
		expect(() => starkPoseidon([1n, bad])).toThrow(RangeError);
});
