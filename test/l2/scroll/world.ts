// A Scroll rollup's contracts on a made L1, as storage alone, and the rollup's own made chain: for tests of src/l2
// without a network. The layouts are those of the profile, so a wrong slot in src/l2 finds nothing here.

import { concat, getContractAddress, keccak256 } from "viem";
import { fromHex, type Hex, toHex, utf8 } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import {
	type ScrollProfile,
	scrollV1,
} from "../../../src/l2/scroll/checks/profile.ts";
import { mappingSlot, wordHex } from "../../../src/state/storage-layout.ts";
import { type MadeBlock, mineChain, type World } from "../../state/chain.ts";
import { implementationSlot, person } from "../rollup-world.ts";

const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
const codeOf = (what: string): Hex => toHex(utf8(`code of ${what}`));
const hashOf = (code: Hex): Hex => keccakHex(fromHex(code));
const plain = (byte: string) => ({
	address: address(byte),
	codeHash: hashOf(codeOf(byte)),
});
const proxied = (byte: string, implementation: string) => ({
	...plain(byte),
	implementation: address(implementation),
	implementationCodeHash: hashOf(codeOf(implementation)),
});

/** The code that the profile knows at an address. */
export const knownCode = (at: Hex): Hex => codeOf(at.slice(2, 4));

/** The token that the rollup's factory makes for one of L1. */
export const madeToken = (l1: Hex): Hex =>
	d.address(
		getContractAddress({
			opcode: "CREATE2",
			from: address("c5"),
			salt: keccak256(concat([address("c4"), keccak256(l1)])),
			bytecode: concat([
				"0x3d602d80600a3d3981f3363d3d373d3d3d363d73",
				address("c6"),
				"0x5af43d82803e903d91602b57fd5bf3",
			]),
		}).toLowerCase(),
		"token",
	);
export const scrollToken = {
	l1: address("d1"),
	l2: madeToken(address("d1")),
} as const;

export const scrollSlots = {
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
};

export const scrollProfile: ScrollProfile = scrollV1(
	{
		kind: "scroll-v1",
		name: "made-scroll",
		title: "Made halo2 rollup",
		chainId: 902,
		l1: "mainnet",
		l1ChainId: 1,
		blockTimeS: 2,
		explorer: "",
		coin: { symbol: "ETH", decimals: 18 },
		tokens: [
			{
				address: scrollToken.l2,
				symbol: "TOK",
				decimals: 6,
				balancesSlot: 51,
			},
		],
		policy: {
			finality: "final",
			who: "accepted",
			ages: { show: 86_400, answer: 3600, order: 3600, sign: 3600 },
		},
		contracts: {
			scrollChain: proxied("a1", "b1"),
			messageQueue: proxied("a2", "b2"),
			systemConfig: proxied("a3", "b3"),
			rollupVerifier: plain("a4"),
		},
		slots: scrollSlots,
		verifiers: [
			{
				version: 9,
				wrapper: plain("a5"),
				plonk: plain("a6"),
				digests: [hashOf("0x01"), hashOf("0x02")],
				protocolVersion: 9,
			},
		],
		prover: "development",
		blocksLookedBack: 200,
		exit: {
			contracts: {
				enforcedTxGateway: proxied("a7", "b7"),
				messenger: proxied("a8", "b8"),
				ethGateway: proxied("a9", "b9"),
			},
			slots: {
				gatewayPaused: 151,
				messengerPaused: 101,
				messageExecuted: 252,
				queueParameters: 101,
			},
			l2: {
				messenger: address("c1"),
				messageQueue: address("c2"),
				ethGateway: address("c3"),
			},
			erc20: {
				l1Gateway: proxied("aa", "ba"),
				tokenMapping: 253,
				l2Gateway: address("c4"),
				tokenFactory: address("c5"),
				tokenImplementation: address("c6"),
				tokens: [scrollToken],
			},
		},
	},
	"profile",
);

/** L2: block i has person's nonce i, but for every third block, which leaves the state as it was. */
export const mineScroll = (length: number, salt = ""): MadeBlock[] =>
	mineChain(
		length,
		{},
		(world, number) => {
			if (number % 3 === 0) return;
			world[person] = { nonce: number, balance: BigInt(number) };
		},
		salt,
	);

export type MadeBatch = { index: number; root: Hex; finalizedAtS: number };

export const batchHashOf = (index: number): Hex =>
	hashOf(wordHex(BigInt(index)));
export const withdrawRootOf = (index: number): Hex =>
	hashOf(batchHashOf(index));

/** The contracts as accounts of L1, with the batch finalized. Message 4 waits since second 900 and message 5 since 950. */
export const scrollWorld = (
	batch: MadeBatch,
	change: (
		world: World,
		put: (to: Hex, key: Hex, word: bigint) => void,
	) => void = () => {},
	{ contracts, verifiers }: ScrollProfile = scrollProfile,
): World => {
	const world: World = {};
	const put = (to: Hex, key: Hex, word: bigint): void => {
		const account = world[to];
		if (account === undefined) throw new Error(`no account ${to}`);
		account.storage = { ...account.storage, [key]: word };
	};
	const exists = (at: Hex): void => {
		world[at] = { code: knownCode(at), storage: {} };
	};
	const { scrollChain, messageQueue, systemConfig, rollupVerifier } = contracts;
	for (const proxy of [scrollChain, messageQueue, systemConfig]) {
		exists(proxy.address);
		exists(proxy.implementation);
		put(proxy.address, implementationSlot, BigInt(proxy.implementation));
	}
	exists(rollupVerifier.address);
	const numbered = (index: number, slot: number): Hex =>
		mappingSlot(wordHex(BigInt(index)), BigInt(slot));
	const { index, root, finalizedAtS } = batch;
	const chain = scrollChain.address;
	const queue = messageQueue.address;
	put(
		chain,
		wordHex(161n),
		BigInt(index + 2) |
			(BigInt(index) << 64n) |
			(BigInt(finalizedAtS) << 128n) |
			(1n << 160n),
	);
	put(chain, numbered(index, 157), BigInt(batchHashOf(index)));
	put(chain, numbered(index, 158), BigInt(root));
	put(chain, numbered(index, 159), BigInt(withdrawRootOf(index)));
	put(queue, wordHex(103n), 6n);
	put(queue, wordHex(104n), 4n);
	put(queue, numbered(4, 101), (0xabcdn << 32n) | 900n);
	put(queue, numbered(5, 101), (0xabcen << 32n) | 950n);
	put(systemConfig.address, wordHex(102n), 604_800n | (86_400n << 24n));
	for (const { version, wrapper, plonk } of verifiers) {
		exists(wrapper.address);
		if (plonk !== undefined) exists(plonk.address);
		put(
			rollupVerifier.address,
			numbered(version, 2),
			(BigInt(wrapper.address) << 64n) | 3n,
		);
	}
	change(world, put);
	return world;
};
