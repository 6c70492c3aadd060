// Mode on Ethereum: one account proposes roots and one may dispute them.
// Addresses and genesis: ethereum-optimism/superchain-registry@8336d2ae.

import { permissionedFirst, standardChain } from "./standard.ts";

export const mode = standardChain({
	name: "mode",
	title: "Mode",
	chainId: 34443,
	blockTimeS: 2,
	explorer: "https://explorer.mode.network",
	factoryAt: "0x6f13efadabd9269d6cead22b448d434a1f1b433e",
	registryAt: "0xeb9d917868276cee5457609dbbf470fde41bade8",
	systemConfigAt: "0x5e6432f18bc5d497b1ab2288a025fbf9d69e2221",
	games: permissionedFirst,
	genesis: { timeS: 1700167583, blockNumber: 0 },
	batchInbox: "0x24e59d9d3bd73ccc28dc54062af7ef7bff58bd67",
	proxyAdminAt: "0x470d87b1dae09a454a43d1fd772a561a03276ab7",
	leave: {
		portalAt: "0x8b34b14c7c7123459cf3076b8cb929be097d0c07",
		bridgeAt: "0x735adbbe72226bd52e818e7181953f42e3b0ff21",
		messengerAt: "0x95bdca6c8edeb69c98bd5bd17660bacef1298a6f",
	},
});
