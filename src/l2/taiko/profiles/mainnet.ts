// Taiko's main network (Alethia), on Ethereum: what of it is pinned, and how each pin is known. Hashes of code are not known of any of
// it: proxies and what they delegate to are known by their addresses.

import { implementationSlot } from "../../pinned.ts";
import type { TaikoProfile } from "../checks/profile.ts";

const record =
	"taikoxyz/taiko-mono@b9c5bb2a:packages/protocol/deployments/mainnet-contract-logs-L1.md";
/** The same addresses, as another read them on L1. */
const readBy = "l2beat/l2beat@0160a028 (2026-08-26)";
const code = {
	how: "deployment",
	source: `${record}, contracts/layer1/mainnet/LibL1Addrs.sol; ${readBy}`,
} as const;
const implementation = (upgrade: string) =>
	({ how: "deployment", source: `${record}, ${upgrade}; ${readBy}` }) as const;

export const mainnet: TaikoProfile = {
	kind: "taiko-v1",
	name: "taiko",
	title: "Taiko Alethia",
	chainId: 167_000,
	l1: "mainnet",
	l1ChainId: 1,
	blockTimeS: 2,
	explorer: "https://taikoscan.io",
	coin: { symbol: "ETH", decimals: 18 },
	tokens: [
		// BridgedTaikoToken, unchanged since 2024-05-29 by mainnet-contract-logs-L2.md: TaikoTokenBase.sol of taiko-mono@b955e0e, and
		// BridgedTaikoToken_Layout.sol of @b9c5bb2a. Circle's USDC has a flag beside each balance, and is not read.
		{
			address: "0xa9d23408b9ba935c230493c40c73824df71a0975",
			symbol: "TAIKO",
			decimals: 18,
			balancesSlot: 301,
		},
	],
	// no vm: since Unzen (2026-08-06) a block's work is bounded by a gas of its own beside Ethereum's, which is not computed here
	policy: {
		finality: "final",
		who: "accepted",
		// a block is some hours old when L1 has it as final: proofs come every two hours or so
		ages: { show: 172_800, answer: 43_200, order: 28_800, sign: 28_800 },
	},
	contracts: {
		inbox: {
			address: "0x6f21c543a4af5189ebdb0723827577e1ef57ef1f",
			implementation: "0x5253d4c91e80b880ddb54b78e74082abe066f6b9",
			known: {
				code,
				implementation: implementation(
					"MainnetInbox of 907827890, since 2026-08-03 (Proposal0019)",
				),
			},
		},
		signalService: {
			address: "0x9e0a24964e5397b566c1ed39258e21ab5e35c77c",
			implementation: "0x1a06832992785766a105838c95c1e13a0045ac85",
			known: {
				code,
				implementation: implementation(
					"SignalService of b73608696, since 2026-06-29 (Proposal0017)",
				),
			},
		},
		bridge: {
			address: "0xd60247c6848b7ca29eddf63aa924e53db6ddd8ec",
			implementation: "0x1c94d798cfa08f396e5ba9f81697289c53273381",
			known: {
				code,
				implementation: implementation(
					"MainnetBridge of b73608696, since 2026-06-29 (Proposal0017)",
				),
			},
		},
	},
	// MainnetInbox_Layout.sol, SignalService_Layout.sol, MainnetBridge_Layout.sol of taiko-mono@b9c5bb2a; of the commits above they are
	// the same.
	slots: {
		implementation: implementationSlot,
		owner: 51,
		paused: 201,
		coreState: 252,
		finalizedBlockHash: 253,
		forcedQueue: 255,
		forcedEnds: 256,
		checkpoints: 254,
	},
	checkpointVersion: 1,
	forcedInclusionDelayS: 576,
	controller: "0x75ba76403b13b26ad1bec70d6ee937314eeacd0a",
};
