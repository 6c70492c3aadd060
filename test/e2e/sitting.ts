// What a person's whole sitting at the wallet goes on with from one deed to the next: the browser and how it is used, the screens that
// stand, and what the chain itself says, asked past the wallet.

import { expect } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { type Browser, type Page, until } from "../browser/browser.ts";
import { rpcTo } from "../network/op/rpc.ts";
import { go } from "./leave.ts";
import {
	decide,
	type Hand,
	screenOf,
	type Watch,
	waitForText,
} from "./person.ts";

export type Sitting = {
	readonly browser: Browser;
	readonly hand: Hand;
	readonly watch: Watch;
	readonly popup: Page;
	/** The page of a site that the account is connected to. */
	readonly site: Page;
	/** The account that is shown. */
	readonly me: Hex;
	/** Whom payments go to. */
	readonly friend: Hex;
	/** An execution endpoint of the chain. */
	readonly execution: string;
};

/** What the chain says. */
export const chainOf = (execution: string) => {
	const rpc = rpcTo(execution);
	return {
		count: async (of: Hex): Promise<number> =>
			Number(await rpc("eth_getTransactionCount", [of, "latest"], d.quantity)),
		coins: (of: Hex): Promise<bigint> =>
			rpc("eth_getBalance", [of, "latest"], d.quantity),
		code: (of: Hex): Promise<Hex> =>
			rpc("eth_getCode", [of, "latest"], d.hexUpTo(30_000)),
		/** The word that a contract answers. */
		ask: async (to: Hex, data: Hex): Promise<bigint> =>
			BigInt(await rpc("eth_call", [{ to, data }, "latest"], d.hexUpTo(32))),
		height: (): Promise<bigint> => rpc("eth_blockNumber", [], d.quantity),
	};
};

/** Something that a page of a site does, by its name; a refusal is an answer too. */
export const deedOn = (site: Page, call: string): Promise<unknown> =>
	site.eval(
		`deeds.${call}.catch((e) => ({ code: e.code ?? e.cause?.code, message: String(e.message ?? e) }))`,
	);

/** @param args of a deed, as code */
export const given = (...args: readonly unknown[]): string =>
	args.map((one) => JSON.stringify(one)).join(", ");

export const isSigned = (page: Page): Promise<void> =>
	waitForText(page, "Signed", 60_000);

/** The account's transactions are in blocks, so many of them. */
export const mined = async (
	{ execution, popup }: Pick<Sitting, "execution" | "popup">,
	of: Hex,
	sent: number,
): Promise<void> => {
	const chain = chainOf(execution);
	await until(
		"the transaction in a block",
		async () => ((await chain.count(of)) === sent ? true : undefined),
		90_000,
	).catch(async (thrown: unknown) => {
		throw new Error(
			`${String(thrown)}: ${await chain.count(of)} of ${sent} at block ${await chain.height()}\n${await screenOf(popup)}`,
		);
	});
};

/** The window in which a site's question stands. @throws Error where the site was answered before anybody was asked */
export const askedBy = (
	{ browser }: Pick<Sitting, "browser">,
	asking: Promise<unknown>,
): Promise<Page> =>
	Promise.race([
		browser.waitForPage("approve.html", 60_000),
		asking.then((answer) => {
			throw new Error(`answered at once: ${JSON.stringify(answer)}`);
		}),
	]);

/** The site calls a contract; the person reads this and says yes. */
export const callFromSite = async (
	sitting: Sitting,
	to: Hex,
	data: Hex,
	reads: readonly string[],
	yes: string,
	step: string,
): Promise<void> => {
	const { site, me, hand, watch, browser, execution } = sitting;
	const before = await chainOf(execution).count(me);
	const sending = deedOn(site, `call(${given(me, to, data)})`);
	const asked = await askedBy(sitting, sending);
	for (const words of reads) await waitForText(asked, words, 30_000);
	await watch(step, asked);
	await hand.press(asked, yes);
	expect(await sending).toMatch(/^0x[0-9a-f]{64}$/);
	await isSigned(asked);
	await decide(browser, asked, "Done", hand);
	await mined(sitting, me, before + 1);
};

/** A token is added by its contract, which calls itself so. */
export const addToken = async (
	popup: Page,
	{ press, fill }: Hand,
	watch: Watch,
	token: Hex,
	symbol: string,
): Promise<void> => {
	await go(popup, "token");
	await fill(popup, "Contract", token);
	await press(popup, "Ask the contract");
	await waitForText(popup, "Calls itself", 60_000);
	await watch(`token-${symbol.toLowerCase()}`, popup);
	await press(popup, `Add ${symbol}`);
	await waitForText(popup, `${symbol} is on the list`);
};

/** Turns to another account. */
export const choose = async (
	{ popup, hand }: Pick<Sitting, "popup" | "hand">,
	account: string,
): Promise<void> => {
	await go(popup, "accounts");
	await hand.press(popup, account);
	await popup.waitUntil('!location.hash.startsWith("#accounts")');
};
