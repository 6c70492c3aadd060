// What L1 shows of an Arbitrum chain: how many batches came, how many messages wait in the delayed inbox, which assertion was
// confirmed last and whether rivals follow it. Source of the layouts: OffchainLabs/nitro-contracts@67487333, test/storage.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { bitsOf, boolOf, wordHex } from "../../../state/storage-layout.ts";
import { type ContractAlert, note } from "../../contract-alert.ts";
import type { ShownNumber } from "../../kind.ts";
import { addressIn, type Look, numberIn } from "../../look.ts";
import { standingOf, wordOf } from "../../pinned.ts";
import { noSigns, type Signs } from "../../signs.ts";
import { type AssertionNode, unpackNode } from "./assertion.ts";
import { arbitrumMessage } from "./codes.ts";
import { arbitrumPinned } from "./pinned.ts";
import type { ArbitrumProfile } from "./profile.ts";
import { nodeSlot } from "./root.ts";

export const arbitrumFactsWanted = ({
	contracts,
	slots,
}: ArbitrumProfile): readonly WantedAccount[] => [
	{
		address: contracts.rollup.address,
		slots: [
			slots.userLogic,
			wordHex(slots.paused),
			wordHex(slots.latestConfirmed),
		],
	},
	{
		address: contracts.bridge.address,
		slots: [wordHex(slots.delayedMessages), wordHex(slots.batches)],
	},
	{
		address: contracts.sequencerInbox.address,
		slots: [wordHex(slots.delayedMessagesRead), wordHex(slots.delays)],
	},
];

/** Where the rollup's proxy sends the calls of users; null where it was not read. */
const userLogicIn = (
	{ contracts, slots }: ArbitrumProfile,
	look: Look,
): bigint | null => look.word(contracts.rollup.address, slots.userLogic);

/** A word of the rollup; null unless both logics behind its proxy are those of the profile. */
const rollupWord = (
	profile: ArbitrumProfile,
	look: Look,
	key: Hex,
): bigint | null => {
	const all = arbitrumPinned(profile);
	const user = all.find(({ address }) => address === profile.userLogic.address);
	const isUser =
		userLogicIn(profile, look) === BigInt(profile.userLogic.address) &&
		user !== undefined &&
		standingOf(look, user).is === "known";
	return isUser
		? wordOf(look, all, profile.contracts.rollup.address, key)
		: null;
};

const confirmedSlot = (profile: ArbitrumProfile, look: Look): Hex | null => {
	const word = rollupWord(
		profile,
		look,
		wordHex(profile.slots.latestConfirmed),
	);
	return word === null || word === 0n ? null : nodeSlot(profile, wordHex(word));
};

/** What L1 keeps of the assertion that was confirmed last; null where it was not read or is none. */
const confirmedIn = (
	profile: ArbitrumProfile,
	look: Look,
): AssertionNode | null => {
	const slot = confirmedSlot(profile, look);
	const word = slot === null ? null : rollupWord(profile, look, slot);
	if (word === null) return null;
	try {
		return unpackNode(word);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "evidence-step") return null;
		throw thrown;
	}
};

export const arbitrumMore = (
	profile: ArbitrumProfile,
	look: Look,
): readonly WantedAccount[] => {
	const slot = confirmedSlot(profile, look);
	return slot === null
		? []
		: [{ address: profile.contracts.rollup.address, slots: [slot] }];
};

/** A zero stands at every wrong place as well: where it is true there is nothing to judge yet. */
const countIn = (word: bigint | null): number | null => numberIn(word) || null;

export const arbitrumSigns = (profile: ArbitrumProfile, look: Look): Signs => {
	const { contracts, slots } = profile;
	const all = arbitrumPinned(profile);
	const at = (address: Hex, slot: number): bigint | null =>
		wordOf(look, all, address, wordHex(slot));
	const length = countIn(at(contracts.bridge.address, slots.delayedMessages));
	const taken = numberIn(
		at(contracts.sequencerInbox.address, slots.delayedMessagesRead),
	);
	const paused = rollupWord(profile, look, wordHex(slots.paused));
	return {
		...noSigns,
		batchCount: countIn(at(contracts.bridge.address, slots.batches)),
		// L1 counts no assertions. The block in which the one that was confirmed last was made grows with each.
		rootCount: confirmedIn(profile, look)?.createdAtBlock || null,
		// L1 keeps a hash of each delayed message: when the oldest that waits came is only in its log.
		queue:
			length === null || taken === null || taken > length
				? null
				: { length, taken, headEnqueuedS: null, headDeadlineS: null },
		paused: paused === null ? null : boolOf(paused),
	};
};

/**
 * For people: when anybody may force a message in, at the latest, and how new the newest confirmed assertion is. The delay buffer
 * of the sequencer inbox can only shorten the first (SequencerInbox.sol, delayBufferableBlocks).
 */
export const arbitrumShown = (
	profile: ArbitrumProfile,
	look: Look,
): readonly ShownNumber[] => {
	const { contracts, slots } = profile;
	const delays = wordOf(
		look,
		arbitrumPinned(profile),
		contracts.sequencerInbox.address,
		wordHex(slots.delays),
	);
	const shown = (says: string, count: number | null): ShownNumber => ({
		says,
		value: count === null ? null : String(count),
	});
	return [
		shown(
			"most L1 blocks before a message can be forced in",
			delays === null ? null : countIn(bitsOf(delays, 0, 64)),
		),
		shown(
			"L1 block of the newest confirmed assertion",
			confirmedIn(profile, look)?.createdAtBlock || null,
		),
	];
};

/** That the logic for users is another one, and that rivals follow the assertion that was confirmed last. */
export const arbitrumContractAlerts = (
	profile: ArbitrumProfile,
	look: Look,
): readonly ContractAlert[] => {
	const { address } = profile.contracts.rollup;
	const logic = userLogicIn(profile, look);
	const confirmed = confirmedIn(profile, look);
	return [
		...(logic === null || addressIn(logic) === profile.userLogic.address
			? []
			: [
					note(
						"upgraded",
						arbitrumMessage("arbitrum.notice.user-logic"),
						address,
					),
				]),
		...(confirmed === null || confirmed.secondChildBlock === 0
			? []
			: [
					note(
						"rival-roots",
						arbitrumMessage("arbitrum.notice.rivals"),
						address,
					),
				]),
	];
};
