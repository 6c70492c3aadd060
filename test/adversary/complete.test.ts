import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type FaultCode, faults } from "../../src/base/faults.ts";
import { lies } from "./lies.ts";

const here = new URL(".", import.meta.url).pathname;

/** What this folder's tests expect, as text. */
const cases = readdirSync(here, { recursive: true, encoding: "utf8" })
	.filter((name) => name.endsWith(".test.ts") && !name.includes("complete"))
	.map((name) => readFileSync(join(here, name), "utf8"))
	.join("\n");

const disproved = Object.entries(faults).flatMap(([code, kind]) =>
	kind === "disproved" ? [code] : [],
);

it("provokes every fault by which something is disproved", () => {
	const byLies = new Set<string>(lies.flatMap(({ ends }) => ends));
	const without = disproved.filter(
		(code) => !byLies.has(code) && !cases.includes(`"${code}"`),
	);
	expect(without).toEqual([]);
});

it("has no two lies of one name, and none that ends in our own mistake", () => {
	const names = lies.map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	const mistakes: readonly FaultCode[] = ["internal", "storage", "cancelled"];
	for (const { ends } of lies)
		for (const code of ends) expect(mistakes).not.toContain(code);
});
