// What must be known of a rollup beforehand, as data: where its contracts on L1 are, which code they run, where values
// lie in them, and how old its roots may be. A profile comes with a release or from a file the user imports.

import { type Hex, utf8 } from "../base/bytes.ts";
import {
	address,
	type Decode,
	type Decoded,
	hash,
	int,
	list,
	oneOf,
	optional,
	record,
	text,
	tuple,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";

/** A contract behind an EIP-1967 proxy, both with the hash of the code they are known to run. */
const proxied = record({
	address,
	codeHash: hash,
	implementation: address,
	implementationCodeHash: hash,
});
export type Proxied = Decoded<typeof proxied>;

/** The most seconds since the block, for each purpose (trust/freshness.ts). */
const ages = record({ show: int(), answer: int(), order: int(), sign: int() });

const common = {
	/** Unique, lower case. */
	name: text(40),
	/** For people. */
	title: text(60),
	chainId: int(1),
	/** Name of the L1 network its contracts are on. */
	l1: text(40),
	l1ChainId: int(1),
	blockTimeS: int(1, 3600),
	explorer: text(200),
	coin: record({ symbol: text(12), decimals: int(0, 36) }),
	tokens: list(
		record({
			address,
			symbol: text(20),
			decimals: int(0, 36),
			/** Slot of mapping(owner → balance). */
			balancesSlot: int(0),
		}),
		200,
	),
	/** What runs the chain's code, where it is one that this wallet can run; without it no call is answered. */
	vm: optional(
		record({
			/** The rules of Ethereum that it has, from which time on; ascending. */
			forks: list(
				record({
					name: oneOf("shanghai", "cancun", "prague", "osaka"),
					fromS: int(0),
				}),
				16,
				1,
			),
			/** Where it computes something else than Ethereum: a call to one of these is not run. */
			strange: list(address, 256),
		}),
	),
	/** What a root needs at least before an order may rest on it, and how old it may be. */
	policy: record({
		finality: oneOf("optimistic", "final"),
		who: oneOf("proposed", "accepted"),
		ages,
	}),
};

/**
 * An OP rollup by dispute games, contracts-bedrock 0.17: clones without game type among their arguments, roots and
 * anchors as output roots. Slots are places in the storage of the contracts above.
 */
export const opGamesV1 = record({
	...common,
	kind: oneOf("op-games-v1"),
	contracts: record({
		systemConfig: proxied,
		disputeGameFactory: proxied,
		anchorStateRegistry: proxied,
		optimismPortal: proxied,
	}),
	game: record({ type: int(0), implementation: address, codeHash: hash }),
	slots: record({
		/** EIP-1967: where a proxy keeps its implementation. */
		implementation: hash,
		/** SystemConfig: the address whose key signs payloads. */
		sequencerKey: hash,
		/** AnchorStateRegistry: mapping(type → {root, block number}). */
		anchors: int(0),
		/** Factory: mapping(type → implementation). */
		gameImplementations: int(0),
		/** Factory: mapping(uuid → GameId). */
		games: int(0),
		/** Factory: GameId[]. */
		gameList: int(0),
		/** Portal: uint32 respected type, uint64 since when. */
		respectedType: int(0),
		/** Portal: mapping(game → bool). */
		blacklist: int(0),
		/** Game: createdAt u64, resolvedAt u64, status u8, initialized, block number challenged. */
		gameStatus: int(0),
		/** Game: number of claims. */
		gameClaims: int(0),
	}),
	/** On L2. */
	messagePasser: address,
	/** A root that nobody answered for this long, by L1's clock, counts as proposed. */
	unchallengedForS: int(1),
	/** How many of the newest games are looked at. */
	gamesLookedAt: int(1, 64),
});
export type OpProfile = Decoded<typeof opGamesV1>;

/** A contract that delegates to no other. */
const plain = record({ address, codeHash: hash });

/**
 * A Scroll rollup since Feynman: batches of header version 7 and later, Merkle-Patricia state, bundles proved by halo2
 * behind ZkEvmVerifierPostFeynman. Slots are places in the storage of the contracts above.
 */
export const scrollV1 = record({
	...common,
	kind: oneOf("scroll-v1"),
	contracts: record({
		scrollChain: proxied,
		/** L1MessageQueueV2. */
		messageQueue: proxied,
		systemConfig: proxied,
		/** MultipleVersionRollupVerifier: not upgradable, but its owner names the verifiers. */
		rollupVerifier: plain,
	}),
	slots: record({
		/** EIP-1967: where a proxy keeps its implementation. */
		implementation: hash,
		/** ScrollChain: bool. */
		paused: int(0),
		/** ScrollChain: mapping(index → batch hash), of the last batch of each commit. */
		committedBatches: int(0),
		/** ScrollChain: mapping(index → state root), of the last batch of each bundle. */
		finalizedStateRoots: int(0),
		/** ScrollChain: mapping(index → root of the tree of messages to L1), likewise. */
		withdrawRoots: int(0),
		/** ScrollChain: last committed u64, last finalized u64, time of the last finalization u32, flags u8. */
		miscData: int(0),
		/** Queue: mapping(index → rolling hash of 28 bytes, time of 4). */
		messageRollingHashes: int(0),
		/** Queue: index of the next message to come. */
		nextMessage: int(0),
		/** Queue: index of the oldest message that no finalized bundle has taken. */
		nextUnfinalizedMessage: int(0),
		/** SystemConfig: two delays of 3 bytes each. */
		enforcedBatch: int(0),
		/** Rollup verifier: mapping(version → first batch u64, verifier). */
		latestVerifier: int(0),
	}),
	/** For each version of batch headers, the verifier that its bundles' proofs go to. */
	verifiers: list(
		record({
			version: int(7, 255),
			/** ZkEvmVerifierPostFeynman, with the program's identity in its code. */
			wrapper: plain,
			/** What it calls. */
			plonk: plain,
			/** The program that is proved: commitments to its code and to its machine. */
			digests: tuple(hash, hash),
			protocolVersion: int(0),
		}),
		8,
		1,
	),
	/**
	 * `development`: the verifier that L1 asks takes proofs that anyone can make, so what L1 accepted says nothing of
	 * validity.
	 */
	prover: oneOf("sound", "development"),
	/** How far below the block that an endpoint calls final a root's block is looked for. */
	blocksLookedBack: int(1, 8192),
});
export type ScrollProfile = Decoded<typeof scrollV1>;

export type RollupProfile = OpProfile | ScrollProfile;

const kinds: { readonly [kind: string]: Decode<RollupProfile> } = {
	"op-games-v1": opGamesV1,
	"scroll-v1": scrollV1,
};

/** @throws bad-field; unknown-fork for a kind that this release does not know */
export const decodeRollupProfile: Decode<RollupProfile> = (raw, path) => {
	const { kind } = record({ kind: text(60) })(raw, path);
	const decode = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
	if (decode === undefined)
		throw new Fault("unknown-fork", `rollups of kind "${kind}"`);
	return decode(raw, path);
};

const identities = new WeakMap<RollupProfile, Hex>();

/** What evidence names a profile by: the hash of all of it. The decoder gives the fields in one order. */
export const profileId = (profile: RollupProfile): Hex => {
	const known = identities.get(profile);
	if (known !== undefined) return known;
	const spelled = JSON.stringify(decodeRollupProfile(profile, "profile"));
	const id = keccakHex(utf8(spelled));
	identities.set(profile, id);
	return id;
};
