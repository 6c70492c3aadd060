// What the last order of a stop means for the words on the map.

import { describe, expect, it } from "vitest";
import { stageMessage } from "../../src/exit/codes.ts";
import type { StageOrder } from "../../src/exit/module.ts";
import {
	isAhead,
	isUnderWay,
	isUnderWayOrDone,
	lastTry,
	stageOf,
	wayWords,
} from "../../src/exit/stage.ts";
import { drawn } from "./drawn.ts";

const order = (parts: Partial<StageOrder>): StageOrder => ({
	id: "one",
	state: "included",
	hash: `0x${"ab".repeat(32)}`,
	succeeded: true,
	blockNumber: 7,
	madeMs: 0,
	...parts,
});

const onItsWay = stageMessage("stage.on-its-way.transaction");

describe("an order that is under way", () => {
	it.each([["signed"], ["sent"]] as const)(
		"is on its way while it is %s",
		(state) => {
			const sent = order({ state, succeeded: null, blockNumber: null });
			expect(isUnderWay(sent, 9)).toBe(true);
			expect(wayWords(sent, 9)).toEqual(onItsWay);
		},
	);

	it("is on its way until its block was looked at", () => {
		expect(isUnderWay(order({}), 6)).toBe(true);
		expect(wayWords(order({}), 6, "proof")).toEqual(
			stageMessage("stage.on-its-way.proof"),
		);
		expect(wayWords(order({}), null)).toEqual(onItsWay);
	});

	it("is not said to be on its way when its block was looked at and shows nothing of it", () => {
		expect(isUnderWay(order({}), 7)).toBe(true);
		expect(wayWords(order({}), 7)).toEqual(
			stageMessage("stage.undone.transaction", { block: 7 }),
		);
	});

	it("is none when its block is final and shows nothing, or when it failed or was lost", () => {
		expect(isUnderWay(order({ state: "final" }), 7)).toBe(false);
		expect(isUnderWay(order({ succeeded: false }), 6)).toBe(false);
		expect(isUnderWay(order({ state: "lost" }), 6)).toBe(false);
		expect(isUnderWay(null, 6)).toBe(false);
		expect(lastTry(order({ state: "lost" }))).toEqual([
			stageMessage("stage.last.lost"),
		]);
		expect(lastTry(order({ succeeded: false }))).toEqual([
			stageMessage("stage.last.failed"),
		]);
		expect(lastTry(order({}))).toEqual([]);
	});
});

describe("what holds a step back, by the make of the step", () => {
	/** For a look at block 7: done once and shown; one of several; looked for with the help of endpoints. */
	it.each([
		["none", null, false, false, false],
		["signed", order({ state: "signed", blockNumber: null }), true, true, true],
		["sent", order({ state: "sent", blockNumber: null }), true, true, true],
		["in a later block", order({ blockNumber: 8 }), true, true, true],
		["in a block that was looked at", order({}), true, false, true],
		[
			"final, in a later block",
			order({ state: "final", blockNumber: 8 }),
			true,
			true,
			true,
		],
		[
			"final, in a block that was looked at",
			order({ state: "final" }),
			false,
			false,
			true,
		],
		[
			"over by a later block",
			order({ state: "over", succeeded: null, blockNumber: 8 }),
			true,
			false,
			false,
		],
		["over", order({ state: "over", succeeded: null }), false, false, false],
		[
			"failed",
			order({ succeeded: false, blockNumber: 8 }),
			false,
			false,
			false,
		],
		[
			"refused",
			order({ state: "refused", succeeded: null }),
			false,
			false,
			false,
		],
		["lost", order({ state: "lost", succeeded: null }), false, false, false],
	] as const)("an order that is %s", (_, made, once, several, searched) => {
		expect([
			isUnderWay(made, 7),
			isAhead(made, 7),
			isUnderWayOrDone(made),
		]).toEqual([once, several, searched]);
	});
});

describe("the words of a stop", () => {
	it("are cut where a screen would not take them", () => {
		const stage = drawn(
			stageOf("a", "A", "yours", "w".repeat(500), { risk: "r".repeat(400) }),
		);
		expect(stage.words).toHaveLength(400);
		expect(stage.risk).toHaveLength(300);
		expect(stage.words.endsWith("…")).toBe(true);
	});
});
