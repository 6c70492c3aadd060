// OP Mainnet on Ethereum. Games about super roots count since September 2026, those of type 8 before.
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
	proxyCode2023,
	registryProxy,
	standard,
	superGame,
	systemConfigV8,
} from "./standard.ts";

export const opMainnet: OpRegistryProfile = {
	...standard,
	name: "optimism",
	title: "OP Mainnet",
	chainId: 10,
	// GovernanceToken, a predeploy: op-contracts, snapshots/storageLayout/GovernanceToken.json
	tokens: [
		{
			address: "0x4200000000000000000000000000000000000042",
			symbol: "OP",
			decimals: 18,
			balancesSlot: 0,
		},
	],
	blockTimeS: 2,
	explorer: "https://explorer.optimism.io",
	contracts: {
		disputeGameFactory: behindProxy(
			"0xe5965ab5962edc7477c8520243a95517cd252fa9",
			namedProxy,
			factory,
		),
		anchorStateRegistry: behindProxy(
			"0x23b2c62946350f4246f9f9d027e071f0264fd113",
			registryProxy,
			anchorStateRegistry,
		),
		systemConfig: behindProxy(
			"0x229047fed2591dbec1ef1118d64f7af3db9eb290",
			{ codeHash: proxyCode2023, known: knownProxy.deployment },
			systemConfigV8,
		),
	},
	games: [superGame, ...faultGames, ...permissionedGames],
	genesis: { timeS: 1686068903, blockNumber: 105235063 },
	batchInbox: "0xff00000000000000000000000000000000000010",
	exit: leftBy({
		portalAt: "0xbeb5fc579115071764c7423a4f12edde41f106ed",
		bridgeAt: "0x99c9fc46f92e8a1c0dec1b1747d010903e884be1",
		messengerAt: "0x25ace71c97b33cc4729cf772ae268934f7ab5fa1",
		portalProxy: {
			codeHash: proxyCode2023,
			known: knownProxy.deployment,
		},
	}),
	upgrade: proxyAdmin("0x543ba4aadbab8f9025686bd03993043599c6fb04"),
};
