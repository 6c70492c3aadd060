// The light client moves its checkpoint on by itself; the signer must be able to follow, whenever the engine dies.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryStore } from "../../src/cli/store.ts";
import type { Store } from "../../src/source/ports.ts";
import { webClock } from "../../src/web/clock.ts";
import { pause, until } from "./person.ts";
import { plansOf, type Scene, type Seat, startMadeScene } from "./scene.ts";
import { openWallet, password, setUpWallet, type Wallet } from "./wallet.ts";

let scene: Scene;
let seats: readonly Seat[];

beforeAll(async () => {
	scene = await startMadeScene();
	seats = await scene.seats();
});
afterAll(async () => {
	await scene?.stop();
});

const isSynced = (wallet: Wallet) => (): boolean => {
	const { sync, nowMs } = wallet.view();
	return sync.optimistic !== null && nowMs / 1000 - sync.optimistic.timeS < 5;
};
const setUp = async (store: Store): Promise<Wallet> =>
	setUpWallet(
		{
			file: scene.file,
			network: scene.network,
			chains: plansOf(seats),
			clock: webClock,
			store,
		},
		await scene.oldRoot(),
	);
const prepare = (wallet: Wallet, id: string) =>
	wallet.ui("order.prepare", {
		id,
		chainId: scene.l1,
		to: scene.friend,
		valueWei: "3",
	});

describe("a checkpoint of some periods ago", () => {
	it("is left behind, and the signer still takes what rests on the new one", async () => {
		const store = memoryStore();
		const wallet = await setUp(store);
		await until(isSynced(wallet));
		// One order now, and one after the checkpoint has moved on and all of it came up again.
		const order = await prepare(wallet, "first");
		expect(order.state).toBe("waiting");
		await wallet.keys("approval.decide", { id: "first", yes: false });
		wallet.close();
		const again = await openWallet(webClock, store);
		await until(isSynced(again));
		await again.keys("keys.unlock", { password });
		await until(isSynced(again));
		const second = await prepare(again, "second");
		expect(second.state).toBe("waiting");
		again.close();
	});

	it("is left behind while the signer is locked, and the engine dies before it is unlocked", async () => {
		const store = memoryStore();
		const first = await setUp(store);
		await first.keys("keys.lock", undefined);
		await until(isSynced(first));
		await pause(1_500);
		first.close();
		const second = await openWallet(webClock, store);
		await until(isSynced(second));
		await second.keys("keys.unlock", { password });
		await pause(1_500);
		const order = await prepare(second, "late");
		expect(order.state).toBe("waiting");
		second.close();
	});
});
