// Contracts to which people give leave to take their tokens, as candidates alone: what to ask tokens about. Whether one may take
// anything, and how much, is what the token answers, by proof. Where each line is from stands in README.md here.

import type { Hex } from "../base/bytes.ts";

export type KnownSpender = {
	readonly address: Hex;
	/** As its maker calls it. */
	readonly name: string;
	/** What it takes: amounts, also by Permit2, or collectibles. */
	readonly takes: "tokens" | "collectibles" | "both";
	readonly chains: readonly number[];
};

const everywhere = [1, 10, 8453, 42161] as const;
const mainnet = [1] as const;

export const knownSpenders: readonly KnownSpender[] = [
	{
		address: "0x000000000022d473030f116ddee9f6b43ac78ba3",
		name: "Permit2",
		takes: "tokens",
		chains: everywhere,
	},
	{
		address: "0x7a250d5630b4cf539739df2c5dacb4c659f2488d",
		name: "Uniswap v2",
		takes: "tokens",
		chains: mainnet,
	},
	{
		address: "0xe592427a0aece92de3edee1f18e0157c05861564",
		name: "Uniswap v3",
		takes: "tokens",
		chains: [1, 10, 42161],
	},
	{
		address: "0x68b3465833fb72a70ecdf485e0e4c7bd8665fc45",
		name: "Uniswap v3, second router",
		takes: "tokens",
		chains: [1, 10, 42161],
	},
	{
		address: "0x66a9893cc07d91d95644aedd05d03f95e1dba8af",
		name: "Uniswap, universal router 2",
		takes: "tokens",
		chains: mainnet,
	},
	{
		address: "0x3fc91a3afd70395cd496c647d5a6cc9d4b2b7fad",
		name: "Uniswap, universal router",
		takes: "tokens",
		chains: [1, 8453],
	},
	{
		address: "0x111111125421ca6dc452d289314280a0f8842a65",
		name: "1inch v6",
		takes: "tokens",
		chains: everywhere,
	},
	{
		address: "0x1111111254eeb25477b68fb85ed929f73a960582",
		name: "1inch v5",
		takes: "tokens",
		chains: everywhere,
	},
	{
		address: "0xc92e8bdf79f0507f65a392b0ab4667716bfe0110",
		name: "CoW Protocol, vault relayer",
		takes: "tokens",
		chains: [1, 8453, 42161],
	},
	{
		address: "0x87870bca3f3fd6335c3f4ce8392d69350b4fa4e2",
		name: "Aave v3 pool",
		takes: "tokens",
		chains: mainnet,
	},
	{
		address: "0x1e0049783f008a0085193e00003d00cd54003c71",
		name: "OpenSea conduit",
		takes: "both",
		chains: everywhere,
	},
	{
		address: "0x00000000000111abe46ff893f3b2fdf1f759a8a8",
		name: "Blur",
		takes: "collectibles",
		chains: mainnet,
	},
	{
		address: "0xdef1c0ded9bec7f1a1670819833240f027b25eff",
		name: "0x exchange proxy",
		takes: "both",
		chains: mainnet,
	},
	{
		address: "0x0000000000001ff3684f28c67538d4d072c22734",
		name: "0x allowance holder",
		takes: "tokens",
		chains: everywhere,
	},
	{
		address: "0x881d40237659c251811cec9c364ef91dc08d300c",
		name: "MetaMask Swaps",
		takes: "tokens",
		chains: mainnet,
	},
	{
		address: "0x1231deb6f5749ef6ce6943a275a1d3e7486f4eae",
		name: "LI.FI",
		takes: "tokens",
		chains: everywhere,
	},
	{
		address: "0x6131b5fae19ea4f9d964eac0408e4408b66337b5",
		name: "KyberSwap",
		takes: "tokens",
		chains: everywhere,
	},
	{
		address: "0x216b4b4ba9f3e719726886d34a177484278bfcae",
		name: "Velora (ParaSwap) v5",
		takes: "tokens",
		chains: everywhere,
	},
	{
		address: "0xba12222222228d8ba445958a75a0704d566bf2c8",
		name: "Balancer v2 vault",
		takes: "tokens",
		chains: [1, 10, 8453, 42161],
	},
];

export const spendersOn = (chainId: number): readonly KnownSpender[] =>
	knownSpenders.filter(({ chains }) => chains.includes(chainId));

/** What it is called, if it is one of those; they may stand at the same address on other chains as something else. */
export const spenderName = (chainId: number, address: Hex): string | null =>
	spendersOn(chainId).find((one) => one.address === address)?.name ?? null;
