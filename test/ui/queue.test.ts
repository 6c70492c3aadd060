import { describe, expect, it } from "vitest";
import {
	countMore,
	countWords,
	type Followed,
	followed,
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

	it("is followed in the popup from its request to its order, and to each order that takes that one's place", () => {
		const request: Item = { kind: "request", id: "pay", of: "pay" };
		const orders = ["pay", "pay.1.a", "pay.2.b"].map(
			(id): Item => ({ kind: "order", id, of: "pay" }),
		);
		const start = { name: "approve", arg: "pay" };
		let last: Followed | null = null;
		let route = start;
		for (const next of [orders[0], request, orders[1], request, orders[2]]) {
			if (next === undefined) throw new Error("five of them");
			last = followed([one, next], route, last);
			expect(last.item).toBe(next);
			// drawn once more before the address follows, and once after
			last = followed([one, next], route, last);
			expect(last.item).toBe(next);
			route = {
				name: next.kind === "order" ? "approve" : "request",
				arg: next.id,
			};
			last = followed([one, next], route, last);
			expect(last.item).toBe(next);
		}
		// decided: it keeps its place
		expect(followed([one], route, last).item).toBe(orders[2]);
		// and another route is about another
		const own = { name: "approve", arg: "one" };
		expect(followed([one], own, last).item).toBe(one);
	});

	it("is what the route names, also where nothing of it waits any more", () => {
		expect(followed([one], { name: "message", arg: "m" }, null).item).toEqual({
			kind: "message",
			id: "m",
			of: "m",
		});
	});
});
