// The rollup's profile, as a wallet imports it: src/l2 says what it means. Slots are those that the compiler gave the
// contracts (layout.test.ts compares); code hashes are read from L1.

import { keccak256 } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import {
	type ScrollProfile,
	scrollV1,
} from "../../../src/l2/scroll/checks/profile.ts";
import type { Rpc } from "../op/rpc.ts";
import { batchVersion, digests, protocolVersion } from "./batch.ts";
import {
	bridgedToken,
	l2EthGateway,
	l2Messenger,
	l2Queue,
	l2TokenFactory,
	l2TokenGateway,
	l2TokenImplementation,
} from "./chain.ts";
import type { Proxied, ScrollContracts } from "./deploy.ts";

export type ProfileFacts = {
	readonly chainId: number;
	readonly l1ChainId: number;
	readonly blockTimeS: number;
	readonly token: Hex;
};

/** Roots are about a minute old here; the rest is for slow machines. */
const agesS = { show: 86_400, answer: 3600, order: 900, sign: 900 };

/** Of @scroll-tech/contracts 4.0.0. */
export const exitSlots = {
	gatewayPaused: 151,
	messengerPaused: 101,
	messageExecuted: 252,
	queueParameters: 101,
} as const;

/** Likewise. */
export const tokenSlots = { tokenMapping: 253, balances: 51 } as const;

/** Likewise. */
export const slots = {
	// keccak256("eip1967.proxy.implementation") - 1
	implementation:
		"0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc",
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
} as const;

const plain = async (l1: Rpc, address: Hex) => {
	const code = await l1("eth_getCode", [address, "latest"], d.hexUpTo(100_000));
	if (code === "0x") throw new Error(`${address} has no code`);
	return { address, codeHash: keccak256(code) };
};

const proxied = async (l1: Rpc, { address, implementation }: Proxied) => {
	const { codeHash } = await plain(l1, implementation);
	return {
		...(await plain(l1, address)),
		implementation,
		/** Immutables are part of the code. */
		implementationCodeHash: codeHash,
	};
};

/** The profile of a deployed rollup. @throws bad-field when src/l2 would not take it */
export const readProfile = async (
	l1: Rpc,
	contracts: ScrollContracts,
	facts: ProfileFacts,
): Promise<ScrollProfile> =>
	scrollV1(
		{
			kind: "scroll-v1",
			name: "embedded-scroll",
			// a title of its own: "Scroll" is one that ships
			title: "Embedded halo2 rollup",
			chainId: facts.chainId,
			l1: "embedded",
			l1ChainId: facts.l1ChainId,
			blockTimeS: facts.blockTimeS,
			explorer: "",
			coin: { symbol: "ETH", decimals: 18 },
			tokens: [
				{ address: facts.token, symbol: "SCT", decimals: 18, balancesSlot: 0 },
				{
					address: bridgedToken(contracts.l1Token),
					symbol: "STD",
					decimals: 18,
					balancesSlot: tokenSlots.balances,
				},
			],
			policy: { finality: "final", who: "accepted", ages: agesS },
			contracts: {
				scrollChain: await proxied(l1, contracts.scrollChain),
				messageQueue: await proxied(l1, contracts.messageQueue),
				systemConfig: await proxied(l1, contracts.systemConfig),
				rollupVerifier: await plain(l1, contracts.rollupVerifier),
			},
			slots,
			verifiers: [
				{
					version: batchVersion,
					wrapper: await plain(l1, contracts.wrapper),
					plonk: await plain(l1, contracts.plonk),
					digests,
					protocolVersion: Number(protocolVersion),
				},
			],
			prover: "development",
			blocksLookedBack: 2048,
			exit: {
				contracts: {
					enforcedTxGateway: await proxied(l1, contracts.enforcedTxGateway),
					messenger: await proxied(l1, contracts.messenger),
					ethGateway: await proxied(l1, contracts.ethGateway),
				},
				slots: exitSlots,
				l2: {
					messenger: l2Messenger,
					messageQueue: l2Queue,
					ethGateway: l2EthGateway,
				},
				erc20: {
					l1Gateway: await proxied(l1, contracts.tokenGateway),
					tokenMapping: tokenSlots.tokenMapping,
					l2Gateway: l2TokenGateway,
					tokenFactory: l2TokenFactory,
					tokenImplementation: l2TokenImplementation,
					tokens: [
						{ l1: contracts.l1Token, l2: bridgedToken(contracts.l1Token) },
					],
				},
			},
		},
		"profile",
	);
