// The orders a screen gets: what is open is never cut off by what is over.

import { expect, test } from "vitest";
import { mostListed } from "../../src/base/room.ts";
import { listed, mostWithOver } from "../../src/engine/listed.ts";

type State =
	| "waiting"
	| "signed"
	| "sent"
	| "included"
	| "final"
	| "refused"
	| "lost"
	| "over";
let made = 0;
// only the state is read
const some = (state: State, count: number) =>
	Array.from({ length: count }, () => ({ state, id: made++ }) as never);
const statesOf = (all: readonly never[]): readonly State[] =>
	listed<never>(all).orders.map(({ state }) => state);

test("never cuts off an order that waits or is under way, however many newer ones are over", () => {
	const all = [
		...some("refused", 150),
		...some("final", 50),
		...some("included", 1),
		...some("sent", 64),
		...some("signed", 1),
		...some("waiting", 32),
	];
	const { orders, older } = listed<never>(all);
	const states = statesOf(all);
	expect(states.slice(0, 32)).toEqual(Array(32).fill("waiting"));
	expect(states.slice(32, 98)).toEqual([
		"included",
		...Array(64).fill("sent"),
		"signed",
	]);
	expect(orders.length + older).toBe(all.length);
	expect(older).toBe(all.length - mostWithOver);
});

test("never leaves out one that is open for want of room among a hundred", () => {
	const all = [
		...some("final", 10),
		...some("sent", 192),
		...some("waiting", 32),
	];
	const { orders, older } = listed<never>(all);
	expect(orders).toHaveLength(224);
	expect(older).toBe(10);
	expect(statesOf(all)).not.toContain("final");
});

test("leaves none out, and says so, while there is room; the newest first", () => {
	const all = [...some("lost", 2), ...some("over", 1), ...some("final", 97)];
	expect(listed<never>(all)).toEqual({ orders: all, older: 0 });
});

test("is bounded, and counts what is not in it", () => {
	const all = some("sent", 1_000);
	const { orders, older } = listed<never>(all);
	expect(orders).toHaveLength(mostListed);
	expect(older).toBe(1_000 - mostListed);
});
