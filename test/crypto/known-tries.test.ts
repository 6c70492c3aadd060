// The known trie proofs: right by the reader of proofs, and each is told from the others by a walk that errs in one way.

import { beforeAll, describe, expect, it } from "vitest";
import { nobleDigests, type WalkTrie } from "../../src/base/digest.ts";
import { testWalk } from "../../src/crypto/known-tries.ts";
import { openHashes } from "../../src/crypto/wasm/hashes.ts";
import { nibblesOf, provePath } from "../../src/proof/mpt.ts";
import { emitHashes, hashesHeapBytes } from "../../wasm/hashes.ts";

/** The reader of proofs in the walk's words. */
const reader: WalkTrie = (root, given, nodes, isHashed) => {
	try {
		const key = isHashed ? nobleDigests.keccak256(given) : given;
		const value = provePath(root, nibblesOf(key), nodes);
		return value === null ? "absent" : { present: value };
	} catch {
		return "unsaid";
	}
};
const unsound = expect.objectContaining({ code: "kernel-unsound" });

describe("the self-test of walks", () => {
	let wasm: WalkTrie;
	beforeAll(async () => {
		({ walkTrie: wasm } = await openHashes(
			emitHashes().encode(hashesHeapBytes),
		));
	});

	it("is passed by the reader of proofs and by WebAssembly", () => {
		testWalk(reader);
		testWalk(wasm);
	});

	it.each<[string, WalkTrie]>([
		["says nothing ever", () => "unsaid"],
		["finds nothing ever", () => "absent"],
		["finds an empty value", () => ({ present: new Uint8Array(0) })],
		[
			"does not look at the root",
			(_, key, nodes, isHashed) => {
				const [first = new Uint8Array(0)] = nodes;
				return reader(nobleDigests.keccak256(first), key, nodes, isHashed);
			},
		],
		[
			"passes over what is left",
			(root, key, nodes, isHashed) => {
				for (let end = nodes.length; end > 0; end--) {
					const said = reader(root, key, nodes.slice(0, end), isHashed);
					if (said !== "unsaid") return said;
				}
				return "unsaid";
			},
		],
		[
			"takes a missing node for an absence",
			(root, key, nodes, isHashed) => {
				const said = reader(root, key, nodes, isHashed);
				return said === "unsaid" && nodes.length === 4 ? "absent" : said;
			},
		],
		[
			"takes what is hashed for the key",
			(root, key, nodes) => reader(root, key, nodes),
		],
		[
			"hashes the key alone and not what stands beside it",
			(root, key, nodes, isHashed) => {
				if (!isHashed) return reader(root, key, nodes);
				const said = reader(root, key, nodes, true);
				return said === "unsaid" ? { present: new Uint8Array(0) } : said;
			},
		],
	])("refuses a walk that %s", (_, walk) => {
		expect(() => testWalk(walk)).toThrow(unsound);
	});
});
