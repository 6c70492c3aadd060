// A ZKsync chain's diamond on a made L1, as storage alone, and batches with states of made accounts: for tests without a network. The
// layouts are written out here as numbers, so a wrong slot in src/l2 finds nothing.

import {
	concat,
	encodeAbiParameters,
	keccak256,
	numberToHex,
	pad,
	toFunctionSelector,
} from "viem";
import { fromHex, type Hex, toHex, utf8 } from "../../../src/base/bytes.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import {
	type ZksyncProfile,
	zksyncV1,
} from "../../../src/l2/zksync/checks/profile.ts";
import { zksyncEra } from "../../../src/l2/zksync/profiles/mainnet.ts";
import type { World } from "../../state/chain.ts";
import { type MadeTree, makeTree, type Written } from "./tree.ts";

export const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
export const word = (value: bigint | number | Hex): Hex =>
	pad(typeof value === "string" ? value : numberToHex(value), { size: 32 });
export const mapped = (key: Hex, slot: bigint | number | Hex): Hex =>
	keccak256(concat([key, word(slot)]));

export const diamond = address("d1");
export const timelock = address("d2");
const timelockLogic = address("d3");
const codeAt = (at: Hex): Hex => toHex(utf8(`code of ${at}`));

const facet = (name: string, byte: string, isHashed = false) => ({
	name,
	address: address(byte),
	...(isHashed ? { codeHash: keccakHex(fromHex(codeAt(address(byte)))) } : {}),
});
export const zksyncProfile: ZksyncProfile = zksyncV1(
	{
		...zksyncEra,
		name: "made-zksync",
		title: "Made ZKsync",
		chainId: 905,
		contracts: {
			validatorTimelock: { address: timelock, implementation: timelockLogic },
		},
		diamond: { address: diamond },
		facetSets: [
			{
				release: "1",
				executor: address("f2"),
				facets: [facet("AdminFacet", "f1"), facet("ExecutorFacet", "f2")],
			},
			{
				release: "2",
				executor: address("f4"),
				facets: [
					facet("AdminFacet", "f3", true),
					facet("ExecutorFacet", "f4", true),
				],
			},
		],
		governance: { admin: address("e1"), chainTypeManager: address("e2") },
		blocksLookedBack: 100,
	},
	"profile",
);

// --- the chain's own state

export const person = address("b0");
export const stranger = address("b1");
export const contract = address("b2");
export const token = address("b3");
export const versionedHash: Hex = `0x0100${"0a".repeat(30)}`;
export const tokenKey = mapped(word(person), 51n);

export const systemToken: Hex = `0x${"800a".padStart(40, "0")}`;
export const systemNonces: Hex = `0x${"8003".padStart(40, "0")}`;
export const systemCodes: Hex = `0x${"8002".padStart(40, "0")}`;

/** The person has a balance, nonce 7 and made 3 contracts; the stranger has more; the contract has code. */
export const written = (salt = 0): readonly Written[] => [
	{
		address: systemToken,
		key: mapped(word(person), 0),
		value: word(1_000 + salt),
	},
	{
		address: systemNonces,
		key: mapped(word(person), 0),
		value: word((3n << 128n) | 7n),
	},
	{
		address: systemToken,
		key: mapped(word(stranger), 0),
		value: word(999_999),
	},
	{
		address: systemNonces,
		key: mapped(word(stranger), 0),
		value: word(3n << 128n),
	},
	{ address: systemCodes, key: word(contract), value: versionedHash },
	{ address: token, key: tokenKey, value: word(55) },
];

// --- batches

export type MadeBatch = {
	readonly number: number;
	readonly tree: MadeTree;
	readonly preimage: Hex;
	readonly hash: Hex;
	readonly timeS: number;
};

export const batchOf = (
	number: number,
	given: {
		salt?: number;
		isLegacy?: boolean;
		root?: Hex;
		written?: readonly Written[];
	} = {},
): MadeBatch => {
	const tree = makeTree(given.written ?? written(given.salt ?? number));
	const timeS = 1_699_990_000 + number;
	const some = (what: string): Hex => keccakHex(utf8(`${what} ${number}`));
	const head = [
		["uint64", BigInt(number)],
		["bytes32", given.root ?? tree.root],
		["uint64", 1_234n],
		["uint256", 2n],
		["bytes32", some("priority")],
	] as const;
	const tail = [
		["bytes32", some("logs")],
		["uint256", BigInt(timeS)],
		["bytes32", some("commitment")],
	] as const;
	const all = given.isLegacy
		? [...head, ...tail]
		: [...head, ["bytes32", some("dependencies")] as const, ...tail];
	const preimage = encodeAbiParameters(
		all.map(([type]) => ({ type })),
		all.map(([, value]) => value),
	);
	return { number, tree, preimage, hash: keccak256(preimage), timeS };
};

/** What a validator sends to have a batch proved: a version byte, and behind it the batch before, the batch, the proof. */
export const proveCall = (before: MadeBatch, batch: MadeBatch): Hex => {
	const data = concat(["0x00", before.preimage, batch.preimage, word(3)]);
	return concat([
		toFunctionSelector(
			"proveBatchesSharedBridge(address,uint256,uint256,bytes)",
		),
		encodeAbiParameters(
			[
				{ type: "address" },
				{ type: "uint256" },
				{ type: "uint256" },
				{ type: "bytes" },
			],
			[diamond, BigInt(batch.number), BigInt(batch.number), data],
		),
	]);
};

// --- L1

const place =
	0xc8fcad8db84d3cc18b4c41d551ea0ee66dd599cde068d998e57d5e09332c131bn;

export type DiamondSetup = {
	executed?: number;
	proved?: number;
	committed?: number;
	batches?: readonly MadeBatch[];
	/** Of which release the facets are: the place in the profile's list. */
	set?: 0 | 1;
	change?: (
		world: World,
		put: (to: Hex, key: Hex, value: bigint) => void,
	) => void;
};

export const selectorPlace = (signature: string): Hex =>
	mapped(pad(toFunctionSelector(signature), { dir: "right", size: 32 }), place);
export const facetPlace = (i: number): Hex =>
	word(BigInt(keccak256(word(place + 2n))) + BigInt(i));
export const facetCount: Hex = word(place + 2n);
export const frozenPlace: Hex = word(place + 3n);
export const committedAtPlace = (batch: number): Hex =>
	mapped(word(Math.floor(batch / 8)), mapped(word(diamond), 201));

/** The diamond with three batches: 40 executed, 41 proved, 42 committed, unless told otherwise. */
export const l1World = (setup: DiamondSetup = {}): World => {
	const {
		executed = 40,
		proved = 41,
		committed = 42,
		batches = [batchOf(40), batchOf(41), batchOf(42)],
		set = 0,
	} = setup;
	const world: World = {};
	const put = (to: Hex, key: Hex, value: bigint): void => {
		const account = world[to] ?? {};
		world[to] = { ...account, storage: { ...account.storage, [key]: value } };
	};
	for (const at of [
		diamond,
		timelock,
		timelockLogic,
		...["f1", "f2", "f3", "f4"].map(address),
	])
		world[at] = { code: codeAt(at), storage: {} };
	const facets = set === 0 ? ["f1", "f2"] : ["f3", "f4"];
	put(diamond, facetCount, 2n);
	for (const [i, byte] of facets.entries())
		put(diamond, facetPlace(i), BigInt(address(byte)));
	for (const signature of [
		"commitBatchesSharedBridge(address,uint256,uint256,bytes)",
		"proveBatchesSharedBridge(address,uint256,uint256,bytes)",
		"executeBatchesSharedBridge(address,uint256,uint256,bytes)",
		"revertBatchesSharedBridge(address,uint256)",
	])
		put(
			diamond,
			selectorPlace(signature),
			// its place among the facet's selectors, and that it can be frozen, stand above the address
			BigInt(address(facets[1] ?? "")) | (1n << 160n) | (1n << 176n),
		);
	put(diamond, mapped(word(timelock), 9), 1n);
	put(diamond, word(10), BigInt(address("ce")));
	put(diamond, word(11), BigInt(executed));
	put(diamond, word(12), BigInt(proved));
	put(diamond, word(13), BigInt(committed));
	for (const { number, hash } of batches)
		put(diamond, mapped(word(number), 14), BigInt(hash));
	put(diamond, word(33), (29n << 32n) | 4n);
	put(diamond, word(36), BigInt(address("e1")));
	put(diamond, word(42), BigInt(address("e2")));
	put(diamond, word(51), 1_000n);
	put(diamond, word(52), 5n);
	put(diamond, word(54), 8n);
	put(
		timelock,
		"0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc",
		BigInt(timelockLogic),
	);
	put(timelock, word(202), 10_800n | (7n << 32n));
	const times = new Map<Hex, bigint>();
	for (const batch of [executed, committed]) {
		const key = committedAtPlace(batch);
		times.set(
			key,
			(times.get(key) ?? 0n) |
				(BigInt(1_699_995_000 + batch) << BigInt(32 * (batch % 8))),
		);
	}
	for (const [key, value] of times) put(timelock, key, value);
	setup.change?.(world, put);
	return world;
};
