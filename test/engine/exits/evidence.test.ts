// Rounds of evidence: what an exit rests on is brought along when that changed, by proof of L1 where the way says so and not by
// the root that is shown.

import { describe, expect, test } from "vitest";
import { Fault } from "../../../src/base/fault.ts";
import { memoryStore } from "../../../src/cli/store.ts";
import { openEvidence } from "../../../src/engine/exits/evidence.ts";
import type { ExitSite } from "../../../src/engine/exits/site.ts";
import { openEvidenceStore } from "../../../src/exit/evidence-store.ts";
import { wayOf } from "../../../src/exit/way.ts";
import { theseWays } from "../../../src/exit/ways.ts";
import type { Clock } from "../../../src/source/ports.ts";
import { newPlan, toyModule } from "../../exit/toy.ts";
import { profile } from "../../l2/reference/world.ts";

const account = `0x${"a1".repeat(20)}` as const;

const scene = async (hasMark: boolean) => {
	let nowMs = 1_800_000_000_000;
	const clock: Clock = {
		nowMs: () => nowMs,
		ticksMs: () => nowMs,
		sleep: (_, signal) =>
			new Promise((_resolve, reject) => {
				const end = (): void => reject(new Fault("cancelled", "over"));
				signal?.addEventListener("abort", end);
			}),
	};
	const world = {
		shown: "1 0xaa" as string | null,
		proved: "1 0xaa" as string | Fault,
		captured: 0,
		fault: null as Fault | null,
	};
	const toy = toyModule(newPlan());
	const way = wayOf({
		...toy,
		...(hasMark && {
			mark: async () => {
				if (world.proved instanceof Fault) throw world.proved;
				return world.proved;
			},
		}),
		capture: async () => {
			world.captured++;
			if (world.fault !== null) throw world.fault;
			return [
				{
					name: `count.${world.captured}`,
					text: `toy ${world.captured}`,
					asOfS: world.captured,
					says: "It was brought along.",
				},
			];
		},
	});
	const evidenceStore = await openEvidenceStore(memoryStore(), () => false);
	const evidence = openEvidence({
		ways: theseWays([way]),
		evidenceStore,
		clock,
		changed: () => undefined,
		problem: (fault) => {
			throw fault;
		},
	});
	const site = {
		network: { name: "made" },
		profiles: [profile],
		account,
		accounts: [account],
		reader: {},
		blobs: () => undefined,
		l2: () => null,
		nodes: () => null,
		root: async () => world.shown,
	} as unknown as ExitSite;
	return {
		world,
		pass: (ms: number) => {
			nowMs += ms;
		},
		unkept: (count: number) =>
			evidence.views({
				...site,
				accounts: Array.from(
					{ length: count },
					(_, i) => `0x${i.toString(16).padStart(40, "0")}` as const,
				),
			})[0]?.unkept,
		round: () => evidence.round(site, new AbortController().signal),
		fault: () => evidence.views(site)[0]?.fault ?? null,
	};
};

test("never leaves out accounts without saying for how many nothing is kept", async () => {
	const { unkept } = await scene(true);
	// the chosen one beside them
	expect(unkept(15)).toBeUndefined();
	expect(unkept(20)).toBe(5);
});

describe("evidence that rests on what L1 proves", () => {
	test("is brought along when the proved root changed, though the shown one did not", async () => {
		const { world, round } = await scene(true);
		await round();
		await round();
		expect(world.captured).toBe(1);
		world.proved = "2 0xbb";
		await round();
		expect(world.captured).toBe(2);
		world.shown = null;
		await round();
		expect(world.captured).toBe(2);
	});

	test("is not brought along anew for a shown root alone", async () => {
		const { world, round } = await scene(true);
		await round();
		world.shown = "2 0xbb";
		await round();
		expect(world.captured).toBe(1);
	});

	test("is tried again after a while where it failed, at once under another root, and says why", async () => {
		const { world, round, pass, fault } = await scene(true);
		world.fault = new Fault("exit-evidence", "another root", "node");
		await round();
		await round();
		expect(world.captured).toBe(1);
		expect(fault()?.code).toBe("exit-evidence");
		world.proved = "2 0xbb";
		await round();
		expect(world.captured).toBe(2);
		world.fault = null;
		pass(31_000);
		await round();
		expect(world.captured).toBe(3);
		expect(fault()).toBeNull();
	});

	test("waits and says why while L1 proves nothing", async () => {
		const { world, round, fault } = await scene(true);
		world.proved = new Fault("no-proof-window", "not yet");
		await round();
		expect(world.captured).toBe(0);
		expect(fault()?.code).toBe("no-proof-window");
		world.proved = "1 0xaa";
		await round();
		expect(world.captured).toBe(1);
		expect(fault()).toBeNull();
	});
});

describe("evidence of a way that says nothing of it", () => {
	test("goes by the root that is shown", async () => {
		const { world, round } = await scene(false);
		await round();
		world.proved = "2 0xbb";
		await round();
		expect(world.captured).toBe(1);
		world.shown = "2 0xbb";
		await round();
		expect(world.captured).toBe(2);
		world.shown = null;
		await round();
		await round();
		expect(world.captured).toBe(3);
	});

	test("is looked for anew in the time of an epoch where no root is shown, and sooner where that failed", async () => {
		const { world, round, pass } = await scene(false);
		world.shown = null;
		await round();
		pass(300_000);
		await round();
		expect(world.captured).toBe(1);
		pass(61_000);
		world.fault = new Fault("unreachable", "nobody", "node");
		await round();
		expect(world.captured).toBe(2);
		pass(31_000);
		world.fault = null;
		await round();
		expect(world.captured).toBe(3);
		pass(31_000);
		await round();
		expect(world.captured).toBe(3);
	});
});
