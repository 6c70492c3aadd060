// Output roots out of dispute games, with who stands behind them. Rule op-root. Anyone may post a root: it is claimed
// then, and no more. It is proposed when the sequencer's key signed its block, when nobody answered it for the profile's
// time, or when it is the anchor; accepted when its game was won.

import { fromHex, type Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { checkAccount } from "../../../state/account.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import type { Code, Slot } from "../../../state/values.ts";
import type { Finality } from "../../../trust/grade.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { provedSlot } from "../../proved.ts";
import {
	decodeGameCode,
	type GameArguments,
	gameUuid,
	isGameOut,
	isUnanswered,
	unpackGameId,
	unpackStatus,
} from "./games.ts";
import { checkPayload, outputRoot, type Payload } from "./payload.ts";
import type { OpProfile } from "./profile.ts";
import type {
	AnyOpProfile,
	ClaimedRoot,
	OpConfig,
	OpContracts,
	ProposedRoot,
} from "./values.ts";

export type OpRoot = ClaimedRoot | ProposedRoot;

/** The sequencer's word on a root: its payload, and that the root has the message passer's true storage root. */
export const signedWitness = d.record({
	payload: d.hexUpTo(8_000_000),
	signature: d.hexUpTo(65),
	messagePasserStorageRoot: d.hash,
	/** Proof of the message passer's account; nothing when the payload holds its root. */
	proof: d.list(d.hexUpTo(4096), 130),
});
export type SequencerWord = Decoded<typeof signedWitness>;
export const rootWitness = d.record({ signed: d.nullable(signedWitness) });

/** What has to be proved on L1 of a game: at its own address, and in factory and portal. */
export const gameWanted = (
	{ slots }: OpProfile,
	game: Hex,
): WantedAccount & { readonly code: true } => ({
	address: game,
	slots: [wordHex(slots.gameStatus), wordHex(slots.gameClaims)],
	code: true,
});

/** Where the factory keeps the game's id, and the portal whether it is blacklisted. */
export const gameEntries = (
	{ game: { type }, slots }: OpProfile,
	game: Hex,
	made: GameArguments,
): { readonly id: Hex; readonly blacklisted: Hex } => ({
	id: mappingSlot(gameUuid(type, made), slots.games),
	blacklisted: mappingSlot(wordHex(game), slots.blacklist),
});

/**
 * What changes on L1 is to be seen at one moment. Proofs are captured block by block, minutes apart at most. Farther apart,
 * a key that was replaced long ago could sign for a game of today, and a game struck off could still look sound.
 */
const mostApartS = 900;

export const weakest = (some: readonly Finality[]): Finality =>
	some.every((finality) => finality === "final") ? "final" : "optimistic";

/** @throws evidence-step */
export const slotOf = (
	premise: AnyVerified | undefined,
	address: Hex,
	key: Hex,
): Slot => provedSlot(premise, address, key).value;

/** The sequencer signed a block whose output root is this one. @throws sequencer-signature, l2-preimage, mpt-*, bad-ssz */
export const checkWord = (
	config: OpContracts,
	root: Hex,
	l2BlockNumber: number,
	word: SequencerWord,
): Payload => {
	const { profile, sequencer } = config;
	const payload = checkPayload(
		profile.chainId,
		sequencer,
		word.payload,
		word.signature,
	);
	const { withdrawalsRoot, stateRoot, blockHash } = payload;
	const { messagePasserStorageRoot } = word;
	const proved =
		withdrawalsRoot ??
		checkAccount(stateRoot, profile.messagePasser, word.proof).storageRoot;
	const output = outputRoot({ stateRoot, messagePasserStorageRoot, blockHash });
	if (
		proved !== messagePasserStorageRoot ||
		output !== root ||
		payload.blockNumber !== l2BlockNumber
	)
		throw new Fault(
			"l2-preimage",
			`the sequencer signed ${output} for block ${payload.blockNumber}, the root of ${l2BlockNumber} is ${root}`,
		);
	return payload;
};

/** The anchor: the last root whose game was won, or the first one. */
export const concludeAnchor = (
	config: Verified<OpConfig>,
): Verified<ProposedRoot> => {
	const { profile, anchor, at } = premiseBy<OpConfig>(
		config,
		"op-config",
	).value;
	const value: ProposedRoot = {
		profile,
		root: anchor.root,
		l2BlockNumber: anchor.l2BlockNumber,
		finality: at.grade.finality,
		game: null,
		who: "proposed",
		validity: "none",
		because: "anchor",
	};
	return conclude("op-root", [config], value, { signed: null });
};

/** Who stands behind the root of a game, and what is known of its validity. */
export type OpBacking =
	| Pick<ClaimedRoot, "who">
	| Pick<ProposedRoot, "who" | "validity" | "because">;

/** What decides on it: of a game that is out nothing else counts, and a won one needs nobody's word. */
export const backingOf = (game: {
	readonly isOut: boolean;
	readonly isWon: boolean;
	/** Won for so long that withdrawals execute under it. */
	readonly isExitFinal: boolean;
	readonly isSigned: boolean;
	readonly isUnanswered: boolean;
}): OpBacking => {
	if (game.isOut) return { who: "claimed" };
	if (game.isWon)
		return {
			who: game.isExitFinal ? "exit-final" : "accepted",
			validity: "window-won",
			because: "won",
		};
	const proposed = { who: "proposed", validity: "window-open" } as const;
	if (game.isSigned) return { ...proposed, because: "signed" };
	if (game.isUnanswered) return { ...proposed, because: "unchallenged" };
	return { who: "claimed" };
};

type Proved = Pick<Slot, "at">;

/** All on the rollup's L1, and what changes of times near each other. @throws evidence-step */
export const checkTogether = (
	profile: Pick<AnyOpProfile, "l1ChainId">,
	all: readonly Proved[],
	changing: readonly Proved[],
): void => {
	for (const { at } of all)
		if (at.chainId !== profile.l1ChainId || at.grade.who !== "l1")
			throw new Fault("evidence-step", `proved on chain ${at.chainId}`);
	const times = changing.map(({ at }) => at.grade.asOfS);
	if (Math.max(...times) - Math.min(...times) > mostApartS)
		throw new Fault("evidence-step", "the premises are of times far apart");
};

/**
 * The root that a game claims, and who stands behind it.
 * @param premises config, the game's code, its id in the factory, the portal's blacklist, its status, its claims
 * @param signed the sequencer's word on it, if there is one
 * @throws l2-game when the factory did not make this game; sequencer-signature, l2-preimage, mpt-* when the word is not
 * on this root; evidence-step also when config, blacklist and game are proved more than 15 minutes apart
 */
export const concludeGame = (
	premises: readonly AnyVerified[],
	signed: SequencerWord | null,
): Verified<OpRoot> => {
	const [first, second, third, fourth, fifth, sixth] = premises;
	if (premises.length !== 6)
		throw new Fault("evidence-step", `${premises.length} premises of a game`);
	const config = premiseBy<OpConfig>(first, "op-config").value;
	const code = premiseBy<Code>(second, "code").value;
	const { profile } = config;
	const { contracts, slots } = profile;
	const made = decodeGameCode(fromHex(code.bytes));
	if (made.implementation !== profile.game.implementation)
		throw new Fault("l2-game", `a clone of ${made.implementation}`);
	if (made.l2BlockNumber > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("l2-game", `of block ${made.l2BlockNumber}`);
	const l2BlockNumber = Number(made.l2BlockNumber);

	const game = code.address;
	const entry = gameEntries(profile, game, made);
	const listed = slotOf(third, contracts.disputeGameFactory.address, entry.id);
	const id = unpackGameId(listed.word);
	if (id.game !== game || id.type !== profile.game.type)
		throw new Fault("l2-game", `the factory knows ${id.game} by that id`);
	const blacklisted = slotOf(
		fourth,
		contracts.optimismPortal.address,
		entry.blacklisted,
	);
	const state = slotOf(fifth, game, wordHex(slots.gameStatus));
	const claims = slotOf(sixth, game, wordHex(slots.gameClaims));
	const all = [listed, blacklisted, state, claims, code, config];
	// The code and the factory's entry never change: their age says nothing.
	checkTogether(profile, all, [config, blacklisted, state, claims]);
	const status = unpackStatus(state.word);
	if (status.createdAtS !== id.createdAtS)
		throw new Fault("l2-game", "the game and the factory differ in time");

	const facts = {
		profile,
		root: made.rootClaim,
		l2BlockNumber,
		finality: weakest(all.map(({ at }) => at.grade.finality)),
		game,
	};
	// The sequencer's word is checked whatever becomes of the game: a false one is never passed over.
	if (signed !== null) checkWord(config, made.rootClaim, l2BlockNumber, signed);
	const isBlacklisted = blacklisted.word !== 0n;
	const knownS = Math.min(state.at.grade.asOfS, claims.at.grade.asOfS);
	const value: OpRoot = {
		...facts,
		...backingOf({
			isOut: isGameOut({ ...status, isBlacklisted }, config.respectedSinceS),
			isWon: status.status === "defender wins",
			isExitFinal: false,
			isSigned: signed !== null,
			isUnanswered: isUnanswered(
				claims.word,
				knownS - status.createdAtS,
				profile.unchallengedForS,
			),
		}),
	};
	return conclude("op-root", premises, value, { signed });
};

/** The root, if somebody we can hold to it stands behind it. @throws l2-root-unproposed */
export const proposedOnly = (root: Verified<OpRoot>): ProposedRoot => {
	const { value } = premiseBy<OpRoot>(root, "op-root", "op-registry-root");
	if (value.who === "claimed")
		throw new Fault(
			"l2-root-unproposed",
			`${value.root} of block ${value.l2BlockNumber} is claimed only`,
		);
	return value;
};
