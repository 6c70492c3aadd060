// Scroll's main network, on Ethereum: what of it is pinned, and how each pin is known. Its contracts are those of scroll-contracts
// 3.0.0 since 2025-08-18 (transaction 0x0b3de25c…daa7c); 4.0.0 differs from that in no storage, no function and no calldata of the
// contracts named here, but for the verifiers.
//
// No hash of their code was seen by anybody who says how, so they are known by their addresses. Who may change them: the admin
// of the proxies is a ProxyAdmin at 0xEB80…d072, which obeys a ScrollOwner at 0x7985…26a6. Behind that are timelocks of 3 days and
// 1 day, and by documents (l2beat@075c485f, June 2026) one without any delay, which three of four people of Scroll may use. The
// hash of neither contract's code is known, so no delay is read and none is promised.
//
// Sepolia does not ship: its proxies are known, what is behind them is not.

import type { Hex } from "../../../base/bytes.ts";
import { implementationSlot } from "../../pinned.ts";
import type { KnownBy, Proxied } from "../../profile.ts";
import type { ScrollProfile } from "../checks/profile.ts";

const documented: KnownBy = {
	how: "deployment",
	source: "docs.scroll.io, Scroll Contracts",
};
const l2beat: KnownBy = {
	how: "deployment",
	source: "l2beat@075c485f, projects/scroll",
};
/** Read on Ethereum on 2026-09-29 by one who wrote down Scroll's bridge, and before that by L2BEAT. */
const upgraded: KnownBy = {
	how: "deployment",
	source: "l2beat@075c485f, upgrade of 2025-08-18; scroll-contracts v3.0.0",
};
const gatewaySource: KnownBy = {
	how: "deployment",
	source: "l2beat/l2beat, scroll.ts; scroll-contracts@8e6a02b",
};

const proxied = (
	address: Hex,
	implementation: Hex,
	code: KnownBy,
	behind: KnownBy = upgraded,
): Proxied => ({
	address,
	implementation,
	known: { code, implementation: behind },
});

/** Tokens of L1 with those that the rollup's factory made of them: a test computes the second ones. */
const usdt = {
	l1: "0xdac17f958d2ee523a2206206994597c13d831ec7",
	l2: "0xf55bec9cafdbe8730f096aa55dad6d22d44099df",
} as const;
const wbtc = {
	l1: "0x2260fac5e5542a773aa44fbcfedf7c193bc2c599",
	l2: "0x3c1bca5a656e69edcd0d4e36bebb3fcdaca60cf1",
} as const;

/** What the factory makes are clones of one ScrollStandardERC20: ERC20PermitUpgradeable keeps balances there. */
const balancesSlot = 51;

export const mainnet: ScrollProfile = {
	kind: "scroll-v1",
	name: "scroll",
	title: "Scroll",
	chainId: 534_352,
	l1: "mainnet",
	l1ChainId: 1,
	blockTimeS: 1,
	explorer: "https://scrollscan.com",
	coin: { symbol: "ETH", decimals: 18 },
	tokens: [
		{ address: usdt.l2, symbol: "USDT", decimals: 6, balancesSlot },
		{ address: wbtc.l2, symbol: "WBTC", decimals: 8, balancesSlot },
	],
	policy: {
		finality: "final",
		who: "accepted",
		// a bundle each hour or two, with pauses of several hours on quiet days
		ages: { show: 172_800, answer: 43_200, order: 28_800, sign: 28_800 },
	},
	contracts: {
		scrollChain: {
			...proxied(
				"0xa13baf47339d63b743e7da8741db5456dac1e556",
				"0x0a20703878e68e587c59204cc0ea86098b8c3ba7",
				{
					how: "recorded",
					source: "account proof under an Ethereum block of 2026-10-01",
				},
			),
			codeHash:
				"0x23c736713c762f5d684fdda5244e49dc182aa801b78383ddf51015c1597c446c",
		},
		messageQueue: proxied(
			"0x56971da63a3c0205184fef096e9ddfc7a8c2d18a",
			"0x39c36c9026ac18104839a50c61a4507ea5052eca",
			l2beat,
		),
		systemConfig: proxied(
			"0x8432728a257646449245558b8b7dbe51a16c7a4d",
			"0xf15a4b6d1fe2ca6ee38bc3fb957f43f58b515eee",
			l2beat,
		),
		rollupVerifier: {
			address: "0x4cea3e866e7c57fd75cb0ca3e9f5f1151d4ead3f",
			known: { code: l2beat },
		},
	},
	slots: {
		implementation: implementationSlot,
		paused: 101,
		committedBatches: 157,
		finalizedStateRoots: 158,
		withdrawRoots: 159,
		miscData: 161,
		messageRollingHashes: 101,
		nextMessage: 103,
		nextUnfinalizedMessage: 104,
		enforcedBatch: 102,
		latestVerifier: 2,
	},
	verifiers: [
		{
			version: 10,
			// OpenVM 1.6, named by the owner since June 2026
			wrapper: {
				address: "0x808297224e86b1a6055b5f790a2ce07ed611f955",
				known: { code: l2beat },
			},
			plonk: {
				address: "0x96cbcc4333e172927fda8b631c716d43e2fba01c",
				known: { code: l2beat },
			},
			digests: [
				"0x00398b786b500ca759ca2de2aee9c73bd8e28f1c80b49e1c53bc060a9a649269",
				"0x0021785a05e931b447c8d6463f4547f92081a92ee357af26e1c6f6ecfe373d67",
			],
			protocolVersion: 10,
		},
		{
			version: 10,
			// OpenVM 2, on Ethereum since September 2026 and to be named next; what it calls stands in its own code
			wrapper: {
				address: "0x7966fe0de13e3b81533470640ac489223476b254",
				known: {
					code: {
						how: "deployment",
						source: "scroll-tech/scroll, shadow test of 2026-09-16",
					},
				},
			},
			digests: [
				"0x006770fb0f71f20718b614c8c5d3fb39482f0527806e67b0ea00ab5508245655",
				"0x00488b196ca5b2ea1fda4c960fe2e1b0b9715c0428a8ec6fb01a64684f8533f7",
			],
			protocolVersion: 10,
		},
	],
	prover: "sound",
	blocksLookedBack: 8192,
	exit: {
		contracts: {
			enforcedTxGateway: proxied(
				"0x72cacbcfde2d1e19122f8a36a4d6676cd39d7a5d",
				"0x7e87c75bbe7991bbcebd2c7a56f4cfc923bddbcc",
				l2beat,
				gatewaySource,
			),
			messenger: proxied(
				"0x6774bcbd5cecef1336b5300fb5186a12ddd8b367",
				"0x79b6eabffaa958fdf2aa2bf632878bd323dcbf69",
				documented,
			),
			ethGateway: proxied(
				"0x7f2b8c31f88b6006c382775eea88297ec1e3e905",
				"0x1fee6a6dc49095fb9c84d61aa4b8a07284b2a1d0",
				documented,
			),
		},
		slots: {
			gatewayPaused: 151,
			messengerPaused: 101,
			messageExecuted: 252,
			queueParameters: 101,
		},
		l2: {
			messenger: "0x781e90f1c8fc4611c9b7497c3b47f99ef6969cbc",
			messageQueue: "0x5300000000000000000000000000000000000000",
			ethGateway: "0x6ea73e05adc79974b931123675ea8f78ffdacdf0",
		},
		erc20: {
			l1Gateway: proxied(
				"0xd8a791fe2be73eb6e6cf1eb0cb3f36adc9b3f8f9",
				"0xff8238be22cc583b3d69a76da9d84da7788c0ee9",
				documented,
			),
			tokenMapping: 253,
			l2Gateway: "0xe2b4795039517653c5ae8c2a9bfdd783b48f447a",
			tokenFactory: "0x66e5312edeeaef6e80759a0f789e7914fb401484",
			tokenImplementation: "0xc7d86908ccf644db7c69437d5852cedbc1ad3f69",
			tokens: [usdt, wbtc],
		},
	},
};
