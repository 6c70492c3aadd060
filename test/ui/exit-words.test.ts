import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences } from "../../extension/ui/approve/compare.ts";
import {
	awayWords,
	clockWords,
	currentStage,
	exitDoubts,
	journeyWords,
	keptWords,
	leftWords,
	standsWords,
	unkeptWords,
	untilWords,
} from "../../extension/ui/exit-words.ts";
import {
	isTestNetwork,
	journeyOfOrder,
	leavable,
} from "../../extension/ui/leavable.ts";
import {
	barsSays,
	flagWords,
	runsOf,
	toneOf,
	verdictWords,
} from "../../extension/ui/liveness-words.ts";
import {
	stepTimes,
	timesNote,
	tookWords,
} from "../../src/protocol/exit-times.ts";
import {
	type ExitView,
	exitsView,
	wayView,
} from "../../src/protocol/exit-views.ts";
import { messageOf } from "../said.ts";
import { nowMs, nowS } from "./fake/base.ts";
import {
	alive,
	escapeWays,
	exitScenes,
	frozen,
	gameLost,
	impossible,
	kept,
	late,
	longExit,
	notVisible,
	opAt,
	ownNetwork,
	referenceAt,
	referenceScenes,
	rehearsalDone,
	scrollScenes,
	stalled,
	ways,
} from "./fake/exits.ts";
import { scenes } from "./fake/scenes.ts";

describe("the scenes of exits", () => {
	it("are what the engine's decoder takes", () => {
		for (const [name, scene] of Object.entries({
			...exitScenes,
			...referenceScenes,
			...scrollScenes,
			extreme: scenes.extreme.view.exits,
		}))
			expect(exitsView(scene, name)).toEqual(scene);
		for (const way of [...ways, ...escapeWays])
			expect(wayView(way, way.way)).toEqual(way);
	});
});

describe("a verdict", () => {
	it("is said with how long nothing came, by L1's clock and not by this device's", () => {
		expect(verdictWords(stalled, nowMs)).toBe(
			"stalled: no batch for 2 h 10 min",
		);
		expect(verdictWords(stalled, nowMs + 600_000)).toBe(
			"stalled: no batch for 2 h 10 min",
		);
		expect(verdictWords(late, nowMs)).toBe("late: no batch for 40 min");
		expect(verdictWords(alive, nowMs)).toBe("alive, last batch 17 min old");
		expect(verdictWords(frozen, nowMs)).toBe("frozen 3 h ago");
	});
	it("call no chain well that posts and breaks a promise all the same", () => {
		const withFlag = (name: string) => ({
			...alive,
			flags: [{ name, says: messageOf("It stands."), atS: null }],
		});
		expect(toneOf(alive)).toBe("ok");
		for (const [name, tone, words] of [
			["deadline", "bad", "past its deadline, last batch"],
			["enforced", "wait", "in enforced mode, last batch"],
			["paused", "wait", "paused, last batch"],
		] as const) {
			expect(toneOf(withFlag(name))).toBe(tone);
			expect(verdictWords(withFlag(name), nowMs)).toContain(words);
		}
		expect(toneOf({ ...withFlag("enforced"), verdict: "stalled" })).toBe("bad");
	});
	it("names roots where it is roots that do not come", () => {
		expect(
			verdictWords(
				{
					...stalled,
					lastBatchS: nowS - 900,
					lastRootS: stalled.sinceS,
				},
				nowMs,
			),
		).toBe("stalled: no new root for 2 h 10 min");
	});
	it("says so when what it rests on is old", () => {
		expect(verdictWords(stalled, nowMs + 7_200_000)).toBe(
			"stalled: no batch for 2 h 10 min, as of 2 h 14 min ago",
		);
	});
	it("never calls it a stall when it cannot be known", () => {
		for (const view of [ownNetwork, notVisible])
			for (const word of ["stalled", "late:", "frozen", "alive,"])
				expect(verdictWords(view, nowMs)).not.toContain(word);
	});
	it("says how old the newest evidence is, and that there is none", () => {
		expect(keptWords(kept, nowMs)).toBe("exit evidence 41 min old");
		// what a file says of its own time makes nothing younger
		const theirs = kept.items.map((one) => ({
			...one,
			asOfS: nowMs / 1000,
			fromFile: true,
		}));
		expect(
			keptWords({ ...kept, items: [...kept.items, ...theirs] }, nowMs),
		).toBe("exit evidence 41 min old");
		expect(keptWords({ ...kept, items: theirs }, nowMs)).toBe(
			"exit evidence from a file only",
		);
		expect(unkeptWords(kept)).toBeNull();
		expect(unkeptWords({ ...kept, unkept: 4 })).toContain("4 of your accounts");
		expect(keptWords({ ...kept, items: [] }, nowMs)).toBe(
			"no exit evidence kept yet",
		);
		expect(keptWords(undefined, nowMs)).toBeNull();
	});
});

const counts = fc.array(fc.option(fc.integer({ min: 0, max: 3 })), {
	minLength: 1,
	maxLength: 96,
});
const barsOf = (some: readonly (number | null)[]) =>
	some.map((count, i) => ({
		fromS: nowS + i * 60,
		toS: nowS + (i + 1) * 60,
		count,
	}));

describe("a flag", () => {
	it("is called by words and never by a code", () => {
		expect(flagWords("other-code")).toBe("Other code than known");
		expect(flagWords("upgrade-announced")).toBe("Upgrade announced");
		expect(flagWords("paused")).toBe("Paused");
		expect(flagWords("constructor")).toBe("Constructor");
		expect(flagWords("")).toBe("");
	});
});

describe("the timeline", () => {
	it("joins neighbours, loses no time and takes nothing unseen for a gap", () => {
		fc.assert(
			fc.property(counts, (some) => {
				const bars = barsOf(some);
				const runs = runsOf(bars);
				expect(runs[0]?.fromS).toBe(bars[0]?.fromS);
				expect(runs.at(-1)?.toS).toBe(bars.at(-1)?.toS);
				runs.forEach((run, i) => {
					if (i > 0) expect(run.fromS).toBe(runs[i - 1]?.toS);
					for (const bar of bars)
						if (bar.fromS >= run.fromS && bar.toS <= run.toS)
							expect(run.kind).toBe(
								bar.count === null
									? "unseen"
									: bar.count === 0
										? "none"
										: "came",
							);
				});
			}),
		);
	});
	it("is told in words with what came, what did not and what was not looked at", () => {
		const says = barsSays(stalled.bars, nowMs);
		expect(says).toMatch(/ came\./);
		expect(says).toMatch(/None from /);
		expect(says).toMatch(/Not looked at by this device from /);
		expect(barsSays(alive.bars, nowMs)).not.toMatch(/None|Not looked/);
		expect(barsSays([], nowMs)).toMatch(/Nothing has been looked at yet/);
	});
});

describe("a time", () => {
	it("is said as on a clock, with its day when it is another", () => {
		const at = (iso: string) => Date.parse(iso);
		const noon = at("2026-11-21T12:00:00");
		const s = (iso: string) => at(iso) / 1000;
		expect(clockWords(s("2026-11-21T21:12:00"), noon)).toMatch(
			/^0?9:12|^21:12/,
		);
		expect(clockWords(s("2026-11-22T09:12:00"), noon)).toMatch(/^tomorrow /);
		expect(clockWords(s("2026-11-20T09:12:00"), noon)).toMatch(/^yesterday /);
		expect(clockWords(s("2026-11-28T09:12:00"), noon)).toMatch(/28/);
		expect(clockWords(s("2027-01-02T09:12:00"), noon)).toMatch(/2027/);
	});
	it("out of reach of a date is words and no error", () => {
		for (const atS of [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER])
			expect(clockWords(atS, nowMs)).toBe("a time out of reach");
	});
	it("says how far it is", () => {
		expect(awayWords(nowS + 3_900, nowMs)).toBe("in 1 h 5 min");
		expect(awayWords(nowS - 720, nowMs)).toBe("12 min ago");
		expect(awayWords(nowS, nowMs)).toBe("now");
	});
	it("that has passed is not said to come", () => {
		for (const state of ["waiting", "yours", "later"] as const) {
			const [, stage] = opAt(1).stages;
			if (stage === undefined) throw new TypeError("no stage");
			const said = untilWords({ ...stage, state, untilS: nowS - 60 }, nowMs);
			expect(said ?? "").not.toMatch(/until|about|by /);
		}
	});
});

describe("a journey", () => {
	it("stands at the person's click, then at what failed, then at what is waited for", () => {
		expect(currentStage(opAt(3))?.id).toBe("prove");
		expect(currentStage(opAt(1))?.id).toBe("included");
		expect(currentStage(gameLost)?.id).toBe("prove");
		expect(currentStage(impossible)?.id).toBe("included");
	});
	it("is told in a line", () => {
		expect(journeyWords(opAt(3), nowMs)).toBe(
			"your click: Prove your withdrawal",
		);
		expect(journeyWords(opAt(1), nowMs)).toMatch(
			/^waiting until .*: Must be included$/,
		);
		expect(journeyWords(opAt(6), nowMs)).toBe("done");
		expect(journeyWords(impossible, nowMs)).toMatch(/cannot be finished/);
	});
	it("says once the last step is signed that it is on its way, and of no other that its end is not known", () => {
		const [first, ...rest] = opAt(3).stages;
		if (first === undefined) throw new Error("no stage");
		const over = rest.map((one) => ({ ...one, state: "done" as const }));
		const sent = {
			...first,
			state: "waiting" as const,
			untilS: null,
			order: "one",
		};
		const left = (stages: ExitView["stages"], click: ExitView["click"]) =>
			leftWords(
				{ ...opAt(3), outcome: "under-way", endsS: null, stages, click },
				nowMs,
			);
		expect(left([...over, sent], null)).toBe("the last step is on its way");
		expect(left([...over, { ...sent, order: null }], null)).toBe(
			"end not known yet",
		);
		expect(
			left([...over, sent, { ...sent, id: "more", state: "later" }], null),
		).toBe("end not known yet");
		expect(left([...over, sent], { stage: sent.id, label: sent.title })).toBe(
			"waiting for you",
		);
	});

	it("is called done only when it is", () => {
		for (let at = 0; at < 6; at++)
			expect(standsWords(opAt(at), nowMs)).not.toMatch(/done|arrived/);
		expect(standsWords(opAt(6), nowMs)).toBe(
			"It is done. 0.8 ETH arrived on Ethereum.",
		);
		expect(standsWords(gameLost, nowMs)).toBe(
			"A step failed: Challenge time. Your turn: Prove it again.",
		);
		expect(standsWords({ ...opAt(6), amount: null }, nowMs)).toMatch(
			/What you took out/,
		);
	});
	it("says what one still has to trust, with those who can change the contracts", () => {
		const said = exitDoubts(opAt(1), stalled, 512).join(" ");
		expect(said).toMatch(/342 of the 512 committee/);
		expect(exitDoubts(opAt(1), stalled, 32).join(" ")).toMatch(
			/22 of the 32 committee/,
		);
		expect(exitDoubts(opAt(1), stalled, null).join(" ")).toMatch(
			/two thirds of the committee/,
		);
		expect(said).toMatch(/at once: the contract 0x7bb41c/);
		expect(exitDoubts(opAt(1), undefined, 512).join(" ")).toMatch(
			/not known here/,
		);
		expect(exitDoubts(opAt(6), stalled, 512).join(" ")).not.toMatch(
			/at once: the contract 0x7bb41c|estimates/,
		);
	});
	it("times its steps by L1, and by this device where L1 shows no block", () => {
		const { steps, totalS } = stepTimes(rehearsalDone);
		expect(steps.map(({ by }) => by)).toEqual([
			"l1",
			"device",
			"l1",
			"l1",
			"l1",
			"l1",
		]);
		expect(steps.every(({ tookS }) => tookS !== null && tookS >= 0)).toBe(true);
		expect(steps.reduce((sum, { tookS }) => sum + (tookS ?? 0), 0)).toBe(
			totalS,
		);
	});
	it("does not say that a step took no time when it was only seen done", () => {
		const { steps } = stepTimes({
			...rehearsalDone,
			stages: rehearsalDone.stages.map((stage) => ({
				...stage,
				doneS: null,
				seenMs: rehearsalDone.startedMs + 900,
			})),
		});
		expect(steps.map((one) => tookWords(one))).toEqual(
			steps.map(() => "seen at once *"),
		);
		expect(timesNote(steps)).toContain("first saw it");
		const timed = { id: "a", title: "A", tookS: 60, by: "l1" } as const;
		expect(tookWords(timed)).toBe("1 min");
		expect(timesNote([timed])).toBe("By the times of L1's blocks.");
	});
	it("does not count what was done before it began here", () => {
		const exit = referenceAt(4);
		const early = {
			...exit,
			stages: exit.stages.map((stage, i) =>
				i === 0
					? { ...stage, doneS: Math.floor(exit.startedMs / 1000) - 9_000 }
					: stage,
			),
		};
		expect(stepTimes(early).steps[0]).toMatchObject({
			tookS: null,
			by: "none",
		});
		expect(stepTimes(early).totalS).toBe(stepTimes(exit).totalS);
	});
	it("draws the longest texts and the latest times without an error", () => {
		expect(journeyWords(longExit, nowMs)).toContain("your click");
		expect(standsWords(longExit, nowMs)).toContain("Your turn");
	});
});

describe("what can be left", () => {
	it("is every rollup, also one that is only watched, and never L1", () => {
		const { view } = scenes["exit-alive"];
		expect(leavable(view).map(({ title }) => title)).toEqual([
			"Base",
			"Scroll",
			"Linea",
		]);
	});
	it("is rehearsed on no network whose money is worth something", () => {
		expect(isTestNetwork(scenes["exit-alive"].view)).toBe(true);
		expect(isTestNetwork(scenes["exit-mainnet"].view)).toBe(false);
		expect(isTestNetwork({ ...scenes.full.view, network: null })).toBe(false);
	});
	it("finds the journey of an order", () => {
		const { view } = scenes["exit-proving"];
		expect(journeyOfOrder(view, { id: "order-prove-waits" })?.id).toBe(
			"exit-1",
		);
		expect(journeyOfOrder(view, { id: "order-1" })).toBeUndefined();
	});
});

describe("a step of an exit, engine and signer side by side", () => {
	const scene = scenes["exit-proving"];
	const [order] = scene.view.orders;
	const [approval] = scene.approvals;
	if (order === undefined || approval === undefined || approval.exit === null)
		throw new TypeError("the scene has no step");
	const { exit } = approval;
	it("finds nothing where both say the same", () => {
		expect(differences(order, approval)).toEqual([]);
	});
	it.each([
		["rollupChainId", 10],
		["step", "op-finalize"],
		["title", "Take 0.8 ETH"],
	] as const)("refuses a signer's %s that differs", (key, value) => {
		expect(
			differences(order, { ...approval, exit: { ...exit, [key]: value } }),
		).toHaveLength(1);
	});
	it("refuses an exit that only one of them knows of", () => {
		expect(differences({ ...order, exit: null }, approval)).toHaveLength(3);
		expect(differences(order, { ...approval, exit: null })).toHaveLength(3);
	});
	it("refuses a contract that the order does not call", () => {
		expect(
			differences(order, {
				...approval,
				exit: { ...exit, contract: order.from },
			}).map(({ against }) => against),
		).toEqual(["The order calls"]);
	});
});
