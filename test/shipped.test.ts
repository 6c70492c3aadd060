// Ship what runs, run what ships: every file under src/ is reached from something that ships, or stands below with its reason.

import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { targets } from "../extension/manifest.ts";
import { extensionBuild } from "../vite.config.ts";
import { filesUnder, root, type SourceFile } from "./source-tree.ts";

const src = filesUnder("src");
const files = new Map(
	[...src, ...filesUnder("extension")].map((file) => [file.path, file]),
);

const fromRoot = (path: string): string =>
	relative(root, path).replaceAll("\\", "/");

/** The script that a page loads. */
const scriptsOf = (page: string): readonly string[] =>
	[...readFileSync(page, "utf8").matchAll(/<script[^>]+src="([^"]+)"/g)].map(
		([, from = ""]) => fromRoot(resolve(dirname(page), from)),
	);

/** What the build of each target begins with. */
const built: readonly string[] = targets.flatMap((target) =>
	Object.values(
		extensionBuild({ target, outDir: "dist" }).environments ?? {},
	).flatMap(({ build }) =>
		Object.values(build?.rolldownOptions?.input ?? {}).flatMap((path) =>
			path.endsWith(".html") ? scriptsOf(path) : [fromRoot(path)],
		),
	),
);

/** And what package.json lets a shell start. */
const entries: readonly string[] = [
	...built,
	...Object.values<string>(
		JSON.parse(readFileSync(join(root, "package.json"), "utf8")).bin,
	),
];

/** The other half of a file that the released build takes in the place of another (vite.config.ts). */
const releasedFor = (path: string): string =>
	path.replace(/\/development-([\w-]+\.ts)$/, "/released-$1");

const reachedFrom = (
	paths: readonly string[],
	known: ReadonlyMap<string, Pick<SourceFile, "imports">>,
): ReadonlySet<string> => {
	const reached = new Set<string>();
	const reach = (path: string): void => {
		if (reached.has(path)) return;
		reached.add(path);
		if (releasedFor(path) !== path) reach(releasedFor(path));
		for (const { from } of known.get(path)?.imports ?? []) reach(from);
	};
	for (const path of paths) reach(path);
	return reached;
};

const systems =
	"proof systems of rollups to come, each to be wired by the rollup that has it";

/** Reached by nothing that ships, and why it stands here all the same. Each is held to vectors of its own. */
const unshipped: { readonly [path: string]: string } = {
	"src/receipt/library.ts":
		"runs in a dApp's own page, which takes it from here (README, for dApps)",
	"src/proof/kzg-cells.ts": "sampling of blob data, later",
	"src/proof/era-commitment.ts":
		"ZKsync Era: a batch's commitment out of its parts, for who reads commits; a recheck takes what L1 keeps under one hash",
	"src/crypto/wasm/poseidon.ts":
		"Starknet's rules hash few headers, in plain code (poseidon-stark.ts), so that the signer runs them too; this is its oracle",
	"src/proof/plonk-gnark-key.ts": systems,
	"src/proof/plonk-snarkjs.ts": systems,
	"src/proof/snarkjs.ts": systems,
};

describe("what ships", () => {
	const reached = reachedFrom(entries, files);

	test("begins with files that are there", () => {
		expect(entries.length).toBeGreaterThan(10);
		expect(entries).toContain("src/cli/sextant.mjs");
		expect(entries).toContain("extension/signer/worker.ts");
		expect(entries).toContain("extension/ui/popup.tsx");
		expect(entries.filter((path) => !files.has(path))).toEqual([]);
	});

	test("reaches every file under src/, but for those that have a reason", () => {
		const left = src
			.map(({ path }) => path)
			.filter((path) => !reached.has(path));
		expect(left.sort()).toEqual(Object.keys(unshipped).sort());
	});

	test("reaches every file under extension/, but for what builds it", () => {
		const left = [...files.keys()].filter(
			(path) => path.startsWith("extension/") && !reached.has(path),
		);
		expect(left.sort()).toEqual([
			"extension/beside.ts",
			"extension/build.ts",
			"extension/deflate.ts",
			"extension/engine/suffixes.ts",
			"extension/icon/draw.ts",
			"extension/keyless.ts",
			"extension/pages.ts",
			"extension/parts.ts",
			"extension/short-keys.ts",
			"extension/slim-dexie.ts",
			"extension/slim.ts",
			"extension/syntax-tree.ts",
			"extension/words-data.ts",
			"extension/words/data.ts",
			"extension/words/odds.ts",
			"extension/words/pack.ts",
			"extension/words/sorted.ts",
			"extension/zip.ts",
		]);
	});

	test("finds a file that nothing imports", () => {
		const alone = "src/base/alone.ts";
		const [first = ""] = entries;
		const importing = (from: string) => ({
			imports: [{ from, names: ["x"], isTypeOnly: false }],
		});
		const more = new Map<string, Pick<SourceFile, "imports">>(files);
		more.set(alone, { imports: [] });
		expect(reachedFrom(entries, more).has(alone)).toBe(false);
		more.set(first, importing(alone));
		expect(reachedFrom(entries, more).has(alone)).toBe(true);
	});
});

describe("what is for development networks alone", () => {
	const pairs = [...files.keys()].filter((path) => releasedFor(path) !== path);
	const namesOf = (path: string): readonly string[] =>
		[
			...(files.get(path)?.code ?? "").matchAll(
				/^export (?:declare )?(?:const|function|class|type) (\w+)/gm,
			),
		]
			.map(([, name = ""]) => name)
			.sort();

	test("has a file in its place that exports the same names", () => {
		expect(pairs.length).toBeGreaterThan(0);
		for (const path of pairs) {
			expect(namesOf(path).length, path).toBeGreaterThan(0);
			expect(namesOf(releasedFor(path)), path).toEqual(namesOf(path));
		}
	});

	/** What a build runs: types are gone, and a released one has the other halves. */
	const runs = (isReleased: boolean): ReadonlySet<string> => {
		const reached = new Set<string>();
		const reach = (stated: string): void => {
			const path = isReleased ? releasedFor(stated) : stated;
			if (reached.has(path)) return;
			reached.add(path);
			for (const { from, isTypeOnly } of files.get(path)?.imports ?? [])
				if (!isTypeOnly) reach(from);
		};
		for (const path of built) reach(path);
		return reached;
	};

	test("is all that a release leaves out: the kind's folder, the halves, and what nobody else imports", () => {
		const released = runs(true);
		const left = [...runs(false)].filter((path) => !released.has(path));
		expect(left.length).toBeGreaterThan(30);
		const ofKind = (path: string): boolean =>
			path.startsWith("src/l2/reference/");
		expect([...released].filter(ofKind)).toEqual([]);
		expect(
			left.filter((path) => files.has(path) && !ofKind(path)).sort(),
		).toEqual([
			"src/crypto/baby-jubjub.ts",
			"src/crypto/poseidon-bn254.ts",
			"src/l2/development-checks.ts",
			"src/l2/development-runtimes.ts",
			"src/l2/development-words-de.ts",
			"src/l2/development-words.ts",
		]);
	});
});
