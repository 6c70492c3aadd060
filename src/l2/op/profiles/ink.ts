// Ink on Ethereum. Games of type 8 count since June 2026; one who read Ethereum on 2026-10-01 found super roots (type 9).
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

export const ink: OpRegistryProfile = {
	...standard,
	name: "ink",
	title: "Ink",
	chainId: 57073,
	blockTimeS: 1,
	explorer: "https://explorer.inkonchain.com",
	contracts: {
		disputeGameFactory: behindProxy(
			"0x10d7b35078d3baabb96dd45a9143b94be65b12cd",
			namedProxy,
			factory,
		),
		anchorStateRegistry: behindProxy(
			"0xee018baf058227872540ac60efbd38b023d9dae2",
			registryProxy,
			anchorStateRegistry,
		),
		systemConfig: behindProxy(
			"0x62c0a111929fa32cec2f76adba54c16afb6e8364",
			namedProxy,
			systemConfigV8,
		),
	},
	games: [superGame, ...faultGames, ...permissionedGames],
	genesis: { timeS: 1733498411, blockNumber: 0 },
	upgrade: proxyAdmin("0xd56045e68956fce2576e680c95a4750cf8241f79"),
};
