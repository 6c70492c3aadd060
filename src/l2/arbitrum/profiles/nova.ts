// Arbitrum Nova, on Ethereum: what of it is pinned, and how each pin is known.

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
	"OffchainLabs/nitro-contracts@67487333:scripts/files/configs/nova.ts";
const deployed =
	"OffchainLabs/nitro-contracts@67487333:scripts/files/novaDeployedContracts.json";
const logic = mainLogic("novaDeployedContracts.json");

export const nova: ArbitrumProfile = {
	kind: "arbitrum-bold-v1",
	name: "arbitrum-nova",
	title: "Arbitrum Nova",
	chainId: 42_170,
	l1: "mainnet",
	l1ChainId: 1,
	blockTimeS: 1,
	explorer: "https://nova.arbiscan.io",
	coin: { symbol: "ETH", decimals: 18 },
	tokens: [],
	vm: arbosMachine,
	policy: usualPolicy,
	contracts: {
		rollup: {
			address: "0xe7e8ccc7c381809bdc4b213ce44016300707b7bd",
			codeHash: rollupProxy.codeHash,
			implementation: logic.admin.implementation,
			implementationCodeHash: logic.admin.implementationCodeHash,
			known: { code: rollupProxy.known, implementation: logic.admin.known },
		},
		bridge: {
			address: "0xc1ebd02f738644983b6c4b2d440b8e77dde276bd",
			implementation: "0x93e8f92327bfa8096f5f6ee5f2a49183d3b3b898",
			implementationCodeHash:
				"0x08455369321c61f596eeb3272369cb3ff9215ed0793ed5c0ca6acf850381acea",
			known: {
				code: { how: "deployment", source: configs },
				implementation: {
					how: "artifact",
					source: "nitro-contracts@3.0.0 Bridge.json; l2beat@0160a028",
				},
			},
		},
		sequencerInbox: {
			address: "0x211e1c4c7f1bf5351ac850ed10fd68cffcf6c21b",
			implementation: "0x98a58adab0f8a66a1bf4544d804bc0475dff32c7",
			known: {
				code: { how: "deployment", source: configs },
				implementation: { how: "deployment", source: deployed },
			},
		},
	},
	userLogic: logic.user,
	slots: boldSlots,
	data: "committee",
	unchallengedForBlocks: 300,
	assertionsLookedAt: 400,
	exit: mainExit(
		{
			inbox: "0xc4448b71118c9071bcb9734a0eac55d18a153949",
			outbox: "0xd4b80c3d7240325d18e645b49e6535a3bf95cc58",
		},
		configs,
		"novaDeployedContracts.json",
	),
};
