// Recordings of a ZKsync chain in the format of l2-chain, made here over a made world: each part is found by its fields and decided by
// the rules that ship, and each is reported when it is wrong.

import { describe, expect, it } from "vitest";
import { type Hex, toHex, utf8 } from "../../src/base/bytes.ts";
import type { Json } from "../../src/base/immutable.ts";
import { zksyncConfigWanted } from "../../src/l2/zksync/checks/config.ts";
import { zksyncRootWanted } from "../../src/l2/zksync/checks/root.ts";
import { decodeStoredBatch } from "../../src/l2/zksync/checks/stored-batch.ts";
import { accountPlaces } from "../../src/l2/zksync/checks/tree.ts";
import { zksyncEra as era } from "../../src/l2/zksync/profiles/mainnet.ts";
import {
	batchOf,
	facetCount,
	facetPlace,
	l1World,
	type MadeBatch,
	diamond as madeDiamond,
	person,
	proveCall,
	selectorPlace,
	stranger,
	token,
	tokenKey,
	word,
} from "../l2/zksync/world.ts";
import { mine, proofJson, type World } from "../state/chain.ts";
import { l2Chain } from "./l2-chain.ts";
import type { CaseResult } from "./topic.ts";

const batch = batchOf(41);
const [release29] = era.facetSets;
if (release29 === undefined) throw new Error("facets");

/** ZKsync Era's diamond at its own address, with the facets of its first set. */
const worldOf = (settles = 0n): World => {
	const world = l1World({ batches: [batchOf(40), batch] });
	const storage = { ...world[madeDiamond]?.storage };
	storage[facetCount] = BigInt(release29.facets.length);
	for (const [i, { address }] of release29.facets.entries()) {
		storage[facetPlace(i)] = BigInt(address);
		world[address] = { code: toHex(utf8(`code of ${address}`)) };
	}
	for (const signature of [
		"commitBatchesSharedBridge(address,uint256,uint256,bytes)",
		"proveBatchesSharedBridge(address,uint256,uint256,bytes)",
		"executeBatchesSharedBridge(address,uint256,uint256,bytes)",
		"revertBatchesSharedBridge(address,uint256)",
	])
		storage[selectorPlace(signature)] = BigInt(release29.executor);
	if (settles !== 0n) storage[word(50)] = settles;
	world[era.diamond.address] = { code: "0x6001", storage };
	return world;
};

type Part = { readonly [name: string]: Json };

const l1Of = (world: World, isWhole: boolean): Part => {
	const block = mine(world, null);
	const wanted = isWhole
		? zksyncConfigWanted(era)
		: [{ address: era.diamond.address, slots: [11, 12, 13, 50].map(word) }];
	const hashes = [40, 41].flatMap((n) => zksyncRootWanted(era, n).slots);
	return {
		l1: {
			chainId: 1,
			stateRoot: block.stateRoot,
			blockNumber: block.number,
			timestamp: 1_700_001_200,
		},
		l1Accounts: wanted.map(({ address, slots }, i) => ({
			...(proofJson(world, address, [
				...slots,
				...(i === 0 ? hashes : []),
			]) as object),
			...(isWhole ? { code: world[address]?.code ?? "0x" } : {}),
		})),
	};
};

const treeOf = ({ tree }: MadeBatch): Part => {
	const wanted = [
		...Object.values(accountPlaces(person)),
		...Object.values(accountPlaces(stranger)),
		{ address: token, key: tokenKey },
	];
	const contracts = [...new Set(wanted.map(({ address }) => address))];
	return {
		chainId: 324,
		stateRoot: tree.root,
		accounts: [person, stranger],
		zksProofs: contracts.map((address) => ({
			address,
			storageProof: wanted
				.filter((one) => one.address === address)
				.map(({ key }) => {
					const { value, index, proof } = tree.prove(address, key);
					return { key, value, index, proof: [...proof] };
				}),
		})),
	};
};

const structOf = ({ preimage }: MadeBatch): Part => {
	const words = preimage.slice(2).match(/.{64}/g) ?? [];
	const names = [
		"batchNumber",
		"batchHash",
		"indexRepeatedStorageChanges",
		"numberOfLayer1Txs",
		"priorityOperationsHash",
		...(words.length === 9 ? ["dependencyRootsRollingHash"] : []),
		"l2LogsTreeRoot",
		"timestamp",
		"commitment",
	];
	return Object.fromEntries(
		names.map((name, i) => [
			name,
			/Number|index|timestamp/.test(name)
				? Number(`0x${words[i]}`)
				: `0x${words[i]}`,
		]),
	);
};

const recording = (
	claim: Json,
	given: {
		isWhole?: boolean;
		world?: World;
		family?: string;
		l2?: Part;
	} = {},
): Part => ({
	format: "l2-chain/1",
	family: given.family ?? "zksync",
	...l1Of(given.world ?? worldOf(), given.isWhole ?? true),
	claim,
	l2: given.l2 ?? treeOf(batch),
});

const run = async (content: Part, mutations = 12) => {
	const results: CaseResult[] = [];
	const file = {
		path: "made.json",
		bytes: () => utf8(JSON.stringify(content)),
	};
	for await (const one of l2Chain.run([file], { seed: 3, mutations }))
		results.push(one);
	return results;
};
const failed = (results: readonly CaseResult[]) =>
	results.filter(({ outcome }) => outcome === "failed");
const named = (results: readonly CaseResult[], part: string) =>
	results.filter(({ name }) => name.includes(part));

describe("a recording of a ZKsync chain", () => {
	it("is decided whole: the diamond, the batch, each slot, each account, and every damage is refused", async () => {
		for (const family of ["zksync", "zksync-era"]) {
			const results = await run(
				recording(
					{ batchNumber: 41, storedBatchInfo: structOf(batch) },
					{ family },
				),
			);
			expect(results.map(({ outcome, reason }) => reason ?? outcome)).toEqual(
				results.map(() => "passed"),
			);
			expect(named(results, " diamond")).toHaveLength(1);
			expect(named(results, " batch 41")).toHaveLength(1);
			expect(named(results, " slot ")).toHaveLength(7);
			expect(named(results, " account ")).toHaveLength(2);
			for (const { refused } of results) expect(refused).toBe(12);
		}
	});
	it("has the batch's bytes as hex, as a struct, as a list of words, or within calldata", async () => {
		const words = batch.preimage.slice(2).match(/.{64}/g) ?? [];
		for (const claim of [
			{ preimage: batch.preimage },
			{ stored: structOf(batch) },
			{ stored: words.map((one) => `0x${one}`) },
			{ batch: 41, transaction: { input: proveCall(batchOf(40), batch) } },
		]) {
			const results = await run(recording(claim, { isWhole: false }), 4);
			expect(failed(results)).toEqual([]);
			expect(named(results, " batch 41")).toHaveLength(1);
		}
	});
	it("is decided in the parts that were recorded, and what was not is named", async () => {
		const results = await run(
			recording({ batchNumber: 41 }, { isWhole: false, l2: { chainId: 324 } }),
		);
		expect(failed(results)).toEqual([]);
		expect(named(results, "the words that were recorded")).toHaveLength(1);
		expect(named(results, "hash of batch 41")[0]).toMatchObject({
			outcome: "passed",
			refused: 12,
		});
		expect(
			results
				.filter(({ outcome }) => outcome === "unsupported")
				.map(({ reason }) => reason),
		).toEqual([
			"not recorded: the bytes of a batch with its hash on L1",
			"not recorded: slots with their ways to the root",
		]);
	});
	it("is reported when it settles elsewhere", async () => {
		for (const isWhole of [true, false]) {
			const results = await run(
				recording(
					{ preimage: batch.preimage },
					{ isWhole, world: worldOf(0xaan) },
				),
				2,
			);
			expect(named(failed(results), " diamond")).toHaveLength(1);
		}
	});
	it("is reported when its slots are another batch's, or the hash stated is", async () => {
		const other = await run(
			recording(
				{ preimage: batch.preimage },
				{ l2: { ...treeOf(batchOf(40)), stateRoot: batch.tree.root } },
			),
			2,
		);
		expect(named(failed(other), " slot ").length).toBeGreaterThan(0);
		const stated = await run(
			recording(
				{ batchNumber: 41, storedBatchHash: batchOf(40).hash },
				{ isWhole: false, l2: {} },
			),
			2,
		);
		expect(named(failed(stated), "hash of batch 41")).toHaveLength(1);
	});
	it("is not decided where its facets are none that are known, which the rule refuses", async () => {
		const world = worldOf();
		const own = world[era.diamond.address];
		const odd: Hex = `0x${"f9".repeat(20)}`;
		world[era.diamond.address] = {
			...own,
			storage: { ...own?.storage, [facetPlace(0)]: BigInt(odd) },
		};
		const results = await run(recording({}, { world }), 2);
		expect(named(results, " diamond")).toMatchObject([
			{ outcome: "unsupported" },
		]);
	});
	it("is made of batches that decode as the struct says", () => {
		expect(decodeStoredBatch(batch.preimage)).toMatchObject({
			batchNumber: 41n,
			lastLeaf: 1_234n,
			stateRoot: batch.tree.root,
		});
	});
});
