// Linea's state tree since its prover works over small fields: yes or no about an account or a slot under a root. Sparse,
// 40 deep, leaves in a chain sorted by hashed key, all by Poseidon2 over KoalaBear, which is given: this realm may have it
// compiled. Source: https://github.com/Consensys/linea-monorepo, contracts/src/libraries/SparseMerkleProof.sol and
// https://github.com/Consensys/shomei (MerkleInclusionProof)

import { bigFromBytes, bigToBytes, concat, equalBytes } from "../base/bytes.ts";
import { isInKoalaBear } from "../crypto/poseidon2.ts";

/** Poseidon2 over KoalaBear of words of 32 bytes. */
export type Poseidon2 = (words: Uint8Array) => Uint8Array;

const depth = 40;
const hashBytes = 32;
/** A number of 32 bytes in the tree: each 16 bits in 4 bytes. */
const numberBytes = 64;
const leafBytes = 2 * numberBytes + 2 * hashBytes;
const headBytes = numberBytes + hashBytes;
export const lineaAccountBytes = 6 * 32;

/** 32 bytes, each two in four: they fit the field then. */
const spread = (word: Uint8Array): Uint8Array => {
	const out = new Uint8Array(2 * word.length);
	for (let i = 0; i < word.length; i += 2)
		out.set(word.subarray(i, i + 2), 2 * i + 2);
	return out;
};

/** @param address 20 bytes */
export const lineaAccountKey = (
	hash: Poseidon2,
	address: Uint8Array,
): Uint8Array => {
	// The address at the left of a word, spread; the second half of that moved to the right end of its word.
	const words = spread(concat(address, new Uint8Array(12)));
	const second = bigFromBytes(words.subarray(32)) >> 192n;
	return hash(concat(words.subarray(0, 32), bigToBytes(second, 32)));
};

/** The hashed key of a slot, and the hashed value of a word. @param word 32 bytes */
export const lineaWord = (hash: Poseidon2, word: Uint8Array): Uint8Array =>
	hash(spread(word));

/** The hashed value of an account: nonce, balance, storage root, two code hashes, code size. @param value 192 bytes */
export const lineaAccountValue = (
	hash: Poseidon2,
	value: Uint8Array,
): Uint8Array => {
	const word = (i: number) => value.subarray(32 * i, 32 * i + 32);
	return hash(
		concat(
			spread(word(0)),
			spread(word(1)),
			word(2),
			word(3),
			spread(word(4)),
			spread(word(5)),
		),
	);
};

/** The storage root that an account's value holds. */
export const lineaStorageRoot = (value: Uint8Array): Uint8Array =>
	value.subarray(64, 96);

const number = (value: bigint): Uint8Array => spread(bigToBytes(value, 32));

export type LineaLeaf = {
	/** Of the leaves before and after it in the order of the keys. */
	readonly previous: bigint;
	readonly next: bigint;
	readonly key: Uint8Array;
	readonly value: Uint8Array;
};

export const lineaLeaf = (hash: Poseidon2, leaf: LineaLeaf): Uint8Array =>
	hash(concat(number(leaf.previous), number(leaf.next), leaf.key, leaf.value));

/**
 * The root of the leaves, from one of them up. Null for an index beyond the tree or siblings of another number or length.
 * @param siblings from the leaf up
 */
export const lineaSubRoot = (
	hash: Poseidon2,
	leaf: Uint8Array,
	index: bigint,
	siblings: readonly Uint8Array[],
): Uint8Array | null => {
	if (index < 0n || index >> BigInt(depth) !== 0n) return null;
	if (siblings.length !== depth) return null;
	if (siblings.some(({ length }) => length !== hashBytes)) return null;
	return siblings.reduce(
		(here, sibling, height) =>
			(index >> BigInt(height)) & 1n
				? hash(concat(sibling, here))
				: hash(concat(here, sibling)),
		leaf,
	);
};

export type LineaProof = {
	readonly index: bigint;
	/** As linea_getProof gives them: the head, the children of each sibling from the top down, the leaf. */
	readonly nodes: readonly Uint8Array[];
};

const isZero = (bytes: Uint8Array): boolean =>
	bytes.every((byte) => byte === 0);

/** A leaf as its proof spells it out, and the root above it. */
type Path = {
	readonly previous: Uint8Array;
	readonly next: Uint8Array;
	readonly key: Uint8Array;
	readonly value: Uint8Array;
	readonly root: Uint8Array;
};

const pathOf = (hash: Poseidon2, { index, nodes }: LineaProof): Path | null => {
	const [head, ...rest] = nodes;
	const leaf = rest.at(-1);
	const children = rest.slice(0, -1);
	if (head === undefined || leaf === undefined) return null;
	if (head.length !== headBytes || leaf.length !== leafBytes) return null;
	if (children.length !== depth) return null;
	// A limb beyond the field has another's hash: keys would stand elsewhere in the order than the tree has them.
	if (!nodes.every(isInKoalaBear)) return null;
	// Beside the leaf stands a leaf, or nothing; nothing is zero and not the hash of zeros. Above, two hashes are one node.
	const beside = children.at(-1);
	if (beside === undefined) return null;
	const isNothing = beside.length % hashBytes === 0 && isZero(beside);
	if (!isNothing && beside.length !== leafBytes) return null;
	if (isNothing && beside.length > leafBytes) return null;
	const above = children.slice(0, -1);
	if (above.some(({ length }) => length !== 2 * hashBytes)) return null;
	const siblings = [
		isNothing ? new Uint8Array(hashBytes) : hash(beside),
		...above.reverse().map(hash),
	];
	const subRoot = lineaSubRoot(hash, hash(leaf), index, siblings);
	if (subRoot === null) return null;
	if (!equalBytes(subRoot, head.subarray(numberBytes))) return null;
	return {
		previous: leaf.subarray(0, numberBytes),
		next: leaf.subarray(numberBytes, 2 * numberBytes),
		key: leaf.subarray(2 * numberBytes, 2 * numberBytes + hashBytes),
		value: leaf.subarray(2 * numberBytes + hashBytes),
		root: hash(head),
	};
};

/** Is the account's value the only one with its hash? Its storage root and code hash are taken as they are, limb by limb. */
export const isLineaAccountValue = (value: Uint8Array): boolean =>
	value.length === lineaAccountBytes && isInKoalaBear(value.subarray(64, 128));

/**
 * The root under which the proof shows the hashed value at the hashed key; null when the proof shows no such thing or is
 * of another shape.
 */
export const lineaRoot = (
	hash: Poseidon2,
	key: Uint8Array,
	value: Uint8Array,
	proof: LineaProof,
): Uint8Array | null => {
	const path = pathOf(hash, proof);
	if (path === null) return null;
	return equalBytes(path.key, key) && equalBytes(path.value, value)
		? path.root
		: null;
};

/** The root under which two neighbours in the chain leave no room for the hashed key; null when they do not. */
export const lineaAbsentRoot = (
	hash: Poseidon2,
	key: Uint8Array,
	left: LineaProof,
	right: LineaProof,
): Uint8Array | null => {
	const before = pathOf(hash, left);
	const after = pathOf(hash, right);
	if (before === null || after === null) return null;
	const areNeighbours =
		equalBytes(before.next, number(right.index)) &&
		equalBytes(after.previous, number(left.index)) &&
		equalBytes(before.root, after.root);
	const isBetween =
		bigFromBytes(before.key) < bigFromBytes(key) &&
		bigFromBytes(key) < bigFromBytes(after.key);
	return areNeighbours && isBetween ? before.root : null;
};
