// What L1 shows of a Scroll rollup: how far it is committed and finalized and when, the head of its queue, pause and enforced
// mode. Source of the layouts: @scroll-tech/contracts 4.0.0, ScrollChain.sol, L1MessageQueueV2.sol, SystemConfig.sol.

import type { Hex } from "../../../base/bytes.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { boolOf, wordHex } from "../../../state/storage-layout.ts";
import { type Look, numberIn } from "../../look.ts";
import { wordOf } from "../../pinned.ts";
import type { Signs } from "../../signs.ts";
import { numberedSlot } from "./config.ts";
import { unpackEnforcedDelays, unpackMiscData } from "./layout.ts";
import { scrollPinned } from "./pinned.ts";
import type { ScrollProfile } from "./profile.ts";
import { enqueuedAtS } from "./queue.ts";

export const scrollFactsWanted = ({
	contracts,
	slots,
}: ScrollProfile): readonly WantedAccount[] => [
	{
		address: contracts.scrollChain.address,
		slots: [wordHex(slots.paused), wordHex(slots.miscData)],
	},
	{
		address: contracts.messageQueue.address,
		slots: [wordHex(slots.nextMessage), wordHex(slots.nextUnfinalizedMessage)],
	},
	{
		address: contracts.systemConfig.address,
		slots: [wordHex(slots.enforcedBatch)],
	},
];

const reader = (profile: ScrollProfile, look: Look) => {
	const { scrollChain, messageQueue, systemConfig } = profile.contracts;
	const all = scrollPinned(profile);
	return {
		chain: (slot: number) =>
			wordOf(look, all, scrollChain.address, wordHex(slot)),
		queue: (key: Hex) => wordOf(look, all, messageQueue.address, key),
		config: (slot: number) =>
			wordOf(look, all, systemConfig.address, wordHex(slot)),
	};
};

const ends = (profile: ScrollProfile, look: Look) => {
	const { slots } = profile;
	const { queue } = reader(profile, look);
	const length = numberIn(queue(wordHex(slots.nextMessage)));
	const taken = numberIn(queue(wordHex(slots.nextUnfinalizedMessage)));
	const head =
		length === null || taken === null || taken >= length
			? null
			: numberedSlot(slots.messageRollingHashes, taken);
	return { length, taken, head };
};

export const scrollMore = (
	profile: ScrollProfile,
	look: Look,
): readonly WantedAccount[] => {
	const { head } = ends(profile, look);
	const { address } = profile.contracts.messageQueue;
	return head === null ? [] : [{ address, slots: [head] }];
};

const least = (...times: readonly (number | null)[]): number | null => {
	const known = times.filter((time) => time !== null);
	return known.length === 0 ? null : Math.min(...known);
};

export const scrollSigns = (profile: ScrollProfile, look: Look): Signs => {
	const { slots } = profile;
	const { chain, queue, config } = reader(profile, look);
	const miscWord = chain(slots.miscData);
	const misc = miscWord === null ? null : unpackMiscData(miscWord);
	const paused = chain(slots.paused);
	const delayWord = config(slots.enforcedBatch);
	const delays = delayWord === null ? null : unpackEnforcedDelays(delayWord);
	const { length, taken, head } = ends(profile, look);
	const after = (time: number | null, wait: number | null): number | null =>
		time === null || wait === null ? null : time + wait;

	const waiting = head === null ? null : queue(head);
	const headEnqueuedS = waiting === null ? null : enqueuedAtS(waiting) || null;
	const finalizedS = misc?.lastFinalizedAtS || null;
	const headDeadlineS = after(headEnqueuedS, delays?.queueDelayS ?? null);
	return {
		batcher: null,
		batcherNonce: null,
		batchCount: numberIn(misc?.lastCommittedBatch ?? null),
		rootCount: numberIn(misc?.lastFinalizedBatch ?? null),
		lastBatchS: null,
		lastRootS: finalizedS,
		queue:
			length === null || taken === null
				? null
				: { length, taken, headEnqueuedS, headDeadlineS },
		frozen: null,
		frozenSinceS: null,
		enforced: misc?.enforcedMode ?? null,
		enforcedOpensS: least(
			after(finalizedS, delays?.modeDelayS ?? null),
			headDeadlineS,
		),
		paused: paused === null ? null : boolOf(paused),
	};
};
