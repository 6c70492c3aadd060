// What L1 shows of an OP rollup: the batcher's account, the newest games, who paused. Source of the layouts: contracts-bedrock
// 0.17.3, SystemConfig.sol, DisputeGameFactory.sol, OptimismPortal2.sol, SuperchainConfig.sol.

import type { Hex } from "../../../base/bytes.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import {
	bitsOf,
	listSlot,
	mappingSlot,
	wordHex,
} from "../../../state/storage-layout.ts";
import { type ContractAlert, note } from "../../contract-alert.ts";
import { addressIn, type Look, numberIn, timeIn } from "../../look.ts";
import { type Pinned, wordOf } from "../../pinned.ts";
import type { Signs } from "../../signs.ts";
import { opMessage } from "./codes.ts";
import { unpackGameId } from "./games.ts";
import { opPinned } from "./pinned.ts";
import type { OpProfile } from "./profile.ts";

/** Anyone may make games, of any type: the newest few are looked through for one that counts. */
const gamesRead = 8;

export const opWanted = (profile: OpProfile): readonly WantedAccount[] => {
	const { contracts, slots, exit } = profile;
	const config = exit === undefined ? [] : [wordHex(exit.slots.batcherHash)];
	return [
		{ address: contracts.systemConfig.address, slots: config },
		{
			address: contracts.disputeGameFactory.address,
			slots: [wordHex(slots.gameList)],
		},
		{
			address: contracts.optimismPortal.address,
			slots: [wordHex(slots.respectedType)],
		},
		...(exit === undefined
			? []
			: [
					{
						address: exit.contracts.superchainConfig.address,
						slots: [exit.slots.paused],
					},
				]),
	];
};

/** The batcher, whose nonce counts what it sent; a word that is no address, as of another kind of batcher, gives null. */
const batcherIn = (profile: OpProfile, look: Look): Hex | null => {
	const { exit, contracts } = profile;
	if (exit === undefined) return null;
	const word = wordOf(
		look,
		opPinned(profile),
		contracts.systemConfig.address,
		wordHex(exit.slots.batcherHash),
	);
	return word === null || word >> 160n !== 0n ? null : addressIn(word);
};

/** A factory's list of games, and which of them count. */
export type GameList = {
	readonly pinned: readonly Pinned[];
	readonly factory: Hex;
	/** Place of the list. */
	readonly slot: number;
	readonly isPlayed: (type: number) => boolean;
};

export const newestSlots = (
	{ pinned, factory, slot }: GameList,
	look: Look,
): readonly Hex[] => {
	const length = numberIn(wordOf(look, pinned, factory, wordHex(slot)));
	const count = Math.min(length ?? 0, gamesRead);
	return Array.from({ length: count }, (_, i) =>
		listSlot(slot, (length ?? 0) - 1 - i),
	);
};

export type Game = { readonly game: Hex; readonly createdAtS: number };

/** The newest game that counts among those read. */
export const newestPlayed = (list: GameList, look: Look): Game | null => {
	for (const slot of newestSlots(list, look)) {
		const word = look.word(list.factory, slot);
		// one that was not read may be a newer one
		if (word === null) return null;
		const { type, createdAtS, game } = unpackGameId(word);
		if (list.isPlayed(type)) return { game, createdAtS };
	}
	return null;
};

const listOf = (profile: OpProfile): GameList => ({
	pinned: opPinned(profile),
	factory: profile.contracts.disputeGameFactory.address,
	slot: profile.slots.gameList,
	isPlayed: (type) => type === profile.game.type,
});

const blacklistSlot = ({ slots }: OpProfile, game: Hex): Hex =>
	mappingSlot(wordHex(game), slots.blacklist);

/** What follows from a look: the batcher's account, the newest games, and whether the newest is blacklisted. */
export const opMore = (
	profile: OpProfile,
	look: Look,
): readonly WantedAccount[] => {
	const { contracts } = profile;
	const batcher = batcherIn(profile, look);
	const games = newestSlots(listOf(profile), look);
	const newest = newestPlayed(listOf(profile), look);
	return [
		...(batcher === null ? [] : [{ address: batcher, slots: [] }]),
		...(games.length === 0
			? []
			: [{ address: contracts.disputeGameFactory.address, slots: games }]),
		...(newest === null
			? []
			: [
					{
						address: contracts.optimismPortal.address,
						slots: [blacklistSlot(profile, newest.game)],
					},
				]),
	];
};

/** What those say of how alive a rollup by dispute games is. */
export const opSignsOf = (seen: {
	readonly batcher: Hex | null;
	readonly batcherNonce: number | null;
	readonly newest: Game | null;
	readonly isPaused: boolean | null;
}): Signs => ({
	batcher: seen.batcher,
	batcherNonce: seen.batcherNonce,
	batchCount: null,
	// Games of other types and of liars are in the list's length as well: only the date of one that counts is a sign.
	rootCount: null,
	lastBatchS: null,
	lastRootS:
		seen.newest === null ? null : timeIn(BigInt(seen.newest.createdAtS)),
	// Deposits are no queue in storage: they are logs, and derivation takes them by itself.
	queue: null,
	frozen: null,
	frozenSinceS: null,
	enforced: null,
	enforcedOpensS: null,
	paused: seen.isPaused,
});

export const opSigns = (profile: OpProfile, look: Look): Signs => {
	const { exit } = profile;
	const batcher = batcherIn(profile, look);
	const account = batcher === null ? null : look.account(batcher);
	const newest = newestPlayed(listOf(profile), look);
	const paused =
		exit === undefined
			? null
			: wordOf(
					look,
					opPinned(profile),
					exit.contracts.superchainConfig.address,
					exit.slots.paused,
				);
	return opSignsOf({
		batcher,
		batcherNonce: account?.nonce ?? null,
		newest,
		isPaused: paused === null ? null : bitsOf(paused, 0, 8) !== 0n,
	});
};

/** What the guardian did about games. */
export const guardianAlerts = (seen: {
	/** Where that stands. */
	readonly judge: Hex;
	/** The type that is respected, and since when games have to be to count; null where it was not read. */
	readonly respected: {
		readonly type: number;
		readonly sinceS: number | null;
		readonly isKnown: boolean;
		readonly known: number;
	} | null;
	readonly newest: Game | null;
	readonly isBlacklisted: boolean;
}): readonly ContractAlert[] => {
	const { judge, respected, newest } = seen;
	const alerts: ContractAlert[] = [];
	if (respected !== null) {
		const { type, sinceS, isKnown, known } = respected;
		if (!isKnown)
			alerts.push(
				note(
					"other-game",
					opMessage("op.notice.other-game", { now: type, known }),
					judge,
				),
			);
		else if (newest !== null && sinceS !== null && newest.createdAtS < sinceS)
			alerts.push(
				note(
					"games-retired",
					opMessage("op.notice.games-retired"),
					judge,
					sinceS,
				),
			);
	}
	if (newest !== null && seen.isBlacklisted)
		alerts.push(
			note(
				"game-blacklisted",
				opMessage("op.notice.game-blacklisted"),
				newest.game,
			),
		);
	return alerts;
};

export const opContractAlerts = (
	profile: OpProfile,
	look: Look,
): readonly ContractAlert[] => {
	const { contracts, slots, game } = profile;
	const portal = contracts.optimismPortal.address;
	const at = (key: Hex) => wordOf(look, opPinned(profile), portal, key);
	const respected = at(wordHex(slots.respectedType));
	const newest = newestPlayed(listOf(profile), look);
	const black =
		newest === null ? null : at(blacklistSlot(profile, newest.game));
	const type = respected === null ? 0 : Number(bitsOf(respected, 0, 32));
	return guardianAlerts({
		judge: portal,
		respected:
			respected === null
				? null
				: {
						type,
						sinceS: numberIn(bitsOf(respected, 32, 64)),
						isKnown: type === game.type,
						known: game.type,
					},
		newest,
		isBlacklisted: black !== null && black !== 0n,
	});
};
