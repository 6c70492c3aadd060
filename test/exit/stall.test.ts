import { describe, expect, it } from "vitest";
import {
	blindOf,
	type ClockReading,
	judge,
	type Timeline,
	thresholdsOf,
} from "../../src/exit/stall.ts";
import type { Thresholds } from "../../src/l2/kind.ts";
import { opGamesV1 } from "../../src/l2/op/checks/profile.ts";
import { watchLimits } from "../../src/l2/profile.ts";
import type { LivenessSample } from "../../src/l2/signs.ts";
import { profile as referenceProfile } from "../l2/reference/world.ts";
import { profile as opProfile } from "../l2/rollup-world.ts";
import { scrollProfile } from "../l2/scroll/world.ts";
import { said, saidAll } from "../said.ts";
import {
	batches,
	hour,
	look,
	minute,
	startS,
	timelineOf,
	wellAfter,
} from "./made.ts";

const limits = (late: number, stalled: number) => ({
	lateS: late * minute,
	stalledS: stalled * minute,
});
const op: Thresholds = {
	batch: limits(30, 60),
	root: limits(120, 240),
	onDemand: false,
};
const asked: Thresholds = {
	batch: limits(30, 60),
	root: limits(30, 60),
	onDemand: true,
};

/** Looks every six minutes while the batcher sends one a look, then while it sends nothing. */
const stopping = (busy: number, silent: number): Timeline =>
	timelineOf(
		Array.from({ length: busy + silent }, (_, i) =>
			batches(startS + i * 6 * minute, Math.min(i, busy - 1)),
		),
	);
const verdict = (
	samples: Timeline,
	now: Partial<ClockReading> = {},
	thresholds: Thresholds = op,
) => judge(samples, thresholds, { ...wellAfter(samples), ...now });

describe("a rollup that posts", () => {
	it("is alive, with the words of what was seen", () => {
		const found = verdict(stopping(5, 0));
		expect(found).toMatchObject({ kind: "alive", why: null, fact: "batch" });
		expect(said(found.says)).toContain("keeps posting its data");
		expect(found.alarms).toEqual([]);
	});

	it("is late and then stalled once the silence is proved to be as long, and no look earlier", () => {
		expect(verdict(stopping(5, 4)).kind).toBe("alive");
		const late = verdict(stopping(5, 5));
		expect(late).toMatchObject({
			kind: "late",
			fact: "batch",
			sinceS: startS + 24 * minute,
		});
		expect(said(late.says)).toContain("30 min");
		expect(verdict(stopping(5, 9)).kind).toBe("late");
		const stalled = verdict(stopping(5, 10));
		expect(stalled).toMatchObject({
			kind: "stalled",
			fact: "batch",
			sinceS: startS + 24 * minute,
			asOf: { finality: "final", timeS: startS + 84 * minute },
		});
		expect(said(stalled.says)).toContain("Your funds have not moved");
		expect(stalled.because.map(said)).toEqual([
			"No new data on Ethereum for 1 hour: that is proved.",
		]);
		expect(stalled.against.length).toBeGreaterThan(0);
	});

	it("is alive again at the first look that shows something", () => {
		const stalled = stopping(5, 12);
		const after = timelineOf([
			...stalled,
			batches(startS + 17 * 6 * minute, 5),
		]);
		expect(verdict(stalled).kind).toBe("stalled");
		expect(verdict(after).kind).toBe("alive");
	});

	it("is proved silent by two looks alone, however long nobody looked in between", () => {
		const samples = timelineOf([
			batches(startS, 7),
			batches(startS + 2 * hour, 7),
		]);
		expect(verdict(samples)).toMatchObject({
			kind: "stalled",
			sinceS: startS,
		});
	});

	it("is not called stalled for what nobody looked at", () => {
		const away = timelineOf([
			batches(startS, 7),
			batches(startS + 9 * hour, 8),
		]);
		expect(verdict(away)).toMatchObject({ kind: "unknown", why: "away" });
		expect(verdict(timelineOf([batches(startS, 7)]))).toMatchObject({
			kind: "unknown",
			why: "first-look",
		});
		expect(verdict([])).toMatchObject({ kind: "unknown", asOf: null });
	});

	it("is not called alive because another account became its batcher", () => {
		const other = { batcher: `0x${"bb".repeat(20)}` } as const;
		const samples = timelineOf([
			batches(startS, 7),
			batches(startS + 10 * minute, 3, other),
		]);
		expect(verdict(samples)).toMatchObject({ kind: "unknown" });
		expect(
			verdict(timelineOf([...samples, batches(startS + 80 * minute, 3, other)]))
				.kind,
		).toBe("stalled");
	});
});

describe("roots", () => {
	const roots = (rootAt: number, batchesGoOn: boolean) =>
		timelineOf(
			Array.from({ length: 50 }, (_, i) =>
				batches(startS + i * 6 * minute, batchesGoOn ? i : 0, {
					lastRootS: startS + rootAt * minute,
				}),
			),
		);

	it("that stop while data comes are their own stall, and the words say what still works", () => {
		const found = verdict(roots(10, true));
		expect(found).toMatchObject({
			kind: "stalled",
			fact: "root",
			sinceS: startS + 10 * minute,
		});
		expect(said(found.says)).toContain("Withdrawals cannot go on");
		expect(saidAll(found.against)).toContain("still posts its data");
		expect(verdict(roots(120, true)).kind).toBe("late");
		expect(verdict(roots(200, true)).kind).toBe("alive");
	});

	it("that L1 dates are judged at the first look", () => {
		const one = [look(startS, { lastRootS: startS - 5 * hour })];
		expect(verdict(one)).toMatchObject({ kind: "stalled", fact: "root" });
		expect(verdict([look(startS, { lastRootS: startS - 60 })])).toMatchObject({
			kind: "alive",
			fact: "root",
		});
	});

	it("say nothing where the thresholds leave them out", () => {
		const found = verdict(
			[look(startS, { lastRootS: startS - 5 * hour })],
			{},
			{ ...op, root: null },
		);
		expect(found.kind).toBe("not-visible");
		expect(verdict([look(startS)]).kind).toBe("not-visible");
	});
});

describe("a false alarm", () => {
	const stalled = stopping(5, 12);
	const well = wellAfter(stalled);

	it("by this device's clock is told apart", () => {
		expect(verdict(stalled, { clockFault: true })).toMatchObject({
			kind: "unknown",
			why: "clock",
		});
		expect(verdict(stalled, { nowS: well.l1.headS - hour })).toMatchObject({
			kind: "unknown",
			why: "clock",
		});
	});

	it("by this device's network is told apart", () => {
		const found = verdict(stalled, { l1: null });
		expect(found).toMatchObject({ kind: "unknown", why: "offline" });
		expect(said(found.says)).toContain("your own network");
	});

	it("by this wallet's own beginning is told apart", () => {
		const found = verdict(stalled, { l1: "syncing" });
		expect(found).toMatchObject({ kind: "unknown", why: "syncing" });
		expect(said(found.says)).toContain("still checking Ethereum");
	});

	it("by Ethereum, which does not go on or does not become final, is told apart", () => {
		for (const l1 of [
			{ headS: well.nowS - hour, finalS: well.nowS - hour },
			{ headS: well.nowS - 12, finalS: well.nowS - 2 * hour },
		])
			expect(verdict(stalled, { l1 })).toMatchObject({
				kind: "unknown",
				why: "l1-stale",
			});
	});

	it("by endpoints that prove nothing any more is told apart", () => {
		const nowS = well.nowS + 2 * hour;
		expect(
			verdict(stalled, { nowS, l1: { headS: nowS, finalS: nowS - 900 } }),
		).toMatchObject({ kind: "unknown", why: "no-proofs" });
	});

	it("is none when all of these are well", () => {
		expect(verdict(stalled).kind).toBe("stalled");
	});
});

describe("a rollup that posts only when asked", () => {
	const idle = { batchCount: 4, rootCount: 4 };
	const queue = (waiting: number, since: number | null) => ({
		length: 3 + waiting,
		taken: 3,
		headEnqueuedS: since,
		headDeadlineS: since === null ? null : since + 60 * minute,
	});
	const at = (minutes: number, signs: Partial<LivenessSample>) =>
		look(startS + minutes * minute, signs);

	it("may be silent for days while nothing waits", () => {
		const found = verdict(
			timelineOf([
				at(0, { ...idle, queue: queue(0, null) }),
				at(60 * 72, { ...idle, queue: queue(0, null) }),
			]),
			{},
			asked,
		);
		expect(found).toMatchObject({
			kind: "alive",
			signals: [{ state: "idle" }, { state: "idle" }],
		});
		expect(said(found.says)).toContain("nothing waits");
	});

	it("is late and stalled by how long the head of its queue waits, not by the silence before", () => {
		const after = (minutes: number) =>
			verdict(
				timelineOf([
					at(0, { ...idle, queue: queue(0, null) }),
					at(5000 + minutes, {
						...idle,
						queue: queue(1, startS + 5000 * minute),
					}),
				]),
				{},
				asked,
			);
		expect(after(10).kind).toBe("alive");
		expect(after(31).kind).toBe("late");
		expect(after(61)).toMatchObject({
			kind: "stalled",
			sinceS: startS + 5000 * minute,
			alarms: [{ kind: "deadline", sinceS: startS + 5060 * minute }],
		});
	});

	it("is stalled by a posted batch that nobody proves", () => {
		const posted = { batchCount: 5, rootCount: 4, queue: queue(0, null) };
		const found = verdict(
			timelineOf([
				at(0, { ...idle, queue: queue(0, null) }),
				at(5000, posted),
				at(5070, posted),
			]),
			{},
			asked,
		);
		expect(found).toMatchObject({
			kind: "stalled",
			fact: "root",
			sinceS: startS + 5000 * minute,
		});
	});
});

describe("alarms", () => {
	const overdue = {
		length: 5,
		taken: 4,
		headEnqueuedS: startS - 3 * hour,
		headDeadlineS: startS - hour,
	};

	it("tell of a forced transaction past its deadline while the rollup is alive", () => {
		const samples = timelineOf([
			batches(startS - 60, 1, { queue: overdue }),
			batches(startS, 2, { queue: overdue }),
		]);
		const found = verdict(samples);
		expect(found.kind).toBe("alive");
		expect(found.alarms).toMatchObject([
			{ kind: "deadline", sinceS: startS - hour },
		]);
		expect(said(found.alarms[0]?.says)).toContain("1 h");
		// and when this device is offline: what L1 proved stays proved
		expect(verdict(samples, { l1: null }).alarms).toHaveLength(1);
	});

	it("do not tell of a deadline that has not passed by L1's clock, nor of an entry that was taken", () => {
		for (const queue of [
			{ ...overdue, headDeadlineS: startS },
			{ ...overdue, taken: 5 },
			{ ...overdue, headDeadlineS: null },
			null,
		])
			expect(
				judge([look(startS, { queue })], op, {
					...wellAfter([look(startS)]),
					nowS: startS + hour,
				}).alarms,
			).toEqual([]);
	});

	it("tell of a pause and of enforced mode", () => {
		const found = verdict([
			look(startS, { paused: true, enforced: true, lastRootS: startS }),
		]);
		expect(found.alarms.map(({ kind }) => kind)).toEqual([
			"paused",
			"enforced",
		]);
	});

	it("tell of a freeze, which is the verdict whatever this device's state", () => {
		const samples = [
			look(startS, { frozen: true, frozenSinceS: startS - hour }),
		];
		for (const now of [{}, { l1: null }, { clockFault: true }])
			expect(verdict(samples, now)).toMatchObject({
				kind: "frozen",
				sinceS: startS - hour,
				fact: "frozen",
			});
		const loose = [
			{ ...look(startS, { frozen: true }), finality: "optimistic" as const },
		];
		expect(saidAll(verdict(loose).against)).toContain("not final yet");
	});
});

describe("thresholds", () => {
	it("are the profile's, and its kind's where it says none", () => {
		expect(thresholdsOf(opProfile)).toEqual({
			batch: limits(360, 720),
			root: limits(1440, 2880),
			onDemand: false,
		});
		const watch = { batch: limits(30, 60) };
		const own = opGamesV1({ ...opProfile, watch }, "profile");
		expect(thresholdsOf(own)).toEqual({
			...thresholdsOf(opProfile),
			batch: limits(30, 60),
		});
		expect(thresholdsOf(scrollProfile).onDemand).toBe(false);
		expect(thresholdsOf(referenceProfile)).toMatchObject({
			onDemand: true,
			batch: { stalledS: referenceProfile.deadlineS },
		});
	});

	it("go with a sentence about what Ethereum does not show", () => {
		expect(said(blindOf(opProfile))).toContain("only what is posted");
		expect(said(blindOf(referenceProfile))).toContain("ordinary transactions");
	});

	it("that would call something stalled before late are refused", () => {
		expect(() =>
			watchLimits({ batch: { lateS: 60, stalledS: 30 } }, "watch"),
		).toThrow("bad-field");
		expect(() =>
			watchLimits({ root: { lateS: 0, stalledS: 30 } }, "watch"),
		).toThrow("bad-field");
	});
});
