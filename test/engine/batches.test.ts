// Batches of calls (EIP-5792) as a page asks for them, by viem over the provider that ships: the whole list first, then each call by
// itself, in its order. What fails or is refused ends the batch; what is answered is proved.

import {
	createWalletClient,
	custom,
	type EIP1193Parameters,
	type WalletRpcSchema,
} from "viem";
import {
	getCallsStatus,
	getCapabilities,
	sendCalls,
	showCallsStatus,
} from "viem/actions";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeProvider } from "../../extension/inpage/provider.ts";
import { abiAddress, abiCall, abiWord } from "../../src/base/abi.ts";
import { type Hex, toQuantity } from "../../src/base/bytes.ts";
import { selectorOf } from "../../src/crypto/selector.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import type { BatchView } from "../../src/protocol/batch-views.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import { approve, giveLeave } from "../decide.ts";
import { codeIn } from "../evm/tokens.ts";
import {
	codeOf,
	type Disk,
	isProved,
	me,
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
const coin: Hex = `0x${"a1".repeat(20)}`;
const shop = "https://shop.example";
const other = "https://other.example";
let stage: Stage;
let disk: Disk;
let wallet: Wallet;

const paying = (amount: bigint): Hex =>
	abiCall(
		selectorOf("transfer(address,uint256)"),
		abiAddress(you),
		abiWord(amount),
	);

/** viem over the provider that ships, over a port of the page. */
const clientOf = (origin: string) => {
	const { end } = wallet.site(origin);
	let count = 0;
	const { provider, hear } = makeProvider({
		post: (message) => end.send(message),
		newId: () => `${origin} ${++count} ${Math.random()}`,
		mostWaiting: 64,
	});
	end.listen(hear);
	const { chainId } = stage.world.network;
	return {
		request: provider.request,
		client: createWalletClient({
			account: me,
			chain: {
				id: chainId,
				name: "made",
				nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
				rpcUrls: { default: { http: [] } },
			},
			transport: custom(provider, { retryCount: 0 }),
		}),
	};
};
type Client = ReturnType<typeof clientOf>;
let page: Client;

const connect = async (origin: string): Promise<Client> => {
	const made = clientOf(origin);
	const asked = made.request({ method: "eth_requestAccounts" });
	await answer();
	await asked;
	return made;
};

/** Answers the one question that waits. @returns it as it was shown */
const answer = async (yes = true) => {
	await untilTrue(
		stage,
		async () =>
			(await wallet.view()).requests.some(({ kind }) => kind !== "send"),
		"a question",
	);
	const found = (await wallet.view()).requests.find(
		({ kind }) => kind !== "send",
	);
	if (found === undefined) throw new Error("it went away");
	if (yes) await giveLeave(wallet.ui, found);
	else await wallet.ui("site.answer", { id: found.id, allow: false });
	return found;
};

/** The order of a site that waits with the signer. */
const offered = async (): Promise<string> => {
	let id = "";
	await untilTrue(
		stage,
		async () => {
			const shown = await wallet.keys("approval.list", undefined);
			const { waiting } = await wallet.view();
			id =
				waiting.find(
					(one) =>
						one.kind === "order" && shown.some((two) => two.id === one.id),
				)?.id ?? "";
			return id !== "";
		},
		"an order to decide",
	);
	return id;
};

const batches = async (): Promise<readonly BatchView[]> =>
	(await wallet.view()).batches ?? [];
const newest = async (): Promise<BatchView> => {
	const [found] = await batches();
	if (found === undefined) throw new Error("there is no batch");
	return found;
};
const untilBatch = (holds: (batch: BatchView) => boolean, what: string) =>
	untilTrue(stage, async () => holds(await newest()), what);
const statesOf = ({ calls }: BatchView) => calls.map(({ state }) => state);

const two = [
	{ to: coin, data: paying(3n) },
	{ to: you, value: 1_000n },
] as const;

/** What viem says of a refusal: the code of the EIP. */
const refusal = async (work: Promise<unknown>): Promise<unknown> =>
	work.then(
		() => null,
		(thrown: unknown) => {
			for (let one: unknown = thrown; one instanceof Error; one = one.cause)
				if ("code" in one && typeof one.code === "number") return one.code;
			return thrown;
		},
	);

/** As a page may write it, whatever viem would make of it. */
const ask = (from: Client, more: object): Promise<unknown> =>
	from.request({
		method: "wallet_sendCalls",
		params: [
			{
				version: "2.0.0",
				from: me,
				chainId: toQuantity(stage.world.network.chainId),
				atomicRequired: false,
				calls: [{ to: you, value: "0x1" }],
				...more,
			},
		],
	});

const forgiven = () => wallet.ui("site.unblock", { origin: shop });

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
	disk = newDisk();
	wallet = await setUp(stage, disk);
	await untilTrue(stage, () => isProved(wallet), "a balance");
	page = await connect(shop);
});
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

test("shows the whole list first, then each call by itself, and answers with proved receipts", async () => {
	const sentBefore = stage.sent.length;
	const asked = sendCalls(page.client, { calls: two, id: "first" });
	await untilTrue(
		stage,
		async () => (await wallet.view()).requests.length > 0,
		"the question",
	);
	const [shown] = (await wallet.view()).requests;
	if (shown === undefined) throw new Error("it went away");
	// a yes to another list, under the same words, is none to this one
	const other = { ...shown, about: `0x${"12".repeat(32)}` };
	expect(await codeOf(giveLeave(wallet.ui, other))).toBe("order-unknown");
	const { about: _, ...nameless } = shown;
	expect(await codeOf(giveLeave(wallet.ui, nameless))).toBe("order-unknown");
	const { kind, origin, says, batch } = await answer();
	expect([kind, origin, says.params.calls]).toEqual(["batch", shop, 2]);
	expect(batch).toEqual({
		chainId: stage.world.network.chainId,
		from: me,
		calls: [
			{ to: coin, valueWei: "0", bytes: 68 },
			{ to: you, valueWei: "1000", bytes: 0 },
		],
	});
	const { id } = await asked;
	expect(id).toBe("first");

	const one = await offered();
	expect((await newest()).calls[0]?.id).toBe(one);
	expect(statesOf(await newest())).toEqual(["asked", "waits"]);
	const before = await getCallsStatus(page.client, { id });
	expect([before.statusCode, before.atomic, before.receipts]).toEqual([
		...[100, false, []],
	]);
	await approve(wallet.keys, one);
	await untilBatch(({ calls }) => calls[0]?.state === "done", "the first");

	const next = await offered();
	expect((await newest()).calls[1]?.id).toBe(next);
	const half = await getCallsStatus(page.client, { id });
	expect([half.statusCode, half.receipts?.length]).toEqual([100, 1]);
	await approve(wallet.keys, next);
	await untilBatch(({ state }) => state === "done", "the second");

	const done = await getCallsStatus(page.client, { id });
	expect([done.version, done.statusCode, done.status]).toEqual([
		...["2.0.0", 200, "success"],
	]);
	const sent = stage.sent.slice(sentBefore).map((raw) => decodeSigned(raw));
	const hashes = [...new Set(sent.map(({ hash }) => hash))];
	expect(done.receipts?.map(({ transactionHash }) => transactionHash)).toEqual(
		hashes,
	);
	for (const [at, hash] of hashes.entries()) {
		const theirs = Object(
			await stage.world.anvil.call("eth_getTransactionReceipt", [hash]),
		);
		const ours = done.receipts?.[at];
		expect(ours).toEqual({
			logs: theirs.logs.map(({ address, topics, data }: typeof theirs) => ({
				...{ address, topics, data },
			})),
			status: "success",
			blockHash: theirs.blockHash,
			blockNumber: BigInt(theirs.blockNumber),
			gasUsed: BigInt(theirs.gasUsed),
			transactionHash: hash,
		});
	}
	expect(done.receipts?.[0]?.logs.length).toBe(1);
}, 60_000);

test("says that it carries out nothing whole, and shows how a batch stands", async () => {
	expect(await getCapabilities(page.client, { account: me })).toEqual({
		[stage.world.network.chainId]: { atomic: { status: "unsupported" } },
	});
	expect(
		await page.request({
			method: "wallet_getCapabilities",
			params: [me, ["0x2105"]],
		}),
	).toEqual({});
	const shown = showCallsStatus(page.client, { id: "first" });
	const { kind, about } = await answer();
	expect([kind, about]).toEqual(["batch-status", (await newest()).id]);
	await shown;
	const dismissed = showCallsStatus(page.client, { id: "first" });
	await answer(false);
	await dismissed;
	await forgiven();
});

test("refuses by the codes of the EIP what it cannot do, and asks nobody", async () => {
	const many = Array.from({ length: 9 }, () => ({ to: you, value: "0x1" }));
	const heavy = Array.from({ length: 2 }, () => ({
		to: coin,
		data: `0x${"00".repeat(40_000)}`,
	}));
	const optional = { paymaster: { url: "https://x.example", optional: false } };
	const named = (
		from: Client,
		method: EIP1193Parameters<WalletRpcSchema>["method"],
		param: string,
	) => from.request({ method, params: [param] });
	const known = await connect(other);
	for (const [code, work] of [
		[5700, () => ask(page, { capabilities: optional })],
		[
			5700,
			() => ask(page, { calls: [{ to: you, capabilities: { thing: {} } }] }),
		],
		[5710, () => ask(page, { chainId: "0x2105" })],
		[5720, () => ask(page, { id: "first" })],
		[5730, () => named(page, "wallet_getCallsStatus", "unknown")],
		[5730, () => named(page, "wallet_showCallsStatus", "unknown")],
		// one site's names say nothing of another's
		[5730, () => named(known, "wallet_getCallsStatus", "first")],
		[5740, () => ask(page, { calls: many })],
		[5740, () => ask(page, { calls: heavy })],
		[5760, () => ask(page, { atomicRequired: true, calls: many.slice(0, 2) })],
		[4100, () => ask(page, { from: you })],
		[4100, () => named(page, "wallet_getCapabilities", you)],
		[4100, () => ask(clientOf("https://nobody.example"), {})],
		[-32602, () => ask(page, { calls: [] })],
		[-32602, () => ask(page, { version: "1.0" })],
		[-32602, () => ask(page, { id: "" })],
		[-32602, () => ask(page, { id: "x".repeat(8_195) })],
		[-32602, () => ask(page, { calls: [{ data: "0x" }] })],
		[4200, () => ask(page, { calls: [{ to: you, gas: "0x5208" }] })],
		[4200, () => ask(page, { paymaster: "https://x.example" })],
	] as const)
		expect([code, await refusal(work())]).toEqual([code, code]);
	expect((await wallet.view()).requests).toEqual([]);
	expect((await batches()).length).toBe(1);
});

test("what is asked for optionally is left out, and one call is whole by itself", async () => {
	const asked = ask(page, {
		atomicRequired: true,
		capabilities: { paymaster: { url: "https://x.example", optional: true } },
	});
	await answer();
	const { id } = Object(await asked);
	expect(id).toMatch(/^0x[0-9a-f]{64}$/);
	await approve(wallet.keys, await offered());
	await untilBatch(({ state }) => state === "done", "it is done");
	const { statusCode, atomic } = await getCallsStatus(page.client, { id });
	expect([statusCode, atomic]).toEqual([200, true]);
});

test("a no to the list sends nothing and leaves nothing behind", async () => {
	const before = [stage.sent.length, (await batches()).length];
	const asked = refusal(sendCalls(page.client, { calls: two, id: "no" }));
	await answer(false);
	expect(await asked).toBe(4001);
	await stage.world.advance();
	expect([stage.sent.length, (await batches()).length]).toEqual(before);
	expect(await refusal(getCallsStatus(page.client, { id: "no" }))).toBe(5730);
	await forgiven();
});

test("a no to the first call ends the batch: nothing of it happened", async () => {
	const sentBefore = stage.sent.length;
	const asked = sendCalls(page.client, { calls: two, id: "first-no" });
	await answer();
	await asked;
	await wallet.keys("approval.decide", { id: await offered(), yes: false });
	await untilBatch(({ state }) => state === "stopped", "it stops");
	const batch = await newest();
	expect([batch.why?.code, statesOf(batch)]).toEqual([
		"user-refused",
		["failed", "waits"],
	]);
	const { statusCode, receipts } = await getCallsStatus(page.client, {
		id: "first-no",
	});
	expect([statusCode, receipts]).toEqual([400, []]);
	await stage.world.advance(2);
	expect((await wallet.view()).waiting).toEqual([]);
	expect(stage.sent.length).toBe(sentBefore);
	await forgiven();
});

test("a no to the second call: the first stays done, the third is never asked for, and a part is said to have happened", async () => {
	const asked = sendCalls(page.client, {
		calls: [...two, { to: you, value: 5n }],
		id: "second-no",
	});
	await answer();
	await asked;
	await approve(wallet.keys, await offered());
	await untilBatch(({ calls }) => calls[0]?.state === "done", "the first");
	await wallet.keys("approval.decide", { id: await offered(), yes: false });
	await untilBatch(({ state }) => state === "stopped", "it stops");
	expect(statesOf(await newest())).toEqual(["done", "failed", "waits"]);
	const { statusCode, receipts } = await getCallsStatus(page.client, {
		id: "second-no",
	});
	expect([statusCode, receipts?.length]).toEqual([600, 1]);
	await stage.world.advance(2);
	expect((await wallet.view()).waiting).toEqual([]);
	await forgiven();
});

test("a call that fails on the chain ends the batch, and the next is never asked for", async () => {
	const { anvil } = stage.world;
	const theirs = (amount: bigint, tip: bigint) =>
		anvil.call("eth_sendTransaction", [
			{
				...{ from: you, to: coin, gas: "0x186a0" },
				maxFeePerGas: toQuantity(90_000_000_000n),
				maxPriorityFeePerGas: toQuantity(tip),
				data: abiCall(
					selectorOf("approve(address,uint256)"),
					abiAddress(me),
					abiWord(amount),
				),
			},
		]);
	await theirs(10n, 1n);
	await stage.world.advance(2);
	const taking = abiCall(
		selectorOf("transferFrom(address,address,uint256)"),
		...[abiAddress(you), abiAddress(me), abiWord(2n)],
	);
	const calls = [{ to: coin, data: taking }, two[1]] as const;
	const asked = sendCalls(page.client, { calls, id: "reverts" });
	await answer();
	await asked;
	const id = await offered();
	// what it counted on is gone before its turn in the block
	await theirs(0n, 60_000_000_000n);
	await approve(wallet.keys, id);
	await untilBatch(({ state }) => state === "stopped", "it stops");
	const batch = await newest();
	expect([batch.why?.code, statesOf(batch)]).toEqual([
		"batch-reverted",
		["failed", "waits"],
	]);
	const { statusCode, receipts } = await getCallsStatus(page.client, {
		id: "reverts",
	});
	expect([statusCode, receipts?.map(({ status }) => status)]).toEqual([
		500,
		["reverted"],
	]);
	await stage.world.advance(2);
	expect((await wallet.view()).waiting).toEqual([]);
});

test("goes on where it stood when its page is gone and the wallet was opened again, and sends nothing twice", async () => {
	const sentBefore = stage.sent.length;
	const asked = sendCalls(page.client, { calls: two, id: "again" });
	await answer();
	await asked;
	await offered();
	for (const isDone of [false, true]) {
		wallet.kill();
		wallet = await openWallet(stage, disk);
		await untilTrue(stage, () => isProved(wallet), "a balance");
		await approve(wallet.keys, await offered());
		await untilBatch(
			({ state, calls }) =>
				isDone ? state === "done" : calls[0]?.state === "done",
			"the next",
		);
	}
	const sent = new Set(stage.sent.slice(sentBefore));
	expect(sent.size).toBe(2);
	page = clientOf(shop);
	const { statusCode } = await getCallsStatus(page.client, { id: "again" });
	expect(statusCode).toBe(200);
});

test("the person stops it: what waits is taken back, and it can be put away", async () => {
	const asked = sendCalls(page.client, { calls: two, id: "stopped" });
	await answer();
	await asked;
	const order = await offered();
	const { id } = await newest();
	expect(await codeOf(wallet.ui("batch.forget", { id }))).toBe("order-unknown");
	await wallet.ui("batch.stop", { id });
	expect((await newest()).state).toBe("stopped");
	await untilTrue(
		stage,
		async () => (await wallet.view()).waiting.length === 0,
		"nothing waits",
	);
	expect(await codeOf(approve(wallet.keys, order))).toBe("order-unknown");
	await wallet.ui("batch.forget", { id });
	expect((await batches()).some((one) => one.id === id)).toBe(false);
	await forgiven();
});

test("tells a site nothing of its batch, and takes none, while it is locked", async () => {
	await wallet.keys("keys.lock", undefined);
	for (const work of [
		() => getCallsStatus(page.client, { id: "first" }),
		() => showCallsStatus(page.client, { id: "first" }),
		() => getCapabilities(page.client, { account: me }),
		() => ask(page, {}),
	])
		expect(await refusal(work())).toBe(4100);
	expect((await wallet.view()).requests).toEqual([]);
	await wallet.keys("keys.unlock", { password });
});

test("takes back what waits of a site that is not connected any more, and asks for nothing more of it", async () => {
	const asked = sendCalls(page.client, { calls: two, id: "taken" });
	await answer();
	await asked;
	await offered();
	await wallet.ui("site.forget", { origin: shop });
	await untilBatch(({ state }) => state === "stopped", "it stops");
	expect((await newest()).why?.code).toBe("not-permitted");
	expect(await refusal(getCallsStatus(page.client, { id: "taken" }))).toBe(
		4100,
	);
	await whileSlotsPass(stage, stage.world.advance(2));
	expect((await wallet.view()).waiting).toEqual([]);
});

test("takes back what waits of the account that was taken from the site", async () => {
	page = await connect(shop);
	const asked = sendCalls(page.client, { calls: two, id: "of-one" });
	await answer();
	await asked;
	await offered();
	await wallet.ui("site.revoke", { origin: shop, address: me });
	await untilBatch(({ state }) => state === "stopped", "it stops");
	expect((await newest()).why?.code).toBe("not-permitted");
	await untilTrue(
		stage,
		async () => (await wallet.view()).waiting.length === 0,
		"nothing waits",
	);
});
