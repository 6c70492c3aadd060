import { describe, expect, it } from "vitest";
import { mostBalances, mostChains } from "../../src/base/room.ts";
import { mostShownSymbol } from "../../src/base/symbol.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { openLastKnown } from "../../src/engine/last-known.ts";
import type { BalanceView, ChainView } from "../../src/protocol/views.ts";

const me: `0x${string}` = `0x${"aa".repeat(20)}`;
const token: BalanceView["token"] = `0x${"01".repeat(20)}`;

const balance = (more: Partial<BalanceView> = {}): BalanceView => ({
	trailId: "t",
	token: null,
	symbol: "ETH",
	decimals: 18,
	amount: "5",
	grade: { who: "l1", validity: "none", finality: "optimistic", asOfS: 100 },
	blockNumber: 7,
	note: null,
	...more,
});
const missing = (more: Partial<BalanceView> = {}): BalanceView =>
	balance({ trailId: null, amount: null, grade: null, ...more });
const chain = (
	balances: readonly BalanceView[],
	more: Partial<ChainView> = {},
): ChainView => ({
	chainId: 1,
	title: "Ethereum",
	kind: "l1",
	coin: { symbol: "ETH", decimals: 18 },
	balances,
	sends: true,
	fault: null,
	warning: null,
	halt: null,
	...more,
});
const known = { amount: "5", asOfS: 100 };

describe("what was known last", () => {
	it("stands where nothing is proved after a start, never as an amount", async () => {
		const store = memoryStore();
		const before = await openLastKnown(store, "main", me);
		await before.note([chain([balance(), balance({ token, amount: "9" })])]);

		const after = await openLastKnown(store, "main", me);
		const [row] = after.fill([chain([missing(), missing({ token })])]);
		expect(row?.balances).toMatchObject([
			{ amount: null, trailId: null, grade: null, lastKnown: known },
			{ amount: null, lastKnown: { amount: "9", asOfS: 100 } },
		]);
		// nor where a chain is not even read yet
		const [bare] = after.fill([chain([])]);
		expect(bare?.balances).toMatchObject([
			{ token: null, symbol: "ETH", amount: null, lastKnown: known },
			{ token, amount: null },
		]);
	});

	it("is never lost with the longest symbol that is drawn, and of rows that do not decode the others stay", async () => {
		const store = memoryStore();
		const symbol = "S".repeat(mostShownSymbol);
		const before = await openLastKnown(store, "main", me);
		await before.note([
			chain([
				balance(),
				balance({ token, symbol }),
				balance({ token: me, symbol: `${symbol}S` }),
			]),
		]);
		const after = await openLastKnown(store, "main", me);
		const [row] = after.fill([chain([])]);
		expect(row?.balances).toMatchObject([
			{ symbol: "ETH", lastKnown: known },
			{ symbol, lastKnown: known },
		]);
	});

	it("is kept of all that a view has room for", async () => {
		const store = memoryStore();
		const before = await openLastKnown(store, "main", me);
		const all = Array.from({ length: mostChains }, (_, i) =>
			chain(
				Array.from({ length: mostBalances }, (_, k) =>
					balance({ token: `0x${k.toString(16).padStart(40, "0")}` }),
				),
				{ chainId: i + 1 },
			),
		);
		await before.note(all);
		const after = await openLastKnown(store, "main", me);
		const filled = after.fill(all.map((one) => ({ ...one, balances: [] })));
		expect(filled.map(({ balances }) => balances.length)).toEqual(
			all.map(() => mostBalances),
		);
	});

	it("gives way to what is proved", async () => {
		const one = await openLastKnown(memoryStore(), "main", me);
		await one.note([chain([balance()])]);
		const [row] = one.fill([chain([balance({ amount: "6" })])]);
		expect(row?.balances[0]?.lastKnown).toBe(undefined);
		expect(row?.balances[0]?.amount).toBe("6");
	});

	it("is never another account's, another network's or another chain's", async () => {
		const store = memoryStore();
		const one = await openLastKnown(store, "main", me);
		await one.note([chain([balance()])]);
		for (const other of [
			await openLastKnown(store, "main", `0x${"bb".repeat(20)}`),
			await openLastKnown(store, "test", me),
		])
			expect(other.fill([chain([missing()])])[0]?.balances[0]?.lastKnown).toBe(
				undefined,
			);
		const [row] = one.fill([chain([missing()], { chainId: 2 })]);
		expect(row?.balances[0]?.lastKnown).toBe(undefined);
	});

	it("is not shown of a chain on which a validity proof failed", async () => {
		const one = await openLastKnown(memoryStore(), "main", me);
		await one.note([chain([balance()])]);
		const proofFailure = {
			fault: {
				kind: "disproved",
				code: "recheck-failed",
				detail: "",
				source: null,
			},
			batch: 1,
			batchHash: `0x${"00".repeat(32)}`,
			root: `0x${"00".repeat(32)}`,
			foundMs: 1,
		} as const;
		const [row] = one.fill([chain([missing()], { halt: proofFailure })]);
		expect(row?.balances[0]?.lastKnown).toBe(undefined);
	});

	it("is dropped with the block that a reorg replaced, unless it was final", async () => {
		const store = memoryStore();
		const one = await openLastKnown(store, "main", me);
		const final = {
			who: "accepted",
			validity: "none",
			finality: "final",
			asOfS: 100,
		} as const;
		await one.note([
			chain([balance()]),
			chain([balance({ grade: final })], { chainId: 2 }),
		]);
		await one.dropUnfinal(1);
		await one.dropUnfinal(2);
		const rows = one.fill([
			chain([missing()]),
			chain([missing()], { chainId: 2 }),
		]);
		expect(rows.map(({ balances }) => balances[0]?.lastKnown)).toEqual([
			undefined,
			known,
		]);
		// the wallet dies here, before anything else is noted
		const again = await openLastKnown(store, "main", me);
		expect(again.fill([chain([missing()])])[0]?.balances[0]?.lastKnown).toBe(
			undefined,
		);
	});

	it("never stands for a token that was read since and has no number any more", async () => {
		const store = memoryStore();
		const one = await openLastKnown(store, "main", me);
		await one.note([chain([balance(), balance({ token, amount: "9" })])]);
		const now = [chain([balance(), missing({ token, isNone: true })])];
		expect(one.fill(now)[0]?.balances[1]?.lastKnown).toBe(undefined);
		await one.note(now);
		const after = await openLastKnown(store, "main", me);
		const [row] = after.fill([chain([missing(), missing({ token })])]);
		expect(row?.balances.map(({ lastKnown }) => lastKnown)).toEqual([
			known,
			undefined,
		]);
	});

	it("never brings a token back that was taken off the list", async () => {
		const store = memoryStore();
		const one = await openLastKnown(store, "main", me);
		await one.note([
			chain([balance(), balance({ token, amount: "9" })]),
			chain([balance({ token, amount: "8" })], { chainId: 2 }),
		]);
		await one.note([chain([missing()])]);
		const after = await openLastKnown(store, "main", me);
		const rows = after.fill([chain([]), chain([], { chainId: 2 })]);
		expect(rows.map(({ balances }) => balances.length)).toEqual([1, 1]);
		expect(rows[0]?.balances[0]?.token).toBe(null);
	});

	it("is lost, and nothing else, when the disk has other than what was written", async () => {
		for (const text of ["{", "[]x", '[{"chainId":0}]', '{"v":1}']) {
			const store = memoryStore();
			await store.put("settings", `lastKnown.main.${me}`, text);
			const one = await openLastKnown(store, "main", me);
			expect(one.fill([chain([missing()])])[0]?.balances[0]?.lastKnown).toBe(
				undefined,
			);
		}
	});
});
