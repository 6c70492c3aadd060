// What the providers said of a checkpoint, as the screens and the command line put it: also where they do not agree.

import type { Poll, Vote } from "../l1/checkpoint.ts";
import type { L1Network } from "../l1/network.ts";
import { presetOf, timeAtSlot } from "../l1/spec.ts";
import { faultMessage } from "../protocol/fault-message.ts";
import type { Message } from "../protocol/message.ts";
import type { CheckpointView } from "../protocol/views.ts";
import { voteCode } from "./vote-codes.ts";

/** What one provider says that did not agree. */
export const voteMessage = ({
	root,
	why,
	finalEpoch,
	fault,
}: Vote): Message => {
	if (root !== null) return voteCode("vote.other", { root });
	if (fault !== null)
		return voteCode("vote.no-answer", { what: faultMessage(fault.code) });
	const hasFinal = finalEpoch !== null && finalEpoch !== 0;
	if (why === "not-final")
		return hasFinal
			? voteCode("vote.not-final", { epoch: finalEpoch })
			: voteCode("vote.not-final.nothing");
	if (why === "not-asked")
		return hasFinal
			? voteCode("vote.newest", { epoch: finalEpoch })
			: voteCode("vote.newest.nothing");
	return why === "differs"
		? voteCode("vote.differs")
		: voteCode("vote.no-block");
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
			says: voteMessage(vote),
		})),
		shared: shared === "" ? null : shared.slice(0, 400),
	};
};
