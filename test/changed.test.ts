import { expect, test } from "vitest";
import { reachedBy, readGraph } from "./changed.ts";

const graph = new Map(
	Object.entries({
		"src/a.ts": [],
		"src/b.ts": ["src/a.ts"],
		"test/child.ts": ["src/b.ts"],
		"test/start.ts": ["test/child.ts"],
		"test/far.test.ts": ["test/start.ts"],
		"test/near.test.ts": ["src/a.ts", "test/vectors/"],
		"test/other.test.ts": [],
		"test/architecture.test.ts": [],
		"test/e2e/walk.test.ts": [],
	}).map(([path, names]) => [path, new Set(names)]),
);

test("a change reaches the tests that import it through any number of others, and those that read the tree", () => {
	expect(reachedBy(graph, ["src/b.ts"])).toEqual([
		"test/far.test.ts",
		"test/architecture.test.ts",
		"test/e2e/walk.test.ts",
	]);
	expect(reachedBy(graph, ["src/a.ts"])).toContain("test/near.test.ts");
});

test("a file that nothing imports reaches what names its folder, and nothing else", () => {
	expect(reachedBy(graph, ["test/vectors/deep/one.json"])).toEqual([
		"test/near.test.ts",
		"test/architecture.test.ts",
	]);
	expect(reachedBy(graph, ["README.md"])).toEqual([]);
});

test("a change of what everything rests on reaches every test", () => {
	expect(reachedBy(graph, ["package-lock.json"])).toHaveLength(5);
});

test("the tree's own graph follows imports, child processes, bundles and folders of vectors", () => {
	const own = readGraph();
	const by = (path: string) => reachedBy(own, [path]);
	expect(by("src/base/rlp.ts")).toContain("test/network/l1/start.test.ts");
	expect(by("test/network/l1/driver.ts")).toContain(
		"test/network/l1/start.test.ts",
	);
	expect(by("test/network/l1/execution-memory.ts")).toContain(
		"test/network/op/exit.test.ts",
	);
	// run as a command, by its place in the tree
	expect(by("src/cli/exit-run.ts")).toContain("test/network/exit-cli.test.ts");
	expect(by("src/cli/lines.ts")).not.toContain("test/base/abi.test.ts");
	expect([...by("test/base/abi.test.ts")].sort()).toEqual([
		"test/architecture.test.ts",
		"test/base/abi.test.ts",
		// which names it
		"test/changed.test.ts",
		// which reads the names of all files
		"test/papers.test.ts",
	]);
});
