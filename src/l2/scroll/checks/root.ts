// The newest state root that a Scroll rollup's contracts finalized, with its batch and its withdraw root. Rule scroll-root.
// L1 finalizes only after it asked the verifier, so the root is accepted; where that is a development one, validity says so.
// Source: @scroll-tech/contracts 4.0.0, ScrollChain.sol, _finalizeBundlePostEuclidV2.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { checkNear, provedOnL1, weakestOf } from "../../proved.ts";
import { numberedSlot } from "./config.ts";
import type { ScrollProfile } from "./profile.ts";
import { enqueuedAtS } from "./queue.ts";
import type { ScrollConfig, ScrollRoot } from "./values.ts";

/** Where ScrollChain keeps what it knows of a finalized batch: batch hash, state root, withdraw root. */
export const batchSlots = (
	{ slots }: ScrollProfile,
	batchIndex: number,
): readonly Hex[] =>
	[slots.committedBatches, slots.finalizedStateRoots, slots.withdrawRoots].map(
		(slot) => numberedSlot(slot, batchIndex),
	);

/** What has to be proved on L1 for `concludeScrollRoot`, in the order it takes it. */
export const scrollRootWanted = (
	profile: ScrollProfile,
	{
		lastFinalizedBatch,
		nextUnfinalizedMessage,
	}: Pick<ScrollConfig, "lastFinalizedBatch" | "nextUnfinalizedMessage">,
): readonly WantedAccount[] => {
	const { contracts, slots } = profile;
	return [
		{
			address: contracts.scrollChain.address,
			slots: batchSlots(profile, lastFinalizedBatch),
		},
		{
			address: contracts.messageQueue.address,
			slots: [numberedSlot(slots.messageRollingHashes, nextUnfinalizedMessage)],
		},
	];
};

/**
 * The root of the newest finalized batch.
 * @param premises config, then the slots of `scrollRootWanted`. Those of the batch never change once it is finalized, and
 * are of one block: a state root there shows that the batch was finalized by then, so its hash is the final one too.
 * @throws not-anchored when the batch was not finalized yet where its slots are proved; evidence-step when the premises are
 * not those wanted, of another chain, or proved more than 15 minutes apart
 */
export const concludeScrollRoot = (
	premises: readonly AnyVerified[],
): Verified<ScrollRoot> => {
	const [first, ...rest] = premises;
	const { value: config } = premiseBy<ScrollConfig>(first, "scroll-config");
	const { profile, at } = config;
	const wanted = scrollRootWanted(profile, config);
	const slots = provedOnL1(rest, wanted, profile, "scroll-root");
	const seen = [at, ...slots.map((slot) => slot.at)];
	checkNear(seen.map(({ grade }) => grade.asOfS));
	const [hash, root, withdraw, waiting] = slots;
	if (!hash || !root || !withdraw || !waiting)
		throw new Fault("evidence-step", "a slot is missing");
	if (
		root.at.blockHash !== hash.at.blockHash ||
		root.at.blockHash !== withdraw.at.blockHash
	)
		throw new Fault("evidence-step", "the batch is proved at several blocks");
	if (root.word === 0n || hash.word === 0n)
		throw new Fault(
			"not-anchored",
			`batch ${config.lastFinalizedBatch} is not finalized at block ${root.at.blockNumber}`,
		);
	const messagesWaiting = config.nextMessage - config.nextUnfinalizedMessage;
	const waitingSinceS = enqueuedAtS(waiting.word);
	const value: ScrollRoot = {
		profile,
		root: wordHex(root.word),
		withdrawRoot: wordHex(withdraw.word),
		batchIndex: config.lastFinalizedBatch,
		batchHash: wordHex(hash.word),
		finalizedAtS: config.lastFinalizedAtS,
		finality: weakestOf(seen),
		who: "accepted",
		validity: profile.prover === "development" ? "development" : "l1-accepted",
		liveness: {
			paused: config.paused,
			enforcedMode: config.enforcedMode,
			lastCommittedBatch: config.lastCommittedBatch,
			lastFinalizedBatch: config.lastFinalizedBatch,
			lastFinalizedAtS: config.lastFinalizedAtS,
			enforcedModeDelayS: config.enforcedModeDelayS,
			messageQueueDelayS: config.messageQueueDelayS,
			messagesWaiting,
			waitingSinceS:
				messagesWaiting > 0 && waitingSinceS !== 0 ? waitingSinceS : null,
		},
	};
	return conclude("scroll-root", premises, value, null);
};
