// Orders at their edges: what may stand in the way of another, what crosses on the way to the signer, what is refused.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import { approve } from "../decide.ts";
import {
	beaconUrl,
	codeOf,
	type Disk,
	executionUrl,
	isProved,
	me,
	newDisk,
	openStage,
	openWallet,
	password,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "./wallet.ts";

const you: Hex = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
let stage: Stage;
let disk: Disk;
let wallet: Wallet;
beforeAll(async () => {
	stage = await openStage();
	disk = newDisk();
	wallet = await setUp(stage, disk);
	await untilTrue(stage, () => isProved(wallet), "a balance");
});
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

const prepare = (id: string, valueWei = "1000") =>
	whileSlotsPass(
		stage,
		wallet.ui("order.prepare", {
			id,
			chainId: stage.world.network.chainId,
			to: you,
			valueWei,
		}),
	);
const yes = (id: string) => approve(wallet.keys, id);
const order = (id: string) => wallet.ui("order.get", { id });

test("gives the same order to the same id, and none to the same id with another amount", async () => {
	const one = await prepare("same");
	expect(await prepare("same")).toEqual(one);
	expect(await codeOf(prepare("same", "2000"))).toBe("bad-params");
});

test("refuses a second order while one waits, and makes it after the first is forgotten", async () => {
	expect(await codeOf(prepare("second"))).toBe("order-waits");
	await wallet.ui("order.forget", { id: "same" });
	expect(await codeOf(yes("same"))).toBe("order-unknown");
	expect((await prepare("second")).state).toBe("waiting");
	await wallet.keys("approval.decide", { id: "second", yes: false });
	expect((await order("second")).state).toBe("refused");
	expect((await order("second")).fault).toBeNull();
});

test("refuses nothing any more once the first is dropped while the signer is locked", async () => {
	await prepare("behind-a-lock");
	await wallet.keys("keys.lock", undefined);
	expect(await codeOf(prepare("meanwhile"))).toBe("order-waits");
	await wallet.ui("order.forget", { id: "behind-a-lock" });
	await wallet.keys("keys.unlock", { password });
	expect(await codeOf(yes("behind-a-lock"))).toBe("order-unknown");
	expect((await prepare("meanwhile")).state).toBe("waiting");
	await wallet.ui("order.forget", { id: "meanwhile" });
});

test("drops an order that grew too old for a signature, and makes the next", async () => {
	await prepare("old");
	await stage.world.advance(34);
	expect(await codeOf(yes("old"))).not.toBeNull();
	await untilTrue(
		stage,
		async () => (await order("old")).state === "refused",
		"the old one is dropped",
	);
	expect((await order("old")).fault?.code).toBe("order-stale");
	expect((await prepare("young")).state).toBe("waiting");
	await wallet.keys("approval.decide", { id: "young", yes: false });
});

test("drops it also when no newer head came since", async () => {
	await prepare("silent");
	stage.world.silence(200);
	const code = await codeOf(prepare("next"));
	expect((await order("silent")).fault?.code).toBe("order-stale");
	// the state is as old as the silence is long, or the world went on meanwhile
	expect([null, "order-stale"]).toContain(code);
	if (code === null)
		await wallet.keys("approval.decide", { id: "next", yes: false });
	await stage.world.advance(36);
	// the next test's order is made on a head of now
	await untilTrue(
		stage,
		async () => {
			const { sync } = await wallet.view();
			const seenMs = (sync.optimistic?.timeS ?? 0) * 1000;
			return stage.world.nowMs() - seenMs < 30_000;
		},
		"a head of now",
	);
	await untilTrue(stage, () => isProved(wallet), "a balance");
});

test("keeps a signature that crosses with the forgetting of its order", async () => {
	await prepare("crossed");
	const [signed, forgotten] = await Promise.allSettled([
		yes("crossed"),
		wallet.ui("order.forget", { id: "crossed" }),
	]);
	const { orders } = await wallet.view();
	const kept = orders.find(({ id }) => id === "crossed");
	if (signed.status === "fulfilled") {
		expect(forgotten.status).toBe("rejected");
		expect(kept?.hash).toBe(signed.value.hash);
	} else expect(kept).toBeUndefined();
});

test("offers an order again after a restart, and signs it with the same nonce", async () => {
	const made = await prepare("restarted");
	wallet.kill();
	wallet = await openWallet(stage, disk);
	await untilTrue(
		stage,
		async () =>
			(await wallet.keys("approval.list", undefined)).some(
				({ id }) => id === "restarted",
			),
		"it waits for the person again",
	);
	const { hash } = await yes("restarted");
	await untilTrue(
		stage,
		async () => (await order("restarted")).state === "included",
		"inclusion",
	);
	const raw = stage.sent.find((one) => decodeSigned(one).hash === hash);
	if (raw === undefined) throw new Error("it was not sent");
	expect(decodeSigned(raw)).toMatchObject({
		from: me,
		transaction: { nonce: made.nonce },
	});
});

test("counts a transaction that is under way: the next order takes the next nonce", async () => {
	const first = await prepare("under-way");
	await yes("under-way");
	const next = await prepare("after");
	expect(next.nonce).toBe(first.nonce + 1);
	await wallet.keys("approval.decide", { id: "after", yes: false });
	await untilTrue(
		stage,
		async () =>
			["included", "final"].includes((await order("under-way")).state),
		"inclusion",
	);
});

test("refuses more than the proved balance", async () => {
	expect(
		await codeOf(prepare("too-much", (20_000n * 10n ** 18n).toString())),
	).toBe("order-funds");
	expect(await codeOf(order("too-much"))).toBe("order-unknown");
});

test.each([
	["balance", "0xffffffffffffffffffffff"],
	["nonce", "0x1"],
] as const)(
	"makes no order on a %s that the proof does not show",
	async (field, value) => {
		// an endpoint that lied is set aside: this one is new to the wallet
		await wallet.ui("endpoints.set", {
			chainId: stage.world.network.chainId,
			beacon: [{ name: "beacon", url: beaconUrl }],
			execution: [{ name: field, url: executionUrl }],
			relay: [],
		});
		await untilTrue(stage, () => isProved(wallet), "a balance");
		let told = 0;
		stage.lie = (answer) =>
			answer.includes("accountProof")
				? answer.replaceAll(new RegExp(`"${field}":"0x[0-9a-f]+"`, "g"), () => {
						told++;
						return `"${field}":"${value}"`;
					})
				: answer;
		const code = await codeOf(prepare(`lied-${field}`));
		stage.lie = null;
		expect(told).toBeGreaterThan(0);
		expect(code).not.toBeNull();
		expect(await codeOf(order(`lied-${field}`))).toBe("order-unknown");
	},
);
