// A row on disk that does not decode, of a newer release or damaged: it stops nothing, stays where it is, and is told of.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Table } from "../../src/source/ports.ts";
import {
	beginToy,
	chainId,
	type ExitStage,
	openExitStage,
	sayYes,
} from "./exits/stage.ts";
import {
	codeOf,
	copyDisk,
	type Disk,
	isProved,
	newDisk,
	openWallet,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "./wallet.ts";

let scene: ExitStage;
let before: Disk;
beforeAll(async () => {
	scene = await openExitStage();
	before = newDisk();
	const wallet = await scene.setUp(before);
	await untilTrue(scene.stage, () => isProved(wallet), "a balance");
	await beginToy(scene, wallet);
	await untilTrue(
		scene.stage,
		async () => (await before.store.keys("liveness")).length > 0,
		"a look at the rollup on disk",
	);
	wallet.kill();
}, 120_000);
afterAll(async () => {
	await scene?.stage.world.stop();
});

const lines = async (wallet: Wallet): Promise<string> =>
	(await wallet.ui("diagnostics.get", undefined)).lines.join("\n");

/** What lies under the key is damaged; without one, under the first key there is, or under a new one. */
const damaged = async (
	table: Table,
	wanted?: string,
): Promise<{ readonly disk: Disk; readonly key: string }> => {
	const disk = await copyDisk(before);
	const [first = "one"] = await disk.store.keys(table);
	const key = wanted ?? first;
	await disk.store.put(table, key, "{}");
	return { disk, key };
};

describe("a row that does not decode never keeps the wallet from starting, is kept, and told of", () => {
	test.each([
		["orders", "one", "order one"],
		["exits", "one", "exit one"],
		["escrow", "one", "evidence one"],
		["sites", "https://a.example", "site https://a.example"],
		["vault", "vault", "vault"],
	] as const)("in %s", async (table, wanted, says) => {
		const { disk, key } = await damaged(table, wanted);
		const wallet = await openWallet(scene.stage, disk);
		expect((await wallet.view()).network?.name).toBe("made");
		await wallet.ui("site.list", undefined);
		expect(await lines(wallet)).toContain(says);
		expect(await disk.store.get(table, key)).toBe("{}");
		wallet.kill();
	});

	test("in trusted: a checkpoint has to be accepted again", async () => {
		const { disk } = await damaged("trusted", "made");
		const wallet = await openWallet(scene.stage, disk);
		expect((await wallet.view()).setup).toBe("checkpoint");
		expect(await lines(wallet)).toContain("trusted root");
		wallet.kill();
	});

	test("in settings: nothing is chosen, and what was there lies aside", async () => {
		const { disk } = await damaged("settings", "settings");
		const wallet = await openWallet(scene.stage, disk);
		expect((await wallet.view()).setup).toBe("network");
		expect(await lines(wallet)).toContain("settings");
		await wallet.ui("network.import", { file: scene.stage.file });
		expect(await disk.store.get("settings", "settings.unread")).toBe("{}");
		wallet.kill();
		const again = await openWallet(scene.stage, disk);
		expect((await again.view()).setup).toBe("network");
		expect(await lines(again)).toBe("");
		again.kill();
	});

	test.each([
		["vault", "anchors"],
		["evidence", "anchors.made"],
		["evidence", "sync.made"],
		["settings", `rollup-keys.${chainId}`],
		["liveness", undefined],
		["receipts", undefined],
	] as const)(
		"in %s: %s, which is made or asked for anew",
		async (table, wanted) => {
			const { disk } = await damaged(table, wanted);
			const wallet = await openWallet(scene.stage, disk);
			expect((await wallet.view()).setup).toBe("done");
			wallet.kill();
		},
	);
});

test("a site whose row does not decode is blocked until the person says otherwise", async () => {
	const origin = "https://a.example";
	const { disk } = await damaged("sites", origin);
	const wallet = await openWallet(scene.stage, disk);
	expect(await wallet.ui("site.list", undefined)).toMatchObject([
		{ origin, blocked: true, accounts: [] },
	]);
	expect(await codeOf(wallet.site(origin).ask("eth_requestAccounts"))).toBe(
		"site-blocked",
	);
	expect(await disk.store.get("sites", origin)).toBe("{}");
	await wallet.ui("site.unblock", { origin });
	expect(await wallet.ui("site.list", undefined)).toEqual([]);
	wallet.kill();
});

test("nothing is written over a signed order that does not decode, and the nonce of the next one is the proved one", async () => {
	const disk = await copyDisk(before);
	const first = await openWallet(scene.stage, disk);
	await untilTrue(scene.stage, () => isProved(first), "a balance");
	const send = (wallet: Wallet, id: string) =>
		whileSlotsPass(
			scene.stage,
			wallet.ui("order.prepare", {
				id,
				chainId: scene.stage.world.network.chainId,
				to: `0x${"b0".repeat(20)}`,
				valueWei: "1",
			}),
		);
	const { nonce } = await send(first, "mine");
	await sayYes(first, "mine");
	await untilTrue(
		scene.stage,
		async () => (await first.ui("order.get", { id: "mine" })).state === "final",
		"it is final",
	);
	first.kill();
	const row = `${await disk.store.get("orders", "mine")}`.replace(
		'"state":"',
		'"state":"newly-',
	);
	await disk.store.put("orders", "mine", row);
	const again = await openWallet(scene.stage, disk);
	await untilTrue(scene.stage, () => isProved(again), "a balance");
	expect((await again.view()).orders).toEqual([]);
	expect(await codeOf(send(again, "mine"))).toBe("bad-file");
	expect((await send(again, "next")).nonce).toBe(nonce + 1);
	expect(await disk.store.get("orders", "mine")).toBe(row);
	again.kill();
});
