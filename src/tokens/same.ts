// Which tokens on different chains a person may see as one, and why. A symbol says nothing: anybody may call a contract "USDC".
// Whatever does not stand here is a line of its own.

import type { Hex } from "../base/bytes.ts";
import { looksLike } from "../base/symbol.ts";
import { tokenCandidates } from "./list.ts";

/**
 * `issuer`: one issuer made each of them and takes back each of them. `wraps`: each holds as much of its own chain's ether.
 * `bridge`: those elsewhere stand for ones that a bridge's contract holds on Ethereum, as the ether of a layer 2 does.
 */
export type SameReason = "issuer" | "wraps" | "bridge";

export type SameTokens = {
	readonly symbol: string;
	readonly reason: SameReason;
	readonly places: readonly (readonly [chainId: number, address: Hex])[];
};

const optimismWeth: Hex = "0x4200000000000000000000000000000000000006";

/** Where each is from: README.md here. */
export const sameTokens: readonly SameTokens[] = [
	{
		// Circle's own, not what bridges made of it (USDC.e)
		symbol: "USDC",
		reason: "issuer",
		places: [
			[1, "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"],
			[10, "0x0b2c639c533813f4aa9d7837caf62653d097ff85"],
			[8453, "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913"],
			[42161, "0xaf88d065e77c8cc2239327c5edb3a432268e5831"],
		],
	},
	{
		symbol: "EURC",
		reason: "issuer",
		places: [
			[1, "0x1abaea1f7c830bd89acc67ec4af516284b1bc33c"],
			[8453, "0x60a3e35cc302bfa44cb288bc5a4f316fdb1adb42"],
		],
	},
	{
		symbol: "cbBTC",
		reason: "issuer",
		places: [
			[1, "0xcbb7c0000ab88b473b1f5afd9ef808440eed33bf"],
			[8453, "0xcbb7c0000ab88b473b1f5afd9ef808440eed33bf"],
		],
	},
	{
		symbol: "WETH",
		reason: "wraps",
		places: [
			[1, "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"],
			[10, optimismWeth],
			[8453, optimismWeth],
			[42161, "0x82af49447d8a07e3bd95bd0d56f35241523fbab1"],
			[59144, "0xe5d7c2a44ffddf6b295a15c148167daaaf5cf34f"],
			[534352, "0x5300000000000000000000000000000000000004"],
		],
	},
	{
		symbol: "DAI",
		reason: "bridge",
		places: [
			[1, "0x6b175474e89094c44da98b954eedeac495271d0f"],
			[10, "0xda10009cbd5d07dd0cecc66161fc93d7c9000da1"],
			[42161, "0xda10009cbd5d07dd0cecc66161fc93d7c9000da1"],
		],
	},
	{
		symbol: "wstETH",
		reason: "bridge",
		places: [
			[1, "0x7f39c581f595b53c5cb19bd0b3f8da6c935e2ca0"],
			[10, "0x1f32b1c2345538c0c6f582fcb022739c4a194ebb"],
			[8453, "0xc1cba3fcea344f92d9239c08c0568f6f2f0ee452"],
		],
	},
];

/** Null for a token that is like no other. */
export const sameAs = (chainId: number, token: Hex): SameTokens | null =>
	sameTokens.find(({ places }) =>
		places.some(([chain, address]) => chain === chainId && address === token),
	) ?? null;

/**
 * The name of a token that people hold, where this one is called like it and is not it; null for every other. What tells two of
 * one name apart (" (0x1234…)") is left out of the look.
 */
export const impostorOf = (
	chainId: number,
	token: Hex,
	symbol: string,
): string | null => {
	if (
		tokenCandidates.some(
			(one) => one.chainId === chainId && one.address === token,
		)
	)
		return null;
	const bare = symbol.replace(/ \(0x[^)]*\)$/, "");
	return (
		tokenCandidates.find((one) => looksLike(one.symbol, bare))?.symbol ?? null
	);
};
