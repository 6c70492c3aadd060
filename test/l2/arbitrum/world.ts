// An Arbitrum chain's contracts on a made L1, as storage alone, and the chain's own made blocks: for tests without a network.
// The layouts are written here once more, so a wrong slot in src/l2 finds nothing.

import { concat, encodeAbiParameters, keccak256 } from "viem";
import { fromHex, type Hex, toHex, utf8 } from "../../../src/base/bytes.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import {
	type Assertion,
	assertionHash,
} from "../../../src/l2/arbitrum/checks/assertion.ts";
import {
	type ArbitrumProfile,
	arbitrumBoldV1,
} from "../../../src/l2/arbitrum/checks/profile.ts";
import { boldSlots } from "../../../src/l2/arbitrum/profiles/bold.ts";
import { mappingSlot, wordHex } from "../../../src/state/storage-layout.ts";
import { type MadeBlock, mineChain, type World } from "../../state/chain.ts";
import { implementationSlot, person } from "../rollup-world.ts";

const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
export const codeOf = (what: string): Hex => toHex(utf8(`code of ${what}`));
export const hashOf = (code: Hex): Hex => keccakHex(fromHex(code));
const proxied = (byte: string, implementation: string) => ({
	address: address(byte),
	codeHash: hashOf(codeOf(byte)),
	implementation: address(implementation),
	implementationCodeHash: hashOf(codeOf(implementation)),
});

export const userSlot: Hex =
	"0x2b1dbce74324248c222f0ec2d5ed7bd323cfc425b336f0253c5ccfda7265546d";

export const arbitrumProfile: ArbitrumProfile = arbitrumBoldV1(
	{
		kind: "arbitrum-bold-v1",
		name: "made-arbitrum",
		title: "Made Arbitrum",
		chainId: 903,
		l1: "mainnet",
		l1ChainId: 1,
		blockTimeS: 1,
		explorer: "",
		coin: { symbol: "ETH", decimals: 18 },
		tokens: [],
		policy: {
			finality: "final",
			who: "proposed",
			ages: { show: 864_000, answer: 36_000, order: 36_000, sign: 36_000 },
		},
		contracts: {
			rollup: proxied("a1", "b1"),
			bridge: proxied("a2", "b2"),
			sequencerInbox: proxied("a3", "b3"),
		},
		userLogic: { address: address("b4"), codeHash: hashOf(codeOf("b4")) },
		slots: boldSlots,
		data: "ethereum",
		unchallengedForBlocks: 10,
		assertionsLookedAt: 100,
	},
	"profile",
);

/** What begins an Arbitrum header's place for the send root: 32 bytes. */
const salt = "send root of the made chain ....";
export const sendRoot: Hex = toHex(utf8(salt));

/** L2: block i has person's nonce i. */
export const mineArbitrum = (length: number, other = ""): MadeBlock[] =>
	mineChain(
		length,
		{},
		(world, number) => {
			world[person] = { nonce: number, balance: BigInt(number) };
		},
		other.padEnd(32, ".").slice(0, other === "" ? 0 : 32) || salt,
	);

const filled = (what: string): Hex => keccakHex(utf8(what));

export const assertionOf = (
	block: Pick<MadeBlock, "hash" | "number">,
	parent: Hex,
	change: Partial<Assertion> = {},
): Assertion => ({
	parent,
	blockHash: block.hash,
	sendRoot,
	batch: block.number,
	positionInBatch: 0,
	machineStatus: 1,
	endHistoryRoot: filled(`history ${block.number}`),
	inboxAcc: filled(`inbox ${block.number}`),
	...change,
});

/** RollupLib.assertionHash by another encoder. */
export const hashByViem = (one: Assertion): Hex =>
	keccak256(
		concat([
			one.parent,
			keccak256(
				encodeAbiParameters(
					[
						{
							type: "tuple",
							components: [
								{
									name: "globalState",
									type: "tuple",
									components: [
										{ name: "bytes32Vals", type: "bytes32[2]" },
										{ name: "u64Vals", type: "uint64[2]" },
									],
								},
								{ name: "machineStatus", type: "uint8" },
								{ name: "endHistoryRoot", type: "bytes32" },
							],
						},
					],
					[
						{
							globalState: {
								bytes32Vals: [one.blockHash, one.sendRoot],
								u64Vals: [BigInt(one.batch), BigInt(one.positionInBatch)],
							},
							machineStatus: one.machineStatus,
							endHistoryRoot: one.endHistoryRoot,
						},
					],
				),
			),
			one.inboxAcc,
		]),
	);

export type MadeNode = {
	one: Assertion;
	status: 0 | 1 | 2;
	createdAt: number;
	firstChild?: number;
	secondChild?: number;
};

export const packNode = ({
	status,
	createdAt,
	firstChild = 0,
	secondChild = 0,
}: Omit<MadeNode, "one">): bigint =>
	BigInt(firstChild) |
	(BigInt(secondChild) << 64n) |
	(BigInt(createdAt) << 128n) |
	(1n << 192n) |
	(BigInt(status) << 200n);

/** Nodes one after the other from a confirmed one, made at these L1 blocks. */
export const chained = (
	blocks: readonly MadeBlock[],
	createdAt: readonly number[],
	change: (node: MadeNode, i: number) => void = () => {},
): MadeNode[] => {
	const nodes: MadeNode[] = [];
	let parent: Hex = filled("parent of the confirmed one");
	for (const [i, at] of createdAt.entries()) {
		const block = blocks[i * 2 + 1];
		if (block === undefined) throw new Error(`no block for ${i}`);
		const next = createdAt[i + 1];
		const node: MadeNode = {
			one: assertionOf(block, parent),
			status: i === 0 ? 2 : 1,
			createdAt: at,
			...(next === undefined ? {} : { firstChild: next }),
		};
		change(node, i);
		nodes.push(node);
		parent = assertionHash(node.one);
	}
	return nodes;
};

export type Put = (to: Hex, key: Hex, word: bigint) => void;

/** The contracts as accounts of L1, with these nodes, the first of which is the newest confirmed one. */
export const arbitrumWorld = (
	nodes: readonly MadeNode[],
	change: (world: World, put: Put) => void = () => {},
): World => {
	const { contracts, userLogic } = arbitrumProfile;
	const world: World = {};
	const put: Put = (to, key, word) => {
		const account = world[to];
		if (account === undefined) throw new Error(`no account ${to}`);
		account.storage = { ...account.storage, [key]: word };
	};
	for (const { address: proxy, implementation } of Object.values(contracts)) {
		world[proxy] = { code: codeOf(proxy.slice(2, 4)), storage: {} };
		world[implementation] = { code: codeOf(implementation.slice(2, 4)) };
		put(proxy, implementationSlot, BigInt(implementation));
	}
	world[userLogic.address] = { code: codeOf("b4") };
	const rollup = contracts.rollup.address;
	put(rollup, userSlot, BigInt(userLogic.address));
	put(rollup, wordHex(101), 903n);
	put(rollup, wordHex(102), 45_818n | (201_600n << 64n));
	put(rollup, wordHex(105), BigInt(address("c1")) | (14_400n << 160n));
	put(rollup, wordHex(107), BigInt(contracts.bridge.address));
	put(rollup, wordHex(123), 1n);
	const [confirmed] = nodes;
	if (confirmed !== undefined)
		put(rollup, wordHex(116), BigInt(assertionHash(confirmed.one)));
	for (const node of nodes)
		put(rollup, mappingSlot(assertionHash(node.one), 117), packNode(node));
	put(contracts.bridge.address, wordHex(6), 12n);
	put(contracts.bridge.address, wordHex(7), 700n);
	put(contracts.sequencerInbox.address, wordHex(0), 11n);
	put(
		contracts.sequencerInbox.address,
		wordHex(10),
		5_760n | (12n << 64n) | (86_400n << 128n) | (3_600n << 192n),
	);
	change(world, put);
	return world;
};
