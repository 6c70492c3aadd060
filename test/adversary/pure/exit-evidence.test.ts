// Evidence for an escape from the reference rollup that belongs to another root than the one L1 holds: altered by one bit
// each, of another account, of an older root. None of it may be used.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import { checkAccount } from "../../../src/l2/reference/runtime/stored-evidence.ts";
import { treeOf } from "../../../src/l2/reference/runtime/tree.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { profile } from "../../l2/reference/world.ts";

const account = (index: number, balance: bigint) => ({
	index,
	ax: wordHex(BigInt(index) + 7n),
	ay: wordHex(BigInt(index) + 11n),
	owner: `0x${"a1".repeat(20)}` as const,
	balance,
	nonce: 3,
});
const tree = treeOf(profile.depth, [account(1, 5n), account(200, 70n)]);
const honest = tree.witness(1);

const codeOf = (run: () => void): string => {
	try {
		run();
	} catch (thrown) {
		return thrown instanceof Fault ? thrown.code : `${thrown}`;
	}
	return "nothing";
};
const judge = (witness: typeof honest, root: Hex = tree.root): string =>
	codeOf(() => checkAccount(profile, root, witness));
const flip = (word: Hex): Hex => wordHex(BigInt(word) ^ 1n);

describe("evidence from a wrong root", () => {
	it("is honest to begin with", () => {
		expect(judge(honest)).toBe("nothing");
		expect(judge(tree.witness(200))).toBe("nothing");
		expect(judge(tree.witness(9))).toBe("nothing");
	});
	it("is refused with any field altered", () => {
		for (const witness of [
			{ ...honest, balance: honest.balance + 1n },
			{ ...honest, nonce: honest.nonce + 1 },
			{ ...honest, ax: flip(honest.ax) },
			{ ...honest, ay: flip(honest.ay) },
			{ ...honest, owner: `0x${"b2".repeat(20)}` as const },
			{ ...honest, index: 0 },
			{ ...honest, index: 200 },
			{ ...honest, index: 256 + 1 },
		])
			expect(judge(witness)).toBe("exit-evidence");
	});
	it("is refused with any sibling altered, dropped, swapped or added", () => {
		const { siblings } = honest;
		for (const [i, sibling] of siblings.entries())
			expect(
				judge({ ...honest, siblings: siblings.with(i, flip(sibling)) }),
			).toBe("exit-evidence");
		for (const other of [
			siblings.slice(1),
			siblings.slice(0, -1),
			[...siblings, tree.root],
			[...siblings].reverse(),
			[],
		])
			expect(judge({ ...honest, siblings: other })).toBe("exit-evidence");
	});
	it("is refused under the root before and the root after", () => {
		const before = treeOf(profile.depth, [account(1, 5n)]);
		const after = tree.after({
			kind: 2,
			from: 200,
			to: 1,
			amountWei: 1n,
			ax: honest.ax,
			ay: honest.ay,
			owner: `0x${"00".repeat(20)}`,
		});
		expect(judge(honest, before.root)).toBe("exit-evidence");
		expect(judge(honest, after.root)).toBe("exit-evidence");
		expect(judge(after.witness(1), after.root)).toBe("nothing");
	});
});
