// What L1 says, by proof, of a withdrawal from an OP rollup whose portal judges games: the portal's words on it, the game behind its
// proof, the pause. It reads and unpacks; what follows for the journey is said elsewhere.

import type { Hex } from "../../../base/bytes.ts";
import type { ExitL1 } from "../../../exit/module.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import * as s from "../../../state/storage-layout.ts";
import { isPinnedProxy } from "../../contracts.ts";
import type { Proxied } from "../../profile.ts";
import { gameUuid, unpackGameId } from "../checks/games.ts";
import { exitOf } from "../checks/payee.ts";
import type { OpProfile } from "../checks/profile.ts";
import {
	type FactsRead,
	type Marks,
	marksOf,
	messageStateOf,
	type OpFactsRequest,
	placeOf,
	readProgress,
	some,
} from "./facts-parts.ts";
import { gameOf, gameWanted } from "./portal-rules.ts";
import { type OpReading, readAt, timeOf } from "./reading.ts";
import type { OpFacts } from "./state.ts";

const isProxied = (
	reading: OpReading,
	{ slots }: OpProfile,
	contract: Proxied,
): boolean =>
	isPinnedProxy(
		{
			codeHash: reading.account(contract.address).codeHash,
			implementation: s.lowAddress(
				reading.word(contract.address, slots.implementation),
			),
			implementationCodeHash: reading.account(contract.implementation).codeHash,
		},
		contract,
	);

/** What `isProxied` needs of a contract. */
const codeWanted = (
	{ slots }: OpProfile,
	{ address, implementation }: Proxied,
): readonly WantedAccount[] => [
	{ address, slots: [slots.implementation] },
	{ address: implementation, slots: [] },
];

/** Where the contracts keep what is asked about; null where nothing is. */
type Places = Marks & {
	/** Of the game with the proposed root. */
	readonly uuid: Hex | null;
	readonly bond: Hex;
};

const placesOf = (profile: OpProfile, asked: OpFactsRequest): Places => {
	const { proposed } = asked;
	const exit = exitOf(profile);
	const { slots, game: played } = profile;
	const uuid =
		proposed === null
			? null
			: gameUuid(played.type, {
					rootClaim: proposed.root,
					l2BlockNumber: BigInt(proposed.l2BlockNumber),
				});
	return {
		...marksOf(profile, asked),
		uuid: placeOf(uuid, slots.games),
		bond: s.mappingSlot(s.wordHex(played.type), exit.slots.initBonds),
	};
};

/** The contracts that the facts are read of, with their addresses where slots of theirs are. */
const readOf = (profile: OpProfile) => {
	const exit = exitOf(profile);
	const { slots, game: played } = profile;
	const { optimismPortal, disputeGameFactory } = profile.contracts;
	const { superchainConfig, l1CrossDomainMessenger } = exit.contracts;
	return {
		exit,
		slots,
		played,
		optimismPortal,
		portal: optimismPortal.address,
		disputeGameFactory,
		factory: disputeGameFactory.address,
		superchainConfig,
		l1CrossDomainMessenger,
		messenger: l1CrossDomainMessenger.address,
	};
};

const factsWanted = (
	profile: OpProfile,
	{ account, message }: OpFactsRequest,
	{ finalized, submitters, relayed, failed, uuid, bond }: Places,
): readonly WantedAccount[] => {
	const { exit, slots, played, ...called } = readOf(profile);
	const { optimismPortal, portal, disputeGameFactory, factory } = called;
	const { superchainConfig, l1CrossDomainMessenger, messenger } = called;
	return [
		{ address: account, slots: [] },
		...codeWanted(profile, optimismPortal),
		{
			address: portal,
			slots: [s.wordHex(slots.respectedType), ...some(finalized, submitters)],
		},
		...codeWanted(profile, disputeGameFactory),
		{
			address: factory,
			slots: [s.wordHex(slots.gameList), bond, ...some(uuid)],
		},
		{ address: played.implementation, slots: [] },
		...codeWanted(profile, superchainConfig),
		{ address: superchainConfig.address, slots: [exit.slots.paused] },
		...(message === null
			? []
			: [
					...codeWanted(profile, l1CrossDomainMessenger),
					{ address: messenger, slots: some(relayed, failed) },
				]),
	];
};

/** The game that this account made of its root, and what of the bond on it came back. */
const readOwn = async (
	profile: OpProfile,
	l1: ExitL1,
	account: Hex,
	ownId: bigint,
	areGamesKnown: boolean,
): Promise<OpFacts["own"]> => {
	if (ownId === 0n) return null;
	/** Nothing at the place of a game of other code is no bond that came back. */
	const creditIn = (credit: bigint): string | null =>
		credit === 0n && !areGamesKnown ? null : credit.toString();
	const { game } = unpackGameId(ownId);
	const credit = s.mappingSlot(
		s.wordHex(account),
		exitOf(profile).slots.gameCredit,
	);
	const there = await readAt(
		l1,
		[...gameWanted(profile, game), { address: game, slots: [credit] }],
		"latest",
	);
	const found = gameOf(profile, there, game);
	return found?.made.creator === account
		? { game: found.facts, creditWei: creditIn(there.word(game, credit)) }
		: null;
};

/** What other code than the profile's keeps at a place is not what the profile says of it; a zero least of all. */
const respectIn = (
	respected: bigint,
	isKnown: boolean,
): Pick<OpFacts, "respectedType" | "respectedSinceS"> =>
	isKnown
		? {
				respectedType: Number(s.bitsOf(respected, 0, 32)),
				respectedSinceS: timeOf(respected, 32),
			}
		: { respectedType: null, respectedSinceS: 0 };

/**
 * All facts at the newest verified head; what follows one another is read one after the other, minutes apart at most.
 */
export const readPortalFacts = async (
	profile: OpProfile,
	l1: ExitL1,
	asked: OpFactsRequest,
): Promise<FactsRead> => {
	const { exit, slots, played, ...called } = readOf(profile);
	const { optimismPortal, portal, disputeGameFactory, factory } = called;
	const { superchainConfig, l1CrossDomainMessenger, messenger } = called;
	const { account } = asked;

	const places = placesOf(profile, asked);
	const { relayed, failed, uuid, bond } = places;
	const reading = await readAt(
		l1,
		factsWanted(profile, asked, places),
		"latest",
	);
	const word = (address: Hex, slot: Hex | null): bigint =>
		slot === null ? 0n : reading.word(address, slot);
	const respected = word(portal, s.wordHex(slots.respectedType));
	const isKnown = (contract: Proxied): boolean =>
		isProxied(reading, profile, contract);
	const respect = respectIn(respected, isKnown(optimismPortal));
	const paused = word(superchainConfig.address, exit.slots.paused);

	const progress = await readProgress(
		profile,
		l1,
		asked,
		reading,
		places,
		respect,
	);
	const areGamesKnown =
		reading.account(played.implementation).codeHash === played.codeHash;
	const own = await readOwn(
		profile,
		l1,
		account,
		word(factory, uuid),
		areGamesKnown,
	);
	const facts: OpFacts = {
		...progress.facts,
		isKnown:
			isKnown(optimismPortal) && isKnown(disputeGameFactory) && areGamesKnown,
		isPaused: isKnown(superchainConfig) ? s.boolOf(paused) : null,
		bondWei: word(factory, bond).toString(),
		message: messageStateOf(
			asked,
			word(messenger, relayed),
			word(messenger, failed),
			() => isKnown(l1CrossDomainMessenger),
		),
		own,
	};
	return { facts, lost: progress.lost };
};
