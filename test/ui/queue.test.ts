import { describe, expect, it } from "vitest";
import {
	countMore,
	countWords,
	type Item,
	nextAfter,
	onScreen,
} from "../../extension/ui/approve/queue.ts";

const item = (id: string): Item => ({ kind: "order", id, of: id });
const [one, two, three] = [item("one"), item("two"), item("three")];

describe("what waits for a decision", () => {
	it("never takes the place of what is on screen, not even when that is gone or something older came", () => {
		expect(onScreen([two], null)).toBe(two);
		expect(onScreen([one, two], two)).toBe(two);
		expect(onScreen([one, three], two)).toBe(two);
		expect(onScreen([], two)).toBe(two);
		expect(onScreen([], null)).toBe(null);
	});

	it("stays the one on screen while its order is made, and made anew", () => {
		const asked: Item = { kind: "request", id: "pay", of: "pay" };
		const made: Item = { kind: "order", id: "pay", of: "pay" };
		const anew: Item = { kind: "order", id: "pay.1", of: "pay" };
		expect(onScreen([one, made], asked)).toBe(made);
		expect(onScreen([one, asked], made)).toBe(asked);
		expect(onScreen([one, anew], made)).toBe(anew);
		expect(nextAfter([one, anew], made)).toBe(one);
		expect(countWords([one, anew], made)).toBe("2 of 2 waiting");
	});

	it("comes next when the person has done with what is there", () => {
		expect(nextAfter([one, two], one)).toBe(two);
		expect(nextAfter([one, three], two)).toBe(one);
		expect(nextAfter([one], one)).toBe(null);
		expect(nextAfter([], one)).toBe(null);
	});

	it("is told beside what became of the last one, which is counted no more", () => {
		expect(countMore([two, three], one)).toBe(2);
		expect(countMore([one], one)).toBe(0);
		expect(countMore([two], null)).toBe(1);
	});

	it("is counted with what is on screen, gone or not", () => {
		expect(countWords([one], one)).toBe(undefined);
		expect(countWords([one, two, three], two)).toBe("2 of 3 waiting");
		expect(countWords([one, three], two)).toBe("1 of 3 waiting");
		expect(countWords([], one)).toBe(undefined);
		expect(countWords([], null)).toBe(undefined);
	});
});
