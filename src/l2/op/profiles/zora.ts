// Zora on Ethereum: one account proposes roots and one may dispute them.
// Addresses and genesis: ethereum-optimism/superchain-registry@8336d2ae.

import { permissionedFirst, standardChain } from "./standard.ts";

export const zora = standardChain({
	name: "zora",
	title: "Zora",
	chainId: 7777777,
	blockTimeS: 2,
	explorer: "https://explorer.zora.energy",
	factoryAt: "0xb0f15106fa1e473ddb39790f197275bc979aa37e",
	registryAt: "0x54027b388330415a34b2dba9e6d25895649eeff1",
	systemConfigAt: "0xa3cab0126d5f504b071b81a3e8a2bbbf17930d86",
	games: permissionedFirst,
	genesis: { timeS: 1686693839, blockNumber: 0 },
	batchInbox: "0x6f54ca6f6ede96662024ffd61bfd18f3f4e34dff",
	proxyAdminAt: "0xd4ef175b9e72caee9f1fe7660a6ec19009903b49",
	leave: {
		portalAt: "0x1a0ad011913a150f69f6a19df447a0cfd9551054",
		bridgeAt: "0x3e2ea9b92b7e48a52296fd261dc26fd995284631",
		messengerAt: "0xdc40a14d9abd6f410226f1e6de71ae03441ca506",
	},
});
