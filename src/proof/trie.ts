// Building a Merkle-Patricia trie from everything in it, to compare its root or to take a proof out of it. mpt.ts is the
// reader of what this writes.

import { bigToMinimal, type Hex, toHex } from "../base/bytes.ts";
import { encodeRlp } from "../base/rlp.ts";
import { keccak256, keccakHex } from "../crypto/hash.ts";
import {
	emptyTrieRoot,
	encodeNode,
	type Nibbles,
	nibblesOf,
	type Reference,
	type TrieNode,
	walk,
} from "./mpt.ts";

export type Trie = {
	readonly root: Hex;
	/** The hashed nodes from the root to where the key is or would be, as `proveTrie` takes them. */
	readonly prove: (key: Uint8Array) => readonly Uint8Array[];
};

type Entry = { readonly key: Nibbles; readonly value: Uint8Array };

/** How many digits from `at` on all keys share; the keys are sorted, so the first and the last tell. */
const shared = (entries: readonly Entry[], at: number): number => {
	const first = entries[0]?.key ?? new Uint8Array(0);
	const last = entries.at(-1)?.key ?? first;
	let length = 0;
	while (
		at + length < Math.min(first.length, last.length) &&
		first[at + length] === last[at + length]
	)
		length++;
	return length;
};

const compare = (a: Nibbles, b: Nibbles): number => {
	for (let i = 0; i < Math.min(a.length, b.length); i++) {
		const difference = (a[i] ?? 0) - (b[i] ?? 0);
		if (difference !== 0) return difference;
	}
	return a.length - b.length;
};

/**
 * The trie that holds exactly these entries. An empty value is no entry; of two entries with one key the later holds.
 * Keys are as they stand in the trie: a secured trie's caller hashes them first.
 */
export const buildTrie = (
	entries: readonly (readonly [key: Uint8Array, value: Uint8Array])[],
): Trie => {
	const byKey = new Map<string, Entry>();
	for (const [key, value] of entries) {
		if (value.length === 0) byKey.delete(toHex(key));
		else byKey.set(toHex(key), { key: nibblesOf(key), value });
	}
	const sorted = [...byKey.values()].sort((a, b) => compare(a.key, b.key));
	const stored = new Map<string, Uint8Array>();

	const refer = (node: TrieNode): Reference => {
		const bytes = encodeNode(node);
		if (bytes.length < 32) return node;
		const hash = keccak256(bytes);
		stored.set(toHex(hash), bytes);
		return hash;
	};
	const build = (some: readonly Entry[], at: number): TrieNode => {
		const [first] = some;
		if (first === undefined) throw new RangeError('"some" is empty');
		if (some.length === 1)
			return {
				kind: "leaf",
				path: first.key.subarray(at),
				value: first.value,
			};
		const length = shared(some, at);
		if (length > 0)
			return {
				kind: "extension",
				path: first.key.subarray(at, at + length),
				child: refer(build(some, at + length)),
			};
		const ends = first.key.length === at;
		const children = Array.from({ length: 16 }, (_, nibble): Reference => {
			const under = some.filter(({ key }) => key[at] === nibble);
			return under.length === 0 ? null : refer(build(under, at + 1));
		});
		return {
			kind: "branch",
			children,
			value: ends ? first.value : new Uint8Array(0),
		};
	};

	if (sorted.length === 0) return { root: emptyTrieRoot, prove: () => [] };
	const top = encodeNode(build(sorted, 0));
	const root = keccakHex(top);
	stored.set(root, top);
	const prove = (key: Uint8Array): readonly Uint8Array[] => {
		const nodes: Uint8Array[] = [];
		walk(keccak256(top), nibblesOf(key), {
			hashed: (hash) => {
				const bytes = stored.get(toHex(hash));
				if (bytes === undefined) throw new RangeError('"hash" is not stored');
				nodes.push(bytes);
				return bytes;
			},
			embedded: () => {},
		});
		return nodes;
	};
	return { root, prove };
};

/** The key of item `index` in the trie of a list: the RLP of the number. */
export const indexKey = (index: number): Uint8Array =>
	encodeRlp(bigToMinimal(BigInt(index)));

/** The trie of a list, as blocks commit to their transactions, receipts and withdrawals. */
export const buildListTrie = (items: readonly Uint8Array[]): Trie =>
	buildTrie(items.map((item, index) => [indexKey(index), item]));
