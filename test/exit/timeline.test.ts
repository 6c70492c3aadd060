import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	addSample,
	barsOf,
	silenceOf,
	timeline,
	usualBounds,
} from "../../src/exit/timeline.ts";
import {
	batcher,
	batches,
	hour,
	look,
	minute,
	startS,
	timelineOf,
} from "./made.ts";

const bounds = { mostSamples: 50, keptS: 10 * 24 * hour };

describe("a timeline", () => {
	it("stays in the order of L1's time, with one look a block", () => {
		const samples = timelineOf([
			batches(startS + 60, 2),
			batches(startS, 1),
			batches(startS + 60, 2),
			batches(startS + 120, 3),
		]);
		expect(samples.map(({ takenAtS }) => takenAtS - startS)).toEqual([
			0, 60, 120,
		]);
	});

	it("drops looks that were not final when a final one comes, and leaves out later ones that are no newer", () => {
		const loose = { finality: "optimistic" } as const;
		const samples = timelineOf([
			batches(startS, 1),
			batches(startS + 600, 9, loose),
			batches(startS + 1200, 10, loose),
			batches(startS + 900, 2),
			batches(startS + 840, 7, loose),
		]);
		expect(samples.map(({ batcherNonce }) => batcherNonce)).toEqual([1, 2, 10]);
	});

	it("stays within its bounds, and keeps the beginning of the silence and its newest look", () => {
		let samples = timelineOf([]);
		for (let i = 0; i < 200; i++)
			samples = addSample(
				samples,
				batches(startS + i * 384, Math.min(i, 60)),
				bounds,
			);
		expect(samples.length).toBeLessThanOrEqual(bounds.mostSamples);
		expect(samples.length).toBeGreaterThan(bounds.mostSamples / 2);
		const silence = silenceOf(samples, "batch");
		expect(silence?.first.takenAtS).toBe(startS + 60 * 384);
		expect(silence?.before?.takenAtS).toBe(startS + 59 * 384);
		expect(silence?.last.takenAtS).toBe(startS + 199 * 384);
	});

	it("forgets what is older than it keeps", () => {
		const samples = timelineOf(
			[batches(startS, 1), batches(startS + 11 * 24 * hour, 2)],
			bounds,
		);
		expect(samples).toHaveLength(1);
	});

	it("comes back from storage, and is refused with a field or a count that it cannot have", () => {
		const samples = timelineOf([batches(startS, 1), batches(startS + 60, 2)]);
		const stored: unknown = JSON.parse(JSON.stringify(samples));
		expect(timeline(stored, "timeline")).toEqual(samples);
		expect(timeline([...samples].reverse(), "timeline")).toEqual(samples);
		for (const wrong of [
			[{ ...samples[0], takenAtS: -1 }],
			[{ ...samples[0], finality: "sure" }],
			[{ ...samples[0], queue: { length: 1 } }],
			[{ ...samples[0], batcherNonce: "1" }],
			Array.from({ length: usualBounds.mostSamples + 1 }, () => samples[0]),
		])
			expect(() => timeline(wrong, "timeline")).toThrow("bad-field");
	});

	it("keeps every silence whole under any order of looks", () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.nat(5000), fc.nat(3)), {
					minLength: 1,
					maxLength: 120,
				}),
				(steps) => {
					let nonce = 0;
					const all = steps
						.toSorted(([a], [b]) => a - b)
						.map(([at, sent]) => {
							nonce += sent;
							return batches(startS + at * 12, nonce);
						})
						.filter(
							({ takenAtS }, i, list) => list[i + 1]?.takenAtS !== takenAtS,
						);
					const whole = timelineOf(all);
					const thinned = timelineOf(all, { ...bounds, mostSamples: 20 });
					expect(thinned.length).toBeLessThanOrEqual(20);
					expect(silenceOf(thinned, "batch")).toEqual(
						silenceOf(whole, "batch"),
					);
				},
			),
			{ numRuns: 200 },
		);
	});
});

describe("the newest silence", () => {
	it("is proved by two looks with one nonce, whatever lies between them unseen", () => {
		const samples = timelineOf([
			batches(startS, 5),
			batches(startS + minute, 6),
			batches(startS + 10 * hour, 6),
		]);
		const silence = silenceOf(samples, "batch");
		expect(silence?.first.takenAtS).toBe(startS + minute);
		expect(silence?.before?.batcherNonce).toBe(5);
	});

	it("begins anew with another batcher, which is no sign of life", () => {
		const samples = timelineOf([
			batches(startS, 5),
			batches(startS + hour, 5, { batcher: `0x${"bb".repeat(20)}` }),
		]);
		const silence = silenceOf(samples, "batch");
		expect(silence?.first.takenAtS).toBe(startS + hour);
		expect(silence?.before).toBeNull();
	});

	it("goes on over looks at which the contract could not be read", () => {
		const samples = timelineOf([
			batches(startS, 5),
			batches(startS + hour, 6),
			look(startS + 2 * hour),
			batches(startS + 3 * hour, 6),
		]);
		expect(silenceOf(samples, "batch")?.first.takenAtS).toBe(startS + hour);
		expect(silenceOf(samples, "root")).toBeNull();
	});
});

describe("bars", () => {
	const nowS = startS - (startS % 1800) + 12 * 1800 + 60;
	const at = (bar: number, s = 0) => startS - (startS % 1800) + bar * 1800 + s;
	const shape = { bars: 12, barS: 1800 };
	const drawn = (samples: Parameters<typeof barsOf>[0]) =>
		barsOf(samples, { nowS }, shape).map(({ state, count, inGap }) =>
			state === "seen" ? count : inGap === null ? state : `${state} ${inGap}`,
		);

	it("count what came between looks, and show silence as zero", () => {
		const looks = Array.from({ length: 60 }, (_, i) =>
			batches(at(1, 60 + i * 360), i < 30 ? i : 29),
		);
		const bars = barsOf(timelineOf(looks), { nowS }, shape);
		expect(bars).toHaveLength(12);
		expect(bars[0]?.fromS).toBe(at(1));
		expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(29);
		expect(drawn(timelineOf(looks)).slice(0, 12)).toEqual([
			4, 5, 5, 5, 5, 5, 0, 0, 0, 0, 0, 0,
		]);
	});

	it("mark what was not looked at as unseen, and never as silent", () => {
		const samples = timelineOf([
			batches(at(1, 60), 0),
			batches(at(1, 900), 2),
			batches(at(8, 900), 40),
			batches(at(8, 1700), 42),
			batches(at(11, 1700), 42),
		]);
		expect(drawn(samples)).toEqual([
			2,
			...Array.from({ length: 6 }, () => "unseen 38"),
			2,
			0,
			0,
			0,
			"ahead",
		]);
	});

	it("say that L1 is not final so far yet, instead of nothing", () => {
		expect(
			drawn(timelineOf([batches(at(2), 1), batches(at(2, 600), 2)])),
		).toEqual(["unseen", 1, ...Array.from({ length: 10 }, () => "ahead")]);
		expect(new Set(drawn([]))).toEqual(new Set(["unseen"]));
	});

	it("count batches where there is no batcher to count by, and nothing over a change of batcher", () => {
		expect(
			drawn(
				timelineOf([
					look(at(11), { batchCount: 3 }),
					look(at(11, 900), { batchCount: 5 }),
					look(at(11, 1700), { batchCount: 6 }),
				]),
			).at(-2),
		).toBe(3);
		expect(
			drawn(
				timelineOf([
					batches(at(11), 3),
					batches(at(11, 1700), 900, { batcher: `0x${"bb".repeat(20)}` }),
				]),
			).at(-2),
		).toBe("unseen");
		expect(batcher).toHaveLength(42);
	});
});
