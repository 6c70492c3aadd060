// Poseidon against noble's implementation of it, with constants made here, and against numbers that others publish.

import { Field as fieldOf } from "@noble/curves/abstract/modular.js";
import { poseidon } from "@noble/curves/abstract/poseidon.js";
import { beforeAll, describe, expect, it } from "vitest";
import { bigFromBytes, bigToBytes, concat } from "../../../src/base/bytes.ts";
import { openWasm, type Wasm } from "../../../src/crypto/wasm/module.ts";
import {
	type CircomPoseidon,
	openCircomPoseidon,
	openStarknetPoseidon,
	type StarknetPoseidon,
} from "../../../src/crypto/wasm/poseidon.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { emitField } from "../../../wasm/field/backend.ts";
import {
	circom2,
	emitPoseidonBytes,
	type Instance,
	starknet,
} from "../../../wasm/hash/poseidon.ts";
import {
	emitPoseidonModule,
	poseidonHeapBytes,
} from "../../../wasm/poseidon.ts";
import { chance } from "../../conformance/chance.ts";

const wasms = new Map<Instance, Wasm>();
beforeAll(async () => {
	for (const instance of [starknet, circom2]) {
		const m = new Module();
		const field = emitField(m, "scalar", instance.prime);
		emitPoseidonBytes(m, field, "hash", instance);
		wasms.set(instance, await openWasm(m.encode(4096)));
	}
});

const run = (instance: Instance, input: readonly bigint[]): bigint[] | null => {
	const wasm = wasms.get(instance);
	if (wasm === undefined) throw new Error("not open");
	const heap = wasm.global("heap");
	wasm.write(heap, concat(...input.map((x) => bigToBytes(x, 32))));
	if (wasm.func("hash", 2)(heap + 96, heap) === 0) return null;
	return [0, 1, 2].map((i) => bigFromBytes(wasm.read(heap + 96 + 32 * i, 32)));
};

const oracle = (instance: Instance) =>
	poseidon({
		Fp: fieldOf(instance.prime.p),
		t: 3,
		roundsFull: 8,
		roundsPartial: instance.partialRounds,
		sboxPower: instance.power,
		reversePartialPowIdx: instance.partialAt === 2,
		roundConstants: instance.constants.map((row) => [...row]),
		mds: instance.matrix.map((row) =>
			row.map((x) => (x < 0n ? x + instance.prime.p : x)),
		),
	});

describe.each([
	["Starknet's", starknet],
	["circom's", circom2],
] as const)("%s Poseidon", (_, instance) => {
	const { p } = instance.prime;

	it("is noble's on random states and on the edges of the field", () => {
		const dice = chance(5, "poseidon");
		const wide = () => {
			let x = 0n;
			for (let i = 0; i < 8; i++) x = (x << 32n) | BigInt(dice.below(2 ** 32));
			return x % p;
		};
		const edges = [0n, 1n, p - 1n, p / 2n, 1n << 250n];
		for (let i = 0; i < 60; i++) {
			const state = [0, 1, 2].map(() => (i < 20 ? dice.pick(edges) : wide()));
			expect(run(instance, state)).toEqual(oracle(instance)(state));
		}
	});

	it("refuses an element that is not canonical", () => {
		for (let i = 0; i < 3; i++) {
			const state = [1n, 2n, 3n];
			state[i] = p;
			expect(run(instance, state)).toBeNull();
			state[i] = p + 5n;
			expect(run(instance, state)).toBeNull();
		}
	});
});

describe("the binding", () => {
	const bytesOf = (instance: Instance) =>
		emitPoseidonModule(instance).encode(poseidonHeapBytes);
	let ofStarknet: StarknetPoseidon;
	let ofCircom: CircomPoseidon;
	beforeAll(async () => {
		ofStarknet = await openStarknetPoseidon(bytesOf(starknet));
		ofCircom = await openCircomPoseidon(bytesOf(circom2));
	});

	it("hashes pairs as circom and Starknet do", () => {
		expect(ofCircom.pair(1n, 2n)).toBe(
			7853200120776062878684798364095072458815029376092732009249414926327459813530n,
		);
		const [first] = oracle(starknet)([5n, 7n, 2n]);
		expect(ofStarknet.pair(5n, 7n)).toBe(first);
	});

	it("hashes many as a sponge over the permutation", () => {
		const { p } = starknet.prime;
		for (let count = 0; count < 6; count++) {
			const elements = Array.from(
				{ length: count },
				(_, i) => p - BigInt(i + 1),
			);
			let state = [0n, 0n, 0n];
			const padded = [...elements, 1n, ...(count % 2 === 0 ? [0n] : [])];
			for (let i = 0; i < padded.length; i += 2)
				state = oracle(starknet)([
					((state[0] ?? 0n) + (padded[i] ?? 0n)) % p,
					((state[1] ?? 0n) + (padded[i + 1] ?? 0n)) % p,
					state[2] ?? 0n,
				]);
			expect(ofStarknet.many(elements)).toBe(state[0]);
		}
	});

	it("refuses what is no element, and says so", () => {
		const { p } = starknet.prime;
		expect(() => ofStarknet.pair(p, 0n)).toThrow("below the modulus");
		expect(() => ofStarknet.many([1n, p])).toThrow("below the modulus");
		expect(() => ofCircom.pair(circom2.prime.p, 0n)).toThrow(RangeError);
		expect(() => ofCircom.pair(-1n, 0n)).toThrow(RangeError);
		expect(() => ofCircom.pair(1n << 256n, 0n)).toThrow(RangeError);
	});
});

it("gives the numbers that others publish", () => {
	expect(run(starknet, [0n, 0n, 0n])).toEqual([
		3446325744004048536138401612021367625846492093718951375866996507163446763827n,
		1590252087433376791875644726012779423683501236913937337746052470473806035332n,
		867921192302518434283879514999422690776342565400001269945778456016268852423n,
	]);
	expect(run(circom2, [0n, 1n, 2n])?.[0]).toBe(
		7853200120776062878684798364095072458815029376092732009249414926327459813530n,
	);
});
