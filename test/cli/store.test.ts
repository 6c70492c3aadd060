// The folder of the command line: one process at a time, and rows that stay as new as they are.

import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderStore } from "../../src/cli/store.ts";

let place: string;
let count = 0;
const fresh = async (): Promise<string> => {
	const folder = join(place, String(++count));
	await mkdir(folder);
	return folder;
};
beforeAll(async () => {
	place = await mkdtemp(join(tmpdir(), "sextant-store-"));
});
afterAll(() => rm(place, { recursive: true }));

describe("the lock of a folder", () => {
	it("of a dead process goes to one of those that find it, and to no second one", async () => {
		for (let i = 0; i < 10; i++) {
			const folder = await fresh();
			await writeFile(join(folder, "lock"), "999999999");
			const all = await Promise.allSettled(
				Array.from({ length: 5 }, () => folderStore(folder)),
			);
			const open = all.filter(({ status }) => status === "fulfilled");
			expect(open).toHaveLength(1);
			expect(
				(await readdir(folder)).filter((name) => name.includes("lock")),
			).toEqual(["lock"]);
		}
	});

	it("that is there and names nobody yet lets no second process in", async () => {
		const folder = await fresh();
		await writeFile(join(folder, "lock"), "");
		await expect(folderStore(folder)).rejects.toThrow("does not name");
	});

	it("is free again after the folder was closed", async () => {
		const folder = await fresh();
		await (await folderStore(folder)).close();
		await (await folderStore(folder)).close();
		expect(await readdir(folder)).not.toContain("lock");
	});
});

describe("what was begun and failed", () => {
	it("never comes over a newer row at the next start", async () => {
		const folder = await fresh();
		const store = await folderStore(folder);
		const name = createHash("sha256").update("b").digest("hex");
		const blocked = join(folder, "orders", `${name}.json`);
		await mkdir(blocked);
		await expect(
			store.putAll([
				{ table: "orders", key: "a", value: "old" },
				{ table: "orders", key: "b", value: "old" },
			]),
		).rejects.toThrow("storage");
		// it goes first, and while it cannot nothing newer is taken
		await expect(store.put("orders", "a", "new")).rejects.toThrow("storage");
		await rm(blocked, { recursive: true });
		await store.put("orders", "a", "new");
		await store.close();
		const next = await folderStore(folder);
		expect(await next.get("orders", "a")).toBe("new");
		expect(await next.get("orders", "b")).toBe("old");
		await next.close();
	});

	it("is done by the next start where it could not be before the folder was closed", async () => {
		const folder = await fresh();
		const store = await folderStore(folder);
		const name = createHash("sha256").update("b").digest("hex");
		const blocked = join(folder, "orders", `${name}.json`);
		await mkdir(blocked);
		await expect(
			store.putAll([{ table: "orders", key: "b", value: "it" }]),
		).rejects.toThrow("storage");
		await store.close();
		await rm(blocked, { recursive: true });
		const next = await folderStore(folder);
		expect(await next.get("orders", "b")).toBe("it");
		await next.close();
	});
});
