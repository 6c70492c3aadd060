// Unichain on Ethereum. Games about super roots count since September 2026, those of type 8 before.
// Addresses and genesis: ethereum-optimism/superchain-registry@8336d2ae.

import type { OpRegistryProfile } from "../checks/registry-profile.ts";
import {
	anchorStateRegistry,
	behindProxy,
	factory,
	faultGames,
	knownProxy,
	leftBy,
	namedProxy,
	permissionedGames,
	proxyAdmin,
	proxyCode,
	registryProxy,
	standard,
	superGame,
	systemConfigV8,
} from "./standard.ts";

export const unichain: OpRegistryProfile = {
	...standard,
	name: "unichain",
	title: "Unichain",
	chainId: 130,
	blockTimeS: 1,
	explorer: "https://explorer.unichain.org",
	contracts: {
		disputeGameFactory: behindProxy(
			"0x2f12d621a16e2d3285929c9996f478508951dfe4",
			{ codeHash: proxyCode, known: knownProxy.recorded },
			factory,
		),
		anchorStateRegistry: behindProxy(
			"0x27cf508e4e3aa8d30b3226ac3b5ea0e8bcacaff9",
			registryProxy,
			anchorStateRegistry,
		),
		systemConfig: behindProxy(
			"0xc407398d063f942febbcc6f80a156b47f3f1bda6",
			namedProxy,
			systemConfigV8,
		),
	},
	games: [superGame, ...faultGames, ...permissionedGames],
	genesis: { timeS: 1730748359, blockNumber: 0 },
	batchInbox: "0xff00000000000000000000000000000000000130",
	exit: leftBy({
		portalAt: "0x0bd48f6b86a26d3a217d0fa6ffe2b491b956a7a2",
		bridgeAt: "0x81014f44b0a345033bb2b3b21c7a1a308b35feea",
		messengerAt: "0x9a3d64e386c18cb1d6d5179a9596a4b5736e98a6",
	}),
	upgrade: proxyAdmin("0x3b73fa8d82f511a3cae17b5a26e4e1a2d5e2f2a4"),
};
