// An order's trial: its gas, its run and its tokens' slots over one state, in few exchanges with a node; and what it says where
// the account cannot pay.

import "@ethereumjs/evm";
import { describe, expect, test } from "vitest";
import { openCalls, openCallTurns } from "../../src/engine/calls.ts";
import { l1Simulation, openSimulate } from "../../src/engine/simulate-order.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import { farState } from "../evm/far.ts";
import {
	callData,
	ether,
	friend,
	madeWorld,
	me,
	place,
} from "../evm/simulated.ts";
import { madeNetwork as network } from "../l1/made.ts";
import { mineChain } from "../state/chain.ts";

const blocks = mineChain(3, madeWorld());
const slots = [me, friend].map((one) => mappingSlot(wordHex(one), 0));

const names = ["Coin", "Liar", "Silent", "Taxed", "Decoy"] as const;
const tokens = names.map(place);

const stage = async (listed = tokens) => {
	const far = farState({
		blocks,
		accessList: [{ address: place("Coin"), slots }],
		given: new Map(),
		delayMs: 0,
	});
	await far.warm();
	const simulate = openSimulate({
		...l1Simulation(network),
		calls: openCalls(
			far.tools,
			{ lane: "order", origin: "wallet" },
			openCallTurns(),
		),
		state: far.state,
		listed: () => listed,
	});
	return { simulate, exchanges: far.exchanges };
};

const transfer = {
	from: me,
	to: place("Coin"),
	valueWei: 0n,
	data: callData("transfer(address,uint256)", friend, 40n),
	accessList: [],
	tipWei: 1n,
	mostGas: 500_000,
};

describe("an order's trial", () => {
	test("asks a node a few times, and nothing twice", async () => {
		const { simulate, exchanges } = await stage();
		const { foretold, holdings, gas } = await simulate(transfer);
		expect(gas).toBeGreaterThan(21_000n);
		expect(foretold.blockHash).toBe(blocks.at(-1)?.hash);
		expect(holdings.map(({ token }) => token)).toEqual(tokens);
		expect(holdings.filter(({ balance }) => balance === null)).toEqual([]);
		// a hint, the block, proofs of the call and of the tokens, code of each, and two rounds for all their slots together
		const asked = exchanges.flatMap((one) => one.split(" "));
		expect(asked.filter((one) => one === "eth_getCode")).toHaveLength(5);
		expect(
			exchanges.filter((one) => one.startsWith("eth_getProof")).length,
		).toBeLessThanOrEqual(5);
		expect(new Set(asked)).toEqual(
			new Set([
				"eth_createAccessList",
				"eth_getBlockByHash",
				"eth_getCode",
				"eth_getProof",
			]),
		);
	});

	test("refuses what the account cannot pay for as order-funds: the coin itself, and the gas", async () => {
		const { simulate } = await stage();
		await expect(
			simulate({ ...transfer, valueWei: ether + 1n }),
		).rejects.toMatchObject({ code: "order-funds" });
		await expect(
			simulate({ ...transfer, tipWei: ether / 60_000n }),
		).rejects.toMatchObject({ code: "order-funds" });
	});
});
