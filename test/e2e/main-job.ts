// The main job, done by a person at the screens: two balances with their reasons, one payment, a lie that is refused, and a
// dApp that checks for itself. The suite asserts on what this returns; `npm start` shows it.

import { lieNamed } from "../adversary/lies.ts";
import { type LyingProxy, openProxy } from "../adversary/proxy.ts";
import { type Browser, type Page, until } from "../browser/browser.ts";
import { decide, fill, press, type Watch, waitForText } from "./person.ts";
import type { World } from "./world.ts";

/** The text of the screen with every run of blanks as one. */
export const screenText = async (page: Page): Promise<string> =>
	String(await page.eval("document.body.innerText")).replace(/\s+/g, " ");

/** Two proxies in front of one execution endpoint. */
export type Liars = {
	/** The one that lies. */
	readonly liar: LyingProxy;
	/** The one that the wallet goes on with. */
	readonly beside: LyingProxy;
};

/** The world with two proxies in front of its execution endpoint, which the wallet is given. Honest until told otherwise. */
export const withLiar = async (world: World): Promise<World & Liars> => {
	const upstream = world.network.endpoints.execution;
	const liar = await openProxy({ upstream });
	const beside = await openProxy({ upstream });
	return {
		...world,
		liar,
		beside,
		place: {
			...world.place,
			l1: { ...world.place.l1, execution: [liar.url, beside.url] },
		},
		stop: async () => {
			await liar.close();
			await beside.close();
			await world.stop();
		},
	};
};

export const openPopup = async (browser: Browser): Promise<Page> => {
	const popup = await browser.openPage(`${browser.extensionOrigin}/popup.html`);
	await popup.setViewport(380, 640);
	return popup;
};

/** The line of the coin that is opened where it is of several chains; then the words of each chain's number. */
export const numbersOn = (
	popup: Page,
	chains: readonly string[],
): Promise<unknown> =>
	popup.eval(
		`(() => {
			const found = ${JSON.stringify(chains)}.map((chain) => document.querySelector(\`li.asset:first-child [data-reasons-of="\${chain}"]\`));
			if (found.every((e) => e !== null)) return found.map((e) => e.innerText.replace(/\\s+/g, " "));
			document.querySelector('li.asset:first-child [aria-expanded="false"]')?.click();
			return null;
		})()`,
	);

/**
 * Both balances stand on the first screen, each in its chain's own line. What is last known, and proved no more, leads to no
 * reasons and is none.
 * @returns what the two lines say
 */
export const waitForBalances = async (
	popup: Page,
	world: World,
	timeoutMs = 90_000,
): Promise<string> => {
	const chains = [world.place.l1.title, world.place.rollup?.title ?? ""];
	return await until(
		"both balances",
		async () => {
			const lines = await numbersOn(popup, chains);
			if (!Array.isArray(lines)) return undefined;
			return lines.every((line) => /\d…? [A-Z]{2}/.test(String(line)))
				? lines.join(" ")
				: undefined;
		},
		timeoutMs,
		250,
	).catch(async (thrown: unknown) => {
		throw new Error(`${String(thrown)}\n${await screenText(popup)}`);
	});
};

export type TraceRead = {
	readonly title: string;
	readonly traceSteps: readonly string[];
	readonly text: string;
};

/** From home to the reasons behind a chain's number: its line is opened first, where it is of several chains. */
export const openReasons = async (
	popup: Page,
	chain: string,
): Promise<void> => {
	// of the coin, which is the first: tokens have reasons too
	const row = `li.asset:first-child [data-reasons-of="${chain}"]`;
	await until(
		`the number on ${chain}`,
		async () =>
			(await popup.eval(
				`(() => { if (document.querySelector(${JSON.stringify(row)})) return true; document.querySelector('li.asset:first-child [aria-expanded="false"]')?.click(); return false; })()`,
			)) === true
				? true
				: undefined,
		20_000,
		100,
	);
	await popup.click(row);
	await waitForText(popup, "Could this still be wrong?");
};

/** Opens the reasons behind a chain's number, reads them and goes back. */
export const readTrace = async (
	popup: Page,
	chain: string,
	watch: Watch,
): Promise<TraceRead> => {
	await openReasons(popup, chain);
	const traceSteps: unknown = await popup.eval(
		`[...document.querySelectorAll("ol.trace > li")].map((e) => e.innerText.replace(/\\s+/g, " ").trim())`,
	);
	const read = {
		title: await popup.text("h1"),
		traceSteps: Array.isArray(traceSteps) ? traceSteps.map(String) : [],
		text: await screenText(popup),
	};
	await watch(`trail-${chain.toLowerCase().replaceAll(" ", "-")}`, popup);
	await press(popup, "Done");
	return read;
};

/** Makes an order at the screen and stops where the person has to decide. */
export const makeOrder = async (
	popup: Page,
	to: string,
	ether: string,
	watch: Watch,
): Promise<void> => {
	await press(popup, "Send");
	await fill(popup, "To", to);
	await fill(popup, "Amount in ETH", ether);
	await watch("send", popup);
	await press(popup, "Make the order");
	await waitForText(popup, "Leaves at most", 30_000);
	await watch("approve", popup);
};

/** Decides yes, and waits until the payment is final. */
export const approveAndFollow = async (
	popup: Page,
	ether: string,
	watch: Watch,
	timeoutMs = 120_000,
): Promise<void> => {
	await press(popup, `Send ${ether} ETH`);
	await waitForText(popup, "Signed", 30_000);
	await watch("signed", popup);
	await waitForText(popup, "Final. It cannot be undone.", timeoutMs);
	await watch("final", popup);
	await press(popup, "Done");
};

/** The first execution endpoint begins to lie about balances; the wallet has to name it and go on with the other. */
export const seeLieRefused = async (
	popup: Page,
	{ liar, beside }: Liars,
	lie: string,
	watch: Watch,
): Promise<string> => {
	// one endpoint is asked as long as it answers, and which one depends on what went before: this one answers nothing
	beside.lie(lieNamed("an error to everything"));
	liar.lie(lieNamed(lie));
	await waitForText(popup, "Set aside", 60_000);
	beside.honest();
	await watch("lie-refused", popup);
	const text = await screenText(popup);
	liar.honest();
	return text;
};

/** Connects the demo dApp and has it check a balance. @returns what it shows */
export const useDapp = async (
	browser: Browser,
	url: string,
	chainId: number,
	watch: Watch,
): Promise<{ readonly page: Page; readonly checked: string }> => {
	const page = await browser.openPage(url);
	await press(page, "Connect");
	const connect = await browser.waitForPage("approve.html", 30_000);
	await waitForText(connect, "Who wants this");
	await watch("connect", connect);
	await decide(browser, connect, "Connect");
	await waitForText(page, "Connected as", 30_000);
	await page.bringToFront();
	await fill(page, "Chain id", String(chainId));
	await press(page, "Ask and check");
	await waitForText(page, "checked on this page", 60_000);
	await watch("dapp-checked", page);
	return { page, checked: await page.text("#balance") };
};
