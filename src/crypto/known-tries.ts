// Trie proofs whose answers are known, put to every walk before it is believed: values, absences, and proofs that are
// wrong in one way each.

import { concat, equalBytes } from "../base/bytes.ts";
import {
	nobleDigests,
	type TrieAnswer,
	type WalkTrie,
} from "../base/digest.ts";
import { Fault } from "../base/fault.ts";
import { encodeRlp } from "../base/rlp.ts";

const keccak = nobleDigests.keccak256;
const none = new Uint8Array(0);
const preimage = Uint8Array.of(1);
const key = keccak(preimage);
const other = keccak(Uint8Array.of(2));
const value = Uint8Array.from({ length: 70 }, (_, i) => 255 - i);

const digit = (at: number): number =>
	((key[at >> 1] ?? 0) >> (at % 2 === 0 ? 4 : 0)) & 15;
/** A branch with the child at the key's digit and hashes elsewhere; `gap` has nothing. */
const branch = (at: number, child: Uint8Array, gap = -1): Uint8Array =>
	encodeRlp([
		...Array.from({ length: 16 }, (_, i) =>
			i === digit(at)
				? keccak(child)
				: i === gap
					? none
					: keccak(Uint8Array.of(at, i)),
		),
		none,
	]);

// The key's digits: one at the root, one under it, the two of its second byte in an extension, one more, and the rest.
const leaf = encodeRlp([
	Uint8Array.of(0x30 | digit(5), ...key.subarray(3)),
	value,
]);
const low = branch(4, leaf);
const extension = encodeRlp([
	Uint8Array.of(0x00, ...key.subarray(1, 2)),
	keccak(low),
]);
const middle = branch(1, extension);
const gap = (digit(0) + 1) % 16;
const top = branch(0, middle, gap);
const root = keccak(top);
const nodes: readonly Uint8Array[] = [top, middle, extension, low, leaf];

const absentKey = concat(Uint8Array.of(gap << 4), key.subarray(1));
const elsewhere = concat(key.subarray(0, 1), other.subarray(1));
const besideLeaf = concat(key.subarray(0, 31), other.subarray(31));

const flipped = (which: number, at: number): readonly Uint8Array[] =>
	nodes.map((node, i) => {
		if (i !== which) return node;
		const changed = node.slice();
		changed[at] = (changed[at] ?? 0) ^ 1;
		return changed;
	});

type KnownTrie = {
	readonly about: string;
	readonly root?: Uint8Array;
	readonly key?: Uint8Array;
	readonly isHashed?: boolean;
	readonly nodes?: readonly Uint8Array[];
	readonly answer: TrieAnswer;
};

const knownProofs: readonly KnownTrie[] = [
	{ about: "a value", answer: { present: value } },
	{
		about: "a branch without the way",
		key: absentKey,
		nodes: [top],
		answer: "absent",
	},
	{ about: "a leaf of another key", key: besideLeaf, answer: "absent" },
	{
		about: "an extension to elsewhere",
		key: elsewhere,
		nodes: nodes.slice(0, 3),
		answer: "absent",
	},
	{
		about: "a value by what its key is the hash of",
		key: preimage,
		isHashed: true,
		answer: { present: value },
	},
	{
		about: "a leaf changed beside a key that is hashed",
		key: preimage,
		isHashed: true,
		nodes: flipped(4, 20),
		answer: "unsaid",
	},
	{ about: "another root", root: other, answer: "unsaid" },
	...nodes.map((node, i) => ({
		about: `node ${i} changed`,
		nodes: flipped(i, node.length - 1),
		answer: "unsaid" as const,
	})),
	{ about: "no leaf", nodes: nodes.slice(0, -1), answer: "unsaid" },
	{ about: "no root", nodes: nodes.slice(1), answer: "unsaid" },
	{ about: "a node too many", nodes: [...nodes, leaf], answer: "unsaid" },
	{ about: "a way under a gap", key: absentKey, answer: "unsaid" },
];

const isSame = (a: TrieAnswer, b: TrieAnswer): boolean =>
	typeof a === "string" || typeof b === "string"
		? a === b
		: equalBytes(a.present, b.present);

/** @throws kernel-unsound with the first proof that is answered wrongly */
export const testWalk = (walk: WalkTrie): void => {
	for (const known of knownProofs) {
		const said = walk(
			known.root ?? root,
			known.key ?? key,
			known.nodes ?? nodes,
			known.isHashed,
		);
		if (!isSame(said, known.answer))
			throw new Fault("kernel-unsound", `wrong about ${known.about} in a trie`);
	}
};
