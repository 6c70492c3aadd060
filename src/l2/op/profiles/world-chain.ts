// World Chain on Ethereum: one account proposes roots and one may dispute them.
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

export const worldChain: OpRegistryProfile = {
	...standard,
	name: "world-chain",
	title: "World Chain",
	chainId: 480,
	blockTimeS: 2,
	explorer: "https://worldchain-mainnet.explorer.alchemy.com",
	contracts: {
		disputeGameFactory: behindProxy(
			"0x069c4c579671f8c120b1327a73217d01ea2ec5ea",
			namedProxy,
			factory,
		),
		anchorStateRegistry: behindProxy(
			"0x90bb48fe3310499db36437dcae642f721e32d094",
			registryProxy,
			anchorStateRegistry,
		),
		systemConfig: behindProxy(
			"0x6ab0777fd0e609ce58f939a7f70fe41f5aa6300a",
			namedProxy,
			systemConfigV8,
		),
	},
	games: [...permissionedGames, ...faultGames, superGame],
	genesis: { timeS: 1719335639, blockNumber: 0 },
	upgrade: proxyAdmin("0xd7405be7f3e63b094af6c7c23d5ee33fd82f872d"),
};
