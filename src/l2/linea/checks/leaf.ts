// A proof of Linea's tree as `linea_getProof` spells it out, as bytes that are bounded and not checked yet: of a leaf that is there,
// or of the two between which there is none. Source: Consensys/shomei, GetRollupProof (MerkleInclusionProof, MerkleNonInclusionProof).

import { fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import type { Decode, Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { poseidon2 } from "../../../crypto/poseidon2.ts";
import {
	type LineaProof,
	lineaAbsentRoot,
	lineaRoot,
} from "../../../proof/linea-tree.ts";

/** The tree has 40 levels; before them stands the head, behind them the leaf. */
const nodeCount = 42;
/** The longest of them is a leaf. */
const mostNodeBytes = 192;

const nodes = d.list(d.hexUpTo(mostNodeBytes), nodeCount, nodeCount);
const index = d.int(0, 2 ** 40 - 1);

const present = d.record({
	index,
	/** As it was before it was hashed: 32 bytes of a slot, 192 of an account. */
	value: d.hexUpTo(mostNodeBytes),
	nodes,
});
const absent = d.record({
	left: d.record({ index, nodes }),
	right: d.record({ index, nodes }),
});

/** One or the other, as evidence keeps it. */
export type LeafClaim = Decoded<typeof present> | Decoded<typeof absent>;
export const leafClaim: Decode<LeafClaim> = (raw, path) =>
	typeof raw === "object" && raw !== null && "left" in raw
		? absent(raw, path)
		: present(raw, path);

const answeredNodes = d.record({ proofRelatedNodes: nodes });
const answeredPresent = d.record({
	leafIndex: index,
	proof: d.record({
		value: d.hexUpTo(mostNodeBytes),
		proofRelatedNodes: nodes,
	}),
});
const answeredAbsent = d.record({
	leftLeafIndex: index,
	rightLeafIndex: index,
	leftProof: answeredNodes,
	rightProof: answeredNodes,
});

/** The same out of a node's answer. @throws bad-field */
export const answeredLeaf: Decode<LeafClaim> = (raw, path) => {
	if (typeof raw === "object" && raw !== null && "leftProof" in raw) {
		const { leftLeafIndex, rightLeafIndex, leftProof, rightProof } =
			answeredAbsent(raw, path);
		return {
			left: { index: leftLeafIndex, nodes: leftProof.proofRelatedNodes },
			right: { index: rightLeafIndex, nodes: rightProof.proofRelatedNodes },
		};
	}
	const { leafIndex, proof } = answeredPresent(raw, path);
	return {
		index: leafIndex,
		value: proof.value,
		nodes: proof.proofRelatedNodes,
	};
};

const proofOf = ({
	index,
	nodes,
}: {
	readonly index: number;
	readonly nodes: readonly Hex[];
}): LineaProof => ({
	index: BigInt(index),
	nodes: nodes.map((node) => fromHex(node)),
});

/**
 * The value that the tree under `root` holds at the hashed key; null when it holds none.
 * @param hashed what a leaf has of a value; null for a value of another form
 * @throws proof-value when the proof shows no such thing, or shows it under another root
 */
export const checkLeaf = (
	root: Hex,
	key: Uint8Array,
	claim: LeafClaim,
	hashed: (value: Uint8Array) => Uint8Array | null,
): Uint8Array | null => {
	if ("left" in claim) {
		const { left, right } = claim;
		const found = lineaAbsentRoot(
			poseidon2,
			key,
			proofOf(left),
			proofOf(right),
		);
		checkRoot(root, found);
		return null;
	}
	const value = fromHex(claim.value);
	const inLeaf = hashed(value);
	if (inLeaf === null)
		throw new Fault("proof-value", `a value of ${value.length} bytes`);
	checkRoot(root, lineaRoot(poseidon2, key, inLeaf, proofOf(claim)));
	return value;
};

const checkRoot = (root: Hex, found: Uint8Array | null): void => {
	if (found === null)
		throw new Fault("proof-value", "a proof that does not show what it says");
	if (toHex(found) !== root)
		throw new Fault("proof-value", `under ${toHex(found)}, not ${root}`);
};
