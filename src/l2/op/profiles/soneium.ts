// Soneium on Ethereum: one account proposes roots and one may dispute them. One who read Ethereum on 2026-10-01 found another
// make of such games (type 5), whose address is not had: where that counts, nothing rests on its roots here.
// Addresses and genesis: ethereum-optimism/superchain-registry@8336d2ae.

import { permissionedFirst, standardChain } from "./standard.ts";

export const soneium = standardChain({
	name: "soneium",
	title: "Soneium",
	chainId: 1868,
	blockTimeS: 2,
	explorer: "https://soneium.blockscout.com",
	factoryAt: "0x512a3d2c7a43bd9261d2b8e8c9c70d4bd4d503c0",
	registryAt: "0x4890928941e62e273da359374b105f803329f473",
	systemConfigAt: "0x7a8ed66b319911a0f3e7288bddab30d9c0c875c3",
	games: permissionedFirst,
	genesis: { timeS: 1733134751, blockNumber: 0 },
	batchInbox: "0x008dc74cecc9deda8595b2fe210ce5979f0bfa8e",
	proxyAdminAt: "0x89889b569c3a505f3640ee1bd0ac1d557f436d2a",
	leave: {
		portalAt: "0x88e529a6ccd302c948689cd5156c83d4614fae92",
		bridgeAt: "0xeb9bf100225c214efc3e7c651ebbadcf85177607",
		messengerAt: "0x9cf951e3f74b644e621b36ca9cea147a78d4c39f",
	},
});
