// What arrived: from proved balances alone, and never where a nonce, a reorg or a token that counts by itself explains it too.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { type Observed, openArrivals } from "../../src/engine/arrivals.ts";
import { arrivalAlert, finalAlert } from "../../src/engine/own-alerts.ts";
import { mostArrivals } from "../../src/protocol/arrival-views.ts";
import type { BalanceView } from "../../src/protocol/views.ts";
import { wordsOf } from "../../src/words/catalogue.ts";

const me: Hex = `0x${"aa".repeat(20)}`;
const token: Hex = `0x${"01".repeat(20)}`;
const ether = 10n ** 18n;

type Row = Partial<BalanceView> & { readonly amount: string | null };
const row = (block: number, more: Row): BalanceView => ({
	trailId: "t",
	token: null,
	symbol: "ETH",
	decimals: 18,
	grade: {
		who: "l1",
		validity: "none",
		finality: "optimistic",
		asOfS: block * 12,
	},
	blockNumber: block,
	note: null,
	...more,
});
const at = (
	block: number,
	nonce: number,
	rows: readonly Row[],
	more: Partial<Observed> = {},
): Observed => ({
	chainId: 1,
	halt: null,
	balances: rows.map((one) => row(block, one)),
	at: { nonce, blockNumber: block },
	...more,
});
const coin = (amount: bigint): Row => ({ amount: amount.toString() });
const tokens = (amount: bigint, how: BalanceView["how"] = "slot"): Row => ({
	...{ token, symbol: "TOK", decimals: 6, amount: amount.toString() },
	...(how === undefined ? {} : { how }),
});

/** What is noted, step by step, of a fresh account. */
const told = async (...steps: readonly Observed[]) => {
	const arrivals = await openArrivals(memoryStore(), "main", me);
	for (const step of steps) await arrivals.note([step], null);
	return arrivals.rows().map(({ token: of, amount }) => [of, amount]);
};

describe("what arrived", () => {
	it("is what a proved balance has more, with nothing sent in between, and says since when", async () => {
		const arrivals = await openArrivals(memoryStore(), "main", me);
		expect(await arrivals.note([at(100, 7, [coin(ether)])], null)).toEqual([]);
		const found = await arrivals.note([at(110, 7, [coin(3n * ether)])], null);
		expect(found).toEqual([
			{
				id: "1 coin 110",
				chainId: 1,
				token: null,
				symbol: "ETH",
				decimals: 18,
				amount: (2n * ether).toString(),
				fromS: 1_200,
				toS: 1_320,
				blockNumber: 110,
				finality: "optimistic",
				isSown: false,
			},
		]);
		expect(arrivals.rows()).toEqual(found);
	});

	it("is found for a token by the slot that its balance stands in", async () => {
		expect(
			await told(
				at(1, 7, [coin(1n), tokens(5n)]),
				at(2, 7, [coin(1n), tokens(9n)]),
			),
		).toEqual([[token, "4"]]);
	});

	it("is seen over a restart, since the state that was proved before it", async () => {
		const store = memoryStore();
		const before = await openArrivals(store, "main", me);
		await before.note([at(100, 7, [coin(ether)])], null);
		const after = await openArrivals(store, "main", me);
		await after.note([at(9_000, 7, [coin(2n * ether)])], null);
		expect(after.rows()).toMatchObject([{ fromS: 1_200, toS: 108_000 }]);
		const again = await openArrivals(store, "main", me);
		expect(again.rows()).toEqual(after.rows());
	});

	it.each<readonly [string, readonly Observed[]]>([
		["the first number there is", [at(2, 7, [coin(9n)])]],
		["less than before", [at(1, 7, [coin(9n)]), at(2, 7, [coin(8n)])]],
		[
			"more after something was sent",
			[at(1, 7, [coin(9n)]), at(2, 8, [coin(10n)])],
		],
		[
			"more under an older block",
			[at(5, 7, [coin(9n)]), at(4, 7, [coin(10n)])],
		],
		[
			"a number that the token computes, and may grow by itself",
			[at(1, 7, [tokens(5n, "computed")]), at(2, 7, [tokens(9n, "computed")])],
		],
		[
			"a place that a file names",
			[at(1, 7, [tokens(5n, "named")]), at(2, 7, [tokens(9n, "named")])],
		],
		[
			"a number of another block than the nonce",
			[
				at(1, 7, [coin(5n)]),
				at(2, 7, [coin(9n)], { at: { nonce: 7, blockNumber: 3 } }),
			],
		],
		[
			"an account that is not proved",
			[at(1, 7, [coin(5n)]), at(2, 7, [coin(9n)], { at: null })],
		],
		[
			"what is not proved",
			[
				at(1, 7, [coin(5n)]),
				at(2, 7, [{ amount: null, grade: null, blockNumber: null }]),
			],
		],
		[
			"a chain on which a validity proof failed",
			[
				at(1, 7, [coin(5n)]),
				at(2, 7, [coin(9n)], { halt: {} as Observed["halt"] }),
			],
		],
		[
			"another chain's number",
			[at(1, 7, [coin(5n)]), at(2, 7, [coin(9n)], { chainId: 10 })],
		],
	])("is not said of %s", async (_, steps) => {
		expect(await told(...steps)).toEqual([]);
	});

	it("is counted anew after something was sent", async () => {
		expect(
			await told(
				at(1, 7, [coin(9n)]),
				at(2, 8, [coin(5n)]),
				at(3, 8, [coin(7n)]),
			),
		).toEqual([[null, "2"]]);
	});

	it("goes with the reorg that takes its block, with the number it was counted from", async () => {
		const arrivals = await openArrivals(memoryStore(), "main", me);
		await arrivals.note([at(1, 7, [coin(5n)])], null);
		await arrivals.note([at(2, 7, [coin(9n)])], null);
		await arrivals.dropUnfinal(10);
		expect(arrivals.rows()).toHaveLength(1);
		await arrivals.dropUnfinal(1);
		expect(arrivals.rows()).toEqual([]);
		expect(await arrivals.note([at(3, 7, [coin(11n)])], null)).toEqual([]);
	});

	it("is final past a final head only in the life in which a reorg would have been heard", async () => {
		const store = memoryStore();
		const one = await openArrivals(store, "main", me);
		await one.note([at(1, 7, [coin(5n)])], null);
		await one.note([at(2, 7, [coin(9n)])], null);
		const restarted = await openArrivals(store, "main", me);
		await restarted.note([], 1_000);
		expect(restarted.rows()).toMatchObject([{ finality: "optimistic" }]);
		await one.note([], 23);
		expect(one.rows()).toMatchObject([{ finality: "optimistic" }]);
		await one.note([], 24);
		expect(one.rows()).toMatchObject([{ finality: "later-final" }]);
		await one.dropUnfinal(1);
		expect(one.rows()).toHaveLength(1);
	});

	it("is not final where a reorg of an earlier life may have taken what it was counted from", async () => {
		const store = memoryStore();
		const one = await openArrivals(store, "main", me);
		// a block that no chain has any more: tokens were drawn from the account there
		await one.note([at(1, 7, [tokens(9_000n)])], null);
		await one.note([at(2, 7, [tokens(5_000n)])], null);
		const restarted = await openArrivals(store, "main", me);
		await restarted.note([at(3, 7, [tokens(9_000n)])], null);
		await restarted.note([], 1_000);
		expect(restarted.rows()).toMatchObject([{ finality: "optimistic" }]);
	});

	it("is final at once only between two final states", async () => {
		const arrivals = await openArrivals(memoryStore(), "main", me);
		const final = (block: number, amount: bigint) =>
			at(block, 7, [
				{
					...coin(amount),
					grade: {
						who: "l1",
						validity: "none",
						finality: "final",
						asOfS: block,
					},
				},
			]);
		await arrivals.note([at(1, 7, [coin(5n)])], null);
		await arrivals.note([final(2, 9n)], null);
		await arrivals.note([final(3, 12n)], null);
		expect(arrivals.rows().map(({ finality }) => finality)).toEqual([
			"final",
			"optimistic",
		]);
	});

	it("is tiny where nobody sends so little to pay", async () => {
		const arrivals = await openArrivals(memoryStore(), "main", me);
		await arrivals.note([at(1, 7, [coin(0n), tokens(0n)])], null);
		const found = await arrivals.note(
			[at(2, 7, [coin(10n ** 13n - 1n), tokens(999n)])],
			null,
		);
		expect(found.map(({ isSown }) => isSown)).toEqual([true, true]);
		const more = await arrivals.note(
			[at(3, 7, [coin(2n * 10n ** 13n - 1n), tokens(1_999n)])],
			null,
		);
		expect(more.map(({ isSown }) => isSown)).toEqual([false, false]);
	});

	it("is not called tiny where so little is worth a meal", async () => {
		const arrivals = await openArrivals(memoryStore(), "main", me);
		// bitcoin counts in hundred-millionths
		const bitcoin = (amount: bigint): Row => ({
			...tokens(amount),
			symbol: "SAT",
			decimals: 8,
		});
		await arrivals.note([at(1, 7, [bitcoin(0n)])], null);
		expect(
			await arrivals.note([at(2, 7, [bitcoin(90_000n)])], null),
		).toMatchObject([{ isSown: false }]);
		expect(
			await arrivals.note([at(3, 7, [bitcoin(90_999n)])], null),
		).toMatchObject([{ isSown: true }]);
	});

	it("of a token that is called like a known one and is not it is set aside too", async () => {
		const arrivals = await openArrivals(memoryStore(), "main", me);
		const fake = (amount: bigint): Row => ({
			...tokens(amount),
			symbol: "USDC",
		});
		await arrivals.note([at(1, 7, [fake(0n)])], null);
		expect(
			await arrivals.note([at(2, 7, [fake(10n ** 12n)])], null),
		).toMatchObject([{ isSown: true }]);
	});

	it("keeps no more than are shown, and drops on disk what does not decode", async () => {
		const store = memoryStore();
		const arrivals = await openArrivals(store, "main", me);
		for (let block = 1; block < mostArrivals + 10; block++)
			await arrivals.note([at(block, 7, [coin(BigInt(block))])], null);
		expect(arrivals.rows()).toHaveLength(mostArrivals);
		const key = `arrivals.main.${me}`;
		await store.put("settings", key, '{"marks":[{}],"rows":[{"id":1}]}');
		expect((await openArrivals(store, "main", me)).rows()).toEqual([]);
		await store.put("settings", key, "nonsense");
		expect((await openArrivals(store, "main", me)).rows()).toEqual([]);
	});
});

describe("a notice", () => {
	it("of what arrived has no amount, and none is made of what is tiny", () => {
		const alert = arrivalAlert({ id: "1 coin 110", isSown: false }, "Ethereum");
		expect(alert).toMatchObject({
			id: "arrived 1 coin 110",
			route: { screen: "activity" },
		});
		if (alert === null) throw new TypeError("no alert");
		const words = `${wordsOf(alert.title)} ${wordsOf(alert.text)}`;
		expect(words).not.toMatch(/[0-9]/);
		expect(arrivalAlert({ id: "1", isSown: true }, "Ethereum")).toBeNull();
	});

	it("of an order is made by the step that makes it final, and by no other", () => {
		const entry = (state: string, succeeded = true) =>
			({ state, order: { id: "one" }, inclusion: { succeeded } }) as never;
		const code = (was: string, now: string, succeeded = true) =>
			finalAlert(entry(was), entry(now, succeeded), "Ethereum")?.title.code;
		expect(code("included", "final")).toBe("alert.final.title");
		expect(code("included", "final", false)).toBe("alert.final-failed.title");
		for (const [was, now] of [
			["final", "final"],
			["sent", "included"],
			["sent", "lost"],
			["sent", "over"],
		] as const)
			expect(code(was, now)).toBeUndefined();
	});
});
