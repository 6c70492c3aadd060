// World Chain on Ethereum: one account proposes roots and one may dispute them.
// Addresses and genesis: ethereum-optimism/superchain-registry@8336d2ae.

import type { OpRegistryProfile } from "../checks/registry-profile.ts";
import { isthmusMachine } from "./machine.ts";
import { permissionedFirst, standardChain } from "./standard.ts";

const chain = standardChain({
	name: "world-chain",
	title: "World Chain",
	chainId: 480,
	blockTimeS: 2,
	explorer: "https://worldchain-mainnet.explorer.alchemy.com",
	factoryAt: "0x069c4c579671f8c120b1327a73217d01ea2ec5ea",
	registryAt: "0x90bb48fe3310499db36437dcae642f721e32d094",
	systemConfigAt: "0x6ab0777fd0e609ce58f939a7f70fe41f5aa6300a",
	games: permissionedFirst,
	genesis: { timeS: 1719335639, blockNumber: 0 },
	batchInbox: "0xff00000000000000000000000000000000000480",
	proxyAdminAt: "0xd7405be7f3e63b094af6c7c23d5ee33fd82f872d",
	leave: {
		portalAt: "0xd5ec14a83b7d95be1e2ac12523e2dee12cbeea6c",
		bridgeAt: "0x470458c91978d2d929704489ad730dc3e3001113",
		messengerAt: "0xf931a81d18b1766d15695ffc7c1920a62b7e710a",
		maxDriftS: 1800,
	},
});

/** It is on no list of the chains that Karst came to. */
export const worldChain: OpRegistryProfile = { ...chain, vm: isthmusMachine };
