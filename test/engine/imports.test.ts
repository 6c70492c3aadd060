// What the engine imports and follows of network files: of those that the signer accepted, and of no others.

import { describe, expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { acceptNetwork } from "../../src/cli/signer.ts";
import { memoryStore } from "../../src/cli/store.ts";
import {
	allNetworks,
	chosenNetwork,
	importedFiles,
	importedSource,
	openSettings,
	type Settings,
	withImport as withAccepted,
	withoutImport,
} from "../../src/engine/settings.ts";
import { decodeNetworkFile, networkHash } from "../../src/receipt/networks.ts";
import { webClock } from "../../src/web/clock.ts";
import { profile } from "../l2/reference/world.ts";
import { testNetwork } from "../receipt/world.ts";
import { refusedWith } from "../refused.ts";
import {
	codeOf as faultOf,
	newDisk,
	openWallet,
	password,
	phrase,
	type Stage,
	type Wallet,
} from "./wallet.ts";

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
const hashOf = (source: string) => networkHash(decodeNetworkFile(source));
/** The signer has accepted this file and all that were imported. */
const withImport = (was: Settings, source: string): Settings =>
	withAccepted(was, source, [
		...importedFiles(was).map(networkHash),
		hashOf(source),
	]);
describe("the engine", () => {
	test("never imports a file with a live chain id, or with an id or a title of a file that is there", async () => {
		const was = withImport(await open(), fileOf({}, [rollup]));
		for (const chainId of [1, 10, 56, 137, 8453, 42161])
			expect(
				refusedWith(() => withImport(was, fileOf({ ...toy, chainId }))),
			).toBe("bad-file");
		for (const part of [
			{ chainId: testNetwork.chainId },
			{ chainId: rollup.chainId },
			{ title: "Test" },
			{ title: "Sepolia" },
		])
			expect(
				refusedWith(() => withImport(was, fileOf({ ...toy, ...part }))),
			).toBe("network-refused");
		expect(
			refusedWith(() => withImport(was, fileOf({ name: "mainnet" }))),
		).toBe("network-refused");
		const now = withImport(was, fileOf(toy));
		expect(importedFiles(now).map(({ l1 }) => l1.name)).toEqual([
			"test",
			"toy",
		]);
		// one of the same name takes the place of the one before
		expect(importedFiles(withImport(now, fileOf())).length).toBe(2);
		const gone = withoutImport({ ...now, network: "toy" }, "toy");
		expect(gone.network).toBeNull();
		expect(refusedWith(() => importedSource(gone, "toy"))).toBe(
			"unknown-chain",
		);
		expect(importedSource(gone, "test")).toBe(fileOf({}, [rollup]));
	});

	test("never imports a file that the signer did not accept, whatever it accepted beside it", async () => {
		const was = withImport(await open(), fileOf());
		for (const accepted of [[], [hashOf(fileOf())]])
			expect(refusedWith(() => withAccepted(was, fileOf(toy), accepted))).toBe(
				"network-unconfirmed",
			);
		// nor another one of its name
		const other = hashOf(fileOf({ ...toy, secondsPerSlot: 6 }));
		expect(refusedWith(() => withAccepted(was, fileOf(toy), [other]))).toBe(
			"network-unconfirmed",
		);
	});

	test("never refuses a file for the sake of one that the signer did not accept: that one gives way", async () => {
		const never = fileOf({ ...toy, title: "Never accepted" });
		const before = withImport(withImport(await open(), fileOf()), never);
		const was = { ...before, network: "toy" };
		const file = fileOf({ ...toy, name: "toy2" });
		const accepted = [hashOf(fileOf()), hashOf(file)];
		const now = withAccepted(was, file, accepted);
		expect(importedFiles(now).map(({ l1 }) => l1.name)).toEqual([
			"test",
			"toy2",
		]);
		expect(chosenNetwork(now)).toBeUndefined();
		// what stands in nobody's way stays, accepted or not
		expect(importedFiles(withAccepted(was, file, [hashOf(file)]))).toHaveLength(
			2,
		);
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

describe("the engine beside a signer", () => {
	const unreachable = async (): Promise<never> => {
		throw new Fault("unreachable", "no network");
	};
	const stage = {
		clock: webClock,
		fetch: unreachable,
		precompiled: [],
	} as unknown as Stage;
	const open = async (imported: readonly string[] = []): Promise<Wallet> => {
		const disk = newDisk();
		const now = (await openSettings(disk.store)).now();
		await disk.store.put(
			"settings",
			"settings",
			JSON.stringify({ ...now, imported }),
		);
		return openWallet(stage, disk);
	};
	const names = async ({ ui }: Wallet) =>
		(await ui("network.list", undefined))
			.filter(({ imported }) => imported)
			.map(({ name }) => name);
	const first = fileOf(toy);
	const second = fileOf({ ...toy, name: "toy2", title: "Other toy" });

	test("never takes a file that the signer would refuse", async () => {
		const wallet = await open();
		expect(await faultOf(wallet.ui("network.import", { file: first }))).toBe(
			"network-unconfirmed",
		);
		await acceptNetwork(wallet.keys, first);
		// the engine has lost that one, and the other has its chain id
		expect(await faultOf(acceptNetwork(wallet.keys, second))).toBe(
			"network-refused",
		);
		expect(await faultOf(wallet.ui("network.import", { file: second }))).toBe(
			"network-unconfirmed",
		);
		expect(await names(wallet)).toEqual([]);
		await wallet.ui("network.import", { file: first });
		expect(await names(wallet)).toEqual(["toy"]);
		wallet.kill();
	});

	test("never refuses a file that the signer accepted", async () => {
		const wallet = await open([first]);
		expect(await names(wallet)).toEqual(["toy"]);
		await acceptNetwork(wallet.keys, second);
		await wallet.ui("network.import", { file: second });
		expect(await names(wallet)).toEqual(["toy2"]);
		wallet.kill();
	});

	test("never imports while what the signer accepted is sealed", async () => {
		const wallet = await open();
		await acceptNetwork(wallet.keys, first);
		await wallet.keys("keys.create", { phrase, password });
		await wallet.keys("keys.lock", undefined);
		expect(await faultOf(wallet.ui("network.import", { file: first }))).toBe(
			"locked",
		);
		await wallet.keys("keys.unlock", { password });
		await wallet.ui("network.import", { file: first });
		expect(await names(wallet)).toEqual(["toy"]);
		wallet.kill();
	});
});
