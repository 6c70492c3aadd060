// What L1 says, by proof, of a withdrawal from an OP rollup: the portal's words on it, the game behind its proof, the pause.
// It reads and unpacks; what follows for the journey is said elsewhere.

import type { Hex } from "../../../base/bytes.ts";
import type { ExitL1 } from "../../../exit/module.ts";
import { emptyCodeHash } from "../../../state/account.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import * as s from "../../../state/storage-layout.ts";
import { isPinnedProxy } from "../../contracts.ts";
import type { Proxied } from "../../profile.ts";
import { listedGameSlot } from "../checks/config.ts";
import { gameUuid, unpackGameId } from "../checks/games.ts";
import { exitOf } from "../checks/payee.ts";
import type { OpProfile } from "../checks/profile.ts";
import { gameOf, gameWanted, isFit, readGame } from "./game.ts";
import { readProven } from "./proofs.ts";
import { type OpReading, readAt, timeOf } from "./reading.ts";
import type { GameFacts, OpFacts } from "./state.ts";

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

export type OpFactsRequest = {
	readonly account: Hex;
	/** The withdrawal's hash, and the hash of the message in it; null while they are not known. */
	readonly withdrawal: Hex | null;
	readonly message: Hex | null;
	/** The game behind the evidence that is kept. */
	readonly game: Hex | null;
	/** The root that this account has proposed, or is about to. */
	readonly proposed: {
		readonly root: Hex;
		readonly l2BlockNumber: number;
	} | null;
};

/** Where the contracts keep what is asked about; null where nothing is. */
type Places = {
	readonly finalized: Hex | null;
	readonly submitters: Hex | null;
	readonly relayed: Hex | null;
	readonly failed: Hex | null;
	/** Of the game with the proposed root. */
	readonly uuid: Hex | null;
	readonly bond: Hex;
};

/** Of a key, in the mapping that stands at `slot`. */
const placeOf = (key: Hex | null, slot: number): Hex | null =>
	key === null ? null : s.mappingSlot(key, slot);

const placesOf = (
	profile: OpProfile,
	{ withdrawal, message, proposed }: OpFactsRequest,
): Places => {
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
		finalized: placeOf(withdrawal, exit.slots.finalizedWithdrawals),
		submitters: placeOf(withdrawal, exit.slots.proofSubmitters),
		relayed: placeOf(message, exit.slots.relayedMessages),
		failed: placeOf(message, exit.slots.failedMessages),
		uuid: placeOf(uuid, slots.games),
		bond: s.mappingSlot(s.wordHex(played.type), exit.slots.initBonds),
	};
};

const some = (...slot: readonly (Hex | null)[]): readonly Hex[] =>
	slot.filter((one) => one !== null);

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

/** When the newest game was made; 0 when there is none. */
const readNewestGameS = async (
	profile: OpProfile,
	l1: ExitL1,
	gameCount: number,
): Promise<number> => {
	if (gameCount === 0) return 0;
	const factory = profile.contracts.disputeGameFactory.address;
	const slot = listedGameSlot(profile, gameCount - 1);
	const list = await readAt(
		l1,
		[{ address: factory, slots: [slot] }],
		"latest",
	);
	return unpackGameId(list.word(factory, slot)).createdAtS;
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

// What is over is over only when it is final. The place of a mark is made of the withdrawal's own hash: other code has none there
// by chance, so the mark counts whoever runs it. That there is none counts by known code alone.
const readForGood = async (
	profile: OpProfile,
	l1: ExitL1,
	{ finalized, relayed }: Places,
	isFinalized: boolean,
): Promise<Pick<OpFacts, "isFinalizedForGood" | "isRelayedForGood">> => {
	if (!isFinalized)
		return { isFinalizedForGood: false, isRelayedForGood: false };
	const portal = profile.contracts.optimismPortal.address;
	const messenger = exitOf(profile).contracts.l1CrossDomainMessenger.address;
	const final = await readAt(
		l1,
		[
			{ address: portal, slots: some(finalized) },
			...(relayed === null ? [] : [{ address: messenger, slots: [relayed] }]),
		],
		"final",
	);
	return {
		isFinalizedForGood:
			finalized !== null && final.word(portal, finalized) !== 0n,
		isRelayedForGood: relayed !== null && final.word(messenger, relayed) !== 0n,
	};
};

/** The proof of the withdrawal that counts, a won one before others, and the game behind it; or what the game of the kept evidence is. */
const readProof = async (
	profile: OpProfile,
	l1: ExitL1,
	{ account, withdrawal, game: kept }: OpFactsRequest,
	respect: Pick<OpFacts, "respectedType" | "respectedSinceS">,
	isFinalized: boolean,
	submitterCount: number,
) => {
	const proven =
		withdrawal === null || isFinalized
			? []
			: await readProven(
					profile,
					l1,
					account,
					withdrawal,
					Math.min(submitterCount, 10_000),
				);
	// The contract refuses a proof that is not newer than its game.
	const counts = proven.filter(
		({ game, timeS }) =>
			isFit(profile, respect, game) && timeS > game.createdAtS,
	);
	const won = counts.find(({ game }) => game.status === "defender wins");
	const best = won ?? counts[0] ?? null;
	const behind =
		best === null && kept !== null && !isFinalized
			? await readGame(profile, l1, kept)
			: null;

	const lost = best === null ? (proven[0]?.game ?? null) : null;
	return { best, behind, lost };
};

/** What became of the message. The messenger's mark counts whoever runs it; that there is none counts by known code alone. */
const messageStateOf = (
	{ message }: OpFactsRequest,
	relayed: bigint,
	failed: bigint,
	isKnown: () => boolean,
): OpFacts["message"] => {
	if (message === null) return null;
	if (relayed !== 0n) return "relayed";
	if (failed !== 0n) return "failed";
	return isKnown() ? "open" : "unknown";
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
 * `lost`: a proof stands on L1 whose game is not fit any more.
 */
export const readFacts = async (
	profile: OpProfile,
	l1: ExitL1,
	asked: OpFactsRequest,
): Promise<{ readonly facts: OpFacts; readonly lost: GameFacts | null }> => {
	const { exit, slots, played, ...called } = readOf(profile);
	const { optimismPortal, portal, disputeGameFactory, factory } = called;
	const { superchainConfig, l1CrossDomainMessenger, messenger } = called;
	const { account } = asked;

	const places = placesOf(profile, asked);
	const { finalized, submitters, relayed, failed, uuid, bond } = places;
	const reading = await readAt(
		l1,
		factsWanted(profile, asked, places),
		"latest",
	);
	const word = (address: Hex, slot: Hex | null): bigint =>
		slot === null ? 0n : reading.word(address, slot);
	const respected = word(portal, s.wordHex(slots.respectedType));
	const gameCount = Math.min(
		Number(word(factory, s.wordHex(slots.gameList))),
		10_000_000,
	);
	const isFinalized = word(portal, finalized) !== 0n;
	const isKnown = (contract: Proxied): boolean =>
		isProxied(reading, profile, contract);
	const respect = respectIn(respected, isKnown(optimismPortal));
	const paused = word(superchainConfig.address, exit.slots.paused);

	const newestGameS = await readNewestGameS(profile, l1, gameCount);
	const { best, behind, lost } = await readProof(
		profile,
		l1,
		asked,
		respect,
		isFinalized,
		Number(word(portal, submitters)),
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
	const forGood = await readForGood(profile, l1, places, isFinalized);

	const facts: OpFacts = {
		block: reading.block,
		timeS: reading.timeS,
		isKnown:
			isKnown(optimismPortal) && isKnown(disputeGameFactory) && areGamesKnown,
		isPaused: isKnown(superchainConfig) ? s.boolOf(paused) : null,
		...respect,
		gameCount,
		newestGameS,
		bondWei: word(factory, bond).toString(),
		runsCode: reading.account(account).codeHash !== emptyCodeHash,
		isFinalized,
		...forGood,
		message: messageStateOf(
			asked,
			word(messenger, relayed),
			word(messenger, failed),
			() => isKnown(l1CrossDomainMessenger),
		),
		proven:
			best === null ? null : { submitter: best.submitter, timeS: best.timeS },
		game: best?.game ?? behind,
		own,
	};
	return { facts, lost };
};
