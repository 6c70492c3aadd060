// The state tree of ZKsync Era: yes or no about a slot under a root. Binary, 256 deep, by blake2s, which is given; the path
// is the hashed key read from its least bit at the leaves. Whose root it is is not known here.
// Source: https://github.com/matter-labs/zksync-era, core/lib/merkle_tree (README, "Tree hash" and "Merkle proofs")

import { bigToBytes, concat, equalBytes } from "../base/bytes.ts";

/** BLAKE2s of 256 bits, without a key. */
export type Blake2s = (bytes: Uint8Array) => Uint8Array;

const depth = 256;
const hashBytes = 32;
const indexBytes = 8;

export type EraSlot = {
	/** 20 bytes. */
	readonly account: Uint8Array;
	/** 32 bytes. */
	readonly slot: Uint8Array;
	/** In the order in which leaves were written, from 1 on; 0 for a slot that nobody wrote. */
	readonly index: bigint;
	/** 32 bytes. */
	readonly value: Uint8Array;
};

export type EraTree = {
	/** The hashed key: where a slot's leaf is. */
	readonly key: (account: Uint8Array, slot: Uint8Array) => Uint8Array;
	readonly leaf: (index: bigint, value: Uint8Array) => Uint8Array;
	readonly node: (left: Uint8Array, right: Uint8Array) => Uint8Array;
	/**
	 * Does the tree under `root` hold the value at the slot? False as well for parts of another length, an index that does
	 * not fit, a value without an index, and more than 256 siblings.
	 * @param siblings from the root down; those below the last one are empty subtrees
	 */
	readonly verify: (
		root: Uint8Array,
		slot: EraSlot,
		siblings: readonly Uint8Array[],
	) => boolean;
};

const isWhole = ({ account, slot, index, value }: EraSlot): boolean =>
	account.length === 20 &&
	slot.length === 32 &&
	value.length === 32 &&
	index >= 0n &&
	index >> 64n === 0n &&
	(index > 0n || value.every((byte) => byte === 0));

export const openEraTree = (hash: Blake2s): EraTree => {
	const node = (left: Uint8Array, right: Uint8Array): Uint8Array =>
		hash(concat(left, right));
	const leaf = (index: bigint, value: Uint8Array): Uint8Array =>
		hash(concat(bigToBytes(index, indexBytes), value));
	const key = (account: Uint8Array, slot: Uint8Array): Uint8Array =>
		hash(concat(new Uint8Array(12), account, slot));
	/** Roots of empty subtrees, by their height; reckoned when the first proof comes, for a start that needs none of them. */
	let known: readonly Uint8Array[] | null = null;
	const emptyRoots = (): readonly Uint8Array[] => {
		if (known !== null) return known;
		const roots = [leaf(0n, new Uint8Array(hashBytes))];
		for (let height = 1; height < depth; height++) {
			const below = roots[height - 1] ?? new Uint8Array(0);
			roots.push(node(below, below));
		}
		known = roots;
		return roots;
	};
	return {
		key,
		leaf,
		node,
		verify: (root, own, siblings) => {
			if (!isWhole(own) || siblings.length > depth) return false;
			if (siblings.some(({ length }) => length !== hashBytes)) return false;
			const path = key(own.account, own.slot);
			let here = leaf(own.index, own.value);
			const empty = emptyRoots();
			for (let height = 0; height < depth; height++) {
				const sibling = siblings[depth - 1 - height] ?? empty[height];
				if (sibling === undefined) return false;
				const isRight = (((path[height >> 3] ?? 0) >> (height & 7)) & 1) === 1;
				here = isRight ? node(sibling, here) : node(here, sibling);
			}
			return equalBytes(here, root);
		},
	};
};
