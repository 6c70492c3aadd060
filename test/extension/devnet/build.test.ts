// What is for development networks alone stays out of every build that is not for them.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { buildScripts } from "../../../extension/build.ts";
import { kinds } from "./development-kinds.ts";

const folder = mkdtempSync(join(tmpdir(), "sextant-devnet-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kindsBuilt = async (
	name: string,
	options: { readonly devnet?: boolean },
): Promise<unknown> => {
	const outDir = join(folder, name);
	const entry = join(import.meta.dirname, "entry.ts");
	await buildScripts({ entry }, outDir, options);
	await import(pathToFileURL(join(outDir, "entry.js")).href);
	return Reflect.get(globalThis, "builtKinds");
};

describe("a file for development networks", () => {
	it("gives its place to the released one in a build that is told nothing", async () => {
		expect(await kindsBuilt("released", {})).toEqual(["real"]);
	});

	it("is built for development networks, and read by Node", async () => {
		expect(await kindsBuilt("devnet", { devnet: true })).toEqual(kinds);
		expect(kinds).toContain("for development");
	});

	it("is refused where no released one stands beside it", async () => {
		const alone = join(import.meta.dirname, "alone.ts");
		await expect(
			buildScripts({ alone }, join(folder, "alone"), {}),
		).rejects.toThrow(
			"./development-alone.ts has no ./released-alone.ts beside it",
		);
	});
});
