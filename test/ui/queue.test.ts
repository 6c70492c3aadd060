import { describe, expect, it } from "vitest";
import {
	countWords,
	type Item,
	nextAfter,
	onScreen,
	waitingOf,
} from "../../extension/ui/approve/queue.ts";
import { order, scenes } from "./fake/scenes.ts";

const item = (id: string, madeMs: number): Item => ({
	kind: "order",
	id,
	madeMs,
});
const [one, two, three] = [item("one", 1), item("two", 2), item("three", 3)];

describe("what waits for a decision", () => {
	it("comes oldest first, of what is undecided", () => {
		const { view } = scenes.full;
		const orders = [
			{ ...order, id: "late", madeMs: 9 },
			{ ...order, id: "signed", state: "signed" as const, madeMs: 1 },
			{ ...order, id: "early", madeMs: 3 },
		];
		const requests = view.requests.map((one) => ({ ...one, madeMs: 5 }));
		expect(waitingOf({ requests, orders }).map(({ id }) => id)).toEqual([
			"early",
			"site-1",
			"late",
		]);
	});

	it("never takes the place of what is on screen, not even when that is gone or something older came", () => {
		expect(onScreen([two], null)).toBe(two);
		expect(onScreen([one, two], two)).toBe(two);
		expect(onScreen([one, three], two)).toBe(two);
		expect(onScreen([], two)).toBe(two);
		expect(onScreen([], null)).toBe(null);
	});

	it("comes next when the person has done with what is there", () => {
		expect(nextAfter([one, two], one)).toBe(two);
		expect(nextAfter([one, three], two)).toBe(one);
		expect(nextAfter([one], one)).toBe(null);
		expect(nextAfter([], one)).toBe(null);
	});

	it("is counted with what is on screen, gone or not", () => {
		expect(countWords([one], one)).toBe(undefined);
		expect(countWords([one, two, three], two)).toBe("2 of 3 waiting");
		expect(countWords([one, three], two)).toBe("1 of 3 waiting");
		expect(countWords([], one)).toBe(undefined);
		expect(countWords([], null)).toBe(undefined);
	});
});
