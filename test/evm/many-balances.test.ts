// Many tokens at once: the same as one by one, and one that misbehaves stands in no other's way.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { placeKey } from "../../src/evidence/balance-place.ts";
import { readManyBalances } from "../../src/evm/many-balances.ts";
import { Verified } from "../../src/trust/verified.ts";
import { mine, type Node, type World } from "../state/chain.ts";
import { tokenCode } from "./tokens.ts";
import { proofsOf } from "./world.ts";

const person: Hex = `0x${"aa".repeat(20)}`;
const token = (n: number): Hex =>
	`0x${"b0".repeat(19)}${n.toString(16).padStart(2, "0")}`;
const at = (slot: number): Hex =>
	placeKey(person, { layout: "solidity", slot });

const stage = (world: World) => {
	const block = mine(world, null);
	const node: Node = { blocks: [block], window: 10, asked: [] };
	return { node, proofs: proofsOf({ nodes: [node], signed: () => block }) };
};
const plain = (amount: bigint) => ({
	nonce: 1,
	code: tokenCode("Plain"),
	storage: { [at(0)]: amount, [at(9)]: 1n },
});

describe("many balances", () => {
	it("are what each contract answers, in one run at one block", async () => {
		const world: World = Object.fromEntries(
			Array.from({ length: 20 }, (_, i) => [token(i), plain(BigInt(i) ** 9n)]),
		);
		const { proofs } = stage(world);
		const tokens = Array.from({ length: 20 }, (_, i) => token(i));
		const { result, amounts } = await readManyBalances(proofs, tokens, person);
		expect(amounts).toEqual(tokens.map((_, i) => BigInt(i) ** 9n));
		expect(Verified.is(result)).toBe(true);
		expect(result.value.at.blockNumber).toBe(100);
		// accounts, then code, then slots: not once for each token
		expect(proofs.reads()).toBeLessThan(8);
	});

	it.each([
		["without code", { balance: 1n }],
		["that answers nothing", { nonce: 1, code: tokenCode("Silent") }],
		["that burns what gas it gets", { nonce: 1, code: tokenCode("Burner") }],
		[
			"that answers far more",
			{ nonce: 1, code: "0x61040060 00f3".replace(" ", "") as Hex },
		],
		["that reverts with one word", { nonce: 1, code: "0x60206000fd" as Hex }],
	])("of a token %s are none, and the others' are there", async (_, bad) => {
		const { proofs } = stage({
			[token(1)]: plain(7n),
			[token(2)]: bad,
			[token(3)]: plain(9n),
		});
		const { amounts } = await readManyBalances(
			proofs,
			[token(1), token(2), token(3)],
			person,
		);
		expect(amounts).toEqual([7n, null, 9n]);
	});

	it("never are read out of a proof that was changed", async () => {
		const { proofs, node } = stage({ [token(1)]: plain(0x1234_5678n) });
		node.lie = (method, result) =>
			method === "eth_getProof"
				? JSON.parse(JSON.stringify(result).replaceAll("12345678", "92345678"))
				: result;
		await expect(
			readManyBalances(proofs, [token(1)], person),
		).rejects.toThrow();
	});

	it("refuses more than are asked together, and none", async () => {
		const { proofs } = stage({ [token(1)]: plain(1n) });
		for (const many of [0, 21])
			await expect(
				readManyBalances(proofs, new Array(many).fill(token(1)), person),
			).rejects.toThrow(RangeError);
	});
});
