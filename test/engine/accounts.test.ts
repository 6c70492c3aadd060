// Accounts as the engine knows them: names, order and hiding, what it proves of addresses, and that nothing is ordered for one
// that is only watched.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import {
	accountsForSites,
	labelsOf,
	withAccounts,
	withLabels,
} from "../../src/engine/accounts.ts";
import type { Settings } from "../../src/engine/settings.ts";
import { giveLeave } from "../decide.ts";
import { refusalOf } from "../refused.ts";
import {
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

const [a, b, c]: readonly [Hex, Hex, Hex] = [
	`0x${"0a".repeat(20)}`,
	`0x${"0b".repeat(20)}`,
	`0x${"0c".repeat(20)}`,
];
const settings: Settings = {
	network: null,
	imported: [],
	endpoints: [],
	accounts: [a, b, c],
	account: a,
	tokens: [],
};
const label = (address: Hex, name: string | null = null, hidden = false) => ({
	address,
	name,
	hidden,
});

describe("names and order", () => {
	test("are those the person gave, the others after them", () => {
		const now = withLabels(settings, [label(c, "Savings"), label(a)]);
		expect(labelsOf(now)).toEqual([label(c, "Savings"), label(a), label(b)]);
	});

	test("refuse a name that cannot be read as it is written, that is empty or too long", async () => {
		for (const name of [
			"",
			" ",
			"a\u200bb",
			"\u202eevil",
			" led",
			"two  spaces",
			"x".repeat(41),
			"\u3164",
		])
			expect(
				await refusalOf(() => withLabels(settings, [label(b, name)])),
				JSON.stringify(name),
			).toBe("bad-params");
	});

	test("refuse an account twice, one that is not here, and hiding the chosen one", async () => {
		for (const labels of [
			[label(b), label(b)],
			[label(`0x${"99".repeat(20)}`)],
			[label(a, null, true)],
		])
			expect(await refusalOf(() => withLabels(settings, labels))).toBe(
				"bad-params",
			);
	});

	test("go with the account, and one that is chosen then is seen", () => {
		const hidden = withLabels(settings, [label(b, "B", true), label(c, "C")]);
		const less = withAccounts(hidden, [b, c], [c]);
		expect(less).toMatchObject({ account: c, watched: [c], accounts: [b, c] });
		const one = withAccounts(hidden, [b], []);
		expect(one).toMatchObject({ account: b, labels: [label(b, "B")] });
		expect(withAccounts(one, [], []).account).toBe(null);
	});
});

describe("sites", () => {
	test("see the chosen account first, and none that is hidden", () => {
		const now = withLabels({ ...settings, account: c }, [label(b, null, true)]);
		expect(accountsForSites(now)).toEqual([c, a]);
	});
});

describe("in a wallet", () => {
	let stage: Stage;
	let wallet: Wallet;
	const disk = newDisk();
	const other: Hex = `0x${"5e".repeat(20)}`;
	beforeAll(async () => {
		stage = await openStage();
		wallet = await setUp(stage, disk);
		await untilTrue(stage, () => isProved(wallet), "a balance");
	}, 120_000);
	afterAll(async () => {
		wallet?.kill();
		await stage?.world.stop();
	});

	test("what is found of addresses is proved, nonce and balance", async () => {
		const looked = await whileSlotsPass(
			stage,
			wallet.ui("account.look", { addresses: [me, other] }),
		);
		const [found] = looked;
		expect(found?.fault).toBe(null);
		expect(found?.found?.grade.who).toBe("l1");
		const [mine, nobody] = found?.found?.accounts ?? [];
		expect(mine?.address).toBe(me);
		expect(BigInt(mine?.balanceWei ?? 0)).toBeGreaterThan(0n);
		expect(nobody).toEqual({ address: other, nonce: 0, balanceWei: "0" });
	}, 60_000);

	test("a lie about an address is not shown", async () => {
		stage.lie = (answer) =>
			answer.replaceAll(/"balance":"0x[0-9a-f]+"/g, '"balance":"0x99"');
		const [found] = await whileSlotsPass(
			stage,
			wallet.ui("account.look", { addresses: [`0x${"5f".repeat(20)}`] }),
		);
		stage.lie = null;
		expect(found?.found).toBe(null);
		expect(found?.fault).not.toBe(null);
	}, 60_000);

	test("a watched account is shown, no order is made for it, and a site is refused it", async () => {
		await wallet.keys("keys.addWatch", { address: other });
		expect((await wallet.view()).accounts).toEqual([me, other]);
		await wallet.ui("account.select", { address: other });
		const order = wallet.ui("order.prepare", {
			id: "watched",
			chainId: stage.world.network.chainId,
			to: me,
			valueWei: "1",
		});
		expect(await refusalOf(() => whileSlotsPass(stage, order))).toBe(
			"account-watch",
		);
		const { ask } = wallet.site("https://dapp.example");
		const asked = ask("eth_requestAccounts");
		await untilTrue(
			stage,
			async () => {
				const [request] = (await wallet.view()).requests;
				if (request === undefined) return false;
				await giveLeave(wallet.ui, request);
				return true;
			},
			"a question",
		);
		expect(await asked).toEqual([other]);
		const sent = ask("eth_sendTransaction", [
			{ from: other, to: me, value: "0x1" },
		]);
		expect(await refusalOf(() => whileSlotsPass(stage, sent))).toBe(
			"account-watch",
		);
		expect((await wallet.view()).orders).toEqual([]);
	}, 120_000);

	test("names, hiding and hidden amounts are on disk, and gone with the account", async () => {
		await wallet.ui("account.select", { address: me });
		await wallet.ui("account.arrange", {
			labels: [label(other, "Vault of friends", true), label(me, "Mine")],
		});
		await wallet.ui("amounts.hide", { hidden: true });
		const { labels } = await wallet.view();
		wallet.kill();
		wallet = await openWallet(stage, disk);
		const view = await wallet.view();
		expect(view.labels).toEqual(labels);
		expect(view.amountsHidden).toBe(true);
		expect(labels?.map(({ name }) => name)).toEqual([
			"Vault of friends",
			"Mine",
		]);
		await wallet.keys("keys.remove", { address: other, withSecret: false });
		expect((await wallet.view()).labels).toEqual([label(me, "Mine")]);
		await wallet.ui("amounts.hide", { hidden: false });
		expect((await wallet.view()).amountsHidden).toBe(undefined);
	}, 60_000);

	test("an erased vault leaves no account behind, and the phrase makes a new one", async () => {
		await wallet.keys("keys.erase", { sure: true });
		const view = await wallet.view();
		expect([view.account, view.accounts, view.setup]).toEqual([
			null,
			[],
			"keys",
		]);
		expect(await disk.store.get("vault", "vault")).toBe(undefined);
		wallet.kill();
		wallet = await openWallet(stage, disk);
		expect((await wallet.keys("keys.status", undefined)).hasVault).toBe(false);
		await wallet.keys("keys.create", {
			phrase: "test test test test test test test test test test test junk",
			password,
		});
		expect((await wallet.view()).account).toBe(me);
	}, 60_000);
});
