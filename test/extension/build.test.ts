// What the build makes: the same bytes each time, one file a realm, and in each realm no more than it needs.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildExtension } from "../../extension/build.ts";
import { screens, targets } from "../../extension/manifest.ts";

const folder = mkdtempSync(join(tmpdir(), "sextant-build-"));
const filesOf = (name: string): readonly string[] =>
	readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) =>
			join(entry.parentPath, entry.name).slice(join(folder, name).length + 1),
		)
		.sort();
const built = join(import.meta.dirname, "../../wasm/built");
const modules = readdirSync(built).filter((file) => file.endsWith(".wasm"));
const read = (name: string, file: string) =>
	readFileSync(join(folder, name, file), "utf8");

beforeAll(async () => {
	for (const target of targets)
		for (const turn of ["first", "second"])
			await buildExtension({
				target,
				outDir: join(folder, `${target}-${turn}`),
			});
}, 120_000);
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

	it("holds these files, and the screens' own", () => {
		expect(
			filesOf(name).filter((file) => !file.startsWith("screens/")),
		).toEqual(
			[
				...screens,
				"background.js",
				"engine.js",
				...(target === "chromium" ? ["host.html", "host.js"] : []),
				"icon/128.png",
				"icon/16.png",
				"icon/32.png",
				"icon/48.png",
				"inpage.js",
				...modules,
				"kernel.js",
				"manifest.json",
				"relay.js",
				"signer.js",
			].sort(),
		);
	});

	it("holds the WebAssembly modules as they are committed", () => {
		expect(modules).toContain("hashes.wasm");
		for (const file of modules)
			expect(
				readFileSync(join(folder, name, file)).equals(
					readFileSync(join(built, file)),
				),
				file,
			).toBe(true);
	});

	it("names no path of the machine and loads nothing from elsewhere", () => {
		for (const file of filesOf(name).filter((one) =>
			/\.(js|html|css)$/.test(one),
		)) {
			const text = read(name, file);
			expect(text.includes(process.cwd()), file).toBe(false);
			expect(text.includes("node_modules"), file).toBe(false);
			expect(/\bimportScripts\s*\(|\bimport\s*\(/.test(text), file).toBe(false);
			expect(/\bnew Function\b|\beval\s*\(/.test(text), file).toBe(false);
			expect(/<script[^>]+src="(?:https?:)?\/\//.test(text), file).toBe(false);
		}
	});

	it("makes each realm one file, and content scripts classic ones", () => {
		for (const file of [
			"background",
			"engine",
			"signer",
			"kernel",
			"inpage",
			"relay",
		])
			expect(
				/^\s*(import|export)\b/m.test(read(name, `${file}.js`)),
				file,
			).toBe(false);
		for (const file of ["inpage", "relay"])
			expect(
				read(name, `${file}.js`).trimStart().startsWith("(function()"),
				file,
			).toBe(true);
	});

	it("gives the signer no way out, and nobody else the words of a phrase", () => {
		const signer = read(name, "signer.js");
		expect(
			/\bfetch\(|indexedDB\.|XMLHttpRequest\(|WebSocket\(/.test(signer),
		).toBe(false);
		// The first and last word of the BIP-39 list.
		const hasWords = (text: string) => /\babandon\b[\s\S]*\bzoo\b/.test(text);
		expect(hasWords(signer)).toBe(true);
		for (const file of ["background", "engine", "kernel", "inpage", "relay"])
			expect(hasWords(read(name, `${file}.js`)), file).toBe(false);
	});

	it("gives WebAssembly to no realm that has no use for it, and least to the signer", () => {
		for (const file of ["background", "signer", "inpage", "relay"])
			expect(
				/\bWebAssembly\.\w|\.wasm\b/.test(read(name, `${file}.js`)),
				file,
			).toBe(false);
		for (const file of ["engine", "kernel"])
			expect(/\bWebAssembly\.\w/.test(read(name, `${file}.js`)), file).toBe(
				true,
			);
	});

	it("gives the machine for contracts' code to no signer and no page", () => {
		// the machine's own words for what no code may do
		const hasMachine = (file: string): boolean =>
			read(name, `${file}.js`).includes("static state change");
		expect(hasMachine("engine")).toBe(true);
		for (const file of ["background", "signer", "inpage", "relay"])
			expect(hasMachine(file), file).toBe(false);
	});

	it("gives a site's page a small script", () => {
		expect(read(name, "inpage.js").length).toBeLessThan(40_000);
		expect(read(name, "relay.js").length).toBeLessThan(40_000);
	});
});
