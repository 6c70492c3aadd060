// Roots out of games that an AnchorStateRegistry judges, with who stands behind them. Rule op-registry-root. As for games of
// before (root.ts), anyone may post a root; here a won one is final for withdrawals some days later, and a game may claim the
// roots of several chains together. Source: op-contracts 7, AnchorStateRegistry.sol (isGameProper, isGameFinalized, isGameClaimValid).

import { fromHex, type Hex } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { boolOf, mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import type { Code, Slot } from "../../../state/values.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { weakestOf } from "../../proved.ts";
import {
	isGameOut,
	isUnanswered,
	unpackGameId,
	unpackStatus,
	uuidOf,
} from "./games.ts";
import {
	checkGameArgs,
	claimedIn,
	decodeMadeGame,
	type MadeGame,
	type NamedRoot,
	rootInSuperRoot,
} from "./made-game.ts";
import {
	type ProofKind,
	proofSlots,
	provedStanding,
	wasRespected,
} from "./proved-game.ts";
import {
	formOf,
	type OpRegistryProfile,
	type PinnedGame,
} from "./registry-profile.ts";
import {
	backingOf,
	checkTogether,
	checkWord,
	type OpBacking,
	type OpRoot,
	type SequencerWord,
	signedWitness,
	slotOf,
} from "./root.ts";
import type { OpRegistry, ProposedRoot } from "./values.ts";

export const registryRootWitness = d.record({
	signed: d.nullable(signedWitness),
	/** Of the super root to start from: what it is the hash of. */
	preimage: d.nullable(d.hexUpTo(8192)),
});

/** What is read of a game's own storage: the places of all makes, since which one it is stands in its code. */
const ownSlots = ({ slots, games }: OpRegistryProfile): readonly Hex[] =>
	[
		...new Set([
			slots.gameStatus,
			...games.flatMap((one) => [one.claimsSlot, one.respectedSlot]),
		]),
	]
		.map((slot) => wordHex(slot))
		.concat(
			games.flatMap(({ proofs }) =>
				proofs === undefined ? [] : proofSlots(proofs),
			),
		)
		.filter((key, i, all) => all.indexOf(key) === i);

/** What has to be proved on L1 of a game at its own address. */
export const registryGameWanted = (
	profile: OpRegistryProfile,
	game: Hex,
): WantedAccount & { readonly code: true } => ({
	address: game,
	slots: ownSlots(profile),
	code: true,
});

/** Where the factory keeps a game's id. */
export const gameIdSlot = (
	{ slots }: OpRegistryProfile,
	{ game, rootClaim, extraData }: MadeGame,
): Hex =>
	mappingSlot(uuidOf(game.type, rootClaim, fromHex(extraData)), slots.games);

/** Where the registry keeps whether a game is blacklisted. */
export const blacklistedSlot = ({ slots }: OpRegistryProfile, game: Hex): Hex =>
	mappingSlot(wordHex(game), slots.blacklist);

const rootFacts = (
	{ profile }: OpRegistry,
	{ root, l2BlockNumber, superRoot }: NamedRoot,
	type: OpRegistry["game"]["type"],
) => ({
	profile,
	root,
	l2BlockNumber,
	...(superRoot === null ? {} : { superRoot }),
	...(formOf(type).isPermissioned ? { isPermissioned: true } : {}),
});

/** Nobody disputes it any more: the registry took it for its anchor, or began with it. */
const anchored = {
	game: null,
	who: "proposed",
	validity: "none",
	because: "anchor",
} as const;

/**
 * The root that the registry began with, where no game has become its anchor yet.
 * @param preimage of the super root, where games claim such
 * @throws l2-game where a game is the anchor; l2-preimage when the preimage is not the root's, of another time, or missing
 */
export const concludeStart = (
	premise: Verified<OpRegistry>,
	preimage: Hex | null,
): Verified<ProposedRoot> => {
	const config = premiseBy<OpRegistry>(premise, "op-registry-config").value;
	const { profile, start, game, at } = config;
	if (config.anchorGame !== null)
		throw new Fault("l2-game", `the anchor is the game ${config.anchorGame}`);
	const { type } = game;
	const named = ((): NamedRoot => {
		if (formOf(type).claims === "output-root") {
			if (preimage !== null || start.of > BigInt(Number.MAX_SAFE_INTEGER))
				throw new Fault("l2-preimage", `the start is of block ${start.of}`);
			return {
				root: start.root,
				l2BlockNumber: Number(start.of),
				superRoot: null,
			};
		}
		if (preimage === null)
			throw new Fault("l2-preimage", "of the super root to start from");
		const { timeS, ...found } = rootInSuperRoot(
			profile,
			start.root,
			fromHex(preimage),
		);
		if (timeS !== start.of)
			throw new Fault(
				"l2-preimage",
				`of ${timeS}, the start is of ${start.of}`,
			);
		return found;
	})();
	const value: ProposedRoot = {
		...rootFacts(config, named, type),
		finality: at.grade.finality,
		...anchored,
	};
	return conclude("op-registry-root", [premise], value, {
		signed: null,
		preimage,
	});
};

/**
 * The root of the game that the registry took for its anchor. It may have been given other arguments than games of today, for
 * this chain and its registry all the same.
 * @param premises the registry, the game's code, the registry's blacklist
 * @throws l2-game when the code is no game's that the profile knows, or another's than the anchor's
 */
export const concludeAnchorGame = (
	premises: readonly AnyVerified[],
): Verified<OpRoot> => {
	const [first, second, third] = premises;
	if (premises.length !== 3)
		throw new Fault(
			"evidence-step",
			`${premises.length} premises of an anchor`,
		);
	const config = premiseBy<OpRegistry>(first, "op-registry-config").value;
	const code = premiseBy<Code>(second, "code").value;
	const { profile } = config;
	if (code.address !== config.anchorGame)
		throw new Fault("l2-game", `the anchor is ${config.anchorGame}`);
	const blacklisted = slotOf(
		third,
		profile.contracts.anchorStateRegistry.address,
		blacklistedSlot(profile, code.address),
	);
	const all = [config, code, blacklisted];
	checkTogether(profile, all, [config, blacklisted]);
	const made = decodeMadeGame(profile, fromHex(code.bytes));
	checkGameArgs(profile, made.game, made.gameArgs);
	const facts = {
		...rootFacts(config, claimedIn(profile, made), made.game.type),
		finality: weakestOf(all.map(({ at }) => at)),
	};
	const value: OpRoot =
		blacklisted.word === 0n
			? { ...facts, ...anchored }
			: { ...facts, game: code.address, who: "claimed" };
	return conclude("op-registry-root", premises, value, {
		signed: null,
		preimage: null,
	});
};

/** A game of the make that is played, with what the factory gives each. @throws l2-game, l2-preimage */
const madeNow = (
	{ profile, game, gameArgs }: OpRegistry,
	code: Code,
): MadeGame => {
	const made = decodeMadeGame(profile, fromHex(code.bytes));
	if (
		made.game.type !== game.type ||
		made.game.implementation !== game.implementation
	)
		throw new Fault("l2-game", `a game of type ${made.game.type}`);
	if (made.gameArgs !== gameArgs)
		throw new Fault("l2-game", "made with other arguments than the factory's");
	return made;
};

/** A game's own slots, and the word of each by its place. @throws evidence-step when they are others, more or fewer */
const ownIn = (
	profile: OpRegistryProfile,
	game: Hex,
	premises: readonly AnyVerified[],
): {
	readonly owned: readonly Slot[];
	readonly word: (key: Hex) => bigint;
} => {
	const keys = ownSlots(profile);
	if (premises.length !== keys.length)
		throw new Fault("evidence-step", `${premises.length} slots of a game`);
	const owned = keys.map((key, i) => slotOf(premises[i], game, key));
	return {
		owned,
		word: (wanted) => {
			const found = owned.find(({ key }) => key === wanted);
			if (found === undefined)
				throw new Fault("evidence-step", `slot ${wanted}`);
			return found.word;
		},
	};
};

type GameStanding = {
	readonly isRespected: boolean;
	/** Somebody showed that it is wrong, or nothing is left that shows it right. */
	readonly isAnswered: boolean;
	/** For as long as the profile wants. */
	readonly isUnanswered: boolean;
	readonly isBlockNumberChallenged: boolean;
	/** Null for games without proofs. */
	readonly proofs: readonly ProofKind[] | null;
};

/** How a game stands by its own storage. @throws l2-game where the profile's places are not those of its games */
const standingIn = (
	{ profile, nullified = [] }: OpRegistry,
	game: PinnedGame,
	word: (key: Hex) => bigint,
	ageS: number,
): GameStanding => {
	const claims = word(wordHex(game.claimsSlot));
	// the root itself is the first claim of each game, or has its first proof: nothing at all is another place than that
	if (claims === 0n) throw new Fault("l2-game", "a game without a claim");
	const status = word(wordHex(profile.slots.gameStatus));
	const { unchallengedForS } = profile;
	if (game.proofs === undefined)
		return {
			isRespected: boolOf(word(wordHex(game.respectedSlot))),
			isAnswered: false,
			isUnanswered: isUnanswered(claims, ageS, unchallengedForS),
			// that byte belongs to nothing in games about a time
			isBlockNumberChallenged:
				formOf(game.type).claims === "output-root" &&
				unpackStatus(status).blockNumberChallenged,
			proofs: null,
		};
	const { isRefuted, proofs } = provedStanding(game.proofs, word, nullified);
	return {
		isRespected: wasRespected(status),
		isAnswered: isRefuted || proofs.length === 0,
		isUnanswered: isUnanswered(1n, ageS, unchallengedForS),
		isBlockNumberChallenged: false,
		proofs,
	};
};

/** An open game that an enclave alone vouches for is said to be that. */
const onProofs = (
	backing: OpBacking,
	proofs: readonly ProofKind[] | null,
): OpBacking =>
	backing.who === "proposed" && proofs !== null && !proofs.includes("zk")
		? { ...backing, validity: "tee" }
		: backing;

/**
 * The root that a game claims for this chain, and who stands behind it.
 * @param premises the registry, the game's code, its id in the factory, the registry's blacklist, the game's own slots in the
 * order of `registryGameWanted`
 * @param signed the sequencer's word on it, if there is one
 * @throws l2-game when the factory did not make this game, or not as it makes games now; l2-preimage when its super root is
 * malformed or has nothing of this chain; sequencer-signature, l2-preimage, mpt-* when the word is not on this root; evidence-step
 * also when registry, blacklist and game are proved more than 15 minutes apart
 */
export const concludeRegistryGame = (
	premises: readonly AnyVerified[],
	signed: SequencerWord | null,
): Verified<OpRoot> => {
	const [first, second, third, fourth, ...own] = premises;
	const config = premiseBy<OpRegistry>(first, "op-registry-config").value;
	const code = premiseBy<Code>(second, "code").value;
	const { profile } = config;
	const { contracts, slots } = profile;
	const made = madeNow(config, code);
	const named = claimedIn(profile, made);

	const game = code.address;
	const listed = slotOf(
		third,
		contracts.disputeGameFactory.address,
		gameIdSlot(profile, made),
	);
	const id = unpackGameId(listed.word);
	if (id.game !== game || id.type !== made.game.type)
		throw new Fault("l2-game", `the factory knows ${id.game} by that id`);
	const blacklisted = slotOf(
		fourth,
		contracts.anchorStateRegistry.address,
		blacklistedSlot(profile, game),
	);
	const { owned, word } = ownIn(profile, game, own);
	const all = [listed, blacklisted, code, config, ...owned];
	// The code and the factory's entry never change: their age says nothing.
	checkTogether(profile, all, [config, blacklisted, ...owned]);
	const status = unpackStatus(word(wordHex(slots.gameStatus)));
	if (status.createdAtS !== id.createdAtS)
		throw new Fault("l2-game", "the game and the factory differ in time");
	const knownS = Math.min(...owned.map((one) => one.at.grade.asOfS));
	const ageS = knownS - status.createdAtS;
	const standing = standingIn(config, made.game, word, ageS);

	const { root, l2BlockNumber } = named;
	// The sequencer's word is checked whatever becomes of the game: a false one is never passed over.
	if (signed !== null) checkWord(config, root, l2BlockNumber, signed);
	const isOut = isGameOut(
		{
			...status,
			blockNumberChallenged: standing.isBlockNumberChallenged,
			isBlacklisted: blacklisted.word !== 0n,
		},
		config.respectedSinceS,
	);
	const isWon = status.status === "defender wins";
	const backing = backingOf({
		isOut: isOut || !standing.isRespected || (!isWon && standing.isAnswered),
		isWon,
		isExitFinal:
			status.resolvedAtS > 0 &&
			knownS - status.resolvedAtS > profile.gameFinalityS,
		isSigned: signed !== null,
		isUnanswered: standing.isUnanswered,
	});
	const value: OpRoot = {
		...rootFacts(config, named, made.game.type),
		finality: weakestOf(all.map((one) => one.at)),
		game,
		...(standing.proofs === null ? {} : { proofs: standing.proofs }),
		...onProofs(backing, standing.proofs),
	};
	return conclude("op-registry-root", premises, value, {
		signed,
		preimage: null,
	});
};
