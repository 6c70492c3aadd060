// An amount of what a rollup's profile names, for people: as a parameter of a message, and in words where there are none yet.

import type { Hex } from "../base/bytes.ts";
import { plainName } from "../base/symbol.ts";
import { formatUnits } from "../base/units.ts";
import { coinOf } from "../l1/network.ts";
import { type AmountParam, amountOf } from "../protocol/message.ts";
import type { RollupProfile } from "./profile.ts";

type Names = Pick<RollupProfile, "coin" | "tokens">;

const namedIn = ({ coin, tokens }: Names, token: Hex | null) =>
	token === null
		? coinOf({ coin })
		: tokens.find((one) => one.address === token);

/** The amount with the symbol and decimals of the profile, or of a token that the profile does not know. @param token null: the coin */
export const amountIn = (
	profile: Names,
	token: Hex | null,
	amount: bigint,
): AmountParam => {
	const known = namedIn(profile, token);
	if (known !== undefined)
		return amountOf(amount, {
			symbol: plainName(known.symbol, 20),
			decimals: known.decimals,
		});
	return amountOf(amount, token ?? "0x");
};

/** "1.5 ETH", or of a token; one that the profile does not know in its smallest units. @param token null: the coin */
export const amountWords = (
	profile: Names,
	token: Hex | null,
	amount: bigint,
): string => {
	const known = namedIn(profile, token);
	return known === undefined
		? `${amount} of the smallest units of ${token}`
		: `${formatUnits(amount, known.decimals)} ${plainName(known.symbol, 20)}`;
};
