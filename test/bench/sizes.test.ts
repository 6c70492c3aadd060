import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { builtModules, emittedModules, wasmDir } from "./modules.ts";
import { sizeLines, sizesOf } from "./sizes.ts";
import { recordedSync } from "./vectors.ts";
import { network } from "./works/sync.ts";

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "sextant-bench-test-"));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

it("counts the modules of a folder and nothing else", () => {
	writeFileSync(join(folder, "b.wasm"), new Uint8Array(5000));
	writeFileSync(join(folder, "a.wasm"), new Uint8Array(1));
	writeFileSync(join(folder, "c.txt"), new Uint8Array(5000));
	const sizes = sizesOf(folder);
	expect(sizes.map(({ name, bytes }) => [name, bytes])).toEqual([
		["a.wasm", 1],
		["b.wasm", 5000],
	]);
	expect(sizes[1]?.gzipped).toBeLessThan(100);
	expect(sizeLines(sizes)).toHaveLength(3);
	expect(sizesOf(join(folder, "absent"))).toEqual([]);
});

it("keeps all that is built under 250 KB gzipped", () => {
	const whole = sizesOf(wasmDir).reduce((sum, { gzipped }) => sum + gzipped, 0);
	expect(whole).toBeGreaterThan(0);
	expect(whole).toBeLessThan(250_000);
});

it("gives the same module built and made anew, and none that there is not", () => {
	expect(emittedModules(false)("hashes")).toEqual(builtModules("hashes"));
	expect(emittedModules(true)("hashes")).not.toEqual(builtModules("hashes"));
	for (const modules of [builtModules, emittedModules(false)])
		for (const name of ["absent", "../built/hashes", ""])
			expect(modules(name)).toBeUndefined();
});

it("finds no sync where no updates are recorded", () => {
	expect(recordedSync(network, join(folder, "absent"))).toBeNull();
	writeFileSync(join(folder, "updates.ssz"), new Uint8Array(100));
	expect(recordedSync(network, folder)).toBeNull();
});
