// The games of an OP rollup that an AnchorStateRegistry judges, for its exits: what one claims for this chain and how it stands, and
// which of them a withdrawal may be proved against. Source: op-contracts 7.0.0, AnchorStateRegistry.sol (isGameRegistered,
// isGameProper, isGameRespected), OptimismPortal2.sol (proveWithdrawalTransaction), snapshots/storageLayout.

import { fromHex, type Hex } from "../../../base/bytes.ts";
import { asFault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { boolOf, mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import { isGameOut, unpackGameId, unpackStatus } from "../checks/games.ts";
import {
	checkGameArgs,
	claimedIn,
	decodeMadeGame,
	type MadeGame,
	type NamedRoot,
} from "../checks/made-game.ts";
import {
	formOf,
	type OpRegistryProfile,
	type PinnedGame,
} from "../checks/registry-profile.ts";
import {
	blacklistedSlot,
	gameIdSlot,
	registryGameWanted,
} from "../checks/registry-root.ts";
import type { ExitRules } from "./exit-rules.ts";
import { type OpReading, readAt } from "./reading.ts";
import type { GameFacts } from "./state.ts";

/** mapping(claim's index → bool): resolveClaim is done for it. In every make it stands four places behind the claims. */
const resolvedSlot = ({ claimsSlot }: PinnedGame): Hex =>
	mappingSlot(wordHex(0), claimsSlot + 4);

const gameWanted = (
	profile: OpRegistryProfile,
	game: Hex,
): readonly WantedAccount[] => [
	registryGameWanted(profile, game),
	{ address: game, slots: profile.games.map(resolvedSlot) },
	{
		address: profile.contracts.anchorStateRegistry.address,
		slots: [blacklistedSlot(profile, game)],
	},
];

type ClaimingGame = { readonly made: MadeGame; readonly named: NamedRoot };

/**
 * What the game was made with, by its own code; null for one of another make, chain or registry, and for a super root in which this
 * chain is not.
 */
const madeOf = (
	profile: OpRegistryProfile,
	reading: OpReading,
	game: Hex,
): ClaimingGame | null => {
	try {
		const made = decodeMadeGame(profile, fromHex(reading.code(game) ?? "0x"));
		checkGameArgs(profile, made.game, made.gameArgs);
		return { made, named: claimedIn(profile, made) };
	} catch (thrown) {
		const { code } = asFault(thrown);
		if (code === "l2-game" || code === "l2-preimage") return null;
		throw thrown;
	}
};

/** How it stands; null when its storage is not that of such a game, as when it has no claim at all. */
const standingOf = (
	profile: OpRegistryProfile,
	reading: OpReading,
	game: Hex,
	{ made, named }: ClaimingGame,
): GameFacts | null => {
	const { slots, contracts } = profile;
	const word = (slot: Hex): bigint => reading.word(game, slot);
	const claims = Number(word(wordHex(made.game.claimsSlot)));
	if (claims === 0) return null;
	try {
		const status = unpackStatus(word(wordHex(slots.gameStatus)));
		return {
			game,
			root: named.root,
			l2BlockNumber: named.l2BlockNumber,
			createdAtS: status.createdAtS,
			resolvedAtS: status.resolvedAtS,
			status: status.status,
			claims,
			// that byte belongs to nothing in games about a time
			isMisnumbered:
				formOf(made.game.type).claims === "output-root" &&
				status.blockNumberChallenged,
			isClaimResolved: word(resolvedSlot(made.game)) !== 0n,
			isBlacklisted:
				reading.word(
					contracts.anchorStateRegistry.address,
					blacklistedSlot(profile, game),
				) !== 0n,
			isOtherKind: !boolOf(word(wordHex(made.game.respectedSlot))),
		};
	} catch (thrown) {
		if (asFault(thrown).code === "l2-game") return null;
		throw thrown;
	}
};

export const registryRules = (profile: OpRegistryProfile): ExitRules => ({
	isRead: (type) => profile.games.some((one) => one.type === type),
	readGames: async (l1, games) => {
		const reading = await readAt(
			l1,
			games.flatMap((game) => gameWanted(profile, game)),
			"latest",
		);
		const found = games.map((game) => madeOf(profile, reading, game));
		const factory = profile.contracts.disputeGameFactory.address;
		const slots = found.flatMap((one) =>
			one === null ? [] : [gameIdSlot(profile, one.made)],
		);
		if (slots.length === 0) return games.map(() => null);
		// a clone that anybody made of the same code is in no factory
		const listed = await readAt(l1, [{ address: factory, slots }], "latest");
		return games.map((game, i) => {
			const one = found[i] ?? null;
			if (one === null) return null;
			const id = unpackGameId(
				listed.word(factory, gameIdSlot(profile, one.made)),
			);
			return id.game === game && id.type === one.made.game.type
				? standingOf(profile, reading, game, one)
				: null;
		});
	},
	isFit: ({ respectedSinceS }, game) =>
		game.isOtherKind !== true &&
		!isGameOut(
			{ ...game, blockNumberChallenged: game.isMisnumbered },
			respectedSinceS,
		),
	// what counted when it was made counts still: it is by the game's own mark
	isOtherKind: ({ respectedType }, game) =>
		game === null
			? respectedType !== null &&
				!profile.games.some(({ type }) => type === respectedType)
			: game.isOtherKind === true,
});
