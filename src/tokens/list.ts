// Tokens that people hold, as candidates alone: where to ask whether an account has some. What is shown of one is what its
// contract answers, by proof. Where each line is from stands in README.md here.

import type { Hex } from "../base/bytes.ts";

export type TokenCandidate = {
	readonly chainId: number;
	readonly address: Hex;
	/** As its issuer calls it, and its decimals: to compare with what the contract says, and for nothing else. */
	readonly symbol: string;
	readonly decimals: number;
};

type Line = readonly [symbol: string, decimals: number, address: Hex];

const lines: { readonly [chainId: number]: readonly Line[] } = {
	// Ethereum
	1: [
		["USDC", 6, "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"],
		["USDT", 6, "0xdac17f958d2ee523a2206206994597c13d831ec7"],
		["DAI", 18, "0x6b175474e89094c44da98b954eedeac495271d0f"],
		["USDS", 18, "0xdc035d45d973e3ec169d2276ddab16f1e407384f"],
		["PYUSD", 6, "0x6c3ea9036406852006290770bedfcaba0e23a0e8"],
		["crvUSD", 18, "0xf939e0a03fb07f59a73314e73794be0e57ac1b4e"],
		["FRAX", 18, "0x853d955acef822db058eb8505911ed77f175b99e"],
		["LUSD", 18, "0x5f98805a4e8be255a32880fdec7f6728c6568ba0"],
		["RLUSD", 18, "0x8292bb45bf1ee4d140127049757c2e0ff06317ed"],
		["EURC", 6, "0x1abaea1f7c830bd89acc67ec4af516284b1bc33c"],
		["TUSD", 18, "0x0000000000085d4780b73119b644ae5ecd22b376"],
		["USDP", 18, "0x8e870d67f660d95d5be530380d0ec0bd388289e1"],
		["WETH", 18, "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"],
		["wstETH", 18, "0x7f39c581f595b53c5cb19bd0b3f8da6c935e2ca0"],
		["rETH", 18, "0xae78736cd615f374d3085123a210448e74fc6393"],
		["cbETH", 18, "0xbe9895146f7af43049ca1c1ae358b0541ea49704"],
		["weETH", 18, "0xcd5fe23c85820f7b72d0926fc9b05b43e359b7ee"],
		["WBTC", 8, "0x2260fac5e5542a773aa44fbcfedf7c193bc2c599"],
		["cbBTC", 8, "0xcbb7c0000ab88b473b1f5afd9ef808440eed33bf"],
		["tBTC", 18, "0x18084fba666a33d37592fa2633fd49a74dd93a88"],
		["LINK", 18, "0x514910771af9ca656af840dff83e8264ecf986ca"],
		["UNI", 18, "0x1f9840a85d5af5bf1d1762f925bdaddc4201f984"],
		["AAVE", 18, "0x7fc66500c84a76ad7e9c93437bfc5ac33e2ddae9"],
		["MKR", 18, "0x9f8f72aa9304c8b593d555f12ef6589cc3a579a2"],
		["LDO", 18, "0x5a98fcbea516cf06857215779fd812ca3bef1b32"],
		["CRV", 18, "0xd533a949740bb3306d119cc777fa900ba034cd52"],
		["CVX", 18, "0x4e3fbd56cd56c3e72c1403e103b45db9da5b9d2b"],
		["COMP", 18, "0xc00e94cb662c3520282e6f5717214004a7f26888"],
		["SNX", 18, "0xc011a73ee8576fb46f5e1c5751ca3b9fe0af2a6f"],
		["BAL", 18, "0xba100000625a3754423978a60c9317c58a424e3d"],
		["1INCH", 18, "0x111111111117dc0aa78b770fa6a738034120c302"],
		["ENS", 18, "0xc18360217d8f7ab5e7c516566761ea12ce7f9d72"],
		["RPL", 18, "0xd33526068d116ce69f19a9ee46f0bd304f21a51f"],
		["FXS", 18, "0x3432b6a60d23ca0dfca7761b7ab56459d9c964d0"],
		["PENDLE", 18, "0x808507121b80c02388fad14726482e061b8da827"],
		["MORPHO", 18, "0x58d97b57bb95320f9a05dc918aef65434969c2b2"],
		["GRT", 18, "0xc944e90c64b2c07662a292be6244bdf05cda44a7"],
		["LQTY", 18, "0x6dea81c8171d0ba574754ef6f8b412f2ed88c54d"],
		["YFI", 18, "0x0bc529c00c6401aef6d220be8c6ea1667f6ad93e"],
		["SUSHI", 18, "0x6b3595068778dd592e39a122f4f5a5cf09c90fe2"],
		["GNO", 18, "0x6810e776880c02933d47db1b9fc05908e5386b96"],
		["COW", 18, "0xdef1ca1fb7fbcdc777520aa7f396b4e015f497ab"],
		["SAFE", 18, "0x5afe3855358e112b5647b952709e6165e1c1eeee"],
		["BAT", 18, "0x0d8775f648430679a709e98d2b0cb6250d2887ef"],
		["MANA", 18, "0x0f5d2fb29fb7d3cfee444a200298f468908cc942"],
		["APE", 18, "0x4d224452801aced8b2f0aebe155379bb5d594381"],
		["PEPE", 18, "0x6982508145454ce325ddbe47a25d4ec3d2311933"],
		["ARB", 18, "0xb50721bcf8d664c30412cfbc6cf7a15145234ad1"],
		["IMX", 18, "0xf57e7e7c23978c3caec3c3548e3d615c346e79ff"],
		["STRK", 18, "0xca14007eff0db1f8135f4c25b34de49ab0d42766"],
		["PAXG", 18, "0x45804880de22913dafe09f4980848ece6ecbaf78"],
		["XAUt", 6, "0x68749665ff8d2d112fa859aa293f07a622782f38"],
		["stETH", 18, "0xae7ab96520de3a18e5e111b5eaab095312d7fe84"],
		["USDe", 18, "0x4c9edd5852cd905f086c759e8383e09bff1e68b3"],
		["sUSDe", 18, "0x9d39a5de30e57443bff2a8307a4256c8797a3497"],
		["GHO", 18, "0x40d16fc0246ad3160ccc09b8d0d3a2cd28ae6c2f"],
	],
	// OP Mainnet
	10: [
		["USDC", 6, "0x0b2c639c533813f4aa9d7837caf62653d097ff85"],
		["USDT", 6, "0x94b008aa00579c1307b0ef2c499ad98a8ce58e58"],
		["DAI", 18, "0xda10009cbd5d07dd0cecc66161fc93d7c9000da1"],
		["WETH", 18, "0x4200000000000000000000000000000000000006"],
		["OP", 18, "0x4200000000000000000000000000000000000042"],
		["wstETH", 18, "0x1f32b1c2345538c0c6f582fcb022739c4a194ebb"],
	],
	// ZKsync Era
	324: [["WETH", 18, "0x5aea5775959fbc2557cc8789bc1bf90a239d9a91"]],
	// Base
	8453: [
		["USDC", 6, "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913"],
		["WETH", 18, "0x4200000000000000000000000000000000000006"],
		["cbBTC", 8, "0xcbb7c0000ab88b473b1f5afd9ef808440eed33bf"],
		["EURC", 6, "0x60a3e35cc302bfa44cb288bc5a4f316fdb1adb42"],
		["wstETH", 18, "0xc1cba3fcea344f92d9239c08c0568f6f2f0ee452"],
	],
	// Arbitrum One
	42161: [
		["USDC", 6, "0xaf88d065e77c8cc2239327c5edb3a432268e5831"],
		["USDT", 6, "0xfd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9"],
		["DAI", 18, "0xda10009cbd5d07dd0cecc66161fc93d7c9000da1"],
		["WETH", 18, "0x82af49447d8a07e3bd95bd0d56f35241523fbab1"],
		["ARB", 18, "0x912ce59144191c1204e64559fe8253a0e49e6548"],
	],
	// Linea
	59144: [["WETH", 18, "0xe5d7c2a44ffddf6b295a15c148167daaaf5cf34f"]],
	// Scroll
	534352: [
		["USDC", 6, "0x06efdbff2a14a7c8e15944d1f4a48f9f95f663a4"],
		["WETH", 18, "0x5300000000000000000000000000000000000004"],
	],
};

export const tokenCandidates: readonly TokenCandidate[] = Object.entries(
	lines,
).flatMap(([chainId, tokens]) =>
	tokens.map(([symbol, decimals, address]) => ({
		chainId: Number(chainId),
		address,
		symbol,
		decimals,
	})),
);

export const candidatesOn = (chainId: number): readonly TokenCandidate[] =>
	tokenCandidates.filter((token) => token.chainId === chainId);

export const isCandidate = (token: {
	readonly chainId: number;
	readonly address: Hex;
}): boolean =>
	tokenCandidates.some(
		({ chainId, address }) =>
			chainId === token.chainId && address === token.address,
	);
