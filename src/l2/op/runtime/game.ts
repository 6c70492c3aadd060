// The games of an OP rollup's factory on L1, by proof: what one claims and how it stands, those there are, and which of them
// a withdrawal may be proved against.

import type { Hex } from "../../../base/bytes.ts";
import type { ExitL1 } from "../../../exit/module.ts";
import { listedGameSlot } from "../checks/config.ts";
import { type GameId, isUnanswered, unpackGameId } from "../checks/games.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import type { Respect } from "./exit-rules.ts";
import { readAt } from "./reading.ts";
import { exitRules } from "./releases.ts";
import type { GameFacts, OpFacts } from "./state.ts";

export const readGame = async (
	profile: AnyOpProfile,
	l1: ExitL1,
	game: Hex,
): Promise<GameFacts | null> =>
	(await exitRules(profile).readGames(l1, [game]))[0] ?? null;

export type ListedGame = GameFacts & {
	/** In the factory's list. */
	readonly index: number;
};

/** At most so many games are read at once: each comes with its code and its own proof. */
export const gamesAtOnce = 8;

/** Entries of the factory's list, by their places in it. */
export const readList = async (
	profile: AnyOpProfile,
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
	profile: AnyOpProfile,
	l1: ExitL1,
	indices: readonly number[],
): Promise<readonly ListedGame[]> => {
	const rules = exitRules(profile);
	const ours = (await readList(profile, l1, indices)).filter(({ type }) =>
		rules.isRead(type),
	);
	if (ours.length === 0) return [];
	const found = await rules.readGames(
		l1,
		ours.map(({ game }) => game),
	);
	return ours.flatMap(({ index }, i) => {
		const facts = found[i] ?? null;
		return facts === null ? [] : [{ ...facts, index }];
	});
};

/** Those games, newest first, as many as the profile looks at, until `visit` says that it is enough. */
export const visitGames = async (
	profile: AnyOpProfile,
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

/** May a withdrawal be proved against it without the sure prospect of having to do so again? */
export const isFit = (
	profile: AnyOpProfile,
	facts: Respect,
	game: GameFacts,
): boolean => exitRules(profile).isFit(facts, game);

/** Fit, and nobody answered its root, or the answer was beaten. */
export const isQuiet = (
	profile: AnyOpProfile,
	facts: Respect,
	game: GameFacts,
): boolean =>
	isFit(profile, facts, game) &&
	(game.status === "defender wins" || isUnanswered(game.claims, 0, 0));

/**
 * Quiet for as long as the profile wants, or won, in contracts of known code: somebody stands behind its root, as the rollup's state
 * is read too.
 */
export const stands = (
	profile: AnyOpProfile,
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
