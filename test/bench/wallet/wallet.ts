// The wallet as a person has it, in a real browser on the embedded network: how soon it is there, how soon a number is proved and
// an order tried. What it takes while nobody does anything is another topic: ../idle/idle.ts.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { encodeFunctionData, type Hex } from "viem";
import { buildExtension, packExtension } from "../../../extension/build.ts";
import * as d from "../../../src/base/decode.ts";
import { type Browser, type Page, until } from "../../browser/browser.ts";
import type { BrowserName } from "../../browser/ensure.ts";
import { launchers } from "../../browser/launch.ts";
import { serveDapp } from "../../dapp/serve.ts";
import { go } from "../../e2e/leave.ts";
import { openPopup, waitForBalances } from "../../e2e/main-job.ts";
import { openMarket } from "../../e2e/market.ts";
import { decide, fill, onboard, press, waitForText } from "../../e2e/person.ts";
import { startWorld, type World } from "../../e2e/world.ts";
import { uniswapAbi } from "../../evm/uniswap.ts";
import { callRpc } from "../../network/l1/rpc.ts";
import { duration } from "../print.ts";
import { least, median } from "../rows.ts";

/** Half of mainnet's: what follows from heads comes twice as often here. */
const slotSeconds = 6;
const ether = 10n ** 18n;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
	const began = performance.now();
	await work();
	return performance.now() - began;
};
const line = (what: string, ms: readonly number[]): string =>
	`  ${what.padEnd(44)}${duration(median(ms))} (${duration(least(ms))})`;

/** Milliseconds of a mark in the page's own timeline, as soon as it is there. */
const markOf = (page: Page, name: string): Promise<number> =>
	until(
		`the mark ${name}`,
		async () => {
			const at = await page.eval(
				`performance.getEntriesByName(${JSON.stringify(name)})[0]?.startTime ?? null`,
			);
			return typeof at === "number" ? at : undefined;
		},
		120_000,
	);

type Opened = {
	readonly first: number;
	/** Numbers stand on the first screen, proved now or as last proved. */
	readonly painted: number;
	/** All of the first line is proved now. */
	readonly proved: number;
};

/**
 * Windows of an open wallet, from the click on.
 * @param cold the engine is ended before each, so that it begins anew and has what is on disk alone
 */
const openings = async (
	browser: Browser,
	times: number,
	cold: boolean,
): Promise<readonly Opened[]> => {
	const found: Opened[] = [];
	for (let i = 0; i < times; i++) {
		if (cold) await browser.killEngine();
		const page = await openPopup(browser);
		found.push({
			first: await markOf(page, "first-contentful-paint"),
			painted: await markOf(page, "home-painted"),
			proved: await markOf(page, "home-proved"),
		});
		await page.close();
	}
	return found;
};

/** The same from when the key is open. */
type Unlocked = Pick<Opened, "painted" | "proved">;

/** A locked wallet's window is opened, and the password given. The page's own marks tell, as no driver is quick enough. */
const unlockIn = async (
	popup: Page,
	origin: string,
	world: World,
): Promise<Unlocked> => {
	await popup.goto("about:blank");
	await popup.goto(`${origin}/popup.html`);
	await waitForText(popup, "The key is locked", 60_000);
	await fill(popup, "Password", world.place.password);
	await press(popup, "Unlock");
	const open = await markOf(popup, "key-open");
	return {
		painted: (await markOf(popup, "home-painted")) - open,
		proved: (await markOf(popup, "home-proved")) - open,
	};
};

const lock = async (popup: Page): Promise<void> => {
	await go(popup, "accounts");
	await press(popup, "Lock");
	await waitForText(popup, "The key is locked");
};

const unlocks = async (
	browser: Browser,
	popup: Page,
	world: World,
	times: number,
): Promise<readonly Unlocked[]> => {
	const found: Unlocked[] = [];
	for (let i = 0; i < times; i++) {
		await lock(popup);
		found.push(await unlockIn(popup, browser.extensionOrigin, world));
	}
	await waitForBalances(popup, world);
	return found;
};

/** From the click that makes the order until the approval says what leaves. The order is refused then. */
const transfers = async (
	popup: Page,
	to: string,
	times: number,
): Promise<number[]> => {
	const found: number[] = [];
	for (let i = 0; i < times; i++) {
		await go(popup, "send");
		await fill(popup, "To", to);
		await fill(popup, "Amount in ETH", "0.5");
		found.push(
			await timed(async () => {
				await press(popup, "Make the order");
				await waitForText(popup, "Leaves at most", 60_000);
			}),
		);
		await press(popup, "Refuse");
		await go(popup, "");
	}
	return found;
};

const sentBy = (
	{ endpoints }: World["network"],
	account: Hex,
): Promise<bigint> =>
	callRpc(
		endpoints.execution,
		"eth_getTransactionCount",
		[account, "latest"],
		d.quantity,
	);

/** From a site's question for a swap on Uniswap v2 until the approval says what would happen. It is signed then. */
const swaps = async (
	browser: Browser,
	world: World,
	folder: string,
	times: number,
): Promise<number[]> => {
	const { network } = world;
	const market = await openMarket(network);
	const page = fileURLToPath(new URL("../../e2e/viem", import.meta.url));
	const [beacon = ""] = network.endpoints.beacon;
	const operator = { networkFile: world.fileText, beacon };
	const dapp = await serveDapp(operator, folder, 0, page);
	try {
		const me = network.accounts[0]?.address ?? "0x";
		const site = await browser.openPage(dapp.url);
		const deed = (call: string): Promise<unknown> =>
			site.eval(`deeds.${call}.catch((e) => String(e.message ?? e))`);
		const asked = async (to: Hex, data: Hex, words: string): Promise<Page> => {
			// not waited for: a driver gives up before a person has decided
			await site.eval(
				`void deeds.call(${[me, to, data].map((one) => JSON.stringify(one))}).catch((e) => { document.title = String(e.message ?? e); })`,
			);
			const window = await browser
				.waitForPage("approve.html", 60_000)
				.catch(async (thrown: unknown) => {
					const title = await site.eval("document.title");
					throw new Error(`${String(thrown)}; the site: ${String(title)}`);
				});
			await waitForText(window, words, 60_000);
			return window;
		};
		const connecting = deed("connect()");
		const connect = await browser.waitForPage("approve.html", 30_000);
		await decide(browser, connect, "Connect");
		await connecting;
		const allow = encodeFunctionData({
			abi: uniswapAbi,
			functionName: "approve",
			args: [market.router, 100n * ether],
		});
		/** A no would make the site wait before it may ask again. */
		const signed = async (window: Page, button: string): Promise<void> => {
			const before = await sentBy(network, me);
			await press(window, button);
			await waitForText(window, "Signed", 60_000);
			await decide(browser, window, "Done");
			await until(
				"it in a block",
				async () => ((await sentBy(network, me)) > before ? true : undefined),
				60_000,
			);
		};
		await signed(
			await asked(network.token, allow, "What it allows later"),
			"Allow this",
		);
		const swap = encodeFunctionData({
			abi: uniswapAbi,
			functionName: "swapExactTokensForETH",
			args: [ether, 1n, [network.token, market.weth], me, 2n ** 40n],
		});
		const found: number[] = [];
		for (let i = 0; i < times; i++) {
			let open: Page | undefined;
			found.push(
				await timed(async () => {
					open = await asked(market.router, swap, "Would happen");
				}),
			);
			if (open !== undefined) await signed(open, "Call the contract");
		}
		await site.close();
		return found;
	} finally {
		await dapp.stop();
	}
};

const zipLines = async (extensionDir: string): Promise<readonly string[]> => {
	const { bytes, entries } = await packExtension(extensionDir);
	return [
		...entries
			.toSorted((a, b) => b.bytes - a.bytes)
			.slice(0, 12)
			.map((one) => `  ${one.name.padEnd(44)}${one.bytes}`),
		`  ${"the whole zip".padEnd(44)}${bytes.length}`,
	];
};

type Timings = readonly (readonly [what: string, ms: readonly number[]])[];

/** What does not come to its end is said, and the others go on. */
const attempted = async (
	what: string,
	work: () => Promise<Timings>,
	say: (line: string) => void,
): Promise<void> => {
	try {
		for (const [name, ms] of await work()) say(line(name, ms));
	} catch (thrown) {
		say(`  ${what.padEnd(44)}failed: ${String(thrown).slice(0, 300)}`);
	}
};

/** How soon a window is there, and how soon an order can be approved. */
const soonRows = async (
	browser: Browser,
	popup: Page,
	world: World,
	folder: string,
	times: number,
	say: (line: string) => void,
): Promise<void> => {
	for (const cold of [false, true]) {
		const engine = cold ? "engine just begun" : "warm engine";
		await attempted(
			`a window opened, ${engine}`,
			async () => {
				const all = await openings(browser, times, cold);
				return [
					[`first paint, ${engine}`, all.map(({ first }) => first)],
					[`opened, to numbers, ${engine}`, all.map((one) => one.painted)],
					[`opened, to proved, ${engine}`, all.map(({ proved }) => proved)],
				];
			},
			say,
		);
	}
	await attempted(
		"unlocking",
		async () => {
			const all = await unlocks(browser, popup, world, times);
			return [
				["unlocked, to numbers", all.map(({ painted }) => painted)],
				["unlocked, to proved", all.map(({ proved }) => proved)],
			];
		},
		say,
	);
	const to = world.network.accounts[1]?.address ?? "";
	const transfer = "a transfer, to its approval";
	await attempted(
		transfer,
		async () => [[transfer, await transfers(popup, to, times)]],
		say,
	);
	const swap = "a swap, to its approval";
	await attempted(
		swap,
		async () => [
			[swap, await swaps(browser, world, join(folder, "dapp"), times)],
		],
		say,
	);
};

/** Of one browser, line by line as it is known. */
export const walletRows = async (
	name: BrowserName,
	quick: boolean,
	say: (line: string) => void,
): Promise<void> => {
	const folder = mkdtempSync(join(tmpdir(), `sextant-bench-wallet-${name}-`));
	const closing: (() => Promise<void>)[] = [
		async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
	];
	const times = quick ? 3 : 9;
	try {
		const shipped = join(folder, "shipped");
		await buildExtension({ target: name, outDir: shipped });
		say(`\n${name}: the zip by part, bytes`);
		for (const one of await zipLines(shipped)) say(one);
		const extensionDir = join(folder, "extension");
		await buildExtension({ target: name, outDir: extensionDir, devnet: true });
		const world = await startWorld(slotSeconds);
		closing.push(world.stop);
		const browser = await launchers[name]({
			extensionDir,
			viewport: { width: 900, height: 1000 },
		});
		closing.push(browser.close);
		const setUp = await onboard(browser, world.place);
		const popup = await openPopup(browser);
		await setUp.close();
		await waitForBalances(popup, world, 420_000);

		say(`\n${name}: one account, Ethereum and an OP rollup, median (least)`);
		await soonRows(browser, popup, world, folder, times, say);
	} finally {
		for (const close of closing.reverse())
			await close().catch((thrown: unknown) => say(String(thrown)));
	}
};
