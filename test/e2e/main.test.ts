// The main job in real browsers on the embedded network: from the first screen to a payment that is final, with the
// background and the engine killed on the way, a site that sends through viem, and an endpoint that lies.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, type Page, until } from "../browser/browser.ts";
import { askedBrowsers, launchers } from "../browser/launch.ts";
import { type Dapp, serveDapp } from "../dapp/serve.ts";
import { tokensEach } from "../network/l1/token.ts";
import { extensionFor } from "./extension.ts";
import { go } from "./leave.ts";
import {
	type Liars,
	makeOrder,
	openPopup,
	readTrace,
	screenText,
	seeLieRefused,
	useDapp,
	waitForBalances,
	withLiar,
} from "./main-job.ts";
import {
	decide,
	fill,
	onboard,
	press,
	sees,
	type Watch,
	waitForText,
} from "./person.ts";
import { startWorld, type World } from "./world.ts";

const shots = resolve(process.env.SEXTANT_SHOTS ?? "shots");
const viemPage = fileURLToPath(new URL("./viem", import.meta.url));

const rpc = async (
	url: string,
	method: string,
	params: readonly unknown[],
): Promise<unknown> => {
	const reply = await fetch(url, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
	});
	const answer: unknown = await reply.json();
	return typeof answer === "object" && answer !== null && "result" in answer
		? answer.result
		: undefined;
};

describe.each(askedBrowsers())("the main job in %s", (name) => {
	const folder = mkdtempSync(join(tmpdir(), `sextant-main-${name}-`));
	let world: World & Liars;
	let browser: Browser;
	let dapp: Dapp;
	let viem: Dapp;
	let popup: Page;
	let site: Page;
	let other: string;
	let account: string;
	/** The order that is followed until it is final. */
	let payment: string;

	const watch: Watch = async (step, page) => {
		await page.screenshot(join(shots, `${name}-${step}.png`));
	};
	/** What the chain itself says, asked past the wallet. */
	const truth = async (address: string) => ({
		balance: BigInt(
			String(
				await rpc(world.network.endpoints.execution, "eth_getBalance", [
					address,
					"latest",
				]),
			),
		),
		nonce: Number(
			await rpc(world.network.endpoints.execution, "eth_getTransactionCount", [
				address,
				"latest",
			]),
		),
	});
	/**
	 * The person's yes. One that was faster than the news that the other side is gone gets no answer, and is never said again by
	 * itself: the person looks again and says it.
	 */
	const sayYes = async (yes: string): Promise<void> => {
		await press(popup, yes);
		const isLost = await until(
			"what became of the yes",
			async () =>
				(await sees(popup, "Look again"))
					? true
					: (await sees(popup, "Signed"))
						? false
						: undefined,
			// both began anew a moment ago, and on a busy machine that takes a while
			90_000,
		);
		if (!isLost) return;
		await press(popup, "Look again");
		await press(popup, yes, 60_000);
		await waitForText(popup, "Signed", 90_000);
	};
	const deed = (page: Page, call: string): Promise<unknown> =>
		page.eval(
			`deeds.${call}.catch((e) => ({ code: e.code ?? e.cause?.code, message: String(e.message ?? e) }))`,
		);

	beforeAll(async () => {
		mkdirSync(shots, { recursive: true });
		const [started, extensionDir] = await Promise.all([
			startWorld(),
			extensionFor(name, join(folder, "extension")),
		]);
		world = await withLiar(started);
		const [beacon = ""] = world.network.endpoints.beacon;
		const operator = { networkFile: world.fileText, beacon };
		dapp = await serveDapp(operator, join(folder, "dapp"));
		viem = await serveDapp(operator, join(folder, "viem"), 0, viemPage);
		account = world.network.accounts[0]?.address ?? "";
		other = world.network.accounts[1]?.address ?? "";
		browser = await launchers[name]({
			extensionDir,
			viewport: { width: 900, height: 1000 },
		});
	}, 180_000);

	afterAll(async () => {
		await browser?.close();
		await dapp?.stop();
		await viem?.stop();
		await world?.stop();
		rmSync(folder, { recursive: true, force: true });
	}, 60_000);

	it("sends once, whatever dies on the way", async () => {
		const page = await onboard(browser, world.place, watch);
		popup = await openPopup(browser);
		await page.close();
		const before = await truth(other);
		const mine = await truth(account);
		await makeOrder(popup, other, "0.5", watch);

		// the order waits: both die, and it still waits
		await browser.killEngine();
		await waitForText(popup, "Leaves at most", 60_000);
		await browser.killBackground();
		await waitForText(popup, "Leaves at most", 60_000);
		expect((await truth(account)).nonce).toBe(mine.nonce);

		// signed: the engine dies at once, before or after it sent
		await sayYes("Send 0.5 ETH");
		await browser.killEngine();
		await until(
			"the transaction on the chain",
			async () =>
				(await truth(account)).nonce === mine.nonce + 1 ? true : undefined,
			60_000,
		);

		// under way: the background dies again
		await browser.killBackground();
		await until(
			"it is shown in a block",
			async () =>
				(await sees(popup, "In a block that the committee signed.")) ||
				(await sees(popup, "Final. It cannot be undone."))
					? true
					: undefined,
			60_000,
		);
		const after = await truth(other);
		expect(after.balance - before.balance).toBe(500_000_000_000_000_000n);
		expect((await truth(account)).nonce).toBe(mine.nonce + 1);
		payment = String(await popup.eval("location.hash.split('/')[1]"));
		await press(popup, "Done");
	});

	it("shows both balances, each with its chain of reasons", async () => {
		const home = await waitForBalances(popup, world);
		await watch("home", popup);
		expect(home).toMatch(/Embedded network [A-Z][^—]+ 999.999\.4999… ETH/);
		expect(home).toMatch(/Embedded rollup Proposed.*10.000\.0000 ETH/);

		const l1 = await readTrace(popup, world.place.l1.title, watch);
		expect(l1.traceSteps[0]).toContain("Checkpoint you accepted");
		expect(l1.traceSteps.join()).toContain("Signed by 32 of 32 keys");
		expect(l1.traceSteps.at(-1)).toContain("Merkle proof, nonce 1");
		const l2 = await readTrace(popup, world.place.rollup?.title ?? "", watch);
		expect(l2.traceSteps.join()).toContain("Output root out of L1");
		expect(l2.text).toContain("No validity proof exists for this rollup");
	});

	it("shows what the sequencer says now below the proved number, and counts it nowhere", async () => {
		await waitForBalances(popup, world);
		const total = () => popup.text(".total .sum");
		const before = await total();
		const title = world.place.rollup?.title ?? "";
		await press(popup, `${title}: What does the sequencer say now?`);
		await waitForText(popup, "The sequencer says you have 10");
		await waitForText(popup, "Not proved: it counts in no sum");
		expect(await total()).toBe(before);
		await watch("said", popup);
	});

	it("answers a dApp with evidence that the dApp checks by itself", async () => {
		const { page, checked } = await useDapp(
			browser,
			dapp.url,
			world.network.chainId,
			watch,
		);
		expect(checked).toContain("checked on this page");
		expect(checked).toContain("which our own node knows as final");

		// another's balance: the person is asked, and says no
		await fill(page, "Address", other);
		await press(page, "Ask and check");
		const asked = await browser.waitForPage("approve.html", 30_000);
		await waitForText(asked, "asks for the proved balance");
		await watch("balance-permission", asked);
		await decide(browser, asked, "Refuse");
		await waitForText(page, "You said no");
		await page.close();
	});

	it("serves viem: reading, proving and sending", async () => {
		site = await browser.openPage(viem.url);
		const connecting = deed(site, "connect()");
		const approve = await browser.waitForPage("approve.html", 30_000);
		await decide(browser, approve, "Connect");
		expect(await connecting).toEqual([expect.stringMatching(/^0x/)]);

		const state = await deed(site, `state(${JSON.stringify(account)})`);
		expect(state).toMatchObject({
			balance: (await truth(account)).balance.toString(),
			code: "0x",
		});
		const slot = `0x${"0".repeat(64)}`;
		expect(
			await deed(
				site,
				`proof(${JSON.stringify(world.network.token)}, "${slot}")`,
			),
		).toMatchObject({ nodes: expect.any(Number) });
		const { token } = world.network;
		expect(
			await deed(
				site,
				`tokens(${JSON.stringify(token)}, ${JSON.stringify(account)})`,
			),
		).toEqual({ balance: tokensEach.toString(), reason: "balance" });

		const sending = deed(
			site,
			`send(${JSON.stringify(account)}, ${JSON.stringify(other)}, "10000000000000000")`,
		);
		const order = await browser.waitForPage("approve.html", 30_000);
		await waitForText(order, "Who wants this");
		await watch("approve-site", order);
		await press(order, "Send 0.01 ETH");
		const hash = await sending;
		expect(hash).toMatch(/^0x[0-9a-f]{64}$/);
		const receipt = await deed(site, `receipt("${String(hash)}")`);
		expect(receipt).toEqual({ status: "success", gasUsed: "21000" });
		await decide(browser, order, "Done");
	});

	// wallet.test.ts signs in to a site, and signs a permit
	it("shows a permit as the allowance it is", async () => {
		const { token } = world.network;
		const allowed = deed(
			site,
			`permit(${JSON.stringify(account)}, ${JSON.stringify({
				...{ token, name: "Token", spender: other },
				...{ value: "5000000", deadline: String(2n ** 40n) },
			})})`,
		);
		const permit = await browser.waitForPage("approve.html", 30_000);
		await waitForText(permit, "may take", 30_000);
		await watch("message-permit", permit);
		await decide(browser, permit, "Refuse");
		expect(await allowed).toMatchObject({ code: 4001 });
	});

	it("refuses a method it cannot verify with 4200 and words", async () => {
		for (const method of ["eth_getLogs", "eth_gasPrice"]) {
			const answer = await deed(site, `raw("${method}", [])`);
			expect(answer).toMatchObject({ code: 4200 });
			expect(String(Reflect.get(Object(answer), "message"))).toContain(
				"cannot prove",
			);
		}
		const blind = await deed(site, `raw("eth_sign", [])`);
		expect(blind).toMatchObject({ code: 4200 });
		expect(String(Reflect.get(Object(blind), "message"))).toContain(
			"hides what you sign",
		);
		await site.close();
	});

	it("names an endpoint that lies about a balance, and goes on with the other", async () => {
		await popup.bringToFront();
		const text = await seeLieRefused(popup, world, "an altered balance", watch);
		expect(text).toContain("Execution 1 gave a wrong answer");
		expect(text).toContain("proof-value");
		const balance = (await truth(account)).balance / 10n ** 18n;
		const shown = (await screenText(popup)).replace(/[^0-9.A-Za-z ]/g, "");
		expect(shown).toContain(balance.toString().slice(0, 3));
	});

	it("shows the payment as final by now", async () => {
		await go(popup, `order/${payment}`);
		await waitForText(popup, "Final. It cannot be undone.", 120_000);
		await watch("final", popup);
		await press(popup, "Done");
	});

	it("draws every other screen by day and by night, without a sideways scroll", async () => {
		for (const scheme of ["dark", "light"] as const) {
			await popup.setColours(scheme);
			for (const screen of [
				"receive",
				"orders",
				"sync",
				"accounts",
				"endpoints",
				"sites",
				"token",
				"diagnostics",
				"home",
			]) {
				await popup.eval(`location.hash = "${screen}"`);
				await popup.waitFor("h1, .sum");
				expect(
					await popup.eval(
						"document.documentElement.scrollWidth - document.documentElement.clientWidth",
					),
					screen,
				).toBeLessThanOrEqual(0);
				await watch(`${screen}-${scheme}`, popup);
			}
		}
	});

	it("locks, and opens with the password alone", async () => {
		await press(popup, "Settings");
		await watch("settings", popup);
		await press(popup, "Lock now");
		await waitForText(popup, "Unlock");
		await watch("locked", popup);
		await fill(popup, "Password", "not the password");
		await press(popup, "Unlock");
		await waitForText(popup, "The password does not open this vault", 30_000);
		await fill(popup, "Password", world.place.password);
		await press(popup, "Unlock");
		await waitForText(popup, "Lock now", 30_000);
	});
});
