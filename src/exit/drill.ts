// The drill: where an exit may be rehearsed, and with how much.

import { Fault } from "../base/fault.ts";
import type { L1Network } from "../l1/network.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { ExitAsked, Offer } from "./module.ts";

/** @throws exit-drill where coins have value */
export const checkDrill = (network: L1Network): void => {
	if (network.test !== true || network.chainId === 1)
		throw new Fault(
			"exit-drill",
			`${network.title} is not named a test network`,
		);
};

/** A thousandth of the rollup's coin. */
export const drillAmount = ({ coin }: RollupProfile): bigint =>
	10n ** BigInt(Math.max(0, coin.decimals - 3));

/**
 * What a rehearsal asks for.
 * @throws exit-drill for a way that takes everything, or that is not open now
 */
export const drillOf = (
	account: ExitAsked["account"],
	profile: RollupProfile,
	offer: Offer,
): ExitAsked => {
	if (!offer.isOpen) throw new Fault("exit-drill", offer.words.slice(0, 300));
	if (offer.takes === "everything")
		throw new Fault(
			"exit-drill",
			"this way takes everything that is on the rollup, so no small sum can rehearse it",
		);
	return { account, token: null, amount: drillAmount(profile), begun: null };
};
