// Evidence kept for exits: on disk before it counts, the newest and what is needed, and no more than there is room for.

import { expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault, Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import {
	type Escrow,
	type Kept,
	mostEscrowChars,
	mostPieceChars,
	mostPieces,
	openEscrow,
	type Place,
	spare,
} from "../../src/exit/escrow.ts";

const place: Place = {
	network: "made",
	chainId: 7,
	account: `0x${"11".repeat(20)}` as Hex,
	way: "toy",
};
const nobody = (): boolean => false;
const keep = (
	escrow: Escrow,
	name: string,
	asOfS: number,
	text = `${name} at ${asOfS}`,
	where = place,
) =>
	escrow.keep(
		where,
		{ name, text, asOfS, says: "A piece.", checked: true },
		asOfS * 1000,
	);
const names = (escrow: Escrow): readonly string[] =>
	escrow.list().map(({ name }) => name);
const codeOf = async (work: Promise<unknown>): Promise<string | null> =>
	work.then(
		() => null,
		(thrown: unknown) => asFault(thrown).code,
	);

test("gives back what was kept, after a restart too, and to its own way and account alone", async () => {
	const store = memoryStore();
	const escrow = await openEscrow(store, nobody);
	await keep(escrow, "a", 10);
	for (const again of [escrow, await openEscrow(store, nobody)]) {
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
	const escrow = await openEscrow(
		{
			...store,
			put: async () => {
				throw new Fault("storage", "the disk is full");
			},
		},
		nobody,
	);
	expect(await codeOf(keep(escrow, "a", 10))).toBe("storage");
	expect(names(escrow)).toEqual([]);
	expect(await escrow.get(place, "a")).toBeUndefined();
});

test("keeps the newer of two under one name", async () => {
	const escrow = await openEscrow(memoryStore(), nobody);
	expect(await keep(escrow, "a", 10)).toBe(true);
	expect(await keep(escrow, "a", 20)).toBe(true);
	expect(await keep(escrow, "a", 15)).toBe(false);
	expect(await escrow.get(place, "a")).toBe("a at 20");
	expect(names(escrow)).toEqual(["a"]);
});

test("drops the oldest of a way and account, and nothing that an exit needs or another has", async () => {
	const store = memoryStore();
	const escrow = await openEscrow(store, ({ name }) => name === "n0");
	const other = { ...place, chainId: 8 };
	await keep(escrow, "theirs", 1, "x", other);
	for (let i = 0; i < mostPieces + 4; i++) await keep(escrow, `n${i}`, i);
	await escrow.prune();
	const left = names(escrow);
	expect(left).toContain("theirs");
	expect(left).toContain("n0");
	expect(left).not.toContain("n1");
	expect(left).toContain(`n${mostPieces + 3}`);
	expect(left.filter((name) => /^n[1-9]/.test(name))).toHaveLength(mostPieces);
	// and it is off the disk
	expect(await store.keys("escrow")).toHaveLength(left.length);
});

test("makes room by the oldest that nobody needs", () => {
	const one = (name: string, asOfS: number): Kept => ({
		...place,
		name,
		asOfS,
		says: "",
		keptMs: asOfS,
		checked: true,
		chars: 100,
	});
	const all = [one("old", 1), one("needed", 0), one("new", 3), one("mid", 2)];
	const isNeeded = ({ name }: Kept): boolean => name === "needed";
	const gone = (room: number): readonly string[] =>
		spare(all, isNeeded, room).map(({ name }) => name);
	expect(gone(400)).toEqual([]);
	expect(gone(399)).toEqual(["old"]);
	expect(gone(250)).toEqual(["old", "mid"]);
	expect(gone(0)).toEqual(["old", "mid", "new"]);
});

test("refuses a piece that is too large, and one there is no room for beside what exits need", async () => {
	const escrow = await openEscrow(memoryStore(), () => true);
	const large = "x".repeat(mostPieceChars);
	expect(await codeOf(keep(escrow, "a", 1, `${large}x`))).toBe("too-large");
	const count = mostEscrowChars / mostPieceChars;
	for (let i = 0; i < count; i++) await keep(escrow, `n${i}`, i, large);
	expect(await codeOf(keep(escrow, "more", 99, "x"))).toBe("storage");
	expect(names(escrow)).toHaveLength(count);
}, 120_000);

test("leaves alone what it cannot read, and gives it to nobody", async () => {
	const store = memoryStore();
	const key = JSON.stringify(["made", 7, place.account, "toy", "a"]);
	await store.put("escrow", key, '{"format":"sextant-kept-9"}');
	const escrow = await openEscrow(store, nobody);
	expect(names(escrow)).toEqual([]);
	expect(await escrow.get(place, "a")).toBeUndefined();
	await escrow.prune();
	expect(await store.keys("escrow")).toEqual([key]);
});
