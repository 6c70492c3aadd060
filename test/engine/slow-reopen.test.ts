// What is followed begins anew with other accounts, and may take long to: whether they are on disk does not wait for it.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { Store } from "../../src/source/ports.ts";
import { giveLeave } from "../decide.ts";
import {
	beaconUrl,
	executionUrl,
	isProved,
	me,
	newDisk,
	openStage,
	openWallet,
	password,
	setUp,
	untilTrue,
	whileSlotsPass,
} from "./wallet.ts";

const other: Hex = `0x${"5e".repeat(20)}`;

test("an account that is on disk is never refused for a store, because what is followed is slow to begin", async () => {
	const stage = await openStage();
	const disk = newDisk();
	const first = await setUp(stage, disk);
	first.kill();
	let isSlow = false;
	const store: Store = {
		...disk.store,
		get: (table, key) =>
			isSlow && (table === "trusted" || table === "evidence")
				? new Promise(() => {})
				: disk.store.get(table, key),
	};
	const wallet = await openWallet(stage, disk, store);
	isSlow = true;
	const added = wallet.keys("keys.addWatch", { address: other });
	expect(await whileSlotsPass(stage, added)).toMatchObject({
		accounts: [me, other],
	});
	wallet.kill();
	await stage.world.stop();
}, 120_000);

const origin = "https://dapp.example";
const silence = new Fault("unreachable", "nobody is there");

/** A wallet that a site is connected to, with a balance that is proved. */
const openConnected = async () => {
	const stage = await openStage();
	const disk = newDisk();
	const wallet = await setUp(stage, disk);
	await untilTrue(stage, () => isProved(wallet), "a balance");
	const site = wallet.site(origin);
	const asked = site.ask("eth_requestAccounts");
	const question = async () => (await wallet.view()).requests[0];
	await untilTrue(
		stage,
		async () => (await question()) !== undefined,
		"a question",
	);
	const request = await question();
	if (request === undefined) throw new Error("it was there");
	await giveLeave(wallet.ui, request);
	await asked;
	const { chainId } = stage.world.network;
	const reopen = () =>
		wallet.ui("endpoints.set", {
			chainId,
			beacon: [{ name: "beacon", url: beaconUrl }],
			execution: [{ name: "node", url: executionUrl }],
			relay: [],
		});
	return { stage, disk, wallet, site, reopen };
};

describe("what a site asks in the second in which the chains are opened anew", () => {
	test("waits for their first header, and is answered", async () => {
		const { stage, wallet, site, reopen } = await openConnected();
		const again = reopen();
		const asked = [
			site.ask("eth_blockNumber"),
			site.ask("eth_getBalance", [me, "latest"]),
			site.ask("eth_call", [{ to: me }, "latest"]),
		];
		const answers = await whileSlotsPass(stage, Promise.all(asked));
		expect(answers.every((one) => typeof one === "string")).toBe(true);
		await again;
		wallet.kill();
		await stage.world.stop();
	}, 120_000);

	test("waits through several changes in a row", async () => {
		const { stage, wallet, site, reopen } = await openConnected();
		const first = reopen();
		const asked = site.ask("eth_blockNumber");
		const more = [first, reopen(), reopen()];
		expect(await whileSlotsPass(stage, asked)).toMatch(/^0x/);
		await Promise.all(more);
		wallet.kill();
		await stage.world.stop();
	}, 120_000);

	test("is refused once their first round says why there is no header", async () => {
		const { stage, disk, wallet } = await openConnected();
		wallet.kill();
		// the endpoints are gone, and with them what leads from the trusted root to a header
		await disk.store.delete("evidence", "sync.made");
		const gone = { ...stage, fetch: () => Promise.reject(silence) };
		const next = await openWallet(gone, disk);
		await next.keys("keys.unlock", { password });
		await expect(
			next.site(origin).ask("eth_blockNumber"),
		).rejects.toMatchObject({ code: "not-synced" });
		next.kill();
		await stage.world.stop();
	}, 120_000);
});

test("the view says that it is being opened, and what is set up stays what it was", async () => {
	const { stage, wallet, reopen } = await openConnected();
	const again = reopen();
	const seen: (boolean | undefined)[] = [];
	const look = async (): Promise<void> => {
		const { setup, opening } = await wallet.view();
		expect(setup).toBe("done");
		seen.push(opening);
	};
	await look();
	await again;
	await look();
	expect(seen.at(-1)).toBe(undefined);
	wallet.kill();
	await stage.world.stop();
}, 120_000);
