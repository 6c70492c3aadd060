// Exits joined with the engine: a journey from its first click to its end over a small true L1, with every endpoint of the
// rollup missing.

import { afterAll, beforeAll, expect, test } from "vitest";
import { Fault } from "../../../src/base/fault.ts";
import { decodeSigned } from "../../../src/evidence/transaction.ts";
import { wayOf } from "../../../src/exit/way.ts";
import { toyModule } from "../../exit/toy.ts";
import { said } from "../../said.ts";
import {
	codeOf,
	type Disk,
	isProved,
	me,
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
	untilExit,
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

const begin = (id: string, amount: string | null = "1000") =>
	whileSlotsPass(
		scene.stage,
		wallet.ui("exit.begin", {
			id,
			chainId,
			way: "toy",
			token: null,
			amount,
			begun: null,
		}),
	);
const step = (id: string, stage: string) =>
	whileSlotsPass(scene.stage, wallet.ui("exit.step", { id, stage }));

test("offers the ways out for the chosen account, and none out of a chain that is not known", async () => {
	const ways = await whileSlotsPass(
		scene.stage,
		wallet.ui("exit.ways", { chainId }),
	);
	expect(ways).toMatchObject([{ way: "toy", isOpen: true, fault: null }]);
	expect(await codeOf(wallet.ui("exit.ways", { chainId: 7 }))).toBe(
		"unknown-chain",
	);
});

test("gives the way a transaction that was signed elsewhere, and none where nobody signed one", async () => {
	const { plan } = scene;
	const asked = {
		chainId,
		way: "toy",
		token: null,
		amount: null,
		begun: `0x${"5a".repeat(32)}`,
	} as const;
	const beginWith = (signed: { readonly signed?: `0x${string}` }, id: string) =>
		whileSlotsPass(
			scene.stage,
			wallet.ui("exit.begin", { ...asked, ...signed, id }),
		);
	await beginWith({ signed: "0x02c0" }, "signed");
	expect(plan.signed).toBe("0x02c0");
	await beginWith({}, "unsigned");
	expect(plan.signed).toBeNull();
	for (const id of ["signed", "unsigned"])
		await wallet.ui("exit.forget", { id });
});

test("begins one journey for one id, however often it is asked", async () => {
	const first = await begin("a");
	expect(first).toMatchObject({
		id: "a",
		account: me,
		amount: "1000",
		outcome: "under-way",
		click: { stage: "knock" },
		drill: false,
		saved: false,
	});
	expect((await begin("a")).startedMs).toBe(first.startedMs);
	expect(await codeOf(begin("a", "2000"))).toBe("bad-params");
	expect((await wallet.view()).exits.journeys).toHaveLength(1);
});

test("refuses a step that is not the next one, and one of an exit that is not here", async () => {
	expect(await codeOf(step("a", "enter"))).toBe("exit-not-now");
	expect(await codeOf(step("nobody", "knock"))).toBe("exit-unknown");
});

test("makes one order of a step, however often it is asked, and goes on when it is proved", async () => {
	const order = await step("a", "knock");
	expect(order).toMatchObject({
		state: "waiting",
		exit: { chainId, step: "reference-freeze" },
	});
	expect((await step("a", "knock")).id).toBe(order.id);
	expect(await sayYes(wallet, order.id)).toMatch(/^0x/);
	await untilExit(
		scene.stage,
		wallet,
		"a",
		({ click, stages }) =>
			click?.stage === "enter" && stages[0]?.state === "done",
		"the first step is proved",
	);
	const view = await exitOf(wallet, "a");
	expect(view?.stages[0]).toMatchObject({ state: "done", order: order.id });
	expect(view?.stages[0]?.seenMs).toBeGreaterThan(0);
	expect(BigInt(view?.stages[0]?.costWei ?? 0)).toBeGreaterThan(0n);
});

test("tells the person once of the next click, and not of the one they saw when they began", async () => {
	await scene.stage.world.advance(3);
	const told = scene.stage.alerts.map(({ id }) => id);
	expect(told.filter((id) => id.startsWith("exit a"))).toEqual([
		"exit a enter",
	]);
});

test("makes another order after the person said no, and none while one is on its way", async () => {
	const refused = await step("a", "enter");
	await wallet.keys("approval.decide", { id: refused.id, yes: false });
	await untilTrue(
		scene.stage,
		async () =>
			(await wallet.ui("order.get", { id: refused.id })).state === "refused",
		"the refusal",
	);
	const second = await step("a", "enter");
	expect(second.id).not.toBe(refused.id);
	// what was signed before may be sent again at any time
	const sent = new Set(scene.stage.sent);
	const [, again] = await Promise.all([
		sayYes(wallet, second.id),
		step("a", "enter"),
	]);
	expect(again.id).toBe(second.id);
	await untilExit(
		scene.stage,
		wallet,
		"a",
		({ outcome }) => outcome === "done",
		"the end",
	);
	const hashes = new Set(
		scene.stage.sent
			.filter((raw) => !sent.has(raw))
			.map((raw) => decodeSigned(raw).hash),
	);
	expect(hashes.size).toBe(1);
	expect((await exitOf(wallet, "a"))?.click).toBeNull();
	expect(scene.stage.alerts.map(({ id }) => id)).toContain("exit a done");
});

test("keeps evidence for its account while no journey needs it", async () => {
	await untilTrue(
		scene.stage,
		async () =>
			((await wallet.view()).exits.kept[0]?.items ?? []).some(({ name }) =>
				name.startsWith("count."),
			),
		"evidence",
	);
	expect((await wallet.view()).exits.kept[0]).toMatchObject({
		chainId,
		fault: null,
	});
});

test("shows where it was while it cannot look, with the reason, and goes on afterwards", async () => {
	await begin("b");
	scene.plan.fault = new Fault("unreachable", "nobody answers");
	await untilExit(
		scene.stage,
		wallet,
		"b",
		({ fault }) => fault?.code === "unreachable",
		"the fault",
	);
	const view = await exitOf(wallet, "b");
	expect(view?.stages.map(({ id }) => id)).toEqual(["knock", "enter"]);
	expect(await codeOf(step("b", "knock"))).toBe("unreachable");
	scene.plan.fault = null;
	await untilExit(
		scene.stage,
		wallet,
		"b",
		({ fault }) => fault === null,
		"the look that succeeds",
	);
});

test("is where it was after a restart, and tells nothing twice", async () => {
	const before = await exitOf(wallet, "b");
	const told = scene.stage.alerts.length;
	wallet.kill();
	wallet = await openWallet(scene.stage, disk);
	await untilExit(
		scene.stage,
		wallet,
		"b",
		({ stages }) => stages.length === 2,
		"the journey",
	);
	const after = await exitOf(wallet, "b");
	expect(after?.startedMs).toBe(before?.startedMs);
	expect(after?.click).toEqual(before?.click);
	await scene.stage.world.advance(4);
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(scene.stage.alerts.length).toBe(told);
});

test("signs no withdrawal on a rollup whose kind has no call for it", async () => {
	expect(
		await codeOf(wallet.ui("exit.leave", { id: "l", chainId, amount: "1" })),
	).toBe("unverifiable-method");
});

test("says of a journey whose way this release does not know that it is kept", async () => {
	const { ways } = scene.stage;
	wallet.kill();
	wallet = await openWallet({ ...scene.stage, ways: [] }, disk);
	await untilExit(scene.stage, wallet, "b", () => true, "the journey");
	const view = await exitOf(wallet, "b");
	expect(view?.fault?.code).toBe("exit-way");
	expect(said(view?.title)).toBe("Leave by the toy");
	expect(view?.stages).toEqual([]);
	expect(await codeOf(step("b", "knock"))).toBe("exit-way");
	wallet.kill();
	wallet = await openWallet({ ...scene.stage, ways: ways ?? [] }, disk);
	await untilExit(
		scene.stage,
		wallet,
		"b",
		({ click }) => click?.stage === "knock",
		"the journey goes on",
	);
});

test("rehearses with a small sum on a test network", async () => {
	await untilTrue(scene.stage, () => isProved(wallet), "a proved head");
	const rehearsal = await whileSlotsPass(
		scene.stage,
		wallet.ui("exit.drill", { id: "d", chainId, way: "toy" }),
	);
	expect(rehearsal).toMatchObject({ drill: true, amount: "1000000000000000" });
});

test("takes an exit off the list with the order that waited for it", async () => {
	const order = await step("d", "knock");
	await wallet.ui("exit.forget", { id: "d" });
	expect(await exitOf(wallet, "d")).toBeUndefined();
	expect(await codeOf(wallet.ui("order.get", { id: order.id }))).toBe(
		"order-unknown",
	);
});

test("rehearses a way that takes everything by the one made for that, which is no way out itself", async () => {
	const { plan, stage } = scene;
	const everything = toyModule(plan, "all");
	const small = toyModule(plan, "small");
	wallet.kill();
	wallet = await openWallet(
		{
			...stage,
			ways: [
				wayOf({
					...everything,
					offer: async (account, context) => ({
						...(await everything.offer(account, context)),
						takes: "everything",
					}),
				}),
				wayOf({ ...small, rehearses: { way: "all", words: "In small." } }),
			],
		},
		disk,
	);
	await untilTrue(stage, () => isProved(wallet), "a proved head");
	const ways = await whileSlotsPass(stage, wallet.ui("exit.ways", { chainId }));
	expect(ways).toMatchObject([{ way: "all", rehearsal: "In small." }]);
	const ask = (way: string) =>
		whileSlotsPass(stage, wallet.ui("exit.drill", { id: "e", chainId, way }));
	const rehearsal = await ask("all");
	expect(rehearsal).toMatchObject({
		way: "small",
		drill: true,
		amount: "1000000000000000",
	});
	expect((await ask("all")).startedMs).toBe(rehearsal.startedMs);
	expect(
		await codeOf(
			wallet.ui("exit.begin", {
				id: "f",
				chainId,
				way: "small",
				token: null,
				amount: "1000",
				begun: null,
			}),
		),
	).toBe("exit-drill");
	// what was made for the way that is rehearsed goes along in the rehearsal's file, once a look has made it
	const kept = async (): Promise<unknown> =>
		JSON.parse((await wallet.ui("exit.export", { id: "e" })).file).kept;
	const ticket = expect.arrayContaining([
		expect.objectContaining({ way: "all", name: "ticket" }),
	]);
	await untilTrue(
		stage,
		async () => JSON.stringify(await kept()).includes('"ticket"'),
		"evidence of a look",
	);
	expect(await kept()).toEqual(ticket);
});
