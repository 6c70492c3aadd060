// The games of an OP rollup's factory on L1, by proof: what one claims and how it stands, those there are, and which of them
// a withdrawal may be proved against.

import { fromHex, type Hex } from "../../../base/bytes.ts";
import { asFault } from "../../../base/fault.ts";
import type { ExitL1 } from "../../../exit/module.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import { listedGameSlot } from "../checks/config.ts";
import {
	decodeGameCode,
	type GameArguments,
	type GameId,
	isGameOut,
	isUnanswered,
	unpackGameId,
	unpackStatus,
} from "../checks/games.ts";
import { exitOf } from "../checks/payee.ts";
import type { OpProfile } from "../checks/profile.ts";
import { type OpReading, readAt } from "./reading.ts";
import type { GameFacts, OpFacts } from "./state.ts";

/** What is read of a game, beside its own code. */
export const gameWanted = (
	profile: OpProfile,
	game: Hex,
): readonly WantedAccount[] => {
	const exit = exitOf(profile);
	const { slots, contracts } = profile;
	return [
		{
			address: game,
			code: true,
			slots: [
				wordHex(slots.gameStatus),
				wordHex(slots.gameClaims),
				mappingSlot(wordHex(0), exit.slots.resolvedClaims),
			],
		},
		{
			address: contracts.optimismPortal.address,
			slots: [mappingSlot(wordHex(game), slots.blacklist)],
		},
	];
};

/** The game, if its code is that of a clone of the profile's game; else null. */
export const gameOf = (
	profile: OpProfile,
	reading: OpReading,
	game: Hex,
): { readonly facts: GameFacts; readonly made: GameArguments } | null => {
	const exit = exitOf(profile);
	const { slots, contracts } = profile;
	try {
		const made = decodeGameCode(fromHex(reading.code(game) ?? "0x"));
		const status = unpackStatus(reading.word(game, wordHex(slots.gameStatus)));
		if (
			made.implementation !== profile.game.implementation ||
			made.l2BlockNumber > BigInt(Number.MAX_SAFE_INTEGER)
		)
			return null;
		const resolved = mappingSlot(wordHex(0), exit.slots.resolvedClaims);
		const blacklisted = mappingSlot(wordHex(game), slots.blacklist);
		const portal = contracts.optimismPortal.address;
		return {
			made,
			facts: {
				game,
				root: made.rootClaim,
				l2BlockNumber: Number(made.l2BlockNumber),
				createdAtS: status.createdAtS,
				resolvedAtS: status.resolvedAtS,
				status: status.status,
				claims: Number(reading.word(game, wordHex(slots.gameClaims))),
				isMisnumbered: status.blockNumberChallenged,
				isClaimResolved: reading.word(game, resolved) !== 0n,
				isBlacklisted: reading.word(portal, blacklisted) !== 0n,
			},
		};
	} catch (thrown) {
		// A game of another make, or of another version than this release knows.
		if (asFault(thrown).code === "l2-game") return null;
		throw thrown;
	}
};

export const readGame = async (
	profile: OpProfile,
	l1: ExitL1,
	game: Hex,
): Promise<GameFacts | null> =>
	gameOf(profile, await readAt(l1, gameWanted(profile, game), "latest"), game)
		?.facts ?? null;

export type ListedGame = GameFacts & {
	/** In the factory's list. */
	readonly index: number;
};

/** At most so many games are read at once: each comes with its code and its own proof. */
export const gamesAtOnce = 8;

/** Entries of the factory's list, by their places in it. */
export const readList = async (
	profile: OpProfile,
	l1: ExitL1,
	indices: readonly number[],
): Promise<readonly (GameId & { readonly index: number })[]> => {
	const factory = profile.contracts.disputeGameFactory.address;
	const slots = indices.map((index) => listedGameSlot(profile, index));
	const list = await readAt(l1, [{ address: factory, slots }], "latest");
	return indices.map((index, i) => ({
		index,
		...unpackGameId(list.word(factory, slots[i] ?? "0x")),
	}));
};

/**
 * The games of the profile's kind at these places of the factory's list, in that order. All by proof: the factory lists them,
 * and their own code says what they claim.
 */
export const readGames = async (
	profile: OpProfile,
	l1: ExitL1,
	indices: readonly number[],
): Promise<readonly ListedGame[]> => {
	const ours = (await readList(profile, l1, indices)).filter(
		({ type }) => type === profile.game.type,
	);
	if (ours.length === 0) return [];
	const reading = await readAt(
		l1,
		ours.flatMap(({ game }) => gameWanted(profile, game)),
		"latest",
	);
	return ours.flatMap(({ index, game }) => {
		const facts = gameOf(profile, reading, game)?.facts;
		return facts === undefined ? [] : [{ ...facts, index }];
	});
};

/** Those games, newest first, as many as the profile looks at, until `visit` says that it is enough. */
export const visitGames = async (
	profile: OpProfile,
	l1: ExitL1,
	count: number,
	visit: (found: ListedGame) => Promise<boolean>,
): Promise<void> => {
	const first = Math.max(0, count - profile.gamesLookedAt);
	for (let end = count; end > first; end -= gamesAtOnce) {
		const indices = Array.from(
			{ length: Math.min(gamesAtOnce, end - first) },
			(_, i) => end - 1 - i,
		);
		for (const game of await readGames(profile, l1, indices))
			if (await visit(game)) return;
	}
};

/**
 * May a withdrawal be proved against it, as the portal sees it, without the sure prospect of having to do so again? A portal of other
 * code is not asked which games it respects: the step is tried before it is signed.
 */
export const isFit = (
	profile: OpProfile,
	facts: Pick<OpFacts, "respectedType" | "respectedSinceS">,
	game: GameFacts,
): boolean =>
	(facts.respectedType === null || facts.respectedType === profile.game.type) &&
	!isGameOut(
		{ ...game, blockNumberChallenged: game.isMisnumbered },
		facts.respectedSinceS,
	);

/** Fit, and nobody answered its root, or the answer was beaten. */
export const isQuiet = (
	profile: OpProfile,
	facts: Pick<OpFacts, "respectedType" | "respectedSinceS">,
	game: GameFacts,
): boolean =>
	isFit(profile, facts, game) &&
	(game.status === "defender wins" || isUnanswered(game.claims, 0, 0));

/**
 * Quiet for as long as the profile wants, or won, in contracts of known code: somebody stands behind its root, as the rollup's state
 * is read too.
 */
export const stands = (
	profile: OpProfile,
	facts: Pick<
		OpFacts,
		"isKnown" | "respectedType" | "respectedSinceS" | "timeS"
	>,
	game: GameFacts,
): boolean =>
	facts.isKnown &&
	isQuiet(profile, facts, game) &&
	(game.status === "defender wins" ||
		isUnanswered(
			game.claims,
			facts.timeS - game.createdAtS,
			profile.unchallengedForS,
		));
