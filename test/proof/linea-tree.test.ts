// Linea's tree against one that is built here from all its leaves. Its hash is given, so a plain one stands for Poseidon2;
// Linea's own vectors are for the conformance runner.

import { describe, expect, it } from "vitest";
import { bigToBytes, concat, equalBytes } from "../../src/base/bytes.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import {
	type LineaProof,
	lineaAbsentRoot,
	lineaAccountKey,
	lineaAccountValue,
	lineaRoot,
	lineaStorageRoot,
	lineaWord,
} from "../../src/proof/linea-tree.ts";

const hash = (words: Uint8Array): Uint8Array => {
	if (words.length === 0 || words.length % 32 !== 0)
		throw new RangeError(`${words.length} bytes`);
	// each limb an element of the field, as Poseidon2's are
	return sha256(words).map((byte, i) => (i % 4 === 0 ? byte & 0x3f : byte));
};
const word = (n: number): Uint8Array => bigToBytes(BigInt(n), 32);
// 16 bits in 4 bytes: small numbers stand at the end of the second word.
const number = (n: number): Uint8Array => concat(word(0), word(n));

type Leaf = { readonly key: Uint8Array; readonly value: Uint8Array };
const own: readonly Leaf[] = Array.from({ length: 5 }, (_, i) => ({
	key: lineaWord(hash, word(i)),
	value: lineaWord(hash, word(100 + i)),
}));
const least: Leaf = { key: word(0), value: word(0) };
const most: Leaf = {
	key: Uint8Array.from({ length: 32 }, (_, i) => (i % 4 === 0 ? 0x7f : 0)),
	value: word(0),
};
const leaves = [least, most, ...own];
const sorted = leaves.toSorted((a, b) =>
	a.key.join().localeCompare(b.key.join()) === 0
		? 0
		: BigInt(`0x${Buffer.from(a.key).toString("hex")}`) <
				BigInt(`0x${Buffer.from(b.key).toString("hex")}`)
			? -1
			: 1,
);
const leafBytes = (index: number): Uint8Array | null => {
	const leaf = leaves[index];
	if (leaf === undefined) return null;
	const at = sorted.indexOf(leaf);
	const before = sorted[at - 1] ?? leaf;
	const after = sorted[at + 1] ?? leaf;
	return concat(
		number(leaves.indexOf(before)),
		number(leaves.indexOf(after)),
		leaf.key,
		leaf.value,
	);
};

const empty: Uint8Array[] = [new Uint8Array(32)];
for (let i = 0; i < 40; i++) {
	const below = empty[i] ?? word(0);
	empty.push(hash(concat(below, below)));
}
/** The node that covers leaves from `index * 2^height` on, and what it is the hash of. */
const preimage = (height: number, index: number): Uint8Array => {
	if (height === 0) return leafBytes(index) ?? new Uint8Array(192);
	return concat(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
};
const node = (height: number, index: number): Uint8Array => {
	if (index * 2 ** height >= leaves.length) return empty[height] ?? word(0);
	return hash(preimage(height, index));
};
const subRoot = node(40, 0);
const head = concat(number(leaves.length), subRoot);
const root = hash(head);

const proofOf = (index: number): LineaProof => ({
	index: BigInt(index),
	nodes: [
		head,
		...Array.from({ length: 40 }, (_, i) => {
			const height = 39 - i;
			return preimage(height, Math.floor(index / 2 ** height) ^ 1);
		}),
		leafBytes(index) ?? new Uint8Array(192),
	],
});

const isRoot = (found: Uint8Array | null): boolean =>
	found !== null && equalBytes(found, root);

const at = (leaf: Leaf): number => leaves.indexOf(leaf);

describe("a leaf in Linea's tree", () => {
	it("is there with its value", () => {
		for (const leaf of own)
			expect(
				isRoot(lineaRoot(hash, leaf.key, leaf.value, proofOf(at(leaf)))),
			).toBe(true);
	});

	it("may stand beside a place where nobody wrote", () => {
		const last = leaves.length - 1;
		const leaf = leaves[last] ?? least;
		const proof = proofOf(last);
		const short = proof.nodes.with(40, new Uint8Array(32));
		for (const nodes of [proof.nodes, short])
			expect(
				isRoot(lineaRoot(hash, leaf.key, leaf.value, { ...proof, nodes })),
			).toBe(true);
	});

	it("is refused with another key, value or index", () => {
		const [leaf = least, other = least] = own;
		const proof = proofOf(at(leaf));
		expect(lineaRoot(hash, other.key, leaf.value, proof)).toBeNull();
		expect(lineaRoot(hash, leaf.key, other.value, proof)).toBeNull();
		for (const index of [3n, 1n << 40n, -1n])
			expect(
				isRoot(lineaRoot(hash, leaf.key, leaf.value, { ...proof, index })),
			).toBe(false);
	});

	it("is refused with any node changed, dropped, doubled or cut off", () => {
		const [leaf = least] = own;
		const proof = proofOf(at(leaf));
		for (let i = 0; i < proof.nodes.length; i++) {
			const part = proof.nodes[i] ?? word(0);
			for (const nodes of [
				proof.nodes.with(i, part.with(9, (part[9] ?? 0) ^ 1)),
				proof.nodes.with(i, part.subarray(1)),
				proof.nodes.with(i, part.subarray(32)),
				proof.nodes.toSpliced(i, 1),
				proof.nodes.toSpliced(i, 0, part),
			])
				expect(
					isRoot(lineaRoot(hash, leaf.key, leaf.value, { ...proof, nodes })),
				).toBe(false);
		}
	});
});

describe("a key that is not in Linea's tree", () => {
	const key = lineaWord(hash, word(77));
	const value = BigInt(`0x${Buffer.from(key).toString("hex")}`);
	const after = sorted.findIndex(
		(leaf) => BigInt(`0x${Buffer.from(leaf.key).toString("hex")}`) > value,
	);
	const place = (i: number) => proofOf(at(sorted[i] ?? least));

	it("lies between two neighbours", () => {
		expect(
			isRoot(lineaAbsentRoot(hash, key, place(after - 1), place(after))),
		).toBe(true);
	});

	it("is refused between others, between no neighbours, and when it is there", () => {
		for (let i = 1; i < sorted.length; i++)
			if (i !== after)
				expect(lineaAbsentRoot(hash, key, place(i - 1), place(i))).toBeNull();
		expect(
			lineaAbsentRoot(hash, key, place(0), place(sorted.length - 1)),
		).toBeNull();
		expect(
			lineaAbsentRoot(hash, key, place(after), place(after - 1)),
		).toBeNull();
		const there = sorted[after] ?? least;
		expect(
			lineaAbsentRoot(hash, there.key, place(after - 1), place(after)),
		).toBeNull();
	});
});

describe("what Linea hashes", () => {
	it("differs with every part of an account, and of an address", () => {
		const account = Uint8Array.from({ length: 192 }, (_, i) => i);
		const made = new Set<string>([lineaAccountValue(hash, account).join()]);
		for (let i = 0; i < 192; i += 8)
			made.add(lineaAccountValue(hash, account.with(i, 255)).join());
		expect(made.size).toBe(25);
		const address = new Uint8Array(20);
		const keys = new Set<string>([lineaAccountKey(hash, address).join()]);
		for (let i = 0; i < 20; i++)
			keys.add(lineaAccountKey(hash, address.with(i, 1)).join());
		expect(keys.size).toBe(21);
		expect(lineaStorageRoot(account)).toEqual(account.slice(64, 96));
	});
});
