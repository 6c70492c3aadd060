// The rollup's profile, as a wallet imports it: src/l2 says what it means. Slots are those of contracts-bedrock 0.17.3
// (AnchorStateRegistry 1.0.0, DisputeGameFactory 1.0.0, OptimismPortal2 3.10.0, L1CrossDomainMessenger 2.4.0), read off
// the storage layouts in its artifacts; exit.test.ts finds in them what a journey leaves there. Code hashes are read from L1.

import { keccak256, numberToHex, stringToBytes } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import {
	type OpProfile,
	opGamesV1,
} from "../../../src/l2/op/checks/profile.ts";
import { batchInbox, l2Bridge, l2Messenger, messagePasser } from "./address.ts";
import { gameType, type OpContracts } from "./deploy.ts";
import type { Proxied } from "./plan.ts";
import type { Rpc } from "./rpc.ts";

export type ProfileFacts = {
	readonly chainId: number;
	readonly l1ChainId: number;
	readonly blockTimeS: number;
	readonly unchallengedS: number;
	readonly rootStalledS: number;
	readonly token: Hex;
	/** The token on L2 that stands for the bridged one of L1. */
	readonly bridged: Hex;
	readonly l1SlotS: number;
	readonly proofMaturityS: number;
	readonly maxClockS: number;
	readonly gameFinalityS: number;
	readonly sequencingWindow: number;
	readonly maxDriftS: number;
	readonly initBondWei: bigint;
	readonly bondDelayS: number;
};

/** The batcher posts every few seconds and proposals come within a minute or two; the rest is for slow machines. */
const watchFor = (rootStalledS: number) => ({
	batch: { lateS: 90, stalledS: 180 },
	// a wallet offers to propose a root itself after the second of them
	root: { lateS: rootStalledS / 2, stalledS: rootStalledS },
});

/** Roots are about a minute old here; the rest is for slow machines. */
const agesS = { show: 86_400, answer: 3600, order: 900, sign: 900 };

const codeHash = async (l1: Rpc, at: Hex): Promise<Hex> => {
	const code = await l1("eth_getCode", [at, "latest"], d.hexUpTo(100_000));
	if (code === "0x") throw new Error(`${at} has no code`);
	return keccak256(code);
};

const proxied = async (l1: Rpc, { address, implementation }: Proxied) => ({
	address,
	codeHash: await codeHash(l1, address),
	implementation,
	/** Immutables are part of the code. */
	implementationCodeHash: await codeHash(l1, implementation),
});

/** The place of a value that a contract keeps under a name: the hash of the name, less one. */
const namedSlot = (name: string): Hex =>
	numberToHex(BigInt(keccak256(stringToBytes(name))) - 1n, { size: 32 });

const readExit = async (
	l1: Rpc,
	contracts: OpContracts,
	facts: ProfileFacts,
) => ({
	contracts: {
		superchainConfig: await proxied(l1, contracts.superchainConfig),
		l1StandardBridge: await proxied(l1, contracts.l1StandardBridge),
		l1CrossDomainMessenger: await proxied(l1, contracts.l1CrossDomainMessenger),
		delayedWeth: await proxied(l1, contracts.delayedWeth),
		proxyAdmin: {
			address: contracts.proxyAdmin,
			codeHash: await codeHash(l1, contracts.proxyAdmin),
		},
	},
	slots: {
		finalizedWithdrawals: 51,
		provenWithdrawals: 57,
		proofSubmitters: 60,
		initBonds: 102,
		batcherHash: 103,
		paused: namedSlot("superchainConfig.paused"),
		guardian: namedSlot("superchainConfig.guardian"),
		admin: namedSlot("eip1967.proxy.admin"),
		proxyAdminOwner: 0,
		relayedMessages: 203,
		failedMessages: 206,
		resolvedClaims: 6,
		gameCredit: 3,
	},
	standardBridge: l2Bridge,
	crossDomainMessenger: l2Messenger,
	batchInbox,
	proofMaturityS: facts.proofMaturityS,
	gameClockS: facts.maxClockS,
	gameFinalityS: facts.gameFinalityS,
	sequencingWindow: {
		blocks: facts.sequencingWindow,
		seconds: facts.sequencingWindow * facts.l1SlotS,
	},
	maxDriftS: facts.maxDriftS,
	initBondWei: facts.initBondWei.toString(),
	bondDelayS: facts.bondDelayS,
	tokens: [{ l2: facts.bridged, l1: contracts.l1Token }],
});

/** The profile of a deployed rollup. @throws bad-field when src/l2 would not take it */
export const readProfile = async (
	l1: Rpc,
	contracts: OpContracts,
	facts: ProfileFacts,
): Promise<OpProfile> =>
	opGamesV1(
		{
			kind: "op-games-v1",
			name: "embedded-op",
			title: "Embedded rollup",
			chainId: facts.chainId,
			l1: "embedded",
			l1ChainId: facts.l1ChainId,
			blockTimeS: facts.blockTimeS,
			explorer: "",
			coin: { symbol: "ETH", decimals: 18 },
			tokens: [
				{ address: facts.token, symbol: "RLT", decimals: 18, balancesSlot: 0 },
				{
					address: facts.bridged,
					symbol: "BRG",
					decimals: 18,
					balancesSlot: 0,
				},
			],
			// Granite: Ethereum's Cancun, and at 0x100 a precompile that it has not (RIP-7212).
			vm: {
				forks: [{ name: "cancun", fromS: 0 }],
				strange: ["0x0000000000000000000000000000000000000100"],
			},
			policy: { finality: "final", who: "proposed", ages: agesS },
			watch: watchFor(facts.rootStalledS),
			contracts: {
				systemConfig: await proxied(l1, contracts.systemConfig),
				disputeGameFactory: await proxied(l1, contracts.disputeGameFactory),
				anchorStateRegistry: await proxied(l1, contracts.anchorStateRegistry),
				optimismPortal: await proxied(l1, contracts.optimismPortal),
			},
			game: {
				type: gameType,
				implementation: contracts.faultDisputeGame,
				codeHash: await codeHash(l1, contracts.faultDisputeGame),
			},
			slots: {
				implementation: namedSlot("eip1967.proxy.implementation"),
				sequencerKey: keccak256(
					stringToBytes("systemconfig.unsafeblocksigner"),
				),
				anchors: 1,
				gameImplementations: 101,
				games: 103,
				gameList: 104,
				respectedType: 59,
				blacklist: 58,
				gameStatus: 0,
				gameClaims: 2,
			},
			messagePasser,
			unchallengedForS: facts.unchallengedS,
			gamesLookedAt: 16,
			exit: await readExit(l1, contracts, facts),
		},
		"profile",
	);
