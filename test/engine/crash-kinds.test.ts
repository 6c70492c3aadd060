// Engine and signer are killed at every step of an order of each kind: around every write, and around every message between the
// two, from composing over queue, approval and signature to its block. What is opened again from the disk goes on: nothing is
// lost, nothing is sent twice, nothing waits that nobody can decide. Messages to sign: messages.test.ts.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { abiAddress, abiCall, abiWord } from "../../src/base/abi.ts";
import { type Hex, toQuantity } from "../../src/base/bytes.ts";
import { selectorOf } from "../../src/crypto/selector.ts";
import { requestIdOf } from "../../src/engine/sites.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import type { OrderView } from "../../src/protocol/views.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import { approve, giveLeave } from "../decide.ts";
import { codeIn } from "../evm/tokens.ts";
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
	whileSlotsPass,
} from "./wallet.ts";

const you: Hex = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const coin: Hex = `0x${"a1".repeat(20)}`;
const shop = "https://shop.example";
let stage: Stage;
let ready: Disk;

beforeAll(async () => {
	stage = await openStage();
	const { anvil } = stage.world;
	await anvil.call("anvil_setCode", [coin, codeIn("Simulated.sol", "Coin")]);
	await anvil.call("anvil_setStorageAt", [
		coin,
		mappingSlot(wordHex(me), 0),
		wordHex(1_000_000n),
	]);
	await stage.world.advance(2);
	ready = newDisk();
	const wallet = await setUp(stage, ready);
	await untilTrue(stage, () => isProved(wallet), "a balance");
	const asked = wallet.site(shop).ask("eth_requestAccounts");
	await untilTrue(
		stage,
		async () => (await wallet.view()).requests.length > 0,
		"the question",
	);
	for (const request of (await wallet.view()).requests)
		await giveLeave(wallet.ui, request);
	await asked;
	wallet.kill();
});
afterAll(() => stage?.world.stop());

type Kind = {
	readonly name: string;
	/** What is on the disk and on its way before anything dies. */
	readonly begin?: (wallet: Wallet, id: string) => Promise<void>;
	/** Asked again at every look until the order is there, as screens and relays do. */
	readonly ask: (wallet: Wallet, id: string) => Promise<unknown>;
	/** Is it an order of that asking? */
	readonly isOf: (order: OrderView, id: string) => boolean;
	/** So many transactions of all of it go out. */
	readonly sends: number;
};

const isNamed = ({ id }: OrderView, wanted: string): boolean => id === wanted;
const payment = (id: string) => ({
	id,
	chainId: stage.world.network.chainId,
	to: you,
	valueWei: "1000",
});
/** One page for each life of the wallet: it asks once. */
const pages = new WeakMap<Wallet, Promise<unknown>>();

const kinds: readonly Kind[] = [
	{
		name: "a transfer",
		ask: (wallet, id) => wallet.ui("order.prepare", payment(id)),
		isOf: isNamed,
		sends: 1,
	},
	{
		name: "a token that is sent",
		ask: (wallet, id) =>
			wallet.ui("order.prepare", {
				...payment(id),
				valueWei: "0",
				asset: { kind: "erc20", token: coin, amount: "7" },
			}),
		isOf: isNamed,
		sends: 1,
	},
	{
		name: "a call that a site asks for",
		ask: async (wallet, id) => {
			const data = abiCall(
				selectorOf("transfer(address,uint256)"),
				abiAddress(you),
				abiWord(3n),
			);
			const asked =
				pages.get(wallet) ??
				wallet
					.site(shop)
					.ask(
						"eth_sendTransaction",
						[{ from: me, to: coin, data, value: toQuantity(0) }],
						id,
					);
			pages.set(wallet, asked);
			await asked;
		},
		isOf: (order, id) =>
			order.state !== "refused" && order.id.startsWith(requestIdOf(shop, id)),
		sends: 1,
	},
	{
		name: "a payment that takes another's place",
		begin: async (wallet, id) => {
			const first = `${id} first`;
			const made = await whileSlotsPass(
				stage,
				wallet.ui("order.prepare", payment(first)),
			);
			const base = BigInt(made.maxFeePerGasWei) * 4n;
			await stage.world.anvil.call("anvil_setNextBlockBaseFeePerGas", [
				`0x${base.toString(16)}`,
			]);
			await approve(wallet.keys, first);
			await stage.world.advance(1);
			await untilTrue(
				stage,
				async () =>
					(await wallet.ui("order.get", { id: first })).replaceable !==
					undefined,
				"it is sent",
			);
		},
		ask: (wallet, id) =>
			wallet.ui("order.replace", { id, of: `${id} first`, how: "faster" }),
		isOf: isNamed,
		sends: 2,
	},
];

/** The person looks: the order is asked for until it is there, and gets its yes as it is shown. */
const look = async (
	kind: Kind,
	wallet: Wallet,
	id: string,
): Promise<OrderView | undefined> => {
	const { orders } = await wallet.view();
	const order = orders.find((one) => kind.isOf(one, id));
	// a page that is there again asks again, whatever became of it
	if (order === undefined || !pages.has(wallet))
		kind.ask(wallet, id).catch(() => {
			// it died; or it is asked again at the next look
		});
	if (order?.state === "waiting") {
		const shown = await wallet.keys("approval.list", undefined);
		if (shown.some((one) => one.id === order.id))
			await approve(wallet.keys, order.id).catch(() => {
				// it died, or was decided by the look before
			});
	}
	return order;
};
const isMined = (order: OrderView | undefined): boolean =>
	order?.state === "included" || order?.state === "final";

/** Dies on the way, comes back, and ends in a block. @returns whether it died */
const live = async (
	kind: Kind,
	id: string,
	death: (disk: Disk) => Death,
	between: (death: Death) => void = () => {},
): Promise<boolean> => {
	const disk = await copyDisk(ready);
	const sentBefore = stage.sent.length;
	if (kind.begin !== undefined) {
		const before = await openWallet(stage, disk);
		await untilTrue(stage, () => isProved(before), "a balance");
		await kind.begin(before, id);
		before.kill();
	}
	const dies = death(disk);
	let isBegun = false;
	const first = await openWallet(stage, disk, dies.store, dies.onDeath, () => {
		if (isBegun) between(dies);
	});
	await untilTrue(stage, () => isProved(first), "a balance");
	isBegun = true;
	const hashes = new Set<string>();
	const note = async (wallet: Wallet): Promise<boolean> => {
		const order = await look(kind, wallet, id);
		if (order?.hash != null) hashes.add(order.hash);
		return isMined(order);
	};
	const slow = () =>
		new Promise<boolean>((resolve) => setTimeout(resolve, 500, false));
	await untilTrue(
		stage,
		async () =>
			dies.isDead() ||
			(await Promise.race([
				note(first).catch(() => false),
				slow(),
				dies.died.then(() => false),
			])),
		`${id}: death or a block`,
	);
	first.kill();
	if (dies.isDead()) {
		const second = await openWallet(stage, disk);
		await untilTrue(
			stage,
			() => note(second),
			`${id}: a block after the death`,
		);
		const { orders, waiting } = await second.view();
		expect([id, waiting]).toEqual([id, []]);
		expect(orders.filter(({ state }) => state === "waiting")).toEqual([]);
		second.kill();
	}
	const sent = new Set(stage.sent.slice(sentBefore));
	expect([id, sent.size]).toEqual([id, kind.sends]);
	const decoded = [...sent].map((raw) => decodeSigned(raw));
	expect(new Set(decoded.map((one) => one.transaction.nonce)).size).toBe(1);
	expect(decoded.at(-1)?.hash).toBe([...hashes].at(-1));
	expect(hashes.size).toBe(1);
	return dies.isDead();
};

// before a write is after the last word before it
describe.each(kinds.slice(1))("$name", (kind) => {
	test("goes on after a death behind any write: sent once, in a block", async () => {
		let deaths = 0;
		for (;;) {
			const at = deaths;
			const id = `${kind.name} write ${at}`.replaceAll(" ", "-");
			if (!(await live(kind, id, ({ store }) => dying(store, at, "after"))))
				break;
			deaths++;
		}
		// made, signed, sent, its receipt, included; and what becomes of one whose place is taken
		expect(deaths).toBeGreaterThanOrEqual(5);
	}, 120_000);
});

// the person's own way to the signer, and a site's over the queue: the other kinds go the first
describe.each(kinds.filter((_, i) => i % 2 === 0))("$name", (kind) => {
	test("goes on after a death at any word between engine and signer: sent once, in a block", async () => {
		let deaths = 0;
		for (;;) {
			let words = 0;
			const id = `${kind.name} word ${deaths}`.replaceAll(" ", "-");
			const died = await live(
				kind,
				id,
				({ store }) => dying(store, null, "after"),
				(death) => {
					if (words++ === deaths) death.die();
				},
			);
			if (!died) break;
			deaths++;
		}
		// offered, read, its yes, signed
		expect(deaths).toBeGreaterThanOrEqual(4);
	}, 120_000);
});
