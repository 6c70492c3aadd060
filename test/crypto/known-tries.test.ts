// The known trie proofs: right by the reader of proofs, and each is told from the others by a walk that errs in one way.

import { beforeAll, describe, expect, it } from "vitest";
import { nobleDigests, type WalkTrie } from "../../src/base/digest.ts";
import { testWalk } from "../../src/crypto/known-tries.ts";
import { openHashes } from "../../src/crypto/wasm/hashes.ts";
import { nibblesOf, provePath } from "../../src/proof/mpt.ts";
import { emitHashes, hashesHeapBytes } from "../../wasm/hashes.ts";

/** The reader of proofs in the walk's words. */
const reader: WalkTrie = (root, key, nodes) => {
	try {
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
			(_, key, nodes) => {
				const [first = new Uint8Array(0)] = nodes;
				return reader(nobleDigests.keccak256(first), key, nodes);
			},
		],
		[
			"passes over what is left",
			(root, key, nodes) => {
				for (let end = nodes.length; end > 0; end--) {
					const said = reader(root, key, nodes.slice(0, end));
					if (said !== "unsaid") return said;
				}
				return "unsaid";
			},
		],
		[
			"takes a missing node for an absence",
			(root, key, nodes) => {
				const said = reader(root, key, nodes);
				return said === "unsaid" && nodes.length === 4 ? "absent" : said;
			},
		],
	])("refuses a walk that %s", (_, walk) => {
		expect(() => testWalk(walk)).toThrow(unsound);
	});
});
