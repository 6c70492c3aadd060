// The hashes in WebAssembly against noble, at every length around the edges of blocks, and the walk down trie proofs
// against the reader in TypeScript, with every proof broken at every byte.

import { blake2s } from "@noble/hashes/blake2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { beforeAll, describe, expect, it } from "vitest";
import { concat, toHex } from "../../../src/base/bytes.ts";
import type { TrieAnswer } from "../../../src/base/digest.ts";
import { encodeRlp } from "../../../src/base/rlp.ts";
import { merkleize } from "../../../src/base/ssz.ts";
import {
	mostChunks,
	openHashes,
	type WasmHashes,
} from "../../../src/crypto/wasm/hashes.ts";
import { openWasm, type Wasm } from "../../../src/crypto/wasm/module.ts";
import { proveTrie } from "../../../src/proof/mpt.ts";
import { buildTrie } from "../../../src/proof/trie.ts";
import { emitHashes, hashesHeapBytes } from "../../../wasm/hashes.ts";
import { chance } from "../../conformance/chance.ts";

const dice = chance(7, "hashes");
const random = (length: number): Uint8Array =>
	Uint8Array.from({ length }, () => dice.below(256));

let hashes: WasmHashes;
let wasm: Wasm;
beforeAll(async () => {
	const bytes = emitHashes().encode(hashesHeapBytes);
	hashes = await openHashes(bytes);
	wasm = await openWasm(bytes);
});

describe("digests are noble's", () => {
	it("for keccak-256, at every length up to four blocks", () => {
		for (let length = 0; length <= 4 * 136 + 2; length++) {
			const bytes = random(length);
			expect(toHex(hashes.keccak256(bytes))).toBe(toHex(keccak_256(bytes)));
		}
	});

	it("for keccak-256 two at a time, of equal and of unequal lengths", () => {
		const two = wasm.act("keccakTwo", 5);
		const heap = wasm.global("heap");
		const lengths = [0, 1, 135, 136, 137, 271, 272, 532, 544, 1000];
		for (const length0 of lengths)
			for (const length1 of lengths) {
				const [a, b] = [random(length0), random(length1)];
				wasm.write(heap + 64, concat(a, b));
				two(heap, heap + 64, length0, heap + 64 + length0, length1);
				expect(toHex(wasm.read(heap, 64))).toBe(
					toHex(concat(keccak_256(a), keccak_256(b))),
				);
			}
	});

	it("for BLAKE2s, at every length up to three blocks", () => {
		for (let length = 0; length <= 193; length++) {
			const bytes = random(length);
			expect(toHex(hashes.blake2s(bytes))).toBe(toHex(blake2s(bytes)));
		}
	});

	it("for SHA-256 of any number of pairs", () => {
		for (let count = 0; count <= 13; count++) {
			const bytes = random(64 * count);
			const expected = Array.from({ length: count }, (_, i) =>
				sha256(bytes.subarray(64 * i, 64 * i + 64)),
			);
			expect(toHex(hashes.sha256Pairs(bytes))).toBe(toHex(concat(...expected)));
		}
	});

	it("for inputs larger than the module's memory", () => {
		const large = random(600_000);
		expect(toHex(hashes.keccak256(large))).toBe(toHex(keccak_256(large)));
		expect(toHex(hashes.blake2s(large))).toBe(toHex(blake2s(large)));
		const whole = large.subarray(0, 64 * 9000);
		const digests = hashes.sha256Pairs(whole);
		for (const i of [0, 8000, 8191, 8192, 8999])
			expect(toHex(digests.subarray(32 * i, 32 * i + 32))).toBe(
				toHex(sha256(whole.subarray(64 * i, 64 * i + 64))),
			);
	});

	it("and one answer leaves nothing for the next", () => {
		const [short, long] = [random(5), random(500)];
		const first = toHex(hashes.keccak256(short));
		hashes.keccak256(long);
		expect(toHex(hashes.keccak256(short))).toBe(first);
	});
});

describe("a tree's root", () => {
	it("is that of the merkleization in TypeScript, for any count and depth", () => {
		for (const depth of [0, 1, 2, 3, 5, 9, 40])
			for (const count of [0, 1, 2, 3, 5, 16, 31, 511, 512]) {
				if (count > 2 ** depth) continue;
				const chunks = random(32 * count);
				const list = Array.from({ length: count }, (_, i) =>
					chunks.subarray(32 * i, 32 * i + 32),
				);
				expect(toHex(hashes.merkleRoot(chunks, depth))).toBe(
					toHex(merkleize(list, 2 ** depth)),
				);
			}
	});

	it("refuses half a chunk, more chunks than leaves, more than there is room for, and no depth", () => {
		expect(() => hashes.merkleRoot(random(33), 3)).toThrow(RangeError);
		expect(() => hashes.merkleRoot(random(96), 1)).toThrow(RangeError);
		expect(() =>
			hashes.merkleRoot(new Uint8Array(32 * (mostChunks + 1)), 40),
		).toThrow(RangeError);
		expect(() => hashes.merkleRoot(random(32), 64)).toThrow(RangeError);
		expect(() => hashes.merkleRoot(random(32), 0.5)).toThrow(RangeError);
		expect(() => hashes.sha256Pairs(random(63))).toThrow(RangeError);
	});
});

describe("a walk down a proof", () => {
	const said = (answer: TrieAnswer): string =>
		typeof answer === "string" ? answer : toHex(answer.present);
	/** What the reader in TypeScript says, in the same words; null where it throws. */
	const oracle = (
		root: Uint8Array,
		key: Uint8Array,
		nodes: readonly Uint8Array[],
	): string | null => {
		try {
			const value = proveTrie(root, key, nodes);
			return value === null ? "absent" : toHex(value);
		} catch {
			return null;
		}
	};
	const entries = Array.from(
		{ length: 600 },
		(_, i): [Uint8Array, Uint8Array] => [
			keccak_256(Uint8Array.of(i & 255, i >> 8)),
			random(1 + dice.below(100)),
		],
	);
	const trie = buildTrie(entries);
	const root = Uint8Array.from(Buffer.from(trie.root.slice(2), "hex"));
	const [present] = entries[17] ?? [random(32)];
	const cases = [
		...entries.slice(0, 40).map(([key]) => key),
		...Array.from({ length: 40 }, () => random(32)),
	];

	it("finds values and absences as the reader does", () => {
		let found = 0;
		for (const key of cases) {
			const nodes = trie.prove(key);
			const answer = said(hashes.walkTrie(root, key, nodes));
			expect(answer).toBe(oracle(root, key, nodes));
			if (answer !== "absent") found++;
		}
		expect(found).toBe(40);
	});

	it("finds the same by what a key is the hash of, of any length, whether a node stands alone or not", () => {
		const parities = new Set<number>();
		for (const [i, [, value]] of entries.slice(0, 40).entries()) {
			const preimage = Uint8Array.of(i & 255, i >> 8);
			const nodes = trie.prove(keccak_256(preimage));
			parities.add(nodes.length % 2);
			const answer = said(hashes.walkTrie(root, preimage, nodes, true));
			expect(answer).toBe(toHex(value));
			expect(said(hashes.walkTrie(root, preimage, nodes))).not.toBe(answer);
		}
		expect(parities.size).toBe(2);
		for (let length = 0; length <= 32; length++) {
			const preimage = random(length);
			const key = keccak_256(preimage);
			const nodes = trie.prove(key);
			const answer = said(hashes.walkTrie(root, preimage, nodes, true));
			expect(answer).toBe(oracle(root, key, nodes));
		}
	});

	it("says nothing of a proof with a byte changed beside a hashed key", () => {
		const nodes = trie.prove(present);
		const changed = nodes.map((node, i) => {
			const broken = node.slice();
			if (i === nodes.length - 1)
				broken[9] = (broken[9] ?? 0) ^ (1 << dice.below(8));
			return broken;
		});
		const preimage = Uint8Array.of(17, 0);
		expect(hashes.walkTrie(root, preimage, nodes, true)).not.toBe("unsaid");
		expect(hashes.walkTrie(root, preimage, changed, true)).toBe("unsaid");
	});

	it("says nothing of a proof with a byte changed", () => {
		const nodes = trie.prove(present);
		for (const [i, node] of nodes.entries())
			for (let at = 0; at < node.length; at++) {
				const broken = node.slice();
				broken[at] = (broken[at] ?? 0) ^ (1 << dice.below(8));
				const changed = nodes.map((one, j) => (j === i ? broken : one));
				expect(hashes.walkTrie(root, present, changed)).toBe("unsaid");
			}
	});

	it("says nothing of a proof with a node too few, too many, swapped or twice", () => {
		const nodes = trie.prove(present);
		expect(nodes.length).toBeGreaterThan(2);
		const [first, second, ...rest] = nodes;
		if (first === undefined || second === undefined) throw new Error("short");
		for (const wrong of [
			[],
			nodes.slice(1),
			nodes.slice(0, -1),
			[...nodes, ...nodes.slice(-1)],
			[...nodes, random(40)],
			[second, first, ...rest],
			[first, first, second, ...rest],
			Array.from({ length: 70 }, () => first),
		])
			expect(hashes.walkTrie(root, present, wrong)).toBe("unsaid");
	});

	it("says nothing under another root, for a root or key of another length", () => {
		const nodes = trie.prove(present);
		expect(hashes.walkTrie(random(32), present, nodes)).toBe("unsaid");
		expect(hashes.walkTrie(root.subarray(1), present, nodes)).toBe("unsaid");
		expect(hashes.walkTrie(root, random(33), nodes)).toBe("unsaid");
	});

	it("never says more than the reader of a full branch with a byte changed beside its hashes", () => {
		const key = random(32);
		const leaf = encodeRlp([
			Uint8Array.of(0x30 | ((key[0] ?? 0) & 15), ...key.subarray(1)),
			random(40),
		]);
		const digit = (key[0] ?? 0) >> 4;
		const branch = encodeRlp([
			...Array.from({ length: 16 }, (_, i) =>
				i === digit ? keccak_256(leaf) : random(32),
			),
			new Uint8Array(0),
		]);
		expect(branch.length).toBe(532);
		const ask = (node: Uint8Array) =>
			said(hashes.walkTrie(keccak_256(node), key, [node, leaf]));
		expect(ask(branch)).toBe(oracle(keccak_256(branch), key, [branch, leaf]));
		expect(ask(branch)).not.toBe("unsaid");
		const beside = [0, 1, 2, 531, ...Array(16).keys()].map((at, i) =>
			i < 4 ? at : 3 + 33 * at,
		);
		let refused = 0;
		for (const at of beside)
			for (let bit = 0; bit < 8; bit++) {
				const changed = branch.slice();
				changed[at] = (changed[at] ?? 0) ^ (1 << bit);
				const wanted = oracle(keccak_256(changed), key, [changed, leaf]);
				if (wanted === null) refused++;
				// A last byte without its highest bit is a value of one byte: no full branch, and not wrong.
				expect([wanted ?? "unsaid", "unsaid"]).toContain(ask(changed));
			}
		expect(refused).toBeGreaterThan(150);
	});

	// Nodes that no trie holds, each under its own hash: what the reader refuses, the walk never takes.
	it("never says more than the reader of nodes that no trie holds", () => {
		const key = random(32);
		const child = random(32);
		const none = new Uint8Array(0);
		const branch = (...items: Uint8Array[]) => [
			...Array.from({ length: 16 }, (_, i) => items[i] ?? none),
			items[16] ?? none,
		];
		const made = [
			[],
			[Uint8Array.of(0x20)],
			[Uint8Array.of(0x20), none],
			[none, child],
			[Uint8Array.of(0x00), child],
			[Uint8Array.of(0x2f), child],
			[Uint8Array.of(0x40), child],
			[concat(Uint8Array.of(0x20), key), random(5)],
			[concat(Uint8Array.of(0x20), key), none],
			[concat(Uint8Array.of(0x21), key), random(5)],
			[concat(Uint8Array.of(0x00), key), child],
			[concat(Uint8Array.of(0x00), key.subarray(1)), child],
			[concat(Uint8Array.of(0x20), key), random(5), random(5)],
			branch(),
			branch(child),
			branch(child, child),
			branch(child, random(31)),
			branch(child, random(33)),
			[...branch(child, child), none],
			branch(child, child).slice(1),
			[concat(Uint8Array.of(0x20), key), [random(3)]],
			branch(child, child).map((item, i) => (i === 3 ? [item] : item)),
		].map((items) => encodeRlp(items));
		const raw = [
			none,
			Uint8Array.of(0xc0),
			Uint8Array.of(0x80),
			Uint8Array.of(0xf8, 0x00),
			concat(Uint8Array.of(0xf8, 0x28, 0xa1, 0x20), key, Uint8Array.of(0x05)),
			concat(Uint8Array.of(0xe4, 0xa1, 0x20), key, Uint8Array.of(0x81, 0x05)),
			concat(Uint8Array.of(0xe3, 0xa1, 0x20), key, Uint8Array.of(0x05)),
			concat(Uint8Array.of(0xe5, 0xa1, 0x20), key, Uint8Array.of(0x05)),
			concat(Uint8Array.of(0xe4, 0xb8, 0x21, 0x20), key, Uint8Array.of(0x05)),
			concat(Uint8Array.of(0xe3, 0xa1, 0x20), key, Uint8Array.of(0x05, 0x05)),
			concat(Uint8Array.of(0xe4, 0xa1, 0x20), key, Uint8Array.of(0x82)),
			concat(
				Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
				key,
			),
		];
		const count = { spoke: 0, silent: 0 };
		for (const node of [...made, ...raw]) {
			const answer = said(hashes.walkTrie(keccak_256(node), key, [node]));
			if (answer === "unsaid") count.silent++;
			else {
				count.spoke++;
				expect(answer).toBe(oracle(keccak_256(node), key, [node]));
			}
		}
		// a leaf that fits, twice; a leaf that is too long and an extension to elsewhere, which show an absence
		expect(count).toEqual({ spoke: 4, silent: made.length + raw.length - 4 });
	});
});
