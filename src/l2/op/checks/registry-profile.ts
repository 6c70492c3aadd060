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
	tokenPairs,
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

/** One that is called through another of the profile, or only named: what it runs is not read. */
const named = d.record({ address: d.address });

/**
 * What leaving such a rollup through L1 needs besides. Source of the slots: op-contracts 6.0.0 and 7.0.0, snapshots/storageLayout.
 * All delays are by L1's clock, and the contracts want MORE time to have passed than the figure says.
 */
const registryExit = d.record({
	contracts: d.record({
		optimismPortal: released,
		/** Pauses proving and finalizing: for all chains, or for the one that the lockbox or the portal stands for. */
		superchainConfig: released,
		l1StandardBridge: named,
		l1CrossDomainMessenger: named,
	}),
	slots: d.record({
		/** Portal: mapping(withdrawal hash → bool). */
		finalizedWithdrawals: d.int(0),
		/** Portal: mapping(withdrawal hash → mapping(submitter → game in the low 20 bytes, u64 time of the proof above)). */
		provenWithdrawals: d.int(0),
		/** Portal: mapping(withdrawal hash → address[]). */
		proofSubmitters: d.int(0),
		/** Portal: the SystemConfig, the registry, the lockbox that it goes by; 0 where there is no lockbox. */
		portalConfig: d.int(0),
		portalRegistry: d.int(0),
		portalLockbox: d.int(0),
		/** SystemConfig: the chain whose root the portal takes out of a super root. */
		l2ChainId: d.int(0),
		/** SystemConfig: the SuperchainConfig in the low 20 bytes. */
		superchainConfig: d.int(0),
		/** SystemConfig: mapping(name of a feature → bool). */
		features: d.int(0),
		/** SuperchainConfig: mapping(0 for all, or the lockbox or portal of one chain → Unix seconds of the pause). */
		pauses: d.int(0),
		/** L1CrossDomainMessenger: mapping(message hash → bool): a message that was relayed. */
		relayedMessages: d.int(0),
		/** L1CrossDomainMessenger: mapping(message hash → bool): one that failed when it was relayed and can be again. */
		failedMessages: d.int(0),
	}),
	/** On L2. */
	standardBridge: d.address,
	crossDomainMessenger: d.address,
	/** From the proof to finalizing, at least. */
	proofMaturityS: d.int(0),
	/** From a game's creation until it can be resolved when nobody answers it. */
	gameClockS: d.int(0),
	/** A pause that nobody renews ends after so long. */
	pauseLastsS: d.int(1),
	/** After this many L1 blocks an epoch without batches is closed with its deposits alone; `seconds` is that many L1 slots. */
	sequencingWindow: d.record({ blocks: d.int(1), seconds: d.int(1) }),
	/** The longest an honest chain's time is ahead of the L1 block it derives from. */
	maxDriftS: d.int(1),
	/** The L1 token behind each token of L2 that the standard bridge takes. */
	tokens: tokenPairs,
});
export type OpRegistryExit = Decoded<typeof registryExit>;

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
	/**
	 * Where batches are sent on L1, as the chain's nodes are told: what SystemConfig says of it is no part of derivation, and is another
	 * address on OP Mainnet. Where it is missing, what was posted is not looked for.
	 */
	batchInbox: d.optional(d.address),
	genesis: d.record({ timeS: d.int(0), blockNumber: d.int(0) }),
	/** A root that nobody answered for this long, by L1's clock, counts as proposed. */
	unchallengedForS: d.int(1),
	/** How many of the newest games are looked at. */
	gamesLookedAt: d.int(1, 64),
	/** A won game's root can be withdrawn under when MORE than this has passed since. */
	gameFinalityS: d.int(0),
	/** Where it is missing, nobody is shown a way out of this rollup. */
	exit: d.optional(registryExit),
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
	// no step of a way out knows games of proofs yet
	if (profile.exit !== undefined && games.some((one) => one.proofs))
		throw new Fault("bad-field", `"${path}.exit" beside games of proofs`);
	for (const one of games)
		if (!isAlone(one) || !agrees(one) || !isWhole(one))
			throw new Fault("bad-field", `"${path}.games" of type ${one.type}`);
	return profile;
};

/** What evidence names such a profile by. */
export const registryIdentity = (profile: OpRegistryProfile): Hex =>
	identityOf(profile, opGamesV2);

/** May one account alone propose roots: in games of that type, or of the one that the profile expects where it knows no such? */
export const isPermissioned = (
	{ games }: OpRegistryProfile,
	respectedType: number | null = null,
): boolean => {
	const [today] = games;
	const now = games.find(({ type }) => type === respectedType) ?? today;
	return now !== undefined && formOf(now.type).isPermissioned;
};
