// Journeys as data: bounded when they are read, one order id for one attempt, times that go when a stage is not done any more.

import { expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import type { Json } from "../../src/base/immutable.ts";
import {
	begun,
	decodeJourney,
	isLookedAt,
	isSaved,
	type Journey,
	journeyText,
	lastOrder,
	looked,
	mostStateChars,
	neededBy,
	orderIdOf,
	placeFor,
	withOrder,
	withOrderOf,
	withSaved,
	withTold,
} from "../../src/exit/journey.ts";

const account: Hex = `0x${"11".repeat(20)}`;
const made = (state: Json = { at: 1 }): Journey =>
	begun({
		id: "one",
		network: "made",
		chainId: 7,
		way: "toy",
		title: "Leave by the toy",
		asked: { account, token: null, amount: 5n, begun: null },
		drill: false,
		state,
		needs: [],
		nowMs: 1_000,
	});
const look = (was: Journey, more: Partial<Parameters<typeof looked>[1]> = {}) =>
	looked(was, {
		state: was.state,
		outcome: "under-way",
		done: [],
		needs: [],
		nowMs: 2_000,
		...more,
	});
const code = (work: () => unknown): string | null => {
	try {
		work();
		return null;
	} catch (thrown) {
		return asFault(thrown).code;
	}
};

test("is the same after it was stored, in one spelling", () => {
	const one = withOrder(made({ b: 1, a: ["x"] }), "force");
	expect(decodeJourney(journeyText(one))).toEqual(one);
	expect(journeyText(decodeJourney(journeyText(one)))).toBe(journeyText(one));
});

test("refuses a stored journey that is too large, too deep, or of another format", () => {
	const text = journeyText(made());
	expect(
		code(() =>
			decodeJourney(text.replace("sextant-journey-1", "sextant-journey-9")),
		),
	).toBe("bad-field");
	expect(code(() => decodeJourney(text.slice(0, -1)))).toBe("bad-json");
	expect(code(() => made("x".repeat(mostStateChars)))).toBe("bad-field");
	let deep: Json = 1;
	for (let i = 0; i < 40; i++) deep = [deep];
	expect(code(() => made(deep))).toBe("bad-field");
	expect(code(() => made({ at: 1.5 }))).toBe("bad-field");
	expect(
		code(() => decodeJourney(text.replace('"amount":"5"', '"amount":"-5"'))),
	).toBe("bad-field");
});

test("names an order by journey, stage and attempt, and by nothing else", () => {
	const ids = [
		orderIdOf("one", "force", 0),
		orderIdOf("one", "force", 1),
		orderIdOf("one", "prove", 0),
		orderIdOf("two", "force", 0),
		// no two places spell the same name
		orderIdOf("one,force", "", 0),
	];
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids[0]).toBe(orderIdOf("one", "force", 0));
	expect(ids.every((id) => id.length <= 64)).toBe(true);
	const twice = withOrder(withOrder(made(), "force"), "force");
	expect(twice.orders.map(({ id }) => id)).toEqual(ids.slice(0, 2));
	expect(lastOrder(twice, "force")?.attempt).toBe(1);
	expect(lastOrder(twice, "prove")).toBeUndefined();
});

test("takes the same order from elsewhere once, and no more orders than it can hold", () => {
	const order = {
		stage: "force",
		attempt: 0,
		id: orderIdOf("one", "force", 0),
	};
	const one = withOrderOf(made(), order);
	expect(withOrderOf(one, order)).toBe(one);
	let many = made();
	expect(
		code(() => {
			for (let i = 0; i < 200; i++) many = withOrder(many, "force");
		}),
	).toBe("too-many");
});

test("keeps when a stage was first seen done, and forgets it when it is done no more", () => {
	const first = look(made(), { done: ["force"] });
	expect(first.seen).toEqual([{ stage: "force", ms: 2_000 }]);
	const second = look(first, {
		done: ["force", "prove"],
		nowMs: 9_000,
		state: { at: 2 },
	});
	expect(second.seen).toEqual([
		{ stage: "force", ms: 2_000 },
		{ stage: "prove", ms: 9_000 },
	]);
	const dropped = look(second, { done: ["force"], nowMs: 10_000 });
	expect(dropped.seen).toEqual([{ stage: "force", ms: 2_000 }]);
	const again = look(dropped, { done: ["force", "prove"], nowMs: 11_000 });
	expect(again.seen.at(-1)).toEqual({ stage: "prove", ms: 11_000 });
});

test("is the same record where a look brought nothing new", () => {
	const one = made();
	expect(look(one)).toBe(one);
	// one from a file has not been looked at by this device: that it was is new
	expect(look({ ...one, lookedMs: null }).lookedMs).toBe(2_000);
});

test("says that its file is old once its state or its orders changed", () => {
	const saved = withSaved(made(), made().revision);
	expect(isSaved(saved)).toBe(true);
	expect(isSaved(look(saved, { done: ["force"] }))).toBe(true);
	expect(isSaved(look(saved, { state: { at: 2 } }))).toBe(false);
	expect(isSaved(withOrder(saved, "force"))).toBe(false);
	// a file of what it was before is not one of what it is now
	const later = withOrder(made(), "force");
	expect(isSaved(withSaved(later, made().revision))).toBe(false);
});

test("keeps its evidence while it is under way, and is looked at a while after its end", () => {
	const using = look(made(), { needs: ["a", "b"] });
	expect(neededBy(using)).toEqual(["a", "b"]);
	const done = look(using, { outcome: "done", nowMs: 5_000 });
	expect(neededBy(done)).toEqual([]);
	expect(isLookedAt(done, 6_000)).toBe(true);
	expect(isLookedAt(done, 5_000 + 31 * 60_000)).toBe(false);
	// a reorg took the end back
	const back = look(done, { outcome: "under-way", nowMs: 7_000 });
	expect(isLookedAt(back, 5_000 + 31 * 60_000)).toBe(true);
});

test("remembers what the person was told", () => {
	const told = withTold(made(), "knock");
	expect(withTold(told, "knock")).toBe(told);
	expect(decodeJourney(journeyText(told)).told).toEqual(["knock"]);
});

test("gives what files bring half of a stage's attempts at most, and never the wallet's own half", () => {
	let many = made();
	for (let i = 0; i < 32; i++)
		many = withOrderOf(
			many,
			placeFor(many, "force", () => "none"),
		);
	expect(() => placeFor(many, "force", () => "none")).toThrow("too-many");
	for (let i = 0; i < 32; i++) many = withOrder(many, "force");
	// what has a place already keeps it
	const [first] = many.orders;
	expect(
		placeFor(many, "prove", (id) => (id === first?.id ? "same" : "none")),
	).toBe(first);
});
