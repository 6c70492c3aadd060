// Mode on Ethereum: one account proposes roots and one may dispute them. Its SystemConfig's proxy is of a release that nobody
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
			newProxy,
			factory,
		),
		anchorStateRegistry: behindProxy(
			"0xeb9d917868276cee5457609dbbf470fde41bade8",
			registryProxy,
			anchorStateRegistry,
		),
	},
	batcher: "0x99199a22125034c808ff20f377d91187e8050f2e",
	games: [...permissionedGames, ...faultGames],
	genesis: { timeS: 1700167583, blockNumber: 0 },
	upgrade: proxyAdmin("0x470d87b1dae09a454a43d1fd772a561a03276ab7"),
};
