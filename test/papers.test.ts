// The papers at the top against the tree: what they name is there, and what is there and has to be named is. A path that moved,
// a script that is gone and a dependency that nobody gave a reason for show here.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as d from "../src/base/decode.ts";
import { kindOf, rollupKindOf } from "../src/l2/checks.ts";
import { release } from "../src/receipt/networks.ts";
import { root } from "./source-tree.ts";

const read = (name: string): string => readFileSync(join(root, name), "utf8");
const papers = [
	"README.md",
	"ARCHITECTURE.md",
	"CONTRIBUTING.md",
	"SECURITY.md",
].map((name) => [name, read(name)] as const);

const pack: unknown = d.parseJson(read("package.json"), 100_000, 8);
const partOf = (name: "scripts" | "dependencies"): readonly string[] => {
	if (typeof pack !== "object" || pack === null) throw new Error("no package");
	return Object.keys(
		d.dictionary(d.text(300), 100)(Reflect.get(pack, name), name),
	);
};

const foldersOf = (name: string): readonly string[] =>
	readdirSync(join(root, name), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name);
const rooms = foldersOf("src");

/** What a paper calls a file or folder: in code marks from the top or from src/, or behind a link. Patterns are none. */
const pathsIn = (paper: string): readonly string[] => [
	...[...paper.matchAll(/`((?:src|extension|test|wasm)\/[\w./-]+)`/g)].map(
		([, path = ""]) => path,
	),
	...[...paper.matchAll(/`([a-z0-9]+)(\/[\w./-]+\.ts)`/g)]
		.filter(([, room = ""]) => rooms.includes(room))
		.map(([, room = "", rest = ""]) => `src/${room}${rest}`),
	...[...paper.matchAll(/\]\(([\w./-]+)\)/g)].map(([, path = ""]) => path),
];

/** What `npm run` and `npx tsx` are told to run. */
const scriptsIn = (paper: string): readonly string[] =>
	[...paper.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name = ""]) => name);
const filesRunIn = (paper: string): readonly string[] =>
	[...paper.matchAll(/\bnpx tsx ([\w./-]+\.ts)/g)].map(([, path = ""]) => path);

const missing = (paths: readonly string[]): readonly string[] =>
	paths.filter((path) => !existsSync(join(root, path)));

describe.each(papers)("%s", (_, paper) => {
	test("names files and folders that are there", () => {
		expect(pathsIn(paper).length).toBeGreaterThan(0);
		expect(missing([...pathsIn(paper), ...filesRunIn(paper)])).toEqual([]);
	});

	test("names scripts that are there", () => {
		const scripts = partOf("scripts");
		expect(scriptsIn(paper).filter((one) => !scripts.includes(one))).toEqual(
			[],
		);
	});
});

describe("the README", () => {
	test("gives a reason for every dependency that ships, and for no other", () => {
		const [, table = ""] =
			/## Dependencies\n([\s\S]*?)\nFor development/.exec(read("README.md")) ??
			[];
		const named = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(
			([, cell = ""]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, one]) => one),
		);
		expect(named.toSorted()).toEqual([...partOf("dependencies")].sort());
	});

	const [, chains = ""] =
		/### The chains in this release\n([\s\S]*?)\n## /.exec(read("README.md")) ??
		[];
	const rows = [...chains.matchAll(/^\| (.*) \|$/gm)].map(([, row = ""]) =>
		row.split("|").map((cell) => cell.trim()),
	);
	const [head = [], , ...told] = rows;
	const ships = [...release.rollups, ...release.reads];

	test("has a row for each chain that ships, and for no other, with every cell", () => {
		expect(told.map(([title]) => title).sort()).toEqual(
			ships.map(({ title }) => title).sort(),
		);
		for (const row of told) {
			expect(row).toHaveLength(head.length);
			expect(
				row.every((cell) => cell.length > 0),
				row.join(" | "),
			).toBe(true);
		}
	});

	test("names a way out of a chain where there is one, and none where there is none", () => {
		const at = head.findIndex((cell) => cell.startsWith("way out"));
		for (const chain of ships) {
			const cell = told.find(([title]) => title === chain.title)?.[at] ?? "";
			const hasNone = kindOf(chain).noExit(chain) !== null;
			expect(/^(yes|no)\b/.exec(cell)?.[1], chain.title).toBe(
				hasNone ? "no" : "yes",
			);
		}
	});

	test("says of a chain that Sextant sends there where it does, and where it does not that it does not", () => {
		const at = head.indexOf("sends");
		for (const chain of release.rollups) {
			const cell = told.find(([title]) => title === chain.title)?.[at] ?? "";
			const sends = rollupKindOf(chain)?.fees !== undefined;
			expect(/^(yes|no)\b/.exec(cell)?.[1], chain.title).toBe(
				sends ? "yes" : "no",
			);
		}
	});
});

describe("ARCHITECTURE.md", () => {
	test("says of every folder what it is", () => {
		const [, told = ""] =
			/\n## Rooms\n([\s\S]*?)\n## /.exec(read("ARCHITECTURE.md")) ?? [];
		const cells = [...told.matchAll(/^\| (`.*?) \|/gm)].map(
			([, cell = ""]) => cell,
		);
		const all = ["src", "extension", "test"].flatMap((top) =>
			foldersOf(top)
				// those of the tests that mirror src/ and extension/
				.filter(
					(name) =>
						top !== "test" || !(rooms.includes(name) || name === "extension"),
				)
				// data of the extension, named with it
				.filter((name) => !["icon", "pictures"].includes(name)),
		);
		expect(all.length).toBeGreaterThan(30);
		expect(
			all.filter((name) => !cells.some((cell) => cell.includes(`\`${name}/`))),
		).toEqual([]);
	});
});

describe("a paper's words", () => {
	test("are read for paths, scripts and files that are run", () => {
		const paper =
			"`src/a/b.ts`, `l1/c.ts`, `zoo/c.ts`, [d](D.md), `npm run e:f`, npx tsx test/g.ts";
		expect(pathsIn(paper)).toEqual(["src/a/b.ts", "src/l1/c.ts", "D.md"]);
		expect(scriptsIn(paper)).toEqual(["e:f"]);
		expect(filesRunIn(paper)).toEqual(["test/g.ts"]);
	});
});
