// What must be known of an OP rollup beforehand: its contracts on L1, where values lie in them, how it is left.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import {
	commonFields,
	identityOf,
	plain,
	proxied,
	tokenPairs,
	weiText,
} from "../../profile.ts";

/**
 * What leaving such a rollup through L1 needs besides. Source of the slots: the storage layouts in the package's artifacts.
 * All delays are by L1's clock, and the contracts want MORE time to have passed than the figure says.
 */
const opExit = d.record({
	contracts: d.record({
		/** Pauses proving and finalizing. */
		superchainConfig: proxied,
		l1StandardBridge: proxied,
		l1CrossDomainMessenger: proxied,
		/** Holds the bonds of games. */
		delayedWeth: proxied,
		/** May change what each proxy delegates to, at its owner's word. */
		proxyAdmin: plain,
	}),
	slots: d.record({
		/** Portal: mapping(withdrawal hash → bool). */
		finalizedWithdrawals: d.int(0),
		/** Portal: mapping(withdrawal hash → mapping(submitter → game in the low 20 bytes, u64 time of the proof above)). */
		provenWithdrawals: d.int(0),
		/** Portal: mapping(withdrawal hash → address[]). */
		proofSubmitters: d.int(0),
		/** Factory: mapping(type → wei that a new game has to bring). */
		initBonds: d.int(0),
		/** SystemConfig: the batcher's address, as a word. */
		batcherHash: d.int(0),
		/** SuperchainConfig: bool. */
		paused: d.hash,
		/** SuperchainConfig: who may pause, blacklist games and retire them. */
		guardian: d.hash,
		/** EIP-1967: where a proxy keeps who may upgrade it. */
		admin: d.hash,
		/** ProxyAdmin: its owner. */
		proxyAdminOwner: d.int(0),
		/** L1CrossDomainMessenger: mapping(message hash → bool): a message that was relayed. */
		relayedMessages: d.int(0),
		/** L1CrossDomainMessenger: mapping(message hash → bool): one that failed when it was relayed and can be again. */
		failedMessages: d.int(0),
		/** Game: mapping(claim's index → bool): resolveClaim is done for it. */
		resolvedClaims: d.int(0),
		/** Game: mapping(account → wei of bonds that it won or got back). */
		gameCredit: d.int(0),
	}),
	/** On L2. */
	standardBridge: d.address,
	crossDomainMessenger: d.address,
	/** Where batches are sent on L1. */
	batchInbox: d.address,
	/** From the proof to finalizing, at least. */
	proofMaturityS: d.int(0),
	/** From a game's creation until it can be resolved when nobody answers it. */
	gameClockS: d.int(0),
	/** From a game's resolution to finalizing, at least. */
	gameFinalityS: d.int(0),
	/** After this many L1 blocks an epoch without batches is closed with its deposits alone; `seconds` is that many L1 slots. */
	sequencingWindow: d.record({ blocks: d.int(1), seconds: d.int(1) }),
	/** The longest an honest chain's time is ahead of the L1 block it derives from. */
	maxDriftS: d.int(1),
	/** What a new game of the respected type had to bring when the profile was made; initBonds says what it is now. */
	initBondWei: weiText,
	/** From the resolution until a bond can be taken back. */
	bondDelayS: d.int(0),
	/** The L1 token behind each token of L2 that the standard bridge takes. */
	tokens: tokenPairs,
});
export type OpExit = Decoded<typeof opExit>;

/**
 * An OP rollup by dispute games, contracts-bedrock 0.17: clones without game type among their arguments, roots and
 * anchors as output roots. Slots are places in the storage of the contracts above.
 */
export const opGamesV1 = d.record({
	...commonFields,
	kind: d.oneOf("op-games-v1"),
	contracts: d.record({
		systemConfig: proxied,
		disputeGameFactory: proxied,
		anchorStateRegistry: proxied,
		optimismPortal: proxied,
	}),
	game: d.record({
		type: d.int(0),
		implementation: d.address,
		codeHash: d.hash,
	}),
	slots: d.record({
		/** EIP-1967: where a proxy keeps its implementation. */
		implementation: d.hash,
		/** SystemConfig: the address whose key signs payloads. */
		sequencerKey: d.hash,
		/** AnchorStateRegistry: mapping(type → {root, block number}). */
		anchors: d.int(0),
		/** Factory: mapping(type → implementation). */
		gameImplementations: d.int(0),
		/** Factory: mapping(uuid → GameId). */
		games: d.int(0),
		/** Factory: GameId[]. */
		gameList: d.int(0),
		/** Portal: uint32 respected type, uint64 since when. */
		respectedType: d.int(0),
		/** Portal: mapping(game → bool). */
		blacklist: d.int(0),
		/** Game: createdAt u64, resolvedAt u64, status u8, initialized, block number challenged. */
		gameStatus: d.int(0),
		/** Game: number of claims. */
		gameClaims: d.int(0),
	}),
	/** On L2. */
	messagePasser: d.address,
	/** A root that nobody answered for this long, by L1's clock, counts as proposed. */
	unchallengedForS: d.int(1),
	/** How many of the newest games are looked at. */
	gamesLookedAt: d.int(1, 64),
	/** Where it is missing, nobody is shown a way out of this rollup. */
	exit: d.optional(opExit),
});
export type OpProfile = Decoded<typeof opGamesV1>;

/** What evidence names such a profile by. */
export const opIdentity = (profile: OpProfile): Hex =>
	identityOf(profile, opGamesV1);
