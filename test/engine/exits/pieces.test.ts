// Evidence out of a file, beside what this wallet captured itself: neither is lost to the other.

import { describe, expect, test } from "vitest";
import { asFault } from "../../../src/base/fault.ts";
import { memoryStore } from "../../../src/cli/store.ts";
import { fileMessage } from "../../../src/engine/exits/file-codes.ts";
import { openFiles } from "../../../src/engine/exits/files.ts";
import type { JourneyStore } from "../../../src/engine/exits/journey-store.ts";
import type { ExitSite } from "../../../src/engine/exits/site.ts";
import type { Orders } from "../../../src/engine/orders.ts";
import { openEvidenceStore } from "../../../src/exit/evidence-store.ts";
import { exitFileText } from "../../../src/exit/file.ts";
import { wayOf } from "../../../src/exit/way.ts";
import { theseWays } from "../../../src/exit/ways.ts";
import type { Message } from "../../../src/protocol/message.ts";
import type { Clock } from "../../../src/source/ports.ts";
import { newPlan, toyModule } from "../../exit/toy.ts";
import { profile } from "../../l2/reference/world.ts";

const account = `0x${"a1".repeat(20)}` as const;
const { chainId } = profile;
const name = "state";
const nowMs = 1_800_000_000_000;
const place = { network: "made", chainId, account, way: "toy" };

/** Evidence that agrees with itself alone: the time it is of is its own word. */
const stated = (text: string): number => Number(text.split(" ")[2]);

const open = async () => {
	let ms = nowMs;
	const clock: Clock = {
		nowMs: () => ms,
		ticksMs: () => ms,
		sleep: (_, signal) =>
			new Promise((_resolve, reject) => {
				const end = (): void => reject(asFault(new Error("cancelled")));
				signal?.addEventListener("abort", end);
			}),
	};
	const store = memoryStore();
	const evidenceStore = await openEvidenceStore(store, () => false);
	const files = openFiles({
		ways: theseWays([
			wayOf({
				...toyModule(newPlan()),
				checkCaptured: async (_name, text) => ({ asOfS: stated(text) }),
			}),
		]),
		journeys: { get: () => undefined } as unknown as JourneyStore,
		evidenceStore,
		clock,
		orders: { checkRoom: () => undefined } as unknown as Orders,
	});
	const site = {
		network: { name: "made", chainId: 900 },
		profiles: [profile],
		known: [profile],
		accounts: [account],
	} as unknown as ExitSite;
	return {
		evidenceStore,
		store,
		files,
		capture: (asOfS: number, own = name) =>
			evidenceStore.keep(
				place,
				{
					name: own,
					text: `toy own ${asOfS}`,
					asOfS,
					says: "It was captured.",
					checked: true,
				},
				ms,
			),
		take: (
			text: string,
			names: readonly string[] = [name],
		): Promise<{ readonly says: readonly Message[] }> => {
			ms += 1_000;
			return files.take(
				exitFileText({
					format: "sextant-exit-1",
					network: "made",
					chainId,
					account,
					madeMs: nowMs,
					journey: null,
					kept: names.map((one) => ({
						way: "toy",
						name: one,
						text,
						asOfS: 0,
					})),
				}),
				site,
			);
		},
	};
};

describe("a piece of evidence from a file", () => {
	test("never replaces what this wallet captured, whatever time it states", async () => {
		const { evidenceStore, capture, take } = await open();
		await capture(100);
		const { says } = await take("toy theirs 4000000000");
		expect(await evidenceStore.get(place, name)).toBe("toy own 100");
		expect(says).toContainEqual(fileMessage("import.evidence.beside"));
	});

	test("never keeps this wallet from capturing, though it states a later time", async () => {
		const { evidenceStore, capture, take } = await open();
		await take("toy theirs 4000000000");
		expect(await capture(100)).toBe(true);
		expect(await evidenceStore.get(place, name)).toBe("toy own 100");
	});

	test("is not lost on a second device, whose own store is empty, nor by its own capture later", async () => {
		const { evidenceStore, capture, take, files } = await open();
		await take("toy theirs 50");
		expect(await evidenceStore.fromFiles(place, name)).toEqual([
			"toy theirs 50",
		]);
		expect(await files.writeKept(place)).toContain("toy theirs 50");
		await capture(100);
		expect(await evidenceStore.fromFiles(place, name)).toEqual([
			"toy theirs 50",
		]);
		// what goes on is this wallet's own
		const written = await files.writeKept(place);
		expect(written).toContain("toy own 100");
		expect(written).not.toContain("toy theirs 50");
	});

	test("never crowds out by number what this wallet captured", async () => {
		const { evidenceStore, capture, take } = await open();
		await capture(100);
		await take(
			"toy theirs 4000000000",
			Array.from({ length: 40 }, (_, i) => `other ${i}`.replace(" ", "-")),
		);
		await evidenceStore.prune();
		expect(await evidenceStore.get(place, name)).toBe("toy own 100");
	});

	test("is one of three under its name, the newest taken, and the same twice is one", async () => {
		const { evidenceStore, take } = await open();
		for (const text of ["toy a 1", "toy a 1", "toy b 9", "toy c 1", "toy d 1"])
			await take(text);
		expect(await evidenceStore.fromFiles(place, name)).toEqual([
			"toy d 1",
			"toy c 1",
			"toy b 9",
		]);
	});

	test("refuses two under one name in one file", async () => {
		const { take, store } = await open();
		await expect(take("toy a 1", [name, name])).rejects.toThrow("bad-file");
		expect(await store.keys("escrow")).toEqual([]);
	});

	test("is told from this wallet's own where an older release kept it under that name", async () => {
		const store = memoryStore();
		const before = await openEvidenceStore(store, () => false);
		await before.keep(
			place,
			{
				name,
				text: "toy theirs 4000000000",
				asOfS: 4_000_000_000,
				says: "From a file, and checked again here.",
				checked: true,
			},
			nowMs,
		);
		for (const _ of [1, 2]) {
			const evidenceStore = await openEvidenceStore(store, () => false);
			expect(await evidenceStore.get(place, name)).toBeUndefined();
			expect(await evidenceStore.fromFiles(place, name)).toEqual([
				"toy theirs 4000000000",
			]);
			expect(await store.keys("escrow")).toHaveLength(1);
		}
	});
});
