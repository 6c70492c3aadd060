// Lies about what no proof covers: fee hints, and what became of a transaction. They may delay a send, and no more.

import { afterAll, beforeAll, expect, it } from "vitest";
import { memoryStore } from "../../src/cli/store.ts";
import { webClock } from "../../src/web/clock.ts";
import { deliveryLies } from "./execution-lies.ts";
import { pause, press, until } from "./person.ts";
import { plansOf, type Scene, type Seat, startMadeScene } from "./scene.ts";
import { setUpWallet, type Wallet } from "./wallet.ts";
import { openWitness } from "./witness.ts";

let scene: Scene;
let seats: readonly Seat[];
let wallet: Wallet;

beforeAll(async () => {
	scene = await startMadeScene();
	seats = await scene.seats();
	wallet = await setUpWallet(
		{
			file: scene.file,
			network: scene.network,
			chains: plansOf(seats),
			clock: webClock,
			store: memoryStore(),
		},
		await scene.finalizedRoot(),
	);
	await until(() => wallet.view().account !== null);
});
afterAll(async () => {
	wallet?.close();
	await scene?.stop();
});

const ask = (method: string, params: readonly string[]) =>
	scene.truth(scene.l1)(method, params);

for (const [i, lie] of deliveryLies.entries())
	it(`sends once and truly in spite of ${lie.name}`, async () => {
		const witness = openWitness(scene);
		const nodes = seats.filter(({ role }) => role === "execution");
		const me = wallet.view().account ?? "0x";
		const nonce = Number(await ask("eth_getTransactionCount", [me, "latest"]));
		for (const { proxy } of nodes) proxy.lie(lie, 1);
		const id = `delivery ${i}`;
		const sent = press(scene, wallet, { id, valueWei: BigInt(100 + i) });
		const order = () => wallet.view().orders.find((one) => one.id === id);
		await until(() => order() !== undefined);
		const made = order();
		if (made === undefined) throw new Error("no order");
		expect(await witness.wrongInOrder(made)).toEqual([]);
		await pause(4_000);
		// Not called included on a node's word alone.
		const state = order()?.state;
		const count = Number(await ask("eth_getTransactionCount", [me, "latest"]));
		if (state === "included" || state === "final")
			expect(count).toBe(nonce + 1);
		for (const { proxy } of nodes) proxy.honest();
		await sent;
		await pause(1_500);
		const after = Number(await ask("eth_getTransactionCount", [me, "latest"]));
		expect(after).toBe(nonce + 1);
		expect(order()?.nonce).toBe(nonce);
		for (const { state: standing, name } of wallet.view().endpoints)
			expect(standing, name).not.toBe("put-aside");
	});
