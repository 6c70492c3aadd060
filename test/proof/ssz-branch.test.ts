import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashPair } from "../../src/base/ssz.ts";
import {
	branchRoot,
	depthOfIndex,
	isValidBranch,
	isValidNormalizedBranch,
} from "../../src/proof/ssz-branch.ts";

const word = (n: number) => new Uint8Array(32).fill(n);

describe("an SSZ branch", () => {
	const leaf = word(1);
	const branch = [word(2), word(3), word(4)];
	// 13 = 1101: right, left, right from below
	const root = hashPair(word(4), hashPair(hashPair(word(2), leaf), word(3)));

	it("leads from the leaf to the root", () => {
		expect(isValidBranch(leaf, branch, 13, root)).toBe(true);
		expect(depthOfIndex(13)).toBe(3);
		expect(depthOfIndex(2 ** 40 + 5)).toBe(40);
	});

	it("is refused at any other index of its depth", () => {
		for (let index = 8; index < 16; index++)
			expect(isValidBranch(leaf, branch, index, root)).toBe(index === 13);
	});

	it("is refused with a node more, a node less or a short node", () => {
		expect(isValidBranch(leaf, branch.slice(1), 13, root)).toBe(false);
		expect(isValidBranch(leaf, [...branch, word(5)], 13, root)).toBe(false);
		expect(
			isValidBranch(leaf, [word(2), word(3), new Uint8Array(31)], 13, root),
		).toBe(false);
		expect(isValidBranch(new Uint8Array(31), branch, 13, root)).toBe(false);
	});

	it("may have zeros in front where a later fork made it longer, and nothing else", () => {
		const longer = [word(0), word(0), ...branch];
		expect(isValidNormalizedBranch(leaf, longer, 13, root)).toBe(true);
		expect(isValidNormalizedBranch(leaf, branch, 13, root)).toBe(true);
		expect(isValidBranch(leaf, longer, 13, root)).toBe(false);
		expect(
			isValidNormalizedBranch(leaf, [word(0), word(9), ...branch], 13, root),
		).toBe(false);
		expect(isValidNormalizedBranch(leaf, branch.slice(1), 13, root)).toBe(
			false,
		);
	});

	it("is refused after any change of a bit", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 3 }),
				fc.integer({ min: 0, max: 31 }),
				fc.integer({ min: 0, max: 7 }),
				(which, at, bit) => {
					const nodes = [leaf, ...branch].map((node, i) => {
						const copy = node.slice();
						if (i === which) copy[at] = (copy[at] ?? 0) ^ (1 << bit);
						return copy;
					});
					const [first, ...rest] = nodes;
					expect(isValidBranch(first ?? leaf, rest, 13, root)).toBe(false);
				},
			),
		);
	});

	it("is not computed for an index below one or a wrong number of nodes", () => {
		expect(() => depthOfIndex(0)).toThrow(RangeError);
		expect(() => depthOfIndex(1.5)).toThrow(RangeError);
		expect(() => branchRoot(leaf, branch, 5)).toThrow(
			"expected 2 hashes, got 3",
		);
	});
});
