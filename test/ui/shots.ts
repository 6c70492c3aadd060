// Pictures of every screen, light and dark, narrow and wide, to be looked at:
// npx tsx test/ui/shots.ts OUT [FILTER]

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { PageName } from "./built.ts";
import { madePassword } from "./fake/accounts.ts";
import { innerSafe, nestedTx, safe, safeTxs, safeYes } from "./fake/safes.ts";
import { changedApproval, type SceneName } from "./fake/scenes.ts";
import { openStage } from "./stage.ts";

export type Shot = {
	readonly name: string;
	readonly page: PageName;
	readonly scene: SceneName;
	readonly route: string;
	readonly act?: (page: Page) => Promise<void>;
};

const shot = (
	name: string,
	page: PageName,
	scene: SceneName,
	route = "",
	act?: (page: Page) => Promise<void>,
): Shot => ({
	name,
	page,
	scene,
	route,
	...(act === undefined ? {} : { act }),
});

const click = (name: string | RegExp) => (page: Page) =>
	page.getByRole("button", { name }).first().click();

const askSequencer = async (page: Page): Promise<void> => {
	await click(/^ETH/)(page);
	await click(/What does the sequencer/)(page);
};

const typePassword = async (page: Page, button: string): Promise<void> => {
	await page.getByLabel("Password").fill(madePassword);
	await page.getByRole("button", { name: button }).click();
};

const watched = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const own = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const imported = "0x15d34aaf54267db7d7c367839aaf71a00a2c6a65";
const toDevice =
	(deed: string | RegExp, title: string) => async (page: Page) => {
		await click(deed)(page);
		await page.getByText(title).first().waitFor();
	};
const onLedger = "What the device shows";
const deviceShots: readonly Shot[] = [
	shot("device-add", "popup", "accounts", "add-account/device"),
	shot("device-add-ledger", "popup", "accounts", "add-account/device", (page) =>
		click("Ledger")(page),
	),
	shot(
		"device-found",
		"popup",
		"accounts",
		"add-account/device",
		async (page) => {
			await click("Ledger")(page);
			await click("Look for accounts")(page);
			await page.getByText("What stands here is proved").waitFor();
		},
	),
	shot("device-add-qr", "popup", "accounts", "add-account/device", (page) =>
		click(/Keystone/)(page),
	),
	shot("device-account", "popup", "device-order", `account/${own}`),
	shot("device-approve", "approve", "device-order"),
	shot("device-approve-call", "approve", "device-call"),
	shot(
		"device-ledger",
		"approve",
		"device-order",
		"",
		toDevice(/^Send/, onLedger),
	),
	shot("device-qr", "approve", "device-qr", "", toDevice(/^Send/, onLedger)),
	shot("device-qr-read", "approve", "device-qr", "", async (page) => {
		await toDevice(/^Send/, onLedger)(page);
		await click("Scan its answer")(page);
	}),
	shot("device-message", "approve", "device-permit"),
	shot(
		"device-hashes",
		"approve",
		"device-permit",
		"",
		toDevice(/^(Sign|Allow)/, onLedger),
	),
];

const accountShots: readonly Shot[] = [
	shot("accounts-many", "popup", "accounts", "accounts"),
	shot("accounts-hidden", "popup", "accounts", "accounts", click(/1 hidden/)),
	shot("account", "popup", "accounts", `account/${imported}`),
	shot("account-remove", "popup", "accounts", `account/${imported}`, (page) =>
		page.getByRole("button", { name: "Remove this account" }).click(),
	),
	shot("account-watched", "popup", "accounts", `account/${watched}`),
	shot("account-gone", "popup", "full", `account/${imported}`),
	shot("account-next", "popup", "accounts", "add-account/next"),
	shot("account-find", "popup", "accounts", "add-account/find"),
	shot(
		"account-found",
		"popup",
		"accounts",
		"add-account/find",
		async (page) => {
			await page.getByRole("button", { name: "Look for them" }).click();
			await page.getByText("is proved").waitFor();
		},
	),
	shot("account-phrase", "popup", "accounts", "add-account/phrase"),
	shot("account-key", "popup", "accounts", "add-account/key", async (page) => {
		await page.locator("input[type=file]").setInputFiles({
			name: "keystore.json",
			mimeType: "application/json",
			buffer: Buffer.from("{}"),
		});
		await page.getByLabel("Password").fill("not this one");
		await page
			.getByRole("main")
			.getByRole("button", { name: "Add its account" })
			.click();
		await page.getByText("wrong-password").waitFor();
	}),
	shot("account-watch", "popup", "accounts", "add-account/watch", (page) =>
		page.getByLabel("Address").fill("0x1234"),
	),
	shot("secret-phrase", "popup", "accounts", "phrase/0x0101010101010101"),
	shot(
		"secret-phrase-shown",
		"popup",
		"accounts",
		"phrase/0x0101010101010101",
		(page) => typePassword(page, "Show the words"),
	),
	shot("secret-key-shown", "popup", "accounts", `key/${imported}`, (page) =>
		typePassword(page, "Show the key"),
	),
	shot("backup", "popup", "accounts", "backup/0x0101010101010101"),
	shot(
		"backup-asked",
		"popup",
		"accounts",
		"backup/0x0101010101010101",
		async (page) => {
			await typePassword(page, "Show the words");
			await click("They are on paper")(page);
		},
	),
	shot("password", "popup", "full", "password", async (page) => {
		await page.getByLabel("New password").fill("12345678");
		await page.getByLabel("The new one again").fill("1234567");
	}),
	shot("forgot", "popup", "locked", "forgot"),
	shot("passkeys", "popup", "accounts", "passkeys"),
	shot("home-accounts", "popup", "accounts"),
	shot("home-dots", "popup", "amounts-hidden"),
	shot("orders-dots", "popup", "amounts-hidden", "orders"),
	shot("trail-dots", "popup", "amounts-hidden", "trail/s-eth"),
	shot("approve-dots", "approve", "amounts-hidden"),
];

const safeShots: readonly Shot[] = [
	shot("safe-add", "popup", "safe", "add-safe", async (page) => {
		await page.getByLabel("Address").fill(safe);
		await click("Look")(page);
		await page.getByText("You are an owner").waitFor();
	}),
	shot(
		"safe-add-strangers",
		"popup",
		"safe-strangers",
		"add-safe",
		async (page) => {
			await page.getByLabel("Address").fill(safe);
			await click("Look")(page);
			await page.getByText("None of your accounts").waitFor();
		},
	),
	shot("safe-account", "popup", "safe", `account/${safe}`),
	shot("safe-detail", "popup", "safe", `safe/${safe}`),
	shot("safe-changed", "popup", "safe-changed", `safe/${safe}`),
	shot("safe-send", "popup", "safe", `safe-send/${safe}`, async (page) => {
		await page.getByLabel("To", { exact: true }).fill(watched);
		await page.getByLabel("Amount").fill("100000");
	}),
	shot("safe-tx", "popup", "safe", `safe-tx/${safe}.${safeTxs.ready.hash}`),
	shot(
		"safe-tx-later",
		"popup",
		"safe",
		`safe-tx/${safe}.${safeTxs.later.hash}`,
	),
	shot("safe-tx-over", "popup", "safe", `safe-tx/${safe}.${safeTxs.over.hash}`),
	shot(
		"safe-agree",
		"popup",
		"safe",
		`safe-tx/${safe}.${safeTxs.ready.hash}`,
		click(/^Agree as/),
	),
	shot(
		"safe-agreed",
		"popup",
		"safe",
		`safe-tx/${safe}.${safeTxs.ready.hash}`,
		async (page) => {
			await click(/^Agree as/)(page);
			await page
				.getByRole("button", { name: "Agree", exact: true, disabled: false })
				.click();
			await page.getByText("You have agreed").waitFor();
		},
	),
	shot("safe-add-nested", "popup", "safe-nested", "add-safe", async (page) => {
		await page.getByLabel("Address").fill(safe);
		await click("Look")(page);
		await page.getByText("You have a say in it").waitFor();
	}),
	shot("safe-nest", "popup", "safe-nested", `safe-tx/${safe}.${nestedTx.hash}`),
	shot(
		"safe-nested",
		"popup",
		"safe-nested",
		`safe-tx/${safe}.${nestedTx.hash}`,
		async (page) => {
			await click(/^Let .* agree$/)(page);
			await page.getByText("Whose yes").waitFor();
		},
	),
	shot(
		"safe-nested-agree",
		"popup",
		"safe-nested",
		`safe-tx/${innerSafe}.${safeYes.hash}`,
		click(/^Agree as/),
	),
	shot(
		"safe-nested-agreed",
		"popup",
		"safe-nested-agreed",
		`safe-tx/${safe}.${nestedTx.hash}`,
	),
	shot("safe-nested-approve", "approve", "call-safe-nested"),
	shot("safe-through-approve", "approve", "call-safe-through"),
	shot("safe-approve", "approve", "call-safe"),
	shot("safe-agree-on-chain", "approve", "call-safe-agrees"),
];

export const shots: readonly Shot[] = [
	...safeShots,
	shot("home", "popup", "full"),
	shot("home-open", "popup", "full", "", click(/^ETH/)),
	shot("home-find", "popup", "full", "", async (page) => {
		await click("Find")(page);
		await page.getByLabel("Search assets and pages").fill("s");
	}),
	shot("home-one-network", "popup", "full", "", async (page) => {
		await click("Find")(page);
		await page.getByLabel("Network").selectOption({ index: 2 });
	}),
	shot("activity", "popup", "full", "activity"),
	shot("said", "popup", "said", "", askSequencer),
	shot("said-old", "popup", "said-old", "", askSequencer),
	shot("found", "popup", "found", "activity", click("Show them")),
	shot("found-running", "popup", "found-running", "activity"),
	shot("found-ended", "popup", "found-ended", "activity"),
	shot("activity-empty", "popup", "syncing", "activity"),
	shot("contacts", "popup", "full", "contacts"),
	shot("status", "popup", "full", "status"),
	shot("status-stalled", "popup", "exit-stalled", "status"),
	shot("home-plain", "popup", "plain"),
	shot("home-offline", "popup", "offline"),
	shot("home-no-execution", "popup", "no-execution"),
	shot("endpoints-missing", "popup", "no-execution", "endpoints"),
	shot("home-withheld", "popup", "withheld", "", (page) =>
		page.waitForTimeout(5_500),
	),
	shot("home-restarted", "popup", "restarted"),
	shot("send-offline", "popup", "offline", "send"),
	shot("home-syncing", "popup", "syncing"),
	shot("home-stopped", "popup", "stopped"),
	shot("not-set-up", "popup", "new-network"),
	shot("lock", "popup", "locked"),
	shot("trail", "popup", "full", "trail/s-eth"),
	shot("trail-open", "popup", "full", "trail/s-eth", click(/Rollup contract/)),
	shot("trail-broken", "popup", "full", "trail/broken"),
	shot("send-waiting", "popup", "full", "send"),
	shot("send", "popup", "plain", "send", async (page) => {
		await page
			.getByLabel("To", { exact: true })
			.fill("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
		await page.getByLabel("Amount in ETH").fill("0.5");
	}),
	shot("send-fee", "popup", "plain", "send", async (page) => {
		await page
			.getByLabel("To", { exact: true })
			.fill("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
		await page.getByLabel("Amount in ETH").fill("0.5");
		await page.getByRole("button", { name: "Choose the fee" }).click();
		await page.getByRole("radio", { name: "My own numbers" }).click();
		await page.getByLabel("At most for a unit of gas, in gwei").fill("9.1");
	}),
	shot("send-wrong", "popup", "plain", "send", async (page) => {
		await page
			.getByLabel("To", { exact: true })
			.fill("0x70997970C51812dc3A010C7d01b50e0d17dc79C9");
		await page.getByLabel("Amount in ETH").fill("5,5");
	}),
	shot("send-name", "popup", "plain", "send", async (page) => {
		await page.getByLabel("To", { exact: true }).fill("Älice.eth");
		await page.getByRole("button", { name: "Look up the name" }).click();
		await page.getByRole("button", { name: "Use this address" }).waitFor();
	}),
	shot("send-name-refused", "popup", "plain", "send", async (page) => {
		await page.getByLabel("To", { exact: true }).fill("shop.eth");
		await page.getByRole("button", { name: "Look up the name" }).click();
		await page.getByText("answered by a server").waitFor();
	}),
	shot("refusal", "popup", "refused", "send", async (page) => {
		await page
			.getByLabel("To", { exact: true })
			.fill("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
		await page.getByLabel("Amount in ETH").fill("0.5");
		await page.getByRole("button", { name: "Make the order" }).click();
	}),
	shot("rollup-home", "popup", "rollup-plain"),
	shot("rollup-trail", "popup", "rollup", "trail/r-eth"),
	shot(
		"rollup-trail-open",
		"popup",
		"rollup",
		"trail/r-eth",
		click(/Validity proof checked again/),
	),
	shot("rollup-send", "popup", "rollup-plain", "send", async (page) => {
		await page.getByLabel("Reference rollup").check();
		await page
			.getByLabel("To", { exact: true })
			.fill("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
		await page.getByLabel("Amount in ETH").fill("0.5");
	}),
	shot("call-approve", "approve", "call"),
	shot("layer-pay", "approve", "layer-pay"),
	shot("layer-call", "approve", "layer-call"),
	shot("call-allow", "approve", "call-allow"),
	shot("call-clear", "approve", "call-clear"),
	shot("call-registry", "approve", "call-registry"),
	shot("create", "approve", "create"),
	shot("delegate", "approve", "delegate"),
	shot("undelegate", "approve", "undelegate"),
	shot("delegation", "popup", "plain", "delegation"),
	shot("delegation-taken", "popup", "has-delegate", "delegation"),
	shot("order-replaceable", "popup", "replaceable", "order/order-stuck"),
	shot("send-token", "popup", "plain", "send", async (page) => {
		const token = page.locator("input[name=asset]").nth(1);
		if ((await token.count()) > 0) await token.check();
	}),
	shot("rollup-approve", "approve", "rollup"),
	shot("rollup-mismatch", "approve", "rollup-mismatch"),
	shot("rollup-sent", "popup", "rollup", "order/rollup-sent"),
	shot("rollup-final", "popup", "rollup", "order/rollup-final"),
	shot("rollup-halted", "popup", "halted"),
	shot("halt", "popup", "halted", "halt/902"),
	shot("rollup-gap", "popup", "recheck-gap"),
	shot("receive", "popup", "full", "receive"),
	shot("sync", "popup", "full", "sync"),
	shot("settings", "popup", "full", "settings"),
	shot("endpoints", "popup", "full", "endpoints"),
	shot("layers", "popup", "layers", "layers"),
	shot("layer-off", "popup", "layers", "layer/42161"),
	shot("layer-asked", "popup", "layers", "layer/42161", async (page) => {
		await click("Ask Ethereum now")(page);
		await page.getByText("Ethereum says the same of all").waitFor();
	}),
	shot("layer-on", "popup", "layers", "layer/10", async (page) => {
		await page.getByText("is not what is written here").waitFor();
	}),
	shot("first-layers", "onboarding", "first-layers", "", async (page) => {
		await page.getByRole("checkbox", { name: "OP Mainnet" }).check();
	}),
	shot("home-coins", "popup", "coins"),
	shot("token-kinds", "popup", "coins", "token"),
	shot("token", "popup", "full", "token"),
	shot("token-answers", "popup", "full", "token", async (page) => {
		await page
			.getByLabel("Contract")
			.fill("0x6b175474e89094c44da98b954eedeac495271d0f");
		await page.getByRole("button", { name: "Ask the contract" }).click();
		await page.getByRole("button", { name: "Add DAI" }).waitFor();
	}),
	shot("token-lookalike", "popup", "full", "token", async (page) => {
		await page
			.getByLabel("Contract")
			.fill("0xae7ab96520de3a18e5e111b5eaab095312d7fe84");
		await page.getByRole("button", { name: "Ask the contract" }).click();
		await page.getByText("almost the name").waitFor();
	}),
	shot("token-refused", "popup", "full", "token", async (page) => {
		await page
			.getByLabel("Contract")
			.fill("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
		await page.getByRole("button", { name: "Ask the contract" }).click();
		await page.getByText("no contract at this address").waitFor();
	}),
	shot("token-remove", "popup", "full", "token", click(/^Remove/)),
	shot("happened-many", "popup", "orders-many", "activity"),
	shot("collectibles", "popup", "full", "collectibles"),
	shot("collectibles-send", "popup", "full", "collectibles", click(/^Send/)),
	shot("currency", "popup", "full", "currency"),
	shot("currency-on", "popup", "full", "currency", async (page) => {
		await page.getByLabel("EUR").click();
		await page.getByText("What the feeds say").waitFor();
	}),
	shot("allowances", "popup", "full", "allowances"),
	shot("allowances-found", "popup", "full", "allowances", async (page) => {
		await page.getByRole("button", { name: "Look now" }).click();
		await page.getByText("What was looked for").waitFor();
	}),
	shot("sites", "popup", "full", "sites"),
	shot("diagnostics", "popup", "full", "diagnostics"),
	shot("accounts", "popup", "full", "accounts"),
	...accountShots,
	...deviceShots,
	shot("orders", "popup", "full", "orders"),
	shot("orders-many", "popup", "orders-many", "orders"),
	shot("order-over", "popup", "orders-many", "order/order-over"),
	shot("order-sent", "popup", "full", "order/order-sent"),
	shot("order-refused", "popup", "full", "order/order-refused"),
	shot("order-lost", "popup", "full", "order/order-lost"),
	shot("approve", "approve", "order"),
	shot("approve-contract", "approve", "contract"),
	shot("approve-delegated", "approve", "delegated"),
	shot("approve-lied-recipient", "approve", "lied-recipient"),
	shot("approve-gone", "approve", "connect", "", async (page) => {
		await page.evaluate(() =>
			Reflect.get(globalThis, "fake").setView({ requests: [] }),
		);
		await page.getByText("This request is gone").waitFor();
	}),
	shot("approve-changed", "approve", "exit-proving", "", async (page) => {
		await page.getByRole("button", { name: "Prove your withdrawal" }).waitFor();
		await page.evaluate((next) => {
			Reflect.get(globalThis, "fake").setApprovals([next]);
		}, changedApproval);
		await page.getByText("This changed since you first saw it").waitFor();
	}),
	shot("message-text", "approve", "message-text"),
	shot("message-hidden", "approve", "message-hidden"),
	shot("message-bytes", "approve", "message-bytes"),
	shot("message-sign-in", "approve", "message-sign-in"),
	shot("message-broken", "approve", "message-broken"),
	shot("message-permit", "approve", "message-permit"),
	shot("message-permit-unnamed", "approve", "message-permit-unnamed"),
	shot("message-permit2", "approve", "message-permit2"),
	shot("message-payment", "approve", "message-payment"),
	shot("message-order", "approve", "message-order"),
	shot("message-clear", "approve", "message-clear"),
	shot("message-safe", "approve", "message-safe"),
	shot("message-unknown", "approve", "message-unknown"),
	shot("message-differs", "approve", "message-differs"),
	shot("message-unread", "approve", "message-unread"),
	shot("message-reading", "approve", "message-reading"),
	shot("message-stale", "approve", "message-stale", "", async (page) => {
		await page.waitForTimeout(900);
		await page.getByRole("button", { name: "Sign in" }).click();
		await page.waitForTimeout(300);
	}),
	shot("message-done", "approve", "message-sign-in", "", async (page) => {
		await page.waitForTimeout(900);
		await page.getByRole("button", { name: "Sign in" }).click();
		await page.getByText("has your signature").waitFor();
	}),
	shot("message-home", "popup", "message-sign-in"),
	shot("message-signed", "popup", "message-signed"),
	shot("message-receipt", "popup", "message-signed", "signed/signed-1"),
	shot("message-list", "popup", "message-signed", "messages"),
	shot("exit-approve-token", "approve", "exit-token"),
	shot("approve-mismatch", "approve", "mismatch", "", async (page) => {
		await page.goto(
			page
				.url()
				.replace("approve.html", "popup.html")
				.concat("#approve/order-1"),
		);
		await page.waitForTimeout(300);
	}),
	shot("approve-stale", "approve", "stale", "", async (page) => {
		await page.getByRole("button", { name: "Send 0.5 ETH" }).click();
		await page.waitForTimeout(300);
	}),
	shot("approve-site", "approve", "site"),
	shot("approve-warned", "approve", "site-warned"),
	shot("approve-connect", "approve", "connect"),
	shot("approve-site-locked", "approve", "site-locked"),
	shot("approve-site-send", "approve", "site-send"),
	shot("batch-asked", "approve", "batch-asked"),
	shot("batch-look", "approve", "batch-look"),
	shot("batch-order", "approve", "batch-open"),
	shot("batch-home", "popup", "batch-stopped"),
	shot("batch-open", "popup", "batch-open", "batch/batch-1"),
	shot("batch-stopped", "popup", "batch-stopped", "batch/batch-1"),
	shot("batch-done", "popup", "batch-done", "batch/batch-1"),
	shot("approve-pushy", "approve", "order-pushy"),
	shot("approve-signed", "approve", "order", "", async (page) => {
		await page.waitForTimeout(900);
		await page.getByRole("button", { name: "Send 0.5 ETH" }).click();
		await page.waitForTimeout(300);
	}),
	shot("exit-home-stalled", "popup", "exit-stalled"),
	shot("exit-home-late", "popup", "exit-late"),
	shot("exit-home-alive", "popup", "exit-alive"),
	shot("exit-home-unknown", "popup", "exit-unknown"),
	shot("exit-home-frozen", "popup", "exit-frozen"),
	shot("exit-home-under-way", "popup", "exit-op-1"),
	shot("exit-home-click", "popup", "exit-op-3"),
	shot("exit-home-many", "popup", "exit-many"),
	shot("exit-list", "popup", "exit-many", "leave"),
	shot("exit-ways", "popup", "exit-stalled", "leave/8453"),
	shot("exit-ways-escape", "popup", "exit-frozen", "leave/902"),
	shot("exit-ways-no-id", "popup", "exit-no-id", "leave/starknet"),
	shot("exit-ways-none", "popup", "exit-no-ways", "leave/59144"),
	shot("exit-begin", "popup", "exit-stalled", "leave/8453", async (page) => {
		await click("Choose: Force a withdrawal through L1")(page);
		await page.getByLabel("Amount in ETH").fill("0.8");
	}),
	shot("exit-go-on", "popup", "exit-mainnet", "leave/8453", async (page) => {
		await click(/Choose: Finish a withdrawal/)(page);
		await page.getByLabel(/Hash of the transaction/).fill("0x51c2");
	}),
	shot("exit-import", "popup", "exit-stalled", "leave", async (page) => {
		await page.locator("input[type=file]").setInputFiles({
			name: "exit.json",
			mimeType: "application/json",
			buffer: Buffer.from('{"format":"an exit of a scene"}'),
		});
		await page.waitForTimeout(200);
	}),
	...[0, 1, 2, 3, 4, 5, 6].map((at) =>
		shot(
			`exit-op-${at}`,
			"popup",
			`exit-op-${at}` as "exit-op-0",
			"exit/exit-1",
		),
	),
	shot("exit-open", "popup", "exit-op-3", "exit/exit-1", async (page) => {
		for (const name of [
			/evidence: Withdrawal forced/,
			/go wrong: Challenge time/,
		])
			await click(name)(page);
	}),
	...[0, 1, 2, 3, 4].map((at) =>
		shot(
			`exit-reference-${at}`,
			"popup",
			`exit-reference-${at}` as "exit-reference-0",
			"exit/exit-reference",
		),
	),
	shot("exit-scroll-1", "popup", "exit-scroll-1", "exit/exit-scroll"),
	shot("exit-scroll-3", "popup", "exit-scroll-3", "exit/exit-scroll"),
	shot("exit-lost", "popup", "exit-lost", "exit/exit-1"),
	shot("exit-impossible", "popup", "exit-impossible", "exit/exit-1"),
	shot("exit-not-looked", "popup", "exit-not-looked", "exit/exit-1"),
	shot("exit-drill", "popup", "exit-drill", "exit/exit-drill"),
	shot("exit-twenty", "popup", "exit-twenty", "exit/exit-twenty"),
	shot("exit-rtl", "popup", "exit-rtl", "exit/exit-rtl"),
	shot("exit-forget", "popup", "exit-op-1", "exit/exit-1", click(/^Forget it/)),
	shot("alive-stalled", "popup", "exit-stalled", "alive/8453"),
	shot("alive-alive", "popup", "exit-alive", "alive/8453"),
	shot("alive-late", "popup", "exit-late", "alive/8453"),
	shot("alive-deadline", "popup", "exit-deadline", "alive/8453"),
	shot("alive-unknown", "popup", "exit-unknown", "alive/8453"),
	shot("alive-frozen", "popup", "exit-frozen", "alive/902"),
	shot("alive-no-id", "popup", "exit-no-id", "alive/starknet"),
	shot("alive-not-visible", "popup", "exit-alive", "alive/59144"),
	shot(
		"alive-numbers",
		"popup",
		"exit-stalled",
		"alive/8453",
		click("Show the numbers"),
	),
	shot("alive-rtl", "popup", "exit-rtl", "alive/8453"),
	shot("exit-approve", "popup", "exit-proving", "approve/order-prove-waits"),
	shot("exit-approve-changed", "approve", "exit-escaping"),
	shot("exit-approve-mismatch", "approve", "exit-mismatch"),
	shot("exit-order", "popup", "exit-op-3", "order/order-force"),
	shot("extreme-exit", "popup", "extreme", "exit/extreme-exit"),
	shot("extreme-alive", "popup", "extreme", "alive/10"),
	shot("extreme-ways", "popup", "extreme", "leave/10"),
	shot("extreme-leave", "popup", "extreme", "leave"),
	shot("extreme-home", "popup", "extreme"),
	shot("extreme-trail", "popup", "extreme", "trail/extreme"),
	shot("extreme-approve", "popup", "extreme", "approve/extreme"),
	shot("extreme-refused", "popup", "extreme", "order/extreme-refused"),
	shot("extreme-sent", "popup", "extreme", "order/extreme-sent"),
	shot("extreme-site", "popup", "extreme", "request/extreme-site"),
	shot("endpoint-refused", "popup", "full", "endpoints", async (page) => {
		await page.evaluate(() => Reflect.get(globalThis, "fake").trials("mixed"));
		await page
			.getByRole("button", { name: /Add: execution/ })
			.first()
			.click();
		await page.getByLabel(/Address of the/).fill("https://eth.drpc.org");
		await click("Allow and add")(page);
		await page.getByText("Wrong chain").waitFor();
	}),
	shot("extreme-endpoints", "popup", "extreme", "endpoints"),
	shot("new-network", "onboarding", "new-network"),
	shot("new-network-import", "onboarding", "new-network", "", async (page) => {
		await click("Another network")(page);
		await page.locator("input[type=file]").setInputFiles({
			name: "network.json",
			mimeType: "application/json",
			buffer: Buffer.from('{"name":"embedded","chainId":900}'),
		});
		await page.waitForTimeout(200);
	}),
	shot("network-card", "popup", "network-unconfirmed"),
	shot("network-confirm", "popup", "network-unconfirmed", "network"),
	shot("new-networks", "onboarding", "first-endpoints", "network"),
	shot("first-endpoints", "onboarding", "first-endpoints"),
	shot("first-all", "onboarding", "first-endpoints", "", async (page) => {
		const more = page.getByRole("button", { name: /^Show \d+ more/ });
		while ((await more.count()) > 0) await more.first().click();
	}),
	shot("first-mixed", "onboarding", "first-mixed", "", async (page) => {
		await page.getByRole("button", { name: /^Ask these/ }).click();
		await page.getByText("Wrong chain").waitFor();
	}),
	shot("first-dead", "onboarding", "first-dead", "", async (page) => {
		await page.getByRole("button", { name: /^Ask these/ }).click();
		await page.getByText("Does not answer").first().waitFor();
	}),
	shot("first-own", "onboarding", "first-endpoints", "", async (page) => {
		await page.getByRole("button", { name: /node of my own/ }).click();
	}),
	shot("first-edit", "onboarding", "first-endpoints", "", async (page) => {
		await page.getByRole("button", { name: /^Edit/ }).first().click();
		await page.getByLabel(/^Address of/).fill("http://example.com");
	}),
	shot("new-endpoints", "onboarding", "new-endpoints"),
	shot("new-endpoints-add", "onboarding", "new-endpoints", "", async (page) => {
		await page.getByRole("button", { name: /Add: beacon/ }).click();
		await page.getByLabel(/Address of the beacon/).fill("http://example.com");
	}),
	shot("new-keys", "onboarding", "new-keys"),
	shot("new-keys-show", "onboarding", "new-keys", "", click("Make a new key")),
	shot("new-keys-confirm", "onboarding", "new-keys", "", async (page) => {
		await click("Make a new key")(page);
		await click("They are on paper")(page);
	}),
	shot("new-keys-import", "onboarding", "new-keys", "", async (page) => {
		await click("Import a phrase")(page);
		await page
			.getByLabel("Recovery phrase")
			.fill("harbor lamp north quarter velvet");
		await page.getByRole("checkbox").check();
	}),
	shot("new-keys-password", "onboarding", "new-keys", "", async (page) => {
		await click("Import a phrase")(page);
		await page
			.getByLabel("Recovery phrase")
			.fill("test test test test test test test test test test test junk");
		await click("Go on")(page);
		await page.getByLabel("Password").fill("summer2026");
	}),
	shot("new-checkpoint", "onboarding", "new-checkpoint"),
	shot(
		"new-checkpoint-found",
		"onboarding",
		"new-checkpoint",
		"",
		async (page) => {
			await page.getByText("agree").first().waitFor();
		},
	),
	shot(
		"new-checkpoint-torn",
		"onboarding",
		"new-checkpoint-torn",
		"",
		async (page) => {
			await page.getByText("agree").first().waitFor();
		},
	),
	shot("endpoints-twice", "popup", "full", "endpoints", async (page) => {
		const first = await page.locator("code.url").first().textContent();
		await page
			.getByRole("button", { name: /Add: beacon/ })
			.first()
			.click();
		await page.getByLabel(/Address of the beacon/).fill(first ?? "");
	}),
	shot(
		"new-checkpoint-own",
		"onboarding",
		"new-checkpoint",
		"",
		async (page) => {
			await page
				.getByLabel("Block root of a finalized epoch")
				.fill(`0xbad${"0".repeat(61)}`);
			await click("Accept my own root")(page);
			await page.getByText("None of your endpoints").waitFor();
		},
	),
	shot("new-done", "onboarding", "new-done"),
	shot("new-stuck", "onboarding", "stuck", "done"),
	shot("home-stuck", "popup", "stuck"),
	shot("new-proved", "onboarding", "plain", "done"),
];

const looks = [
	{ name: "320", width: 320, height: 640 },
	{ name: "360", width: 360, height: 640 },
	{ name: "380", width: 380, height: 600 },
	{ name: "wide", width: 1100, height: 800 },
] as const;

const main = async (out: string, filter: string): Promise<void> => {
	await mkdir(out, { recursive: true });
	const stage = await openStage();
	try {
		for (const { name, page: pageName, scene, route, act } of shots)
			for (const dark of [false, true])
				for (const look of looks) {
					const file = `${name}.${look.name}.${dark ? "dark" : "light"}.png`;
					if (!file.includes(filter)) continue;
					const page = await stage.open(pageName, scene, route, {
						...look,
						dark,
					});
					try {
						if (act !== undefined) await act(page);
						await page.waitForTimeout(80);
						// The popup as it is cut off, the others with all that scrolls.
						const hidden = await page.evaluate(() => {
							const main = document.querySelector(".frame > main");
							return main === null ? 0 : main.scrollHeight - main.clientHeight;
						});
						if (look.name !== "380" && hidden > 0)
							await page.setViewportSize({
								width: look.width,
								height: look.height + hidden,
							});
						await page.screenshot({ path: join(out, file), fullPage: true });
					} finally {
						await stage.done(page);
					}
				}
		console.log(stage.errors.join("\n") || "no errors");
	} finally {
		await stage.close();
	}
};

if (process.argv[1]?.endsWith("shots.ts"))
	await main(process.argv[2] ?? "shots", process.argv[3] ?? "");
