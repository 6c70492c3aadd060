// The public suffix list, unpacked: it ships from A to Z, each label without what it has in common with the one before
// (slim.ts packs it), and is looked up in the order of hashes.

/** The public suffix list as tldts-icann has it: a trie, flat, the labels of a node in the order of their hashes. */
export type Suffixes = {
	readonly nodeFlags: Uint8Array;
	readonly edgeStart: Uint16Array;
	readonly edgeChild: Uint16Array;
	readonly edgeLength: Uint8Array;
	readonly labelText: string;
	readonly rulesRoot: number;
	readonly exceptionsRoot: number;
};

/** The parts of the list that are packed. */
export const unpackSuffixes = (
	packed: string,
): Pick<Suffixes, "edgeStart" | "edgeChild" | "edgeLength" | "labelText"> => {
	const starts = [0];
	const [children, lengths]: [number[], number[]] = [[], []];
	let labelText = "";
	for (const node of packed.split("_")) {
		let label = "";
		const edges = [...node.matchAll(/([A-Z])([^A-Z=]*)(?:=([^A-Z]+))?/g)].map(
			([, same = "", rest = "", child = "0"]) => {
				label = label.slice(0, same.charCodeAt(0) - 65) + rest;
				let hash = 5381;
				for (let i = label.length - 1; i >= 0; i--)
					hash = (hash * 33) ^ label.charCodeAt(i);
				return { label, hash: hash >>> 0, child: Number.parseInt(child, 36) };
			},
		);
		edges.sort((a, b) => a.hash - b.hash);
		for (const edge of edges) {
			labelText += edge.label;
			children.push(edge.child);
			lengths.push(edge.label.length);
		}
		starts.push(lengths.length);
	}
	return {
		edgeStart: Uint16Array.from(starts),
		edgeChild: Uint16Array.from(children),
		edgeLength: Uint8Array.from(lengths),
		labelText,
	};
};
