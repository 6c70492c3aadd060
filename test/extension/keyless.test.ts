// German as it is built says what German as it is written says, all of it and nothing else.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "vite";
import { afterAll, describe, expect, it } from "vitest";
import { keyless, keylessWords } from "../../extension/keyless.ts";
import { shortKeys, shortKeysOfWords } from "../../extension/short-keys.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "sextant-keyless-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All that German is, built with these plugins and run. */
const germanBy = async (name: string, plugins: Plugin[]): Promise<unknown> => {
	await build({
		configFile: false,
		root,
		logLevel: "error",
		plugins,
		build: {
			outDir: folder,
			emptyOutDir: false,
			minify: false,
			target: "es2023",
			lib: {
				entry: join(root, "extension/ui/say/german.ts"),
				formats: ["es"],
				fileName: name,
			},
		},
	});
	const { germanTongue } = await import(
		pathToFileURL(join(folder, `${name}.js`)).href
	);
	return germanTongue("de");
};

/** Every leaf by its path: sentences as they are, functions by their text. A bundler numbers names that it meets twice. */
const leavesOf = (value: unknown, path = ""): readonly [string, string][] => {
	if (typeof value === "function")
		return [[path, String(value).replaceAll(/\$\d+|\s+/g, "")]];
	if (typeof value !== "object" || value === null)
		return [[path, JSON.stringify(value) ?? "undefined"]];
	return Object.entries(value).flatMap(([key, one]) =>
		leavesOf(one, `${path}/${key}`),
	);
};

const pathOf = (file: string): string => join(root, file).replaceAll("\\", "/");
const keylessFile = (file: string): string | null =>
	keyless(pathOf(file), readFileSync(join(root, file), "utf8"));

describe("German without its keys", () => {
	it("says all that its sources say, under the same keys", async () => {
		const written = leavesOf(await germanBy("written", []));
		const built = leavesOf(await germanBy("built", [keylessWords()]));
		expect(written.length).toBeGreaterThan(2_000);
		expect(new Map(built)).toEqual(new Map(written));
		expect(built.length).toBe(written.length);
	});

	it("says the same where keys are short as well, as often and in the same order", async () => {
		const built = leavesOf(await germanBy("built", [keylessWords()]));
		const plugins = [keylessWords(), shortKeysOfWords()];
		const short = leavesOf(await germanBy("short", plugins));
		const names = shortKeys();
		const renamed = ([path, leaf]: readonly [string, string]) => [
			path.startsWith("/screens/")
				? path.replaceAll(/[^/]+/g, (key) => names.get(key) ?? key)
				: path,
			leaf,
		];
		// a function of words that reads other words reads them by the short name
		const leaf = ([path = ""]: readonly (string | undefined)[]) => path;
		expect(short.map(leaf)).toEqual(built.map(renamed).map(leaf));
		expect(new Map(short).size).toBe(short.length);
		const sentences = (all: readonly (readonly (string | undefined)[])[]) =>
			all.filter(([, said = ""]) => said.startsWith('"'));
		expect(sentences(short)).toEqual(sentences(built.map(renamed)));
	});

	it("has lost its keys in each file, and English has not", () => {
		const screens = keylessFile("extension/ui/say/exits-de.ts");
		expect(screens).not.toContain("itWasNotBegun:");
		expect(screens).toContain('"Er wurde nicht begonnen."');
		expect(keylessFile("src/words/faults-de.ts")).not.toContain('"bad-ssz"');
		expect(keylessFile("extension/ui/say/exits-en.ts")).toBeNull();
		expect(keylessFile("src/words/german.ts")).toBeNull();
	});

	it("refuses a file of words that exports no one object", () => {
		expect(() =>
			keyless(
				pathOf("extension/ui/say/exits-de.ts"),
				'export const exitsDe = "none";',
			),
		).toThrow("does not export one object of words");
	});

	it("leaves an object alone that has a key which English has not", () => {
		const text = keyless(
			pathOf("extension/ui/say/password-de.ts"),
			'export const passwordDe = { strange: "x" };',
		);
		expect(text).toContain('{ strange: "x" }');
	});

	it("refuses such an object where a part of it comes from another file, which is a list", () => {
		expect(() =>
			keyless(
				pathOf("extension/ui/say/device-de.ts"),
				'export const deviceDe = { ...deviceAddDe, strange: "x" };',
			),
		).toThrow("not in the order of English");
	});
});
