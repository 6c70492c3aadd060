// The witness is what says "no wrong number": here it is shown wrong ones.

import { afterAll, beforeAll, expect, it } from "vitest";
import type { WalletView } from "../../src/protocol/views.ts";
import { webClock } from "../../src/web/clock.ts";
import { plansOf, type Scene, startMadeScene } from "./scene.ts";
import { addTokens } from "./tokens.ts";
import { setUpWallet, type Wallet } from "./wallet.ts";
import { openWitness } from "./witness.ts";

let scene: Scene;
let wallet: Wallet;
let view: WalletView;

beforeAll(async () => {
	scene = await startMadeScene();
	wallet = await setUpWallet(
		{
			file: scene.file,
			network: scene.network,
			chains: plansOf(await scene.seats()),
			clock: webClock,
		},
		await scene.finalizedRoot(),
	);
	await addTokens(wallet, scene);
	const end = performance.now() + 30_000;
	for (;;) {
		view = wallet.view();
		const balances = view.chains.flatMap((chain) => chain.balances);
		if (balances.length > 1 && balances.every(({ amount }) => amount !== null))
			break;
		if (performance.now() > end) throw new Error("nothing is shown");
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
});
afterAll(async () => {
	wallet?.close();
	await scene?.stop();
});

const wrongIn = async (altered: WalletView): Promise<readonly string[]> => {
	const witness = openWitness(scene);
	witness.see(altered);
	const wrong = await witness.wrong();
	expect(witness.compared()).toBeGreaterThan(0);
	return wrong;
};

it("has nothing against a true view", async () => {
	expect(await wrongIn(view)).toEqual([]);
});

it("finds a wrong amount, of ether and of tokens, and a wrong block under a true one", async () => {
	const alter = (
		change: (
			balance: WalletView["chains"][number]["balances"][number],
			place: number,
		) => WalletView["chains"][number]["balances"][number],
	): WalletView => ({
		...view,
		chains: view.chains.map((chain) => ({
			...chain,
			balances: chain.balances.map(change),
		})),
	});
	for (const which of [0, 1]) {
		const wrong = await wrongIn(
			alter((balance, place) =>
				place === which
					? { ...balance, amount: `${BigInt(balance.amount ?? 0) + 1n}` }
					: balance,
			),
		);
		expect(wrong).toHaveLength(1);
	}
	const moved = await wrongIn(
		alter((balance) => ({
			...balance,
			blockNumber: (balance.blockNumber ?? 1) - 1,
		})),
	);
	expect(moved.length).toBeGreaterThan(0);
});

it("finds a wrong head", async () => {
	const { optimistic } = view.sync;
	if (optimistic === null) throw new Error("no head");
	for (const change of [
		{ slot: optimistic.slot + 1 },
		{ timeS: optimistic.timeS + 1 },
		{ root: `0x${"5a".repeat(32)}` as const },
		{ blockNumber: (optimistic.blockNumber ?? 0) - 1 },
	]) {
		const altered = {
			...view,
			sync: { ...view.sync, optimistic: { ...optimistic, ...change } },
		};
		expect((await wrongIn(altered)).length).toBeGreaterThan(0);
	}
});

it("finds a wrong nonce, fee, tip and amount in an order", async () => {
	const witness = openWitness(scene);
	const order = await wallet.ui("order.prepare", {
		id: "one",
		chainId: scene.l1,
		to: scene.friend,
		valueWei: "5",
	});
	expect(await witness.wrongInOrder(order)).toEqual([]);
	for (const change of [
		{ nonce: order.nonce + 50 },
		{ maxFeePerGasWei: `${BigInt(order.maxFeePerGasWei) + 1n}` },
		{ mostLeavesWei: `${10n ** 30n}` },
		{
			maxFeePerGasWei: `${BigInt(order.maxFeePerGasWei) + 10n ** 18n}`,
			maxPriorityFeePerGasWei: `${BigInt(order.maxPriorityFeePerGasWei) + 10n ** 18n}`,
		},
	])
		expect(
			(await witness.wrongInOrder({ ...order, ...change })).length,
		).toBeGreaterThan(0);
});

it("finds a wrong block and a wrong receipt on a site", async () => {
	const witness = openWitness(scene);
	const block = await wallet.page("eth_getBlockByNumber", ["latest", false]);
	expect(await witness.wrongOnPage("block", block)).toEqual([]);
	const altered = { ...Object(block), stateRoot: `0x${"5a".repeat(32)}` };
	expect(await witness.wrongOnPage("block", altered)).toHaveLength(1);
});
