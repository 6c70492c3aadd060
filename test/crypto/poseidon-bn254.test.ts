// Poseidon against the numbers that circomlib's tests and others' publish, and against the WebAssembly module, whose
// constants are made by other code.

import { Field as fieldOf } from "@noble/curves/abstract/modular.js";
import {
	grainGenConstants,
	poseidon as permutationOf,
} from "@noble/curves/abstract/poseidon.js";
import { beforeAll, describe, expect, it } from "vitest";
import { bn254R } from "../../src/crypto/bn254.ts";
import { poseidon } from "../../src/crypto/poseidon-bn254.ts";
import {
	type CircomPoseidon,
	openCircomPoseidon,
} from "../../src/crypto/wasm/poseidon.ts";
import { circom2 } from "../../wasm/hash/poseidon.ts";
import { emitPoseidonModule, poseidonHeapBytes } from "../../wasm/poseidon.ts";
import { type Chance, chance } from "../conformance/chance.ts";

describe("poseidon", () => {
	let wasm: CircomPoseidon;
	beforeAll(async () => {
		wasm = await openCircomPoseidon(
			emitPoseidonModule(circom2).encode(poseidonHeapBytes),
		);
	});

	it("gives what circomlib gives, for each number of inputs", () => {
		const known = [
			7853200120776062878684798364095072458815029376092732009249414926327459813530n,
			6542985608222806190361240322586112750744169038454362455181422643027100751666n,
			18821383157269793795438455681495246036402687001665670618754263018637548127333n,
			6183221330272524995739186171720101788151706631170188140075976616310159254464n,
			20400040500897583745843009878988256314335038853985262692600694741116813247201n,
		];
		const given = known.map((_, i) =>
			poseidon([1n, 2n, 3n, 4n, 5n, 6n].slice(0, i + 2)),
		);
		expect(given).toEqual(known);
	});

	it("gives what the module gives, at the edges of the field as well", () => {
		const random = chance(7, "poseidon");
		const edges = [0n, 1n, bn254R - 1n, bn254R >> 1n];
		const pairs = [
			...edges.flatMap((a) => edges.map((b) => [a, b] as const)),
			...Array.from(
				{ length: 40 },
				() => [element(random), element(random)] as const,
			),
		];
		for (const [a, b] of pairs) expect(poseidon([a, b])).toBe(wasm.pair(a, b));
	});

	it("gives what noble gives with the constants that noble makes", () => {
		const random = chance(8, "poseidon");
		for (const [inputs, roundsPartial] of [
			[2, 57],
			[3, 56],
			[4, 60],
			[5, 60],
			[6, 63],
		] as const) {
			const shape = {
				Fp: fieldOf(bn254R),
				t: inputs + 1,
				roundsFull: 8,
				roundsPartial,
			};
			const permute = permutationOf({
				...shape,
				...grainGenConstants(shape),
				sboxPower: 5,
			});
			for (let i = 0; i < 5; i++) {
				const given = Array.from({ length: inputs }, () => element(random));
				expect(poseidon(given)).toBe(permute([0n, ...given])[0]);
			}
		}
	});

	it("hashes two elements and two with a zero to different things", () => {
		expect(poseidon([1n, 2n])).not.toBe(poseidon([1n, 2n, 0n]));
	});

	it("refuses what is no element of the field, and one input or seven", () => {
		for (const bad of [bn254R, bn254R + 1n, -1n, 1n << 256n])
			expect(() => poseidon([1n, bad])).toThrow(RangeError);
		expect(() => poseidon([1n])).toThrow(RangeError);
		expect(() => poseidon([1n, 2n, 3n, 4n, 5n, 6n, 7n])).toThrow(RangeError);
		expect(() => poseidon([])).toThrow(RangeError);
	});
});

/** Any element, digit by digit. */
const element = (random: Chance): bigint =>
	Array.from({ length: 32 }, () => BigInt(random.below(256))).reduce(
		(sum, byte) => sum * 256n + byte,
		0n,
	) % bn254R;
