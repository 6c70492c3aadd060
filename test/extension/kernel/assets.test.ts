// What a worker of the extension may read of the extension.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ownFile, shippedModules } from "../../../extension/kernel/assets.ts";
import { moduleFiles } from "../../../src/crypto/modules.ts";

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

	it("gives the bytes of one that does", async () => {
		vi.stubGlobal("fetch", async (url: URL) => new Response(url.pathname));
		vi.stubGlobal("self", { location: { href: "x://extension/engine.js" } });
		expect(new TextDecoder().decode(await ownFile("hashes.wasm"))).toBe(
			"/hashes.wasm",
		);
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
