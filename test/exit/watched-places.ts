// What Ethereum shows of chains that are only watched, with contract and slot on mainnet; bits count from the low end. Whoever
// writes a network file may take its places from here. Facts are of the sources named, as of the month that stands there.

import type { Family } from "../../src/l2/watched/checks/profile.ts";

export const watchedPlaces: readonly {
	readonly family: Family;
	readonly title: string;
	readonly shown: readonly {
		readonly says: string;
		readonly contract: string;
		readonly slot: string;
		readonly bits?: { readonly from: number; readonly count: number };
	}[];
	readonly sources: readonly string[];
	/** Year and month of the newest of the sources. */
	readonly asOf: string;
}[] = [
	{
		family: "zksync",
		title: "ZKsync Era",
		shown: [
			{
				says: "Batches executed: what is withdrawn in these can be finished.",
				contract: "0x32400084C286CF3E17e7B677ea9583e60a000324",
				slot: "11",
			},
			{
				says: "Batches proved.",
				contract: "0x32400084C286CF3E17e7B677ea9583e60a000324",
				slot: "12",
			},
			{
				says: "Batches committed.",
				contract: "0x32400084C286CF3E17e7B677ea9583e60a000324",
				slot: "13",
			},
			{
				says: "First request of the queue that is not processed.",
				contract: "0x32400084C286CF3E17e7B677ea9583e60a000324",
				slot: "52",
			},
			{
				says: "Requests that ever came into the queue's tree.",
				contract: "0x32400084C286CF3E17e7B677ea9583e60a000324",
				slot: "54",
			},
			{
				says: "Where the chain settles: zero is Ethereum.",
				contract: "0x32400084C286CF3E17e7B677ea9583e60a000324",
				slot: "50",
			},
		],
		sources: [
			"matter-labs/era-contracts@5e7d0b40: ZKChainStorage.sol, Executor.sol, PRIORITY_EXPIRATION",
			"l2beat/l2beat@df9e6e850a27: packages/config/src/projects/zksync2",
		],
		asOf: "2026-03",
	},
	{
		family: "linea",
		title: "Linea",
		shown: [
			{
				says: "Last finalized block of the chain: it grows with every finalization.",
				contract: "0xd19d4B5d358258f05D7B411E21A1460D11B0876F",
				slot: "281",
			},
			{
				says: "What is paused, one bit each.",
				contract: "0xd19d4B5d358258f05D7B411E21A1460D11B0876F",
				slot: "218",
			},
			{
				says: "The operator of last resort.",
				contract: "0xd19d4B5d358258f05D7B411E21A1460D11B0876F",
				slot: "448",
			},
		],
		sources: [
			"LFDT-Lineth/lineth-monorepo@cb180134: contracts (LineaRollup v8, ForcedTransactionGateway)",
			"l2beat/l2beat@01eb50b9521e: packages/config/src/projects/linea",
			"https://docs.linea.build/changelog/release-notes",
		],
		asOf: "2026-06",
	},
	{
		family: "starknet",
		title: "Starknet",
		shown: [
			{
				says: "Last block that a state update proved: it grows with every update.",
				contract: "0xc662c410C0ECf747543f5bA90660f6ABeBD9C8c4",
				slot: "0x71a8ef1b1265359d77973c3524afac225c0a0d829a0d4da5cac3b34532019fed",
			},
			{
				says: "How long a cancelled message waits, in seconds.",
				contract: "0xc662c410C0ECf747543f5bA90660f6ABeBD9C8c4",
				slot: "0x943200e308a50d48a78316593ee5176590a1d8b463004b9d64fef202dfe284f8",
			},
		],
		sources: [
			"starkware-libs/cairo-lang@66355d7d: src/starkware/starknet/solidity",
			"l2beat/l2beat@024b02a00429: packages/config/src/projects/starknet",
		],
		asOf: "2026-08",
	},
	{
		family: "taiko",
		title: "Taiko Alethia",
		shown: [
			{
				says: "Ethereum block of the last proposal.",
				contract: "0x6f21C543a4aF5189eBdb0723827577e1EF57ef1f",
				slot: "252",
				bits: {
					from: 48,
					count: 48,
				},
			},
			{
				says: "Time of the last finalization.",
				contract: "0x6f21C543a4aF5189eBdb0723827577e1EF57ef1f",
				slot: "252",
				bits: {
					from: 144,
					count: 48,
				},
			},
			{
				says: "First forced inclusion that waits.",
				contract: "0x6f21C543a4aF5189eBdb0723827577e1EF57ef1f",
				slot: "256",
				bits: {
					from: 0,
					count: 48,
				},
			},
			{
				says: "Forced inclusions that ever came.",
				contract: "0x6f21C543a4aF5189eBdb0723827577e1EF57ef1f",
				slot: "256",
				bits: {
					from: 48,
					count: 48,
				},
			},
		],
		sources: [
			"taikoxyz/taiko-mono@b9c5bb2a: Inbox, MainnetInbox_Layout.sol",
			"l2beat/l2beat@0160a0281eb3: packages/config/src/projects/taiko",
		],
		asOf: "2026-08",
	},
	{
		family: "polygon-pos",
		title: "Polygon PoS",
		shown: [
			{
				says: "Number of the next checkpoint, in steps of ten thousand: it grows with every checkpoint.",
				contract: "0x86E4Dc95c7FBdBf52e33D563BbDB00823894C287",
				slot: "3",
			},
		],
		sources: [
			"0xPolygon/pos-contracts@ff11f0e0: contracts/root/RootChainStorage.sol, contracts/root/withdrawManager",
			"maticnetwork/contracts@05b4e1aa: contracts/root/RootChainStorage.sol",
		],
		asOf: "2026-04",
	},
	{
		family: "polygon-zkevm",
		title: "Polygon zkEVM",
		shown: [],
		sources: [
			"The operator's notice of the end of the chain, as texts of 2026 quote it; not read at its source.",
		],
		asOf: "2026-07",
	},
];
