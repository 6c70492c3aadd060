// Reading L1 with an endpoint that proves its newest block only: every answer is of one block, and of the block that was
// asked for.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { openL1Reader } from "../../src/engine/l1-reader.ts";
import type { Reading } from "../../src/engine/reader.ts";
import { openExecution } from "../../src/source/execution.ts";
import { openPool } from "../../src/source/pool.ts";
import { openCapture } from "../../src/state/capture.ts";
import type { Header } from "../../src/state/values.ts";
import { openHeaderCache } from "../../src/state/walk.ts";
import {
	fetchOf,
	headOf,
	madeClock,
	mineChain,
	type Node,
	type World,
} from "../state/chain.ts";

const person: Hex = `0x${"bb".repeat(20)}`;
const token: Hex = `0x${"aa".repeat(20)}`;
const key: Hex = `0x${"00".repeat(31)}05`;
const account = { address: person, slots: [] };
const balance = { address: token, slots: [key] };

/** Every block's number is in what it holds. */
const step = (world: World, number: number): void => {
	world[person] = { nonce: number, balance: BigInt(number) };
	world[token] = { code: "0x6001", storage: { [key]: BigInt(number) } };
};

/** A chain whose node is one block ahead of the header that is signed; each wait for a head brings the next. */
const stage = (window = 0, perWait = 1) => {
	const all = mineChain(80, {}, step);
	const node: Node = { blocks: all.slice(0, 10), window, asked: [] };
	const clock = madeClock();
	const pool = openPool(
		[
			{
				name: "N",
				client: openExecution(
					{ fetch: fetchOf({ "http://localhost:1": node }), clock },
					{ name: "N", url: "http://localhost:1" },
				),
			},
		],
		() => new Fault("not-followed", "no endpoint"),
	);
	const blockAt = (index: number) => {
		const block = all[index];
		if (block === undefined) throw new Error("no more blocks");
		return block;
	};
	const grow = (count = 1): void => {
		for (let i = 0; i < count; i++)
			node.blocks.push(blockAt(node.blocks.length));
	};
	const capture = openCapture({ pool, clock });
	let waits = 0;
	const reader = openL1Reader({
		chainId: 1,
		slotMs: 12_000,
		clock,
		pool,
		capture,
		headerCache: openHeaderCache(),
		head: () => headOf(blockAt(node.blocks.length - 2)),
		nextHead: async (withinMs) => {
			waits++;
			grow(perWait);
			await clock.sleep(withinMs);
		},
	});
	const signed = (): number => blockAt(node.blocks.length - 2).number;
	const asked = (): number => node.asked.length;
	return { reader, capture, grow, signed, waits: () => waits, asked };
};

/** All that it says is of that block. @returns its number */
const blockOf = ({ basis, reads }: Reading<Header>): number => {
	for (const { account, slots } of reads) {
		const at = basis.value.blockNumber;
		expect(account.value.at.blockHash).toBe(basis.value.blockHash);
		if (account.value.address === person) expect(account.value.nonce).toBe(at);
		for (const { value } of slots) {
			expect(value.at.blockHash).toBe(basis.value.blockHash);
			expect(value.word).toBe(BigInt(at));
		}
	}
	return basis.value.blockNumber;
};

describe("the newest state, from a node that proves its newest block only", () => {
	test("is never that of a block below the head when the question came", async () => {
		const { reader, grow, signed, waits } = stage();
		for (let i = 0; i < 12; i++) {
			const asked = signed();
			const before = waits();
			expect(
				blockOf(await reader.read([account, balance], "latest")),
			).toBeGreaterThanOrEqual(asked);
			// one wait: for the header that commits to the proofs taken now
			expect(waits() - before).toBeLessThanOrEqual(1);
			grow(3);
		}
	});

	test("is not put together from proofs of several blocks", async () => {
		const { reader, capture, grow } = stage();
		await capture.capture([account]);
		grow();
		await capture.capture([balance]);
		grow();
		blockOf(await reader.read([account, balance], "latest"));
	});

	test("is refused with no-proof-window when no header ever commits to what was captured, and asked for once", async () => {
		const { reader, waits, asked } = stage(0, 0);
		const refusal = { code: "no-proof-window" };
		await expect(reader.read([account], "latest")).rejects.toMatchObject(
			refusal,
		);
		expect(waits()).toBeGreaterThan(1);
		const first = asked();
		// an endpoint's window is known by now: one that asks again at each wait would ask more often than that
		await expect(reader.read([account], "latest")).rejects.toMatchObject(
			refusal,
		);
		expect(first).toBeGreaterThan(0);
		expect(asked() - first).toBeLessThanOrEqual(first);
		expect(asked() - first).toBeLessThan(waits());
	});
});

describe("the state of one block, by its number", () => {
	test("is refused where only an earlier one is kept: no-proof-window", async () => {
		const { reader, capture, grow, signed } = stage();
		await capture.capture([account]);
		grow(4);
		const kept = signed() - 3;
		expect(blockOf(await reader.read([account], kept))).toBe(kept);
		for (const number of [kept - 1, kept + 1, kept + 3])
			await expect(reader.read([account], number)).rejects.toMatchObject({
				code: "no-proof-window",
			});
	});

	test("is that block's where the node proves it", async () => {
		const { reader, grow, signed } = stage(64);
		grow(4);
		for (const back of [0, 1, 5])
			expect(
				blockOf(await reader.read([account, balance], signed() - back)),
			).toBe(signed() - back);
	});
});
