// Engine and signer are killed at every step of a batch of two calls: behind every write, and around every message between the two.
// What is opened again from the disk goes on by itself, with no page that asks: nothing is lost, nothing is sent twice.

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Hex, toQuantity } from "../../src/base/bytes.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import type { BatchView } from "../../src/protocol/batch-views.ts";
import { approve, giveLeave } from "../decide.ts";
import { type Death, dying } from "./dying.ts";
import {
	copyDisk,
	type Disk,
	isProved,
	me,
	newDisk,
	openStage,
	openWallet,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
} from "./wallet.ts";

const you: Hex = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const shop = "https://shop.example";
let stage: Stage;
let ready: Disk;

const answerAll = async (wallet: Wallet): Promise<void> => {
	for (const request of (await wallet.view()).requests)
		if (request.kind === "connect" || request.kind === "batch")
			await giveLeave(wallet.ui, request).catch(() => {
				// It died, or the look before answered.
			});
};

beforeAll(async () => {
	stage = await openStage();
	ready = newDisk();
	const wallet = await setUp(stage, ready);
	await untilTrue(stage, () => isProved(wallet), "a balance");
	let isConnected = false;
	const asked = wallet
		.site(shop)
		.ask("eth_requestAccounts")
		.then(() => {
			isConnected = true;
		});
	await untilTrue(
		stage,
		async () => {
			await answerAll(wallet);
			return isConnected;
		},
		"it is connected",
	);
	await asked;
	wallet.kill();
});
afterAll(() => stage?.world.stop());

/** The page's relay: it asks under the same id until it is answered. */
const ask = (wallet: Wallet, id: string): Promise<unknown> =>
	wallet.site(shop).ask(
		"wallet_sendCalls",
		[
			{
				...{ version: "2.0.0", from: me, atomicRequired: false, id },
				chainId: toQuantity(stage.world.network.chainId),
				calls: [1, 2].map((value) => ({ to: you, value: toQuantity(value) })),
			},
		],
		id,
	);

/** The person looks and says yes to all that is shown. */
const look = async (wallet: Wallet): Promise<BatchView | undefined> => {
	await answerAll(wallet);
	for (const { id } of await wallet.keys("approval.list", undefined))
		await approve(wallet.keys, id).catch(() => {
			// It died, or was decided by the look before.
		});
	return (await wallet.view()).batches?.[0];
};

/** Dies on the way, comes back, and ends with both calls in a block. @returns whether it died */
const live = async (
	id: string,
	death: (disk: Disk) => Death,
	between: (death: Death) => void = () => {},
): Promise<boolean> => {
	const disk = await copyDisk(ready);
	const sentBefore = stage.sent.length;
	const dies = death(disk);
	let isBegun = false;
	const first = await openWallet(stage, disk, dies.store, dies.onDeath, () => {
		if (isBegun) between(dies);
	});
	await untilTrue(stage, () => isProved(first), "a balance");
	isBegun = true;
	const isDone = async (wallet: Wallet): Promise<boolean> =>
		(await look(wallet))?.state === "done";
	const slow = () =>
		new Promise<boolean>((resolve) => setTimeout(resolve, 500, false));
	ask(first, id).catch(() => {
		// It died.
	});
	await untilTrue(
		stage,
		async () =>
			dies.isDead() ||
			(await Promise.race([
				isDone(first).catch(() => false),
				slow(),
				dies.died.then(() => false),
			])),
		`${id}: death or the end`,
	);
	first.kill();
	if (dies.isDead()) {
		const second = await openWallet(stage, disk);
		await untilTrue(stage, () => isProved(second), "a balance");
		// until it is on the disk the page asks for it; from then on nobody has to
		if ((await second.view()).batches === undefined)
			ask(second, id).catch(() => {
				// It is asked once: what is on the disk goes on without.
			});
		await untilTrue(stage, () => isDone(second), `${id}: the end`);
		expect([id, (await second.view()).waiting]).toEqual([id, []]);
		second.kill();
	}
	const sent = [...new Set(stage.sent.slice(sentBefore))].map(
		(raw) => decodeSigned(raw).transaction,
	);
	expect([id, sent.map(({ valueWei }) => valueWei)]).toEqual([id, [1n, 2n]]);
	expect([id, (sent[1]?.nonce ?? 0) - (sent[0]?.nonce ?? 0)]).toEqual([id, 1]);
	return dies.isDead();
};

// before a write is after the last word before it
test("goes on after a death behind any write: each call sent once, in its order", async () => {
	let deaths = 0;
	while (
		await live(`write ${deaths}`, ({ store }) => dying(store, deaths, "after"))
	)
		deaths++;
	// of the batch itself: begun, and of each call asked for, signed, done; and each order's own
	expect(deaths).toBeGreaterThanOrEqual(12);
}, 240_000);

test("goes on after a death at any word between engine and signer: each call sent once, in its order", async () => {
	let deaths = 0;
	for (;;) {
		let words = 0;
		const died = await live(
			`word ${deaths}`,
			({ store }) => dying(store, null, "after"),
			(death) => {
				if (words++ === deaths) death.die();
			},
		);
		if (!died) break;
		deaths++;
	}
	expect(deaths).toBeGreaterThanOrEqual(8);
}, 240_000);
