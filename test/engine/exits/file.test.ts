// An exit goes on elsewhere from its file, by what L1 says there; a file that was changed changes nothing.

import { afterAll, beforeAll, expect, test } from "vitest";
import { orderIdOf } from "../../../src/exit/journey.ts";
import { tables } from "../../../src/source/ports.ts";
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
import {
	chainId,
	type ExitStage,
	exitOf,
	knock,
	openExitStage,
	sayYes,
	untilExit,
} from "./stage.ts";

let scene: ExitStage;
let here: Wallet;
let there: Wallet;
let thereDisk: Disk;
let file: string;
let order: string;
beforeAll(async () => {
	scene = await openExitStage();
	here = await scene.setUp();
	thereDisk = newDisk();
	there = await scene.setUp(thereDisk);
	await untilTrue(scene.stage, () => isProved(here), "a balance");
	await untilTrue(scene.stage, () => isProved(there), "a balance there");
	order = await knock(scene, here);
	({ file } = await here.ui("exit.export", { id: "one" }));
}, 120_000);
afterAll(async () => {
	here?.kill();
	there?.kill();
	await scene?.stage.world.stop();
});

/** All that lies on the other device's disk, but for what its own looks write. */
const onDisk = async (): Promise<string> => {
	const rows: string[] = [];
	for (const table of tables.filter((one) =>
		["exits", "orders", "escrow"].includes(one),
	))
		for (const key of await thereDisk.store.keys(table))
			if (!key.includes("count."))
				rows.push(`${table} ${key} ${await thereDisk.store.get(table, key)}`);
	return rows.sort().join("\n");
};
const refused = async (
	change: (text: string) => string,
): Promise<string | null> => {
	const changed = change(file);
	expect(changed).not.toBe(file);
	return codeOf(there.ui("exit.import", { file: changed }));
};

test("says that its file is saved, until something changes", async () => {
	expect((await exitOf(here, "one"))?.saved).toBe(true);
});

test("takes nothing of a file that was changed, whatever it was", async () => {
	const before = await onDisk();
	expect(await refused((text) => text.slice(0, -2))).toBe("bad-file");
	// evidence that is no evidence
	expect(
		await refused((text) => text.replaceAll('"text":"toy ', '"text":"fake ')),
	).toBe("bad-file");
	// a signature of another order
	expect(
		await refused((text) =>
			text.replace(/\\"nonce\\\\\\":0|nonce\\\\\\":0/, (found) =>
				found.replace(":0", ":1"),
			),
		),
	).toBe("bad-file");
	// an order at another place than the one it was signed for
	expect(
		await refused((text) => text.replace('"attempt":0', '"attempt":1')),
	).toBe("bad-file");
	expect(
		await refused((text) => text.replace('"stage":"knock"', '"stage":"enter"')),
	).toBe("bad-file");
	// a state that the way does not read, a way that nobody knows
	expect(await refused((text) => text.replace('"base":', '"bass":'))).toBe(
		"bad-file",
	);
	expect(
		await refused((text) => text.replaceAll('"way":"toy"', '"way":"joy"')),
	).toBe("exit-way");
	expect(
		await refused((text) => text.replace('"network":"made"', '"network":"x"')),
	).toBe("exit-other");
	expect(
		await refused((text) =>
			text.replaceAll(/"account":"0x../g, '"account":"0x99'),
		),
	).toBe("exit-other");
	expect(await onDisk()).toBe(before);
	expect((await there.view()).exits.journeys).toEqual([]);
	expect((await there.view()).orders).toEqual([]);
});

test("refuses a plain transfer of the account as the order of a step, stores nothing of it, and sending goes on", async () => {
	const elsewhereDisk = newDisk();
	const elsewhere = await scene.setUp(elsewhereDisk);
	await untilTrue(scene.stage, () => isProved(elsewhere), "a balance");
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
	// signed by the account itself, and under the very id that a step of that exit would have
	const id = orderIdOf("one", "enter", 0);
	await send(elsewhere, id);
	await sayYes(elsewhere, id);
	// in a block by then, so that it takes no nonce from under a later order of another device
	await untilTrue(
		scene.stage,
		async () =>
			["included", "final"].includes(
				(await elsewhere.ui("order.get", { id })).state,
			),
		"it is in a block",
	);
	elsewhere.kill();
	const entry = await elsewhereDisk.store.get("orders", id);
	const whole = JSON.parse(file);
	const given = (stage: string, attempt: number) =>
		JSON.stringify({
			...whole,
			journey: {
				...whole.journey,
				orders: [...whole.journey.orders, { stage, attempt, entry }],
			},
		});
	const before = await onDisk();
	expect(
		await codeOf(
			there.ui("exit.import", { file: given("enter", 0) }).catch((thrown) => {
				expect(String(thrown)).toContain('is not the step "enter"');
				throw thrown;
			}),
		),
	).toBe("bad-file");
	expect(
		await codeOf(there.ui("exit.import", { file: given("knock", 1) })),
	).toBe("bad-file");
	expect(await onDisk()).toBe(before);
	expect((await there.view()).orders).toEqual([]);
	expect((await there.view()).exits.journeys).toEqual([]);
	// nothing stands in the way of an order of its own
	expect((await send(there, "own")).state).toBe("waiting");
	await there.ui("order.forget", { id: "own" });
	expect(await onDisk()).toBe(before);
});

test("takes no step for done by a file's word: L1 says where it is", async () => {
	// the file says that both steps are behind
	const boasting = file.replace(/"count":(\d+)/, (_, count) => {
		return `"count":${Number(count) + 1}`;
	});
	expect(boasting).not.toBe(file);
	scene.plan.slow = () => new Promise((resolve) => setTimeout(resolve, 400));
	const { journey } = await there.ui("exit.import", { file: boasting });
	expect(journey).toBe("one");
	const first = await exitOf(there, "one");
	expect(first?.stages).toEqual([]);
	expect(first?.click).toBeNull();
	expect(first?.fault?.code).toBe("not-anchored");
	scene.plan.slow = null;
	await untilExit(
		scene.stage,
		there,
		"one",
		({ stages }) => stages.length > 0,
		"a look of its own",
	);
	expect(await exitOf(there, "one")).toMatchObject({
		outcome: "under-way",
		stages: [{ state: "done" }, { state: "yours" }],
	});
});

test("follows there what was signed here, and makes no second order of it", async () => {
	await untilTrue(
		scene.stage,
		async () =>
			["included", "final"].includes(
				(await there.ui("order.get", { id: order })).state,
			),
		"the order is found on L1",
	);
	expect((await exitOf(there, "one"))?.stages[0]?.order).toBe(order);
	expect(
		await codeOf(
			whileSlotsPass(
				scene.stage,
				there.ui("exit.step", { id: "one", stage: "knock" }),
			),
		),
	).toBe(null);
	expect((await there.view()).orders).toHaveLength(1);
	// the same file again is nothing new
	const { says } = await there.ui("exit.import", { file });
	expect(says[0]?.code).toBe("import.exit.known");
	expect((await there.view()).exits.journeys).toHaveLength(1);
});

test("has a receipt of it where it was signed alone, and says so elsewhere", async () => {
	expect(await codeOf(there.ui("receipt.export", { id: order }))).toBe(
		"receipt-elsewhere",
	);
	const { file: receipt } = await here.ui("receipt.export", { id: order });
	expect(receipt).toContain('"format":"sextant-receipt-');
});

test("goes on to its end there, also after a restart", async () => {
	there.kill();
	there = await openWallet(scene.stage, thereDisk);
	await untilTrue(scene.stage, () => isProved(there), "a balance");
	const made = await whileSlotsPass(
		scene.stage,
		there.ui("exit.step", { id: "one", stage: "enter" }),
	);
	await sayYes(there, made.id);
	await untilExit(
		scene.stage,
		there,
		"one",
		({ outcome }) => outcome === "done",
		"the end",
	);
	// and the first device sees it done too, without an order of its own
	await untilExit(
		scene.stage,
		here,
		"one",
		({ outcome }) => outcome === "done",
		"the end here",
	);
	expect((await here.view()).orders).toHaveLength(1);
});

test("carries kept evidence without an exit, checked again", async () => {
	const { file: kept } = await here.ui("exit.keptExport", { chainId });
	const third = await scene.setUp();
	await untilTrue(scene.stage, () => isProved(third), "a balance");
	const { says, journey } = await third.ui("exit.import", { file: kept });
	expect(journey).toBeNull();
	expect(says[0]?.code).toBe("import.evidence.checked");
	expect(
		await codeOf(
			third.ui("exit.import", {
				file: kept.replace('"text":"toy ', '"text":"joy '),
			}),
		),
	).toBe("bad-file");
	third.kill();
});
