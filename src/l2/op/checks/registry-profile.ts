// What must be known beforehand of an OP rollup by op-contracts 6, 7 or 8: one AnchorStateRegistry says which games count, and
// games are clones that carry their type and the factory's arguments.

import type { Hex } from "../../../base/bytes.ts";
import type { Decode, Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import {
	commonFields,
	fixed,
	identityOf,
	knownBy,
	proxiedFields,
} from "../../profile.ts";

/** A proxy that may also delegate to what earlier releases had: code that this wallet knows as well. */
const released = d.record({
	...proxiedFields,
	earlier: d.optional(
		d.list(
			d.record({
				implementation: d.address,
				implementationCodeHash: d.hash,
				known: d.optional(knownBy),
			}),
			4,
		),
	),
});
export type Released = Decoded<typeof released>;

/** What games of a type claim, and who may make and dispute them. Source: op-contracts 7, src/dispute/lib/Types.sol. */
export type GameForm = {
	/** An output root of one block, or a super root of a time. */
	readonly claims: "output-root" | "super-root";
	/** One account proposes and one disputes, both named in the factory's arguments; else anybody may. */
	readonly isPermissioned: boolean;
};
const forms = {
	0: { claims: "output-root", isPermissioned: false },
	1: { claims: "output-root", isPermissioned: true },
	4: { claims: "super-root", isPermissioned: false },
	5: { claims: "super-root", isPermissioned: true },
	8: { claims: "output-root", isPermissioned: false },
	9: { claims: "super-root", isPermissioned: false },
	/** Base's AggregateVerifier: nobody disputes, a proof is answered by another one (proved-game.ts). */
	621: { claims: "output-root", isPermissioned: false },
} as const satisfies { readonly [type: number]: GameForm };

export type GameType = keyof typeof forms;

export const formOf = (type: GameType): GameForm => forms[type];

const game = d.record({
	type: d.oneOf(0, 1, 4, 5, 8, 9, 621),
	implementation: d.address,
	/** Where it is missing, the implementation is known by its address. */
	codeHash: d.optional(d.hash),
	known: d.optional(knownBy),
	/** With its type and the factory's arguments among the clone's, or with the extra data alone. */
	clone: d.oneOf("typed", "bare"),
	/**
	 * In a game's own storage: the number of claims, and whether its type was respected when it was made. Of games of proofs: the word
	 * with when it ends and how many proofs it has, and the first word, at its byte 18.
	 */
	claimsSlot: d.int(0),
	respectedSlot: d.int(0),
	/** There for games of proofs (type 621), and for no others. */
	proofs: d.optional(
		d.record({
			/** In a game's own storage: which of its roots somebody disproved, counted from 1. */
			refuted: d.int(0),
			/** Likewise: mapping(kind of proof, 0 TEE and 1 ZK → who gave it). */
			provers: d.int(0),
			/** Whom it asks; each keeps in its first slot whether it was switched off. */
			verifiers: d.record({ tee: fixed, zk: fixed }),
		}),
	),
});
export type PinnedGame = Decoded<typeof game>;

const registryFields = d.record({
	...commonFields,
	kind: d.oneOf("op-games-v2"),
	contracts: d.record({
		disputeGameFactory: released,
		anchorStateRegistry: released,
		/** Where the sequencer's key and the batcher stand. */
		systemConfig: released,
	}),
	/** The makes of games that can be read; the factory says which one is played. */
	games: d.list(game, 8, 1),
	slots: d.record({
		/** EIP-1967: where a proxy keeps its implementation. */
		implementation: d.hash,
		/** SystemConfig: the address whose key signs payloads. */
		sequencerKey: d.hash,
		/** SystemConfig: the batcher's address, as a word. */
		batcherHash: d.int(0),
		/** Registry: the factory whose games it judges. */
		factory: d.int(0),
		/** Registry: the game whose root is the anchor; 0 where there is none yet. */
		anchorGame: d.int(0),
		/** Registry: the root to start from; the block or the time that it is of in the next slot. */
		startingRoot: d.int(0),
		/** Registry: mapping(game → bool). */
		blacklist: d.int(0),
		/** Registry: uint32 respected type, uint64 until when games are retired. */
		respectedType: d.int(0),
		/** Factory: mapping(type → implementation). */
		gameImplementations: d.int(0),
		/** Factory: mapping(uuid → GameId). */
		games: d.int(0),
		/** Factory: GameId[]. */
		gameList: d.int(0),
		/** Factory: mapping(type → bytes), which clones of that type are given. */
		gameArgs: d.int(0),
		/** Game: createdAt u64, resolvedAt u64, status u8, initialized, of output roots also: block number challenged. */
		gameStatus: d.int(0),
	}),
	/** On L2. */
	messagePasser: d.address,
	genesis: d.record({ timeS: d.int(0), blockNumber: d.int(0) }),
	/** A root that nobody answered for this long, by L1's clock, counts as proposed. */
	unchallengedForS: d.int(1),
	/** How many of the newest games are looked at. */
	gamesLookedAt: d.int(1, 64),
	/** A won game's root can be withdrawn under when MORE than this has passed since. */
	gameFinalityS: d.int(0),
});
export type OpRegistryProfile = Decoded<typeof registryFields>;

/** @throws bad-field also for makes of games that could be taken for one another */
export const opGamesV2: Decode<OpRegistryProfile> = (raw, path) => {
	const profile = registryFields(raw, path);
	const { games } = profile;
	const isAlone = (one: PinnedGame): boolean =>
		games.filter(
			({ implementation, type }) =>
				implementation === one.implementation &&
				(type === one.type || one.clone === "bare"),
		).length === 1;
	const agrees = (one: PinnedGame): boolean =>
		games.every(
			({ implementation, clone }) =>
				implementation !== one.implementation || clone === one.clone,
		);
	const isWhole = ({ type, clone, proofs }: PinnedGame): boolean =>
		type === 621
			? proofs !== undefined && clone === "bare"
			: proofs === undefined;
	for (const one of games)
		if (!isAlone(one) || !agrees(one) || !isWhole(one))
			throw new Fault("bad-field", `"${path}.games" of type ${one.type}`);
	return profile;
};

/** What evidence names such a profile by. */
export const registryIdentity = (profile: OpRegistryProfile): Hex =>
	identityOf(profile, opGamesV2);
