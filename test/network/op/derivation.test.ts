// The derivation rule on made-up L1 chains: what a batch has to be to count, and what comes when none does.

import { deflateSync } from "node:zlib";
import { concat, numberToHex, pad } from "viem";
import { expect, test } from "vitest";
import { fromHex, type Hex } from "../../../src/base/bytes.ts";
import { batchCalldata } from "./batch.ts";
import type { L1Block } from "./blocks.ts";
import { nextBaseFee } from "./blocks.ts";
import {
	type DerivationRules,
	type FoundBatch,
	nextBlock,
	type Tip,
} from "./derivation.ts";
import { channelsIn } from "./inbox.ts";

const hashOf = (kind: string, number: number): Hex =>
	pad(concat([kind === "l1" ? "0x01" : "0x02", numberToHex(number)]), {
		size: 32,
	});
/** Slots of two seconds from second 1000 on. */
const l1Block = (number: number): L1Block => ({
	number,
	hash: hashOf("l1", number),
	parentHash: hashOf("l1", number - 1),
	timestamp: 1000 + 2 * number,
	baseFeePerGas: 7n,
});
const upTo = (newest: number) => (number: number) =>
	number >= 0 && number <= newest ? l1Block(number) : undefined;

const rules: DerivationRules = {
	blockTimeS: 1,
	sequencingWindow: 10,
	maxDriftS: 8,
};
const tip: Tip = {
	hash: hashOf("l2", 5),
	timestamp: 1011,
	origin: l1Block(5), // second 1010
	sequence: 1,
};
const batch: FoundBatch = {
	parentHash: tip.hash,
	epochNumber: 5,
	epochHash: l1Block(5).hash,
	timestamp: 1012,
	transactions: ["0x02aa"],
	inclusion: 7,
};
const derive = (batches: readonly FoundBatch[], at: number, from = tip) =>
	nextBlock(from, batches, upTo(at), at, rules);

test("a batch on the tip makes the next block, in the tip's epoch or the next", () => {
	expect(derive([batch], 7)).toEqual({
		next: {
			origin: l1Block(5),
			sequence: 2,
			transactions: ["0x02aa"],
			batched: true,
		},
		rest: [],
	});
	const moved = { ...batch, epochNumber: 6, epochHash: l1Block(6).hash };
	expect(derive([moved], 7).next).toEqual({
		origin: l1Block(6),
		sequence: 0,
		transactions: ["0x02aa"],
		batched: true,
	});
});

test("the first batch that counts is taken, and what comes after it is kept", () => {
	const second = { ...batch, transactions: ["0x02bb" as Hex] };
	const later = { ...batch, timestamp: 1013 };
	const { next, rest } = derive([later, batch, second], 7);
	expect(next?.transactions).toEqual(["0x02aa"]);
	expect(rest).toEqual([later, second]);
});

test.each<[string, Partial<FoundBatch>]>([
	["on another parent", { parentHash: hashOf("l2", 4) }],
	["for a time that is over", { timestamp: 1011 }],
	["that came after the window of its epoch", { inclusion: 16 }],
	["of an epoch that is over", { epochNumber: 4, epochHash: l1Block(4).hash }],
	["that skips an epoch", { epochNumber: 7, epochHash: l1Block(7).hash }],
	["of an L1 block that is none", { epochHash: hashOf("l1", 99) }],
	["with a deposit among its transactions", { transactions: ["0x7e01"] }],
	["with an empty transaction", { transactions: ["0x"] }],
])("refuses a batch %s", (_what, wrong) => {
	expect(derive([{ ...batch, ...wrong }], 8)).toEqual({
		next: undefined,
		rest: [],
	});
});

test("refuses a batch whose block would be older than its epoch", () => {
	const from = { ...tip, timestamp: 1010 };
	const early = {
		...batch,
		timestamp: 1011,
		epochNumber: 6,
		epochHash: l1Block(6).hash,
	};
	expect(derive([early], 7, from).rest).toEqual([]);
	expect(derive([early], 7, from).next).toBeUndefined();
});

test("waits with a batch of an epoch that was not read yet", () => {
	const next = { ...batch, epochNumber: 6, epochHash: l1Block(6).hash };
	expect(derive([next], 5)).toEqual({ next: undefined, rest: [next] });
});

test("beyond the drift refuses users' transactions, and an epoch that leaves deposits out", () => {
	const from = { ...tip, timestamp: 1018 };
	const late = { ...batch, timestamp: 1019 };
	expect(derive([late], 9, from).next).toBeUndefined();
	const empty = { ...late, transactions: [] };
	expect(derive([empty], 9, from)).toEqual({ next: undefined, rest: [] });
	const moved = { ...empty, epochNumber: 6, epochHash: l1Block(6).hash };
	expect(derive([moved], 9, from).next?.origin.number).toBe(6);
	// Nobody knows yet whether the next epoch has begun.
	expect(derive([empty], 5, from)).toEqual({ next: undefined, rest: [empty] });
});

test("makes nothing before the window has passed, and then deposits alone", () => {
	const from = { ...tip, timestamp: 1010, sequence: 0 };
	expect(derive([], 14, from).next).toBeUndefined();
	expect(derive([], 15, from).next).toEqual({
		origin: l1Block(5),
		sequence: 1,
		transactions: [],
		batched: false,
	});
});

test("moves to the next epoch as soon as its time has come, once its window has passed too", () => {
	expect(derive([], 15).next).toBeUndefined();
	expect(derive([], 16).next).toEqual({
		origin: l1Block(6),
		sequence: 0,
		transactions: [],
		batched: false,
	});
});

test("keeps batches for later while it fills what lies before them", () => {
	const later = { ...batch, timestamp: 1014, epochNumber: 6 };
	expect(derive([later], 16)).toMatchObject({
		next: { batched: false },
		rest: [later],
	});
});

test("reads whole channels out of a batcher's data, and passes over what is not whole", () => {
	const { inclusion: _, ...plain } = batch;
	const data = fromHex(batchCalldata([plain]));
	const [channel] = channelsIn(data);
	expect(channel?.length).toBe(data.length - 24);
	const twice = new Uint8Array([...data, ...data.subarray(1)]);
	expect(channelsIn(twice)).toHaveLength(2);
	expect(channelsIn(data.subarray(0, -1))).toEqual([]);
	expect(channelsIn(data.with(0, 1))).toEqual([]);
	expect(channelsIn(data.with(18, 1))).toEqual([]); // not its first frame
	expect(channelsIn(data.with(data.length - 1, 0))).toEqual([]); // not its last
	expect(channelsIn(new Uint8Array(deflateSync(data)))).toEqual([]);
});

test("the price of gas moves by at most a 250th for an empty block and a fiftieth for a full one", () => {
	const parent = { baseFeePerGas: 1_000_000n, gasLimit: 30_000_000n };
	expect(nextBaseFee({ ...parent, gasUsed: 5_000_000n })).toBe(1_000_000n);
	expect(nextBaseFee({ ...parent, gasUsed: 0n })).toBe(996_000n);
	expect(nextBaseFee({ ...parent, gasUsed: 30_000_000n })).toBe(1_020_000n);
	expect(
		nextBaseFee({ ...parent, baseFeePerGas: 1n, gasUsed: 5_000_001n }),
	).toBe(2n);
});
