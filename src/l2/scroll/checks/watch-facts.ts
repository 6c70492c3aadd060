// What L1 shows of a Scroll rollup: how far it is committed and finalized and when, the head of its queue, pause and enforced
// mode. Source of the layouts: @scroll-tech/contracts 4.0.0, ScrollChain.sol, L1MessageQueueV2.sol, SystemConfig.sol.

import type { Hex } from "../../../base/bytes.ts";
import type { Wanted } from "../../../state/capture.ts";
import { wordHex } from "../../../state/slot.ts";
import { bitsOf, type Look, numberIn, timeIn } from "../../look.ts";
import { wordOf } from "../../pinned.ts";
import type { Signs } from "../../signs.ts";
import { numberedSlot } from "./config.ts";
import { scrollPinned } from "./pinned.ts";
import type { ScrollProfile } from "./profile.ts";

const place = (slot: number): Hex => wordHex(BigInt(slot));

export const scrollFactsWanted = ({
	contracts,
	slots,
}: ScrollProfile): readonly Wanted[] => [
	{
		address: contracts.scrollChain.address,
		slots: [place(slots.paused), place(slots.miscData)],
	},
	{
		address: contracts.messageQueue.address,
		slots: [place(slots.nextMessage), place(slots.nextUnfinalizedMessage)],
	},
	{
		address: contracts.systemConfig.address,
		slots: [place(slots.enforcedBatch)],
	},
];

const reader = (profile: ScrollProfile, look: Look) => {
	const { scrollChain, messageQueue, systemConfig } = profile.contracts;
	const all = scrollPinned(profile);
	return {
		chain: (slot: number) =>
			wordOf(look, all, scrollChain.address, place(slot)),
		queue: (key: Hex) => wordOf(look, all, messageQueue.address, key),
		config: (slot: number) =>
			wordOf(look, all, systemConfig.address, place(slot)),
	};
};

const ends = (profile: ScrollProfile, look: Look) => {
	const { slots } = profile;
	const { queue } = reader(profile, look);
	const length = numberIn(queue(place(slots.nextMessage)));
	const taken = numberIn(queue(place(slots.nextUnfinalizedMessage)));
	const head =
		length === null || taken === null || taken >= length
			? null
			: numberedSlot(slots.messageRollingHashes, taken);
	return { length, taken, head };
};

export const scrollMore = (
	profile: ScrollProfile,
	look: Look,
): readonly Wanted[] => {
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
	const misc = chain(slots.miscData);
	const paused = chain(slots.paused);
	const delays = config(slots.enforcedBatch);
	const { length, taken, head } = ends(profile, look);
	const part = (from: number, bits: number): bigint | null =>
		misc === null ? null : bitsOf(misc, from, bits);
	const delay = (from: number): number | null =>
		delays === null ? null : Number(bitsOf(delays, from, 24));
	const after = (time: number | null, wait: number | null): number | null =>
		time === null || wait === null ? null : time + wait;

	const waiting = head === null ? null : queue(head);
	// rolling hash of 28 bytes, then when it came
	const headEnqueuedS =
		waiting === null ? null : timeIn(waiting & 0xffff_ffffn);
	const finalizedS = timeIn(part(128, 32));
	const headDeadlineS = after(headEnqueuedS, delay(24));
	const isEnforced = part(161, 1);
	return {
		batcher: null,
		batcherNonce: null,
		batchCount: numberIn(part(0, 64)),
		rootCount: numberIn(part(64, 64)),
		lastBatchS: null,
		lastRootS: finalizedS,
		queue:
			length === null || taken === null
				? null
				: { length, taken, headEnqueuedS, headDeadlineS },
		frozen: null,
		frozenSinceS: null,
		enforced: isEnforced === null ? null : isEnforced === 1n,
		enforcedOpensS: least(after(finalizedS, delay(0)), headDeadlineS),
		paused: paused === null ? null : bitsOf(paused, 0, 8) !== 0n,
	};
};
