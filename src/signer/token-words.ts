// What the signer's own network file calls a token on L1. What no file names is shown in its smallest units, by its address.

import type { Hex } from "../base/bytes.ts";
import type { RollupProfile } from "../receipt/networks.ts";

type Words = {
	readonly symbol: string | null;
	readonly decimals: number | null;
};

/** The pairs of a token on the rollup and the one on L1 that it goes out as. */
const pairsOf = (
	profile: RollupProfile,
): readonly { readonly l1: Hex; readonly l2: Hex }[] => {
	switch (profile.kind) {
		case "op-games-v1":
			return profile.exit?.tokens ?? [];
		case "scroll-v1":
			return profile.exit?.erc20?.tokens ?? [];
		default:
			return [];
	}
};

/** Of the token on L1, by the one of the rollup that goes out as it; nulls for ether and for what the file does not name. */
export const tokenWords = (
	profile: RollupProfile,
	token: Hex | null,
): Words => {
	const pair = pairsOf(profile).find(({ l1 }) => l1 === token);
	const known = profile.tokens.find(({ address }) => address === pair?.l2);
	return { symbol: known?.symbol ?? null, decimals: known?.decimals ?? null };
};
