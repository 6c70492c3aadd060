// Nodes of Starknet's tries as evidence has them, and what they show at a key: Pedersen hashes alone, for contracts and storage. The
// trie of classes is hashed by Poseidon, and no rule here reads it.

import type { Hex } from "../../../base/bytes.ts";
import type { Decode, Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { pedersen, starkP } from "../../../crypto/pedersen.ts";
import {
	type StarknetNode,
	starknetContractLeaf,
	starknetDepth,
	starknetValue,
} from "../../../proof/starknet-trie.ts";
import { felt, feltHex } from "./felt.ts";

const binary = d.record({ left: felt, right: felt });
const edge = d.record({
	child: felt,
	path: felt,
	length: d.int(1, starknetDepth),
});

export type NodeWitness = Decoded<typeof binary> | Decoded<typeof edge>;

const node: Decode<NodeWitness> = (raw, path) =>
	typeof raw === "object" && raw !== null && "left" in raw
		? binary(raw, path)
		: edge(raw, path);

/** From the root down. */
export const nodesWitness = d.list(node, starknetDepth);

const nodeOf = (witness: NodeWitness): StarknetNode =>
	"left" in witness
		? {
				kind: "binary",
				left: BigInt(witness.left),
				right: BigInt(witness.right),
			}
		: {
				kind: "edge",
				child: BigInt(witness.child),
				path: BigInt(witness.path),
				length: witness.length,
			};

export const witnessOf = (given: StarknetNode): NodeWitness =>
	given.kind === "binary"
		? { left: feltHex(given.left), right: feltHex(given.right) }
		: {
				child: feltHex(given.child),
				path: feltHex(given.path),
				length: given.length,
			};

/**
 * What stands at the key under the root; 0 where the nodes show that nothing does.
 * @param what in words
 * @throws l2-account where they show neither
 */
export const trieValue = (
	root: Hex,
	key: bigint,
	nodes: readonly NodeWitness[],
	what: string,
): bigint => {
	const value = starknetValue(
		pedersen,
		starkP,
		BigInt(root),
		key,
		nodes.map(nodeOf),
	);
	if (value === null)
		throw new Fault("l2-account", `the nodes do not lead to ${what}`);
	return value;
};

/** A contract as its leaf commits to it. */
export const contractFields = d.record({
	classHash: felt,
	storageRoot: felt,
	nonce: felt,
});
export type ContractFields = Decoded<typeof contractFields>;

export const contractLeaf = (contract: ContractFields): bigint =>
	starknetContractLeaf(pedersen, {
		classHash: BigInt(contract.classHash),
		storageRoot: BigInt(contract.storageRoot),
		nonce: BigInt(contract.nonce),
	});
