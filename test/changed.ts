// Which test files a change can reach: those that import a changed file, through any number of others, or name it as a child
// process, a worker or a vector that they read. What reads the whole tree is reached by any change of it.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { filesUnder, root } from "./source-tree.ts";

const git = (...args: readonly string[]): string =>
	execFileSync("git", args, { cwd: root, encoding: "utf8" });

const lines = (said: string): readonly string[] =>
	said.split("\n").filter((line) => line !== "");

/** Paths from the root: committed since the branch left main, changed and not committed, and new. */
export const changedFiles = (): readonly string[] => {
	let since = "HEAD";
	for (const main of ["main", "origin/main"])
		try {
			since = git("merge-base", "HEAD", main).trim();
			break;
		} catch {
			// a clone of one branch alone
		}
	return [
		...new Set([
			...lines(git("diff", "--name-only", "--no-renames", since)),
			...lines(git("ls-files", "--others", "--exclude-standard")),
		]),
	];
};

/** What every test rests on. */
const everything =
	/^(package(-lock)?\.json|tsconfig\.json|vite\.config\.ts|biome\.json)$/;

/** Tests that read the tree as text, and walks and screens of what is built from it: folder by folder, what they rest on. */
const readers: readonly (readonly [test: RegExp, reads: RegExp])[] = [
	[/^test\/architecture\.test\.ts$/, /^(src|extension|test|wasm)\//],
	[/^test\/papers\.test\.ts$/, /^((src|extension|test|wasm)\/|\w+\.md$)/],
	[/^test\/types\.test\.ts$/, /^(src|extension)\//],
	[/^test\/(e2e|ui)\//, /^(src|extension|wasm\/built)\//],
	[/^test\/extension\/build/, /^(src|extension|wasm\/built)\//],
	[/^test\/(crypto|wasm|extension)\//, /^wasm\//],
];

/** A file or folder of the tree that a text names: from where the text stands, or from the root. */
const named = /["'`]((?:\.{1,2}|src|extension|test|wasm)\/[^"'`\s$]+)["'`]/g;

export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Of each file, what it imports or names: files as they are, folders with a slash at their end. */
export const readGraph = (): Graph => {
	const graph = new Map<string, Set<string>>();
	for (const top of ["src", "extension", "test", "wasm"])
		for (const { path } of filesUnder(top)) {
			const names = new Set<string>();
			const text = readFileSync(join(root, path), "utf8");
			for (const [, name = ""] of text.matchAll(named)) {
				const begin = name.startsWith(".") ? dirname(path) : "";
				const place = normalize(join(root, begin, name));
				if (place.startsWith(root) && existsSync(place)) {
					const from = relative(root, place).replaceAll("\\", "/");
					const isFolder = statSync(place).isDirectory();
					// a folder above the file is a place to begin from, not something it reads
					if (!isFolder) names.add(from);
					else if (!path.startsWith(`${from}/`) && from !== "")
						names.add(`${from}/`);
				}
			}
			graph.set(path, names);
		}
	return graph;
};

/** The test files among those that the graph leads to from a changed file, and those that read it in other ways. */
export const reachedBy = (
	graph: Graph,
	changed: readonly string[],
): readonly string[] => {
	const tests = [...graph.keys()].filter((path) =>
		/^test\/.*\.test\.ts$/.test(path),
	);
	if (changed.some((path) => everything.test(path))) return tests;
	const users = new Map<string, Set<string>>();
	for (const [path, names] of graph)
		for (const name of names)
			users.set(name, (users.get(name) ?? new Set()).add(path));
	const reached = new Set<string>();
	const open = [...changed];
	for (let path = open.pop(); path !== undefined; path = open.pop()) {
		if (reached.has(path)) continue;
		reached.add(path);
		open.push(...(users.get(path) ?? []));
		// who names a folder reads what lies in it
		for (let folder = dirname(path); folder !== "."; folder = dirname(folder))
			open.push(...(users.get(`${folder}/`) ?? []));
	}
	return tests.filter(
		(test) =>
			reached.has(test) ||
			readers.some(
				([reader, reads]) =>
					reader.test(test) && changed.some((path) => reads.test(path)),
			),
	);
};

export type Reached = {
	readonly unit: readonly string[];
	readonly network: readonly string[];
	readonly e2e: readonly string[];
};

/** The test files that the change can reach, by the project of vitest that runs them. */
export const reachedTests = (): Reached => {
	const tests = reachedBy(readGraph(), changedFiles());
	const isWalk = (path: string): boolean =>
		/^test\/e2e\/|\.screen\.test\.ts$/.test(path);
	const isNetwork = (path: string): boolean =>
		/^test\/(network|adversary)\//.test(path);
	return {
		unit: tests.filter((path) => !isWalk(path) && !isNetwork(path)),
		network: tests.filter(isNetwork),
		e2e: tests.filter(isWalk),
	};
};
