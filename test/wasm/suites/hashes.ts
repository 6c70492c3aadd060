// The hashes against noble, on random inputs of random lengths.

import { blake2s } from "@noble/hashes/blake2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { equalBytes } from "../../../src/base/bytes.ts";
import { openHashes } from "../../../src/crypto/wasm/hashes.ts";
import { emitHashes, hashesHeapBytes } from "../../../wasm/hashes.ts";
import { chance } from "../../conformance/chance.ts";
import type { Suite } from "./suites.ts";

export const hashSuite: Suite = {
	name: "hashes",
	run: async ({ seed, fieldCases }) => {
		const bytes = emitHashes().encode(hashesHeapBytes);
		if (!WebAssembly.validate(bytes)) return { absent: "no SIMD" };
		const ours = await openHashes(bytes);
		const dice = chance(seed, "hashes");
		const failures: string[] = [];
		const check = (
			what: string,
			made: Uint8Array,
			wanted: Uint8Array,
			length: number,
		) => {
			if (failures.length < 20 && !equalBytes(made, wanted))
				failures.push(`${what} of ${length} bytes, seed ${seed}`);
		};
		for (let i = 0; i < Math.ceil(fieldCases / 100); i++) {
			const length = dice.below(dice.pick([10, 140, 600, 5_000]));
			const input = Uint8Array.from({ length }, () => dice.below(256));
			check("keccak", ours.keccak256(input), keccak_256(input), length);
			check("blake2s", ours.blake2s(input), blake2s(input), length);
			const pairs = input.subarray(0, length - (length % 64));
			const digests = ours.sha256Pairs(pairs);
			for (let at = 0; at < pairs.length; at += 64)
				check(
					"sha256",
					digests.subarray(at / 2, at / 2 + 32),
					sha256(pairs.subarray(at, at + 64)),
					64,
				);
		}
		return { failures };
	},
};
