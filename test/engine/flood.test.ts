// A connected page that asks for a hundred balances in one breath, for a thousand, or for more proofs than go together: what
// the person, the sync and another site get meanwhile, who is blamed, and whether its places are free again afterwards.

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { whenAborted } from "../../src/base/abort.ts";
import { Fault } from "../../src/base/fault.ts";
import { faultJson, version } from "../../src/protocol/channel.ts";
import { toRpcError } from "../../src/protocol/eip1193.ts";
import { usualLanes } from "../../src/source/lanes.ts";
import { approve, giveLeave } from "../decide.ts";
import {
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

/** In each address that the flood alone asks about. */
const mark = "f100d".repeat(6);
const addressAt = (i: number): string =>
	`0x${mark}${i.toString(16).padStart(10, "0")}`;

/** EIP-1474: above a limit. */
const limitExceeded = -32005;

let stage: Stage;
let wallet: Wallet;

/** The node answers the flood when it is let, and all else at once. */
const gate = {
	isOpen: true,
	held: new Set<() => void>(),
	/** Exchanges of the flood under way, and the bytes that their answers may have; the most of both. */
	under: 0,
	bytes: 0,
	mostUnder: 0,
	mostBytes: 0,
	shut: () => {
		Object.assign(gate, { isOpen: false, mostUnder: 0, mostBytes: 0 });
	},
	open: () => {
		gate.isOpen = true;
		for (const go of gate.held) go();
		gate.held.clear();
	},
};

beforeAll(async () => {
	const world = await openStage();
	stage = {
		...world,
		fetch: async (request) => {
			if (!request.body?.includes(mark)) return world.fetch(request);
			gate.under++;
			gate.bytes += request.maxBytes;
			gate.mostUnder = Math.max(gate.mostUnder, gate.under);
			gate.mostBytes = Math.max(gate.mostBytes, gate.bytes);
			try {
				if (!gate.isOpen)
					await new Promise<void>((resolve, reject) => {
						gate.held.add(resolve);
						whenAborted(request.signal, () =>
							reject(new Fault("cancelled", "stopped")),
						);
					});
				return await world.fetch(request);
			} finally {
				gate.under--;
				gate.bytes -= request.maxBytes;
			}
		},
	};
	wallet = await setUp(stage, newDisk());
	await untilTrue(stage, () => isProved(wallet), "a balance");
});
afterEach(() => gate.open());
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

type Site = ReturnType<Wallet["site"]>;

const connected = async (origin: string): Promise<Site> => {
	const site = wallet.site(origin);
	const asked = site.ask("eth_requestAccounts");
	const request = async () =>
		(await wallet.view()).requests.find((one) => one.origin === origin);
	await untilTrue(
		stage,
		async () => (await request()) !== undefined,
		"a question",
	);
	const found = await request();
	if (found === undefined) throw new Error("no question");
	await giveLeave(wallet.ui, found);
	await asked;
	return site;
};

/** All of it in one breath. Each answer counts under "answered" or under the code of its error. */
const floodOf = (
	{ end }: Site,
	count: number,
	method: string,
	params: (i: number) => readonly unknown[],
) => {
	const waiting = new Set<string>();
	const got = new Map<string | number, number>();
	const session = crypto.randomUUID().slice(0, 8);
	const all = new Promise<void>((resolve) => {
		end.listen((message) => {
			const raw = message as {
				readonly id?: unknown;
				readonly fault?: unknown;
			};
			if (typeof raw.id !== "string" || !waiting.delete(raw.id)) return;
			const how =
				raw.fault === undefined
					? "answered"
					: toRpcError(faultJson(raw.fault, "fault").code, "", "").code;
			got.set(how, (got.get(how) ?? 0) + 1);
			if (waiting.size === 0) resolve();
		});
	});
	for (let i = 0; i < count; i++) {
		const id = `${session}-${i}`;
		waiting.add(id);
		end.send({ v: version, id, method, params: params(i) });
	}
	return { got, all };
};

const expectNoBlame = async (): Promise<void> => {
	const { endpoints } = await wallet.view();
	expect(endpoints.length).toBeGreaterThan(1);
	for (const { state, fault } of endpoints)
		expect([state, fault]).toEqual(["good", null]);
};

const newestSlot = async (): Promise<number> =>
	(await wallet.view()).sync.optimistic?.slot ?? 0;

describe("a page's flood of reads", () => {
	// one is on its way, and 512 may wait to go together
	test.each([
		[100, { answered: 100 }],
		[1_000, { answered: 513, [limitExceeded]: 487 }],
	])(
		"of %i balances holds up no payment, sync or other site, has nobody blamed, and gets an answer or a limit each",
		async (count, expected) => {
			const page = await connected(`https://flood-${count}.example`);
			const other = await connected(`https://other-${count}.example`);
			// what was asked before is at hand, and waits for nothing
			const first = 1_000 * count;
			gate.shut();
			const flood = floodOf(page, count, "eth_getBalance", (i) => [
				addressAt(first + i),
				"latest",
			]);
			await untilTrue(stage, async () => gate.under > 0, "reads in flight");

			// none of it is answered so far
			const began = { ms: stage.clock.nowMs(), slot: await newestSlot() };
			expect(
				await whileSlotsPass(
					stage,
					other.ask("eth_getBalance", [me, "latest"]),
				),
			).toMatch(/^0x/);
			const id = `pay-${count}`;
			const { chainId, secondsPerSlot } = stage.world.network;
			const order = await whileSlotsPass(
				stage,
				wallet.ui("order.prepare", {
					id,
					chainId,
					to: `0x${"22".repeat(20)}`,
					valueWei: "1",
				}),
			);
			expect(order.state).toBe("waiting");
			const sentBefore = stage.sent.length;
			expect((await approve(wallet.keys, id)).hash).not.toBeNull();
			await untilTrue(
				stage,
				async () => stage.sent.length > sentBefore,
				"a payment on its way",
			);
			const tookMs = stage.clock.nowMs() - began.ms;
			expect(tookMs).toBeLessThanOrEqual(4 * 1_000 * secondsPerSlot);
			await untilTrue(
				stage,
				async () => (await newestSlot()) > began.slot + 1,
				"newer heads",
			);
			expect(flood.got.get("answered")).toBeUndefined();

			gate.open();
			await whileSlotsPass(stage, flood.all);
			expect(Object.fromEntries(flood.got)).toEqual(expected);
			expect(gate.mostUnder).toBeLessThanOrEqual(
				usualLanes.site.mostAnEndpoint,
			);
			expect(gate.mostBytes).toBeLessThanOrEqual(
				usualLanes.site.mostBytesAnOrigin,
			);
			await expectNoBlame();

			// every place that it took is free again
			expect([gate.under, gate.bytes]).toEqual([0, 0]);
			gate.shut();
			const again = floodOf(page, count, "eth_getBalance", (i) => [
				addressAt(first + count + i),
				"latest",
			]);
			await untilTrue(stage, async () => gate.under > 0, "reads in flight");
			gate.open();
			await whileSlotsPass(stage, again.all);
			expect(Object.fromEntries(again.got)).toEqual(expected);
		},
	);

	test("of more slots than one account's proof may have gets them all, and has no endpoint set aside", async () => {
		const page = await connected("https://proofs.example");
		const keys = (first: number) =>
			Array.from({ length: 64 }, (_, i) => `0x${(first + i).toString(16)}`);
		const flood = floodOf(page, 32, "eth_getProof", (i) => [
			addressAt(1),
			keys(64 * i),
			"latest",
		]);
		await whileSlotsPass(stage, flood.all);
		expect(Object.fromEntries(flood.got)).toEqual({ answered: 32 });
		await expectNoBlame();
	});

	test("ends with its page: what waits leaves, and the next page finds all places free", async () => {
		const page = await connected("https://gone.example");
		gate.shut();
		const flood = floodOf(page, 1_000, "eth_getBalance", (i) => [
			addressAt(5_000 + i),
			"latest",
		]);
		await untilTrue(stage, async () => gate.under > 0, "reads in flight");
		page.leave();
		await untilTrue(stage, async () => gate.under === 0, "an end");
		expect(flood.got.get("answered")).toBeUndefined();
		gate.open();
		const next = await connected("https://next.example");
		const after = floodOf(next, 100, "eth_getBalance", (i) => [
			addressAt(7_000 + i),
			"latest",
		]);
		await whileSlotsPass(stage, after.all);
		expect(Object.fromEntries(after.got)).toEqual({ answered: 100 });
		await expectNoBlame();
	});
});
