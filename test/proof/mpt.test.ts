import { MerklePatriciaTrie } from "@ethereumjs/mpt";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat, fromHex, toHex, utf8 } from "../../src/base/bytes.ts";
import { encodeRlp, type Rlp } from "../../src/base/rlp.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import {
	emptyTrieRoot,
	nibblesOf,
	provePath,
	proveTrie,
} from "../../src/proof/mpt.ts";
import { buildListTrie, buildTrie, indexKey } from "../../src/proof/trie.ts";
import { refusedWith } from "../refused.ts";

const refusals = ["mpt-node", "mpt-missing", "mpt-unused", "mpt-canonical"];
const none = new Uint8Array(0);

/** Short keys over few digits make shared prefixes, embedded nodes and values in branches. */
const crowded = fc.uint8Array({ minLength: 1, maxLength: 4, max: 0x23 });
const spread = fc.uint8Array({ minLength: 32, maxLength: 32 });
const value = fc.oneof(
	fc.uint8Array({ minLength: 1, maxLength: 3 }),
	fc.uint8Array({ minLength: 30, maxLength: 70 }),
);
const entries = fc.array(fc.tuple(fc.oneof(crowded, spread), value), {
	minLength: 1,
	maxLength: 24,
});

const other = async (
	pairs: readonly (readonly [Uint8Array, Uint8Array])[],
): Promise<MerklePatriciaTrie> => {
	const trie = new MerklePatriciaTrie();
	for (const [key, bytes] of pairs) await trie.put(key, bytes);
	return trie;
};

describe("against another implementation", () => {
	it("builds the same root and proves the same values, present and absent", async () => {
		await fc.assert(
			fc.asyncProperty(entries, fc.array(crowded), async (pairs, absent) => {
				const theirs = await other(pairs);
				const ours = buildTrie(pairs);
				expect(ours.root).toBe(toHex(theirs.root()));
				for (const key of [...pairs.map(([key]) => key), ...absent]) {
					const expected = await theirs.get(key);
					const fromOurs = proveTrie(theirs.root(), key, ours.prove(key));
					expect(fromOurs).toEqual(expected);
				}
			}),
			{ numRuns: 150, seed: 7 },
		);
	});

	it("accepts their proofs, where embedded nodes are listed as well or not", async () => {
		await fc.assert(
			fc.asyncProperty(entries, fc.array(crowded), async (pairs, absent) => {
				const theirs = await other(pairs);
				for (const key of [...pairs.map(([key]) => key), ...absent]) {
					const path = await theirs.findPath(key);
					const listed = path.stack.map((node) => node.serialize());
					expect(proveTrie(theirs.root(), key, listed)).toEqual(
						await theirs.get(key),
					);
				}
			}),
			{ numRuns: 100, seed: 8 },
		);
	});
});

describe("a proof that was tampered with", () => {
	const pairs = Array.from(
		{ length: 300 },
		(_, i) => [keccak256(utf8(`${i}`)), utf8(`value ${i}`)] as const,
	);
	const trie = buildTrie(pairs);
	const root = fromHex(trie.root);
	const [key] = pairs[0] ?? [none];
	const proof = trie.prove(key);
	const absentKey = keccak256(utf8("absent"));
	const absence = trie.prove(absentKey);

	it("is accepted before", () => {
		expect(proof.length).toBeGreaterThan(2);
		expect(proveTrie(root, key, proof)).toEqual(utf8("value 0"));
		expect(proveTrie(root, absentKey, absence)).toBeNull();
	});
	it.each([
		["presence", key, proof],
		["absence", absentKey, absence],
	] as const)(
		"rejects each node of a proof of %s dropped, doubled, swapped, cut or made longer",
		(_, key, proof) => {
			proof.forEach((node, i) => {
				const without = proof.filter((_, k) => k !== i);
				expect(["mpt-node", "mpt-missing"]).toContain(
					refusedWith(() => proveTrie(root, key, without)),
				);
				const doubled = proof.toSpliced(i, 0, node);
				expect(["mpt-node", "mpt-unused"]).toContain(
					refusedWith(() => proveTrie(root, key, doubled)),
				);
				const longer = proof.with(i, concat(node, Uint8Array.of(0)));
				expect(refusedWith(() => proveTrie(root, key, longer))).toBe(
					"mpt-node",
				);
				const cut = proof.with(i, node.subarray(0, -1));
				expect(refusedWith(() => proveTrie(root, key, cut))).toBe("mpt-node");
				const next = proof[i + 1];
				if (next !== undefined)
					expect(
						refusedWith(() => proveTrie(root, key, proof.with(i, next))),
					).toBe("mpt-node");
			});
			expect(
				refusedWith(() => proveTrie(root, key, [...proof].reverse())),
			).toBe("mpt-node");
			expect(
				refusedWith(() => proveTrie(root, key, [...proof, utf8("more")])),
			).toBe("mpt-unused");
			expect(refusedWith(() => proveTrie(root, key, []))).toBe("mpt-missing");
		},
	);
	it("rejects every single flipped bit", () => {
		proof.forEach((node, i) => {
			for (let at = 0; at < node.length; at++) {
				const flipped = node.slice();
				flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
				expect(
					refusedWith(() => proveTrie(root, key, proof.with(i, flipped))),
				).toBe("mpt-node");
			}
		});
	});
	it("rejects the proof of another key, of another trie, and a root that is not theirs", () => {
		const [otherKey] = pairs[7] ?? [none];
		expect(refusals).toContain(
			refusedWith(() => proveTrie(root, otherKey, proof)),
		);
		const later = buildTrie([...pairs, [absentKey, utf8("now here")]]);
		expect(refusedWith(() => proveTrie(root, key, later.prove(key)))).toBe(
			"mpt-node",
		);
		expect(refusedWith(() => proveTrie(fromHex(later.root), key, proof))).toBe(
			"mpt-node",
		);
	});
	it("never says absent of what is there, nor the reverse, whatever part of the proof is kept", () => {
		fc.assert(
			fc.property(fc.subarray([...proof, ...absence]), (some) => {
				const present = refusedWith(() =>
					expect(proveTrie(root, key, some)).toEqual(utf8("value 0")),
				);
				expect(["none", ...refusals]).toContain(present);
				const gone = refusedWith(() =>
					expect(proveTrie(root, absentKey, some)).toBeNull(),
				);
				expect(["none", ...refusals]).toContain(gone);
			}),
			{ numRuns: 300, seed: 9 },
		);
	});
});

describe("the empty trie", () => {
	const root = fromHex(emptyTrieRoot);
	it("is proved by no node or by the node of no bytes", () => {
		expect(toHex(keccak256(encodeRlp(none)))).toBe(emptyTrieRoot);
		expect(proveTrie(root, utf8("any"), [])).toBeNull();
		expect(proveTrie(root, utf8("any"), [Uint8Array.of(0x80)])).toBeNull();
		expect(buildTrie([]).root).toBe(emptyTrieRoot);
	});
	it("rejects anything beside", () => {
		expect(refusedWith(() => proveTrie(root, none, [utf8("x")]))).toBe(
			"mpt-unused",
		);
		const doubled = [Uint8Array.of(0x80), Uint8Array.of(0x80)];
		expect(refusedWith(() => proveTrie(root, none, doubled))).toBe(
			"mpt-unused",
		);
	});
});

describe("the form of nodes", () => {
	const long = utf8("a value that is longer than a hash, surely");
	const leaf = (path: number[], value: Uint8Array = long): Rlp => [
		Uint8Array.from(path),
		value,
	];
	const branch = (children: Rlp[], value: Uint8Array = none): Rlp => [
		...Array.from({ length: 16 }, (_, i) => children[i] ?? none),
		value,
	];
	const refused = (top: Rlp, key: string, more: Rlp[] = []): string => {
		const bytes = encodeRlp(top);
		return refusedWith(() =>
			proveTrie(keccak256(bytes), fromHex(key), [
				bytes,
				...more.map((item) => encodeRlp(item)),
			]),
		);
	};
	const short = leaf([0x31], Uint8Array.of(1));
	const good = branch([short, short]);
	it("accepts the plain ones", () => {
		expect(refused(leaf([0x20, 0xab]), "0xab")).toBe("none");
		expect(refused(good, "0x01")).toBe("none");
		expect(refused([Uint8Array.of(0x1a), good], "0xa011")).toBe("none");
	});
	it.each<[string, Rlp, string]>([
		["flags above 3", leaf([0x40, 0xab]), "0xab"],
		["padding that is not zero", leaf([0x21, 0xab]), "0xab"],
		["a path of no bytes", leaf([]), "0xab"],
		["a leaf without a value", leaf([0x20, 0xab], none), "0xab"],
		[
			"a leaf whose value is a list",
			[Uint8Array.of(0x20, 0xab), [long]],
			"0xab",
		],
		["a node of three items", [none, none, none], "0xab"],
		["a node that is a string", long, "0xab"],
		["a branch with one way", branch([short]), "0x01"],
		["a branch with only a value", branch([], long), "0x01"],
		["a branch with nothing", branch([]), "0x01"],
		[
			"a branch whose value is a list",
			[...(good as Rlp[]).slice(0, 16), [long]],
			"0x01",
		],
		["a long node embedded", branch([leaf([0x31]), short]), "0x01"],
		["a reference of 31 bytes", branch([new Uint8Array(31), short]), "0x01"],
		["an extension without a path", [Uint8Array.of(0x00), good], "0x01"],
		["an extension to nothing", [Uint8Array.of(0x1a), none], "0xa0"],
		["an extension to a leaf", [Uint8Array.of(0x1a), short], "0xa1"],
		[
			"an extension to an extension",
			[Uint8Array.of(0x1a), [Uint8Array.of(0x1b), branch([[none, none]])]],
			"0xab",
		],
		[
			"an odd node beside the path",
			branch([short, short, branch([short])]),
			"0x01",
		],
	])("rejects %s", (_, top, key) => {
		expect(refused(top, key)).toBe("mpt-canonical");
	});
	it("rejects a hashed child that is short, and a hashed extension below an extension", () => {
		const hash = keccak256(encodeRlp(short));
		expect(refused(branch([hash, short]), "0x01", [short])).toBe(
			"mpt-canonical",
		);
		const wide = branch(
			[leaf([0x31]), short].map((n) => keccak256(encodeRlp(n))),
		);
		const inner: Rlp = [Uint8Array.of(0x1b), keccak256(encodeRlp(wide))];
		expect(
			refused([Uint8Array.of(0x1a), keccak256(encodeRlp(inner))], "0xab11", [
				inner,
				wide,
			]),
		).toBe("mpt-canonical");
	});
	it("rejects a node that is not canonical RLP although its hash fits", () => {
		const bytes = Uint8Array.of(0xc4, 0x81, 0x31, 0x81, 0x01);
		expect(refusedWith(() => proveTrie(keccak256(bytes), none, [bytes]))).toBe(
			"mpt-canonical",
		);
	});
	it("rejects nesting without end", () => {
		const bytes = concat(new Uint8Array(5000).fill(0xc1), Uint8Array.of(0xc0));
		expect(refusedWith(() => proveTrie(keccak256(bytes), none, [bytes]))).toBe(
			"mpt-canonical",
		);
	});
	it("tells a key of seven digits from one of eight", () => {
		const top = encodeRlp(leaf([0x31, 0x23, 0x45, 0x67]));
		const key = nibblesOf(fromHex("0x12345670"));
		expect(provePath(keccak256(top), key.subarray(0, 7), [top])).toEqual(long);
		expect(provePath(keccak256(top), key, [top])).toBeNull();
	});
});

describe("a list trie", () => {
	it("has the keys of RLP numbers", () => {
		expect([0, 1, 127, 128, 256].map((i) => toHex(indexKey(i)))).toEqual([
			"0x80",
			"0x01",
			"0x7f",
			"0x8180",
			"0x820100",
		]);
	});
	it("proves each of its items", () => {
		const items = Array.from({ length: 300 }, (_, i) => utf8(`item ${i}`));
		const trie = buildListTrie(items);
		items.forEach((item, i) => {
			const key = indexKey(i);
			expect(proveTrie(fromHex(trie.root), key, trie.prove(key))).toEqual(item);
		});
		const beyond = indexKey(300);
		expect(
			proveTrie(fromHex(trie.root), beyond, trie.prove(beyond)),
		).toBeNull();
	});
});
