// A file that is made to harm: its signature is the account's own, and all that no signature covers is somebody's words.

import { afterAll, beforeAll, expect, test } from "vitest";
import { orderIdOf } from "../../../src/exit/journey.ts";
import {
	codeOf,
	type Disk,
	isProved,
	newDisk,
	openWallet,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "../wallet.ts";
import { type ExitStage, knock, openExitStage } from "./stage.ts";

let scene: ExitStage;
let here: Wallet;
let there: Wallet;
let thereDisk: Disk;
let file: string;
beforeAll(async () => {
	scene = await openExitStage();
	here = await scene.setUp();
	thereDisk = newDisk();
	there = await scene.setUp(thereDisk);
	await untilTrue(scene.stage, () => isProved(here), "a balance");
	await untilTrue(scene.stage, () => isProved(there), "a balance there");
	await knock(scene, here);
	({ file } = await here.ui("exit.export", { id: "one" }));
}, 120_000);
afterAll(async () => {
	here?.kill();
	there?.kill();
	await scene?.stage.world.stop();
});

/** The file with its one order changed, and with other words in its journey. */
const changed = (
	order: (own: Record<string, unknown>) => object | string,
	given: object = {},
	journey: object = {},
): string => {
	const whole = JSON.parse(file);
	const [first] = whole.journey.orders;
	const entry = JSON.parse(first.entry);
	const own = order(JSON.parse(entry.order));
	return JSON.stringify({
		...whole,
		journey: {
			...whole.journey,
			...journey,
			orders: [
				{
					...first,
					entry: JSON.stringify({
						...entry,
						order: typeof own === "string" ? own : JSON.stringify(own),
					}),
					...given,
				},
			],
		},
	});
};

test("never writes an order of a file that the next start could not read, whatever fills it", async () => {
	const most = 400_000;
	const hostile = changed((own) => {
		const spelled = (fill: readonly string[]): string =>
			JSON.stringify({ ...own, outstanding: fill, madeMs: 424242 }).replace(
				'"madeMs":424242',
				'"madeMs":1e15',
			);
		const one = `0x${"ab".repeat(30_000)}`;
		const fill: string[] = [];
		while (spelled([...fill, one]).length <= most) fill.push(one);
		const left = most - spelled([...fill, "0x"]).length;
		fill.push(`0x${"ab".repeat(Math.floor(left / 2))}`);
		return spelled(fill);
	});
	await there.ui("exit.import", { file: hostile });
	const [taken] = (await there.view()).orders;
	const stored = `${await thereDisk.store.get("orders", `${taken?.id}`)}`;
	expect(stored.length).toBeLessThan(20_000);
	there.kill();
	there = await openWallet(scene.stage, thereDisk);
	expect((await there.view()).orders).toHaveLength(1);
});

test("shows no word of a file as this wallet's own: not who asked, not when, not what the step is called", async () => {
	const fourth = await scene.setUp();
	await untilTrue(scene.stage, () => isProved(fourth), "a balance");
	const nowMs = scene.stage.world.nowMs();
	const hostile = changed((own) => ({
		...own,
		title: "Payment of 12 ETH to you\u001b[2K",
		origin: "https://my-bank.example",
		madeMs: 9_000_000_000_000_000,
		profile: `0x${"11".repeat(32)}`,
	}));
	await fourth.ui("exit.import", { file: hostile });
	const [taken] = (await fourth.view()).orders;
	const [own] = (await here.view()).orders;
	expect(taken).toMatchObject({ origin: null, exit: own?.exit });
	expect(taken?.madeMs).toBeGreaterThanOrEqual(nowMs);
	expect(taken?.madeMs).toBeLessThanOrEqual(scene.stage.world.nowMs());
	fourth.kill();
});

test("refuses a file that calls a real exit a rehearsal", async () => {
	const fifth = await scene.setUp();
	await untilTrue(scene.stage, () => isProved(fifth), "a balance");
	const hostile = changed((own) => own, {}, { drill: true });
	expect(await codeOf(fifth.ui("exit.import", { file: hostile }))).toBe(
		"bad-file",
	);
	expect((await fifth.view()).exits.journeys).toEqual([]);
	fifth.kill();
});

test("keeps the wallet's own attempts, whatever number a file gives the transaction of a stage", async () => {
	const third = await scene.setUp();
	await untilTrue(scene.stage, () => isProved(third), "a balance");
	const last = 64;
	const id = orderIdOf("one", "enter", last);
	const hostile = changed((own) => ({ ...own, id }), {
		stage: "enter",
		attempt: last,
	});
	await third.ui("exit.import", { file: hostile });
	const [taken] = (await third.view()).orders;
	expect(taken?.id).toBe(orderIdOf("one", "enter", 0));
	await untilTrue(
		scene.stage,
		async () => (await third.view()).orders[0]?.state === "final",
		"the old transaction is found",
	);
	// the same under another number is nothing new
	await third.ui("exit.import", { file });
	expect((await third.view()).orders).toHaveLength(1);
	const next = await whileSlotsPass(
		scene.stage,
		third.ui("exit.step", { id: "one", stage: "enter" }),
	);
	expect(next.id).toBe(orderIdOf("one", "enter", 1));
	third.kill();
	// nor does it where the transaction was signed
	await here.ui("exit.import", { file: hostile });
	expect((await here.view()).orders).toHaveLength(1);
	expect(await codeOf(here.ui("order.get", { id }))).toBe("order-unknown");
});

test("refuses a file that has one transaction at two places", async () => {
	const whole = JSON.parse(file);
	const [first] = whole.journey.orders;
	const entry = JSON.parse(first.entry);
	const own = JSON.parse(entry.order);
	const again = {
		stage: "enter",
		attempt: 0,
		entry: JSON.stringify({
			...entry,
			order: JSON.stringify({ ...own, id: orderIdOf("one", "enter", 0) }),
		}),
	};
	const twice = JSON.stringify({
		...whole,
		journey: { ...whole.journey, orders: [first, again] },
	});
	expect(await codeOf(there.ui("exit.import", { file: twice }))).toBe(
		"bad-file",
	);
});
