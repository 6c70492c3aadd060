// An amount of what a rollup's profile names, for people.

import type { Hex } from "../base/bytes.ts";
import { plainName } from "../base/symbol.ts";
import { formatUnits } from "../base/units.ts";
import { coinOf } from "../l1/network.ts";
import type { RollupProfile } from "./profile.ts";

/** "1.5 ETH", or of a token; one that the profile does not know in its smallest units. @param token null: the coin */
export const amountWords = (
	{ coin, tokens }: Pick<RollupProfile, "coin" | "tokens">,
	token: Hex | null,
	amount: bigint,
): string => {
	const known =
		token === null
			? coinOf({ coin })
			: tokens.find((one) => one.address === token);
	return known === undefined
		? `${amount} of the smallest units of ${token}`
		: `${formatUnits(amount, known.decimals)} ${plainName(known.symbol, 20)}`;
};
