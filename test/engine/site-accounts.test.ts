// Which accounts a site sees is the person's choice account by account: by EIP-2255 a site may ask for the one that is chosen now,
// and each can be taken back by itself, with what waits for it.

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Hex, toHex, toQuantity, utf8 } from "../../src/base/bytes.ts";
import { giveLeave } from "../decide.ts";
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
} from "./wallet.ts";

let stage: Stage;
let wallet: Wallet;
let page: ReturnType<Wallet["site"]>;
let second: Hex;
const shop = "https://shop.example";

beforeAll(async () => {
	stage = await openStage();
	wallet = await setUp(stage, newDisk());
	await untilTrue(stage, () => isProved(wallet), "a balance");
	await wallet.keys("keys.addKey", { key: "11".repeat(32) });
	second =
		(await wallet.view()).accounts.find((account) => account !== me) ?? me;
	await wallet.ui("account.select", { address: me });
	page = wallet.site(shop);
}, 60_000);
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

/** Says yes to the question that it waits for. */
const allowed = async (asked: Promise<unknown>): Promise<unknown> => {
	await untilTrue(
		stage,
		async () => (await wallet.view()).requests.length > 0,
		"the question",
	);
	for (const request of (await wallet.view()).requests)
		await giveLeave(wallet.ui, request);
	return asked;
};
const permission = (...accounts: readonly Hex[]) => [
	{
		parentCapability: "eth_accounts",
		invoker: shop,
		caveats: [{ type: "restrictReturnedAccounts", value: accounts }],
	},
];
/** The message is with the signer, which shows it. */
const withSigner = (text: string) =>
	untilTrue(
		stage,
		async () =>
			(await wallet.keys("message.list", undefined)).some(
				({ meaning }) => "text" in meaning && meaning.text === text,
			),
		`"${text}" with the signer`,
	);
const wanted = [{ eth_accounts: {} }];

test("a permission is for one account, and says which", async () => {
	expect(second).not.toBe(me);
	expect(await allowed(page.ask("wallet_requestPermissions", wanted))).toEqual(
		permission(me),
	);
	expect(await page.ask("wallet_getPermissions")).toEqual(permission(me));
	expect(await page.ask("eth_accounts")).toEqual([me]);
});

test("a site that is connected is asked for nothing again, until it wants the account that is chosen now", async () => {
	expect(await page.ask("wallet_requestPermissions", wanted)).toEqual(
		permission(me),
	);
	await wallet.ui("account.select", { address: second });
	expect(await page.ask("eth_requestAccounts")).toEqual([me]);
	expect((await wallet.view()).requests).toEqual([]);
	expect(await allowed(page.ask("wallet_requestPermissions", wanted))).toEqual(
		permission(second, me),
	);
});

test("refuses payments and messages of the account that was taken back, and leaves the other's alone", async () => {
	const signs = (account: Hex, text: string) =>
		page.ask("personal_sign", [toHex(utf8(text)), account], text);
	const gone = codeOf(signs(me, "gone"));
	await withSigner("gone");
	const paid = codeOf(
		page.ask("eth_sendTransaction", [
			{ from: me, to: second, value: toQuantity(1) },
		]),
	);
	const kept = codeOf(signs(second, "kept"));
	await untilTrue(
		stage,
		async () => (await wallet.view()).orders.length > 0,
		"an order",
	);
	expect((await wallet.view()).orders[0]?.state).toBe("waiting");
	await wallet.ui("site.revoke", { origin: shop, address: me });
	expect(await gone).toBe("not-permitted");
	expect(await paid).toBe("not-permitted");
	expect(await page.ask("eth_accounts")).toEqual([second]);
	expect(await codeOf(signs(me, "once more"))).toBe("not-permitted");
	await withSigner("kept");
	await wallet.ui("site.revoke", { origin: shop, address: second });
	expect(await kept).toBe("not-permitted");
	expect(await page.ask("wallet_getPermissions")).toEqual([]);
	expect(await wallet.ui("site.list", undefined)).toEqual([]);
}, 60_000);

test("the list says when a site was last used, and a locked wallet notes nothing", async () => {
	expect(await allowed(page.ask("eth_requestAccounts"))).toEqual([second]);
	await untilTrue(
		stage,
		async () => (await wallet.ui("site.list", undefined))[0]?.lastMs !== null,
		"a note of its use",
	);
	const [site] = await wallet.ui("site.list", undefined);
	expect(site?.lastMs).toBeLessThanOrEqual(stage.world.nowMs());
	await wallet.keys("keys.lock", undefined);
	await stage.world.advance(100);
	await page.ask("eth_accounts");
	expect((await wallet.ui("site.list", undefined))[0]?.lastMs).toBe(
		site?.lastMs,
	);
}, 60_000);
