// What one node states of contracts and their storage, ordered into the ways that the rules judge. Hashes that it states are good for
// finding the way and for nothing else.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import {
	type StarknetNode,
	starknetWay,
} from "../../../proof/starknet-trie.ts";
import type { StarknetAccountWitness } from "../checks/account.ts";
import type { StarknetBalanceWitness } from "../checks/balance.ts";
import { balancePlace } from "../checks/balance.ts";
import { feltHex } from "../checks/felt.ts";
import { witnessOf } from "../checks/trie.ts";
import type {
	StatedNodes,
	StorageProofStated,
	StorageQuestion,
} from "./node.ts";

/** The root that nodes are of: the one among them that none of the others leads to; zero where there is none. @throws l2-account */
const rootAmong = (nodes: StatedNodes): Hex => {
	const childrenOf = (node: StarknetNode): readonly bigint[] =>
		node.kind === "binary" ? [node.left, node.right] : [node.child];
	const below = new Set([...nodes.values()].flatMap(childrenOf));
	const tops = [...nodes.keys()].filter((hash) => !below.has(hash));
	if (nodes.size > 0 && tops.length !== 1)
		throw new Fault("l2-account", `${tops.length} roots in one proof`);
	return feltHex(tops[0] ?? 0n);
};

const wayTo = (nodes: StatedNodes, root: Hex, key: bigint) =>
	starknetWay(nodes, BigInt(root), key).map(witnessOf);

/** What is asked of a node: the address itself and each token, with the places of the address's balance in the latter's storage. */
export const questionFor = (
	address: Hex,
	tokens: readonly Hex[],
): StorageQuestion => {
	const place = balancePlace(BigInt(address));
	return {
		contracts: [address, ...tokens],
		storages: [
			// any place of it: what is wanted is the root, which not every node states with the leaf
			{ contract: address, keys: [0n] },
			...tokens.map((contract) => ({ contract, keys: [place, place + 1n] })),
		],
	};
};

/** The i-th contract that was asked about. @throws l2-account where the answer has fewer */
export const accountWitness = (
	stated: StorageProofStated,
	contractsRoot: Hex,
	{ contracts }: StorageQuestion,
	i: number,
): StarknetAccountWitness => {
	const address = contracts[i];
	const leaf = stated.leaves[i];
	const storage = stated.storages[i];
	if (address === undefined || leaf === undefined || storage === undefined)
		throw new Fault("l2-account", `${stated.leaves.length} contracts given`);
	const isNobody =
		leaf === null ||
		(BigInt(leaf.classHash) === 0n &&
			BigInt(leaf.nonce) === 0n &&
			storage.size === 0);
	return {
		address,
		contract: isNobody
			? null
			: {
					classHash: leaf.classHash,
					nonce: leaf.nonce,
					storageRoot: leaf.storageRoot ?? rootAmong(storage),
				},
		nodes: wayTo(stated.contracts, contractsRoot, BigInt(address)),
	};
};

/** The owner's balance at the i-th contract that was asked about. @throws l2-account where the answer has fewer */
export const balanceWitness = (
	stated: StorageProofStated,
	owner: Hex,
	storageRoot: Hex,
	i: number,
): StarknetBalanceWitness => {
	const storage = stated.storages[i];
	if (storage === undefined)
		throw new Fault("l2-account", `${stated.storages.length} storages given`);
	const place = balancePlace(BigInt(owner));
	return {
		owner,
		low: wayTo(storage, storageRoot, place),
		high: wayTo(storage, storageRoot, place + 1n),
	};
};
