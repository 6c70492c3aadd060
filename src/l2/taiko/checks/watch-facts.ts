// What L1 shows of a Taiko rollup: how many proposals came and how many are finalized and when, the oldest forced inclusion, pauses,
// and whom its contracts obey.
// Source: taikoxyz/taiko-mono@b9c5bb2a, packages/protocol/contracts: layer1/core/libs/LibForcedInclusion.sol, LibBlobs.sol (BlobSlice),
// layer1/core/iface/IForcedInclusionStore.sol, shared/common/EssentialContract.sol, and the *_Layout.sol beside each contract.

import type { Hex } from "../../../base/bytes.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import {
	bitsOf,
	mappingSlot,
	nextSlot,
	wordHex,
} from "../../../state/storage-layout.ts";
import type { KindUpgrader, ShownNumber } from "../../kind.ts";
import { addressIn, type Look } from "../../look.ts";
import { wordOf } from "../../pinned.ts";
import { noSigns, type Signs } from "../../signs.ts";
import { taikoMessage as say } from "./codes.ts";
import { coreIn } from "./config.ts";
import { taikoPinned } from "./pinned.ts";
import type { TaikoProfile } from "./profile.ts";
import type { TaikoCore } from "./values.ts";

export const taikoFactsWanted = ({
	contracts: { inbox, signalService, bridge },
	slots,
}: TaikoProfile): readonly WantedAccount[] => {
	const ofEach = [wordHex(slots.owner), wordHex(slots.paused)];
	return [
		{
			address: inbox.address,
			slots: [...ofEach, wordHex(slots.coreState), wordHex(slots.forcedEnds)],
		},
		{ address: signalService.address, slots: ofEach },
		{ address: bridge.address, slots: ofEach },
	];
};

/** A word of a contract; null where that is not the known one: then no place in it means what it should. */
const wordIn = (
	profile: TaikoProfile,
	look: Look,
	address: Hex,
	key: Hex | number,
): bigint | null =>
	wordOf(
		look,
		taikoPinned(profile),
		address,
		typeof key === "number" ? wordHex(key) : key,
	);

/** Null also where nothing was ever proposed: a zero stands at every wrong place. */
const coreAt = (profile: TaikoProfile, look: Look): TaikoCore | null => {
	const { contracts, slots } = profile;
	const word = wordIn(profile, look, contracts.inbox.address, slots.coreState);
	return word === null ? null : coreIn(word);
};

/** Where the inbox keeps when a forced inclusion came: the third word of it, above the 24 bits of an offset. */
export const forcedTimeSlot = ({ slots }: TaikoProfile, index: number): Hex =>
	nextSlot(mappingSlot(wordHex(index), slots.forcedQueue), 2);

type Queue = { readonly length: number; readonly taken: number };

const queueAt = (profile: TaikoProfile, look: Look): Queue | null => {
	const { contracts, slots } = profile;
	const word = wordIn(profile, look, contracts.inbox.address, slots.forcedEnds);
	if (word === null || word >> 96n !== 0n) return null;
	const taken = Number(bitsOf(word, 0, 48));
	const length = Number(bitsOf(word, 48, 48));
	return taken > length ? null : { length, taken };
};

const headSlot = (profile: TaikoProfile, look: Look): Hex | null => {
	const queue = queueAt(profile, look);
	return queue === null || queue.taken === queue.length
		? null
		: forcedTimeSlot(profile, queue.taken);
};

export const taikoMore = (
	profile: TaikoProfile,
	look: Look,
): readonly WantedAccount[] => {
	const head = headSlot(profile, look);
	return head === null
		? []
		: [{ address: profile.contracts.inbox.address, slots: [head] }];
};

/** The second byte of the word: 1 while it runs, 2 while somebody has stopped it. */
const isPausedIn = (word: bigint): boolean => bitsOf(word, 8, 8) === 2n;

/** One of them that is stopped is enough to say so; that none is needs all of them. */
const pausedAt = (profile: TaikoProfile, look: Look): boolean | null => {
	const words = Object.values(profile.contracts).map(({ address }) =>
		wordIn(profile, look, address, profile.slots.paused),
	);
	const known = words.filter((word) => word !== null);
	if (known.some(isPausedIn)) return true;
	return known.length === words.length ? false : null;
};

export const taikoSigns = (profile: TaikoProfile, look: Look): Signs => {
	const core = coreAt(profile, look);
	const queue = queueAt(profile, look);
	const head = headSlot(profile, look);
	const word =
		head === null
			? null
			: wordIn(profile, look, profile.contracts.inbox.address, head);
	const enqueuedS = word === null ? null : Number(bitsOf(word, 24, 48)) || null;
	return {
		...noSigns,
		batchCount: core?.nextProposal ?? null,
		rootCount: core?.finalizedProposal ?? null,
		lastRootS: core?.finalizedAtS || null,
		queue: queue && {
			...queue,
			headEnqueuedS: enqueuedS,
			// from then on no proposal is taken without it
			headDeadlineS:
				enqueuedS === null ? null : enqueuedS + profile.forcedInclusionDelayS,
		},
		paused: pausedAt(profile, look),
	};
};

/** For people: how far proofs are behind proposals, and when the newest proposal came by L1's blocks. */
export const taikoShown = (
	profile: TaikoProfile,
	look: Look,
): readonly ShownNumber[] => {
	const core = coreAt(profile, look);
	const shown = (says: string, number: number | null): ShownNumber => ({
		says,
		value: number === null ? null : String(number),
	});
	return [
		shown("L1 block of the newest proposal", core?.proposedAtBlock ?? null),
		shown(
			"proposals that wait for their proofs",
			core && core.nextProposal - core.finalizedProposal - 1,
		),
	];
};

/** Whom each contract obeys, those with the same owner together. No delay of an owner is proved. */
export const taikoUpgraders = (
	profile: TaikoProfile,
	look: Look,
): readonly KindUpgrader[] => {
	const names = new Map<Hex | null, string[]>();
	for (const [name, { address }] of Object.entries(profile.contracts)) {
		const word = wordIn(profile, look, address, profile.slots.owner);
		if (word === null) continue;
		const owner = addressIn(word);
		names.set(owner, [...(names.get(owner) ?? []), name]);
	}
	return [...names].map(([owner, contracts]) => ({
		contracts,
		delayS: null,
		says:
			owner === null
				? say("taiko.upgrader.unread", { names: contracts.join(", ") })
				: say(
						owner === profile.controller
							? "taiko.upgrader.controller"
							: "taiko.upgrader.other",
						{ names: contracts.join(", "), owner },
					),
	}));
};
