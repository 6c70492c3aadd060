// One Starknet node, over its own JSON-RPC: a block's header, and nodes of its tries. It decides nothing, and what is stated here is
// judged by checks/. Source: starkware-libs/starknet-specs@1e79af61, api/starknet_api_openrpc.json (0.10.4-rc.1)

import type { Hex } from "../../../base/bytes.ts";
import type { Decode, Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import type { Json } from "../../../base/immutable.ts";
import {
	type StarknetNode,
	starknetDepth,
} from "../../../proof/starknet-trie.ts";
import { bounds } from "../../../source/bounds.ts";
import type { Claim, Endpoint } from "../../../source/claim.ts";
import type { Clock, Fetch } from "../../../source/ports.ts";
import { type Call, openRpc, type RpcLimits } from "../../../source/rpc.ts";
import { type StarknetBlock, starknetBlock } from "../checks/block.ts";
import { looseFelt } from "../checks/felt.ts";

/** A way has at most so many nodes, and so many ways are asked for at once. */
export const mostWays = 16;
const mostNodes = mostWays * starknetDepth;

const price = d.record({ price_in_wei: looseFelt, price_in_fri: looseFelt });
const header = d.record({
	block_number: d.int(),
	parent_hash: looseFelt,
	timestamp: d.int(),
	sequencer_address: looseFelt,
	l1_gas_price: price,
	l1_data_gas_price: price,
	l2_gas_price: price,
	l1_da_mode: d.oneOf("CALLDATA", "BLOB"),
	starknet_version: d.text(31),
	event_commitment: looseFelt,
	transaction_commitment: looseFelt,
	receipt_commitment: looseFelt,
	state_diff_commitment: looseFelt,
	event_count: d.int(),
	transaction_count: d.int(),
	state_diff_length: d.int(),
});
export type HeaderStated = Decoded<typeof header>;

const binary = d.record({ left: looseFelt, right: looseFelt });
const edge = d.record({
	path: looseFelt,
	length: d.int(1, starknetDepth),
	child: looseFelt,
});

const trieNode: Decode<StarknetNode> = (raw, path) => {
	if (typeof raw === "object" && raw !== null && "left" in raw) {
		const { left, right } = binary(raw, path);
		return { kind: "binary", left: BigInt(left), right: BigInt(right) };
	}
	const found = edge(raw, path);
	return {
		kind: "edge",
		child: BigInt(found.child),
		path: BigInt(found.path),
		length: found.length,
	};
};

/** Nodes under the hashes that the endpoint states for them. */
export type StatedNodes = ReadonlyMap<bigint, StarknetNode>;

const named = d.list(
	d.record({ node_hash: looseFelt, node: trieNode }),
	mostNodes,
);
const mapping: Decode<StatedNodes> = (raw, path) =>
	new Map(
		named(raw, path).map(({ node_hash, node }) => [BigInt(node_hash), node]),
	);

const storageProof = d.record({
	contracts_proof: d.record({
		nodes: mapping,
		contract_leaves_data: d.list(
			// null where nothing is there, as some nodes write it
			d.nullable(
				d.record({
					nonce: looseFelt,
					class_hash: looseFelt,
					storage_root: d.optional(looseFelt),
				}),
			),
			mostWays,
		),
	}),
	contracts_storage_proofs: d.list(mapping, mostWays),
	global_roots: d.record({
		contracts_tree_root: looseFelt,
		classes_tree_root: looseFelt,
		block_hash: looseFelt,
	}),
});

export type StorageProofStated = {
	readonly contracts: StatedNodes;
	/** Class and nonce of each contract that was asked about, in order. */
	readonly leaves: readonly ({
		readonly classHash: Hex;
		readonly nonce: Hex;
		/** Not every node gives it. */
		readonly storageRoot: Hex | null;
	} | null)[];
	/** For each contract whose storage was asked about, in order. */
	readonly storages: readonly StatedNodes[];
	readonly contractsRoot: Hex;
	readonly classesRoot: Hex;
	readonly blockHash: Hex;
};

export type StorageQuestion = {
	readonly contracts: readonly Hex[];
	readonly storages: readonly {
		readonly contract: Hex;
		readonly keys: readonly bigint[];
	}[];
};

/** Every method throws what rpc.ts throws. */
export type StarknetRpc = {
	readonly endpoint: Endpoint;
	readonly header: (
		blockHash: Hex,
		signal?: AbortSignal,
	) => Promise<Claim<HeaderStated>>;
	readonly storageProof: (
		blockHash: Hex,
		question: StorageQuestion,
		signal?: AbortSignal,
	) => Promise<Claim<StorageProofStated>>;
};

/** An element as nodes want it: without leading zeros. */
const spelled = (value: bigint | Hex): Hex => `0x${BigInt(value).toString(16)}`;

/** The header with the roots that a storage proof states, as the rule takes it. @throws bad-field */
export const blockOf = (
	stated: HeaderStated,
	{
		contractsRoot,
		classesRoot,
	}: Pick<StorageProofStated, "contractsRoot" | "classesRoot">,
): StarknetBlock => {
	const prices = ({ price_in_wei, price_in_fri }: Decoded<typeof price>) => [
		price_in_wei,
		price_in_fri,
	];
	return starknetBlock(
		{
			number: stated.block_number,
			contractsRoot,
			classesRoot,
			sequencer: stated.sequencer_address,
			timestampS: stated.timestamp,
			transactionCount: stated.transaction_count,
			eventCount: stated.event_count,
			stateDiffLength: stated.state_diff_length,
			daMode: stated.l1_da_mode,
			stateDiffCommitment: stated.state_diff_commitment,
			transactionCommitment: stated.transaction_commitment,
			eventCommitment: stated.event_commitment,
			receiptCommitment: stated.receipt_commitment,
			l1GasPrice: prices(stated.l1_gas_price),
			l1DataGasPrice: prices(stated.l1_data_gas_price),
			l2GasPrice: prices(stated.l2_gas_price),
			version: stated.starknet_version,
			parentHash: stated.parent_hash,
		},
		"header",
	);
};

export const openStarknetRpc = (
	ports: { readonly fetch: Fetch; readonly clock: Clock },
	endpoint: Endpoint,
	limits?: RpcLimits,
): StarknetRpc => {
	const { ask } = openRpc(ports, endpoint, limits);
	const call = <T>(
		method: string,
		params: readonly Json[],
		decode: Decode<T>,
		maxBytes: number,
	): Call<T> => ({ method, params, decode, maxBytes });
	return {
		endpoint,
		header: (blockHash, signal) =>
			ask(
				call(
					"starknet_getBlockWithTxHashes",
					[{ block_hash: spelled(blockHash) }],
					header,
					bounds.starknetBlock,
				),
				signal,
			),
		storageProof: async (blockHash, { contracts, storages }, signal) => {
			const { value, ...claim } = await ask(
				call(
					"starknet_getStorageProof",
					[
						{ block_hash: spelled(blockHash) },
						[],
						contracts.map(spelled),
						storages.map(({ contract, keys }) => ({
							contract_address: spelled(contract),
							storage_keys: keys.map(spelled),
						})),
					],
					storageProof,
					bounds.starknetProof,
				),
				signal,
			);
			return {
				...claim,
				value: {
					contracts: value.contracts_proof.nodes,
					leaves: value.contracts_proof.contract_leaves_data.map((leaf) =>
						leaf === null
							? null
							: {
									classHash: leaf.class_hash,
									nonce: leaf.nonce,
									storageRoot: leaf.storage_root ?? null,
								},
					),
					storages: value.contracts_storage_proofs,
					contractsRoot: value.global_roots.contracts_tree_root,
					classesRoot: value.global_roots.classes_tree_root,
					blockHash: value.global_roots.block_hash,
				},
			};
		},
	};
};
