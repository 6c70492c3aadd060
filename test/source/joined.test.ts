// Questions put together: how much goes at once, how much waits, and that each gets its answer.

import { describe, expect, it } from "vitest";
import { asFault } from "../../src/base/fault.ts";
import { openJoined } from "../../src/source/joined.ts";

const settled = async (): Promise<void> => {
	for (let i = 0; i < 50; i++) await Promise.resolve();
};

/** Questions are their own sizes; each answer is what was asked together, and comes when it is let go. */
const stage = (limits = { waiting: 6, together: 10 }) => {
	const under: {
		readonly all: readonly number[];
		readonly end: () => void;
		readonly fail: () => void;
	}[] = [];
	const joined = openJoined<number, readonly number[]>({
		...limits,
		sizeOf: (size) => size,
	});
	const ask = (...sizes: readonly number[]) =>
		joined(
			"one",
			sizes,
			(all) =>
				new Promise((resolve, reject) => {
					under.push({
						all,
						end: () => resolve(all),
						fail: () => reject(new Error("no")),
					});
				}),
		).then(
			(all) => all.join(),
			(thrown: unknown) => asFault(thrown).code,
		);
	return { under, ask };
};

describe("joined questions", () => {
	it("go as one while there is room in it, and in their order where there is not", async () => {
		const { under, ask } = stage();
		const ends = [1, 4, 5, 2, 12, 3, 7].map((size) => ask(size));
		for (let i = 0; i < 5; i++) {
			await settled();
			// never two of one key on their way
			expect(under.length).toBe(i + 1);
			under[i]?.end();
		}
		expect(await Promise.all(ends)).toEqual([
			"1",
			"4,5",
			"4,5",
			"2",
			// larger than what goes together, and so alone
			"12",
			"3,7",
			"3,7",
		]);
	});

	it("refuses what is one too many of those that wait, and has room again when they went", async () => {
		const { under, ask } = stage();
		const first = ask(9);
		const six = Array.from({ length: 6 }, () => ask(9));
		expect(await ask(1)).toBe("too-many");
		under[0]?.end();
		await first;
		await settled();
		const again = ask(9);
		expect(await ask(1)).toBe("too-many");
		for (let i = 1; i <= 7; i++) {
			await settled();
			under[i]?.end();
		}
		expect(await Promise.all(six)).toEqual(six.map(() => "9"));
		expect(await again).toBe("9");
	});

	it("goes on after one that failed, which is the fault of its own alone", async () => {
		const { under, ask } = stage();
		const ends = [9, 9, 9].map((size) => ask(size));
		under[0]?.end();
		await settled();
		under[1]?.fail();
		await settled();
		under[2]?.end();
		expect(await Promise.all(ends)).toEqual(["9", "internal", "9"]);
	});
});
