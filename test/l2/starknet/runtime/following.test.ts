// Starknet, followed over one made node that answers as the specification has it, truly and otherwise.

import { describe, expect, it } from "vitest";
import { type Hex, utf8 } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { evidenceText } from "../../../../src/evidence/evidence.ts";
import type { RollupTools } from "../../../../src/l2/kind.ts";
import { starknetBlockHash } from "../../../../src/l2/starknet/checks/block.ts";
import { starknetConfigWanted } from "../../../../src/l2/starknet/checks/config.ts";
import { feltHex } from "../../../../src/l2/starknet/checks/felt.ts";
import { starknetChecks } from "../../../../src/l2/starknet/checks/kind.ts";
import { followStarknet } from "../../../../src/l2/starknet/runtime/following.ts";
import type { StarknetNode } from "../../../../src/proof/starknet-trie.ts";
import {
	holdingsEvidence,
	holdingsIn,
} from "../../../../src/receipt/holdings.ts";
import {
	type RuleReplays,
	replayEvidence,
} from "../../../../src/receipt/replay.ts";
import type { Fetch } from "../../../../src/source/ports.ts";
import type { Capture } from "../../../../src/state/capture.ts";
import type { AnyVerified } from "../../../../src/trust/verified.ts";
import { shippedKernel } from "../../../kernel.ts";
import type { MadeTrie } from "../../../proof/made-trie.ts";
import { scene, testRules } from "../../../receipt/world.ts";
import {
	amounts,
	block,
	contractOf,
	contractsTrie,
	l1PartsOf,
	people,
	placeOf,
	profile,
	storages,
	tokens,
} from "../world.ts";

const short = (value: bigint | Hex): string =>
	`0x${BigInt(value).toString(16)}`;
const nodeJson = (node: StarknetNode) =>
	node.kind === "binary"
		? { left: short(node.left), right: short(node.right) }
		: { path: short(node.path), length: node.length, child: short(node.child) };

const waysJson = (made: MadeTrie, keys: readonly bigint[]) => {
	const wanted = new Set(keys.flatMap((key) => made.way(key)));
	return [...made.nodes]
		.filter(([, node]) =>
			[...wanted].some(
				(one) =>
					JSON.stringify(nodeJson(one)) === JSON.stringify(nodeJson(node)),
			),
		)
		.map(([hash, node]) => ({ node_hash: short(hash), node: nodeJson(node) }))
		.toReversed();
};

const headerJson = {
	status: "ACCEPTED_ON_L1",
	block_hash: short(starknetBlockHash(block)),
	new_root: "0x1",
	transactions: [],
	block_number: block.number,
	parent_hash: short(block.parentHash),
	timestamp: block.timestampS,
	sequencer_address: short(block.sequencer),
	...Object.fromEntries(
		(
			[
				["l1_gas_price", block.l1GasPrice],
				["l1_data_gas_price", block.l1DataGasPrice],
				["l2_gas_price", block.l2GasPrice],
			] as const
		).map(([name, [wei, fri]]) => [
			name,
			{ price_in_wei: short(wei), price_in_fri: short(fri) },
		]),
	),
	l1_da_mode: block.daMode,
	starknet_version: block.version,
	event_commitment: short(block.eventCommitment),
	transaction_commitment: short(block.transactionCommitment),
	receipt_commitment: short(block.receiptCommitment),
	state_diff_commitment: short(block.stateDiffCommitment),
	event_count: block.eventCount,
	transaction_count: block.transactionCount,
	state_diff_length: block.stateDiffLength,
};

const proofJson = (owner: Hex) => {
	const asked = [owner, tokens.eth, tokens.strk];
	const place = placeOf(owner);
	const isRich = owner === people.rich;
	return {
		classes_proof: [],
		contracts_proof: {
			nodes: waysJson(contractsTrie, asked.map(BigInt)),
			contract_leaves_data: asked.map((address) =>
				address === people.nobody
					? { nonce: "0x0", class_hash: "0x0" }
					: {
							nonce: short(contractOf(address).nonce),
							class_hash: short(contractOf(address).classHash),
						},
			),
		},
		contracts_storage_proofs: [
			isRich ? waysJson(storages.rich, [0n]) : [],
			waysJson(storages.eth, [place, place + 1n]),
			waysJson(storages.strk, [place, place + 1n]),
		],
		global_roots: {
			contracts_tree_root: short(block.contractsRoot),
			classes_tree_root: short(block.classesRoot),
			block_hash: short(starknetBlockHash(block)),
		},
	};
};

type Answers = {
	readonly header?: object;
	readonly proof?: (owner: Hex) => object;
};

const nodeOf = ({
	header: given = headerJson,
	proof = proofJson,
}: Answers): { readonly fetch: Fetch; readonly asked: string[] } => {
	const asked: string[] = [];
	return {
		asked,
		fetch: async ({ body }) => {
			const { id, method, params } = JSON.parse(String(body));
			asked.push(method);
			const [at, , contracts] = params;
			if (at.block_hash !== short(starknetBlockHash(block)))
				throw new Error("another block is asked for");
			const owner = feltHex(BigInt(contracts?.[0] ?? 1));
			const result =
				method === "starknet_getBlockWithTxHashes"
					? given
					: contracts.length === 0
						? {
								...proofJson(people.rich),
								contracts_proof: { nodes: [], contract_leaves_data: [] },
								contracts_storage_proofs: [],
							}
						: proof(owner);
			return {
				status: 200,
				headers: { "content-type": "application/json" },
				bytes: utf8(JSON.stringify({ jsonrpc: "2.0", id, result })),
			};
		},
	};
};

const { header } = scene({ finality: "final" });

const follow = (answers: Answers = {}) => {
	const { config, state } = l1PartsOf({});
	const core = starknetConfigWanted(profile)[0]?.slots.length ?? 0;
	const ofConfig = [
		{ slots: config.slice(0, core), code: null },
		{ slots: config.slice(core, -1), code: config.at(-1) },
		{ slots: state, code: null },
	];
	const l1 = {
		capture: async () => [],
		prove: async () => ofConfig as never,
	} as unknown as Capture;
	const node = nodeOf(answers);
	const layer = followStarknet(profile, {
		l1,
		clock: { nowMs: () => 0, ticksMs: () => 0, sleep: async () => {} },
		fetch: node.fetch,
		endpoints: [{ name: "node", url: "http://localhost:1" }],
	});
	return { layer, asked: node.asked };
};

const codeOf = async (work: () => Promise<unknown>): Promise<string> => {
	try {
		await work();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};

const ownedBy = async (
	owner: Hex,
	answers: Answers = {},
): Promise<readonly AnyVerified[]> => {
	const { layer } = follow(answers);
	return layer.holdings(await layer.newest(header), owner);
};

describe("a true node", () => {
	it("shows class, nonce and both tokens of an address, with evidence", async () => {
		const proved = await ownedBy(people.rich);
		expect(holdingsIn(proved)).toMatchObject({
			address: people.rich,
			at: { chain: "starknet", blockNumber: block.number },
		});
		expect(
			holdingsIn(proved)?.all.map(({ amount }) => amount?.amount ?? null),
		).toEqual([null, amounts.eth, amounts.strk]);
		const file = holdingsEvidence(proved);
		expect(file.conclusions).toHaveLength(3);
		expect(evidenceText(file).length).toBeLessThan(200_000);
	});

	it("gives evidence that is run again step by step, and none that was changed", async () => {
		const file = holdingsEvidence(await ownedBy(people.rich));
		const again = (changed: typeof file) =>
			replayEvidence(
				changed,
				{ ...testRules, ...starknetChecks.rules } as RuleReplays<RollupTools>,
				{ rollups: [profile], kernel: shippedKernel },
				[file.checkpoint],
			);
		const { conclusions } = await again(file);
		expect(holdingsIn(conclusions)?.address).toBe(people.rich);
		const text = JSON.stringify(file);
		const other = JSON.parse(
			text.replaceAll(people.rich.slice(2), people.nobody.slice(2)),
		);
		await expect(again(other)).rejects.toMatchObject({ code: "evidence-step" });
	});

	it("is of no two addresses at once", async () => {
		const [mine] = await ownedBy(people.rich);
		const [theirs] = await ownedBy(people.nobody);
		if (!mine || !theirs) throw new Error("nothing proved");
		expect(await codeOf(async () => holdingsIn([mine, theirs]))).toBe(
			"evidence-step",
		);
		expect(holdingsIn([mine, header])).toBeNull();
	});

	it("shows zeros and that nothing is deployed for an address that nobody has", async () => {
		const found = holdingsIn(await ownedBy(people.nobody));
		expect(found?.all.map(({ amount }) => amount?.amount ?? null)).toEqual([
			null,
			0n,
			0n,
		]);
		expect(found?.all[0]?.says.map(({ code }) => code)).toEqual([
			"starknet.account.absent",
		]);
	});

	it("is asked for a header once while L1 keeps its hash", async () => {
		const { layer, asked } = follow();
		await layer.newest(header);
		await layer.newest(header);
		expect(asked.filter((one) => one.includes("Block"))).toHaveLength(1);
	});
});

describe("a node that lies is refused", () => {
	it("with another time or number in the header", async () => {
		for (const change of [
			{ timestamp: block.timestampS + 60 },
			{ block_number: block.number + 1 },
		])
			expect(
				await codeOf(() =>
					ownedBy(people.rich, { header: { ...headerJson, ...change } }),
				),
			).toBe("l2-preimage");
	});

	it("with fields that are missing, beyond the field or too many", async () => {
		const { state_diff_commitment: _, ...less } = headerJson;
		for (const wrong of [
			less,
			{ ...headerJson, parent_hash: `0x${"f".repeat(64)}` },
		])
			expect(await codeOf(() => ownedBy(people.rich, { header: wrong }))).toBe(
				"bad-field",
			);
		const many = (owner: Hex) => ({
			...proofJson(owner),
			contracts_storage_proofs: Array.from({ length: 17 }, () => []),
		});
		expect(await codeOf(() => ownedBy(people.rich, { proof: many }))).toBe(
			"bad-field",
		);
	});

	it("with a class, a nonce or a storage that is another's", async () => {
		const changed =
			(change: object) =>
			(owner: Hex): object => {
				const told = proofJson(owner);
				const [first, ...rest] = told.contracts_proof.contract_leaves_data;
				return {
					...told,
					contracts_proof: {
						...told.contracts_proof,
						contract_leaves_data: [{ ...first, ...change }, ...rest],
					},
				};
			};
		for (const change of [
			{ nonce: "0x2a" },
			{ class_hash: "0x1" },
			{ storage_root: short(storages.eth.root) },
		])
			expect(
				await codeOf(() => ownedBy(people.rich, { proof: changed(change) })),
			).toBe("l2-account");
	});

	it("with storage proofs swapped, emptied or of another owner", async () => {
		const wrong: readonly ((owner: Hex) => object)[] = [
			(owner) => {
				const [own, eth, strk] = proofJson(owner).contracts_storage_proofs;
				return {
					...proofJson(owner),
					contracts_storage_proofs: [own, strk, eth],
				};
			},
			(owner) => ({
				...proofJson(owner),
				contracts_storage_proofs: [[], [], []],
			}),
			(owner) => {
				const [own] = proofJson(owner).contracts_storage_proofs;
				const [, eth, strk] = proofJson(people.nobody).contracts_storage_proofs;
				return {
					...proofJson(owner),
					contracts_storage_proofs: [own, eth, strk],
				};
			},
			(owner) => ({ ...proofJson(owner), contracts_storage_proofs: [] }),
		];
		for (const proof of wrong)
			expect(await codeOf(() => ownedBy(people.rich, { proof }))).toBe(
				"l2-account",
			);
	});

	it("with nothing where a contract is", async () => {
		const proof = (owner: Hex): object => {
			const told = proofJson(owner);
			const [, ...rest] = told.contracts_proof.contract_leaves_data;
			return {
				...told,
				contracts_proof: {
					...told.contracts_proof,
					contract_leaves_data: [null, ...rest],
				},
			};
		};
		expect(await codeOf(() => ownedBy(people.rich, { proof }))).toBe(
			"l2-account",
		);
	});
});
