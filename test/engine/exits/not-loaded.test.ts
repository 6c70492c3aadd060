// Journeys whose ways do not load: they are shown as kept, with the reason, nothing kept for them goes, and the next head tries again.

import { beforeEach, describe, expect, test } from "vitest";
import { Fault } from "../../../src/base/fault.ts";
import { memoryStore } from "../../../src/cli/store.ts";
import { type Exits, openExits } from "../../../src/engine/exits/exits.ts";
import type { ExitSite } from "../../../src/engine/exits/site.ts";
import type { Orders } from "../../../src/engine/orders.ts";
import {
	mostPieces,
	openEvidenceStore,
} from "../../../src/exit/evidence-store.ts";
import { exitFileText } from "../../../src/exit/file.ts";
import { begun, type Journey, journeyText } from "../../../src/exit/journey.ts";
import { waysByKind } from "../../../src/exit/ways.ts";
import type { Clock, Store } from "../../../src/source/ports.ts";
import { newPlan, toyWay } from "../../exit/toy.ts";
import { profile } from "../../l2/reference/world.ts";
import { said } from "../../said.ts";

const account = `0x${"a1".repeat(20)}` as const;
const { chainId } = profile;
const nowMs = 1_800_000_000_000;
const clock: Clock = {
	nowMs: () => nowMs,
	ticksMs: () => nowMs,
	sleep: (_, signal) =>
		new Promise((_resolve, reject) => {
			const end = (): void => reject(new Fault("cancelled", "over"));
			signal?.addEventListener("abort", end);
		}),
};
const gone = new Fault("not-loaded", "the file is gone");

const site = {
	network: { name: "made", chainId: 900, test: true },
	profiles: [profile],
	known: [profile],
	watched: [],
	tokens: [],
	account,
	accounts: [account],
	needsCapture: async () => false,
	heads: () => ({ l1: null, newest: "0x01", clockFault: false, stopped: null }),
	reader: {},
	blobs: () => undefined,
	l2: () => null,
	nodes: () => null,
	root: async () => "1 0xaa",
	warm: async () => {},
} as unknown as ExitSite;

const journeyBy = (way: string, id = way): Journey =>
	begun({
		...{ id, way, network: "made", chainId, title: "Leave by the toy" },
		asked: { account, token: null, amount: 7n, begun: null },
		drill: false,
		state: { base: 1, count: 1 },
		needs: Array.from({ length: mostPieces + 2 }, (_, i) => `count.${i}`),
		nowMs,
	});

let isGone = true;
let asked = 0;
let problems: Fault[] = [];
let store: Store;

const open = (): Promise<Exits> =>
	openExits({
		...{ store, clock },
		ways: waysByKind([
			{
				kind: profile.kind,
				names: ["toy", "small"],
				load: async () => {
					asked++;
					if (isGone) throw gone;
					return [toyWay(newPlan())];
				},
			},
		]),
		orders: {
			get: () => undefined,
			list: () => [],
			checkRoom: () => undefined,
		} as unknown as Orders,
		alert: () => {},
		changed: () => {},
		problem: (fault) => problems.push(fault),
	});

/** Once nothing runs any more. */
const settled = async (exits: Exits): Promise<void> => {
	await expect.poll(exits.isBusy).toBe(false);
};

beforeEach(async () => {
	isGone = true;
	asked = 0;
	problems = [];
	store = memoryStore();
	await store.put("exits", "toy", journeyText(journeyBy("toy")));
});

const shownBy = (exits: Exits, id = "toy") =>
	exits.view().journeys.find((one) => one.id === id);

describe("a journey whose way does not load", () => {
	test("opens with the engine, and says that and not that this release does not know the way", async () => {
		await store.put("exits", "old", journeyText(journeyBy("strange", "old")));
		const exits = await open();
		exits.attach(site);
		expect(problems).toEqual([gone]);
		const shown = shownBy(exits);
		expect(shown?.fault?.code).toBe("not-loaded");
		expect(said(shown?.title)).toBe("Leave by the toy");
		expect(shown?.stages).toEqual([]);
		// another, which it truly does not know
		expect(shownBy(exits, "old")?.fault?.code).toBe("exit-way");
	});

	test("makes no step, and is not written to a file as if nothing were kept for it", async () => {
		const exits = await open();
		exits.attach(site);
		const { handlers } = exits;
		for (const work of [
			() =>
				handlers["exit.step"]({ id: "toy", stage: "knock" }, undefined, "r"),
			() => handlers["exit.export"]({ id: "toy" }, undefined, "r"),
		])
			await expect(work()).rejects.toMatchObject({ code: "not-loaded" });
	});

	test("is loaded at the next head, and goes on", async () => {
		const exits = await open();
		exits.attach(site);
		isGone = false;
		exits.onHead(false);
		await settled(exits);
		const shown = shownBy(exits);
		expect(shown?.stages.map(({ id }) => id)).toEqual(["knock", "enter"]);
		expect(asked).toBe(2);
	});

	test("keeps all that it may need, under whatever name", async () => {
		// a rehearsal uses what is kept for the way that it rehearses
		await store.delete("exits", "toy");
		await store.put("exits", "small", journeyText(journeyBy("small")));
		const place = { network: "made", chainId, account, way: "toy" };
		const pieces = await openEvidenceStore(store, () => true);
		for (let i = 0; i < mostPieces + 2; i++)
			await pieces.keep(
				place,
				{
					...{ name: `count.${i}`, text: `toy ${i}`, asOfS: i, says: "Kept." },
					checked: true,
				},
				nowMs,
			);
		const exits = await open();
		exits.attach(site);
		exits.onRoots();
		await settled(exits);
		expect(await store.keys("escrow")).toHaveLength(mostPieces + 2);
	});
});

describe("a rollup whose ways do not load", () => {
	test("is not said to have none, nor that nothing is kept for it", async () => {
		await store.delete("exits", "toy");
		const exits = await open();
		expect(asked).toBe(0);
		await exits.prepare([profile]);
		expect(problems).toEqual([gone]);
		exits.attach(site);
		await expect(
			exits.handlers["exit.ways"]({ chainId, name: "" }, undefined, "r"),
		).rejects.toBe(gone);
		exits.onRoots();
		await settled(exits);
		expect(exits.view().kept).toMatchObject([
			{ chainId, items: [], fault: { code: "not-loaded" } },
		]);
	});

	test("begins no journey and no rehearsal, and takes none from a file; the next try does", async () => {
		await store.delete("exits", "toy");
		const exits = await open();
		exits.attach(site);
		const { handlers } = exits;
		const file = exitFileText({
			...{ format: "sextant-exit-1", network: "made", chainId, account },
			...{ madeMs: nowMs, journey: null },
			kept: [{ way: "toy", name: "count.1", text: "toy 1", asOfS: 0 }],
		});
		const one = { id: "b", chainId, way: "toy" };
		for (const work of [
			() =>
				handlers["exit.begin"](
					{ ...one, token: null, amount: "7", begun: null },
					undefined,
					"r",
				),
			() => handlers["exit.drill"](one, undefined, "r"),
			() => handlers["exit.import"]({ file }, undefined, "r"),
		])
			await expect(work()).rejects.toBe(gone);
		expect(await store.keys("exits")).toEqual([]);
		expect(await store.keys("escrow")).toEqual([]);
		isGone = false;
		await handlers["exit.import"]({ file }, undefined, "r");
		expect(await store.keys("escrow")).toHaveLength(1);
	});
});

test("ways that nobody needs are not loaded when the engine opens", async () => {
	await store.delete("exits", "toy");
	const exits = await open();
	exits.attach({ ...site, profiles: [] });
	exits.view();
	expect(asked).toBe(0);
});
