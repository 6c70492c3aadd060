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
import { wordOf } from "../../pinned.ts";
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

const gameSlots = (profile: OpProfile, look: Look): readonly Hex[] => {
	const { contracts, slots } = profile;
	const factory = contracts.disputeGameFactory.address;
	const length = numberIn(
		wordOf(look, opPinned(profile), factory, wordHex(slots.gameList)),
	);
	const count = Math.min(length ?? 0, gamesRead);
	return Array.from({ length: count }, (_, i) =>
		listSlot(slots.gameList, (length ?? 0) - 1 - i),
	);
};

type Game = { readonly game: Hex; readonly createdAtS: number };

/** The newest game of the profile's type among those read. */
const newestGame = (profile: OpProfile, look: Look): Game | null => {
	const factory = profile.contracts.disputeGameFactory.address;
	for (const slot of gameSlots(profile, look)) {
		const word = look.word(factory, slot);
		// one that was not read may be a newer one
		if (word === null) return null;
		const { type, createdAtS, game } = unpackGameId(word);
		if (type === profile.game.type) return { game, createdAtS };
	}
	return null;
};

const blacklistSlot = ({ slots }: OpProfile, game: Hex): Hex =>
	mappingSlot(wordHex(game), slots.blacklist);

/** What follows from a look: the batcher's account, the newest games, and whether the newest is blacklisted. */
export const opMore = (
	profile: OpProfile,
	look: Look,
): readonly WantedAccount[] => {
	const { contracts } = profile;
	const batcher = batcherIn(profile, look);
	const games = gameSlots(profile, look);
	const newest = newestGame(profile, look);
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

export const opSigns = (profile: OpProfile, look: Look): Signs => {
	const { exit } = profile;
	const batcher = batcherIn(profile, look);
	const account = batcher === null ? null : look.account(batcher);
	const newest = newestGame(profile, look);
	const paused =
		exit === undefined
			? null
			: wordOf(
					look,
					opPinned(profile),
					exit.contracts.superchainConfig.address,
					exit.slots.paused,
				);
	return {
		batcher,
		batcherNonce: account?.nonce ?? null,
		batchCount: null,
		// Games of other types and of liars are in the list's length as well: only the date of one that counts is a sign.
		rootCount: null,
		lastBatchS: null,
		lastRootS: newest === null ? null : timeIn(BigInt(newest.createdAtS)),
		// Deposits are no queue in storage: they are logs, and derivation takes them by itself.
		queue: null,
		frozen: null,
		frozenSinceS: null,
		enforced: null,
		enforcedOpensS: null,
		paused: paused === null ? null : bitsOf(paused, 0, 8) !== 0n,
	};
};

/** What the guardian did about games. */
export const opContractAlerts = (
	profile: OpProfile,
	look: Look,
): readonly ContractAlert[] => {
	const { contracts, slots, game } = profile;
	const portal = contracts.optimismPortal.address;
	const at = (key: Hex) => wordOf(look, opPinned(profile), portal, key);
	const respected = at(wordHex(slots.respectedType));
	const newest = newestGame(profile, look);
	const black =
		newest === null ? null : at(blacklistSlot(profile, newest.game));
	const contractAlerts: ContractAlert[] = [];
	if (respected !== null) {
		const type = Number(bitsOf(respected, 0, 32));
		const sinceS = numberIn(bitsOf(respected, 32, 64));
		if (type !== game.type)
			contractAlerts.push(
				note(
					"other-game",
					opMessage("op.notice.other-game", { now: type, known: game.type }),
					portal,
				),
			);
		else if (newest !== null && sinceS !== null && newest.createdAtS < sinceS)
			contractAlerts.push(
				note(
					"games-retired",
					opMessage("op.notice.games-retired"),
					portal,
					sinceS,
				),
			);
	}
	if (newest !== null && black !== null && black !== 0n)
		contractAlerts.push(
			note(
				"game-blacklisted",
				opMessage("op.notice.game-blacklisted"),
				newest.game,
			),
		);
	return contractAlerts;
};
