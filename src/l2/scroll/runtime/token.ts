// Which tokens leave Scroll, and which L1 pays for them: the pair is computed as L1's standard gateway computes it, and held
// against what that gateway has in its storage. Every other token is refused by its name.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import { checkPair, type TokenPair } from "../checks/withdrawal.ts";
import type { ScrollFacts } from "./facts.ts";

/** "SYM (0x…)", as far as the profile knows it. */
const nameOf = ({ tokens }: ScrollProfile, token: Hex): string => {
	const known = tokens.find(({ address }) => address === token);
	return known === undefined ? token : `${known.symbol} (${token})`;
};

/**
 * The token of L1 behind a token of the rollup.
 * @throws bad-params when the profile names none; exit-recipient when L1's gateway would pay another
 */
export const pairOf = (profile: ScrollProfile, token: Hex): TokenPair => {
	const pair = profile.exit?.erc20?.tokens.find(({ l2 }) => l2 === token);
	if (pair === undefined)
		throw new Fault(
			"bad-params",
			`"token": ${nameOf(profile, token)} has no known gateway, like WETH and USDC`,
		);
	checkPair(profile, pair);
	return pair;
};

/**
 * True when it returns: L1's gateway, by its proved storage, has not paid the token of L1 for any other token of the rollup.
 * @throws exit-recipient when it has
 */
export const checkPaid = (
	{ l1, l2 }: TokenPair,
	{ paysFor }: Pick<ScrollFacts, "paysFor">,
): void => {
	if (paysFor !== null && paysFor !== l2)
		throw new Fault(
			"exit-recipient",
			`L1's gateway pays ${l1} for ${paysFor}, not for ${l2}`,
		);
};
