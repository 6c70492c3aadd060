// What a worker of the extension may read of the extension.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
	moduleIn,
	ownFile,
	packFile,
	shippedModules,
} from "../../../extension/kernel/assets.ts";
import { Fault } from "../../../src/base/fault.ts";
import { moduleFiles } from "../../../src/crypto/modules.ts";

const read = (file: string): Buffer =>
	readFileSync(join(import.meta.dirname, "../../../wasm/built", file));

afterEach(() => vi.unstubAllGlobals());

describe("the extension's own files", () => {
	it("refuses a module that does not ship, and asks for nothing", async () => {
		const fetched = vi.fn();
		vi.stubGlobal("fetch", fetched);
		vi.stubGlobal("self", { location: { href: "x://extension/engine.js" } });
		for (const name of [
			"bn254.wide.wasm",
			"bn254.scalar.wasm",
			"manifest.json",
			"../a.wasm",
		])
			await expect(ownFile(name)).rejects.toMatchObject({
				code: "wasm-refused",
			});
		expect(fetched).not.toHaveBeenCalled();
	});

	it("gives the bytes of each that does, as it was built", async () => {
		const asked: string[] = [];
		vi.stubGlobal("fetch", async (url: URL) => {
			asked.push(url.pathname);
			return new Response(new Uint8Array(read(packFile)));
		});
		vi.stubGlobal("self", { location: { href: "x://extension/engine.js" } });
		for (const name of shippedModules)
			expect(read(name).equals(await ownFile(name)), name).toBe(true);
		expect(new Set(asked)).toEqual(new Set([`/${packFile}`]));
	});

	it("refuse a pack that is not there, and one that is too large", async () => {
		vi.stubGlobal("self", { location: { href: "x://extension/engine.js" } });
		for (const reply of [
			new Response("", { status: 404 }),
			new Response(new Uint8Array(1_000_001)),
		]) {
			vi.stubGlobal("fetch", async () => reply);
			await expect(ownFile("hashes.wasm")).rejects.toMatchObject({
				code: "wasm-refused",
			});
		}
	});

	it("refuse a pack whose modules are longer than modules are", () => {
		expect(() =>
			moduleIn(new Uint8Array(100).fill(255), "hashes.wasm"),
		).toThrow(Fault);
	});

	it("are every module that a browser of ours runs without a flag and prefers to noble, each as it was built", () => {
		const built = readdirSync(join(import.meta.dirname, "../../../wasm/built"));
		expect(moduleFiles.filter((name) => !built.includes(name))).toEqual([]);
		expect(
			moduleFiles.filter((name) => !shippedModules.includes(name)).sort(),
		).toEqual([
			"bls12-381.scalar.wasm",
			"bls12-381.wide.wasm",
			"bn254.scalar.wasm",
			"bn254.wide.wasm",
		]);
	});
});
