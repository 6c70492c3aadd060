// The words as data say what the words as they are written say; sorted text is read as it was written, and nothing else is.

import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "vite";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { keyedWords } from "../../extension/keyless.ts";
import { shortKeysOfWords } from "../../extension/short-keys.ts";
import { wordTables } from "../../extension/words/data.ts";
import { sortedText } from "../../extension/words/pack.ts";
import { mostBytes, unsorted } from "../../extension/words/sorted.ts";
import {
	shippedWords,
	wordsAsData,
	wordsBytes,
	wordsData,
	wordsLanguages,
} from "../../extension/words-data.ts";
import { Fault } from "../../src/base/fault.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "sextant-words-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllGlobals());

/** Both languages, built with these plugins and run. */
const wordsBy = async (name: string, plugins: Plugin[]) => {
	const built: unknown[] = [];
	for (const [file, of] of [
		["ui/say/german.ts", "germanTongue"],
		["ui/say/en.ts", "screensEn"],
		["../src/words/catalogue.ts", "english"],
	] as const) {
		const fileName = `${name}-${of}`;
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
					entry: join(root, "extension", file),
					formats: ["es"],
					fileName,
				},
			},
		});
		const made = await import(
			pathToFileURL(join(folder, `${fileName}.js`)).href
		);
		built.push(of === "germanTongue" ? made[of]("de") : made[of]);
	}
	return built;
};

/** What a function of words says of these, be it that it cannot. */
const saysOf = (work: (...params: unknown[]) => unknown): string =>
	[
		["one", "two", "three", "four", "five"],
		[0, 0, 0, 0, 0],
		[1, 1, 1, 1, 1],
		[7, 2, 1, 0, 3],
		[true, false, null, undefined, []],
	]
		.map((params) => {
			try {
				return JSON.stringify(work(...params));
			} catch (thrown) {
				return thrown instanceof TypeError ? "a TypeError" : String(thrown);
			}
		})
		.join("|");

const leavesOf = (value: unknown, path = ""): readonly [string, string][] => {
	if (typeof value === "function")
		return [[path, saysOf((...params) => Reflect.apply(value, null, params))]];
	if (typeof value !== "object" || value === null)
		return [[path, JSON.stringify(value) ?? "undefined"]];
	return Object.entries(value).flatMap(([key, one]) =>
		leavesOf(one, `${path}/${key}`),
	);
};

const serve = (of: (language: "en" | "de") => Uint8Array) => {
	vi.stubGlobal("self", { location: { href: "x://extension/popup.html" } });
	vi.stubGlobal(
		"fetch",
		async (url: URL) =>
			new Response(
				new Uint8Array(of(url.pathname.endsWith("de") ? "de" : "en")),
			),
	);
};

describe("the words as data", () => {
	it("say in both languages all that their sources say, under the same keys and in the same order", async () => {
		serve(shippedWords);
		// the test's own build is none of a package's realms
		const { applyToEnvironment: _, ...asData } = wordsAsData();
		const keyed = { name: "keyed", ...keyedWords };
		const written = leavesOf(await wordsBy("written", [shortKeysOfWords()]));
		const built = leavesOf(
			await wordsBy("built", [keyed, asData, shortKeysOfWords()]),
		);
		expect(written.length).toBeGreaterThan(6_000);
		expect(built).toEqual(written);
	}, 240_000);

	it("are the same bytes each time, and fit their bounds", () => {
		for (const language of wordsLanguages) {
			const bytes = shippedWords(language);
			const again = wordsBytes(wordsData(true), language);
			expect(Buffer.compare(bytes, again)).toBe(0);
			expect(unsorted(bytes).length).toBeLessThan(mostBytes / 2);
		}
	});

	it("refuse a file that is not there, too large, or damaged", async () => {
		vi.stubGlobal("self", { location: { href: "x://extension/popup.html" } });
		for (const reply of [
			new Response("", { status: 404 }),
			new Response(new Uint8Array(mostBytes + 1)),
			new Response(new Uint8Array(3)),
			new Response(new Uint8Array(8).fill(255)),
		]) {
			vi.stubGlobal("fetch", async () => reply);
			await expect(wordTables("words.en")).rejects.toMatchObject({
				code: "wasm-refused",
			});
		}
	});
});

describe("sorted text", () => {
	const texts = [
		"",
		"a",
		"aaaaaaaa",
		"abababab",
		"a light client, a light client, and a little light",
		"ünïcödé — „Worte“ ".repeat(50),
	];

	it("is read as it was written", () => {
		for (const text of texts)
			expect(
				Buffer.from(unsorted(sortedText(Buffer.from(text)))).toString(),
			).toBe(text);
		for (let seed = 0; seed < 100; seed++) {
			const bytes = Buffer.concat(
				Array.from({ length: 1 + (seed % 7) }, (_, i) =>
					createHash("sha512").update(`${seed} ${i}`).digest(),
				),
			).map((byte) => (seed % 3 === 0 ? byte : byte & 3));
			expect(Buffer.compare(unsorted(sortedText(bytes)), bytes)).toBe(0);
		}
	});

	it("that nobody wrote is refused, or ends within its bounds", () => {
		let refused = 0;
		for (let seed = 0; seed < 200; seed++) {
			const noise = createHash("sha512").update(`${seed}`).digest();
			const broken = Uint8Array.from(sortedText(Buffer.from(texts[5] ?? "")));
			const at = seed % broken.length;
			broken[at] = (broken[at] ?? 0) ^ (1 + (seed % 255));
			for (const bytes of [noise, broken, broken.subarray(0, at)])
				try {
					expect(unsorted(bytes).length).toBeLessThanOrEqual(mostBytes);
				} catch (thrown) {
					expect(thrown).toBeInstanceOf(Fault);
					refused++;
				}
		}
		expect(refused).toBeGreaterThan(100);
	});
});
