// Every endpoint falls silent, comes back, and the engine is killed in between: what the view says of it, and how soon.

import { afterAll, beforeAll, expect, test } from "vitest";
import { totals } from "../../extension/ui/popup/totals.ts";
import { Fault } from "../../src/base/fault.ts";
import {
	beaconUrl,
	codeOf,
	executionUrl,
	me,
	newDisk,
	openStage,
	openWallet,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
} from "./wallet.ts";

let stage: Stage;
let wallet: Wallet;
const disk = newDisk();
const gone = new Set<"beacon" | "execution">();
/** A beacon that sends what is no answer. */
const liarUrl = "https://liar.example";
/** Questions to beacons that found nobody. */
let vain = 0;

beforeAll(async () => {
	const made = await openStage();
	stage = {
		...made,
		// ages and pauses by the world's clock, so that a slot is a slot
		clock: { ...made.clock, ticksMs: () => made.world.nowMs() },
		fetch: async (request) => {
			if (request.url.startsWith(liarUrl))
				return { status: 200, headers: {}, bytes: new Uint8Array([1]) };
			const role = request.url.startsWith(beaconUrl) ? "beacon" : "execution";
			if (gone.has(role)) {
				if (role === "beacon") vain++;
				throw new Fault("unreachable", "cut off");
			}
			return made.fetch(request);
		},
	};
	wallet = await setUp(stage, disk);
	await untilTrue(
		stage,
		async () => (await wallet.view()).chains[0]?.balances[0]?.amount !== null,
		"a balance",
	);
}, 60_000);
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

/** Rounds go by, the world stands still. */
const rounds = async (holds: () => Promise<boolean>): Promise<void> => {
	for (let looks = 0; looks < 400; looks++) {
		if (await holds()) return;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	throw new Error("never");
};

test("a wallet whose endpoints answer calls nobody silent", async () => {
	expect((await wallet.view()).silent).toBe(undefined);
});

test("never looks well while nobody answers: it says who and since when, and keeps the number with its age", async () => {
	const before = (await wallet.view()).chains[0]?.balances[0];
	gone.add("beacon");
	const goneMs = stage.world.nowMs();
	await stage.world.advance(5);
	await rounds(async () => (await wallet.view()).silent !== undefined);
	const now = await wallet.view();
	expect(now.silent?.who).toBe("beacon");
	expect(now.silent?.sinceMs).toBeLessThanOrEqual(goneMs);
	expect(now.chains[0]?.balances[0]?.amount).toBe(before?.amount);
	expect(now.chains[0]?.balances[0]?.grade).not.toBe(null);
});

test("refuses an order on what is old by then, every time the same", async () => {
	await stage.world.advance(80);
	for (const id of ["one", "two"])
		expect(
			await codeOf(
				wallet.ui("order.prepare", {
					id,
					chainId: stage.world.network.chainId,
					to: me,
					valueWei: "1",
				}),
			),
		).toBe("stale-head");
	expect((await wallet.view()).orders).toEqual([]);
	expect((await wallet.view()).sync.stale).toBe(true);
});

test("asks again at the person's word, however long the pause would have been", async () => {
	await rounds(async () => vain > 0);
	const before = vain;
	await wallet.ui("sync.retry", undefined);
	expect(vain).toBeGreaterThan(before);
	gone.delete("beacon");
	await wallet.ui("sync.retry", undefined);
	const now = await wallet.view();
	expect(now.silent).toBe(undefined);
	expect(now.sync.stale).toBe(false);
});

test("recovers within a slot by itself, after a silence of ten minutes", async () => {
	gone.add("beacon");
	await stage.world.advance(100);
	await rounds(async () => (await wallet.view()).silent !== undefined);
	gone.delete("beacon");
	// one slot with its block: no more
	await stage.world.advance(1);
	await rounds(async () => {
		const { silent, sync } = await wallet.view();
		return silent === undefined && sync.stale === false;
	});
}, 30_000);

test("never takes one that lied, and is asked no more, for somebody who answers", async () => {
	const { chainId } = stage.world.network;
	await wallet.ui("endpoints.set", {
		chainId,
		beacon: [
			{ name: "beacon", url: beaconUrl },
			{ name: "liar", url: liarUrl },
		],
		execution: [{ name: "node", url: executionUrl }],
		relay: [],
	});
	await untilTrue(
		stage,
		async () =>
			(await wallet.view()).endpoints.some(
				({ name, state }) => name === "liar" && state === "put-aside",
			),
		"the liar set aside",
	);
	gone.add("beacon");
	await stage.world.advance(5);
	await rounds(async () => (await wallet.view()).silent?.who === "beacon");
	gone.delete("beacon");
	await stage.world.advance(1);
	await rounds(async () => (await wallet.view()).silent === undefined);
}, 60_000);

test("shows after a restart what was known last, not proved, and no site or order gets it", async () => {
	await rounds(
		async () =>
			(await wallet.view()).chains[0]?.balances[0]?.amount !== null &&
			(await disk.store.keys("settings")).some((key) =>
				key.startsWith("lastKnown."),
			),
	);
	const was = (await wallet.view()).chains[0]?.balances[0];
	const sum = async () => totals((await wallet.view()).chains)[0]?.amount;
	const sumBefore = (await sum()) ?? 0n;
	/** What the first screen's sum was at each look since. */
	const sums: (bigint | null | undefined)[] = [];
	wallet.kill();
	gone.add("beacon").add("execution");
	wallet = await openWallet(stage, disk);
	sums.push(await sum());
	const [balance] = (await wallet.view()).chains[0]?.balances ?? [];
	expect(balance).toMatchObject({
		amount: null,
		trailId: null,
		grade: null,
		lastKnown: { amount: was?.amount },
	});
	expect(balance?.lastKnown?.asOfS).toBeGreaterThan(0);
	expect(
		await codeOf(
			wallet.ui("order.prepare", {
				id: "three",
				chainId: stage.world.network.chainId,
				to: me,
				valueWei: "1",
			}),
		),
	).not.toBe(null);
	await stage.world.advance(5);
	await rounds(async () => {
		sums.push(await sum());
		return (await wallet.view()).silent !== undefined;
	});
	gone.clear();
	await untilTrue(
		stage,
		async () => {
			sums.push(await sum());
			return (await wallet.view()).chains[0]?.balances[0]?.amount !== null;
		},
		"a balance again",
	);
	// it never fell, not for one look
	expect(sumBefore).toBeGreaterThan(0n);
	expect(new Set([...sums, await sum()])).toEqual(new Set([sumBefore]));
	expect((await wallet.view()).chains[0]?.balances[0]?.lastKnown).toBe(
		undefined,
	);
}, 60_000);
