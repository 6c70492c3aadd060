// The state tree: Poseidon, depth 8, never changed in place, so that every batch keeps the tree it left behind.

import { poseidon } from "./poseidon.ts";

export const depth = 8;
/** How many accounts there can be. */
export const leafCount = 2 ** depth;

export type Tree = {
	readonly root: bigint;
	/** The leaf's neighbours on the way up, the lowest first. @throws RangeError */
	readonly siblings: (index: number) => readonly bigint[];
	/** The tree with another leaf. @throws RangeError */
	readonly with: (index: number, leaf: bigint) => Tree;
};

/** `nodes` by number: 1 is the root, n has the children 2n and 2n + 1. What is not in it is `empty` of its height. */
const treeOf = (
	nodes: ReadonlyMap<number, bigint>,
	empty: readonly bigint[],
): Tree => {
	const node = (number: number): bigint => {
		const height = depth - Math.floor(Math.log2(number));
		return nodes.get(number) ?? empty[height] ?? 0n;
	};
	const leafNumber = (index: number): number => {
		if (!Number.isInteger(index) || index < 0 || index >= leafCount)
			throw new RangeError(`"index" ${index} is not in the tree`);
		return leafCount + index;
	};
	return {
		root: node(1),
		siblings: (index) => {
			const found: bigint[] = [];
			for (let at = leafNumber(index); at > 1; at >>= 1)
				found.push(node(at ^ 1));
			return found;
		},
		with: (index, leaf) => {
			const next = new Map(nodes);
			let at = leafNumber(index);
			let value = leaf;
			next.set(at, value);
			for (; at > 1; at >>= 1) {
				const other = node(at ^ 1);
				value = poseidon(at & 1 ? [other, value] : [value, other]);
				next.set(at >> 1, value);
			}
			return treeOf(next, empty);
		},
	};
};

/** A tree of equal leaves. */
export const emptyTree = (leaf: bigint): Tree => {
	const empty = [leaf];
	for (let height = 0; height < depth; height++) {
		const below = empty[height] ?? 0n;
		empty.push(poseidon([below, below]));
	}
	return treeOf(new Map(), empty);
};

/** The root over `leaf` at `index`, the lowest sibling first. */
export const rootOver = (
	leaf: bigint,
	index: number,
	siblings: readonly bigint[],
): bigint =>
	siblings.reduce(
		(node, sibling, level) =>
			poseidon((index >> level) & 1 ? [sibling, node] : [node, sibling]),
		leaf,
	);
