// Payments that sites ask for: each has its turn and holds up nobody, goes when its page goes, is never signed on a nonce that
// another took, and is carried out as it was asked or not at all.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Hex, toQuantity } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import { toRpcError } from "../../src/protocol/eip1193.ts";
import { approve, giveLeave } from "../decide.ts";
import {
	codeOf,
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

let stage: Stage;
let disk: Disk;
let wallet: Wallet;
const you: Hex = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const shop = "https://shop.example";
const other = "https://other.example";
type Site = ReturnType<Wallet["site"]>;
let page: Site;

const rpcCode = (work: Promise<unknown>): Promise<number | null> =>
	work.then(
		() => null,
		(thrown: unknown) => {
			const { code, detail } = asFault(thrown);
			return toRpcError(code, detail, "").code;
		},
	);

const connect = async (origin: string): Promise<Site> => {
	const site = wallet.site(origin);
	const asked = site.ask("eth_requestAccounts");
	await untilTrue(
		stage,
		async () => (await wallet.view()).requests.length > 0,
		"the question",
	);
	for (const request of (await wallet.view()).requests)
		await giveLeave(wallet.ui, request);
	await asked;
	return site;
};

let count = 0;
/** Under an id of its own, as providers ask. */
const send = (
	site: Site,
	value: number,
	id = `send-${++count}`,
	more: object = {},
) =>
	site.ask(
		"eth_sendTransaction",
		[{ from: me, to: you, value: toQuantity(value), ...more }],
		id,
	);

/** The orders of a site that wait with the signer, as the window gets them. */
const waiting = async (origin: string | null = shop) =>
	(await wallet.view()).orders.filter(
		(order) => order.state === "waiting" && order.origin === origin,
	);

const isOffered = async (id: string): Promise<boolean> =>
	(await wallet.keys("approval.list", undefined)).some((one) => one.id === id);

const offered = async (value: number, origin: string | null = shop) => {
	let found = "";
	await untilTrue(
		stage,
		async () => {
			const order = (await waiting(origin)).find(
				({ valueWei }) => valueWei === String(value),
			);
			found = order?.id ?? "";
			return order !== undefined && (await isOffered(order.id));
		},
		`an order of ${value}`,
	);
	return wallet.ui("order.get", { id: found });
};

const decide = (id: string, yes: boolean) =>
	yes ? approve(wallet.keys, id) : wallet.keys("approval.decide", { id, yes });

/** The noes of the tests before count for nothing in the next one. */
const forgiven = () => wallet.ui("site.unblock", { origin: shop });

beforeAll(async () => {
	stage = await openStage();
	disk = newDisk();
	wallet = await setUp(stage, disk);
	await untilTrue(stage, () => isProved(wallet), "a balance");
	page = await connect(shop);
});
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

test("never drops one of five payments that a page asks for at once: each has its turn, in order", async () => {
	const values = [11, 12, 13, 14, 15];
	const ends = values.map((value) => send(page, value));
	const first = await offered(11);
	const { waiting: turns, requests, nowMs } = await wallet.view();
	expect(nowMs).toBeGreaterThan(0);
	expect(turns.length).toBe(5);
	expect(turns[0]).toEqual({ kind: "order", id: first.id, of: first.id });
	expect(requests.map((one) => one.send?.valueWei)).toEqual([
		"12",
		"13",
		"14",
		"15",
	]);
	const nonces: number[] = [];
	for (const value of values) {
		const { id, nonce } = await offered(value);
		expect((await waiting()).length).toBe(1);
		nonces.push(nonce);
		await decide(id, true);
	}
	const hashes = await whileSlotsPass(stage, Promise.all(ends));
	expect(new Set(hashes).size).toBe(5);
	expect(nonces).toEqual(values.map((_, i) => (nonces[0] ?? 0) + i));
	const values2 = hashes.map((hash) => {
		const raw = stage.sent.find((one) => decodeSigned(one).hash === hash);
		return raw === undefined ? null : decodeSigned(raw).transaction.valueWei;
	});
	expect(values2).toEqual(values.map(BigInt));
});

test("an undecided order of one site never holds up another site or the person", async () => {
	const far = await connect(other);
	const ignored = codeOf(send(page, 21));
	const one = await offered(21);
	const theirs = send(far, 22);
	const two = await offered(22, other);
	const own = await whileSlotsPass(
		stage,
		wallet.ui("order.prepare", {
			id: "own",
			chainId: stage.world.network.chainId,
			to: you,
			valueWei: "23",
		}),
	);
	expect(own.state).toBe("waiting");
	expect((await wallet.view()).waiting[0]).toEqual({
		kind: "order",
		id: "own",
		of: "own",
	});
	// all three were made on one nonce: the first that is signed takes it
	expect(new Set([one.nonce, two.nonce, own.nonce]).size).toBe(1);
	await decide("own", true);
	await untilTrue(
		stage,
		async () => {
			const again = [...(await waiting()), ...(await waiting(other))];
			return (
				again.length === 2 && again.every(({ nonce }) => nonce > own.nonce)
			);
		},
		"both are made anew",
	);
	expect(await codeOf(decide(one.id, true))).toBe("order-unknown");
	const next = await offered(22, other);
	expect(next.id).not.toBe(two.id);
	await decide(next.id, true);
	await whileSlotsPass(stage, theirs);
	const last = await offered(21);
	expect(last.nonce).toBe(own.nonce + 2);
	await decide(last.id, false);
	expect(await ignored).toBe("user-refused");
	await forgiven();
});

test("an order never outlives its page", async () => {
	const tab = wallet.site(shop);
	void codeOf(send(tab, 31));
	void codeOf(send(tab, 32));
	const { id } = await offered(31);
	tab.leave();
	await untilTrue(
		stage,
		async () => (await wallet.view()).waiting.length === 0,
		"both are gone",
	);
	expect(await codeOf(decide(id, true))).toBe("order-unknown");
	expect((await waiting()).length).toBe(0);
	await forgiven();
});

test("never makes a second payment of a request that a relay repeats on another port", async () => {
	const tab = wallet.site(shop);
	void codeOf(send(tab, 41, "kept"));
	const { id } = await offered(41);
	const again = wallet.site(shop);
	const answered = send(again, 41, "kept");
	expect(await codeOf(send(wallet.site(shop), 42, "kept"))).toBe("bad-params");
	tab.leave();
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect((await waiting()).map((one) => one.id)).toEqual([id]);
	await decide(id, true);
	const hash = await whileSlotsPass(stage, answered);
	expect(await whileSlotsPass(stage, send(again, 41, "kept"))).toBe(hash);
	expect(
		stage.sent.filter((raw) => decodeSigned(raw).transaction.valueWei === 41n)
			.length,
	).toBeGreaterThan(0);
	expect(
		new Set(
			stage.sent
				.map((raw) => decodeSigned(raw))
				.filter(({ transaction }) => transaction.valueWei === 41n)
				.map((one) => one.hash),
		).size,
	).toBe(1);
});

test("takes an order up again after a restart, and lets one go that no page asks for any more", async () => {
	void codeOf(send(page, 51, "again"));
	const { id } = await offered(51);
	wallet.kill();
	wallet = await openWallet(stage, disk);
	page = wallet.site(shop);
	const answered = send(page, 51, "again");
	expect((await offered(51)).id).toBe(id);
	await decide(id, true);
	await whileSlotsPass(stage, answered);
	void codeOf(send(page, 52, "never again"));
	await offered(52);
	wallet.kill();
	wallet = await openWallet(stage, disk);
	page = wallet.site(shop);
	await untilTrue(
		stage,
		async () => (await waiting()).length === 0,
		"it is gone",
	);
	await untilTrue(stage, () => isProved(wallet), "a balance");
});

test("is made anew when what it rests on grew too old, and answers the same request", async () => {
	const asked = send(page, 61);
	const { id } = await offered(61);
	await stage.world.advance(34);
	await untilTrue(
		stage,
		async () => (await waiting()).some((one) => one.id !== id),
		"another takes its place",
	);
	expect(await codeOf(decide(id, true))).toBe("order-unknown");
	const next = await offered(61);
	await decide(next.id, true);
	await whileSlotsPass(stage, asked);
	expect(await codeOf(wallet.ui("order.get", { id }))).toBe("order-unknown");
});

test("a closed window is a no to what sites asked for, and none to the person's own", async () => {
	const asked = rpcCode(send(page, 71));
	await offered(71);
	const connecting = rpcCode(
		wallet.site("https://new.example").ask("eth_requestAccounts"),
	);
	await whileSlotsPass(
		stage,
		wallet.ui("order.prepare", {
			id: "mine",
			chainId: stage.world.network.chainId,
			to: you,
			valueWei: "72",
		}),
	);
	await stage.world.advance();
	wallet.dismiss();
	expect(await asked).toBe(4001);
	expect(await connecting).toBe(4001);
	expect((await wallet.ui("order.get", { id: "mine" })).state).toBe("waiting");
	await decide("mine", false);
	await forgiven();
});

test("refuses more payments of one site than it may have waiting, with -32005", async () => {
	const tab = wallet.site(shop);
	const ends = Array.from({ length: 9 }, (_, i) => rpcCode(send(tab, 81 + i)));
	expect(await Promise.race(ends)).toBe(-32005);
	tab.leave();
	await untilTrue(
		stage,
		async () => (await wallet.view()).waiting.length === 0,
		"all are gone",
	);
	await forgiven();
});

test("a payment never outlives the site's permission", async () => {
	const asked = codeOf(send(page, 91));
	await offered(91);
	await page.ask("wallet_revokePermissions", [{}]);
	expect(await asked).toBe("not-permitted");
	expect((await waiting()).length).toBe(0);
	page = await connect(shop);
});

describe("what cannot be carried out as it was asked", () => {
	test.each([
		["a blob transaction", { type: "0x3", blobs: ["0x00"] }, 4200],
		["blobs without a type", { blobs: ["0x00"] }, 4200],
		["blob hashes", { blobVersionedHashes: [`0x01${"00".repeat(31)}`] }, 4200],
		["a blob fee", { maxFeePerBlobGas: "0x1" }, 4200],
		["sidecars", { sidecars: [] }, 4200],
		["an authorization", { type: "0x4", authorizationList: [{}] }, 4200],
		["an empty list of authorizations", { authorizationList: [] }, 4200],
		["a cap in type 0x0", { type: "0x0", maxFeePerGas: "0x1" }, -32602],
		["a tip in type 0x1", { type: "0x1", maxPriorityFeePerGas: "0x1" }, -32602],
		["type 0x5", { type: "0x5" }, 4200],
		["a fee in another coin", { feeCurrency: you }, 4200],
		["dependencies", { factoryDeps: [] }, 4200],
		["custom data", { customData: {} }, 4200],
		["a misspelt bound", { gasLimit: "0x5208" }, 4200],
		["too little gas", { gas: "0x5207" }, -32602],
		["two kinds of fee", { gasPrice: "0x1", maxFeePerGas: "0x1" }, -32602],
		["a legacy fee in type 2", { type: "0x2", gasPrice: "0x1" }, -32602],
		[
			"a tip over the fee",
			{ maxFeePerGas: "0x1", maxPriorityFeePerGas: "0x2" },
			-32602,
		],
	] as const)("refuses %s, and makes no order", async (_, more, code) => {
		expect(await rpcCode(send(page, 1, undefined, more))).toBe(code);
		expect((await wallet.view()).waiting).toEqual([]);
	});

	test.each([
		["a highest fee under the base fee", { maxFeePerGas: "0x1" }],
		["a gas price under the base fee", { gasPrice: "0x1" }],
	] as const)("refuses %s", async (_, more) => {
		expect(
			await codeOf(whileSlotsPass(stage, send(page, 2, undefined, more))),
		).toBe("order-fee");
	});

	test("never signs above the gas and the fees that the site stated", async () => {
		const tab = wallet.site(shop);
		void codeOf(send(tab, 101));
		const free = await offered(101);
		tab.leave();
		await untilTrue(
			stage,
			async () => (await wallet.view()).waiting.length === 0,
			"it is gone",
		);
		await forgiven();
		const cap = BigInt(free.maxFeePerGasWei) - 1n;
		const asked = send(page, 102, undefined, {
			type: "0x2",
			gas: "0x5208",
			maxFeePerGas: toQuantity(cap),
			maxPriorityFeePerGas: "0x1",
		});
		const bound = await offered(102);
		expect(bound.gasLimit).toBe(21_000);
		expect(BigInt(bound.maxFeePerGasWei)).toBeLessThanOrEqual(cap);
		expect(bound.maxPriorityFeePerGasWei).toBe("1");
		await decide(bound.id, true);
		await whileSlotsPass(stage, asked);
	});

	test("signs a legacy transaction at the very price that the site named", async () => {
		const price = 7_000_000_000n;
		const asked = send(page, 103, undefined, { gasPrice: toQuantity(price) });
		const order = await offered(103);
		expect(order.maxFeePerGasWei).toBe(String(price));
		const view = (await wallet.keys("approval.list", undefined)).find(
			({ id }) => id === order.id,
		);
		expect(view?.older).toBe(0);
		await decide(order.id, true);
		const hash = await whileSlotsPass(stage, asked);
		const raw = stage.sent.find((one) => decodeSigned(one).hash === hash);
		expect(raw && decodeSigned(raw).transaction).toMatchObject({
			type: 0,
			maxFeePerGasWei: price,
			valueWei: 103n,
		});
		await untilTrue(
			stage,
			async () =>
				(await wallet.ui("order.get", { id: order.id })).succeeded === true,
			"it is in a block",
		);
	}, 120_000);

	test.each([
		[{ type: "0x3" }, 4200],
		[{ type: "0x4" }, 4200],
		[{ blobs: [] }, 4200],
		[{ maxFeePerBlobGas: "0x1" }, 4200],
		[{ stateOverride: {} }, 4200],
		[{ to: null, data: "0x00", nonce: "0x7" }, 4200],
	] as const)("refuses a call with %j", async (more, code) => {
		expect(await rpcCode(page.ask("eth_call", [{ to: you, ...more }]))).toBe(
			code,
		);
	});
});
