import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { totalSays, totals } from "../../extension/ui/popup/totals.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { openLastKnown } from "../../src/engine/last-known.ts";
import type { ChainView } from "../../src/protocol/views.ts";
import { anyChain } from "./fake/arbitrary.ts";
import { final } from "./fake/scenes.ts";

const chain = (
	chainId: number,
	symbol: string,
	amount: string | null,
	decimals = 18,
): ChainView => ({
	chainId,
	title: `chain ${chainId}`,
	kind: chainId === 1 ? "l1" : "rollup",
	coin: { symbol, decimals },
	sends: true,
	fault: null,
	warning: null,
	halt: null,
	balances: [
		{
			trailId: amount === null ? null : `${chainId}`,
			token: null,
			symbol,
			decimals,
			amount,
			grade: amount === null ? null : final,
			blockNumber: 1,
			note: null,
		},
	],
});

describe("the sums of the first screen", () => {
	it("never add two coins, though the numbers stand side by side", () => {
		const sums = totals([
			chain(1, "ETH", "5"),
			chain(2, "XDAI", "7"),
			chain(3, "ETH", "2"),
			chain(4, "ETH", "9", 6),
		]);
		expect(
			sums.map(({ symbol, decimals, amount }) => [symbol, decimals, amount]),
		).toEqual([
			["ETH", 18, 7n],
			["XDAI", 18, 7n],
			["ETH", 6, 9n],
		]);
	});

	it("say of a coin that nothing of it is proved, and of none that is not read", () => {
		const empty = { ...chain(5, "MON", null), balances: [] };
		const sums = totals([chain(1, "ETH", null), empty]);
		expect(sums.map(({ symbol, amount }) => [symbol, amount])).toEqual([
			["ETH", null],
		]);
	});

	it("say of a chain that nothing is read of that it is not counted", () => {
		const unread = { ...chain(10, "ETH", "3"), balances: [] };
		const [sum] = totals([chain(1, "ETH", "5"), unread]);
		expect(sum).toMatchObject({ amount: 5n, proved: 1, unproved: 1 });
		expect(sum && totalSays(sum, 0).besides).toEqual([
			"1 chain not proved, so not counted",
		]);
	});

	it("never fall while an engine starts anew, whichever chain is proved first", async () => {
		const store = memoryStore();
		const place = ["main", `0x${"aa".repeat(20)}`] as const;
		const all = [chain(1, "ETH", "5"), chain(10, "ETH", "10010")];
		await (await openLastKnown(store, ...place)).note(all);
		const known = await openLastKnown(store, ...place);
		const bare = (one: ChainView): ChainView => ({ ...one, balances: [] });
		const read = (one: ChainView): ChainView =>
			chain(one.chainId, one.coin.symbol, null);
		const [first, second] = [all[0], all[1]] as const;
		if (first === undefined || second === undefined) throw new Error("two");
		for (const chains of [
			[bare(first), bare(second)],
			[read(first), bare(second)],
			[first, bare(second)],
			[first, read(second)],
			[read(first), second],
			[first, second],
		]) {
			const [sum] = totals(known.fill(chains));
			expect(sum?.amount).toBe(10_015n);
			const isAll = chains.every((one) => all.includes(one));
			// what is not of now is greyed and says its age
			expect(sum?.how).toBe(isAll ? "proved" : "last");
			expect(sum?.unproved).toBe(0);
		}
	});

	it("count every chain once at most", () => {
		fc.assert(
			fc.property(fc.array(anyChain, { maxLength: 6 }), (chains) => {
				const counted = totals(chains).reduce(
					(sum, { proved, unproved, stopped }) =>
						sum + proved + unproved + stopped,
					0,
				);
				expect(counted).toBeLessThanOrEqual(chains.length);
			}),
		);
	});
});
