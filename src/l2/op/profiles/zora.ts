// Zora on Ethereum: one account proposes roots and one may dispute them. Its SystemConfig's proxy is of a release that nobody
// showed the code of, so the batcher is as the registry of chains names it, and no root stands by the sequencer's word.
// Addresses and genesis: ethereum-optimism/superchain-registry@8336d2ae.

import type { OpRegistryProfile } from "../checks/registry-profile.ts";
import {
	anchorStateRegistry,
	behindProxy,
	factory,
	faultGames,
	newProxy,
	permissionedGames,
	proxyAdmin,
	registryProxy,
	standard,
} from "./standard.ts";

export const zora: OpRegistryProfile = {
	...standard,
	name: "zora",
	title: "Zora",
	chainId: 7777777,
	blockTimeS: 2,
	explorer: "https://explorer.zora.energy",
	contracts: {
		disputeGameFactory: behindProxy(
			"0xb0f15106fa1e473ddb39790f197275bc979aa37e",
			newProxy,
			factory,
		),
		anchorStateRegistry: behindProxy(
			"0x54027b388330415a34b2dba9e6d25895649eeff1",
			registryProxy,
			anchorStateRegistry,
		),
	},
	batcher: "0x625726c858dbf78c0125436c943bf4b4be9d9033",
	games: [...permissionedGames, ...faultGames],
	genesis: { timeS: 1686693839, blockNumber: 0 },
	upgrade: proxyAdmin("0xd4ef175b9e72caee9f1fe7660a6ec19009903b49"),
};
