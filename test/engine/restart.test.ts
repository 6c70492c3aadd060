// What must survive: a long absence, a restart while the signer is locked, changes of mind in a row.

import { afterEach, describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { approve } from "../decide.ts";
import {
	beaconUrl,
	executionUrl,
	isProved,
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
let wallet: Wallet;
afterEach(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

const send = async (id: string): Promise<Hex | null> => {
	await whileSlotsPass(
		stage,
		wallet.ui("order.prepare", {
			id,
			chainId: stage.world.network.chainId,
			to: you,
			valueWei: "1000",
		}),
	);
	return (await approve(wallet.keys, id)).hash;
};

describe("after a checkpoint of many periods ago", () => {
	test("signs at once, though the evidence starts anew from a newer root in the first round", async () => {
		stage = await openStage(5);
		wallet = await setUp(stage, newDisk());
		await untilTrue(stage, () => isProved(wallet), "a balance");
		expect(await send("at-once")).toMatch(/^0x/);
	});

	test("signs after a restart, though the signer was locked when the newer root came", async () => {
		stage = await openStage(5);
		const disk = newDisk();
		wallet = await setUp(stage, disk);
		await wallet.keys("keys.lock", undefined);
		const pending = () => disk.store.get("evidence", "anchors.made");
		await untilTrue(
			stage,
			async () => (await pending()) !== undefined,
			"evidence for the signer on disk",
		);
		await untilTrue(stage, () => isProved(wallet), "a balance");
		wallet.kill();

		wallet = await openWallet(stage, disk);
		await untilTrue(stage, () => isProved(wallet), "a balance again");
		expect(await pending()).toBeDefined();
		await wallet.keys("keys.unlock", { password });
		expect(await send("restarted")).toMatch(/^0x/);
		await untilTrue(
			stage,
			async () => (await pending()) === undefined,
			"the evidence taken",
		);
	});
});

test("a newly accepted checkpoint is not written over by what was followed before", async () => {
	stage = await openStage();
	const disk = newDisk();
	wallet = await setUp(stage, disk);
	await untilTrue(stage, () => isProved(wallet), "a balance");
	const other: Hex = `0x${"99".repeat(32)}`;
	const advance = stage.world.advance(3);
	await wallet.ui("checkpoint.accept", { root: other });
	await advance;
	await new Promise((resolve) => setTimeout(resolve, 500));
	expect(await disk.store.get("trusted", "made")).toBe(other);
	expect((await wallet.view()).sync.optimistic).toBeNull();
});

test("several changes at once: all are made, and the last is followed", async () => {
	stage = await openStage();
	const disk = newDisk();
	wallet = await setUp(stage, disk);
	await untilTrue(stage, () => isProved(wallet), "a balance");
	const { chainId } = stage.world.network;
	const set = (name: string) =>
		wallet.ui("endpoints.set", {
			chainId,
			beacon: [{ name: `${name} beacon`, url: beaconUrl }],
			execution: [{ name, url: executionUrl }],
			relay: [],
		});
	const changes = ["a", "b", "c", "d"].map(set);
	const { root } = (await wallet.view()).sync.final ?? {};
	const again = wallet.ui("checkpoint.accept", {
		root: root ?? stage.world.checkpoint,
	});
	await Promise.all([...changes, again]);
	expect((await wallet.view()).setup).toBe("done");
	expect(
		(await wallet.view()).endpoints
			.filter(({ role }) => role === "execution")
			.map(({ name }) => name),
	).toEqual(["d"]);
	await untilTrue(stage, () => isProved(wallet), "a balance by the last");
});
