// The rollup's profile, as a wallet imports it: src/l2 says what it means. Slots are those of contracts-bedrock 0.17.3
// (AnchorStateRegistry 1.0.0, DisputeGameFactory 1.0.0, OptimismPortal2 3.10.0); code hashes are read from L1.

import { keccak256, stringToBytes } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import { hexUpTo } from "../../../src/base/decode.ts";
import { type OpProfile, opGamesV1 } from "../../../src/l2/profile.ts";
import { messagePasser } from "./address.ts";
import { gameType, type OpContracts, type Proxied } from "./deploy.ts";
import type { Rpc } from "./rpc.ts";

export type ProfileFacts = {
	readonly chainId: number;
	readonly l1ChainId: number;
	readonly blockTimeS: number;
	readonly unchallengedS: number;
	readonly token: Hex;
};

/** Roots are about a minute old here; the rest is for slow machines. */
const agesS = { show: 86_400, answer: 3600, order: 900, sign: 900 };

const codeHash = async (l1: Rpc, at: Hex): Promise<Hex> => {
	const code = await l1("eth_getCode", [at, "latest"], hexUpTo(100_000));
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
			],
			// Granite: Ethereum's Cancun, and at 0x100 a precompile that it has not (RIP-7212).
			vm: {
				forks: [{ name: "cancun", fromS: 0 }],
				strange: ["0x0000000000000000000000000000000000000100"],
			},
			policy: { finality: "final", who: "proposed", ages: agesS },
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
				// keccak256("eip1967.proxy.implementation") - 1
				implementation:
					"0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc",
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
		},
		"profile",
	);
