// A profile with a way out of an OP rollup whose games an AnchorStateRegistry judges, over the real storage layout: for tests of
// exits without a network.

import {
	concat,
	fromHex,
	type Hex,
	toHex,
	utf8,
} from "../../../src/base/bytes.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import {
	type OpRegistryProfile,
	opGamesV2,
} from "../../../src/l2/op/checks/registry-profile.ts";
import {
	faultMake,
	permissionedMake,
	proxyCode,
	registryProfile,
	superMake,
} from "../registry-world.ts";
import {
	l1Bridge,
	l1Messenger,
	l1Token,
	l2Bridge,
	l2Messenger,
	l2Token,
} from "./exit-world.ts";

const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
/** Code that neither a clone nor a delegation begins with. */
export const codeAt = (at: Hex): Hex =>
	toHex(concat(Uint8Array.of(0x60), utf8(at.slice(2, 4))));
const hashAt = (at: Hex): Hex => keccakHex(fromHex(codeAt(at)));

export const earlierPortal = address("dc");
export const lockboxAt = address("ec");
/** When the made rollup's first block, 100, is; its blocks are two seconds apart. */
const firstS = 1_700_000_000;

/** The portal is known by its address and by what releases before had; the rest by its code. */
export const leavingProfile: OpRegistryProfile = opGamesV2(
	{
		...registryProfile,
		name: "made-leaving",
		blockTimeS: 2,
		genesis: { timeS: firstS, blockNumber: 100 },
		tokens: [{ address: l2Token, symbol: "TOK", decimals: 6, balancesSlot: 0 }],
		games: [superMake, faultMake, permissionedMake],
		gamesLookedAt: 16,
		gameFinalityS: 302_400,
		exit: {
			contracts: {
				optimismPortal: {
					address: address("a4"),
					codeHash: keccakHex(fromHex(proxyCode)),
					implementation: address("d4"),
					earlier: [
						{
							implementation: earlierPortal,
							implementationCodeHash: hashAt(earlierPortal),
						},
					],
				},
				superchainConfig: {
					address: address("a5"),
					implementation: address("d5"),
					implementationCodeHash: hashAt(address("d5")),
				},
				l1StandardBridge: { address: l1Bridge },
				l1CrossDomainMessenger: { address: l1Messenger },
			},
			// op-contracts 7.0.0, snapshots/storageLayout
			slots: {
				finalizedWithdrawals: 51,
				provenWithdrawals: 57,
				proofSubmitters: 60,
				portalConfig: 55,
				portalRegistry: 62,
				portalLockbox: 63,
				l2ChainId: 107,
				superchainConfig: 108,
				features: 109,
				pauses: 1,
				relayedMessages: 203,
				failedMessages: 206,
			},
			standardBridge: l2Bridge,
			crossDomainMessenger: l2Messenger,
			proofMaturityS: 604_800,
			gameClockS: 302_400,
			pauseLastsS: 7_884_000,
			sequencingWindow: { blocks: 3600, seconds: 43_200 },
			maxDriftS: 600,
			tokens: [{ l2: l2Token, l1: l1Token }],
		},
	},
	"profile",
);
