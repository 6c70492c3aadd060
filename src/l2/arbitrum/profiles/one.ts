// Arbitrum One, on Ethereum: what of it is pinned, and how each pin is known.

import type { ArbitrumProfile } from "../checks/profile.ts";
import {
	arbosMachine,
	boldSlots,
	mainExit,
	mainLogic,
	rollupProxy,
	usualPolicy,
} from "./bold.ts";

const configs =
	"OffchainLabs/nitro-contracts@67487333:scripts/files/configs/arb1.ts";
/** Slots of the proxies, read by two others on 2026-06-09 and 2026-10-01. */
const live =
	"EIP-1967 slots of the proxies as read on 2026-06-09 and 2026-10-01";
const logic = mainLogic("arb1DeployedContracts.json");

export const one: ArbitrumProfile = {
	kind: "arbitrum-bold-v1",
	name: "arbitrum-one",
	title: "Arbitrum One",
	chainId: 42_161,
	l1: "mainnet",
	l1ChainId: 1,
	blockTimeS: 1,
	explorer: "https://arbiscan.io",
	coin: { symbol: "ETH", decimals: 18 },
	tokens: [],
	vm: arbosMachine,
	policy: usualPolicy,
	contracts: {
		rollup: {
			address: "0x4dceb440657f21083db8add07665f8ddbe1dcfc0",
			codeHash: rollupProxy.codeHash,
			implementation: logic.admin.implementation,
			implementationCodeHash: logic.admin.implementationCodeHash,
			known: { code: rollupProxy.known, implementation: logic.admin.known },
		},
		bridge: {
			address: "0x8315177ab297ba92a06054ce80a67ed4dbd7ed3a",
			implementation: "0xfe4749061fb052c354aac65b9fb0ccd7e20d2418",
			known: {
				code: { how: "deployment", source: configs },
				implementation: { how: "recorded", source: live },
			},
		},
		sequencerInbox: {
			address: "0x1c479675ad559dc151f6ec7ed3fbf8cee79582b6",
			implementation: "0x98a58adab0f8a66a1bf4544d804bc0475dff32c7",
			known: {
				code: { how: "deployment", source: configs },
				implementation: { how: "recorded", source: live },
			},
		},
	},
	userLogic: logic.user,
	slots: boldSlots,
	data: "ethereum",
	unchallengedForBlocks: 300,
	assertionsLookedAt: 400,
	exit: mainExit(
		{
			inbox: "0x4dbd4fc535ac27206064b68ffcf827b0a60bab3f",
			outbox: "0x0b9857ae2d4a3dbe74ffe1d7df045bb7f96e4840",
		},
		configs,
		"arb1DeployedContracts.json",
	),
};
