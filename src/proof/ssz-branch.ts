// Is a leaf at a generalized index of a tree with this root? A pure yes or no over bytes.
// Source: https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/phase0/beacon-chain.md#is_valid_merkle_branch
// and https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/electra/light-client/fork.md

import { equalBytes } from "../base/bytes.ts";
import { hashPair } from "../base/ssz.ts";

/** The number of siblings on the way from the node to the root: floor(log2(gindex)). @throws RangeError below 1 */
export const depthOfIndex = (gindex: number): number => {
	if (!Number.isSafeInteger(gindex) || gindex < 1)
		throw new RangeError(`"gindex" is ${gindex}`);
	let depth = 0;
	for (let rest = gindex; rest > 1; rest = Math.floor(rest / 2)) depth += 1;
	return depth;
};

/** The root that follows from a leaf and its siblings, lowest first. @throws RangeError for another number of siblings */
export const branchRoot = (
	leaf: Uint8Array,
	branch: readonly Uint8Array[],
	gindex: number,
): Uint8Array => {
	if (branch.length !== depthOfIndex(gindex))
		throw new RangeError(
			`"branch" expected ${depthOfIndex(gindex)} hashes, got ${branch.length}`,
		);
	let root = leaf;
	let index = gindex;
	for (const sibling of branch) {
		root = index % 2 === 1 ? hashPair(sibling, root) : hashPair(root, sibling);
		index = Math.floor(index / 2);
	}
	return root;
};

/** True only for a branch of exactly the index's depth, 32 bytes each, that leads from the leaf to the root. */
export const isValidBranch = (
	leaf: Uint8Array,
	branch: readonly Uint8Array[],
	gindex: number,
	root: Uint8Array,
): boolean =>
	leaf.length === 32 &&
	branch.length === depthOfIndex(gindex) &&
	branch.every((sibling) => sibling.length === 32) &&
	equalBytes(branchRoot(leaf, branch, gindex), root);

/**
 * The spec's is_valid_normalized_merkle_branch: a branch that a later fork's container made longer carries zeros in
 * front, and nothing but zeros.
 */
export const isValidNormalizedBranch = (
	leaf: Uint8Array,
	branch: readonly Uint8Array[],
	gindex: number,
	root: Uint8Array,
): boolean => {
	const extra = branch.length - depthOfIndex(gindex);
	if (extra < 0) return false;
	const isZero = (node: Uint8Array) => node.every((byte) => byte === 0);
	return (
		branch.slice(0, extra).every(isZero) &&
		isValidBranch(leaf, branch.slice(extra), gindex, root)
	);
};
