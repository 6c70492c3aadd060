import { describe, expect, it } from "vitest";
import { followSignals, whenAborted } from "../../src/base/abort.ts";
import { webClock } from "../../src/web/clock.ts";
import { openFetch } from "../../src/web/fetch.ts";
import { countedSignal } from "../listeners.ts";

describe("a signal that many wait on", () => {
	it("has one listener for all of them, and none when the last has left", () => {
		const { signal, listeners, mostListeners } = countedSignal();
		const told: number[] = [];
		const ends = Array.from({ length: 300 }, (_, i) =>
			whenAborted(signal, () => told.push(i)),
		);
		expect(listeners()).toBe(1);
		for (const end of ends) end();
		// to end twice is to end once
		for (const end of ends) end();
		expect(listeners()).toBe(0);
		const again = whenAborted(signal, () => told.push(300));
		expect(listeners()).toBe(1);
		again();
		expect([listeners(), mostListeners(), told]).toEqual([0, 1, []]);
	});

	it("tells each that waits once, in order, and nobody who left", () => {
		const { signal, abort } = countedSignal();
		const told: string[] = [];
		const ends = ["a", "b", "c", "d"].map((name) =>
			whenAborted(signal, () => {
				told.push(name);
				// one that is told may end another's wait
				if (name === "b") ends[2]?.();
			}),
		);
		ends[3]?.();
		abort();
		abort();
		expect(told).toEqual(["a", "b"]);
		for (const end of ends) end();
		// too late to wait: told at once
		whenAborted(signal, () => told.push("late"));
		expect(told).toEqual(["a", "b", "late"]);
	});

	it("never tells anybody where there is none", () => {
		const told: string[] = [];
		whenAborted(undefined, () => told.push("never"))();
		expect(told).toEqual([]);
	});

	it("keeps nothing at those it followed, once that is over", () => {
		const [tab, request] = [countedSignal(), countedSignal()];
		const both = followSignals(tab.signal, undefined, request.signal);
		expect([tab.listeners(), request.listeners()]).toEqual([1, 1]);
		request.abort();
		expect(both.signal.aborted).toBe(true);
		both.end();
		expect(tab.listeners()).toBe(0);
		expect(followSignals(tab.signal, request.signal).signal.aborted).toBe(true);
	});
});

describe("what ships, over one signal", () => {
	it("sleeps a hundred times with one listener, and leaves none", async () => {
		const { signal, abort, listeners, mostListeners } = countedSignal();
		await Promise.all(
			Array.from({ length: 100 }, () => webClock.sleep(1, signal)),
		);
		expect([listeners(), mostListeners()]).toEqual([0, 1]);
		const stopped = webClock.sleep(60_000, signal);
		abort();
		await expect(stopped).rejects.toThrow(/cancelled/);
		await expect(webClock.sleep(60_000, signal)).rejects.toThrow(/cancelled/);
	});

	it("fetches fifty times with one listener, and leaves none", async () => {
		const { signal, listeners, mostListeners } = countedSignal();
		const fetch = openFetch({
			permitted: async () => true,
			fetch: async () => new Response("{}"),
		});
		await Promise.all(
			Array.from({ length: 50 }, () =>
				fetch({
					url: "https://node.example",
					method: "GET",
					accept: "",
					maxBytes: 100,
					timeoutMs: 1_000,
					signal,
				}),
			),
		);
		expect([listeners(), mostListeners()]).toEqual([0, 1]);
	});
});
