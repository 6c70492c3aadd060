// The games of an OP rollup whose portal judges them, for its exits: what one claims and how it stands, and which of them a
// withdrawal may be proved against.

import { fromHex, type Hex } from "../../../base/bytes.ts";
import { asFault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import {
	decodeGameCode,
	type GameArguments,
	isGameOut,
	unpackStatus,
} from "../checks/games.ts";
import { exitOf } from "../checks/payee.ts";
import type { OpProfile } from "../checks/profile.ts";
import type { ExitRules } from "./exit-rules.ts";
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

/**
 * May a withdrawal be proved against it, as the portal sees it, without the sure prospect of having to do so again? A portal of other
 * code is not asked which games it respects: the step is tried before it is signed.
 */
const isFit = (
	profile: OpProfile,
	facts: Pick<OpFacts, "respectedType" | "respectedSinceS">,
	game: GameFacts,
): boolean =>
	(facts.respectedType === null || facts.respectedType === profile.game.type) &&
	!isGameOut(
		{ ...game, blockNumberChallenged: game.isMisnumbered },
		facts.respectedSinceS,
	);

export const portalRules = (profile: OpProfile): ExitRules => ({
	isRead: (type) => type === profile.game.type,
	readGames: async (l1, games) => {
		const reading = await readAt(
			l1,
			games.flatMap((game) => gameWanted(profile, game)),
			"latest",
		);
		return games.map((game) => gameOf(profile, reading, game)?.facts ?? null);
	},
	isFit: (facts, game) => isFit(profile, facts, game),
	isOtherKind: ({ respectedType }) =>
		respectedType !== null && respectedType !== profile.game.type,
});
