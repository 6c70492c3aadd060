// An engine that nobody looks at rests between alarms. Whoever comes wakes it, whatever it was doing before.

import { afterAll, beforeAll, expect, test } from "vitest";
import {
	beaconUrl,
	executionUrl,
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
/** Beacon requests so far, and those that are answered when they are let go. */
let asked = 0;
let holds = false;
const held: (() => void)[] = [];

beforeAll(async () => {
	const world = await openStage();
	stage = {
		...world,
		fetch: async (request) => {
			if (request.url.startsWith(beaconUrl)) {
				asked++;
				if (holds) await new Promise<void>((resolve) => held.push(resolve));
			}
			return world.fetch(request);
		},
	};
	wallet = await setUp(stage, newDisk());
	await untilTrue(stage, () => isProved(wallet), "a balance");
});
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

const pause = (ms: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, ms));

test("a page wakes it, also when a round of what it followed before ends late", async () => {
	holds = true;
	// a slot that brings something new: else no beacon is asked
	await stage.world.advance();
	await expect.poll(() => held.length).toBeGreaterThan(0);
	holds = false;
	// it follows the same anew, while the round before is under way
	await wallet.ui("endpoints.set", {
		chainId: stage.world.network.chainId,
		beacon: [{ name: "beacon", url: beaconUrl }],
		execution: [{ name: "node", url: executionUrl }],
		relay: [],
	});
	wallet.leave();
	/** Nothing was asked for a while. */
	const rests = async (): Promise<void> => {
		for (let before = -1; before !== asked; ) {
			before = asked;
			await pause(400);
		}
	};
	await rests();
	for (const go of held) go();
	await rests();
	await stage.world.advance();
	const before = asked;
	wallet.site("https://page.example");
	await expect.poll(() => asked, { timeout: 5_000 }).toBeGreaterThan(before);
});
