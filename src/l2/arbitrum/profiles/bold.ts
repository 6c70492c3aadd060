// What the Arbitrum chains have in common that this release knows: layouts, code, what ArbOS computes in its own way.

import type { Hex } from "../../../base/bytes.ts";
import { implementationSlot } from "../../pinned.ts";
import type { ArbitrumExit, ArbitrumProfile } from "../checks/profile.ts";

/** OffchainLabs/nitro-contracts@67487333, test/storage/RollupUserLogic, Bridge, SequencerInbox. */
export const boldSlots: ArbitrumProfile["slots"] = {
	implementation: implementationSlot,
	userLogic:
		"0x2b1dbce74324248c222f0ec2d5ed7bd323cfc425b336f0253c5ccfda7265546d",
	paused: 51,
	chainId: 101,
	periods: 102,
	challenge: 105,
	bridge: 107,
	latestConfirmed: 116,
	assertions: 117,
	openness: 123,
	delayedMessages: 6,
	batches: 7,
	delayedMessagesRead: 0,
	delays: 10,
};

/** The same, test/storage/Inbox, Outbox; AbsBridge.InOutInfo. */
export const exitSlots: ArbitrumExit["slots"] = {
	inboxPaused: 51,
	inboxList: 102,
	spent: 2,
	roots: 3,
	allowedInboxes: 1,
	allowedOutboxes: 2,
	buffer: 12,
};

/** Where Inbox and Outbox of One and Nova delegate to: the same contracts for both. */
export const mainExit = (
	contracts: { readonly inbox: Hex; readonly outbox: Hex },
	configs: string,
	file: string,
): ArbitrumExit => ({
	contracts: {
		inbox: {
			address: contracts.inbox,
			implementation: "0x7c058ad1d0ee415f7e7f30e62db1bcf568470a10",
			implementationCodeHash:
				"0x5ae09f1eaf878683db8257385915f3f5dd53778860d26bcc616b2465c33748cd",
			known: {
				code: { how: "deployment", source: configs },
				implementation: artifact("Inbox", file),
			},
		},
		outbox: {
			address: contracts.outbox,
			implementation: "0x3fff9bdc3ce99d3d587b0d06aa7c4a10075193b4",
			implementationCodeHash:
				"0x8ac4dce75fe1cb9df64dc0b1d4c906adec3e1beae7fef3496531b24a06820308",
			known: {
				code: { how: "deployment", source: configs },
				implementation: artifact("Outbox", file),
			},
		},
	},
	slots: exitSlots,
	isDelayBufferable: true,
});

/** RollupProxy as it is deployed by CREATE2; the same code is in an account proof under Sepolia's block 9451000. */
export const rollupProxy = {
	codeHash:
		"0x5961c8c303762fe3bdc69d0df28db034e475e46ef4e3582c632eaaa51314ce29",
	known: {
		how: "rebuilt",
		source: "nitro-contracts@3.0.0 RollupProxy.json, CREATE2",
	},
} as const;

/**
 * Run out of the package's build/contracts, with its own address as the immutable that UUPSUpgradeable keeps, at the address that
 * nitro-contracts@67487333:scripts/files has for it.
 */
const artifact = (
	name: string,
	file: string,
): { readonly how: "artifact"; readonly source: string } => ({
	how: "artifact",
	source: `nitro-contracts@3.0.0 ${name}.json; ${file}`,
});

/** The logic behind the rollup's proxy, for its admin and for users: the same contracts for One and Nova. */
export const mainLogic = (file: string) => ({
	admin: {
		implementation: "0x7fc126ff51183a78c5e0437467f325f661d8df17",
		implementationCodeHash:
			"0x02ea512ed61d059b6c448bf10d1aa219d3dbc0ffecbab56a0fcc024a8c435919",
		known: artifact("RollupAdminLogic", file),
	} as const,
	user: {
		address: "0x6490ba0a60cc7d3a59c9eee135d9eed24553a60d",
		codeHash:
			"0xd6ad617b97d424693b966a31bbe909e378bb331a00f379a32e3b2b3064ed4843",
		known: { code: artifact("RollupUserLogic", file) },
	} as const,
});

const precompile = (byte: string): Hex => `0x${byte.padStart(40, "0")}`;

/**
 * Ethereum's machine, but for what is ArbOS': its precompiles (ArbSys and those after it, NodeInterface, ArbDebug, ArbosActs), and
 * the instructions that answer otherwise: NUMBER and BLOCKHASH by L1's blocks, PREVRANDAO with a constant, GASPRICE without a tip,
 * and blobs, which it has not.
 * Source: OffchainLabs/nitro@6dce8d13, precompiles/precompile.go, precompiles/docs; docs.arbitrum.io, "Differences between Arbitrum
 * and Ethereum: Solidity support". ArbOS 50 brought the rules of Osaka; 61 was scheduled for One and Nova by 2026-08-19
 * (l2beat/l2beat@0160a028, projects/nova/diffHistory.md): what is older is not run.
 */
export const arbosMachine = {
	forks: [{ name: "osaka", fromS: 1_787_143_507 }],
	strange: [
		...Array.from({ length: 0x74 - 0x64 + 1 }, (_, i) =>
			precompile((0x64 + i).toString(16)),
		),
		...["c8", "c9", "ff", "a4b05"].map(precompile),
	],
	unlike: [0x3a, 0x40, 0x43, 0x44, 0x49, 0x4a],
} as const;

/** What an order may rest on. Assertions come about an hour apart and are taken an hour after they were made. */
export const usualPolicy = {
	finality: "final",
	who: "proposed",
	ages: {
		show: 30 * 86_400,
		answer: 12 * 3600,
		order: 12 * 3600,
		sign: 12 * 3600,
	},
} as const;
