// The list of what happened: newest first, by chain, kind and words; and which order took which one's place.

import { describe, expect, it } from "vitest";
import {
	filtered,
	happenedOf,
	successorOf,
} from "../../extension/ui/activity/happened.ts";
import { order, scenes } from "./fake/scenes.ts";

const view = scenes["orders-many"].view;
const all = happenedOf(view);
const any = { chainId: null, kind: null, words: "" };

describe("what happened", () => {
	it("has every order and exit, newest first", () => {
		expect(all.map(({ id }) => id)).toEqual(
			expect.arrayContaining(view.orders.map(({ id }) => `order ${id}`)),
		);
		const times = all.map(({ atMs }) => atMs);
		expect(times).toEqual([...times].sort((a, b) => b - a));
		expect(filtered(all, any)).toEqual(all);
	});

	it("is found by chain, by kind, and by every word that was typed", () => {
		const [one] = view.orders;
		if (one === undefined) throw new Error("no order");
		const found = filtered(all, {
			...any,
			words: ` ${one.to.toUpperCase().replace("0X", "0x")}  ${one.state}`,
		});
		expect(found.length).toBeGreaterThan(0);
		for (const { found: text } of found) expect(text).toContain(one.to);
		expect(filtered(all, { ...any, words: "nothing like that" })).toEqual([]);
		for (const { chainId } of filtered(all, { ...any, chainId: one.chainId }))
			expect(chainId).toBe(one.chainId);
		expect(filtered(all, { ...any, chainId: 987_654 })).toEqual([]);
		for (const { kind } of filtered(all, { ...any, kind: "payment" }))
			expect(kind).toBe("payment");
	});

	it("has what arrived, found by its token, and what is sown only where that is wanted", () => {
		const arrivals = filtered(all, { ...any, kind: "arrival" });
		expect(arrivals.map(({ id }) => id)).toEqual(["arrival 1 coin 24611500"]);
		expect(filtered(all, { ...any, words: "eth" })).toEqual(
			expect.arrayContaining([...arrivals]),
		);
		expect(
			filtered(happenedOf(view, true), { ...any, kind: "arrival" }),
		).toHaveLength(2);
	});

	it("has what was found in blocks, in place of a balance that grew by exactly that, and beside one that grew by more", () => {
		const arrival = {
			...{ id: "one", chainId: 1, token: null, symbol: "ETH", decimals: 18 },
			...{ amount: "7", fromS: 100, toS: 200, blockNumber: 9, isSown: false },
			finality: "final" as const,
		};
		const foundAt = (atS: number, amount: string) => ({
			...{ chainId: 1, token: null, from: order.to, event: null, amount },
			...{ hash: `0x${"77".repeat(32)}` as const, blockNumber: 8, atS },
			...{ named: { symbol: "ETH", decimals: 18 }, isSown: false },
		});
		const of = (...found: ReturnType<typeof foundAt>[]) =>
			happenedOf(
				{
					orders: [],
					exits: { ...view.exits, journeys: [] },
					arrivals: [arrival],
				},
				false,
				found,
			).map(({ id }) => id.split(" ")[0]);
		expect(of()).toEqual(["arrival"]);
		expect(of(foundAt(150, "7"))).toEqual(["found"]);
		expect(of(foundAt(150, "3"), foundAt(200, "4"))).toEqual([
			"found",
			"found",
		]);
		for (const other of [
			foundAt(150, "6"),
			foundAt(100, "7"),
			foundAt(201, "7"),
			{ ...foundAt(150, "7"), chainId: 10 },
			{ ...foundAt(150, "7"), token: order.to as never },
		])
			expect(of(other)).toContain("arrival");
	});

	it("never calls one that was refused the one that took a place", () => {
		const hash = `0x${"77".repeat(32)}` as const;
		const first = { ...order, hash };
		const next = { ...order, id: "next", replaces: [hash] };
		expect(successorOf([next], first)?.id).toBe("next");
		expect(successorOf([{ ...next, state: "refused" }], first)).toBeUndefined();
		expect(successorOf([next], { ...order, hash: null })).toBeUndefined();
	});
});
