// Zora on Ethereum: one account proposes roots and one may dispute them.
// Addresses and genesis: ethereum-optimism/superchain-registry@8336d2ae.

import type { OpRegistryProfile } from "../checks/registry-profile.ts";
import {
	anchorStateRegistry,
	behindProxy,
	factory,
	faultGames,
	namedProxy,
	permissionedGames,
	proxyAdmin,
	registryProxy,
	standard,
	superGame,
	systemConfigV8,
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
			namedProxy,
			factory,
		),
		anchorStateRegistry: behindProxy(
			"0x54027b388330415a34b2dba9e6d25895649eeff1",
			registryProxy,
			anchorStateRegistry,
		),
		systemConfig: behindProxy(
			"0xa3cab0126d5f504b071b81a3e8a2bbbf17930d86",
			namedProxy,
			systemConfigV8,
		),
	},
	games: [...permissionedGames, ...faultGames, superGame],
	genesis: { timeS: 1686693839, blockNumber: 0 },
	upgrade: proxyAdmin("0xd4ef175b9e72caee9f1fe7660a6ec19009903b49"),
};
