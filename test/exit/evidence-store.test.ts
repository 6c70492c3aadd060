// Evidence kept for exits: on disk before it counts, the newest and what is needed, and no more than there is room for.

import { expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault, Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import {
	type EvidencePlace,
	type EvidenceStore,
	mostPieceChars,
	mostPieces,
	mostStoredChars,
	openEvidenceStore,
	type PieceSummary,
	spare,
} from "../../src/exit/evidence-store.ts";

const place: EvidencePlace = {
	network: "made",
	chainId: 7,
	account: `0x${"11".repeat(20)}` as Hex,
	way: "toy",
};
const nobody = (): boolean => false;
const keep = (
	evidenceStore: EvidenceStore,
	name: string,
	asOfS: number,
	text = `${name} at ${asOfS}`,
	where = place,
) =>
	evidenceStore.keep(
		where,
		{ name, text, asOfS, says: "A piece.", checked: true },
		asOfS * 1000,
	);
const names = (evidenceStore: EvidenceStore): readonly string[] =>
	evidenceStore.list().map(({ name }) => name);
const codeOf = async (work: Promise<unknown>): Promise<string | null> =>
	work.then(
		() => null,
		(thrown: unknown) => asFault(thrown).code,
	);

test("gives back what was kept, after a restart too, and to its own way and account alone", async () => {
	const store = memoryStore();
	const evidenceStore = await openEvidenceStore(store, nobody);
	await keep(evidenceStore, "a", 10);
	for (const again of [evidenceStore, await openEvidenceStore(store, nobody)]) {
		expect(await again.get(place, "a")).toBe("a at 10");
		expect(await again.get({ ...place, way: "other" }, "a")).toBeUndefined();
		expect(
			await again.get({ ...place, account: `0x${"22".repeat(20)}` }, "a"),
		).toBeUndefined();
		expect(again.list()).toMatchObject([
			{ name: "a", asOfS: 10, keptMs: 10_000, chars: 7 },
		]);
	}
});

test("counts nothing that did not reach the disk", async () => {
	const store = memoryStore();
	const evidenceStore = await openEvidenceStore(
		{
			...store,
			put: async () => {
				throw new Fault("storage", "the disk is full");
			},
		},
		nobody,
	);
	expect(await codeOf(keep(evidenceStore, "a", 10))).toBe("storage");
	expect(names(evidenceStore)).toEqual([]);
	expect(await evidenceStore.get(place, "a")).toBeUndefined();
});

test("keeps the newer of two under one name", async () => {
	const evidenceStore = await openEvidenceStore(memoryStore(), nobody);
	expect(await keep(evidenceStore, "a", 10)).toBe(true);
	expect(await keep(evidenceStore, "a", 20)).toBe(true);
	expect(await keep(evidenceStore, "a", 15)).toBe(false);
	expect(await evidenceStore.get(place, "a")).toBe("a at 20");
	expect(names(evidenceStore)).toEqual(["a"]);
});

test("drops the oldest of a way and account, and nothing that an exit needs or another has", async () => {
	const store = memoryStore();
	const evidenceStore = await openEvidenceStore(
		store,
		({ name }) => name === "n0",
	);
	const other = { ...place, chainId: 8 };
	await keep(evidenceStore, "theirs", 1, "x", other);
	for (let i = 0; i < mostPieces + 4; i++)
		await keep(evidenceStore, `n${i}`, i);
	await evidenceStore.prune();
	const left = names(evidenceStore);
	expect(left).toContain("theirs");
	expect(left).toContain("n0");
	expect(left).not.toContain("n1");
	expect(left).toContain(`n${mostPieces + 3}`);
	expect(left.filter((name) => /^n[1-9]/.test(name))).toHaveLength(mostPieces);
	// and it is off the disk
	expect(await store.keys("escrow")).toHaveLength(left.length);
});

test("makes room by the oldest that nobody needs", () => {
	const one = (name: string, asOfS: number): PieceSummary => ({
		...place,
		name,
		asOfS,
		says: "",
		keptMs: asOfS,
		checked: true,
		chars: 100,
	});
	const all = [one("old", 1), one("needed", 0), one("new", 3), one("mid", 2)];
	const isNeeded = ({ name }: PieceSummary): boolean => name === "needed";
	const gone = (room: number): readonly string[] =>
		spare(all, isNeeded, room).map(({ name }) => name);
	expect(gone(400)).toEqual([]);
	expect(gone(399)).toEqual(["old"]);
	expect(gone(250)).toEqual(["old", "mid"]);
	expect(gone(0)).toEqual(["old", "mid", "new"]);
});

test("refuses a piece that is too large, and one there is no room for beside what exits need", async () => {
	const evidenceStore = await openEvidenceStore(memoryStore(), () => true);
	const large = "x".repeat(mostPieceChars);
	expect(await codeOf(keep(evidenceStore, "a", 1, `${large}x`))).toBe(
		"too-large",
	);
	const count = mostStoredChars / mostPieceChars;
	for (let i = 0; i < count; i++) await keep(evidenceStore, `n${i}`, i, large);
	expect(await codeOf(keep(evidenceStore, "more", 99, "x"))).toBe("storage");
	expect(names(evidenceStore)).toHaveLength(count);
}, 120_000);

test("leaves alone what it cannot read, and gives it to nobody", async () => {
	const store = memoryStore();
	const key = JSON.stringify(["made", 7, place.account, "toy", "a"]);
	await store.put("escrow", key, '{"format":"sextant-kept-9"}');
	const evidenceStore = await openEvidenceStore(store, nobody);
	expect(names(evidenceStore)).toEqual([]);
	expect(await evidenceStore.get(place, "a")).toBeUndefined();
	await evidenceStore.prune();
	expect(await store.keys("escrow")).toEqual([key]);
});
