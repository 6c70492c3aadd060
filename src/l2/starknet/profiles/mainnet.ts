// Starknet's main network, on Ethereum: what of it is pinned, and how each pin is known.

import type { StarknetProfile } from "../checks/profile.ts";

/** packages/config/src/projects/starknet/discovered.json, of 2026-08-13; in force since 2026-04-20. */
const discovery = "l2beat/l2beat@024b02a00429, starknet";

/**
 * The addresses of STRK and ETH are those that L1's own configHash commits to as fee tokens (test/l2/starknet/checks/fee-token.test.ts):
 * events of the core have those hashes.
 */
export const mainnet: StarknetProfile = {
	kind: "starknet-v1",
	name: "starknet",
	title: "Starknet",
	chainId: null,
	networkId: "SN_MAIN",
	l1: "mainnet",
	l1ChainId: 1,
	explorer: "https://voyager.online",
	// L1 takes states over hours apart; a day without one is shown as old
	ages: { show: 86_400, answer: 86_400 },
	contracts: {
		core: {
			address: "0xc662c410c0ecf747543f5ba90660f6abebd9c8c4",
			codeHash:
				"0x4ffd6c414d52ca0bfd8855fe16f448d32a37d72192fb3a72a7a5811935345e5e",
			implementation: "0x9961d34d3bae6914635c882e8fe382e14e0f172a",
			known: {
				code: {
					how: "recorded",
					source: "account proof under Ethereum block 23990413",
				},
				implementation: {
					how: "seen",
					source: discovery,
				},
			},
		},
	},
	verifier: "0x47312450b3ac8b5b8e247a6bb6d523e7605bdb60",
	governors: [
		{
			address: "0x15e8c684fd095d4796a0c0cf678554f4c1c7c361",
			says: "Security Council",
		},
		{
			address: "0xca112018feb729458b628aadc8f996f9decbca0c",
			says: "Delayed Executor",
		},
	],
	shown: [
		{
			slot: "0x943200e308a50d48a78316593ee5176590a1d8b463004b9d64fef202dfe284f8",
			says: "seconds before a deposit is cancelled",
		},
		{
			slot: "0x40af3c5d10641ea6a095e7a9b843218461f4c8d604207c721ffceec9721b1ac5",
			says: "messages ever sent to it",
		},
	],
	tokens: [
		{
			address:
				"0x049d36570d4e46f48e99674bd3fcc84644ddd6b96f7c741b1562b82f9e004dc7",
			symbol: "ETH",
			decimals: 18,
		},
		{
			address:
				"0x04718f5a0fc34cc1af16a1cdee98ffb20c31f5cd61d6ab07201858f4287c938d",
			symbol: "STRK",
			decimals: 18,
		},
	],
	// both are of starknet-io/starkgate-contracts, whose ERC20 keeps balances there
	erc20Classes: [
		{
			classHash:
				"0x07f3777c99f3700505ea966676aac4a0d692c2a9f5e667f4c606b51ca1dd3420",
			known: {
				code: {
					how: "seen",
					source: "ETH, read at block 6509136 by others",
				},
			},
		},
		{
			classHash:
				"0x04ad3c1dc8413453db314497945b6903e1c766495a1e60492d44da9c2a986e4b",
			known: {
				code: {
					how: "seen",
					source: "STRK, in starkware-libs/sequencer",
				},
			},
		},
	],
};
