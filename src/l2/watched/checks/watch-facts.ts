// What L1 shows of a chain that is only watched: the numbers at the places that its profile names, of contracts that run the
// code it pins. Facts of L1, and none about the chain's own state.

import type { Hex } from "../../../base/bytes.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { bitsOf } from "../../../state/storage-layout.ts";
import type { ShownNumber } from "../../kind.ts";
import { type Look, numberIn, timeIn } from "../../look.ts";
import { wordOf } from "../../pinned.ts";
import { noSigns, type Signs } from "../../signs.ts";
import { watchedPinned } from "./pinned.ts";
import type { WatchedProfile } from "./profile.ts";

type Place = WatchedProfile["places"][number];

const addressOf = ({ contracts }: WatchedProfile, place: Place): Hex | null =>
	contracts.find(({ name }) => name === place.contract)?.address ?? null;

export const watchedWanted = (
	profile: WatchedProfile,
): readonly WantedAccount[] => [
	...profile.places.flatMap((place) => {
		const address = addressOf(profile, place);
		return address === null ? [] : [{ address, slots: [place.slot] }];
	}),
	...(profile.batcher === undefined
		? []
		: [{ address: profile.batcher, slots: [] }]),
];

const valueAt = (
	profile: WatchedProfile,
	look: Look,
	place: Place,
): bigint | null => {
	const address = addressOf(profile, place);
	if (address === null) return null;
	const word = wordOf(look, watchedPinned(profile), address, place.slot);
	const { bits } = place;
	return word === null || bits === undefined
		? word
		: bitsOf(word, bits.from, bits.count);
};

export const watchedShown = (
	profile: WatchedProfile,
	look: Look,
): readonly ShownNumber[] =>
	profile.places.map((place) => ({
		says: place.says,
		value: valueAt(profile, look, place)?.toString() ?? null,
	}));

/**
 * A count out of a place that the profile names; null for a zero: that stands at every wrong place as well, and where it is true
 * nothing has come yet whose silence could be judged.
 */
const countIn = (word: bigint | null): number | null => numberIn(word) || null;

/** Entries that ever came and those taken; null where the two places cannot both be right, or none ever came. */
const queueIn = (
	length: number | null,
	taken: number | null,
): Signs["queue"] =>
	length === null || taken === null || taken > length
		? null
		: { length, taken, headEnqueuedS: null, headDeadlineS: null };

export const watchedSigns = (profile: WatchedProfile, look: Look): Signs => {
	const at = (is: Place["is"]): bigint | null => {
		const place = profile.places.find((one) => one.is === is);
		return place === undefined ? null : valueAt(profile, look, place);
	};
	const length = countIn(at("queueLength"));
	const taken = numberIn(at("queueTaken"));
	const paused = at("paused");
	const { batcher } = profile;
	const sender = batcher === undefined ? null : look.account(batcher);
	return {
		...noSigns,
		batcher: batcher ?? null,
		// One that never sent anything is not known to be the batcher.
		batcherNonce: sender?.nonce || null,
		batchCount: countIn(at("batchCount")),
		rootCount: countIn(at("rootCount")),
		lastBatchS: timeIn(at("lastBatchS")),
		lastRootS: timeIn(at("lastRootS")),
		queue: queueIn(length, taken),
		paused: paused === null ? null : paused !== 0n,
	};
};
