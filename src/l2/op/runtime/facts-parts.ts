// What is read of L1 for an exit in the same way whatever release the contracts are of.

import type { Hex } from "../../../base/bytes.ts";
import type { ExitL1 } from "../../../exit/module.ts";
import { emptyCodeHash } from "../../../state/account.ts";
import * as s from "../../../state/storage-layout.ts";
import { listedGameSlot } from "../checks/config.ts";
import { unpackGameId } from "../checks/games.ts";
import { wayOutOf } from "../checks/payee.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import type { Respect } from "./exit-rules.ts";
import { isFit, readGame } from "./game.ts";
import { readProven } from "./proofs.ts";
import { type OpReading, readAt } from "./reading.ts";
import type { GameFacts, OpFacts } from "./state.ts";

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

/** All facts of one look; `lost`: a proof stands on L1 whose game is not fit any more. */
export type FactsRead = {
	readonly facts: OpFacts;
	readonly lost: GameFacts | null;
};

/** Where the withdrawal's own marks stand; null where nothing is asked about. */
export type Marks = {
	readonly finalized: Hex | null;
	readonly submitters: Hex | null;
	readonly relayed: Hex | null;
	readonly failed: Hex | null;
};

/** Of a key, in the mapping that stands at `slot`. */
export const placeOf = (key: Hex | null, slot: number): Hex | null =>
	key === null ? null : s.mappingSlot(key, slot);

export const marksOf = (
	profile: AnyOpProfile,
	{ withdrawal, message }: OpFactsRequest,
): Marks => {
	const { slots } = wayOutOf(profile);
	return {
		finalized: placeOf(withdrawal, slots.finalizedWithdrawals),
		submitters: placeOf(withdrawal, slots.proofSubmitters),
		relayed: placeOf(message, slots.relayedMessages),
		failed: placeOf(message, slots.failedMessages),
	};
};

export const some = (...slot: readonly (Hex | null)[]): readonly Hex[] =>
	slot.filter((one) => one !== null);

/** When the newest game was made; 0 when there is none. */
const readNewestGameS = async (
	profile: AnyOpProfile,
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

// What is over is over only when it is final. The place of a mark is made of the withdrawal's own hash: other code has none there
// by chance, so the mark counts whoever runs it. That there is none counts by known code alone.
const readForGood = async (
	profile: AnyOpProfile,
	l1: ExitL1,
	{ finalized, relayed }: Marks,
	isFinalized: boolean,
): Promise<Pick<OpFacts, "isFinalizedForGood" | "isRelayedForGood">> => {
	if (!isFinalized)
		return { isFinalizedForGood: false, isRelayedForGood: false };
	const { portal: called, contracts } = wayOutOf(profile);
	const portal = called.address;
	const messenger = contracts.l1CrossDomainMessenger.address;
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
	profile: AnyOpProfile,
	l1: ExitL1,
	{ account, withdrawal, game: kept }: OpFactsRequest,
	respect: Respect,
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

/** How far it is: how many games there are, the proof that counts and the game behind it, what is over and what for good. */
export const readProgress = async (
	profile: AnyOpProfile,
	l1: ExitL1,
	asked: OpFactsRequest,
	reading: OpReading,
	marks: Marks,
	respect: Respect,
) => {
	const portal = wayOutOf(profile).portal.address;
	const factory = profile.contracts.disputeGameFactory.address;
	const word = (address: Hex, slot: Hex | null): bigint =>
		slot === null ? 0n : reading.word(address, slot);
	const gameCount = Math.min(
		Number(word(factory, s.wordHex(profile.slots.gameList))),
		10_000_000,
	);
	const isFinalized = word(portal, marks.finalized) !== 0n;
	const newestGameS = await readNewestGameS(profile, l1, gameCount);
	const { best, behind, lost } = await readProof(
		profile,
		l1,
		asked,
		respect,
		isFinalized,
		Number(word(portal, marks.submitters)),
	);
	const facts = {
		block: reading.block,
		timeS: reading.timeS,
		...respect,
		...{ gameCount, newestGameS },
		runsCode: reading.account(asked.account).codeHash !== emptyCodeHash,
		isFinalized,
		...(await readForGood(profile, l1, marks, isFinalized)),
		proven:
			best === null ? null : { submitter: best.submitter, timeS: best.timeS },
		game: best?.game ?? behind,
	} satisfies Partial<OpFacts>;
	return { facts, lost };
};

/** What became of the message. The messenger's mark counts whoever runs it; that there is none counts by known code alone. */
export const messageStateOf = (
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
