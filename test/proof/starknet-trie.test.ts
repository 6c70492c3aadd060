// Starknet's tries against one that is built here from all its values, with a plain hash in the place of Pedersen's.

import { describe, expect, it } from "vitest";
import { bigToBytes, concat, toHex } from "../../src/base/bytes.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import {
	type StarknetNode,
	starknetContractLeaf,
	starknetDepth,
	starknetNodeHash,
	starknetValue,
} from "../../src/proof/starknet-trie.ts";

const modulus = (1n << 251n) + 17n * (1n << 192n) + 1n;
const hash = (a: bigint, b: bigint): bigint =>
	BigInt(toHex(sha256(concat(bigToBytes(a, 32), bigToBytes(b, 32))))) % modulus;

const values = new Map<bigint, bigint>(
	Array.from({ length: 12 }, (_, i) => [
		hash(1n, BigInt(i)) >> 1n,
		BigInt(1000 + i),
	]),
);

const bitsOf = (key: bigint): string =>
	key.toString(2).padStart(starknetDepth, "0");
const keys = [...values.keys()].map(bitsOf).toSorted();

type Built = {
	readonly hash: bigint;
	readonly nodes: ReadonlyMap<string, StarknetNode>;
};

/** The subtree of these keys, all with the same first bits. */
const build = (under: readonly string[], depth: number): Built => {
	const [first = ""] = under;
	if (depth === starknetDepth)
		return { hash: values.get(BigInt(`0b${first}`)) ?? 0n, nodes: new Map() };
	const at = first.slice(0, depth);
	let shared = depth;
	while (
		shared < starknetDepth &&
		under.every((key) => key[shared] === first[shared])
	)
		shared += 1;
	if (shared > depth) {
		const below = build(under, shared);
		const node: StarknetNode = {
			kind: "edge",
			child: below.hash,
			path: BigInt(`0b${first.slice(depth, shared)}`),
			length: shared - depth,
		};
		return {
			hash: starknetNodeHash(hash, modulus, node),
			nodes: new Map([[at, node], ...below.nodes]),
		};
	}
	const side = (bit: string) =>
		build(
			under.filter((key) => key[depth] === bit),
			depth + 1,
		);
	const [left, right] = [side("0"), side("1")];
	const node: StarknetNode = {
		kind: "binary",
		left: left.hash,
		right: right.hash,
	};
	return {
		hash: starknetNodeHash(hash, modulus, node),
		nodes: new Map([[at, node], ...left.nodes, ...right.nodes]),
	};
};
const { hash: root, nodes } = build(keys, 0);

/** The nodes on the way to a key, as far as the trie has them. */
const way = (key: bigint): readonly StarknetNode[] => {
	const bits = bitsOf(key);
	return [...nodes]
		.filter(([at]) => bits.startsWith(at))
		.toSorted(([a], [b]) => a.length - b.length)
		.map(([, node]) => node);
};

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
