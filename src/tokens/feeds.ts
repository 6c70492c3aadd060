// Chainlink's price feeds on Ethereum that this release reads, and of which asset each says something. Where each line is from stands
// in README.md here. A feed can be wrong, and nothing that is signed or decided rests on one.

import type { Hex } from "../base/bytes.ts";

export type FeedPair =
	| "ETH/USD"
	| "USDC/USD"
	| "USDT/USD"
	| "DAI/USD"
	| "LINK/USD"
	| "EUR/USD";

export type PriceFeed = {
	readonly pair: FeedPair;
	/** The proxy, which leads to whichever contract gathers the answers now. */
	readonly address: Hex;
	/** Seconds within which it writes an answer, whether or not the price moved, as its makers state. */
	readonly heartbeatS: number;
	readonly decimals: number;
	/** Tokens on Ethereum that it is of. */
	readonly tokens: readonly Hex[];
};

/** Of Ethereum itself: on another chain the same addresses are nothing. */
export const feedsChainId = 1;

export const priceFeeds: readonly PriceFeed[] = [
	{
		pair: "ETH/USD",
		address: "0x5f4ec3df9cbd43714fe2740f5e3616155c5b8419",
		heartbeatS: 3_600,
		decimals: 8,
		// one for one by its own contract
		tokens: ["0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"],
	},
	{
		pair: "USDC/USD",
		address: "0x8fffffd4afb6115b954bd326cbe7b4ba576818f6",
		heartbeatS: 86_400,
		decimals: 8,
		tokens: ["0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"],
	},
	{
		pair: "USDT/USD",
		address: "0x3e7d1eab13ad0104d2750b8863b489d65364e32d",
		heartbeatS: 86_400,
		decimals: 8,
		tokens: ["0xdac17f958d2ee523a2206206994597c13d831ec7"],
	},
	{
		pair: "DAI/USD",
		address: "0xaed0c38402a5d19df6e4c03f4e2dced6e29c1ee9",
		heartbeatS: 3_600,
		decimals: 8,
		tokens: ["0x6b175474e89094c44da98b954eedeac495271d0f"],
	},
	{
		pair: "LINK/USD",
		address: "0x2c1d072e956affc0d435cb7ac38ef18d24d9127c",
		heartbeatS: 3_600,
		decimals: 8,
		tokens: ["0x514910771af9ca656af840dff83e8264ecf986ca"],
	},
	{
		pair: "EUR/USD",
		address: "0xb49f677943bc038e9857d61e7d053caa2c1734c1",
		heartbeatS: 86_400,
		decimals: 8,
		tokens: [],
	},
];
