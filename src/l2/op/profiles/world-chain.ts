// World Chain on Ethereum: one account proposes roots and one may dispute them. Its SystemConfig's proxy is of a release that
// nobody showed the code of, so the batcher is as the registry of chains names it, and no root stands by the sequencer's word.
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
			newProxy,
			factory,
		),
		anchorStateRegistry: behindProxy(
			"0x90bb48fe3310499db36437dcae642f721e32d094",
			registryProxy,
			anchorStateRegistry,
		),
	},
	batcher: "0xdbbe3d8c2d2b22a2611c5a94a9a12c2fcd49eb29",
	games: [...permissionedGames, ...faultGames],
	genesis: { timeS: 1719335639, blockNumber: 0 },
	upgrade: proxyAdmin("0xd7405be7f3e63b094af6c7c23d5ee33fd82f872d"),
};
