import { expect, it } from "vitest";
import type { Row } from "./rows.ts";
import { fallbackWork, targetLines, targets, withFallback } from "./targets.ts";
import { contests } from "./works/works.ts";

const row = (
	runtime: Row["runtime"],
	backend: string,
	ratio: number,
	work = "sync-committee verification",
	minMs = 1,
): Row => ({
	work,
	runtime,
	backend,
	medianMs: 1,
	minMs,
	peers: { "bls-eth-wasm": { medianMs: ratio, minMs: 6, ratio } },
});

it("names only works that there are", () => {
	const works = new Set([...contests(1).map(({ work }) => work), fallbackWork]);
	expect(targets.filter(({ work }) => !works.has(work))).toEqual([]);
});

it("takes the fastest backend that Chromium has without a flag", () => {
	const work = "sync-committee verification";
	const rows = [
		row("firefox", "fma", 9, work, 0.1),
		row("chromium", "wide", 8, work, 0.2),
		row("chromium", "noble", 8, work, 0.2),
		row("chromium", "scalar", 7, work, 3),
		row("chromium", "fma", 5, work, 2),
	];
	expect(targetLines(rows)).toEqual([
		"  reached       5.00x of 4.00x bls-eth-wasm (least times 3.00x): sync-committee verification, fma",
	]);
});

it("says so when a target is missed, by however little", () => {
	expect(targetLines([row("chromium", "fma", 3.999)])[0]).toMatch(
		/^ {2}NOT REACHED /,
	);
	expect(targetLines([row("chromium", "fma", 4)])[0]).toMatch(/^ {2}reached /);
});

it("counts lanes of 32-bit products alone as the fallback", () => {
	const rows = withFallback([
		row("chromium", "fma", 5),
		row("chromium", "extmul", 2.5),
		row("chromium", "extmul", 2.5, "another work"),
	]);
	expect(rows.filter(({ work }) => work === fallbackWork)).toHaveLength(1);
	expect(targetLines(rows).at(-1)).toBe(
		`  reached       2.50x of 2.50x bls-eth-wasm (least times 6.00x): ${fallbackWork}, extmul`,
	);
});
