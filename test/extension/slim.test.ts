// The tables that ship in fewer bytes say what the tables they are made of say.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getDomain } from "tldts-icann";
import { describe, expect, it } from "vitest";
import {
	type Suffixes,
	unpackSuffixes,
} from "../../extension/engine/suffixes.ts";
import {
	faultsModule,
	neededSuffixes,
	packSuffixes,
	relayFaults,
	suffixesModule,
} from "../../extension/slim.ts";
import { faults } from "../../src/base/faults.ts";

const run = (text: string) =>
	import(`data:text/javascript,${encodeURIComponent(text)}`);

/** By hash, as the package has them: "b", "ab", "a" are not in the order of their letters. */
const small: Suffixes = {
	nodeFlags: Uint8Array.of(1, 0),
	edgeStart: Uint16Array.of(0, 0, 3),
	edgeChild: Uint16Array.of(0, 1, 0),
	edgeLength: Uint8Array.of(1, 1, 2),
	labelText: "abab",
	rulesRoot: 1,
	exceptionsRoot: 0,
};

describe("the faults as they ship", () => {
	it("are all of them, each of its kind", async () => {
		const made = await run(faultsModule(() => true));
		expect(new Map(Object.entries(made.faults))).toEqual(
			new Map(Object.entries(faults)),
		);
	});

	it("are in a content script those that it makes, and there are such", async () => {
		const { faults: made } = await run(
			faultsModule((code) => relayFaults.includes(code)),
		);
		expect(Object.keys(made).sort()).toEqual([...relayFaults].sort());
		expect(made).toMatchObject({ unreachable: "unavailable" });
		const files = [
			"extension/content/relay.ts",
			"extension/port.ts",
			"src/protocol/plain.ts",
			"src/base/fault.ts",
		];
		const text = files
			.map((file) =>
				readFileSync(join(import.meta.dirname, "../..", file), "utf8"),
			)
			.join("\n");
		const named = Object.keys(faults).filter((code) =>
			text.includes(`"${code}"`),
		);
		// what asFault and isOurs only ask about is not made
		expect(named.filter((code) => code !== "cancelled").sort()).toEqual(
			[...relayFaults].sort(),
		);
	});
});

describe("the public suffix list as it ships", () => {
	it("unpacks to what was packed", () => {
		const packed = packSuffixes(small);
		expect(packed).toBe("_AaBbAb=1");
		const { edgeStart, edgeChild, edgeLength, labelText } =
			unpackSuffixes(packed);
		expect(edgeStart).toEqual(small.edgeStart);
		expect(edgeLength.reduce((sum, length) => sum + length, 0)).toBe(4);
		expect([...edgeChild].sort()).toEqual([0, 0, 1]);
		expect(labelText).toHaveLength(4);
	});

	it("refuses to be built where it would not be the package's own", () => {
		expect(() =>
			suffixesModule({ ...small, edgeLength: Uint8Array.of(2, 1, 1) }),
		).toThrow("is not what it was");
	});

	/** As the package looks it up (its suffix-trie.js), label by label. */
	const suffixIn = (trie: Suffixes) => {
		const nodes: Map<string, number>[] = [];
		let [edge, from] = [0, 0];
		for (let node = 0; node < trie.nodeFlags.length; node++) {
			const labels = new Map<string, number>();
			for (; edge < (trie.edgeStart[node + 1] ?? 0); edge++) {
				const to = from + (trie.edgeLength[edge] ?? 0);
				labels.set(trie.labelText.slice(from, to), trie.edgeChild[edge] ?? -1);
				from = to;
			}
			nodes.push(labels);
		}
		const walk = (labels: readonly string[], root: number): number => {
			let [node, found] = [root, 0];
			for (let i = 1; i <= labels.length; i++) {
				const here = nodes[node];
				const next = here?.get(labels.at(-i) ?? "") ?? here?.get("*");
				if (next === undefined) break;
				node = next;
				if (trie.nodeFlags[node] === 1) found = i;
			}
			return found;
		};
		return {
			nodes,
			suffix: (host: string): string => {
				const labels = host.split(".");
				const exception = walk(labels, trie.exceptionsRoot);
				const count =
					exception > 0
						? exception - 1
						: Math.max(1, walk(labels, trie.rulesRoot));
				return labels.slice(-count).join(".");
			},
		};
	};

	it("gives every host of a URL the suffix that the whole list gives", async () => {
		// the package names no way to its table
		const path = join(
			import.meta.dirname,
			"../../node_modules/tldts-icann/dist/es6/src/data/trie.js",
		);
		const whole: Suffixes = await run(
			readFileSync(path, "utf8").replace(/^\/\/#.*$/m, ""),
		);
		const [all, needed] = [suffixIn(whole), suffixIn(neededSuffixes(whole))];
		const rules: string[] = [];
		const collect = (node: number, above: string): void => {
			for (const [label, child] of all.nodes[node] ?? []) {
				const name = `${label === "*" ? "any" : label}${above}`;
				rules.push(name);
				collect(child, `.${name}`);
			}
		};
		collect(whole.rulesRoot, "");
		collect(whole.exceptionsRoot, "");
		expect(rules.length).toBeGreaterThan(6_500);
		let asked = 0;
		for (const rule of rules)
			for (const below of ["", "a.", "b.a.", "c.b.a."]) {
				const { hostname } = new URL(`https://${below}${rule}/`);
				expect(needed.suffix(hostname), hostname).toBe(all.suffix(hostname));
				// the test's own way to look it up is the package's
				if (below === "b.a." && ++asked % 10 === 0)
					expect(getDomain(hostname), hostname).toBe(
						hostname
							.split(".")
							.slice(-all.suffix(hostname).split(".").length - 1)
							.join("."),
					);
			}
		expect(needed.nodes.flatMap((one) => [...one]).length).toBeLessThan(5_400);
		// a rule that is needed and missing would be seen
		const { nodes } = needed;
		nodes[whole.rulesRoot]?.delete("uk");
		expect(needed.suffix("a.co.uk")).not.toBe(all.suffix("a.co.uk"));
	}, 60_000);

	it("is what the package looks names up in", () => {
		expect(getDomain("a.b.kawasaki.jp")).toBe("a.b.kawasaki.jp");
		expect(getDomain("rpc.example.co.uk")).toBe("example.co.uk");
	});
});
