import { describe, expect, it } from "vitest";
import { bandsOf, momentsOf } from "../../src/exit/moments.ts";
import { note } from "../../src/l2/contract-alert.ts";
import { messageOf, said } from "../said.ts";
import { hour, look, minute, startS, timelineOf } from "./made.ts";

const at = `0x${"a1".repeat(20)}` as const;
const queue = (headDeadlineS: number | null, taken = 0) => ({
	length: 1,
	taken,
	headEnqueuedS: startS - hour,
	headDeadlineS,
});

describe("what L1 dates", () => {
	it("stands in the order of time, past and to come", () => {
		const samples = timelineOf([
			look(startS, {
				queue: queue(startS + 5 * hour),
				enforced: false,
				enforcedOpensS: startS + 9 * hour,
			}),
		]);
		const contractAlerts = [
			note(
				"upgrade-announced",
				messageOf("A change waits."),
				at,
				startS + 2 * hour,
			),
			note("upgraded", messageOf("No time is known."), at),
			note(
				"games-retired",
				messageOf("All were retired."),
				at,
				startS - 7 * hour,
			),
		];
		expect(momentsOf(samples, contractAlerts).map(({ name }) => name)).toEqual([
			"games-retired",
			"queued",
			"upgrade-announced",
			"deadline",
			"enforced-opens",
		]);
	});

	it("is not the head of a queue that is empty, nor the opening of what is open", () => {
		const taken = look(startS, { queue: queue(startS + hour, 1) });
		expect(momentsOf([taken], [])).toEqual([]);
		const open = look(startS, { enforced: true, enforcedOpensS: startS });
		expect(momentsOf([open], [])).toEqual([]);
		expect(momentsOf([], [])).toEqual([]);
	});

	it("says of a deadline that passed that it was not kept", () => {
		const late = look(startS, { queue: queue(startS - 60) });
		expect(said(momentsOf([late], [])[1]?.says)).toContain("and has not");
		const due = look(startS, { queue: queue(startS + 60) });
		expect(said(momentsOf([due], [])[1]?.says)).not.toContain("has not");
	});

	it("is a freeze since when it holds", () => {
		const frozen = look(startS, { frozen: true, frozenSinceS: startS - 60 });
		expect(momentsOf([frozen], [])).toMatchObject([
			{ name: "frozen", atS: startS - 60 },
		]);
	});
});

describe("how long a state stood", () => {
	const paused = (afterMinutes: number, is: boolean | null) =>
		look(startS + afterMinutes * minute, { paused: is });
	const bands = (samples: Parameters<typeof timelineOf>[0], fromS = 0) =>
		bandsOf(timelineOf(samples), fromS, 30 * minute).map(
			({ name, fromS: from, toS }) => [
				name,
				(from - startS) / minute,
				(toS - startS) / minute,
			],
		);

	it("is from the first look that shows it to the last, and ends at one that does not", () => {
		expect(
			bands([
				paused(0, false),
				paused(10, true),
				paused(20, true),
				paused(30, false),
				paused(40, true),
			]),
		).toEqual([
			["paused", 10, 20],
			["paused", 40, 40],
		]);
	});

	it("is not drawn over a time in which nobody looked, nor over looks that could not read it", () => {
		expect(
			bands([paused(0, true), paused(10, true), paused(300, true)]),
		).toEqual([
			["paused", 0, 10],
			["paused", 300, 300],
		]);
		expect(
			bands([paused(0, true), paused(10, null), paused(20, true)]),
		).toEqual([
			["paused", 0, 0],
			["paused", 20, 20],
		]);
		const frozen = (minutes: number) =>
			look(startS + minutes * minute, { frozen: true });
		expect(bands([frozen(0), frozen(600)])).toEqual([["frozen", 0, 600]]);
	});

	it("begins where the drawing does, and what ended before is left out", () => {
		const fromS = startS + 15 * minute;
		expect(bands([paused(0, true), paused(20, true)], fromS)).toEqual([
			["paused", 15, 20],
		]);
		expect(bands([paused(0, true), paused(10, true)], fromS)).toEqual([]);
	});

	it("tells a queue that waits from one past its deadline", () => {
		const waits = (minutes: number) =>
			look(startS + minutes * minute, {
				queue: queue(startS + 15 * minute),
			});
		expect(bands([waits(0), waits(10), waits(20)])).toEqual([
			["waiting", 0, 20],
			["overdue", 20, 20],
		]);
	});
});
