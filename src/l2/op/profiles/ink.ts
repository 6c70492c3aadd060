// Ink on Ethereum. Games of type 8 count since June 2026; one who read Ethereum on 2026-10-01 found super roots (type 9).
// Addresses and genesis: ethereum-optimism/superchain-registry@8336d2ae.

import {
	faultGames,
	permissionedGames,
	standardChain,
	superGame,
} from "./standard.ts";

export const ink = standardChain({
	name: "ink",
	title: "Ink",
	chainId: 57073,
	blockTimeS: 1,
	explorer: "https://explorer.inkonchain.com",
	factoryAt: "0x10d7b35078d3baabb96dd45a9143b94be65b12cd",
	registryAt: "0xee018baf058227872540ac60efbd38b023d9dae2",
	systemConfigAt: "0x62c0a111929fa32cec2f76adba54c16afb6e8364",
	games: [superGame, ...faultGames, ...permissionedGames],
	genesis: { timeS: 1733498411, blockNumber: 0 },
	batchInbox: "0x005969bf0ecbf6edb6c47e5e94693b1c3651be97",
	proxyAdminAt: "0xd56045e68956fce2576e680c95a4750cf8241f79",
	leave: {
		portalAt: "0x5d66c1782664115999c47c9fa5cd031f495d3e4f",
		bridgeAt: "0x88ff1e5b602916615391f55854588efcbb7663f0",
		messengerAt: "0x69d3cf86b2bf1a9e99875b7e2d9b6a84426c171f",
	},
});
