import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { totals } from "../../extension/ui/popup/totals.ts";
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
