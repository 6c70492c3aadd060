// Messages from a Scroll rollup to L1: their hashes, the tree that its message queue appends them to, and the proof of one.
// Pure; what root the tree has to have, L1 says.
// Source: @scroll-tech/contracts 4.0.0, ScrollMessengerBase.sol (_encodeXDomainCalldata), AppendOnlyMerkleTree.sol,
// WithdrawTrieVerifier.sol.

import { abiAddress, abiBytes, abiCall, abiWord } from "../../../base/abi.ts";
import { concat, fromHex, type Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { selectorOf } from "../../../crypto/selector.ts";

export type ScrollMessage = {
	/** Who called the messenger on L2. */
	readonly sender: Hex;
	/** Who is called on L1. */
	readonly target: Hex;
	readonly valueWei: bigint;
	/** Its place in the tree, from 0. */
	readonly nonce: number;
	readonly data: Hex;
};

const relayMessage = selectorOf(
	"relayMessage(address,address,uint256,uint256,bytes)",
);

/** By what L1 knows the message: a leaf of the tree. */
export const messageHash = (message: ScrollMessage): Hex =>
	keccakHex(
		fromHex(
			abiCall(
				relayMessage,
				abiAddress(message.sender),
				abiAddress(message.target),
				abiWord(message.valueWei),
				abiWord(message.nonce),
				abiBytes(message.data),
			),
		),
	);

/** MAX_TREE_HEIGHT: a tree has fewer levels than that above its leaves. */
export const treeHeight = 40;

const pair = (left: Hex, right: Hex): Hex =>
	keccakHex(concat(fromHex(left, 32), fromHex(right, 32)));

const zero: Hex = `0x${"0".repeat(64)}`;

/** The hash of a subtree without leaves, by its height. */
const zeroHashes: readonly Hex[] = (() => {
	const all: Hex[] = [zero];
	for (let last = zero; all.length < treeHeight; all.push(last))
		last = pair(last, last);
	return all;
})();
const zeroAt = (height: number): Hex => zeroHashes[height] ?? zero;

/** Levels above the leaves of a tree with so many. */
const levels = (count: number): number =>
	count < 2 ? 0 : (count - 1).toString(2).length;

/**
 * The root that a leaf at `nonce` has with these siblings, lowest first.
 * @throws exit-evidence when so few siblings leave bits of the nonce over: L1's contract would not look at those, and an
 * inner node would pass as a leaf
 */
export const foldMessage = (
	leaf: Hex,
	nonce: number,
	siblings: readonly Hex[],
): Hex => {
	if (siblings.length >= treeHeight || nonce >= 2 ** siblings.length)
		throw new Fault(
			"exit-evidence",
			`${siblings.length} siblings for message ${nonce}`,
		);
	return siblings.reduce(
		(node, sibling, height) =>
			Math.floor(nonce / 2 ** height) % 2 === 0
				? pair(node, sibling)
				: pair(sibling, node),
		leaf,
	);
};

/** All of a tree that is needed to append to it: how many leaves it has, and the newest left node of each height. */
export type Frontier = {
	readonly count: number;
	readonly branches: readonly Hex[];
};

export const emptyFrontier: Frontier = { count: 0, branches: [] };

/**
 * The root of the tree.
 * @throws RangeError when a branch that is needed is not there
 */
export const rootOfFrontier = ({ count, branches }: Frontier): Hex => {
	const branchAt = (height: number): Hex => {
		const found = branches[height];
		if (found === undefined)
			throw new RangeError(`"branches" has none of height ${height}`);
		return found;
	};
	if (count === 0) return zero;
	const height = levels(count);
	if (count === 2 ** height) return branchAt(height);
	let node = zero;
	for (let h = 0; h < height; h++)
		node =
			Math.floor(count / 2 ** h) % 2 === 1
				? pair(branchAt(h), node)
				: pair(node, zeroAt(h));
	return node;
};

/** The nodes over all leaves that are whole, highest number of leaves last: with `count`, all that appending needs. */
export const peaksOf = ({ count, branches }: Frontier): readonly Hex[] =>
	branches.filter((_, height) => Math.floor(count / 2 ** height) % 2 === 1);

/** The frontier with these peaks; null when there are not as many as so many leaves have. */
export const frontierOf = (
	count: number,
	peaks: readonly Hex[],
): Frontier | null => {
	const rest = [...peaks];
	const branches = Array.from({ length: treeHeight }, (_, height) =>
		Math.floor(count / 2 ** height) % 2 === 1 ? (rest.shift() ?? null) : zero,
	);
	const whole = branches.filter((branch) => branch !== null);
	return rest.length === 0 && whole.length === treeHeight
		? { count, branches: whole }
		: null;
};

/**
 * Appends `leaves` to the tree until it has this root.
 * @returns how many of them that took, or null when no number of them does it, nor none; and the tree with all that were
 * appended
 * @throws RangeError when a branch that is needed is not there
 */
export const appendUntil = (
	root: Hex,
	{ count, branches }: Frontier,
	leaves: readonly Hex[],
): { readonly taken: number | null; readonly frontier: Frontier } => {
	const newest = [...branches];
	const branchAt = (height: number): Hex => {
		const found = newest[height];
		if (found === undefined)
			throw new RangeError(`"branches" has none of height ${height}`);
		return found;
	};
	for (const [i, leaf] of leaves.entries()) {
		let node = leaf;
		let height = 0;
		for (let at = count + i; at !== 0; at = Math.floor(at / 2)) {
			if (at % 2 === 0) {
				newest[height] = node;
				node = pair(node, zeroAt(height));
			} else node = pair(branchAt(height), node);
			height++;
		}
		newest[height] = node;
		const taken = i + 1;
		if (node === root)
			return { taken, frontier: { count: count + taken, branches: newest } };
	}
	return {
		taken: null,
		frontier: { count: count + leaves.length, branches: newest },
	};
};

/**
 * The siblings of the leaf at `nonce` in the tree with `leaves` appended, lowest first.
 * @throws RangeError when the leaf is not among `leaves`, or a branch that is needed is not there
 */
export const siblingsOf = (
	{ count, branches }: Frontier,
	leaves: readonly Hex[],
	nonce: number,
): readonly Hex[] => {
	if (nonce < count || nonce >= count + leaves.length)
		throw new RangeError(`"nonce" ${nonce} is not among the leaves`);
	const height = levels(count + leaves.length);
	const siblings: Hex[] = [];
	let first = count;
	let nodes = [...leaves];
	let at = nonce;
	for (let h = 0; h < height; h++) {
		if (first % 2 === 1) {
			const left = branches[h];
			if (left === undefined)
				throw new RangeError(`"branches" has none of height ${h}`);
			nodes = [left, ...nodes];
			first--;
		}
		if (nodes.length % 2 === 1) nodes.push(zeroAt(h));
		const other = at % 2 === 0 ? at + 1 : at - 1;
		siblings.push(nodes[other - first] ?? zeroAt(h));
		const above: Hex[] = [];
		for (let i = 0; i < nodes.length; i += 2)
			above.push(pair(nodes[i] ?? zero, nodes[i + 1] ?? zero));
		nodes = above;
		first /= 2;
		at = Math.floor(at / 2);
	}
	return siblings;
};
