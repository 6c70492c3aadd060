// What a person has, by what it is: the same coin or token of every chain in one line. Pure: views in, lines out.

import type {
	BalanceView,
	ChainView,
	GradeView,
} from "../../../src/protocol/views.ts";
import { impostorOf, sameAs } from "../../../src/tokens/same.ts";
import { type Figure, figureOf, provedBalance } from "../words.ts";

/** Of one chain. */
export type AssetPart = {
	readonly chain: ChainView;
	readonly balance: BalanceView;
	/** Null for a dash, and on a chain on which a validity proof failed: what stands there may be false. */
	readonly figure: Figure | null;
	readonly isStopped: boolean;
};

export type HeldAsset = {
	readonly key: string;
	readonly symbol: string;
	readonly decimals: number;
	readonly parts: readonly AssetPart[];
	/** Of all that is a number; null where nothing is. */
	readonly amount: bigint | null;
	/** That of the weakest part. */
	readonly how: Figure["how"];
	/** Unix seconds, of the oldest part. */
	readonly oldestS: number | null;
	/** The weakest of the parts that are proved; null where none is. */
	readonly weakest: AssetPart | null;
	/** Of the parts whose assurance has to be seen, what they come to. */
	readonly loud: { readonly amount: bigint; readonly part: AssetPart } | null;
	/** Parts without a number. */
	readonly missing: number;
	readonly stopped: number;
	/** The token it is called like, and is not. */
	readonly impostorOf: string | null;
};

const finality = ({ finality }: GradeView): number =>
	finality === "final" ? 0 : 10;

/** How much is still to be wished for, of what stands behind a number: more is weaker. From `loudFrom` on it has to be seen. */
export const weakness = (
	grade: GradeView,
	how: BalanceView["how"] = "slot",
): number => {
	const read = how === "named" ? 40 : how === "computed" ? 5 : 0;
	const root =
		grade.who === "claimed"
			? 100
			: grade.who === "l1"
				? 0
				: grade.validity === "development"
					? 60
					: grade.who === "proposed"
						? 50
						: grade.validity === "tee"
							? 45
							: grade.validity === "rechecked"
								? 2
								: 4;
	return Math.max(read, root) + finality(grade);
};
export const loudFrom = 40;

/** What makes it one with those of other chains. Coins go by the network file, which the person accepted. */
const keyOf = (
	{ chainId }: ChainView,
	{ token, symbol, decimals }: BalanceView,
): string => {
	if (token === null) return `coin ${symbol} ${decimals}`;
	const same = sameAs(chainId, token);
	// where two say different decimals, their numbers are no sum
	return same === null
		? `token ${chainId} ${token} ${decimals}`
		: `same ${same.symbol} ${decimals}`;
};

const partWeakness = ({ balance: { grade, how } }: AssetPart): number =>
	grade === null ? -1 : weakness(grade, how);

const weakestOf = (parts: readonly AssetPart[]): AssetPart | null =>
	parts
		.filter(({ balance }) => provedBalance(balance) !== null)
		.reduce<AssetPart | null>(
			(worst, part) =>
				worst === null || partWeakness(part) > partWeakness(worst)
					? part
					: worst,
			null,
		);

const hows = ["proved", "old", "last"] as const;

const sumOf = (parts: readonly AssetPart[]): bigint =>
	parts.reduce((sum, { figure }) => sum + (figure?.amount ?? 0n), 0n);

const loudOf = (parts: readonly AssetPart[]): HeldAsset["loud"] => {
	const loud = parts.filter(
		// of nothing there is nothing to settle; its own line says how it is known
		(part) =>
			(part.figure?.amount ?? 0n) > 0n && partWeakness(part) >= loudFrom,
	);
	const part = weakestOf(loud);
	return part === null ? null : { amount: sumOf(loud), part };
};

const assetOf = (
	key: string,
	parts: readonly AssetPart[],
): HeldAsset | null => {
	const [first] = parts;
	if (first === undefined) return null;
	const figures = parts.flatMap(({ figure }) =>
		figure === null ? [] : [figure],
	);
	const { token, symbol, decimals } = first.balance;
	const counted = parts.filter(({ isStopped }) => !isStopped);
	return {
		key,
		symbol,
		decimals,
		parts,
		amount: figures.length === 0 ? null : sumOf(parts),
		how:
			hows[Math.max(0, ...figures.map(({ how }) => hows.indexOf(how)))] ??
			"last",
		oldestS:
			figures.length === 0
				? null
				: Math.min(...figures.map(({ asOfS }) => asOfS)),
		weakest: weakestOf(counted),
		loud: loudOf(parts),
		missing: counted.filter(({ figure }) => figure === null).length,
		stopped: parts.length - counted.length,
		impostorOf:
			token === null ? null : impostorOf(first.chain.chainId, token, symbol),
	};
};

/** In the order of the chains and of their lists; every balance is in one line and no more. */
export const assetsOf = (
	chains: readonly ChainView[],
): readonly HeldAsset[] => {
	const groups = new Map<string, AssetPart[]>();
	for (const chain of chains)
		for (const balance of chain.balances) {
			const isStopped = chain.halt !== null;
			const key = keyOf(chain, balance);
			const part: AssetPart = {
				chain,
				balance,
				figure: isStopped ? null : figureOf(balance),
				isStopped,
			};
			groups.set(key, [...(groups.get(key) ?? []), part]);
		}
	return [...groups].flatMap(([key, parts]) => assetOf(key, parts) ?? []);
};

/** Tokens that are called like known ones and are not them: anybody sends such. They stand apart from what a person has. */
export const setAside = (
	assets: readonly HeldAsset[],
): {
	readonly proper: readonly HeldAsset[];
	readonly aside: readonly HeldAsset[];
} => ({
	proper: assets.filter((one) => one.impostorOf === null),
	aside: assets.filter((one) => one.impostorOf !== null),
});

/** What of a line a filter leaves. @param chainId null for all of them */
export const assetsOn = (
	chains: readonly ChainView[],
	chainId: number | null,
	typed: string,
): readonly HeldAsset[] => {
	const wanted = typed.trim().toLowerCase();
	return assetsOf(
		chains.filter((chain) => chainId === null || chain.chainId === chainId),
	).filter(
		({ symbol, parts }) =>
			wanted === "" ||
			symbol.toLowerCase().includes(wanted) ||
			parts.some(
				({ chain, balance }) =>
					chain.title.toLowerCase().includes(wanted) ||
					balance.token === wanted,
			),
	);
};
