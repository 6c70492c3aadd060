// Proofs in a secured trie: branches with every way taken, then the leaf. Built from the leaf up; the other ways lead to
// made hashes.

import { bigToMinimal } from "../../../src/base/bytes.ts";
import { encodeRlp } from "../../../src/base/rlp.ts";
import { keccak256 } from "../../../src/crypto/hash.ts";
import { encodeNode, nibblesOf } from "../../../src/proof/mpt.ts";
import { bytesOf } from "./random.ts";

export type AccountProof = {
	readonly root: Uint8Array;
	readonly address: Uint8Array;
	/** From the root down. */
	readonly nodes: readonly Uint8Array[];
	/** The account's RLP. */
	readonly value: Uint8Array;
};

/**
 * The way to a value under a key, from the root down: branches, then the leaf. Ways not taken lead to made hashes.
 * @param isEmpty ways out of the uppermost branch that lead nowhere
 */
export const makeWay = (
	key: Uint8Array,
	value: Uint8Array,
	branches: number,
	label: string,
	isEmpty: (way: number) => boolean = () => false,
): readonly Uint8Array[] => {
	const path = nibblesOf(keccak256(key));
	let node = encodeNode({ kind: "leaf", path: path.subarray(branches), value });
	const nodes = [node];
	for (let depth = branches - 1; depth >= 0; depth--) {
		const below = keccak256(node);
		const children = Array.from({ length: 16 }, (_, way) =>
			way === path[depth]
				? below
				: depth === 0 && isEmpty(way)
					? new Uint8Array(0)
					: bytesOf(`${label} ${depth} ${way}`, 32),
		);
		node = encodeNode({ kind: "branch", children, value: new Uint8Array(0) });
		nodes.unshift(node);
	}
	return nodes;
};

/** The hash of the uppermost node. */
export const rootOf = ([top = new Uint8Array(0)]: readonly Uint8Array[]) =>
	keccak256(top);

export const makeAccountProof = (branches: number): AccountProof => {
	const address = bytesOf("address", 20);
	const value = encodeRlp([
		bigToMinimal(17n),
		bigToMinimal(1_234_567_890_123_456_789n),
		bytesOf("storage root", 32),
		bytesOf("code hash", 32),
	]);
	const nodes = makeWay(address, value, branches, "way");
	return { root: rootOf(nodes), address, nodes, value };
};
