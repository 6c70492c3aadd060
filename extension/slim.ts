// Two tables as they ship: the same values in fewer bytes. Each is unpacked where it is built and compared with what it was made of.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { type FaultKind, faults } from "../src/base/faults.ts";
import { type Suffixes, unpackSuffixes } from "./engine/suffixes.ts";

/** What a content script makes faults of; it has no use for the other codes. */
export const relayFaults: readonly string[] = [
	"bad-params",
	"internal",
	"too-many",
	"unreachable",
];

/** The table of faults by their kinds, as the text of its module. */
export const faultsModule = (isKept: (code: string) => boolean): string => {
	const kinds = new Map<FaultKind, string[]>();
	for (const [code, kind] of Object.entries(faults))
		if (isKept(code)) kinds.set(kind, [...(kinds.get(kind) ?? []), code]);
	const packed = [...kinds]
		.map(([kind, codes]) => [kind, ...codes].join(" "))
		.join(";");
	return `export const faults = {};
for (const line of ${JSON.stringify(packed)}.split(";")) {
	const [kind, ...codes] = line.split(" ");
	for (const code of codes) faults[code] = kind;
}`;
};

type Label = { readonly label: string; readonly child: number };

/** Of each node its labels, in the order in which they stand. */
const labelsOf = (trie: Suffixes): readonly (readonly Label[])[] => {
	let [edge, from] = [0, 0];
	return Array.from(trie.nodeFlags, (_, node) => {
		const labels: Label[] = [];
		for (; edge < (trie.edgeStart[node + 1] ?? 0); edge++) {
			const to = from + (trie.edgeLength[edge] ?? 0);
			const label = trie.labelText.slice(from, to);
			labels.push({ label, child: trie.edgeChild[edge] ?? 0 });
			from = to;
		}
		return labels;
	});
};

/**
 * The list without what changes no answer here. A name right below the root, with nothing below it, says what holds without a rule
 * as well: the last label is the suffix. And the names of hosts that are asked about come out of a URL, which has them in ASCII.
 */
export const neededSuffixes = (trie: Suffixes): Suffixes => {
	const nodes = labelsOf(trie);
	const needed = nodes.map((labels, node) =>
		labels.filter(
			({ label, child }) =>
				!/[^\x20-\x7e]/.test(label) &&
				(node !== trie.rulesRoot ||
					label === "*" ||
					trie.nodeFlags[child] !== 1 ||
					nodes[child]?.length !== 0),
		),
	);
	const all = needed.flat();
	let count = 0;
	return {
		...trie,
		edgeStart: Uint16Array.from([
			0,
			...needed.map((labels) => {
				count += labels.length;
				return count;
			}),
		]),
		edgeChild: Uint16Array.from(all, ({ child }) => child),
		edgeLength: Uint8Array.from(all, ({ label }) => label.length),
		labelText: all.map(({ label }) => label).join(""),
	};
};

/**
 * Node by node, each ended by "_": its labels from A to Z, each a capital that says how many letters it has from the one before,
 * its other letters, and "=" with its child where that is not 0.
 */
export const packSuffixes = (trie: Suffixes): string =>
	labelsOf(trie)
		.map((labels) => {
			let before = "";
			return labels
				.toSorted((a, b) => (a.label < b.label ? -1 : 1))
				.map(({ label, child }) => {
					let same = 0;
					while (
						same < 25 &&
						same < label.length &&
						label[same] === before[same]
					)
						same++;
					before = label;
					const capital = String.fromCharCode(65 + same);
					const of = child === 0 ? "" : `=${child.toString(36)}`;
					return `${capital}${label.slice(same)}${of}`;
				})
				.join("");
		})
		.join("_");

/** No path of the machine is written into what is built. */
const unpackName = "sextant:suffixes";
const unpackFile = fileURLToPath(
	new URL("engine/suffixes.ts", import.meta.url),
).replaceAll("\\", "/");

const sameText = (a: unknown, b: unknown): boolean =>
	JSON.stringify(a) === JSON.stringify(b);

/** The module of the list. @throws Error when it would not say what the package's own says */
export const suffixesModule = (trie: Suffixes): string => {
	const packed = packSuffixes(trie);
	for (const [name, value] of Object.entries(unpackSuffixes(packed)))
		if (!sameText(value, Reflect.get(trie, name)))
			throw new Error(`the suffix list's ${name} is not what it was`);
	const other = [...trie.nodeFlags].flatMap((flag, node) =>
		flag === 1 ? [] : [[node, flag]],
	);
	return `import { unpackSuffixes } from "${unpackName}";
export const { edgeStart, edgeChild, edgeLength, labelText } = unpackSuffixes(${JSON.stringify(packed)});
export const nodeFlags = new Uint8Array(${trie.nodeFlags.length}).fill(1);
for (const [node, flag] of ${JSON.stringify(other)}) nodeFlags[node] = flag;
export const rulesRoot = ${trie.rulesRoot};
export const exceptionsRoot = ${trie.exceptionsRoot};`;
};

export const slimTables = (): Plugin => ({
	name: "sextant:slim",
	enforce: "pre",
	resolveId: {
		filter: { id: /^sextant:suffixes$/ },
		handler: () => unpackFile,
	},
	load: {
		filter: {
			id: /\/src\/base\/faults\.ts$|\/tldts-icann\/.*\/data\/trie\.js$/,
		},
		async handler(id) {
			if (!id.endsWith("/trie.js")) {
				const isRelay = this.environment.name.endsWith("_relay");
				return faultsModule((code) => !isRelay || relayFaults.includes(code));
			}
			const source = readFileSync(id, "utf8").replace(/^\/\/#.*$/m, "");
			const text = encodeURIComponent(source);
			return suffixesModule(
				neededSuffixes(await import(`data:text/javascript,${text}`)),
			);
		},
	},
});
