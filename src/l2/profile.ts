// What must be known of a rollup beforehand, as data: where its contracts on L1 are, which code they run, where values
// lie in them, and how old its roots may be. A profile comes with a release or from a file the user imports.

import { fromHex, type Hex, toHex, utf8 } from "../base/bytes.ts";
import {
	address,
	bigDecimal,
	byKind,
	type Decode,
	type Decoded,
	hash,
	hex,
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
import { keyHash } from "../proof/checks.ts";
import type { Groth16Key } from "../proof/groth16.ts";
import { encodeGroth16Key } from "../proof/key-bytes.ts";

/** A contract behind an EIP-1967 proxy, both with the hash of the code they are known to run. */
const proxied = record({
	address,
	codeHash: hash,
	implementation: address,
	implementationCodeHash: hash,
});
export type Proxied = Decoded<typeof proxied>;

/** A contract that delegates to no other. */
const plain = record({ address, codeHash: hash });

/** An amount as decimal digits: a profile is plain JSON. */
const weiText: Decode<string> = (raw, path) => bigDecimal(raw, path).toString();

/** The most seconds since the block, for each purpose (trust/freshness.ts). */
const ages = record({ show: int(), answer: int(), order: int(), sign: int() });

/** After how much silence a sign of life counts as late, and after how much as missing. Seconds by L1's clock. */
export type SilenceLimits = {
	readonly lateS: number;
	readonly stalledS: number;
};

const plainLimits = record({ lateS: int(1), stalledS: int(1) });

/** @throws bad-field also when what is late would be called stalled before */
export const silenceLimits: Decode<SilenceLimits> = (raw, path) => {
	const limits = plainLimits(raw, path);
	if (limits.stalledS < limits.lateS)
		throw new Fault("bad-field", `"${path}" is stalled before it is late`);
	return limits;
};

/** What the watch from L1 (src/exit/stall.ts, which has what holds where a part is missing) goes by. */
export const watchLimits = record({
	/** Data of the rollup's blocks on L1. */
	batch: optional(silenceLimits),
	/** State roots on L1, proposed or proved. */
	root: optional(silenceLimits),
});
export type WatchLimits = Decoded<typeof watchLimits>;

/** Operations of a timelock that are looked after. */
const mostOperations = 16;

/** Whom the admin of the proxies obeys, as far as L1's storage shows it (src/exit/upgraders.ts). */
export const upgradeLayout = record({
	/** The contract that is admin of the proxies, and where it keeps its owner. */
	admin: record({ address, codeHash: hash, ownerSlot: int(0) }),
	/** The owner, where that is a timelock: OpenZeppelin's TimelockController. */
	timelock: optional(
		record({
			address,
			codeHash: hash,
			/** The least delay, in seconds. */
			delaySlot: int(0),
			/** mapping(operation → when it may be executed; 1 once it was). */
			operationsSlot: int(0),
			/** Upgrades that were announced: L1 keeps them by hash, so they have to be named to be seen. */
			operations: list(record({ id: hash, says: text(200) }), mostOperations),
		}),
	),
});
export type UpgradeLayout = Decoded<typeof upgradeLayout>;

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
		/** Its validity proof checked again here; not asked for where this is missing. */
		validity: optional(oneOf("rechecked")),
		ages,
	}),
	/** When the watch calls the rollup late or stalled. */
	watch: optional(watchLimits),
	/** Who can change its contracts; where this is missing, only the admin of each proxy is read. */
	upgrade: optional(upgradeLayout),
};

/**
 * What leaving such a rollup through L1 needs besides. Source of the slots: the storage layouts in the package's artifacts.
 * All delays are by L1's clock, and the contracts want MORE time to have passed than the figure says.
 */
const opExit = record({
	contracts: record({
		/** Pauses proving and finalizing. */
		superchainConfig: proxied,
		l1StandardBridge: proxied,
		l1CrossDomainMessenger: proxied,
		/** Holds the bonds of games. */
		delayedWeth: proxied,
		/** May change what each proxy delegates to, at its owner's word. */
		proxyAdmin: plain,
	}),
	slots: record({
		/** Portal: mapping(withdrawal hash → bool). */
		finalizedWithdrawals: int(0),
		/** Portal: mapping(withdrawal hash → mapping(submitter → game in the low 20 bytes, u64 time of the proof above)). */
		provenWithdrawals: int(0),
		/** Portal: mapping(withdrawal hash → address[]). */
		proofSubmitters: int(0),
		/** Factory: mapping(type → wei that a new game has to bring). */
		initBonds: int(0),
		/** SystemConfig: the batcher's address, as a word. */
		batcherHash: int(0),
		/** SuperchainConfig: bool. */
		paused: hash,
		/** SuperchainConfig: who may pause, blacklist games and retire them. */
		guardian: hash,
		/** EIP-1967: where a proxy keeps who may upgrade it. */
		admin: hash,
		/** ProxyAdmin: its owner. */
		proxyAdminOwner: int(0),
		/** L1CrossDomainMessenger: mapping(message hash → bool): a message that was relayed. */
		relayedMessages: int(0),
		/** L1CrossDomainMessenger: mapping(message hash → bool): one that failed when it was relayed and can be again. */
		failedMessages: int(0),
		/** Game: mapping(claim's index → bool): resolveClaim is done for it. */
		resolvedClaims: int(0),
		/** Game: mapping(account → wei of bonds that it won or got back). */
		gameCredit: int(0),
	}),
	/** On L2. */
	standardBridge: address,
	crossDomainMessenger: address,
	/** Where batches are sent on L1. */
	batchInbox: address,
	/** From the proof to finalizing, at least. */
	proofMaturityS: int(0),
	/** From a game's creation until it can be resolved when nobody answers it. */
	gameClockS: int(0),
	/** From a game's resolution to finalizing, at least. */
	gameFinalityS: int(0),
	/** After this many L1 blocks an epoch without batches is closed with its deposits alone; `seconds` is that many L1 slots. */
	sequencingWindow: record({ blocks: int(1), seconds: int(1) }),
	/** The longest an honest chain's time is ahead of the L1 block it derives from. */
	maxDriftS: int(1),
	/** What a new game of the respected type had to bring when the profile was made; initBonds says what it is now. */
	initBondWei: weiText,
	/** From the resolution until a bond can be taken back. */
	bondDelayS: int(0),
	/** The L1 token behind each token of L2 that the standard bridge takes. */
	tokens: list(record({ l2: address, l1: address }), 200),
});
export type OpExit = Decoded<typeof opExit>;

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
	/** Where it is missing, nobody is shown a way out of this rollup. */
	exit: optional(opExit),
});
export type OpProfile = Decoded<typeof opGamesV1>;

/** How ether and tokens leave a Scroll rollup. Slots are places in the storage of the contracts named with them. */
const scrollExit = record({
	contracts: record({
		/** Puts transactions into the queue. */
		enforcedTxGateway: proxied,
		/** L1ScrollMessenger: pays out what messages from the rollup say. */
		messenger: proxied,
		/** L1ETHGateway, which the rollup's own bridge withdraws ether through. */
		ethGateway: optional(proxied),
	}),
	slots: record({
		/** Gateway for enforced transactions: bool. */
		gatewayPaused: int(0),
		/** Messenger: bool. */
		messengerPaused: int(0),
		/** Messenger: mapping(message hash → bool). */
		messageExecuted: int(0),
		/** SystemConfig: most gas u32, overhead u112, scalar u112. */
		queueParameters: int(0),
	}),
	/** On L2. */
	l2: record({
		messenger: address,
		messageQueue: address,
		/** L2ETHGateway, where the one on L1 is named. */
		ethGateway: optional(address),
	}),
	/** How tokens leave; without it ether alone does. */
	erc20: optional(
		record({
			/** L1StandardERC20Gateway. */
			l1Gateway: proxied,
			/** Of it: mapping(token of L1 → token of the rollup), from the first withdrawal on. */
			tokenMapping: int(0),
			/** L2StandardERC20Gateway. */
			l2Gateway: address,
			/** On L2: what makes its tokens, and what each of them is a clone of. Part of the code of the gateway on L1. */
			tokenFactory: address,
			tokenImplementation: address,
			/** The L1 token behind tokens of L2. That they go together is computed, and not believed. */
			tokens: list(record({ l2: address, l1: address }), 200),
		}),
	),
});
export type ScrollExit = Decoded<typeof scrollExit>;

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
	/** Where ether and tokens leave; without it no way out is offered. */
	exit: optional(scrollExit),
});
export type ScrollProfile = Decoded<typeof scrollV1>;

/** A Groth16 key over BN254, its points as EIP-197 spells them. */
const groth16Key = record({
	alpha: hex(64),
	beta: hex(128),
	gamma: hex(128),
	delta: hex(128),
	/** The constant's point, then one for each public input. */
	ic: list(hex(64), 64, 1),
});
export type ProgramKey = Decoded<typeof groth16Key>;

/** The key as a kernel is asked with it. */
export const keyBytes = (key: ProgramKey): Uint8Array =>
	encodeGroth16Key({
		alpha: fromHex(key.alpha),
		beta: fromHex(key.beta),
		gamma: fromHex(key.gamma),
		delta: fromHex(key.delta),
		ic: key.ic.map((point) => fromHex(point)),
	});

/** The key as a profile spells it. */
export const programKey = (key: Groth16Key): ProgramKey => ({
	alpha: toHex(key.alpha),
	beta: toHex(key.beta),
	gamma: toHex(key.gamma),
	delta: toHex(key.delta),
	ic: key.ic.map(toHex),
});

/** By what the program of a key is known. */
export const programHash = (key: ProgramKey): Hex => keyHash(keyBytes(key));

const program = record({ system: oneOf("groth16"), key: groth16Key, hash });

/** Root, new root, data, queue before and after, withdrawals, chain. */
export const referenceInputs = 7;

/** The reference rollup, first version: test/network/reference/README.md. Slots are places in its one contract's storage. */
const referenceFields = record({
	...common,
	kind: oneOf("reference-v1"),
	contracts: record({ rollup: plain, verifier: plain }),
	slots: record({
		lastCommitted: int(0),
		lastProven: int(0),
		/** Unix seconds, zero while it is not frozen. */
		frozenAt: int(0),
		queueLength: int(0),
		/** Entries that proven batches took. */
		queueProven: int(0),
		/** The proven root. */
		lastRoot: int(0),
		/** mapping(number → hash). */
		batchHash: int(0),
		/** mapping(entry of the queue → when it came). The watch needs it to see a deadline pass. */
		queueTime: optional(int(0)),
		/** mapping(number → proven root). This and the next are what leaving needs besides. */
		stateRoot: optional(int(0)),
		/** mapping(number → root of the withdrawals), of proven batches. */
		withdrawRoot: optional(int(0)),
		/** mapping(length of the queue → hash of all its entries). */
		queueHash: optional(int(0)),
		/** mapping(hash of batch and position → bool). */
		withdrawn: optional(int(0)),
		/** mapping(index of an account → bool). */
		escaped: optional(int(0)),
		/** mapping(entry of the queue → bool). */
		reclaimed: optional(int(0)),
	}),
	/** An L1 block not younger than the contract: events are looked for from there on. */
	firstBlock: optional(int(0)),
	/** Levels of the state tree. */
	depth: int(1, 32),
	operationsPerBatch: int(1, 64),
	/** What a batch is proved by. */
	program,
	/** The batch from which on every proof is checked again here. Its root is believed as the checkpoint is. */
	anchor: record({
		batch: int(0),
		batchHash: hash,
		root: hash,
		queueHash: hash,
	}),
	/** How long the operator may leave an entry of the queue, before anyone may freeze the rollup. */
	deadlineS: int(1),
	/** Said to people wherever the rollup is shown: that its setup is insecure; empty where there is nothing to say. */
	warning: text(200),
});
export type ReferenceProfile = Decoded<typeof referenceFields>;

/** @throws bad-field, also when the program's hash is not that of its key or the key is for another number of inputs */
export const referenceV1: Decode<ReferenceProfile> = (raw, path) => {
	const profile = referenceFields(raw, path);
	const { key, hash: stated } = profile.program;
	if (key.ic.length !== referenceInputs + 1)
		throw new Fault(
			"bad-field",
			`"${path}.program.key" has ${key.ic.length} points for ${referenceInputs} inputs`,
		);
	const found = programHash(key);
	if (found !== stated)
		throw new Fault(
			"bad-field",
			`"${path}.program.hash" is ${stated}, the key's is ${found}`,
		);
	return profile;
};

/** Those whose roots are of blocks with Ethereum's state under them. */
export type BlockProfile = OpProfile | ScrollProfile;
export type RollupProfile = BlockProfile | ReferenceProfile;

const kinds: { readonly [kind: string]: Decode<RollupProfile> } = {
	"op-games-v1": opGamesV1,
	"scroll-v1": scrollV1,
	"reference-v1": referenceV1,
};

/** @throws bad-field; unknown-fork for a kind that this release does not know */
export const decodeRollupProfile: Decode<RollupProfile> = byKind(
	kinds,
	(kind) => new Fault("unknown-fork", `rollups of kind "${kind}"`),
);

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
