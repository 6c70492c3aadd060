// Collectibles: whose one is, and how many there are of one, by proof; and nothing of what is no collection.

import { describe, expect, it } from "vitest";
import { countOf } from "../../extension/ui/activity/send-collectible.tsx";
import type { Hex } from "../../src/base/bytes.ts";
import { readCollectibles } from "../../src/engine/collectibles.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import { codeIn } from "../evm/tokens.ts";
import { proofsOf } from "../evm/world.ts";
import { mine, type Node, type World } from "../state/chain.ts";

const me: Hex = `0x${"aa".repeat(20)}`;
const you: Hex = `0x${"ab".repeat(20)}`;
const one: Hex = `0x${"b1".repeat(20)}`;
const many: Hex = `0x${"b2".repeat(20)}`;
/** So many JUMPDESTs, and again from the first. */
const bottomless: Hex = `0x${"b3".repeat(20)}`;
const world: World = {
	[one]: {
		nonce: 1,
		code: codeIn("Simulated.sol", "Collection"),
		storage: {
			[mappingSlot(wordHex(7n), 0)]: BigInt(me),
			[mappingSlot(wordHex(8n), 0)]: BigInt(you),
		},
	},
	[many]: {
		nonce: 1,
		code: codeIn("Simulated.sol", "Multi"),
		storage: {
			[mappingSlot(wordHex(7n), mappingSlot(wordHex(me), 0))]: 0x1234_5678n,
		},
	},
	[bottomless]: { nonce: 1, code: `0x${"5b".repeat(24_000)}600056` },
	[you]: { balance: 1n },
};
const stage = () => {
	const block = mine({ [me]: { balance: 1n }, ...world }, null);
	const node: Node = { blocks: [block], window: 10, asked: [] };
	return { node, proofs: proofsOf({ nodes: [node], signed: () => block }) };
};
const name = (
	address: Hex,
	item: string,
	standard: "erc721" | "erc1155" = "erc721",
) => ({ chainId: 1, address, item, standard });
const look = (
	...wanted: readonly ReturnType<typeof name>[]
): ReturnType<typeof readCollectibles> =>
	readCollectibles(stage().proofs, wanted, me, () => wordHex(1n));

describe("collectibles", () => {
	it("are the account's where their contract says so, all at one block", async () => {
		const found = await look(
			name(one, "7"),
			name(one, "8"),
			name(many, "7", "erc1155"),
			name(many, "8", "erc1155"),
		);
		expect(found.map(({ held }) => held)).toEqual([
			"1",
			"0",
			(0x1234_5678).toString(),
			"0",
		]);
		expect(new Set(found.map(({ blockNumber }) => blockNumber))).toEqual(
			new Set([100]),
		);
	});

	it("are not said of one that is nobody's, of what is no collection, and by the wrong standard", async () => {
		const found = await look(
			name(one, "9"),
			name(you, "7"),
			name(you, "7", "erc1155"),
			name(many, "7"),
			name(one, "7", "erc1155"),
		);
		for (const { held, grade, trailId } of found)
			expect([held, grade, trailId]).toEqual([null, null, null]);
	});

	it("are read also where another's code is past every bound: that one has no number, and can be taken off the list", async () => {
		const wanted = [
			name(one, "7"),
			...Array.from({ length: 8 }, (_, i) => name(bottomless, `${i}`)),
		];
		const [first, ...others] = await look(...wanted);
		expect(first?.held).toBe("1");
		expect(others.map(({ held }) => held)).toEqual(others.map(() => null));
	}, 60_000);

	it("never are read out of a proof that was changed", async () => {
		const { proofs, node } = stage();
		node.lie = (method, result) =>
			method === "eth_getProof"
				? JSON.parse(JSON.stringify(result).replaceAll("12345678", "22345678"))
				: result;
		await expect(
			readCollectibles(proofs, [name(many, "7", "erc1155")], me, () =>
				wordHex(1n),
			),
		).rejects.toThrow();
	});

	it("are sent in whole numbers, and never more than there are", () => {
		expect(countOf("3", "3")).toBe("3");
		for (const wrong of ["4", "0", "-1", "1.5", "1e3", "", "0x1"])
			expect(countOf(wrong, "3")).toBeNull();
	});
});
