// A Merkle tree of which only some nodes are known to mean something. Every other node is filled in, the same way each
// time. This is all of a beacon state that a light client ever sees.

import { concat, utf8 } from "../../../src/base/bytes.ts";
import { sha256 } from "../../../src/crypto/hash.ts";

export type PartialTree = {
	readonly root: Uint8Array;
	/** The siblings from the node up to the root. */
	readonly branch: (gindex: number) => Uint8Array[];
	readonly node: (gindex: number) => Uint8Array;
};

const depthOf = (gindex: number): number => 31 - Math.clz32(gindex);

/** @param known nodes by generalized index; none may lie under another. */
export const partialTree = (
	known: ReadonlyMap<number, Uint8Array>,
	salt: string,
): PartialTree => {
	const inner = new Set<number>();
	for (const gindex of known.keys())
		for (let above = gindex >> 1; above >= 1; above >>= 1) inner.add(above);
	for (const gindex of known.keys())
		if (inner.has(gindex)) throw new RangeError(`"known" nests ${gindex}`);
	const computed = new Map<number, Uint8Array>();
	const node = (gindex: number): Uint8Array => {
		const there = known.get(gindex) ?? computed.get(gindex);
		if (there !== undefined) return there;
		const made = inner.has(gindex)
			? sha256(concat(node(2 * gindex), node(2 * gindex + 1)))
			: sha256(utf8(`${salt} ${gindex}`));
		computed.set(gindex, made);
		return made;
	};
	return {
		root: node(1),
		node,
		branch: (gindex) =>
			Array.from({ length: depthOf(gindex) }, (_, i) =>
				node((gindex >> i) ^ 1),
			),
	};
};
