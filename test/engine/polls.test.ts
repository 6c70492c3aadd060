// How long the engine lets its beacons be between two rounds, with a screen open.

import { afterAll, beforeAll, expect, test } from "vitest";
import {
	isProved,
	newDisk,
	openStage,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
} from "./wallet.ts";

let stage: Stage;
let wallet: Wallet;
const slept: number[] = [];

beforeAll(async () => {
	const world = await openStage();
	stage = {
		...world,
		clock: {
			...world.clock,
			sleep: (ms, signal) => {
				slept.push(ms);
				return world.clock.sleep(ms, signal);
			},
		},
	};
	wallet = await setUp(stage, newDisk());
	await untilTrue(stage, () => isProved(wallet), "a balance");
});
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

test("asks no beacon again in a slot whose head it has, and each half slot while a head is late", async () => {
	const slotMs = 1000 * stage.world.network.secondsPerSlot;
	const pausesUntil = async (ms: number): Promise<void> => {
		slept.length = 0;
		await expect
			.poll(() => slept.filter((one) => one === ms).length, { timeout: 5_000 })
			.toBeGreaterThan(2);
	};
	// a made head is signed two seconds ago
	await pausesUntil(slotMs);
	expect(slept).not.toContain(slotMs / 2);
	stage.world.silence(slotMs / 1000);
	await pausesUntil(slotMs / 2);
	// what it has by then of an earlier slot says nothing of this one
	slept.length = 0;
	await pausesUntil(slotMs / 2);
	expect(slept).not.toContain(slotMs);
	await stage.world.advance();
	await pausesUntil(slotMs);
});
