// Starknet's tries: what stands at a key under a root, by the nodes on the way. Binary, 251 deep; a path without a fork is
// one node. The hash of two elements is given; whose root it is is not known here.
// Source: https://docs.starknet.io/learn/protocol/state (Merkle-Patricia trie, state commitment)

/** Of two elements of the field; throws RangeError for what is none. */
export type PairHash = (a: bigint, b: bigint) => bigint;

export const starknetDepth = 251;

export type StarknetNode =
	| { readonly kind: "binary"; readonly left: bigint; readonly right: bigint }
	| {
			readonly kind: "edge";
			readonly child: bigint;
			readonly path: bigint;
			readonly length: number;
	  };

/** @param modulus of the field */
export const starknetNodeHash = (
	hash: PairHash,
	modulus: bigint,
	node: StarknetNode,
): bigint =>
	node.kind === "binary"
		? hash(node.left, node.right)
		: (hash(node.child, node.path) + BigInt(node.length)) % modulus;

/**
 * What the trie under `root` holds at the key: 0 where the nodes show that nothing is there, null when they show neither,
 * are not those of the way, or are more than it has. A trie without a value has the root 0 and no node.
 * @param nodes from the root down
 */
export const starknetValue = (
	hash: PairHash,
	modulus: bigint,
	root: bigint,
	key: bigint,
	nodes: readonly StarknetNode[],
): bigint | null => {
	if (key < 0n || key >> BigInt(starknetDepth) !== 0n) return null;
	if (root === 0n) return nodes.length === 0 ? 0n : null;
	let here = root;
	let left = starknetDepth;
	for (const [i, node] of nodes.entries()) {
		if (starknetNodeHash(hash, modulus, node) !== here) return null;
		const isLast = i === nodes.length - 1;
		if (node.kind === "binary") {
			if (left < 1) return null;
			left -= 1;
			here = (key >> BigInt(left)) & 1n ? node.right : node.left;
		} else {
			const { length, path, child } = node;
			if (length < 1 || length > left || path >> BigInt(length) !== 0n)
				return null;
			left -= length;
			const own = (key >> BigInt(left)) & ((1n << BigInt(length)) - 1n);
			if (own !== path) return isLast ? 0n : null;
			here = child;
		}
		if (left === 0) return isLast ? here : null;
	}
	return null;
};

/**
 * Of nodes under the hashes that somebody states for them, those from the root towards the key, as far as they lead: what
 * `starknetValue` judges. Nothing is hashed here.
 */
export const starknetWay = (
	nodes: ReadonlyMap<bigint, StarknetNode>,
	root: bigint,
	key: bigint,
): readonly StarknetNode[] => {
	const way: StarknetNode[] = [];
	let here = root;
	let left = starknetDepth;
	while (left > 0) {
		const node = nodes.get(here);
		if (node === undefined) break;
		way.push(node);
		if (node.kind === "binary") {
			left -= 1;
			here = (key >> BigInt(left)) & 1n ? node.right : node.left;
			continue;
		}
		const { length, path, child } = node;
		if (length < 1 || length > left) break;
		left -= length;
		if (((key >> BigInt(left)) & ((1n << BigInt(length)) - 1n)) !== path) break;
		here = child;
	}
	return way;
};

export type StarknetContract = {
	readonly classHash: bigint;
	readonly storageRoot: bigint;
	readonly nonce: bigint;
};

/** The leaf of a contract, of the one version there is. */
export const starknetContractLeaf = (
	hash: PairHash,
	{ classHash, storageRoot, nonce }: StarknetContract,
): bigint => hash(hash(hash(classHash, storageRoot), nonce), 0n);

/** What the state commitment hashes in front: "STARKNET_STATE_V0". */
export const starknetStateTag = 0x535441524b4e45545f53544154455f5630n;
