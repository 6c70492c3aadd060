// The wallet as a person has it, in a real browser on the embedded network: how soon it is there, how soon a number is proved and
// an order tried, and what it takes while nobody does anything: processor, memory and bytes, with a window open and without.

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
import {
	decide,
	fill,
	onboard,
	press,
	sees,
	waitForText,
} from "../../e2e/person.ts";
import { startWorld, type World } from "../../e2e/world.ts";
import { uniswapAbi } from "../../evm/uniswap.ts";
import { callRpc } from "../../network/l1/rpc.ts";
import { duration } from "../print.ts";
import { least, median } from "../rows.ts";
import { takenBy } from "./processes.ts";
import { openTally, type Tally } from "./tally.ts";

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

/** All endpoints of the place behind doors that count. */
const countedPlace = async ({ place }: World, tally: Tally) => {
	const via = (urls: readonly string[]) => Promise.all(urls.map(tally.urlOf));
	const { l1, rollup } = place;
	return {
		...place,
		l1: {
			...l1,
			beacon: await via(l1.beacon),
			execution: await via(l1.execution),
		},
		rollup: rollup && {
			...rollup,
			execution: await via(rollup.execution),
			relay: await via(rollup.relay),
		},
	};
};

const paintOf = async (page: Page): Promise<number> => {
	await page.waitUntil(
		'performance.getEntriesByName("first-contentful-paint").length > 0',
	);
	return Number(
		await page.eval(
			'performance.getEntriesByName("first-contentful-paint")[0].startTime',
		),
	);
};

/** Opened again and again by a browser that has run a while. */
const paints = async (browser: Browser, times: number): Promise<number[]> => {
	const found: number[] = [];
	for (let i = 0; i < times; i++) {
		const page = await openPopup(browser);
		found.push(await paintOf(page));
		await page.close();
	}
	return found;
};

const unlocks = async (
	popup: Page,
	world: World,
	times: number,
): Promise<number[]> => {
	const found: number[] = [];
	for (let i = 0; i < times; i++) {
		await go(popup, "accounts");
		await press(popup, "Lock");
		await waitForText(popup, "The key is locked");
		await fill(popup, "Password", world.place.password);
		found.push(
			await timed(async () => {
				await press(popup, "Unlock");
				await until(
					"the key",
					async () =>
						(await sees(popup, "The key is locked")) === true
							? undefined
							: true,
					60_000,
				);
				await go(popup, "");
				await waitForBalances(popup, world);
			}),
		);
	}
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

/** From a site's question for a swap on Uniswap v2 until the approval says what would happen. */
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
			void deed(`call(${[me, to, data].map((one) => JSON.stringify(one))})`);
			const window = await browser.waitForPage("approve.html", 60_000);
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
		const before = await sentBy(network, me);
		const window = await asked(network.token, allow, "What it allows later");
		await press(window, "Allow this");
		await waitForText(window, "Signed", 60_000);
		await decide(browser, window, "Done");
		await until(
			"the allowance in a block",
			async () => ((await sentBy(network, me)) > before ? true : undefined),
			60_000,
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
			if (open !== undefined) await decide(browser, open, "Refuse");
		}
		await site.close();
		return found;
	} finally {
		await dapp.stop();
	}
};

/** Nobody does anything for that long. */
const idle = async (
	what: string,
	name: BrowserName,
	tally: Tally,
	ms: number,
): Promise<string> => {
	tally.take();
	const before = takenBy(name);
	await new Promise((resolve) => setTimeout(resolve, ms));
	const after = takenBy(name);
	const { bytes, requests } = tally.take();
	const anHour = (3_600_000 / ms) * (bytes / 1e6);
	const processes =
		before === null || after === null
			? "no word on processes here"
			: `${((100 * (after.cpuMs - before.cpuMs)) / ms).toFixed(2)} % of a core, ${(after.memoryBytes / 1e6).toFixed(0)} MB`;
	return `  ${what.padEnd(44)}${processes}, ${anHour.toFixed(2)} MB an hour, ${requests} requests in ${ms / 1000} s`;
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

/** What does not come to its end is said, and the others go on. */
const attempted = async (
	what: string,
	work: () => Promise<readonly number[]>,
	say: (line: string) => void,
): Promise<void> => {
	try {
		say(line(what, await work()));
	} catch (thrown) {
		say(`  ${what.padEnd(44)}failed: ${String(thrown).slice(0, 300)}`);
	}
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
		const tally = openTally();
		closing.push(tally.close);
		const counted = { ...world, place: await countedPlace(world, tally) };
		const browser = await launchers[name]({
			extensionDir,
			viewport: { width: 900, height: 1000 },
		});
		closing.push(browser.close);
		const setUp = await onboard(browser, counted.place);
		const popup = await openPopup(browser);
		await setUp.close();
		await waitForBalances(popup, counted, 420_000);

		say(`\n${name}: one account, Ethereum and an OP rollup, median (least)`);
		await attempted("first paint", () => paints(browser, times), say);
		await attempted(
			"the password given, to both proved balances",
			() => unlocks(popup, counted, times),
			say,
		);
		const to = world.network.accounts[1]?.address ?? "";
		await attempted(
			"a transfer, to its approval",
			() => transfers(popup, to, times),
			say,
		);
		await attempted(
			"a swap, to its approval",
			() => swaps(browser, counted, join(folder, "dapp"), times),
			say,
		);

		const ms = quick ? 60_000 : 300_000;
		say(`\n${name}: nobody does anything, slots of ${slotSeconds} s`);
		await go(popup, "");
		say(await idle("with its window open", name, tally, ms));
		await browser.openPage("about:blank");
		await popup.close();
		// what was under way comes to its end
		await new Promise((resolve) => setTimeout(resolve, 3_000 * slotSeconds));
		say(await idle("with no window open", name, tally, ms));
	} finally {
		for (const close of closing.reverse())
			await close().catch((thrown: unknown) => say(String(thrown)));
	}
};
