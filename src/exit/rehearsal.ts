// The rehearsal: where an exit may be rehearsed, with how much, and by which way.

import { Fault } from "../base/fault.ts";
import type { L1Network } from "../l1/network.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { MessageOrText } from "../protocol/message.ts";
import { offerMessage } from "./codes.ts";
import type { ExitRequest, WayOffer } from "./module.ts";
import type { Way } from "./way.ts";

export const canRehearse = ({ test, chainId }: L1Network): boolean =>
	test === true && chainId !== 1;

/** @throws exit-rehearsal where coins have value */
export const checkRehearsal = (network: L1Network): void => {
	if (!canRehearse(network))
		throw new Fault(
			"exit-drill",
			`${network.title} is not named a test network`,
		);
};

/** A thousandth of the rollup's coin. */
export const rehearsalAmount = ({ coin }: RollupProfile): bigint =>
	10n ** BigInt(Math.max(0, coin.decimals - 3));

const rehearsalFor = (ways: readonly Way[], way: Way): Way | undefined =>
	ways.find(({ rehearses }) => rehearses?.way === way.way);

/** The way by which it is rehearsed: one made for that, or itself. */
export const rehearsalOf = (ways: readonly Way[], way: Way): Way =>
	rehearsalFor(ways, way) ?? way;

/**
 * Can it be a rehearsal, whoever says so: with no more than a rehearsal takes, where coins have no value?
 * @throws bad-file
 */
export const checkRehearsalClaim = (
	network: L1Network,
	profile: RollupProfile,
	{ token, amount, begun }: ExitRequest,
): void => {
	if (
		!canRehearse(network) ||
		token !== null ||
		amount !== rehearsalAmount(profile) ||
		begun !== null
	)
		throw new Fault("bad-file", "it calls a real exit a rehearsal");
};

/**
 * How a way is rehearsed, before that is begun; null when it cannot be. A rehearsal that is made for it needs no more than its
 * own offer asks for, so it may be open where the way is not.
 */
export const rehearsalWords = (
	ways: readonly Way[],
	way: Way,
	{ isOpen, takes, fromBegun }: WayOffer,
): MessageOrText | null =>
	rehearsalFor(ways, way)?.rehearses?.words ??
	(!isOpen || takes === "everything" || fromBegun
		? null
		: offerMessage("rehearsal.same-steps"));

/**
 * What a rehearsal asks for.
 * @throws exit-rehearsal for a way that takes everything, that needs something begun before, or that is not open now
 */
export const rehearsalRequestOf = (
	account: ExitRequest["account"],
	profile: RollupProfile,
	offer: WayOffer,
): ExitRequest => {
	if (!offer.isOpen) throw new Fault("exit-drill", "the way is not open now");
	if (offer.takes === "everything")
		throw new Fault("exit-drill", "the way takes everything, not a small sum");
	if (offer.fromBegun)
		throw new Fault("exit-drill", "the way goes on with what exists already");
	return {
		account,
		token: null,
		amount: rehearsalAmount(profile),
		begun: null,
	};
};
