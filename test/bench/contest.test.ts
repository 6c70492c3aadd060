import { describe, expect, it } from "vitest";
import {
	Absent,
	type Contestant,
	contest,
	type Place,
	type Work,
} from "./contest.ts";
import { samplesIn, warmUp } from "./measure.ts";
import { contests } from "./works/works.ts";

const place: Place = {
	runtime: "node",
	module: async () => {
		throw new Absent("no modules here");
	},
	file: async () => {
		throw new Error("no files here");
	},
};

const isEven = (
	name: string,
	run: (n: number) => boolean,
): Contestant<null, number> => ({
	name,
	backend: null,
	open: async () => run,
});
const work = (...contestants: Contestant<null, number>[]) =>
	({
		work: "even",
		topic: "even",
		perRun: 1,
		inputs: async () => ({
			fixed: null,
			valid: { input: 2, answer: true },
			flipped: { input: 3, answer: false },
		}),
		contestants,
	}) satisfies Work<null, number>;

const nobody = (): void => {};

describe("a contest", () => {
	it("lets in who is right about both inputs", async () => {
		const right = isEven("right", (n) => n % 2 === 0);
		const entrants = await contest(work(right)).enter(place, nobody);
		expect(entrants.map(({ name }) => name)).toEqual(["right"]);
		expect(entrants[0]?.run()).toBe(true);
	});

	it("refuses who says yes to everything", async () => {
		const entering = contest(work(isEven("yes", () => true)));
		await expect(entering.enter(place, nobody)).rejects.toThrow(
			/yes gives a wrong answer/,
		);
	});

	it("refuses who says yes only the first time", async () => {
		let asked = 0;
		const tired = isEven("tired", (n) => n % 2 === 0 && ++asked === 1);
		await expect(contest(work(tired)).enter(place, nobody)).rejects.toThrow(
			/tired gives a wrong answer/,
		);
	});

	it("refuses inputs between which there is nothing to tell", async () => {
		const same = {
			...work(),
			inputs: async () => ({
				fixed: null,
				valid: { input: 2, answer: true },
				flipped: { input: 3, answer: true },
			}),
		};
		await expect(contest(same).enter(place, nobody)).rejects.toThrow(
			/the same answer/,
		);
	});

	it("leaves out who cannot run here, and says why", async () => {
		const absent: string[] = [];
		const wasm: Contestant<null, number> = {
			name: "sextant",
			backend: "fma",
			open: async () => {
				await place.module("m");
				return () => true;
			},
		};
		const entrants = await contest(work(wasm)).enter(place, (who, why) =>
			absent.push(`${who}: ${why}`),
		);
		expect(entrants).toEqual([]);
		expect(absent).toEqual(["sextant fma: no modules here"]);
	});
});

describe("rounds", () => {
	it("hear each entrant, with another beginning each time", async () => {
		const order: string[] = [];
		const entrant = (name: string) => ({
			name,
			backend: null,
			run: () => {
				if (order.at(-1) !== name) order.push(name);
			},
		});
		const measured = await warmUp([entrant("a"), entrant("b")], {
			warmMs: 0,
			sampleMs: 0,
		});
		order.length = 0;
		const first = await measured.round();
		await measured.round();
		expect(first).toHaveLength(2);
		expect(first.every((samples) => samples.length > 0)).toBe(true);
		// The second round begins with who ended the first.
		expect(order).toEqual(["a", "b", "a"]);
	});

	it("hear more of whoever is quick beside the slowest, within a bound", () => {
		expect(samplesIn([1, 2, 5, 10])).toEqual([5, 5, 2, 1]);
		expect(samplesIn([5, 5])).toEqual([1, 1]);
		expect(samplesIn([])).toEqual([]);
	});
});

describe("the works", () => {
	it("have the contestants without WASM right about their inputs", async () => {
		const quick = ["groth16", "plonk", "keccak", "mpt", "sha256"];
		const table = contests(0).filter(({ topic }) => quick.includes(topic));
		expect(table).toHaveLength(quick.length);
		for (const one of table)
			expect(
				(await one.enter(place, nobody)).map(({ backend }) => backend),
			).toContain("noble");
	});

	it("have topics of their own, and sync only where updates are recorded", () => {
		const topics = contests(1).map(({ topic }) => topic);
		expect(new Set(topics).size).toBe(topics.length);
		expect(contests(0).map(({ topic }) => topic)).not.toContain("sync");
		expect(topics).toContain("sync");
	});
});
