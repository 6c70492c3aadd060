// The person lets their account run a contract's code and takes that back: proved before and after, followed to its block; no site
// gets it, and nothing else is sent meanwhile.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
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
const helper: Hex = `0x${"b1".repeat(20)}`;
let stage: Stage;
let wallet: Wallet;

beforeAll(async () => {
	stage = await openStage();
	await stage.world.anvil.call("anvil_setCode", [
		helper,
		codeIn("Simulated.sol", "Coin"),
	]);
	await stage.world.advance(2);
	wallet = await setUp(stage, newDisk());
	await untilTrue(stage, () => isProved(wallet), "a balance");
}, 120_000);
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

const look = () =>
	whileSlotsPass(stage, wallet.ui("delegation.look", undefined));
const prepare = (id: string, to: Hex | null) =>
	whileSlotsPass(stage, wallet.ui("delegation.prepare", { id, to }));
const shown = async (id: string) => {
	const found = (await wallet.keys("approval.list", undefined)).find(
		(one) => one.id === id,
	);
	if (found === undefined) throw new Error(`${id} is not shown`);
	return found;
};
const signed = async (id: string): Promise<void> => {
	await approve(wallet.keys, id);
	await untilTrue(
		stage,
		async () => (await wallet.ui("order.get", { id })).state === "final",
		`${id} is final`,
	);
	expect((await wallet.ui("order.get", { id })).succeeded).toBe(true);
};
const pay = (id: string) =>
	whileSlotsPass(
		stage,
		codeOf(
			wallet.ui("order.prepare", {
				...{ id, chainId: stage.world.network.chainId },
				...{ to: you, valueWei: "1" },
			}),
		),
	);

test("the account runs a contract's code by the person's own order, and nobody's again by another", async () => {
	expect(await look()).toMatchObject({ account: me, to: null, isOther: false });
	expect(
		await codeOf(prepare("nothing", null)),
		"there is nothing to take back",
	).toBe("delegation-none");
	expect(await codeOf(prepare("empty", you))).toBe("delegation-code");

	const made = await prepare("set", helper);
	expect(made).toMatchObject({ to: helper, delegates: true, origin: null });
	expect(await shown("set")).toMatchObject({
		delegation: { now: null, next: helper },
		valueWei: "0",
		recipient: null,
	});
	await signed("set");
	const raw = stage.sent
		.map(decodeSigned)
		.find(({ transaction }) => transaction.type === 4);
	expect(raw?.transaction).toMatchObject({ valueWei: 0n, data: "0x" });
	expect(await stage.world.anvil.call("eth_getCode", [me, "latest"])).toBe(
		`0xef0100${helper.slice(2)}`,
	);
	expect(await look()).toMatchObject({ to: helper, isOther: false });

	expect(await pay("meanwhile")).toBe("order-delegated");

	await prepare("back", null);
	expect(await shown("back")).toMatchObject({
		delegation: { now: helper, next: null, codeHash: null },
	});
	await signed("back");
	expect(await look()).toMatchObject({ to: null, isOther: false });
	expect(await pay("after")).toBe(null);
	const { file } = await wallet.ui("receipt.export", { id: "set" });
	expect(file).toContain("sextant-delegation-1");
}, 240_000);

test("no site gets an authorization, by whatever name it asks", async () => {
	const page = wallet.site("https://shop.example");
	const asked = page.ask("eth_requestAccounts");
	await untilTrue(
		stage,
		async () => (await wallet.view()).requests.length > 0,
		"the question",
	);
	for (const request of (await wallet.view()).requests)
		await giveLeave(wallet.ui, request);
	await asked;
	const transaction = { from: me, to: me, value: "0x0" };
	const authorization = { address: helper, chainId: "0x0", nonce: "0x0" };
	for (const [method, params] of [
		["eth_signAuthorization", [authorization]],
		["wallet_signAuthorization", [authorization]],
		["eth_sendTransaction", [{ ...transaction, type: "0x4" }]],
		[
			"eth_sendTransaction",
			[{ ...transaction, authorizationList: [authorization] }],
		],
	] as const)
		expect(await whileSlotsPass(stage, codeOf(page.ask(method, params)))).toBe(
			"delegation-site",
		);
}, 120_000);
