// The two hashes that everything is committed with, one that a layer 2 has its tree of, and the place from which a realm takes them: noble's, until faster
// ones are put there. Only crypto/hash.ts puts them, after it has tested them.

import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";

export type TrieAnswer =
	/** A view of one of the nodes. */
	| { readonly present: Uint8Array }
	| "absent"
	/** Wrong, or of a kind that the walk does not know. */
	| "unsaid";

/**
 * What a trie holds at a key by the nodes from its root down, hashed and followed in one call. `isHashed`: what is given is
 * not the key but what the key is the keccak256 of. It speaks of plain and whole proofs alone; of all others the reader in
 * proof/mpt.ts has the word, whose rules it keeps.
 */
export type WalkTrie = (
	root: Uint8Array,
	key: Uint8Array,
	nodes: readonly Uint8Array[],
	isHashed?: boolean,
) => TrieAnswer;

/** Every result is the caller's own: 32 bytes that no later call changes. */
export type Digests = {
	/** What computes: "noble, JavaScript", … */
	readonly name: string;
	readonly keccak256: (bytes: Uint8Array) => Uint8Array;
	readonly sha256: (bytes: Uint8Array) => Uint8Array;
	/** The sha256 of each 64 bytes, one after the other: a level of a tree from the one below. */
	readonly sha256Pairs: (blocks: Uint8Array) => Uint8Array;
	readonly walkTrie?: WalkTrie;
	/** Poseidon2 over KoalaBear of words of 32 bytes; missing where nothing is faster than the plain one. */
	readonly poseidon2?: (words: Uint8Array) => Uint8Array;
};

export const nobleDigests: Digests = {
	name: "noble, JavaScript",
	keccak256: (bytes) => keccak_256(bytes),
	sha256: (bytes) => nobleSha256(bytes),
	sha256Pairs: (blocks) => {
		const level = new Uint8Array(blocks.length / 2);
		for (let at = 0; at < blocks.length; at += 64)
			level.set(nobleSha256(blocks.subarray(at, at + 64)), at / 2);
		return level;
	},
};

let running = nobleDigests;

/** Those of this realm, as they are now. */
export const digests = (): Digests => running;

/** From now on this realm computes with these. */
export const putDigests = (made: Digests): void => {
	running = made;
};
