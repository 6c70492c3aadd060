// Calls of contracts that a site asks for: tried on proved state, offered with what the tokens' slots prove, signed, carried out;
// and refused where they do more than they say.

import { getAddress, getCreateAddress } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { abiAddress, abiCall, abiWord } from "../../src/base/abi.ts";
import { type Hex, toQuantity } from "../../src/base/bytes.ts";
import {
	type FunctionSignature,
	selectorOf,
} from "../../src/crypto/selector.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import { approve, giveLeave } from "../decide.ts";
import { codeIn } from "../evm/tokens.ts";
import {
	codeOf,
	isProved,
	me,
	newDisk,
	openStage,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "./wallet.ts";

const you: Hex = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const at = (n: number): Hex => `0x${n.toString(16).repeat(20)}`;
const [coin, liar] = [at(0xa1), at(0xa2)];
const shop = "https://shop.example";

let stage: Stage;
let wallet: Wallet;
let page: ReturnType<Wallet["site"]>;

const put = async (to: Hex, name: string, balance: bigint): Promise<void> => {
	const { anvil } = stage.world;
	await anvil.call("anvil_setCode", [to, codeIn("Simulated.sol", name)]);
	await anvil.call("anvil_setStorageAt", [
		to,
		mappingSlot(wordHex(me), 0),
		wordHex(balance),
	]);
};

beforeAll(async () => {
	stage = await openStage();
	await put(coin, "Coin", 1_000n);
	await put(liar, "Liar", 1_000n);
	await stage.world.advance(2);
	wallet = await setUp(stage, newDisk());
	await untilTrue(stage, () => isProved(wallet), "a balance");
	page = wallet.site(shop);
	const asked = page.ask("eth_requestAccounts");
	await untilTrue(
		stage,
		async () => (await wallet.view()).requests.length > 0,
		"the question",
	);
	for (const request of (await wallet.view()).requests)
		await giveLeave(wallet.ui, request);
	await asked;
}, 120_000);
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

const callOf = (
	signature: FunctionSignature,
	...args: readonly (Hex | bigint)[]
): Hex =>
	abiCall(
		selectorOf(signature),
		...args.map((one) =>
			typeof one === "string" ? abiAddress(one) : abiWord(one),
		),
	);
let count = 0;
const ask = (to: Hex, data: Hex, more: object = {}) =>
	page.ask(
		"eth_sendTransaction",
		[{ from: me, to, data, value: toQuantity(0), ...more }],
		`call-${++count}`,
	);
/** What the signer shows of the one call that waits with it. */
const shown = async () => {
	let found: Awaited<ReturnType<typeof list>>[number] | undefined;
	const list = () => wallet.keys("approval.list", undefined);
	await untilTrue(
		stage,
		async () => {
			found = (await list()).find(({ call }) => call !== undefined);
			return found !== undefined;
		},
		"it is with the signer",
	);
	if (found?.call === undefined) throw new Error("no call waits");
	return { ...found, call: found.call };
};

test("a token is sent: the signer proves what there is, the engine says what would happen, and it happens", async () => {
	const sent = ask(coin, callOf("transfer(address,uint256)", you, 400n));
	const { id, call, to, data } = await shown();
	expect(to).toBe(coin);
	expect(call.parts).toEqual([
		{ kind: "transfer", token: coin, to: you, amount: "400" },
	]);
	expect(call.tokens).toEqual([
		{ token: coin, balance: "1000", most: "400", why: "asked" },
	]);
	expect(call.foretold.late.effects).toEqual([
		{
			kind: "moved",
			asset: { kind: "erc20", token: coin },
			from: me,
			to: you,
			amount: "400",
		},
	]);
	await approve(wallet.keys, id);
	const hash = await whileSlotsPass(stage, sent);
	const raw = stage.sent.find((one) => decodeSigned(one).hash === hash);
	expect(raw && decodeSigned(raw).transaction.data).toBe(data);
	await untilTrue(
		stage,
		async () => (await wallet.ui("order.get", { id })).state === "final",
		"it is final",
	);
	expect((await wallet.ui("order.get", { id })).succeeded).toBe(true);
	const { file } = await wallet.ui("receipt.export", { id });
	expect(file).toContain("sextant-call-1");
	const word = await stage.world.anvil.call("eth_getStorageAt", [
		coin,
		mappingSlot(wordHex(you), 0),
		"latest",
	]);
	expect(BigInt(String(word))).toBe(400n);
}, 120_000);

test("the person sends a token from the wallet's own screen", async () => {
	const made = await whileSlotsPass(
		stage,
		wallet.ui("order.prepare", {
			id: "own",
			chainId: stage.world.network.chainId,
			to: you,
			valueWei: "0",
			asset: { kind: "erc20", token: coin, amount: "250" },
		}),
	);
	expect(made).toMatchObject({ to: coin, valueWei: "0", origin: null });
	const { call } = await shown();
	expect(call.tokens).toEqual([
		{ token: coin, balance: "600", most: "250", why: "asked" },
	]);
	await approve(wallet.keys, "own");
	await untilTrue(
		stage,
		async () =>
			(await wallet.ui("order.get", { id: "own" })).succeeded === true,
		"it is in a block",
	);
	expect(
		await codeOf(
			wallet.ui("order.prepare", {
				id: "both",
				chainId: stage.world.network.chainId,
				to: you,
				valueWei: "1",
				asset: { kind: "erc20", token: coin, amount: "1" },
			}),
		),
	).toBe("bad-params");
}, 120_000);

test("a token that moves more than it says is refused with order-foretold", async () => {
	expect(
		await whileSlotsPass(
			stage,
			codeOf(ask(liar, callOf("transfer(address,uint256)", you, 1n))),
		),
	).toBe("order-foretold");
	expect(
		await whileSlotsPass(
			stage,
			codeOf(ask(liar, callOf("approve(address,uint256)", you, 1n))),
		),
	).toBe("order-foretold");
}, 120_000);

test("a call that fails is refused with order-foretold, and one of nothing with call-no-code", async () => {
	expect(
		await whileSlotsPass(
			stage,
			codeOf(ask(coin, callOf("transfer(address,uint256)", you, 10_000n))),
		),
	).toBe("order-foretold");
	expect(await whileSlotsPass(stage, codeOf(ask(at(0xb7), "0xdeadbeef")))).toBe(
		"call-no-code",
	);
}, 120_000);

test("a call that needs the order before it waits until that one is in a block, and is refused with order-behind where nobody waits", async () => {
	const first = ask(coin, callOf("approve(address,uint256)", me, 6n));
	await approve(wallet.keys, (await shown()).id);
	await first;
	// signed, and in no block: what it allows is not there yet. One of it is left, since the test's node proves a slot that was set
	// back to zero by a trie that holds the zero
	const second = ask(
		coin,
		callOf("transferFrom(address,address,uint256)", me, you, 5n),
	);
	expect(
		await codeOf(
			wallet.ui("order.prepare", {
				id: "behind",
				chainId: stage.world.network.chainId,
				to: you,
				valueWei: "0",
				asset: { kind: "erc20", token: coin, amount: "10000" },
			}),
		),
	).toBe("order-behind");
	const { id, call } = await shown();
	expect(call.parts).toMatchObject([{ kind: "transfer-from", amount: "5" }]);
	await approve(wallet.keys, id);
	await whileSlotsPass(stage, second);
	await untilTrue(
		stage,
		async () => (await wallet.ui("order.get", { id })).succeeded === true,
		"it is in a block",
	);
}, 120_000);

test("an allowance without end is shown as one, and a no is a no", async () => {
	const sent = ask(
		coin,
		callOf("approve(address,uint256)", you, 2n ** 256n - 1n),
	);
	const { id, call } = await shown();
	expect(call.allows).toMatchObject([
		{ token: coin, spender: you, isUnlimited: true, isNone: false },
	]);
	expect(call.tokens).toMatchObject([{ token: coin, most: "0", why: "asked" }]);
	const refused = codeOf(sent);
	await wallet.keys("approval.decide", { id, yes: false });
	expect(await whileSlotsPass(stage, refused)).toBe("user-refused");
}, 120_000);

test("the person sets another amount than the site asks to be allowed: made again by the signer's own reading, shown beside it, signed", async () => {
	await wallet.ui("site.unblock", { origin: shop });
	const endless = 2n ** 256n - 1n;
	const sent = ask(coin, callOf("approve(address,uint256)", you, endless));
	const first = await shown();
	expect(first.call.settable).toMatchObject({
		asked: endless.toString(),
		isUnlimited: true,
		own: null,
	});
	// not under the name of another order, and not more than fits
	expect(
		await codeOf(
			wallet.keys("approval.amount", {
				id: first.id,
				order: first.shown,
				amount: "70",
			}),
		),
	).toBe("order-unknown");
	await wallet.keys("approval.amount", {
		id: first.id,
		order: first.order,
		amount: "70",
	});
	let made: Awaited<ReturnType<typeof shown>> | undefined;
	await untilTrue(
		stage,
		async () => {
			made = (await wallet.keys("approval.list", undefined)).find(
				({ call }) => call?.settable?.own === "70",
			) as typeof made;
			return made !== undefined;
		},
		"it is made again",
	);
	if (made === undefined) throw new Error("not made again");
	expect(made.id).not.toBe(first.id);
	expect(made.data).toBe(callOf("approve(address,uint256)", you, 70n));
	expect(made.call.settable?.asked).toBe(endless.toString());
	expect(made.call.allows).toMatchObject([
		{ amount: "70", isUnlimited: false },
	]);
	// simulated again
	expect(made.call.foretold.late.effects).toMatchObject([
		{ kind: "allowed", amount: "70" },
	]);
	await approve(wallet.keys, made.id);
	const hash = await whileSlotsPass(stage, sent);
	const raw = stage.sent.find((one) => decodeSigned(one).hash === hash);
	expect(raw && decodeSigned(raw).transaction.data).toBe(made.data);
	const { file } = await wallet.ui("receipt.export", { id: made.id });
	expect(file).toContain("asked");
	await untilTrue(
		stage,
		async () =>
			(await wallet.ui("order.get", { id: made?.id ?? "" })).state === "final",
		"it is final",
	);
}, 120_000);

test("a contract is created where the signer computed that it will be, and what a site names of accesses is signed", async () => {
	await wallet.ui("site.unblock", { origin: shop });
	// copies ten bytes behind it, which answer 42, and leaves them as its code
	const init: Hex = "0x600a600c600039600a6000f3602a60005260206000f3";
	const sent = page.ask(
		"eth_sendTransaction",
		[
			{
				from: me,
				data: init,
				type: "0x1",
				accessList: [{ address: coin, storageKeys: [wordHex(1)] }],
			},
		],
		"create-1",
	);
	const made = await shown();
	expect(made).toMatchObject({
		recipient: { kind: "new" },
		older: 1,
		accessList: [{ address: coin, storageKeys: [wordHex(1)] }],
		call: { creates: true, tokens: [], allows: [] },
	});
	expect(made.to).toBe(
		getCreateAddress({
			from: getAddress(me),
			nonce: BigInt(made.nonce),
		}).toLowerCase(),
	);
	await approve(wallet.keys, made.id);
	const hash = await whileSlotsPass(stage, sent);
	const raw = stage.sent.find((one) => decodeSigned(one).hash === hash);
	expect(raw && decodeSigned(raw).transaction).toMatchObject({
		type: 1,
		to: null,
		data: init,
	});
	await untilTrue(
		stage,
		async () =>
			(await wallet.ui("order.get", { id: made.id })).state === "final",
		"it is final",
	);
	expect(await wallet.ui("order.get", { id: made.id })).toMatchObject({
		creates: true,
		succeeded: true,
		to: made.to,
	});
	expect(await stage.world.anvil.call("eth_getCode", [made.to, "latest"])).toBe(
		"0x602a60005260206000f3",
	);
	const { file } = await wallet.ui("receipt.export", { id: made.id });
	expect(file).toContain("creates");
}, 120_000);

test("code that fails while it creates is refused with order-foretold", async () => {
	expect(
		await whileSlotsPass(
			stage,
			codeOf(
				page.ask(
					"eth_sendTransaction",
					[{ from: me, to: null, data: "0x60006000fd" }],
					"create-2",
				),
			),
		),
	).toBe("order-foretold");
}, 120_000);

test("what a site was allowed is found by proof, and one order takes it back", async () => {
	const { chainId } = stage.world.network;
	const look = () =>
		whileSlotsPass(stage, wallet.ui("allowance.look", { chainId }));
	const sent = ask(coin, callOf("approve(address,uint256)", you, 77n));
	const { id } = await shown();
	await approve(wallet.keys, id);
	await whileSlotsPass(stage, sent);
	await untilTrue(
		stage,
		async () => (await wallet.ui("order.get", { id })).succeeded === true,
		"it is in a block",
	);
	expect((await look()).rows).toContainEqual(
		expect.objectContaining({
			...{ kind: "token", token: coin, spender: you, amount: "77" },
			named: null,
		}),
	);
	const made = await whileSlotsPass(
		stage,
		wallet.ui("allowance.revoke", {
			...{ id: "back", chainId, kind: "token" as const },
			...{ token: coin, spender: you },
		}),
	);
	expect(made).toMatchObject({ to: coin, valueWei: "0", origin: null });
	const { call } = await shown();
	expect(call.parts).toEqual([
		{ kind: "approve", token: coin, spender: you, amount: "0" },
	]);
	expect(call.allows).toMatchObject([
		{ token: coin, spender: you, isNone: true },
	]);
	await approve(wallet.keys, "back");
	await untilTrue(
		stage,
		async () =>
			(await wallet.ui("order.get", { id: "back" })).succeeded === true,
		"it is in a block",
	);
	// not looked at again, for the same reason
	const slot = mappingSlot(wordHex(you), mappingSlot(wordHex(me), 1));
	const word = await stage.world.anvil.call("eth_getStorageAt", [
		...[coin, slot, "latest"],
	]);
	expect(BigInt(String(word))).toBe(0n);
}, 180_000);
