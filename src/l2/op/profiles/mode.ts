// Mode on Ethereum: one account proposes roots and one may dispute them.
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

export const mode: OpRegistryProfile = {
	...standard,
	name: "mode",
	title: "Mode",
	chainId: 34443,
	blockTimeS: 2,
	explorer: "https://explorer.mode.network",
	contracts: {
		disputeGameFactory: behindProxy(
			"0x6f13efadabd9269d6cead22b448d434a1f1b433e",
			namedProxy,
			factory,
		),
		anchorStateRegistry: behindProxy(
			"0xeb9d917868276cee5457609dbbf470fde41bade8",
			registryProxy,
			anchorStateRegistry,
		),
		systemConfig: behindProxy(
			"0x5e6432f18bc5d497b1ab2288a025fbf9d69e2221",
			namedProxy,
			systemConfigV8,
		),
	},
	games: [...permissionedGames, ...faultGames, superGame],
	genesis: { timeS: 1700167583, blockNumber: 0 },
	upgrade: proxyAdmin("0x470d87b1dae09a454a43d1fd772a561a03276ab7"),
};
