// A proof of one account in a secured trie: eight branches with every way taken, then the leaf. Built from the leaf up;
// the other ways lead to made hashes.

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

export const makeAccountProof = (branches: number): AccountProof => {
	const address = bytesOf("address", 20);
	const key = nibblesOf(keccak256(address));
	const value = encodeRlp([
		bigToMinimal(17n),
		bigToMinimal(1_234_567_890_123_456_789n),
		bytesOf("storage root", 32),
		bytesOf("code hash", 32),
	]);
	let node = encodeNode({ kind: "leaf", path: key.subarray(branches), value });
	const nodes = [node];
	for (let depth = branches - 1; depth >= 0; depth--) {
		const below = keccak256(node);
		const children = Array.from({ length: 16 }, (_, way) =>
			way === key[depth] ? below : bytesOf(`way ${depth} ${way}`, 32),
		);
		node = encodeNode({ kind: "branch", children, value: new Uint8Array(0) });
		nodes.unshift(node);
	}
	return { root: keccak256(node), address, nodes, value };
};
