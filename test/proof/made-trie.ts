// A trie of Starknet's, built from all its values by its definition: an oracle for what reads one.

import {
	type PairHash,
	type StarknetNode,
	starknetDepth,
	starknetNodeHash,
} from "../../src/proof/starknet-trie.ts";

const bitsOf = (key: bigint): string =>
	key.toString(2).padStart(starknetDepth, "0");

type Built = {
	readonly hash: bigint;
	/** By the bits above them. */
	readonly nodes: ReadonlyMap<string, StarknetNode>;
};

export type MadeTrie = {
	readonly root: bigint;
	/** The nodes on the way to a key, as far as the trie has them. */
	readonly way: (key: bigint) => readonly StarknetNode[];
	/** All of them, under their hashes. */
	readonly nodes: ReadonlyMap<bigint, StarknetNode>;
};

export const makeTrie = (
	hash: PairHash,
	modulus: bigint,
	values: ReadonlyMap<bigint, bigint>,
): MadeTrie => {
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
	const keys = [...values.keys()].map(bitsOf).toSorted();
	const { hash: root, nodes } =
		keys.length === 0
			? { hash: 0n, nodes: new Map<string, StarknetNode>() }
			: build(keys, 0);
	return {
		root,
		way: (key) => {
			const bits = bitsOf(key);
			return [...nodes]
				.filter(([at]) => bits.startsWith(at))
				.toSorted(([a], [b]) => a.length - b.length)
				.map(([, node]) => node);
		},
		nodes: new Map(
			[...nodes.values()].map((node) => [
				starknetNodeHash(hash, modulus, node),
				node,
			]),
		),
	};
};
