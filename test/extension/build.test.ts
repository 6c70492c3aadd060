// What the build makes: the same bytes each time, in each realm no more than it needs, and a package that stays small.

import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { inflateRawSync } from "node:zlib";
import { parseSync } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildExtension, packExtension } from "../../extension/build.ts";
import {
	moduleIn,
	packFile,
	shippedModules,
} from "../../extension/kernel/assets.ts";
import { registryFile, screens, targets } from "../../extension/manifest.ts";

const folder = mkdtempSync(join(tmpdir(), "sextant-build-"));
const filesOf = (name: string): readonly string[] =>
	readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) =>
			join(entry.parentPath, entry.name).slice(join(folder, name).length + 1),
		)
		.sort();
const built = join(import.meta.dirname, "../../wasm/built");
const modules = shippedModules.toSorted();
const read = (name: string, file: string) =>
	readFileSync(join(folder, name, file), "utf8");

type Asked = {
	/** When it is loaded. */
	readonly first: readonly string[];
	/** Later, by import(): what stands between the brackets. */
	readonly later: readonly string[];
};
/** The modules that a script asks for. */
const askedBy = (text: string): Asked => {
	const { module, errors } = parseSync("script.js", text);
	expect(errors).toEqual([]);
	return {
		first: [
			...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
			...module.staticExports.flatMap(({ entries }) =>
				entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
			),
		],
		later: module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
			text.slice(start, end),
		),
	};
};
const known = new Map<string, Asked>();
const asked = (name: string, file: string): Asked => {
	const path = join(name, file);
	const found = known.get(path) ?? askedBy(read(name, file));
	known.set(path, found);
	return found;
};

/** A realm's files: its script and all that it imports, at once or, unless that is left out, later. */
const realmOf = (
	name: string,
	script: string,
	withLater = true,
): readonly string[] => {
	const found = new Set<string>();
	const add = (file: string): void => {
		if (found.has(file)) return;
		found.add(file);
		const { first, later } = asked(name, file);
		const all = withLater ? later.map((one) => one.slice(1, -1)) : [];
		for (const from of [...first, ...all]) {
			expect(from, file).toMatch(/^\.{1,2}\/[\w./-]+\.js$/);
			add(posix.join(posix.dirname(file), from));
		}
	};
	add(script);
	return [...found];
};
/** All that a realm can run, in one text. */
const codeOf = (name: string, script: string): string =>
	realmOf(name, script)
		.map((file) => read(name, file))
		.join("\n");

/** What another inflater finds in a zip, by its directory. */
const unzipped = (zip: Uint8Array): ReadonlyMap<string, Buffer> => {
	const bytes = Buffer.from(zip);
	const found = new Map<string, Buffer>();
	const count = bytes.readUInt16LE(bytes.length - 12);
	let at = bytes.readUInt32LE(bytes.length - 6);
	for (let i = 0; i < count; i++) {
		const size = bytes.readUInt32LE(at + 20);
		const nameLength = bytes.readUInt16LE(at + 28);
		const local = bytes.readUInt32LE(at + 42);
		const body = local + 30 + bytes.readUInt16LE(local + 26);
		const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
		const content = inflateRawSync(bytes.subarray(body, body + size));
		expect(content.length, name).toBe(bytes.readUInt32LE(at + 24));
		found.set(name, content);
		at += 46 + nameLength;
	}
	return found;
};

/** The parts of the package, in the words of its bounds. */
const partOf = (file: string): string => {
	if (file === packFile) return "WebAssembly";
	if (file === registryFile) return "descriptors";
	if (/^words\.(en|de)$/.test(file)) return "words";
	if (/^(screens\/|.*\.html$)/.test(file)) return "screens";
	if (/^(icon\/|manifest|_locales\/)/.test(file)) return "icons, manifest";
	if (file.startsWith("parts/")) return "parts";
	if (file === "inpage.js" || file === "relay.js") return "content scripts";
	return file;
};

/** Bytes in the zip. What grows past its bound is looked at: does it have to ship, and is it there once? */
const mostBytes: { readonly [part: string]: number } = {
	WebAssembly: 54_100,
	// 25,000 at most, whatever the registry has
	descriptors: 20_400,
	words: 82_900,
	screens: 48_100,
	"icons, manifest": 5_600,
	// what judges a layer 2 of each family is there too, for engine and signer; and a part of each family's own, what follows it, which the
	// engine loads when one of its chains is followed
	parts: 477_500,
	"content scripts": 6_400,
	"background.js": 4_300,
	// the endpoints suggested for layer 2s, and what holds a profile to Ethereum for its screen, among it
	"engine.js": 172_000,
	"host.js": 1_160,
	"kernel.js": 940,
	// it reads calls and typed data by descriptors itself: what it shows is nobody else's word
	"signer.js": 40_000,
	// too much still: it is meant to have 700 KB
	together: 910_000,
};

beforeAll(async () => {
	for (const target of targets)
		for (const turn of ["first", "second"])
			await buildExtension({
				target,
				outDir: join(folder, `${target}-${turn}`),
			});
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(targets)("the build for %s", (target) => {
	const name = `${target}-first`;

	it("gives the same files with the same bytes again, in another folder", () => {
		const files = filesOf(name);
		expect(filesOf(`${target}-second`)).toEqual(files);
		for (const file of files)
			expect(
				readFileSync(join(folder, name, file)).equals(
					readFileSync(join(folder, `${target}-second`, file)),
				),
				file,
			).toBe(true);
	});

	it("holds these files, the parts they share, and the screens' own", () => {
		expect(
			filesOf(name).filter((file) => !/^(screens|parts)\/|\.map$/.test(file)),
		).toEqual(
			[
				...screens,
				"_locales/de/messages.json",
				"_locales/en/messages.json",
				"background.js",
				"engine.js",
				...(target === "chromium" ? ["host.html", "host.js"] : []),
				"icon/128.png",
				"icon/16.png",
				"icon/32.png",
				"icon/48.png",
				"inpage.js",
				"kernel.js",
				"manifest.json",
				packFile,
				registryFile,
				"relay.js",
				"signer.js",
				"words.de",
				"words.en",
			].sort(),
		);
	});

	it("holds the WebAssembly modules as they are committed", () => {
		expect(modules).toContain("hashes.wasm");
		const packed = readFileSync(join(folder, name, packFile));
		for (const file of modules)
			expect(
				readFileSync(join(built, file)).equals(moduleIn(packed, file)),
				file,
			).toBe(true);
	});

	it("holds no part that nothing loads", () => {
		const loaded = new Set(
			[
				"background.js",
				"engine.js",
				...(target === "chromium" ? ["host.js"] : []),
				"kernel.js",
				"signer.js",
				...screens.map((screen) => `screens/${screen.replace("html", "js")}`),
			].flatMap((script) => realmOf(name, script)),
		);
		const parts = filesOf(name).filter((file) => /^parts\/.*\.js$/.test(file));
		expect(parts.length).toBeGreaterThan(0);
		expect(parts.filter((file) => !loaded.has(file))).toEqual([]);
	});

	it("names no path of the machine and loads nothing from elsewhere", () => {
		for (const file of filesOf(name).filter((one) =>
			/\.(js|html|css)$/.test(one),
		)) {
			const text = read(name, file);
			expect(text.includes(process.cwd()), file).toBe(false);
			expect(text.includes("node_modules"), file).toBe(false);
			expect(/\bimportScripts\s*\(/.test(text), file).toBe(false);
			expect(/\bnew Function\b|\beval\s*\(/.test(text), file).toBe(false);
			expect(/<script[^>]+src="(?:https?:)?\/\//.test(text), file).toBe(false);
		}
	});

	it("has a map of every script, which names no path of the machine and no script names", () => {
		for (const file of filesOf(name).filter((one) => one.endsWith(".js"))) {
			expect(read(name, file).includes("sourceMappingURL"), file).toBe(false);
			// A line or two of the bundler's own, out of no file; or another part by other names.
			if (/^parts\/(rolldown-runtime|preload-helper)\.js$/.test(file)) continue;
			if (/^export\{[^{}]*\}from"[^"]*";$/.test(read(name, file))) continue;
			const map = read(name, `${file}.map`);
			expect(map.includes(process.cwd()), file).toBe(false);
			const { sources } = JSON.parse(map);
			expect(sources.length, file).toBeGreaterThan(0);
			for (const source of sources)
				expect(source, file).toMatch(/^(src|extension|node_modules)\//);
		}
	});

	it("makes content scripts classic ones, each one file", () => {
		for (const file of ["inpage", "relay"]) {
			const text = read(name, `${file}.js`);
			expect(asked(name, `${file}.js`)).toEqual({ first: [], later: [] });
			expect(text.startsWith("!function(){"), file).toBe(true);
		}
	});

	it("loads what is asked for later in the engine alone: a service worker may not, and a signer shall not", () => {
		for (const file of ["background", "signer", "kernel"])
			for (const part of realmOf(name, `${file}.js`))
				expect(asked(name, part).later, part).toEqual([]);
		const later = realmOf(name, "engine.js").flatMap(
			(part) => asked(name, part).later,
		);
		// a file of the package each, by its name
		for (const quoted of later)
			expect(quoted).toMatch(/^(["'`])\.{1,2}\/[\w./-]+\.js\1$/);
	});

	it("gives each family of layer 2s a part of its own, which comes to the engine when it is wanted, and to nobody else", () => {
		const layers = join(import.meta.dirname, "../../src/l2");
		const families = readdirSync(layers).filter(
			(one) =>
				one !== "reference" && existsSync(join(layers, one, "runtime/kind.ts")),
		);
		expect(families.length).toBeGreaterThan(5);
		const parts = families.map((one) => `parts/l2-${one}.js`).sort();
		const isOfLayers = (file: string): boolean =>
			/^parts\/(l2-\w+|layers)\.js$/.test(file);
		expect(filesOf(name).filter(isOfLayers)).toEqual([
			...parts,
			"parts/layers.js",
		]);
		expect(realmOf(name, "engine.js", false).filter(isOfLayers)).toEqual([]);
		expect(realmOf(name, "engine.js")).toEqual(expect.arrayContaining(parts));
		// with one comes what it shares with others, and none of those
		for (const part of parts)
			expect(
				realmOf(name, part).filter((file) => parts.includes(file)),
				part,
			).toEqual([part]);
		for (const other of ["background", "signer", "kernel"])
			expect(realmOf(name, `${other}.js`).filter(isOfLayers), other).toEqual(
				[],
			);
	});

	it("imports no script from a part: it would run again, or in another realm", () => {
		for (const file of filesOf(name).filter((one) =>
			/^parts\/.*\.js$/.test(one),
		)) {
			const { first, later } = asked(name, file);
			for (const from of [...first, ...later.map((one) => one.slice(1, -1))])
				expect(posix.join("parts", from), file).toMatch(/^parts\//);
		}
	});

	it("gives the signer no way out, and nobody else the words of a phrase", () => {
		const signer = codeOf(name, "signer.js");
		expect(
			/\bfetch\(|indexedDB\.|XMLHttpRequest\(|WebSocket\(/.test(signer),
		).toBe(false);
		// The first and last word of the BIP-39 list.
		const hasWords = (text: string) => /\babandon\b[\s\S]*\bzoo\b/.test(text);
		expect(hasWords(signer)).toBe(true);
		for (const file of ["background", "engine", "kernel", "inpage", "relay"])
			expect(hasWords(codeOf(name, `${file}.js`)), file).toBe(false);
	});

	it("gives WebAssembly to no realm that has no use for it, and least to the signer", () => {
		for (const file of ["background", "signer", "inpage", "relay"])
			expect(
				/\bWebAssembly\.\w|\.wasm\b/.test(codeOf(name, `${file}.js`)),
				file,
			).toBe(false);
		for (const file of ["engine", "kernel"])
			expect(/\bWebAssembly\.\w/.test(codeOf(name, `${file}.js`)), file).toBe(
				true,
			);
	});

	it("gives the machine for contracts' code to no signer and no page", () => {
		// the machine's own words for what no code may do
		const hasMachine = (file: string): boolean =>
			codeOf(name, `${file}.js`).includes("static state change");
		expect(hasMachine("engine")).toBe(true);
		for (const file of ["background", "signer", "inpage", "relay"])
			expect(hasMachine(file), file).toBe(false);
	});

	it("gives a site's page a small script", () => {
		expect(read(name, "inpage.js").length).toBeLessThan(15_000);
		expect(read(name, "relay.js").length).toBeLessThan(20_000);
	});

	it("packs the same zip again, without a source map, and within its bounds", async () => {
		const { bytes, entries } = await packExtension(join(folder, name));
		const again = await packExtension(join(folder, `${target}-second`));
		expect(Buffer.compare(bytes, again.bytes)).toBe(0);
		const inside = unzipped(bytes);
		expect(inside.size).toBe(entries.length);
		for (const [file, content] of inside)
			expect(content.equals(readFileSync(join(folder, name, file))), file).toBe(
				true,
			);
		expect(entries.map((entry) => entry.name)).toEqual(
			filesOf(name).filter((file) => !file.endsWith(".map")),
		);
		const sums = new Map<string, number>();
		for (const { name: file, bytes: size } of entries) {
			const part = partOf(file);
			sums.set(part, (sums.get(part) ?? 0) + size);
		}
		const rows = [...sums, ["together", bytes.length] as const];
		console.log(
			rows
				.map(([part, size]) => `${target} ${part.padEnd(16)}${size}`)
				.join("\n"),
		);
		for (const [part, size] of rows)
			expect(size, part).toBeLessThanOrEqual(mostBytes[part] ?? 0);
	}, 180_000);
});
