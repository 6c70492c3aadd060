// What the providers said of a checkpoint, as the screens and the command line put it: also where they do not agree.

import { faults } from "../base/faults.ts";
import type { Poll, Vote } from "../l1/checkpoint.ts";
import type { L1Network } from "../l1/network.ts";
import { presetOf, timeAtSlot } from "../l1/spec.ts";
import type { CheckpointView } from "../protocol/views.ts";

/** What one provider says that did not agree: a part of a sentence that begins with its name. */
export const voteWords = ({ root, why, finalEpoch, fault }: Vote): string => {
	if (root !== null) return `says it is ${root}`;
	if (fault !== null) return `gives no answer: ${faults[fault.code].says}`;
	const newest =
		finalEpoch === null || finalEpoch === 0
			? "nothing is final there yet"
			: `its newest final epoch is ${finalEpoch}`;
	if (why === "not-final") return `has not finalized this epoch: ${newest}`;
	if (why === "not-asked") return newest;
	if (why === "differs") return "has endpoints that say different things";
	return "has no block of this epoch";
};

/** Its root is null when no majority agrees: then it cannot be accepted, and who said what is there all the same. */
export const checkpointViewOf = (
	network: L1Network,
	{ root, epoch, asked, needed, agree, dissent, shared }: Poll,
): CheckpointView => {
	const slot = epoch === null ? null : epoch * presetOf(network).slotsPerEpoch;
	// an epoch far beyond any true one has no time that could be written
	const isDated = slot !== null && Number.isSafeInteger(slot * 1000);
	return {
		root,
		epoch,
		slot: isDated ? slot : null,
		timeS: isDated ? timeAtSlot(network, slot) : null,
		asked,
		needed,
		agree,
		dissent: dissent.map((vote) => ({
			name: vote.provider,
			says: voteWords(vote).slice(0, 200),
		})),
		shared: shared === "" ? null : shared.slice(0, 400),
	};
};
