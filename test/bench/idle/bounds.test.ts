// What is said of a wallet that was left alone: each bound by itself, and a tenth of it where no window is open.

import { expect, test } from "vitest";
import { boundLines, type Idle } from "./bounds.ts";

const idle: Idle = {
	what: "with its window open",
	isOpen: true,
	minutes: 30,
	percent: new Map([
		["engine", 0.5],
		["kernel", 0.25],
	]),
	bytes: 10e6,
	sent: 1e6,
	requests: 7,
	memoryBytes: 149e6,
	memoryAtFirst: 120e6,
	by: new Map([["eth_getProof", { calls: 3, bytes: 9e6 }]]),
};

const verdicts = (one: Idle): readonly string[] =>
	boundLines(one)
		.filter((line) => line.includes(", under "))
		.map((line) => line.slice(0, 10).trim());

test("holds each bound by itself, for an hour", () => {
	expect(verdicts(idle)).toEqual(["held", "held", "held"]);
	expect(verdicts({ ...idle, percent: new Map([["engine", 1]]) })).toEqual([
		"NOT HELD",
		"held",
		"held",
	]);
	expect(verdicts({ ...idle, bytes: 20e6 })[1]).toBe("NOT HELD");
	expect(verdicts({ ...idle, memoryBytes: 151e6 })[2]).toBe("NOT HELD");
});

test("asks a tenth of processor and bytes where no window is open, and the same memory", () => {
	expect(verdicts({ ...idle, isOpen: false })).toEqual([
		"NOT HELD",
		"NOT HELD",
		"held",
	]);
});
