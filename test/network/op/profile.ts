// What a wallet must be told about this rollup beforehand, as JSON: addresses, code hashes, where the values lie.
// Layouts are those of contracts-bedrock 0.17.3 (AnchorStateRegistry 1.0.0, DisputeGameFactory 1.0.0, Portal 3.10.0).

import { keccak256, stringToBytes } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import { hexUpTo } from "../../../src/base/decode.ts";
import { batchInbox, l1Block, messagePasser } from "./address.ts";
import { gameType, type OpContracts, type Proxied } from "./deploy.ts";
import type { Rpc } from "./rpc.ts";

export type ProxyProfile = {
	readonly address: Hex;
	/** keccak256 of the proxy's own code. */
	readonly codeHash: Hex;
	readonly implementation: Hex;
	/** keccak256 of the implementation's code: its immutables are part of it. */
	readonly implementationCodeHash: Hex;
};

export type OpProfile = {
	readonly kind: "op-games-bedrock-0.17";
	readonly name: string;
	readonly chainId: number;
	readonly l1ChainId: number;
	readonly contracts: {
		readonly superchainConfig: ProxyProfile;
		readonly systemConfig: ProxyProfile;
		readonly disputeGameFactory: ProxyProfile;
		readonly anchorStateRegistry: ProxyProfile;
		readonly delayedWeth: ProxyProfile;
		readonly optimismPortal: ProxyProfile;
	};
	readonly game: {
		readonly type: number;
		readonly implementation: Hex;
		readonly codeHash: Hex;
		readonly maxClockS: number;
	};
	/** EIP-1967: where a proxy keeps its implementation. */
	readonly implementationSlot: Hex;
	readonly slots: {
		/** keccak256("systemconfig.unsafeblocksigner"): the sequencer's address. */
		readonly sequencerKey: Hex;
		readonly batcherHash: number;
		/** mapping(gameType → {root, l2BlockNumber}). */
		readonly anchors: number;
		readonly gameImplementations: number;
		readonly initBonds: number;
		/** mapping(uuid → GameId). */
		readonly games: number;
		/** GameId[]. */
		readonly gameList: number;
		readonly portalFactory: number;
		readonly portalProven: number;
		readonly portalRespectedGameType: number;
		/** On L2: mapping(withdrawalHash → bool). */
		readonly sentMessages: number;
		/** On L2: mapping(owner → balance) of the token below. */
		readonly tokenBalances: number;
	};
	readonly messagePasser: Hex;
	readonly l1Block: Hex;
	readonly batchInbox: Hex;
	readonly batcher: Hex;
	/** The first block whose root was an anchor. */
	readonly firstBlock: number;
	readonly blockTimeS: number;
	readonly sequencingWindow: number;
	/** A root that nobody answered for this long, in L1 seconds, counts as proposed. */
	readonly unchallengedS: number;
	readonly proofMaturityS: number;
	readonly gameFinalityS: number;
	readonly tokens: readonly {
		readonly address: Hex;
		readonly symbol: string;
		readonly decimals: number;
	}[];
};

const codeHash = async (l1: Rpc, at: Hex): Promise<Hex> => {
	const code = await l1("eth_getCode", [at, "latest"], hexUpTo(100_000));
	if (code === "0x") throw new Error(`${at} has no code`);
	return keccak256(code);
};

const proxyProfile = async (
	l1: Rpc,
	{ address, implementation }: Proxied,
): Promise<ProxyProfile> => ({
	address,
	codeHash: await codeHash(l1, address),
	implementation,
	implementationCodeHash: await codeHash(l1, implementation),
});

export type ProfileFacts = Omit<
	OpProfile,
	| "kind"
	| "contracts"
	| "game"
	| "implementationSlot"
	| "slots"
	| "messagePasser"
	| "l1Block"
	| "batchInbox"
> & { readonly maxClockS: number };

/** The profile of a deployed rollup; code hashes are read from L1. */
export const readProfile = async (
	l1: Rpc,
	contracts: OpContracts,
	{ maxClockS, ...facts }: ProfileFacts,
): Promise<OpProfile> => ({
	kind: "op-games-bedrock-0.17",
	...facts,
	contracts: {
		superchainConfig: await proxyProfile(l1, contracts.superchainConfig),
		systemConfig: await proxyProfile(l1, contracts.systemConfig),
		disputeGameFactory: await proxyProfile(l1, contracts.disputeGameFactory),
		anchorStateRegistry: await proxyProfile(l1, contracts.anchorStateRegistry),
		delayedWeth: await proxyProfile(l1, contracts.delayedWeth),
		optimismPortal: await proxyProfile(l1, contracts.optimismPortal),
	},
	game: {
		type: gameType,
		implementation: contracts.faultDisputeGame,
		codeHash: await codeHash(l1, contracts.faultDisputeGame),
		maxClockS,
	},
	implementationSlot:
		"0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc",
	slots: {
		sequencerKey: keccak256(stringToBytes("systemconfig.unsafeblocksigner")),
		batcherHash: 103,
		anchors: 1,
		gameImplementations: 101,
		initBonds: 102,
		games: 103,
		gameList: 104,
		portalFactory: 56,
		portalProven: 57,
		portalRespectedGameType: 59,
		sentMessages: 0,
		tokenBalances: 0,
	},
	messagePasser,
	l1Block,
	batchInbox,
});
