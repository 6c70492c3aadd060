// Proofs in keccak Merkle-Patricia tries: what a root says of one key. Pure yes or no over bytes; it must not know what
// the trie holds. Source: Ethereum Yellow Paper, appendix D (trie) and C (hex-prefix).

import { equalBytes, type Hex, toHex } from "../base/bytes.ts";
import { digests } from "../base/digest.ts";
import { Fault } from "../base/fault.ts";
import { decodeRlp, encodeRlp, type Rlp } from "../base/rlp.ts";
import { keccak256 } from "../crypto/hash.ts";

/** The root of a trie that holds nothing: the hash of the RLP of no bytes. */
export const emptyTrieRoot: Hex =
	"0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

/** Hex digits of a key, one a byte. */
export type Nibbles = Uint8Array;

export const nibblesOf = (bytes: Uint8Array): Nibbles => {
	const nibbles = new Uint8Array(2 * bytes.length);
	bytes.forEach((byte, i) => {
		nibbles[2 * i] = byte >> 4;
		nibbles[2 * i + 1] = byte & 15;
	});
	return nibbles;
};

/** What a parent says of its child: nothing there, the hash of it, or the node itself when it is short. */
export type Reference = null | Uint8Array | TrieNode;

export type TrieNode =
	| {
			readonly kind: "leaf";
			readonly path: Nibbles;
			readonly value: Uint8Array;
	  }
	| {
			readonly kind: "extension";
			readonly path: Nibbles;
			readonly child: Reference;
	  }
	| {
			readonly kind: "branch";
			readonly children: readonly Reference[];
			readonly value: Uint8Array;
	  };

const odd = (why: string): Fault => new Fault("mpt-canonical", why);

/** The node's own path and whether it is a leaf. Yellow Paper (196), hex-prefix encoding. */
const readPath = (bytes: Uint8Array): { path: Nibbles; isLeaf: boolean } => {
	const nibbles = nibblesOf(bytes);
	const flags = nibbles[0];
	if (flags === undefined || flags > 3) throw odd("path flags");
	const isOdd = (flags & 1) === 1;
	if (!isOdd && nibbles[1] !== 0) throw odd("path padding");
	return { path: nibbles.subarray(isOdd ? 1 : 2), isLeaf: flags > 1 };
};

const readReference = (item: Rlp): Reference => {
	if (!(item instanceof Uint8Array)) {
		if (encodeRlp(item).length >= 32) throw odd("a long node is embedded");
		return readNode(item);
	}
	if (item.length === 0) return null;
	if (item.length !== 32)
		throw odd(`a reference of ${item.length} bytes, 0 or 32 expected`);
	return item;
};

/** The one node these items can be. @throws mpt-canonical when no trie holds such a node. */
const readNode = (item: Rlp): TrieNode => {
	if (item instanceof Uint8Array) throw odd("a node is not a list");
	const last = item.at(-1);
	if (item.length === 17) {
		if (!(last instanceof Uint8Array)) throw odd("a branch value is a list");
		const children = item.slice(0, 16).map(readReference);
		const used = children.filter((child) => child !== null).length;
		if (used + (last.length > 0 ? 1 : 0) < 2)
			throw odd("a branch with less than two ways");
		return { kind: "branch", children, value: last };
	}
	const [first] = item;
	if (item.length !== 2 || !(first instanceof Uint8Array))
		throw odd(`a node of ${item.length} items`);
	const { path, isLeaf } = readPath(first);
	if (isLeaf) {
		if (!(last instanceof Uint8Array)) throw odd("a leaf value is a list");
		if (last.length === 0) throw odd("a leaf without a value");
		return { kind: "leaf", path, value: last };
	}
	if (path.length === 0) throw odd("an extension without a path");
	const child = readReference(last ?? new Uint8Array(0));
	if (child === null) throw odd("an extension without a child");
	if (!(child instanceof Uint8Array) && child.kind !== "branch")
		throw odd("an extension before something else than a branch");
	return { kind: "extension", path, child };
};

/** A node from its bytes. @throws mpt-canonical */
export const decodeNode = (bytes: Uint8Array): TrieNode => {
	let item: Rlp;
	try {
		item = decodeRlp(bytes, 34);
	} catch {
		throw odd("a node is not canonical RLP");
	}
	return readNode(item);
};

const encodePath = (path: Nibbles, isLeaf: boolean): Uint8Array => {
	const isOdd = path.length % 2 === 1;
	const flags = (isLeaf ? 2 : 0) + (isOdd ? 1 : 0);
	const nibbles = [flags, ...(isOdd ? [] : [0]), ...path];
	const bytes = new Uint8Array(nibbles.length / 2);
	for (let i = 0; i < bytes.length; i++)
		bytes[i] = (nibbles[2 * i] ?? 0) * 16 + (nibbles[2 * i + 1] ?? 0);
	return bytes;
};

const itemOf = (node: TrieNode): Rlp => {
	if (node.kind === "leaf") return [encodePath(node.path, true), node.value];
	if (node.kind === "extension")
		return [encodePath(node.path, false), itemOfReference(node.child)];
	return [...node.children.map(itemOfReference), node.value];
};
const itemOfReference = (reference: Reference): Rlp =>
	reference === null
		? new Uint8Array(0)
		: reference instanceof Uint8Array
			? reference
			: itemOf(reference);

export const encodeNode = (node: TrieNode): Uint8Array =>
	encodeRlp(itemOf(node));

const startsWith = (key: Nibbles, at: number, path: Nibbles): boolean =>
	equalBytes(key.subarray(at, at + path.length), path);

/** Where the nodes of a walk come from. */
export type NodeSource = {
	/** The bytes of the node with this hash. */
	readonly hashed: (hash: Uint8Array) => Uint8Array;
	/** Told of each node that sits inside its parent. */
	readonly embedded: (node: TrieNode) => void;
};

/** Follows `key` down from the node named by `root`. @returns the value, or null where the trie has none. @throws mpt-canonical */
export const walk = (
	root: Uint8Array,
	key: Nibbles,
	source: NodeSource,
): Uint8Array | null => {
	let reference: Reference = root;
	let depth = 0;
	let above: "root" | "branch" | "extension" = "root";
	while (reference !== null) {
		let node: TrieNode;
		if (reference instanceof Uint8Array) {
			const bytes = source.hashed(reference);
			if (bytes.length < 32 && above !== "root")
				throw odd("a short node is not embedded");
			node = decodeNode(bytes);
		} else {
			node = reference;
			source.embedded(node);
		}
		if (node.kind === "branch") {
			const nibble = key[depth];
			if (nibble === undefined)
				return node.value.length === 0 ? null : node.value;
			reference = node.children[nibble] ?? null;
			depth++;
			above = "branch";
			continue;
		}
		if (above === "extension") throw odd("an extension before no branch");
		const fits = startsWith(key, depth, node.path);
		if (node.kind === "leaf")
			return fits && key.length - depth === node.path.length
				? node.value
				: null;
		if (!fits) return null;
		depth += node.path.length;
		reference = node.child;
		above = "extension";
	}
	return null;
};

/**
 * What the trie under `root` holds at the path `key`: its value, or null when the proof shows that nothing is there.
 * `nodes` goes from the root down and holds each hashed node on the way, and nothing else; a node that sits inside its
 * parent may be listed or left out. The empty trie is proved by no node, or by the one of no bytes (0x80).
 * @throws mpt-node, mpt-missing, mpt-unused, mpt-canonical
 */
export const provePath = (
	root: Uint8Array,
	key: Nibbles,
	nodes: readonly Uint8Array[],
): Uint8Array | null => {
	let used = 0;
	let value: Uint8Array | null = null;
	if (toHex(root) === emptyTrieRoot) {
		if (nodes[0]?.length === 1 && nodes[0][0] === 0x80) used = 1;
	} else
		value = walk(root, key, {
			hashed: (hash) => {
				const bytes = nodes[used];
				if (bytes === undefined)
					throw new Fault("mpt-missing", `no node for ${toHex(hash)}`);
				if (!equalBytes(keccak256(bytes), hash))
					throw new Fault("mpt-node", `node ${used} is not ${toHex(hash)}`);
				used++;
				return bytes;
			},
			embedded: (node) => {
				const bytes = nodes[used];
				if (bytes !== undefined && equalBytes(bytes, encodeNode(node))) used++;
			},
		});
	if (used !== nodes.length)
		throw new Fault(
			"mpt-unused",
			`${nodes.length - used} of ${nodes.length} nodes are not on the path`,
		);
	return value;
};

/** In one call where this realm has a walk that can tell. */
const prove = (
	root: Uint8Array,
	given: Uint8Array,
	nodes: readonly Uint8Array[],
	isHashed: boolean,
): Uint8Array | null => {
	const said = digests().walkTrie?.(root, given, nodes, isHashed) ?? "unsaid";
	if (said === "absent") return null;
	if (said !== "unsaid") return said.present;
	return provePath(root, nibblesOf(isHashed ? keccak256(given) : given), nodes);
};

/** `provePath` for a key of whole bytes. */
export const proveTrie = (
	root: Uint8Array,
	key: Uint8Array,
	nodes: readonly Uint8Array[],
): Uint8Array | null => prove(root, key, nodes, false);

/** `provePath` in a trie whose keys are hashes, as those of accounts and of slots are: for the keccak256 of `preimage`. */
export const proveSecure = (
	root: Uint8Array,
	preimage: Uint8Array,
	nodes: readonly Uint8Array[],
): Uint8Array | null => prove(root, preimage, nodes, true);
