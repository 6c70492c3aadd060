// Which of two updates says more. Transcribed:
// https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/altair/light-client/sync-protocol.md#is_better_update

import { twoThirds } from "./check.ts";
import type { L1Network } from "./network.ts";
import {
	isFinalityUpdate,
	isSyncCommitteeUpdate,
	type LightClientUpdate,
	periodAtSlot,
	signersOf,
} from "./spec.ts";

/** is_better_update(new, old). False for two that are alike. */
export const isBetterUpdate = (
	network: L1Network,
	one: LightClientUpdate,
	other: LightClientUpdate,
): boolean => {
	const period = (slot: number) => periodAtSlot(network, slot);

	// Supermajority of the committee.
	const least = twoThirds(network);
	const oneSigners = signersOf(one);
	const otherSigners = signersOf(other);
	const oneSuper = oneSigners >= least;
	const otherSuper = otherSigners >= least;
	if (oneSuper !== otherSuper) return oneSuper;
	if (!oneSuper && oneSigners !== otherSigners)
		return oneSigners > otherSigners;

	// A relevant next committee.
	const hasRelevantCommittee = (update: LightClientUpdate) =>
		isSyncCommitteeUpdate(update) &&
		period(update.attestedHeader.slot) === period(update.signatureSlot);
	const oneRelevant = hasRelevantCommittee(one);
	if (oneRelevant !== hasRelevantCommittee(other)) return oneRelevant;

	// Any finality.
	const oneFinality = isFinalityUpdate(one);
	if (oneFinality !== isFinalityUpdate(other)) return oneFinality;

	// Finality of the committee.
	if (oneFinality) {
		const hasCommitteeFinality = (update: LightClientUpdate) =>
			update.finalizedHeader !== null &&
			period(update.finalizedHeader.slot) ===
				period(update.attestedHeader.slot);
		const oneCommittee = hasCommitteeFinality(one);
		if (oneCommittee !== hasCommitteeFinality(other)) return oneCommittee;
	}

	// More signers, then older data, then the earlier signature.
	if (oneSigners !== otherSigners) return oneSigners > otherSigners;
	if (one.attestedHeader.slot !== other.attestedHeader.slot)
		return one.attestedHeader.slot < other.attestedHeader.slot;
	return one.signatureSlot < other.signatureSlot;
};
