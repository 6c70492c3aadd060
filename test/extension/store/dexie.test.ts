import "fake-indexeddb/auto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Dexie } from "dexie";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { buildScripts } from "../../../extension/build.ts";
import { withoutLive, withoutMethods } from "../../../extension/slim-dexie.ts";
import { openStore as asWritten } from "../../../extension/store/dexie.ts";
import { tables } from "../../../src/source/ports.ts";

let count = 0;
const fresh = () => `test-${++count}`;

afterEach(async () => {
	await Dexie.delete(`test-${count}`);
});

// as the extension has it: the build leaves parts of the package out
const folder = mkdtempSync(join(tmpdir(), "sextant-store-"));
await buildScripts(
	{ store: join(import.meta.dirname, "store-script.ts") },
	folder,
);
await import(/* @vite-ignore */ pathToFileURL(join(folder, "store.js")).href);
const asBuilt: typeof asWritten = Reflect.get(globalThis, "builtStore");
afterAll(() => {
	Reflect.deleteProperty(globalThis, "builtStore");
	rmSync(folder, { recursive: true, force: true });
});

it("refuses to cut a package that is not the one it was written for", () => {
	expect(() => withoutLive("export const Dexie = 1;")).toThrow(
		"Dexie has not once",
	);
	expect(() => withoutMethods("export class Table {}")).toThrow(
		"Dexie has other classes",
	);
});

describe.each([
	["as it is written", asWritten],
	["as it ships", asBuilt],
])("the store %s", (_, openStore) => {
	it("gives back what was put, in each table for itself, after a restart too", async () => {
		const name = fresh();
		const store = await openStore(name);
		for (const table of tables) await store.put(table, "k", `in ${table}`);
		store.close();
		const again = await openStore(name);
		for (const table of tables) {
			expect(await again.get(table, "k")).toBe(`in ${table}`);
			expect(await again.keys(table)).toEqual(["k"]);
		}
		again.close();
	});

	it("has nothing where nothing was put", async () => {
		const store = await openStore(fresh());
		expect(await store.get("orders", "no")).toBeUndefined();
		expect(await store.keys("orders")).toEqual([]);
		await store.delete("orders", "no");
		store.close();
	});

	it("replaces and deletes", async () => {
		const store = await openStore(fresh());
		await store.put("orders", "k", "1");
		await store.put("orders", "k", "2");
		expect(await store.get("orders", "k")).toBe("2");
		await store.delete("orders", "k");
		expect(await store.get("orders", "k")).toBeUndefined();
		store.close();
	});

	it("puts and deletes several in several tables at once", async () => {
		const store = await openStore(fresh());
		await store.put("orders", "old", "1");
		await store.putAll([
			{ table: "orders", key: "new", value: "2" },
			{ table: "orders", key: "old", value: null },
			{ table: "evidence", key: "e", value: "3" },
		]);
		expect(await store.keys("orders")).toEqual(["new"]);
		expect(await store.get("evidence", "e")).toBe("3");
		store.close();
	});

	it("changes nothing at all when one of several cannot be stored", async () => {
		const store = await openStore(fresh());
		await store.put("trusted", "root", "before");
		await expect(
			store.putAll([
				{ table: "trusted", key: "root", value: "after" },
				// A value the database cannot clone stands for any failure in the middle.
				{ table: "evidence", key: "e", value: (() => {}) as unknown as string },
			]),
		).rejects.toMatchObject({ code: "storage" });
		expect(await store.get("trusted", "root")).toBe("before");
		expect(await store.get("evidence", "e")).toBeUndefined();
		store.close();
	});

	it("calls a failure of the database `storage`", async () => {
		const store = await openStore(fresh());
		store.close();
		for (const work of [
			() => store.get("orders", "k"),
			() => store.put("orders", "k", "v"),
			() => store.delete("orders", "k"),
			() => store.keys("orders"),
			() => store.putAll([{ table: "orders", key: "k", value: "v" }]),
		])
			await expect(work()).rejects.toMatchObject({ code: "storage" });
	});

	it("keeps what the first version wrote, and has the tables of this one", async () => {
		const name = fresh();
		const first = new Dexie(name);
		first
			.version(1)
			.stores(
				Object.fromEntries(
					[
						"evidence",
						"trusted",
						"vault",
						"orders",
						"receipts",
						"settings",
						"sites",
					].map((table) => [table, "key"]),
				),
			);
		await first.open();
		await first.table("orders").put({ key: "one", value: "kept" });
		first.close();
		const store = await openStore(name);
		expect(await store.get("orders", "one")).toBe("kept");
		await store.put("exits", "two", "new");
		expect(await store.get("exits", "two")).toBe("new");
		store.close();
	});

	it("refuses a database that a newer Sextant wrote", async () => {
		const name = fresh();
		const newer = new Dexie(name);
		newer.version(3).stores({ orders: "key", more: "key" });
		await newer.open();
		newer.close();
		await expect(openStore(name)).rejects.toMatchObject({
			code: "storage",
			detail: expect.stringContaining("newer"),
		});
	});

	it("keeps what two writers put at the same time", async () => {
		const store = await openStore(fresh());
		await Promise.all(
			Array.from({ length: 50 }, (_, i) =>
				store.put("evidence", `k${i}`, String(i)),
			),
		);
		expect(await store.keys("evidence")).toHaveLength(50);
		store.close();
	});
});
