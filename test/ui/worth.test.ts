// What amounts are worth: never more than is proved and priced, with all that is left out counted, cut and never rounded up.

import { describe, expect, it } from "vitest";
import { centsText, worthOf } from "../../extension/ui/activity/worth.ts";
import type { PricesView } from "../../src/protocol/price-views.ts";
import type { BalanceView, ChainView } from "../../src/protocol/views.ts";

const usdc = `0x${"a0".repeat(20)}` as const;
const other = `0x${"a1".repeat(20)}` as const;
const grade = {
	who: "l1",
	validity: "none",
	finality: "final",
	asOfS: 1_000,
} as const;
const prices = (
	currency: PricesView["currency"],
	...left: readonly string[]
): PricesView => ({
	currency,
	prices: [
		{ pair: "ETH/USD", price: "314159000000", updatedS: 900, tokens: [] },
		{ pair: "USDC/USD", price: "99990000", updatedS: 800, tokens: [usdc] },
		{ pair: "EUR/USD", price: "108000000", updatedS: 700, tokens: [] },
	].filter(({ pair }) => !left.includes(pair)) as PricesView["prices"],
	refused: [],
	blockNumber: 1,
	grade,
	trailId: "t",
});
const balance = (more: Partial<BalanceView>): BalanceView => ({
	...{ trailId: "t", token: null, symbol: "ETH", decimals: 18 },
	...{ amount: (2n * 10n ** 18n).toString(), grade, blockNumber: 1 },
	note: null,
	...more,
});
const chain = (
	balances: readonly BalanceView[],
	more: Partial<ChainView> = {},
): ChainView => ({
	...{ chainId: 1, title: "Ethereum", kind: "l1", sends: true },
	coin: { symbol: "ETH", decimals: 18 },
	balances,
	...{ fault: null, warning: null, halt: null },
	...more,
});
const token = (address: typeof usdc | typeof other) =>
	balance({ token: address, symbol: "USDC", decimals: 6, amount: "1500000" });

describe("about what it is worth", () => {
	it("sums what is proved and priced, to the digit", () => {
		const worth = worthOf([chain([balance({}), token(usdc)])], prices("USD"));
		// 2 x 3141.59 + 1.5 x 0.9999
		expect(worth).toEqual({
			sum: 628_318_000_000n + 149_985_000n,
			...{ counted: 2, unpriced: 0, unproved: 0, oldestS: 800 },
		});
	});

	it("is in euros by the euro's own feed, as old as that, and nothing without it", () => {
		const chains = [chain([balance({})])];
		expect(worthOf(chains, prices("EUR"))).toMatchObject({
			sum: (628_318_000_000n * 100_000_000n) / 108_000_000n,
			oldestS: 700,
		});
		expect(worthOf(chains, prices("EUR", "EUR/USD"))).toMatchObject({
			sum: null,
			unpriced: 1,
		});
	});

	it("counts what has no price, and what is not proved now", () => {
		const worth = worthOf(
			[
				chain([
					balance({}),
					token(other),
					balance({ token: usdc, amount: null, grade: null, trailId: null }),
					{ ...token(usdc), stale: true },
				]),
			],
			prices("USD"),
		);
		expect(worth).toMatchObject({
			sum: 628_318_000_000n,
			...{ counted: 1, unpriced: 1, unproved: 2 },
		});
	});

	it("never takes a token for one of the same name, on Ethereum or elsewhere", () => {
		for (const one of [
			chain([token(other)]),
			chain([token(usdc)], { chainId: 10, kind: "rollup" }),
		])
			expect(worthOf([one], prices("USD"))).toMatchObject({
				...{ sum: null, counted: 0, unpriced: 1 },
			});
	});

	it("never counts what is claimed, what a failed proof stands on, or a chain with a warning", () => {
		const claimed = balance({ grade: { ...grade, who: "claimed" } });
		for (const one of [
			chain([claimed]),
			chain([balance({})], { warning: "insecure" }),
		])
			expect(worthOf([one], prices("USD"))).toMatchObject({
				...{ sum: null, counted: 0, unproved: 1 },
			});
	});

	it("is cut to whole cents", () => {
		expect(centsText(628_467_999_999n)).toBe("6284.67");
		expect(centsText(99_999n)).toBe("0.00");
	});
});
