// The sums on the first screen: one for each coin, over the chains that have it. Two coins are never summed.

import type { ChainView } from "../../../src/protocol/views.ts";
import { type Total, total } from "../words.ts";

type Coin = ChainView["coin"];

const isSame = (one: Coin, other: Coin): boolean =>
	one.symbol === other.symbol && one.decimals === other.decimals;

/** A sum for each coin, in the order of the chains; none for a coin of which nothing is read yet. */
export const totals = (chains: readonly ChainView[]): readonly Total[] => {
	const coins: Coin[] = [];
	for (const { coin } of chains)
		if (!coins.some((known) => isSame(known, coin))) coins.push(coin);
	return coins.flatMap(
		(coin) => total(chains.filter((chain) => isSame(chain.coin, coin))) ?? [],
	);
};
