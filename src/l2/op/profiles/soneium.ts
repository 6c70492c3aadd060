// Soneium on Ethereum: one account proposes roots and one may dispute them. One who read Ethereum on 2026-10-01 found another
// make of such games (type 5), whose address is not had: where that counts, nothing rests on its roots here.
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

export const soneium: OpRegistryProfile = {
	...standard,
	name: "soneium",
	title: "Soneium",
	chainId: 1868,
	blockTimeS: 2,
	explorer: "https://soneium.blockscout.com",
	contracts: {
		disputeGameFactory: behindProxy(
			"0x512a3d2c7a43bd9261d2b8e8c9c70d4bd4d503c0",
			namedProxy,
			factory,
		),
		anchorStateRegistry: behindProxy(
			"0x4890928941e62e273da359374b105f803329f473",
			registryProxy,
			anchorStateRegistry,
		),
		systemConfig: behindProxy(
			"0x7a8ed66b319911a0f3e7288bddab30d9c0c875c3",
			namedProxy,
			systemConfigV8,
		),
	},
	games: [...permissionedGames, ...faultGames, superGame],
	genesis: { timeS: 1733134751, blockNumber: 0 },
	upgrade: proxyAdmin("0x89889b569c3a505f3640ee1bd0ac1d557f436d2a"),
};
