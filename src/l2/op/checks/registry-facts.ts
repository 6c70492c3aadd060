// What L1 shows of an OP rollup whose games an AnchorStateRegistry judges: the batcher's account, the newest games, what the
// guardian did. As watch-facts.ts, by the layouts of op-contracts 6, 7 and 8.

import type { Hex } from "../../../base/bytes.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { bitsOf, wordHex } from "../../../state/storage-layout.ts";
import type { ContractAlert } from "../../contract-alert.ts";
import { addressIn, type Look, numberIn } from "../../look.ts";
import { wordOf } from "../../pinned.ts";
import type { Signs } from "../../signs.ts";
import { registryPinned } from "./pinned.ts";
import type { OpRegistryProfile } from "./registry-profile.ts";
import { blacklistedSlot } from "./registry-root.ts";
import {
	type GameList,
	guardianAlerts,
	newestPlayed,
	newestSlots,
	opSignsOf,
} from "./watch-facts.ts";

export const registryFactsWanted = (
	profile: OpRegistryProfile,
): readonly WantedAccount[] => {
	const { contracts, slots } = profile;
	return [
		{
			address: contracts.disputeGameFactory.address,
			slots: [wordHex(slots.gameList)],
		},
		{
			address: contracts.anchorStateRegistry.address,
			slots: [wordHex(slots.respectedType)],
		},
		{
			address: contracts.systemConfig.address,
			slots: [wordHex(slots.batcherHash)],
		},
	];
};

const wordIn = (
	profile: OpRegistryProfile,
	look: Look,
	address: Hex,
	key: Hex,
): bigint | null => wordOf(look, registryPinned(profile), address, key);

/** The batcher; a word that is no address, as of another kind of batcher, gives null. */
const batcherIn = (profile: OpRegistryProfile, look: Look): Hex | null => {
	const { contracts, slots } = profile;
	const { address } = contracts.systemConfig;
	const word = wordIn(profile, look, address, wordHex(slots.batcherHash));
	return word === null || word >> 160n !== 0n ? null : addressIn(word);
};

const respectedIn = (
	profile: OpRegistryProfile,
	look: Look,
): { readonly type: number; readonly retiredS: number | null } | null => {
	const { contracts, slots } = profile;
	const word = wordIn(
		profile,
		look,
		contracts.anchorStateRegistry.address,
		wordHex(slots.respectedType),
	);
	return word === null
		? null
		: {
				type: Number(bitsOf(word, 0, 32)),
				retiredS: numberIn(bitsOf(word, 32, 64)),
			};
};

const listOf = (profile: OpRegistryProfile, look: Look): GameList => {
	const respected = respectedIn(profile, look);
	return {
		pinned: registryPinned(profile),
		factory: profile.contracts.disputeGameFactory.address,
		slot: profile.slots.gameList,
		isPlayed: (type) => type === respected?.type,
	};
};

export const registryMore = (
	profile: OpRegistryProfile,
	look: Look,
): readonly WantedAccount[] => {
	const list = listOf(profile, look);
	const batcher = batcherIn(profile, look);
	const games = newestSlots(list, look);
	const newest = newestPlayed(list, look);
	return [
		...(batcher === null ? [] : [{ address: batcher, slots: [] }]),
		...(games.length === 0 ? [] : [{ address: list.factory, slots: games }]),
		...(newest === null
			? []
			: [
					{
						address: profile.contracts.anchorStateRegistry.address,
						slots: [blacklistedSlot(profile, newest.game)],
					},
				]),
	];
};

/** Whether it is paused is not read: that stands in a contract of many chains, by chain and for all. */
export const registrySigns = (
	profile: OpRegistryProfile,
	look: Look,
): Signs => {
	const batcher = batcherIn(profile, look);
	const account = batcher === null ? null : look.account(batcher);
	return opSignsOf({
		batcher,
		batcherNonce: account?.nonce ?? null,
		newest: newestPlayed(listOf(profile, look), look),
		isPaused: null,
	});
};

export const registryAlerts = (
	profile: OpRegistryProfile,
	look: Look,
): readonly ContractAlert[] => {
	const { contracts, games } = profile;
	const judge = contracts.anchorStateRegistry.address;
	const respected = respectedIn(profile, look);
	const newest = newestPlayed(listOf(profile, look), look);
	const black =
		newest === null
			? null
			: wordIn(profile, look, judge, blacklistedSlot(profile, newest.game));
	return guardianAlerts({
		judge,
		respected:
			respected === null
				? null
				: {
						type: respected.type,
						// those of that very second are retired too
						sinceS: respected.retiredS === null ? null : respected.retiredS + 1,
						isKnown: games.some(({ type }) => type === respected.type),
						known: games[0]?.type ?? 0,
					},
		newest,
		isBlacklisted: black !== null && black !== 0n,
	});
};
