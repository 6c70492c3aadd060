// What L1 shows of the reference rollup: its counters, the head of its queue, whether it is frozen. Source of the layout:
// test/network/reference/README.md.

import type { Hex } from "../../../base/bytes.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import { type Look, numberIn, timeIn } from "../../look.ts";
import { pinnedByName, wordOf } from "../../pinned.ts";
import type { QueueSample, Signs } from "../../signs.ts";
import { counters, type ReferenceProfile } from "./profile.ts";

type Counter = (typeof counters)[number];

const slotOf = ({ slots }: ReferenceProfile, name: Counter): Hex =>
	wordHex(slots[name]);

export const referenceFactsWanted = (
	profile: ReferenceProfile,
): readonly WantedAccount[] => [
	{
		address: profile.contracts.rollup.address,
		slots: counters.map((name) => slotOf(profile, name)),
	},
];

const at = (profile: ReferenceProfile, look: Look, key: Hex): bigint | null =>
	wordOf(look, pinnedByName(profile), profile.contracts.rollup.address, key);

const counter = (
	profile: ReferenceProfile,
	look: Look,
	name: Counter,
): number | null => numberIn(at(profile, look, slotOf(profile, name)));

/** Where L1 keeps when the oldest waiting entry came; null when none waits or the profile does not know the place. */
const headSlot = (profile: ReferenceProfile, look: Look): Hex | null => {
	const { queueTime } = profile.slots;
	const length = counter(profile, look, "queueLength");
	const taken = counter(profile, look, "queueProven");
	return queueTime === undefined ||
		length === null ||
		taken === null ||
		taken >= length
		? null
		: mappingSlot(wordHex(taken), queueTime);
};

export const referenceMore = (
	profile: ReferenceProfile,
	look: Look,
): readonly WantedAccount[] => {
	const head = headSlot(profile, look);
	const { address } = profile.contracts.rollup;
	return head === null ? [] : [{ address, slots: [head] }];
};

const queueIn = (profile: ReferenceProfile, look: Look): QueueSample | null => {
	const length = counter(profile, look, "queueLength");
	const taken = counter(profile, look, "queueProven");
	if (length === null || taken === null) return null;
	const head = headSlot(profile, look);
	const headEnqueuedS = head === null ? null : timeIn(at(profile, look, head));
	return {
		length,
		taken,
		headEnqueuedS,
		// freeze() wants more than the deadline to have passed
		headDeadlineS:
			headEnqueuedS === null
				? null
				: Math.min(headEnqueuedS + profile.deadlineS, Number.MAX_SAFE_INTEGER),
	};
};

export const referenceSigns = (
	profile: ReferenceProfile,
	look: Look,
): Signs => {
	const frozenAtS = counter(profile, look, "frozenAt");
	return {
		batcher: null,
		batcherNonce: null,
		batchCount: counter(profile, look, "lastCommitted"),
		rootCount: counter(profile, look, "lastProven"),
		// The dates are inside hashed batches, not in storage.
		lastBatchS: null,
		lastRootS: null,
		queue: queueIn(profile, look),
		frozen: frozenAtS === null ? null : frozenAtS !== 0,
		frozenSinceS: frozenAtS === 0 ? null : frozenAtS,
		enforced: null,
		enforcedOpensS: null,
		paused: null,
	};
};
