// When nobody looks, the alarm does all of it: a look at each exit, evidence, how alive each rollup is, and what has to be told.

import { afterAll, beforeAll, expect, test } from "vitest";
import { said } from "../../said.ts";
import {
	type Disk,
	isProved,
	newDisk,
	openWallet,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "../wallet.ts";
import {
	chainId,
	type ExitStage,
	exitOf,
	openExitStage,
	sayYes,
} from "./stage.ts";

let scene: ExitStage;
let disk: Disk;
let wallet: Wallet;
beforeAll(async () => {
	scene = await openExitStage();
	disk = newDisk();
	wallet = await scene.setUp(disk);
	await untilTrue(scene.stage, () => isProved(wallet), "a balance");
});
afterAll(async () => {
	wallet?.kill();
	await scene?.stage.world.stop();
});

test("an alarm looks at exits and rollups, and tells what waits", async () => {
	await whileSlotsPass(
		scene.stage,
		wallet.ui("exit.begin", {
			id: "one",
			chainId,
			way: "toy",
			token: null,
			amount: "1",
			begun: null,
		}),
	);
	const { id } = await whileSlotsPass(
		scene.stage,
		wallet.ui("exit.step", { id: "one", stage: "knock" }),
	);
	// the screen is closed at the signature, and nothing looks from here on
	scene.plan.fault = null;
	await sayYes(wallet, id);
	await untilTrue(
		scene.stage,
		async () => (await wallet.ui("order.get", { id })).state === "final",
		"the order is final",
	);
	wallet.kill();
	scene.stage.alerts.splice(0);
	wallet = await openWallet(scene.stage, disk);
	wallet.leave();
	await scene.stage.world.advance(2);
	const looks = scene.plan.looks;
	await whileSlotsPass(scene.stage, wallet.nudge());
	await whileSlotsPass(scene.stage, wallet.nudge());
	expect(scene.plan.looks).toBeGreaterThan(looks);
	expect(await disk.store.keys("liveness")).toHaveLength(1);
	expect(await disk.store.keys("escrow")).not.toEqual([]);
	// told before or now, and never twice
	const stored = (await disk.store.get("exits", "one")) ?? "";
	expect(stored).toContain('"enter"');
	expect(
		scene.stage.alerts.filter(({ id: alert }) => alert === "exit one enter")
			.length,
	).toBeLessThanOrEqual(1);
}, 180_000);

test("an alarm lasts until the looks are done, also while an order of this account is under way", async () => {
	wallet.kill();
	wallet = await openWallet(scene.stage, disk);
	await untilTrue(scene.stage, () => isProved(wallet), "a head");
	const { id } = await whileSlotsPass(
		scene.stage,
		wallet.ui("exit.step", { id: "one", stage: "enter" }),
	);
	wallet.leave();
	const states = [];
	for (const key of await disk.store.keys("orders"))
		states.push((await disk.store.get("orders", key)) ?? "");
	expect(
		states.some(
			(entry) => entry.includes(id) && entry.includes('"state":"waiting"'),
		),
	).toBe(true);

	let under = 0;
	let done = 0;
	scene.plan.slow = async () => {
		under++;
		await new Promise((resolve) => setTimeout(resolve, 700));
		done++;
	};
	await scene.stage.world.advance();
	await wallet.nudge();
	expect(done).toBeGreaterThan(0);
	expect(done).toBe(under);
	scene.plan.slow = null;
	// the person decides on it another time
	wallet.kill();
	wallet = await openWallet(scene.stage, disk);
	await untilTrue(
		scene.stage,
		async () =>
			(await wallet.keys("approval.list", undefined)).some(
				(one) => one.id === id,
			),
		"the order is held",
	);
	await wallet.keys("approval.decide", { id, yes: false });
}, 120_000);

test("a final look at the rollup is shown, with what Ethereum does not show of it", async () => {
	wallet.kill();
	wallet = await openWallet(scene.stage, disk);
	await untilTrue(
		scene.stage,
		async () => (await wallet.view()).exits.liveness[0]?.asOfS !== null,
		"a look",
	);
	const { liveness } = (await wallet.view()).exits;
	expect(liveness).toHaveLength(1);
	expect(liveness[0]).toMatchObject({ chainId, title: scene.profile.title });
	expect(said(liveness[0]?.blind ?? undefined)).toMatch(/does not show/);
	expect(liveness[0]?.bars.length).toBeGreaterThan(0);
	expect((await exitOf(wallet, "one"))?.click?.stage).toBe("enter");
}, 120_000);

test("what a look keeps is as old as what L1 proved for it, whatever this clock says", async () => {
	const { world } = scene.stage;
	const ticket = async (): Promise<{ asOfS: number; keptMs: number }> => {
		for (const key of await disk.store.keys("escrow")) {
			const stored = (await disk.store.get("escrow", key)) ?? "";
			if (stored.includes('"name":"ticket"')) return JSON.parse(stored);
		}
		throw new Error("no ticket is kept");
	};
	const before = await ticket();
	world.silence(60);
	await untilTrue(
		scene.stage,
		async () => (await ticket()).asOfS > before.asOfS,
		"a look that keeps it again",
	);
	const { asOfS, keptMs } = await ticket();
	// no block carries the minute by which this clock went on
	expect(asOfS).toBeLessThan(keptMs / 1000 - 30);
	expect(asOfS).toBeLessThanOrEqual(
		(await wallet.view()).sync.optimistic?.timeS ?? 0,
	);
}, 120_000);
