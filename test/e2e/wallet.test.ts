// Living in the wallet, in real browsers on the embedded network, in one sitting: a key of its own, a phrase from elsewhere and its
// second account, a passkey, a token sent, a sign-in, an exchange that may take tokens, swaps them and may take them no more, two
// calls at once, a permit for less than was asked, a delegation and its end, a Safe of two owners, a Ledger, a payment that is sped up
// and one that is cancelled. In Firefox with a pointer, in Chromium by keyboard alone.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { encodeFunctionData, type Hex, parseAbi } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checksummed } from "../../src/crypto/checksum.ts";
import type { Browser, Page } from "../browser/browser.ts";
import { askedBrowsers, launchers } from "../browser/launch.ts";
import { type Dapp, serveDapp } from "../dapp/serve.ts";
import { uniswapAbi } from "../evm/uniswap.ts";
import { tokensEach } from "../network/l1/token.ts";
import { batchOfTwo } from "./batch.ts";
import { delegateAndBack } from "./delegate.ts";
import { type Door, openDoor } from "./door.ts";
import { extensionFor } from "./extension.ts";
import { keyboard } from "./keys.ts";
import { go } from "./leave.ts";
import { noLedgerHere, onLedger, payByLedger } from "./ledger.ts";
import { openPopup } from "./main-job.ts";
import { type Maker, openMaker } from "./maker.ts";
import { type Market, openMarket } from "./market.ts";
import { makePermitToken, permitLess } from "./permit.ts";
import {
	decide,
	makeKey,
	mouse,
	onboard,
	sees,
	type Watch,
	waitForText,
} from "./person.ts";
import { makeSafe, paySafely } from "./shared-safe.ts";
import {
	addToken,
	callFromSite,
	chainOf,
	deedOn,
	isSigned,
	mined,
	type Sitting,
} from "./sitting.ts";
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
	let maker: Maker;
	let market: Market;
	let [permitToken, safe]: Hex[] = [];
	let browser: Browser;
	let viem: Dapp;
	let popup: Page;
	let site: Page;
	let me: Hex = "0x";
	let second: Hex = "0x";
	let friend: Hex = "0x";

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

	const sitting = (): Sitting => ({
		...{ browser, hand, watch, popup, site, me, friend },
		execution: world.network.endpoints.execution,
	});
	const chain = () => chainOf(world.network.endpoints.execution);
	const count = (): Promise<number> => chain().count(me);
	const coins = (of: Hex): Promise<bigint> => chain().coins(of);
	const tokens = (of: Hex): Promise<bigint> =>
		chain().ask(
			world.network.token,
			encodeFunctionData({ abi, functionName: "balanceOf", args: [of] }),
		);
	const allowed = (): Promise<bigint> =>
		chain().ask(
			world.network.token,
			encodeFunctionData({
				abi,
				functionName: "allowance",
				args: [me, market.router],
			}),
		);
	const sent = (before: number): Promise<void> =>
		mined(sitting(), me, before + 1);

	/** What is on the chain beside what the network comes with. */
	const makeAll = async (): Promise<void> => {
		maker = await openMaker(world.network);
		permitToken = await makePermitToken(maker, me);
		safe = await makeSafe(maker, [me, second]);
		await maker.send(onLedger, "0x", 21_000n, 2n * ether);
		// waits for all of it
		market = await openMarket(world.network, maker);
	};

	beforeAll(async () => {
		mkdirSync(shots, { recursive: true });
		let extensionDir: string;
		[world, extensionDir] = await Promise.all([
			startWorld(2),
			extensionFor(name, join(folder, "extension")),
		]);
		[me = me, second = me, friend = me] = world.network.accounts.map(
			(one) => one.address,
		);
		const making = makeAll();
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
		await making;
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
		expect(await sees(popup, checksummed(me).slice(0, 6))).toBe(false);
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
		await waitForText(popup, checksummed(second).slice(0, 6));
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

	it("adds tokens by their contracts, and sends of one", async () => {
		await addToken(popup, hand, watch, world.network.token, "EMB");
		await addToken(popup, hand, watch, permitToken ?? "0x", "UNI-V2");
		const before = await count();
		await go(popup, "send");
		await press(popup, "EMB", 60_000);
		await fill(popup, "To", friend);
		await fill(popup, "Amount in EMB", "2.5");
		await watch("token-send", popup);
		await press(popup, "Make the order");
		await waitForText(popup, "Leaves at most", 60_000);
		await watch("token-approve", popup);
		await press(popup, "Send this token");
		await isSigned(popup);
		await sent(before);
		expect(await tokens(friend)).toBe(tokensEach + (5n * ether) / 2n);
		await press(popup, "Done");
	});

	it("signs in to a site", async () => {
		site = await browser.openPage(viem.url);
		const connecting = deedOn(site, "connect()");
		await decide(
			browser,
			await browser.waitForPage("approve.html", 30_000),
			"Connect",
			hand,
		);
		expect(await connecting).toEqual([checksummed(me)]);
		const told = deedOn(site, `signIn(${JSON.stringify(me)})`);
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
		await callFromSite(
			sitting(),
			token,
			approving(2n * amount),
			["What it allows later", checksummed(router)],
			"Allow this",
			"allow",
		);
		expect(await allowed()).toBe(2n * amount);

		const [had, owned] = [await tokens(me), await coins(me)];
		const least = (amount * market.wei * 98n) / (market.tokens * 100n);
		await callFromSite(
			sitting(),
			router,
			encodeFunctionData({
				abi: uniswapAbi,
				functionName: "swapExactTokensForETH",
				args: [amount, least, [token, weth], me, 2n ** 40n],
			}),
			["Would happen", checksummed(token)],
			"Call the contract",
			"swap",
		);
		expect(had - (await tokens(me))).toBe(amount);
		expect(await coins(me)).toBeGreaterThan(owned + least / 2n);

		await callFromSite(
			sitting(),
			token,
			approving(0n),
			["What it allows later"],
			"Take the allowance back",
			"revoke",
		);
		expect(await allowed()).toBe(0n);
	});

	it("goes through two calls that a site asks for at once, and tells it when both are done", async () => {
		const [had, owned] = [await tokens(friend), await coins(friend)];
		await batchOfTwo(sitting(), world.network.token, 7n * ether);
		expect((await tokens(friend)) - had).toBe(7n * ether);
		expect((await coins(friend)) - owned).toBe((3n * ether) / 100n);
	});

	it("lets a site take tokens by signature, fewer than it asks for", async () => {
		await permitLess(sitting(), maker, permitToken ?? "0x", market.router);
	});

	it("runs a contract's code for the account, and takes that back", async () => {
		await delegateAndBack(sitting(), market.weth);
	});

	it("pays out of a Safe when both of its owners have agreed", async () => {
		await paySafely(sitting(), safe ?? "0x", ["Account 2", "Account 3"]);
	});

	it("pays from a Ledger, where the browser can speak to one", async () => {
		if (name === "firefox") await noLedgerHere(sitting());
		else await payByLedger(sitting(), ["Account 5", "Account 2"]);
	});

	/** A payment that is sent and gets into no block; its screen. */
	const stuck = async (ethers: string): Promise<void> => {
		door.keepBack(true);
		await popup.bringToFront();
		await go(popup, "send");
		await waitForText(popup, "Amount in ETH", 60_000);
		await fill(popup, "To", friend);
		await fill(popup, "Amount in ETH", ethers);
		await press(popup, "Make the order");
		await waitForText(popup, "Leaves at most", 60_000);
		await press(popup, `Send ${ethers} ETH`);
		await isSigned(popup);
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
		await isSigned(popup);
		// what its place was taken of is not sent any more
		door.keepBack(false);
		await sent(before);
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
