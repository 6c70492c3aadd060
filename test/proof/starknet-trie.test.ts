// Starknet's tries against one that is built here from all its values, with a plain hash in the place of Pedersen's.

import { describe, expect, it } from "vitest";
import { bigToBytes, concat, toHex } from "../../src/base/bytes.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import {
	type StarknetNode,
	starknetContractLeaf,
	starknetNodeHash,
	starknetValue,
	starknetWay,
} from "../../src/proof/starknet-trie.ts";
import { makeTrie } from "./made-trie.ts";

const modulus = (1n << 251n) + 17n * (1n << 192n) + 1n;
const hash = (a: bigint, b: bigint): bigint =>
	BigInt(toHex(sha256(concat(bigToBytes(a, 32), bigToBytes(b, 32))))) % modulus;

const values = new Map<bigint, bigint>(
	Array.from({ length: 12 }, (_, i) => [
		hash(1n, BigInt(i)) >> 1n,
		BigInt(1000 + i),
	]),
);

const { root, way, nodes: all } = makeTrie(hash, modulus, values);

const valueAt = (key: bigint, given: readonly StarknetNode[]) =>
	starknetValue(hash, modulus, root, key, given);

describe("a value in a trie of Starknet's", () => {
	it("is there at its key", () => {
		for (const [key, value] of values)
			expect(valueAt(key, way(key))).toBe(value);
	});

	it("is zero where a path turns away from the key", () => {
		for (const key of values.keys())
			expect(valueAt(key ^ 1n, way(key ^ 1n))).toBe(0n);
		expect(valueAt(5n, way(5n))).toBe(0n);
	});

	it("is refused with nodes of another key, one dropped, doubled, swapped or changed", () => {
		const [key = 0n, other = 0n] = values.keys();
		const own = way(key);
		const wrong = [
			way(other),
			own.slice(0, -1),
			own.slice(1),
			own.toReversed(),
			[],
			...own.map((node, i) => own.toSpliced(i, 0, node)),
			...own.map((node, i) =>
				own.with(
					i,
					node.kind === "binary"
						? { ...node, left: node.left + 1n }
						: { ...node, child: node.child + 1n },
				),
			),
			...own.flatMap((node, i) =>
				node.kind === "binary"
					? []
					: [
							own.with(i, { ...node, length: node.length - 1 }),
							own.with(i, { ...node, path: node.path ^ 1n }),
						],
			),
		];
		for (const given of wrong) expect(valueAt(key, given)).toBeNull();
	});

	it("is refused under another root, and at a key that does not fit", () => {
		const [key = 0n] = values.keys();
		expect(starknetValue(hash, modulus, root + 1n, key, way(key))).toBeNull();
		for (const bad of [-1n, 1n << 251n]) expect(valueAt(bad, [])).toBeNull();
	});

	it("is zero in a trie without a value, and no node belongs there", () => {
		expect(starknetValue(hash, modulus, 0n, 5n, [])).toBe(0n);
		const [key = 0n] = values.keys();
		expect(starknetValue(hash, modulus, 0n, key, way(key))).toBeNull();
	});

	it("is found by nodes in any order, under the hashes that are stated for them", () => {
		for (const key of [...values.keys(), 5n])
			expect(starknetWay(all, root, key)).toEqual(way(key));
	});

	it("is not found by what does not hang together, and no loop goes on for ever", () => {
		const [key = 0n] = values.keys();
		expect(starknetWay(new Map(), root, key)).toEqual([]);
		const self: StarknetNode = { kind: "binary", left: root, right: root };
		expect(
			starknetWay(new Map([[root, self]]), root, key).length,
		).toBeLessThanOrEqual(251);
	});

	it("is not read past the trie's depth", () => {
		const loop: StarknetNode = {
			kind: "edge",
			child: 1n,
			path: 0n,
			length: 252,
		};
		expect(
			starknetValue(hash, modulus, starknetNodeHash(hash, modulus, loop), 0n, [
				loop,
			]),
		).toBeNull();
	});
});

it("tells contracts apart by class, storage and nonce", () => {
	const made = new Set(
		[
			[1n, 2n, 3n],
			[4n, 2n, 3n],
			[1n, 4n, 3n],
			[1n, 2n, 4n],
		].map(([classHash = 0n, storageRoot = 0n, nonce = 0n]) =>
			starknetContractLeaf(hash, { classHash, storageRoot, nonce }),
		),
	);
	expect(made.size).toBe(4);
});
