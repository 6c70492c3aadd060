// Orders tried by the engine: a turn of their own, whatever else runs; and how often a node some way off is asked.

import "@ethereumjs/evm";
import { describe, expect, test } from "vitest";
import {
	openCalls,
	openCallTurns,
	provedStateOf,
} from "../../src/engine/calls.ts";
import { foretoldOf, simulate } from "../../src/evm/simulate.ts";
import { likelyRange } from "../../src/evm/simulate-request.ts";
import { changeOf } from "../../src/protocol/foretold.ts";
import type { Asker } from "../../src/source/lanes.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import { farState } from "../evm/far.ts";
import {
	callData,
	friend,
	madeWorld,
	me,
	orderOf,
	place,
	usualRange,
} from "../evm/simulated.ts";
import { mineChain } from "../state/chain.ts";

const blocks = mineChain(3, madeWorld());
const far = (accessList: Parameters<typeof farState>[0]["accessList"] = []) =>
	farState({ blocks, accessList, given: new Map(), delayMs: 0 });
const times = { slotS: 12, withinS: 600 };
const transfer = orderOf({
	to: place("Coin"),
	data: callData("transfer(address,uint256)", friend, 40n),
});
const spin = orderOf({
	to: place("Reasons"),
	data: callData("forever()"),
	gas: 12_000_000n,
});

const person = (signal?: AbortSignal): Asker => ({
	lane: "order",
	origin: "wallet",
	...(signal === undefined ? {} : { signal }),
});
const site = (origin: string, signal: AbortSignal): Asker => ({
	...{ lane: "site", origin, signal },
});

describe("an order", () => {
	test("is tried at both ends of its range, on the newest proved block", async () => {
		const calls = openCalls(far().tools, person(), openCallTurns());
		const told = foretoldOf(await calls.simulate(transfer, times));
		expect(told.blockHash).toBe(blocks.at(-1)?.hash);
		expect(told.early.measured.map(changeOf)).toEqual([-40n]);
		expect(told.late.timestampS - told.early.timestampS).toBe(588);
		expect([told.early.baseFeePerGasWei, told.late.baseFeePerGasWei]).toEqual([
			"7",
			"20",
		]);
	});

	test("waits for no flood: neither of sites, nor of another order that has no end", async () => {
		const turns = openCallTurns();
		const { tools } = far();
		const done: string[] = [];
		const stop = new AbortController();
		const floods = [
			openCalls(tools, person(stop.signal), turns)
				.simulate(spin, times)
				.then(
					() => done.push("spin"),
					() => done.push("spin"),
				),
			...Array.from({ length: 40 }, (_, i) =>
				openCalls(tools, site(`https://s${i % 4}.example`, stop.signal), turns)
					.call(
						{
							to: place("Reasons"),
							data: callData("forever()"),
							gas: 2_000_000n,
						},
						"latest",
					)
					.then(
						() => done.push("call"),
						() => done.push("call"),
					),
			),
		];
		await openCalls(tools, person(), turns)
			.simulate(transfer, times)
			.then(() => done.push("order"));
		expect(done).not.toContain("spin");
		expect(done.filter((one) => one === "call").length).toBeLessThan(20);
		stop.abort();
		await Promise.all(floods);
	}, 120_000);

	test("is given up when nobody waits for it any more", async () => {
		const stop = new AbortController();
		const work = openCalls(
			far().tools,
			person(stop.signal),
			openCallTurns(),
		).simulate(spin, times);
		setTimeout(() => stop.abort(), 50);
		await expect(work).rejects.toMatchObject({ code: "cancelled" });
	});
});

test("a node is asked a few times: its hint, proofs in one, and code", async () => {
	// as a node lists it: the balances of who sends and who receives
	const slots = [me, friend].map((one) => mappingSlot(wordHex(one), 0));
	const { tools, exchanges, warm } = far([{ address: place("Coin"), slots }]);
	await warm();
	await simulate(provedStateOf(tools, "latest"), transfer, (block) =>
		likelyRange(block, usualRange),
	);
	expect(exchanges).toEqual([
		"eth_createAccessList",
		"eth_getBlockByHash",
		"eth_getProof eth_getProof",
		"eth_getCode",
	]);
});
