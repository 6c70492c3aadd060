// An order that does not get into a block: sped up or cancelled by another at its nonce, of which one alone is carried out.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import { approve } from "../decide.ts";
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

const you: Hex = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
let stage: Stage;
let wallet: Wallet;
beforeAll(async () => {
	stage = await openStage();
	wallet = await setUp(stage, newDisk());
	await untilTrue(stage, () => isProved(wallet), "a balance");
});
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

const order = (id: string) => wallet.ui("order.get", { id });
const replace = (id: string, of: string, how: "faster" | "cancel") =>
	whileSlotsPass(stage, wallet.ui("order.replace", { id, of, how }));

/** One that was signed, and whose cap is under the base fee of the blocks that follow. */
const stuck = async (id: string): Promise<void> => {
	const made = await whileSlotsPass(
		stage,
		wallet.ui("order.prepare", {
			id,
			chainId: stage.world.network.chainId,
			to: you,
			valueWei: "1000",
		}),
	);
	const base = BigInt(made.maxFeePerGasWei) * 4n;
	await stage.world.anvil.call("anvil_setNextBlockBaseFeePerGas", [
		`0x${base.toString(16)}`,
	]);
	await approve(wallet.keys, id);
	await stage.world.advance(1);
	await untilTrue(
		stage,
		async () => (await order(id)).state === "sent",
		"it is sent",
	);
};
const landed = (id: string, instead: string) =>
	untilTrue(
		stage,
		async () =>
			(await order(id)).state === "final" &&
			(await order(instead)).state === "lost",
		`${id} is final`,
	);

test("is cancelled: nothing goes out in its place, and it is lost for good", async () => {
	await stuck("one");
	const made = await replace("cancel", "one", "cancel");
	expect(made).toMatchObject({ to: me, valueWei: "0", data: "0x" });
	expect(made.nonce).toBe((await order("one")).nonce);
	expect(made.replaces).toEqual([(await order("one")).hash]);
	expect(await codeOf(replace("again", "one", "faster"))).toBe("order-waits");
	await approve(wallet.keys, "cancel");
	await landed("cancel", "one");
	expect((await order("one")).fault).toBeNull();
	expect((await order("cancel")).succeeded).toBe(true);
	expect(await codeOf(replace("late", "one", "faster"))).toBe("order-unknown");
});

test("is sped up: the same again for more, and once", async () => {
	await stuck("two");
	const before = await order("two");
	await replace("faster", "two", "faster");
	const { hash } = await approve(wallet.keys, "faster");
	const now = await order("faster");
	expect(now).toMatchObject({ to: before.to, valueWei: "1000" });
	expect(BigInt(now.maxFeePerGasWei) * 10n).toBeGreaterThanOrEqual(
		BigInt(before.maxFeePerGasWei) * 11n,
	);
	await landed("faster", "two");
	// what its place was taken of is not sent again behind it
	const sent = stage.sent.map((raw) => decodeSigned(raw));
	expect(sent.findLastIndex((one) => one.hash === before.hash)).toBeLessThan(
		sent.findIndex((one) => one.hash === hash),
	);
});
