// Seeded alterations of a list of nodes, as one who lies about a proof makes them.

import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import type { Chance } from "../../conformance/chance.ts";

/** One bit of one byte of it turned over. */
export const flipped = (hex: Hex, chance: Chance): Hex => {
	const bytes = fromHex(hex);
	if (bytes.length === 0) return "0x01";
	const at = chance.below(bytes.length);
	bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
	return toHex(bytes);
};

export const nodeKinds = [
	"a bit of a node",
	"a node left out",
	"two nodes swapped",
	"a node cut short",
	"a node twice",
	"nothing at all",
] as const;
export type NodeKind = (typeof nodeKinds)[number];

export const alterNodes = (
	kind: NodeKind,
	nodes: readonly Hex[],
	chance: Chance,
): readonly Hex[] => {
	if (nodes.length === 0) return ["0x80"];
	const at = chance.below(nodes.length);
	const node = nodes[at] ?? "0x";
	switch (kind) {
		case "a bit of a node":
			return nodes.with(at, flipped(node, chance));
		case "a node left out":
			return nodes.toSpliced(at, 1);
		case "two nodes swapped": {
			const to = chance.below(nodes.length);
			return nodes.with(at, nodes[to] ?? "0x").with(to, node);
		}
		case "a node cut short":
			return nodes.with(at, toHex(fromHex(node).slice(0, -1)));
		case "a node twice":
			return nodes.toSpliced(at, 0, node);
		case "nothing at all":
			return [];
	}
};
