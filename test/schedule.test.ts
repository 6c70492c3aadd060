// When the suites of `npm test` begin: as soon as there are places for them, in their order, and none of them is left out.

import { expect, test } from "vitest";
import { inPlaces, inTurn, type Task } from "./schedule.ts";

/** Tasks that end when they are told to, and who of them runs. */
const stage = () => {
	const running: string[] = [];
	const ends = new Map<string, (error?: Error) => void>();
	const task = (name: string, workers: number): Task<string> => ({
		workers,
		run: () =>
			new Promise((resolve, reject) => {
				running.push(name);
				ends.set(name, (error) => {
					running.splice(running.indexOf(name), 1);
					if (error === undefined) resolve(name);
					else reject(error);
				});
			}),
	});
	const settle = () => new Promise((resolve) => setImmediate(resolve));
	return {
		task,
		settle,
		running,
		end: async (name: string, error?: Error) => {
			ends.get(name)?.(error);
			await settle();
		},
	};
};

test("begins each as soon as there are places for all its workers, in their order", async () => {
	const { task, running, end } = stage();
	const all = inPlaces([task("a", 4), task("b", 3), task("c", 2)], 5);
	expect(running).toEqual(["a"]);
	await end("a");
	expect(running).toEqual(["b", "c"]);
	await end("c");
	await end("b");
	expect(await all).toEqual(["a", "b", "c"]);
});

test("lets none that is small overtake one that waits", async () => {
	const { task, running, end } = stage();
	const all = inPlaces([task("a", 4), task("b", 3), task("c", 1)], 5);
	await end("nobody");
	expect(running).toEqual(["a"]);
	await end("a");
	await end("b");
	await end("c");
	expect(await all).toEqual(["a", "b", "c"]);
});

test("goes on waiting where what ended leaves too few places", async () => {
	const { task, running, end } = stage();
	const all = inPlaces([task("a", 2), task("b", 3), task("c", 4)], 5);
	await end("a");
	expect(running).toEqual(["b"]);
	await end("b");
	expect(running).toEqual(["c"]);
	await end("c");
	expect(await all).toEqual(["a", "b", "c"]);
});

test("runs one that wants more places than there are by itself", async () => {
	const { task, running, end } = stage();
	const all = inPlaces([task("a", 1), task("b", 9), task("c", 1)], 5);
	await end("a");
	expect(running).toEqual(["b"]);
	await end("b");
	expect(running).toEqual(["c"]);
	await end("c");
	expect(await all).toEqual(["a", "b", "c"]);
});

test("ends with the error of one that fails, and gives its places free", async () => {
	const { task, running, end } = stage();
	const all = inPlaces([task("a", 5), task("b", 5)], 5);
	all.catch(() => {});
	await end("a", new Error("no report"));
	expect(running).toEqual(["b"]);
	await end("b");
	await expect(all).rejects.toThrow("no report");
});

test("runs one after the other what computes", async () => {
	const { task, running, end } = stage();
	const all = inTurn([task("a", 2), task("b", 2)]);
	expect(running).toEqual(["a"]);
	await end("a");
	expect(running).toEqual(["b"]);
	await end("b");
	expect(await all).toEqual(["a", "b"]);
});
