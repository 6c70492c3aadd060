// Poseidon2 over KoalaBear against big integers written from the paper, and against hashes that Linea's contracts publish.

import { keccak_256 } from "@noble/hashes/sha3.js";
import { beforeAll, describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../../src/base/bytes.ts";
import {
	openHashes,
	type WasmHashes,
} from "../../../src/crypto/wasm/hashes.ts";
import { emitHashes, hashesHeapBytes } from "../../../wasm/hashes.ts";
import { chance } from "../../conformance/chance.ts";

const p = 2_130_706_433n;
const modulo = (x: bigint): bigint => ((x % p) + p) % p;
const power = (x: bigint, n: bigint): bigint =>
	n === 0n ? 1n : modulo(power(modulo(x * x), n >> 1n) * (n & 1n ? x : 1n));
const over = (x: bigint): bigint => power(modulo(x), p - 2n);

const constants = (() => {
	let digest = keccak_256(
		new TextEncoder().encode("Poseidon2-koalabear[t=16,rF=6,rP=21,d=3]"),
	);
	return Array.from({ length: 117 }, () => {
		digest = keccak_256(digest);
		return modulo(BigInt(toHex(digest)));
	});
})();

const block = [
	[2n, 3n, 1n, 1n],
	[1n, 2n, 3n, 1n],
	[1n, 1n, 2n, 3n],
	[3n, 1n, 1n, 2n],
];
/** The external matrix whole: 2·M4 on the diagonal, M4 elsewhere. */
const external = Array.from({ length: 16 }, (_, i) =>
	Array.from({ length: 16 }, (_, j) => {
		const entry = block[i % 4]?.[j % 4] ?? 0n;
		return i >> 2 === j >> 2 ? 2n * entry : entry;
	}),
);
const diagonal = [
	...[-2n, 1n, 2n, over(2n), 3n, 4n, -over(2n), -3n, -4n],
	...[over(256n), over(8n), over(1n << 24n)],
	...[-over(256n), -over(8n), -over(16n), -over(1n << 24n)],
];
const internal = diagonal.map((d, i) =>
	diagonal.map((_, j) => (i === j ? d + 1n : 1n)),
);
const times = (matrix: bigint[][], state: bigint[]): bigint[] =>
	matrix.map((row) =>
		modulo(row.reduce((sum, m, j) => sum + m * (state[j] ?? 0n), 0n)),
	);

const permute = (start: bigint[]): bigint[] => {
	const left = [...constants];
	let state = times(external, start);
	for (let round = 0; round < 27; round++) {
		const isFull = round < 3 || round >= 24;
		const added = left.splice(0, isFull ? 16 : 1);
		state = state.map((x, i) =>
			i < added.length ? power(modulo(x + (added[i] ?? 0n)), 3n) : x,
		);
		state = times(isFull ? external : internal, state);
	}
	return state;
};

const oracle = (bytes: Uint8Array): string => {
	let chain = new Array<bigint>(8).fill(0n);
	for (let at = 0; at < bytes.length; at += 32) {
		const word = Array.from({ length: 8 }, (_, i) =>
			BigInt(toHex(bytes.subarray(at + 4 * i, at + 4 * i + 4))),
		);
		const out = permute([...chain, ...word]);
		chain = word.map((x, i) => modulo(x + (out[8 + i] ?? 0n)));
	}
	return `0x${chain.map((x) => x.toString(16).padStart(8, "0")).join("")}`;
};

let hashes: WasmHashes;
beforeAll(async () => {
	hashes = await openHashes(emitHashes().encode(hashesHeapBytes));
});

describe("Poseidon2 over KoalaBear", () => {
	it("is what big integers say, for one to five words, limbs beside and above the field among them", () => {
		const dice = chance(3, "poseidon2");
		const edges = [0n, 1n, p - 1n, p, p + 1n, 2n * p, 0xffffffffn];
		for (let round = 0; round < 60; round++) {
			const bytes = new Uint8Array(32 * (1 + (round % 5)));
			const view = new DataView(bytes.buffer);
			for (let at = 0; at < bytes.length; at += 4)
				view.setUint32(
					at,
					round % 2 === 0
						? dice.below(2 ** 32)
						: Number(edges[dice.below(edges.length)]),
				);
			expect(toHex(hashes.poseidon2(bytes))).toBe(oracle(bytes));
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
			expect(toHex(hashes.poseidon2(fromHex(given)))).toBe(wanted);
	});

	it("refuses no word and half a word", () => {
		expect(() => hashes.poseidon2(new Uint8Array(0))).toThrow(RangeError);
		expect(() => hashes.poseidon2(new Uint8Array(48))).toThrow(RangeError);
	});
});
