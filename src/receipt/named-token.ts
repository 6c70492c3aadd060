// What a network file calls a token of L1: the files name tokens of rollups, and which token of L1 stands behind each.

import type { Hex } from "../base/bytes.ts";
import { rollupKindOf } from "../l2/checks.ts";
import type { RollupProfile } from "./networks.ts";

export type NamedToken = { readonly symbol: string; readonly decimals: number };

/**
 * What the profile calls the token of L1 that one of its own tokens stands for; null where it names none, or says two
 * different things: then nothing but the contract's address and whole numbers can be shown.
 */
export const namedToken = (
	profile: RollupProfile,
	token: Hex,
): NamedToken | null => {
	const named = (rollupKindOf(profile)?.tokenPairs(profile) ?? [])
		.filter(({ l1 }) => l1 === token)
		.flatMap(({ l2 }) => profile.tokens.filter((one) => one.address === l2));
	const [first] = named;
	if (first === undefined) return null;
	const { symbol, decimals } = first;
	const isOne = named.every(
		(one) => one.symbol === symbol && one.decimals === decimals,
	);
	return isOne ? { symbol, decimals } : null;
};
