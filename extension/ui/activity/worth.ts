// What amounts are worth in a currency, about. Pure: views in, a sum out. What has no price, or no proof, is counted and said, never
// left out in silence; nothing is decided by it.

import {
	type PricesView,
	priceDecimals,
} from "../../../src/protocol/price-views.ts";
import type { BalanceView, ChainView } from "../../../src/protocol/views.ts";
import { provedBalance } from "../words.ts";

export type Worth = {
	/** In the currency, with eight places; null where not even one amount has a value. */
	readonly sum: bigint | null;
	/** Amounts that are in it, and those that are proved and have no price. */
	readonly counted: number;
	readonly unpriced: number;
	/** Amounts that are not proved now: not in it, however they were proved before. */
	readonly unproved: number;
	/** Unix seconds, of the oldest price that is in it. */
	readonly oldestS: number | null;
};

type Price = PricesView["prices"][number];

const l1ChainId = 1;

/** The price of an amount's kind: ether by the coin of Ethereum and of what is built on it, a token by its contract on Ethereum alone. */
const priceFor = (
	prices: readonly Price[],
	chain: ChainView,
	balance: BalanceView,
): Price | undefined =>
	balance.token === null
		? chain.coin.symbol === "ETH" && chain.coin.decimals === 18
			? prices.find(({ pair }) => pair === "ETH/USD")
			: undefined
		: chain.chainId === l1ChainId
			? prices.find(({ tokens }) => tokens.some((one) => one === balance.token))
			: undefined;

/** So many euros, dollars, … for a dollar: a fraction; null where the feed for it gives no price. */
const perDollar = ({
	currency,
	prices,
}: PricesView): { readonly of: bigint; readonly by: bigint } | null => {
	const one = 10n ** BigInt(priceDecimals);
	if (currency === "USD") return { of: one, by: one };
	const euro = prices.find(({ pair }) => pair === "EUR/USD");
	return euro === undefined ? null : { of: one, by: BigInt(euro.price) };
};

type Part = {
	readonly wei: bigint;
	readonly decimals: number;
	readonly price: Price;
};

/** Cut, never rounded up. */
const dollarsOf = ({ wei, decimals, price }: Part): bigint =>
	(wei * BigInt(price.price)) / 10n ** BigInt(decimals);

/** A chain on which a proof failed, or that carries a warning, is in no sum of money. */
const isSound = ({ halt, warning }: ChainView): boolean =>
	halt === null && warning === null;

export const worthOf = (
	chains: readonly ChainView[],
	view: PricesView,
): Worth => {
	const rate = perDollar(view);
	const parts: Part[] = [];
	let [unpriced, unproved] = [0, 0];
	for (const chain of chains)
		for (const balance of chain.balances) {
			const proved = provedBalance(balance);
			if (proved === null || balance.stale === true || !isSound(chain)) {
				unproved++;
				continue;
			}
			if (proved.amount === 0n) continue;
			const price = priceFor(view.prices, chain, balance);
			if (price === undefined || rate === null) unpriced++;
			else
				parts.push({ wei: proved.amount, decimals: balance.decimals, price });
		}
	const euroS = view.prices.find(({ pair }) => pair === "EUR/USD")?.updatedS;
	const times = parts.map(({ price }) => price.updatedS);
	if (view.currency === "EUR" && euroS !== undefined) times.push(euroS);
	return {
		sum:
			rate === null || (parts.length === 0 && unpriced + unproved > 0)
				? null
				: parts.reduce(
						(sum, part) => sum + (dollarsOf(part) * rate.of) / rate.by,
						0n,
					),
		counted: parts.length,
		unpriced,
		unproved,
		oldestS: parts.length === 0 ? null : Math.min(...times),
	};
};

/** "1234.56": whole cents, cut. */
export const centsText = (sum: bigint): string => {
	const cents = sum / 10n ** BigInt(priceDecimals - 2);
	return `${cents / 100n}.${(cents % 100n).toString().padStart(2, "0")}`;
};
