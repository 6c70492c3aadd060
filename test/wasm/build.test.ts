// The build of the modules: bounded, the same each time, and a committed file that is not the generator's is named.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Module } from "../../wasm/asm/module.ts";
import {
	type Build,
	builds,
	differences,
	make,
	mostEach,
	mostTogether,
	sizes,
	write,
} from "../../wasm/build.ts";

const folder = mkdtempSync(join(tmpdir(), "sextant-wasm-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A module with so many bytes that gzip cannot make smaller. */
const noise = (name: string, count: number): Build => ({
	name,
	heapBytes: 0,
	emit: () => {
		const module = new Module();
		let state = 1;
		module.data(
			Uint8Array.from({ length: count }, () => {
				state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
				return state >>> 24;
			}),
		);
		return module;
	},
});

describe("the modules", () => {
	it("are the committed files, and compile", () => {
		const made = make(builds);
		const committed = new URL("../../wasm/built", import.meta.url).pathname;
		expect(differences(made, committed)).toEqual([]);
		expect(new Set(made.map(({ name }) => name)).size).toBe(builds.length);
	});

	it("are the same bytes each time", () => {
		expect(make(builds)).toEqual(make(builds));
	});
});

describe("the build", () => {
	it("names a file that differs, one that is missing and one that nothing makes", () => {
		const made = make([noise("a", 100), noise("b", 200), noise("c", 300)]);
		write(made, folder);
		expect(differences(made, folder)).toEqual([]);
		expect(differences(make([noise("a", 101)]), folder)).toEqual([
			"a.wasm",
			"b.wasm",
			"c.wasm",
		]);
		const [a, b, c] = made;
		if (a === undefined || b === undefined || c === undefined)
			throw new Error("three were made");
		const flipped = Uint8Array.from(b.bytes);
		flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
		writeFileSync(join(folder, "b.wasm"), flipped);
		writeFileSync(join(folder, "old.wasm"), flipped);
		rmSync(join(folder, "c.wasm"));
		expect(differences(made, folder)).toEqual(["b.wasm", "c.wasm", "old.wasm"]);
		write(made, folder);
		expect(differences(made, folder)).toEqual([]);
		expect(differences(made, join(folder, "nothing"))).toHaveLength(3);
	});

	it("refuses a module that is too large, and too many together", () => {
		expect(() => make([noise("large", mostEach)])).toThrow("large is");
		const count = Math.ceil(mostTogether / (mostEach - 2_000));
		const many = Array.from({ length: count }, (_, i) =>
			noise(`part${i}`, mostEach - 2_000),
		);
		expect(() => make(many)).toThrow("the modules are");
	});

	it("prints each size and the sum", () => {
		const text = sizes(make([noise("a", 1000), noise("b", 500)]));
		expect(text.split("\n").map((line) => line.split(/\s+/)[0])).toEqual([
			"a.wasm",
			"b.wasm",
			"together",
		]);
	});
});
