// Arbitrum Sepolia, on Ethereum's test network: what of it is pinned, and how each pin is known.

import type { ArbitrumProfile } from "../checks/profile.ts";
import {
	arbosMachine,
	boldSlots,
	exitSlots,
	rollupProxy,
	usualPolicy,
} from "./bold.ts";

const configs =
	"OffchainLabs/nitro-contracts@67487333:scripts/files/configs/sepolia.ts";
const deployed = {
	how: "deployment",
	source:
		"OffchainLabs/nitro-contracts@67487333:scripts/files/sepoliaDeployedContracts.json",
} as const;

export const sepolia: ArbitrumProfile = {
	kind: "arbitrum-bold-v1",
	name: "arbitrum-sepolia",
	title: "Arbitrum Sepolia",
	chainId: 421_614,
	l1: "sepolia",
	l1ChainId: 11_155_111,
	blockTimeS: 1,
	explorer: "https://sepolia.arbiscan.io",
	coin: { symbol: "ETH", decimals: 18 },
	tokens: [],
	vm: arbosMachine,
	policy: usualPolicy,
	contracts: {
		rollup: {
			address: "0x042b2e6c5e99d4c521bd49beed5e99651d9b0cf4",
			codeHash: rollupProxy.codeHash,
			implementation: "0x3b7aea898c7f51551daaff4dae8ab0f553f2aef8",
			known: { code: rollupProxy.known, implementation: deployed },
		},
		bridge: {
			address: "0x38f918d0e9f1b721edaa41302e399fa1b79333a9",
			implementation: "0xed26e46f38957763f83f2c45f6fb6702cfebc7d8",
			known: {
				code: { how: "deployment", source: configs },
				implementation: deployed,
			},
		},
		sequencerInbox: {
			address: "0x6c97864ce4bef387de0b3310a44230f7e3f1be0d",
			implementation: "0xbbb2ef6dd70759f6c335c116895c6749ec7427da",
			known: {
				code: { how: "deployment", source: configs },
				implementation: deployed,
			},
		},
	},
	userLogic: {
		address: "0xdc2f809bba33cbb96a5ea8e9ee2dd4cb104e0ba5",
		known: { code: deployed },
	},
	slots: boldSlots,
	data: "ethereum",
	unchallengedForBlocks: 300,
	assertionsLookedAt: 400,
	exit: {
		contracts: {
			inbox: {
				address: "0xaae29b0366299461418f5324a79afc425be5ae21",
				implementation: "0x4b31d35ce007c9744e71db8fc649629f3b7c619e",
				known: {
					code: { how: "deployment", source: configs },
					implementation: deployed,
				},
			},
			outbox: {
				address: "0x65f07c7d521164a4d5dac6eb8fac8da067a3b78f",
				implementation: "0xfed2027e956fa0a1f367c03a20555839441e224f",
				known: {
					code: { how: "deployment", source: configs },
					implementation: deployed,
				},
			},
		},
		slots: exitSlots,
		isDelayBufferable: true,
	},
};
