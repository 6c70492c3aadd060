// One site that keeps all its reads in flight, through the whole engine: what others get meanwhile, and who is blamed.

import { afterAll, beforeAll, expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { giveLeave } from "../decide.ts";
import {
	codeOf,
	isProved,
	me,
	newDisk,
	openStage,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "./wallet.ts";

/** Transactions that nobody ever answers about. */
const marked = (i: number): string =>
	`0x${"dead".repeat(15)}${`${i}`.padStart(4, "0")}`;

const mostAtOnce = 48;
let stage: Stage;
let wallet: Wallet;
const hung = new Set<() => void>();

const connected = async (origin: string) => {
	const site = wallet.site(origin);
	const asked = site.ask("eth_requestAccounts");
	await untilTrue(
		stage,
		async () =>
			(await wallet.view()).requests.some((one) => one.origin === origin),
		"a question",
	);
	const { requests } = await wallet.view();
	const request = requests.find((one) => one.origin === origin);
	if (request === undefined) throw new Error("no question");
	await giveLeave(wallet.ui, request);
	await asked;
	return site;
};

beforeAll(async () => {
	const world = await openStage();
	stage = {
		...world,
		fetch: (request) => {
			// as the Fetch port, which bears only so many at once
			if (hung.size >= mostAtOnce)
				return Promise.reject(new Fault("too-many", "all are under way"));
			if (!request.body?.includes("deaddeaddead")) return world.fetch(request);
			return new Promise((_, reject) => {
				const end = (): void => {
					hung.delete(end);
					reject(new Fault("cancelled", "stopped"));
				};
				hung.add(end);
				request.signal?.addEventListener("abort", end);
			});
		},
	};
	wallet = await setUp(stage, newDisk());
	await untilTrue(stage, () => isProved(wallet), "a balance");
});
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

test("one site's reads never keep another site's, the sync or a payment waiting, and no endpoint is blamed", async () => {
	const hostile = await connected("https://hostile.example");
	const other = await connected("https://other.example");
	const asks = Array.from({ length: 120 }, (_, i) =>
		codeOf(hostile.ask("eth_getTransactionReceipt", [marked(i)])),
	);
	await untilTrue(stage, async () => hung.size > 0, "reads in flight");

	const before = (await wallet.view()).sync.optimistic?.slot ?? 0;
	expect(
		await whileSlotsPass(stage, other.ask("eth_getBalance", [me, "latest"])),
	).toMatch(/^0x/);
	await untilTrue(
		stage,
		async () => ((await wallet.view()).sync.optimistic?.slot ?? 0) > before + 1,
		"newer heads",
	);
	const order = await whileSlotsPass(
		stage,
		wallet.ui("order.prepare", {
			id: "pay",
			chainId: stage.world.network.chainId,
			to: `0x${"22".repeat(20)}`,
			valueWei: "1",
		}),
	);
	expect(order.state).toBe("waiting");
	const { endpoints } = await wallet.view();
	expect(endpoints.length).toBeGreaterThan(1);
	for (const { state, fault } of endpoints)
		expect([state, fault]).toEqual(["good", null]);

	// the tab is gone: nothing of it is under way, and nothing waits
	expect(hung.size).toBeGreaterThan(0);
	hostile.leave();
	await untilTrue(stage, async () => hung.size === 0, "an end");
	expect(asks.length).toBe(120);
});
