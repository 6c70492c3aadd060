// The sums on the first screen: one for each coin, over the chains that have it. Two coins are never summed.

import type { ChainView } from "../../../src/protocol/views.ts";
import { durationWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { type Figure, figureOf, provedBalance } from "../words.ts";

export type Total = {
	readonly symbol: string;
	readonly decimals: number;
	/** Of what is proved or was known last; null when there is nothing of either. */
	readonly amount: bigint | null;
	/** That of its weakest part: all of it proved now, some proved too long ago, some known from before a start alone. */
	readonly how: Figure["how"];
	/** How many chains it is the sum of, and how many more have no proof. */
	readonly proved: number;
	readonly unproved: number;
	/** Chains whose part was proved too long ago, and whose part is known from before a start alone. */
	readonly old: number;
	readonly last: number;
	/** Chains on which a proof failed: what stands there is not counted, however it was proved before. */
	readonly stopped: number;
	/** How many of the proved ones carry a warning, as that their setup is insecure. */
	readonly warned: number;
	/** Seconds, of the oldest part; null when there is none. */
	readonly oldestS: number | null;
};

/**
 * The sum of the native coins that share the first chain's symbol. What was neither proved nor known is not in it; what is not
 * of now is, and the sum says so: a number that falls because an engine was started anew would frighten for nothing.
 */
export const total = (chains: readonly ChainView[]): Total | null => {
	const coins = chains.flatMap(({ balances, warning, halt: proofFailure }) =>
		balances
			.filter((balance) => balance.token === null)
			.slice(0, 1)
			.map((balance) => ({
				...balance,
				warning,
				isStopped: proofFailure !== null,
			})),
	);
	const first = coins[0];
	if (first === undefined) return null;
	const same = coins.filter(
		(coin) => coin.symbol === first.symbol && coin.decimals === first.decimals,
	);
	const counted = same.filter(({ isStopped }) => !isStopped);
	/** Of these nothing is read yet: they would be missing from a sum that says nothing of it. */
	const unread = chains.filter(
		({ coin, balances, halt }) =>
			halt === null &&
			coin.symbol === first.symbol &&
			coin.decimals === first.decimals &&
			balances.every(({ token }) => token !== null),
	).length;
	const found = counted
		.map(figureOf)
		.filter((figure): figure is Figure => figure !== null);
	const count = (how: Figure["how"]): number =>
		found.filter((figure) => figure.how === how).length;
	const [old, last] = [count("old"), count("last")];
	return {
		symbol: first.symbol,
		decimals: first.decimals,
		amount:
			found.length === 0
				? null
				: found.reduce((sum, { amount }) => sum + amount, 0n),
		how: last > 0 ? "last" : old > 0 ? "old" : "proved",
		proved: found.length - last,
		old,
		last,
		unproved: counted.length - found.length + unread,
		stopped: same.length - counted.length,
		warned: counted.filter(
			(coin) => coin.warning !== null && provedBalance(coin) !== null,
		).length,
		oldestS:
			found.length === 0 ? null : Math.min(...found.map(({ asOfS }) => asOfS)),
	};
};

export type TotalWords = {
	/** How well it is known, and how old its oldest part is. */
	readonly says: string;
	/** What is not in it, or has to be known of it: to be seen. */
	readonly besides: readonly string[];
};

export const totalSays = (sum: Total, nowMs: number): TotalWords => {
	const { home } = say();
	const { oldestS, how, proved, last, old, unproved, stopped, warned } = sum;
	const age = durationWords(nowMs / 1000 - (oldestS ?? 0));
	const says =
		oldestS === null
			? home.sumNone
			: how === "last"
				? home.sumLast(age)
				: how === "old"
					? home.sumOld(age)
					: proved + last > 1
						? home.proved(age)
						: home.provedOne(age);
	return {
		says,
		besides: [
			...(old === 0 || how === "old" ? [] : [home.oldChains(old)]),
			...(unproved === 0 || oldestS === null ? [] : [home.missing(unproved)]),
			...(stopped === 0 ? [] : [home.stoppedChains(stopped)]),
			...(warned === 0 ? [] : [home.warned(warned)]),
		],
	};
};

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
