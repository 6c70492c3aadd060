// What L1 shows of a ZKsync chain: how far its batches are and when they were committed, its queue, whether it is frozen, settles
// elsewhere, or obeys others. Source of the layouts: https://github.com/matter-labs/era-contracts at 5e7d0b40, ZKChainStorage.sol,
// PriorityTree.sol, ValidatorTimelock.sol, LibMap.sol.

import type { Hex } from "../../../base/bytes.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import {
	bitsOf,
	boolOf,
	lowAddress,
	mappingSlot,
	wordHex,
} from "../../../state/storage-layout.ts";
import { type ContractAlert, note } from "../../contract-alert.ts";
import type { ShownNumber } from "../../kind.ts";
import { type Look, numberIn, timeIn } from "../../look.ts";
import { wordOf } from "../../pinned.ts";
import { noSigns, type Signs } from "../../signs.ts";
import { zksyncMessage as say } from "./codes.ts";
import { diamondSlots, facetSetIn, isFrozenIn } from "./diamond.ts";
import { zksyncPinned } from "./pinned.ts";
import type { ZksyncProfile } from "./profile.ts";

/** The timelock keeps eight times in a word. */
const timesInWord = 8;

const committedPlace = (
	{ diamond, slots }: ZksyncProfile,
	batchNumber: number,
): Hex =>
	mappingSlot(
		wordHex(Math.floor(batchNumber / timesInWord)),
		mappingSlot(wordHex(diamond.address), slots.committedAt),
	);

const validatorPlace = ({ contracts, slots }: ZksyncProfile): Hex =>
	mappingSlot(wordHex(contracts.validatorTimelock.address), slots.validators);

export const zksyncFactsWanted = (
	profile: ZksyncProfile,
): readonly WantedAccount[] => {
	const { diamond, contracts, slots } = profile;
	return [
		{
			address: diamond.address,
			slots: [
				...diamondSlots(profile),
				validatorPlace(profile),
				...[
					slots.batchesExecuted,
					slots.batchesVerified,
					slots.batchesCommitted,
					slots.settlementLayer,
					slots.zksyncOs,
					slots.admin,
					slots.chainTypeManager,
					slots.queueStart,
					slots.queueTaken,
					slots.queueLength,
				].map(wordHex),
			],
		},
		{
			address: contracts.validatorTimelock.address,
			slots: [wordHex(slots.executionDelay)],
		},
	];
};

/** What the diamond says, of a place that is known: null unless its facets are of a set of the profile's. */
const reader = (profile: ZksyncProfile, look: Look) => {
	const { diamond, contracts } = profile;
	const all = zksyncPinned(profile);
	const raw = (key: Hex): bigint | null =>
		wordOf(look, all, diamond.address, key);
	const isKnown = facetSetIn(profile, raw) !== null;
	const own = (key: Hex): bigint | null => (isKnown ? raw(key) : null);
	return {
		raw,
		isKnown,
		own,
		number: (slot: number): number | null => numberIn(own(wordHex(slot))),
		timelock: (key: Hex): bigint | null =>
			wordOf(look, all, contracts.validatorTimelock.address, key),
	};
};

/** Does the chain settle here, by facets that are known, on EraVM? Its numbers say nothing otherwise. */
const isHere = (profile: ZksyncProfile, look: Look): boolean => {
	const { own } = reader(profile, look);
	const os = own(wordHex(profile.slots.zksyncOs));
	return (
		own(wordHex(profile.slots.settlementLayer)) === 0n &&
		os !== null &&
		!boolOf(os)
	);
};

/** The batches whose time of commitment is looked up: the last that was committed, and the last that was executed. */
const timed = (profile: ZksyncProfile, look: Look): readonly number[] => {
	const { number } = reader(profile, look);
	const { batchesCommitted, batchesExecuted } = profile.slots;
	return [number(batchesCommitted), number(batchesExecuted)].flatMap((one) =>
		one === null || one === 0 ? [] : [one],
	);
};

export const zksyncMore = (
	profile: ZksyncProfile,
	look: Look,
): readonly WantedAccount[] => {
	const places = timed(profile, look).map((one) =>
		committedPlace(profile, one),
	);
	const { address } = profile.contracts.validatorTimelock;
	return places.length === 0 ? [] : [{ address, slots: [...new Set(places)] }];
};

/**
 * When the batch was committed, by L1's clock; null where that is not known: where the chain does not commit through the timelock,
 * its storage says nothing of it.
 */
const committedAtS = (
	profile: ZksyncProfile,
	look: Look,
	batchNumber: number | null,
): number | null => {
	if (batchNumber === null || batchNumber === 0) return null;
	const { own, timelock } = reader(profile, look);
	const isValidator = own(validatorPlace(profile));
	if (isValidator === null || !boolOf(isValidator)) return null;
	const word = timelock(committedPlace(profile, batchNumber));
	return word === null
		? null
		: timeIn(bitsOf(word, 32 * (batchNumber % timesInWord), 32));
};

export const zksyncSigns = (profile: ZksyncProfile, look: Look): Signs => {
	const { own, number } = reader(profile, look);
	if (!isHere(profile, look)) return noSigns;
	const { slots } = profile;
	const committed = number(slots.batchesCommitted);
	const executed = number(slots.batchesExecuted);
	const start = number(slots.queueStart);
	const length = number(slots.queueLength);
	const taken = number(slots.queueTaken);
	return {
		...noSigns,
		batchCount: committed,
		rootCount: executed,
		lastBatchS: committedAtS(profile, look, committed),
		// L1 keeps no time of an execution: the time at which what was executed last had been committed
		lastRootS: committedAtS(profile, look, executed),
		queue:
			start === null || length === null || taken === null
				? null
				: {
						length: start + length,
						taken: start + taken,
						headEnqueuedS: null,
						headDeadlineS: null,
					},
		paused: isFrozenIn(profile, own),
	};
};

/**
 * The delay before an execution. Told only where the timelock also has a time for the last batch that was committed: a word of a
 * timelock that the chain does not use would read as no delay.
 */
export const zksyncShown = (
	profile: ZksyncProfile,
	look: Look,
): readonly ShownNumber[] => {
	const { number, timelock } = reader(profile, look);
	const { batchesCommitted, executionDelay } = profile.slots;
	const isUsed = committedAtS(profile, look, number(batchesCommitted)) !== null;
	const word = isUsed ? timelock(wordHex(executionDelay)) : null;
	return [
		{
			says: "seconds from commitment to execution",
			value: word === null ? null : bitsOf(word, 0, 32).toString(),
		},
	];
};

export const zksyncAlerts = (
	profile: ZksyncProfile,
	look: Look,
): readonly ContractAlert[] => {
	const { raw, isKnown, own } = reader(profile, look);
	const { diamond, contracts, slots, governance } = profile;
	if (diamondSlots(profile).some((key) => raw(key) === null)) return [];
	const { address } = diamond;
	if (!isKnown) return [note("upgraded", say("zksync.alert.facets"), address)];
	const isNot = (slot: number, expected: Hex): Hex | null => {
		const word = own(wordHex(slot));
		if (word === null) return null;
		const now = lowAddress(word);
		return now === expected ? null : now;
	};
	const isSet = (key: Hex): boolean | null => {
		const word = own(key);
		return word === null ? null : boolOf(word);
	};
	const admin = isNot(slots.admin, governance.admin);
	const manager = isNot(slots.chainTypeManager, governance.chainTypeManager);
	const settles = own(wordHex(slots.settlementLayer));
	return [
		...(settles === null || settles === 0n
			? []
			: [note("upgraded", say("zksync.alert.elsewhere"), address)]),
		...(isSet(wordHex(slots.zksyncOs)) === true
			? [note("upgraded", say("zksync.alert.zksync-os"), address)]
			: []),
		...(admin === null
			? []
			: [note("upgraded", say("zksync.alert.admin", { now: admin }), address)]),
		...(manager === null
			? []
			: [
					note(
						"upgraded",
						say("zksync.alert.manager", { now: manager }),
						address,
					),
				]),
		...(isSet(validatorPlace(profile)) === false
			? [
					note(
						"upgraded",
						say("zksync.alert.timelock"),
						contracts.validatorTimelock.address,
					),
				]
			: []),
	];
};
