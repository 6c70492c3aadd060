// A worker that stands still is noticed, and one that lives never is.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchBeat } from "../../../extension/engine/beat.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const watched = (answers: () => boolean) => {
	const silences: number[] = [];
	let asked = 0;
	const began = Date.now();
	const beat = watchBeat(
		() => {
			asked += 1;
			if (answers()) queueMicrotask(() => beat.heard());
		},
		() => silences.push(Date.now() - began),
	);
	return { beat, silences, asked: () => asked };
};

test("leaves a worker alone that answers each time", async () => {
	const { silences, asked } = watched(() => true);
	await vi.advanceTimersByTimeAsync(3_600_000);
	expect(silences).toEqual([]);
	expect(asked()).toBe(360);
});

test("leaves a worker alone that answers one time in three", async () => {
	let n = 0;
	const { silences } = watched(() => n++ % 3 === 2);
	await vi.advanceTimersByTimeAsync(3_600_000);
	expect(silences).toEqual([]);
});

test("says once that a worker stands still, within forty seconds", async () => {
	let lives = true;
	const { silences, asked } = watched(() => lives);
	await vi.advanceTimersByTimeAsync(60_000);
	lives = false;
	await vi.advanceTimersByTimeAsync(3_600_000);
	expect(silences).toEqual([100_000]);
	expect(asked()).toBe(9);
});

test("a machine that slept asked nothing, so nothing was missed", async () => {
	const { silences } = watched(() => true);
	await vi.advanceTimersByTimeAsync(15_000);
	vi.setSystemTime(Date.now() + 8 * 3_600_000);
	await vi.advanceTimersByTimeAsync(25_000);
	expect(silences).toEqual([]);
});

test("asks nothing any more once it is stopped", async () => {
	const { beat, silences, asked } = watched(() => false);
	await vi.advanceTimersByTimeAsync(25_000);
	beat.stop();
	await vi.advanceTimersByTimeAsync(3_600_000);
	expect(asked()).toBe(2);
	expect(silences).toEqual([]);
});
