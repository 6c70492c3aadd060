import { describe, expect, it } from "vitest";
import { rowLines, seriesLines } from "./print.ts";
import { least, median, rowsOf, type Series } from "./rows.ts";

const series = (
	runtime: Series["runtime"],
	name: string,
	backend: string | null,
	...samplesMs: number[]
): Series => ({ work: "w", runtime, name, backend, samplesMs });

describe("median", () => {
	it("is the middle one of an odd number, whatever their order", () => {
		expect(median([9, 1, 5])).toBe(5);
	});
	it("is half way between the two middle ones of an even number", () => {
		expect(median([4, 1, 2, 100])).toBe(3);
	});
	it("sorts by value, not by text", () => {
		expect(median([10, 9, 8])).toBe(9);
	});
	it("refuses to be of nothing, as the least does", () => {
		expect(() => median([])).toThrow(RangeError);
		expect(() => least([])).toThrow(RangeError);
		expect(least([3, 1, 2])).toBe(1);
	});
});

describe("rows", () => {
	it("are one for each backend of ours, with the peer's median over ours", () => {
		const rows = rowsOf([
			series("node", "sextant", "fma", 2, 1, 3),
			series("node", "peer", null, 9, 8, 7),
		]);
		expect(rows).toEqual([
			{
				work: "w",
				runtime: "node",
				backend: "fma",
				medianMs: 2,
				minMs: 1,
				peers: { peer: { medianMs: 8, minMs: 7, ratio: 4 } },
			},
		]);
	});

	it("take a peer that runs in Node alone from there, and say so", () => {
		const [, row] = rowsOf([
			series("node", "sextant", "fma", 5),
			series("node", "native", null, 1),
			series("chromium", "sextant", "fma", 2),
		]);
		expect(row?.peers.native).toEqual({
			medianMs: 1,
			minMs: 1,
			ratio: 0.5,
			measuredIn: "node",
		});
	});

	it("take a peer of the own runtime before that of Node, in either order", () => {
		const ours = series("firefox", "sextant", "fma", 1);
		const there = series("node", "peer", null, 100);
		const here = series("firefox", "peer", null, 3);
		for (const all of [
			[ours, there, here],
			[ours, here, there],
		])
			expect(rowsOf(all)[0]?.peers.peer).toEqual({
				medianMs: 3,
				minMs: 3,
				ratio: 3,
			});
	});

	it("never take a peer from another browser", () => {
		const [row] = rowsOf([
			series("chromium", "sextant", "fma", 1),
			series("firefox", "peer", null, 3),
		]);
		expect(row?.peers).toEqual({});
	});

	it("never mix works", () => {
		const [row] = rowsOf([
			series("node", "sextant", "fma", 1),
			{ ...series("node", "peer", null, 3), work: "another" },
		]);
		expect(row?.peers).toEqual({});
	});

	it("hold noble as a backend and as a peer of the others, not of itself", () => {
		const rows = rowsOf([
			series("node", "sextant", "fma", 2),
			series("node", "@noble/curves", "noble", 20),
			series("chromium", "@noble/curves", "noble", 10),
		]);
		expect(rows.map(({ backend, peers }) => [backend, peers])).toEqual([
			["fma", { "@noble/curves": { medianMs: 20, minMs: 20, ratio: 10 } }],
			["noble", {}],
			["noble", {}],
		]);
	});

	it("are none for a backend that was never timed", () => {
		expect(rowsOf([series("node", "sextant", "fma")])).toEqual([]);
	});

	it("survive being written as JSON", () => {
		const rows = rowsOf([
			series("node", "sextant", "fma", 2),
			series("node", "peer", null, 9),
		]);
		expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
	});
});

describe("lines", () => {
	it("say how many of a measure ours is worth", () => {
		const all = [
			series("node", "sextant", "fma", 3),
			series("node", "one signature", null, 1.5),
		];
		expect(rowLines(rowsOf(all))).toEqual([
			"  node     fma: worth 2.00 times one signature",
		]);
	});

	it("name the place where a peer ran when it is another", () => {
		const all = [
			series("node", "native", null, 0.001),
			series("chromium", "sextant", "fma", 0.002),
		];
		expect(rowLines(rowsOf(all))).toEqual([
			"  chromium fma: 0.500x native (in node)",
		]);
		expect(seriesLines(all)[0]).toMatch(/^ {2}node +native +1\.00 us {2}\(1/);
		expect(seriesLines(all)[1]).toContain("sextant fma");
	});
});
