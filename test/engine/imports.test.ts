// What the engine imports and follows of network files. What may be signed by them, the signer decides by its own.

import { describe, expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import {
	allNetworks,
	chosenNetwork,
	importedFiles,
	importedSource,
	openSettings,
	type Settings,
	withImport,
	withoutImport,
} from "../../src/engine/settings.ts";
import { profile } from "../l2/reference-world.ts";
import { testNetwork } from "../receipt/world.ts";

const fileOf = (l1: object = {}, rollups: readonly object[] = []): string =>
	JSON.stringify({
		format: "sextant-network-1",
		l1: { ...testNetwork, ...l1 },
		rollups,
	});
const rollup = { ...profile, l1: "test", l1ChainId: testNetwork.chainId };
const toy = { name: "toy", title: "Toy", chainId: 77_001 };
const open = async (): Promise<Settings> =>
	(await openSettings(memoryStore())).now();
const codeOf = (work: () => unknown): string => {
	try {
		work();
		return "none";
	} catch (thrown) {
		return thrown instanceof Fault ? thrown.code : String(thrown);
	}
};

describe("the engine", () => {
	test("never imports a file with a live chain id, or with an id or a title of a file that is there", async () => {
		const was = withImport(await open(), fileOf({}, [rollup]));
		for (const chainId of [1, 10, 56, 137, 8453, 42161])
			expect(codeOf(() => withImport(was, fileOf({ ...toy, chainId })))).toBe(
				"bad-file",
			);
		for (const part of [
			{ chainId: testNetwork.chainId },
			{ chainId: rollup.chainId },
			{ title: "Test" },
			{ title: "Sepolia" },
		])
			expect(codeOf(() => withImport(was, fileOf({ ...toy, ...part })))).toBe(
				"network-refused",
			);
		expect(codeOf(() => withImport(was, fileOf({ name: "mainnet" })))).toBe(
			"network-refused",
		);
		const now = withImport(was, fileOf(toy));
		expect(importedFiles(now).map(({ l1 }) => l1.name)).toEqual([
			"test",
			"toy",
		]);
		// one of the same name takes the place of the one before
		expect(importedFiles(withImport(now, fileOf())).length).toBe(2);
		const gone = withoutImport({ ...now, network: "toy" }, "toy");
		expect(gone.network).toBeNull();
		expect(codeOf(() => importedSource(gone, "toy"))).toBe("unknown-chain");
		expect(importedSource(gone, "test")).toBe(fileOf({}, [rollup]));
	});

	test("never is full of what this release cannot read", async () => {
		const old = Array.from({ length: 32 }, (_, i) =>
			fileOf({ ...toy, name: `toy${i}`, chainId: 8453 }),
		);
		const now = withImport({ ...(await open()), imported: old }, fileOf());
		expect(importedFiles(now).map(({ l1 }) => l1.name)).toEqual(["test"]);
		expect(now.imported).toHaveLength(1);
	});

	test("never ends for what an earlier release imported and this one refuses: it is passed over", async () => {
		const store = memoryStore();
		const stored = {
			...(await open()),
			network: "toy",
			imported: [fileOf({ ...toy, chainId: 8453 }), fileOf()],
		};
		await store.put("settings", "settings", JSON.stringify(stored));
		const book = await openSettings(store);
		expect(importedFiles(book.now()).map(({ l1 }) => l1.name)).toEqual([
			"test",
		]);
		expect(chosenNetwork(book.now())).toBeUndefined();
		expect(
			allNetworks(book.now()).map(({ network }) => network.name),
		).toContain("test");
		await book.change((was) => withImport(was, fileOf({ secondsPerSlot: 6 })));
		expect(importedFiles(book.now())).toHaveLength(1);
	});
});
