// Living in the wallet, in real browsers on the embedded network, in one sitting: a key of its own, a phrase from elsewhere and its
// second account, a passkey, a token sent, a sign-in, an exchange that may take tokens, swaps them and may take them no more, a
// payment that is sped up and one that is cancelled. In Firefox with a pointer, in Chromium by keyboard alone.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { encodeFunctionData, type Hex, parseAbi } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as d from "../../src/base/decode.ts";
import { checksummed } from "../../src/crypto/checksum.ts";
import { type Browser, type Page, until } from "../browser/browser.ts";
import { askedBrowsers, launchers } from "../browser/launch.ts";
import { type Dapp, serveDapp } from "../dapp/serve.ts";
import { uniswapAbi } from "../evm/uniswap.ts";
import { tokensEach } from "../network/l1/token.ts";
import { rpcTo } from "../network/op/rpc.ts";
import { type Door, openDoor } from "./door.ts";
import { extensionFor } from "./extension.ts";
import { keyboard } from "./keys.ts";
import { go } from "./leave.ts";
import { openPopup } from "./main-job.ts";
import { type Market, openMarket } from "./market.ts";
import {
	decide,
	makeKey,
	mouse,
	onboard,
	screenOf,
	sees,
	type Watch,
	waitForText,
} from "./person.ts";
import { password, startWorld, type World } from "./world.ts";

const shots = resolve(process.env.SEXTANT_SHOTS ?? "shots");
const viemPage = fileURLToPath(new URL("./viem", import.meta.url));
const ether = 10n ** 18n;
const abi = parseAbi([
	"function balanceOf(address) view returns (uint256)",
	"function allowance(address, address) view returns (uint256)",
]);

describe.each(askedBrowsers())("living in the wallet in %s", (name) => {
	const folder = mkdtempSync(join(tmpdir(), `sextant-wallet-${name}-`));
	const hand = name === "chromium" ? keyboard : mouse;
	const { press, fill } = hand;
	let world: World;
	let door: Door;
	let market: Market;
	let browser: Browser;
	let viem: Dapp;
	let popup: Page;
	let site: Page;
	let [me, second, friend]: Hex[] = [];

	/** By day and by night, once a journey: a picture costs time. */
	const watch: Watch = async (step, page) => {
		if (name === "firefox") return;
		if ((await page.url()).includes("approve.html")) {
			await page.setViewport(380, 640);
			// what it is about
			await page.eval(
				`document.querySelector(".signers-word")?.closest("section")?.scrollIntoView()`,
			);
		}
		for (const scheme of ["dark", "light"] as const) {
			await page.setColours(scheme);
			await page.screenshot(join(shots, `wallet-${step}-${scheme}.png`));
		}
	};

	// what the chain itself says, asked past the wallet
	const l1 = () => rpcTo(world.network.endpoints.execution);
	const count = async (): Promise<number> =>
		Number(await l1()("eth_getTransactionCount", [me, "latest"], d.quantity));
	const coins = (of: Hex | undefined): Promise<bigint> =>
		l1()("eth_getBalance", [of, "latest"], d.quantity);
	const ask = async (data: Hex): Promise<bigint> =>
		BigInt(
			await l1()(
				"eth_call",
				[{ to: world.network.token, data }, "latest"],
				d.hexUpTo(32),
			),
		);
	const tokens = (of: Hex = "0x"): Promise<bigint> =>
		ask(encodeFunctionData({ abi, functionName: "balanceOf", args: [of] }));
	const allowed = (): Promise<bigint> =>
		ask(
			encodeFunctionData({
				abi,
				functionName: "allowance",
				args: [me ?? "0x", market.router],
			}),
		);

	const deed = (call: string): Promise<unknown> =>
		site.eval(
			`deeds.${call}.catch((e) => ({ code: e.code ?? e.cause?.code, message: String(e.message ?? e) }))`,
		);
	const signed = (page: Page) => waitForText(page, "Signed", 60_000);
	const mined = async (sent: number): Promise<void> => {
		await until(
			"the transaction in a block",
			async () => ((await count()) === sent ? true : undefined),
			90_000,
		).catch(async (thrown: unknown) => {
			const height = await l1()("eth_blockNumber", [], d.quantity);
			throw new Error(
				`${String(thrown)}: ${await count()} of ${sent} at block ${height}\n${await screenOf(popup)}`,
			);
		});
	};
	/** The site calls a contract; the person reads this and says yes. */
	const call = async (
		to: Hex,
		data: Hex,
		reads: readonly string[],
		yes: string,
		step: string,
	): Promise<void> => {
		const before = await count();
		const sending = deed(
			`call(${JSON.stringify(me)}, ${JSON.stringify(to)}, ${JSON.stringify(data)})`,
		);
		const asked = await Promise.race([
			browser.waitForPage("approve.html", 60_000),
			sending.then((answer) => {
				throw new Error(`answered at once: ${JSON.stringify(answer)}`);
			}),
		]);
		for (const words of reads) await waitForText(asked, words, 30_000);
		await watch(step, asked);
		await press(asked, yes);
		expect(await sending).toMatch(/^0x[0-9a-f]{64}$/);
		await signed(asked);
		await decide(browser, asked, "Done", hand);
		await mined(before + 1);
	};

	beforeAll(async () => {
		mkdirSync(shots, { recursive: true });
		let extensionDir: string;
		[world, extensionDir] = await Promise.all([
			startWorld(2),
			extensionFor(name, join(folder, "extension")),
		]);
		[me, second, friend] = world.network.accounts.map((one) => one.address);
		const making = openMarket(world.network);
		making.catch(() => {});
		door = await openDoor(world.network.endpoints.execution);
		const [beacon = ""] = world.network.endpoints.beacon;
		viem = await serveDapp(
			{ networkFile: world.fileText, beacon },
			join(folder, "viem"),
			0,
			viemPage,
		);
		browser = await launchers[name]({
			extensionDir,
			viewport: { width: 900, height: 1000 },
		});
		market = await making;
	}, 180_000);

	afterAll(async () => {
		await browser?.close();
		await viem?.stop();
		await door?.shut();
		await world?.stop();
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	}, 60_000);

	it("makes a key of its own, whose words are asked back", async () => {
		const { place } = world;
		const page = await onboard(
			browser,
			{ ...place, l1: { ...place.l1, execution: [door.url] } },
			watch,
			hand,
			makeKey,
		);
		popup = await openPopup(browser);
		await page.close();
		await go(popup, "accounts");
		await waitForText(popup, "From your recovery phrase, number 1");
		expect(await sees(popup, checksummed(me ?? "0x").slice(0, 6))).toBe(false);
	});

	it("takes in a phrase from elsewhere, and its second account", async () => {
		await press(popup, "Another recovery phrase");
		await fill(popup, "Recovery phrase", world.place.phrase);
		await watch("phrase", popup);
		await press(popup, "Add it");
		await popup.waitUntil('!location.hash.startsWith("#add")');
		await go(popup, "accounts");
		await waitForText(popup, "From phrase 2, number 1");
		await press(popup, "New account");
		await press(popup, "phrase 2");
		await press(popup, "Add an account");
		await popup.waitUntil('!location.hash.startsWith("#add")');
		await go(popup, "accounts");
		await waitForText(popup, "From phrase 2, number 2");
		await watch("accounts", popup);
		await waitForText(popup, checksummed(second ?? "0x").slice(0, 6));
		await press(popup, "Account 2");
		await popup.waitUntil('!location.hash.startsWith("#accounts")');
	});

	it("unlocks by a passkey, where the browser lets an extension have one", async () => {
		await go(popup, "passkeys");
		if (browser.giveAuthenticator === null) {
			await waitForText(popup, "does not let an extension use passkeys");
			return;
		}
		await browser.giveAuthenticator(popup);
		await fill(popup, "Password", password);
		await press(popup, "Add a passkey");
		await waitForText(popup, "Passkey 1");
		await watch("passkeys", popup);
		await go(popup, "accounts");
		await press(popup, "Lock");
		await waitForText(popup, "The key is locked");
		await watch("locked", popup);
		await press(popup, "Unlock with a passkey");
		await waitForText(popup, "Unlocking", 30_000);
	});

	it("adds a token by its contract, and sends of it", async () => {
		await go(popup, "token");
		await fill(popup, "Contract", world.network.token);
		await press(popup, "Ask the contract");
		await waitForText(popup, "Calls itself", 60_000);
		await watch("token", popup);
		await press(popup, "Add EMB");
		await waitForText(popup, "Remove");
		const before = await count();
		await go(popup, "send");
		await press(popup, "EMB", 60_000);
		await fill(popup, "To", friend ?? "0x");
		await fill(popup, "Amount in EMB", "2.5");
		await watch("token-send", popup);
		await press(popup, "Make the order");
		await waitForText(popup, "Leaves at most", 60_000);
		await watch("token-approve", popup);
		await press(popup, "Send this token");
		await signed(popup);
		await mined(before + 1);
		expect(await tokens(friend)).toBe(tokensEach + (5n * ether) / 2n);
		await press(popup, "Done");
	});

	it("signs in to a site", async () => {
		site = await browser.openPage(viem.url);
		const connecting = deed("connect()");
		await decide(
			browser,
			await browser.waitForPage("approve.html", 30_000),
			"Connect",
			hand,
		);
		expect(await connecting).toEqual([checksummed(me ?? "0x")]);
		const told = deed(`signIn(${JSON.stringify(me)})`);
		const asked = await browser.waitForPage("approve.html", 30_000);
		await waitForText(asked, "This page would like to know you.", 30_000);
		await watch("sign-in", asked);
		await press(asked, "Sign in");
		expect(await told).toBe(true);
		await decide(browser, asked, "Done", hand);
	});

	it("lets an exchange take tokens, swaps them there, and takes the allowance back", async () => {
		const { token } = world.network;
		const { router, weth } = market;
		const amount = 100n * ether;
		const approving = (most: bigint): Hex =>
			encodeFunctionData({
				abi: uniswapAbi,
				functionName: "approve",
				args: [router, most],
			});
		await call(
			token,
			approving(2n * amount),
			["What it allows later", checksummed(router)],
			"Allow this",
			"allow",
		);
		expect(await allowed()).toBe(2n * amount);

		const [had, owned] = [await tokens(me), await coins(me)];
		const least = (amount * market.wei * 98n) / (market.tokens * 100n);
		await call(
			router,
			encodeFunctionData({
				abi: uniswapAbi,
				functionName: "swapExactTokensForETH",
				args: [amount, least, [token, weth], me ?? "0x", 2n ** 40n],
			}),
			["Would happen", checksummed(token)],
			"Call the contract",
			"swap",
		);
		expect(had - (await tokens(me))).toBe(amount);
		expect(await coins(me)).toBeGreaterThan(owned + least / 2n);

		await call(
			token,
			approving(0n),
			["What it allows later"],
			"Take the allowance back",
			"revoke",
		);
		expect(await allowed()).toBe(0n);
	});

	/** A payment that is sent and gets into no block; its screen. */
	const stuck = async (ethers: string): Promise<void> => {
		door.keepBack(true);
		await popup.bringToFront();
		await go(popup, "send");
		await fill(popup, "To", friend ?? "0x");
		await fill(popup, "Amount in ETH", ethers);
		await press(popup, "Make the order");
		await waitForText(popup, "Leaves at most", 60_000);
		await press(popup, `Send ${ethers} ETH`);
		await signed(popup);
		const id = String(await popup.eval("location.hash.split('/')[1]"));
		await go(popup, `order/${id}`);
		await waitForText(popup, "Still waiting for a block", 30_000);
	};
	/** The other order is approved and gets into a block. */
	const instead = async (yes: string, step: string): Promise<void> => {
		const before = await count();
		await waitForText(popup, "Leaves at most", 60_000);
		await watch(step, popup);
		await press(popup, yes);
		await signed(popup);
		// what its place was taken of is not sent any more
		door.keepBack(false);
		await mined(before + 1);
		await press(popup, "Done");
	};

	it("speeds a payment up that gets into no block: it arrives once", async () => {
		const [sent, had] = [await count(), await coins(friend)];
		await stuck("0.25");
		await watch("stuck", popup);
		await press(popup, "Speed up");
		await instead("Send 0.25 ETH", "faster");
		expect((await coins(friend)) - had).toBe(ether / 4n);
		expect(await count()).toBe(sent + 1);
	});

	it("cancels one: nothing of it arrives", async () => {
		const [sent, had] = [await count(), await coins(friend)];
		await stuck("0.125");
		await press(popup, "Cancel it");
		await instead("Cancel the earlier order", "cancel");
		expect(await coins(friend)).toBe(had);
		expect(await count()).toBe(sent + 1);
		expect(await browser.errors()).toEqual([]);
	});
});
