// What stopped a person who tried the wallet for the first time, each held where it was met.

// biome-ignore-all lint/performance/useDomNodeTextContent: it is Playwright that reads here, and what is seen is what counts.

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { ChainView, WalletView } from "../../src/protocol/views.ts";
import { other, scenes } from "./fake/scenes.ts";
import { stageOfFile } from "./staged.ts";

const look = { width: 380, height: 600 };
const stage = stageOfFile();
let page: Page;

type Fake = {
	readonly calls: readonly string[];
	readonly setChains: (chains: readonly ChainView[]) => void;
	readonly setView: (part: Partial<WalletView>) => void;
	readonly orders: () => WalletView["orders"];
};
declare const fake: Fake;

const calls = (): Promise<readonly string[]> => page.evaluate(() => fake.calls);
const button = (name: string | RegExp) =>
	page.getByRole("button", { name }).first();
const words = () => page.locator("main").innerText();

describe("the way to a payment", () => {
	it("is a few keys long, and Enter in the amount makes the order and signs nothing", async () => {
		page = await stage.open("popup", "plain", "", look);
		let tabs = 0;
		const isAtSend = () =>
			page.evaluate(
				() => document.activeElement?.textContent?.trim() === "Send",
			);
		while (!(await isAtSend()) && tabs < 20) {
			await page.keyboard.press("Tab");
			tabs++;
		}
		expect(tabs).toBeLessThanOrEqual(8);
		await page.keyboard.press("Enter");
		const to = page.getByLabel("To", { exact: true });
		await expect
			.poll(() => to.evaluate((field) => field === document.activeElement))
			.toBe(true);
		await page.keyboard.type(other);
		await page.getByLabel("Amount in ETH").focus();
		await page.keyboard.type("0.5");
		await expect.poll(() => button("Make the order").isEnabled()).toBe(true);
		for (let i = 0; i < 12; i++) {
			await page.keyboard.press("Enter");
			await page.waitForTimeout(60);
		}
		await button("Send 0.5 ETH").waitFor();
		expect((await calls()).filter((call) => /true$/.test(call))).toEqual([]);
	});

	it("makes no order by Enter of what is wrong", async () => {
		page = await stage.open("popup", "plain", "send", look);
		await page.getByLabel("To", { exact: true }).fill(other);
		await page.getByLabel("Amount in ETH").fill("3");
		await page.keyboard.press("Enter");
		await page.getByText(/More than the/).waitFor();
		expect(await page.locator("h1").innerText()).toBe("Send");
	});

	it("warns of the address that is nobody's, and takes address and amount as they are printed here", async () => {
		page = await stage.open("popup", "plain", "send", look);
		const to = page.getByLabel("To", { exact: true });
		await to.fill(`0x${"0".repeat(40)}`);
		await page.locator(".warn-line").first().waitFor();
		await to.fill(`0x ${other.slice(2).replace(/(.{4})/g, "$1 ")}`);
		await page.getByLabel("Amount in ETH").fill("0,5");
		expect(await button("Make the order").isEnabled()).toBe(true);
	});

	it("says while nothing is proved that the balance is being checked", async () => {
		page = await stage.open("popup", "syncing", "send", look);
		expect(await words()).toMatch(/Your balance is still being checked\./);
	});

	it("says when nobody answers what it is, in the words of a person, and asks again", async () => {
		page = await stage.open("popup", "offline", "send", look);
		await page
			.getByText(
				"Your endpoints stopped answering. Check your connection, then retry.",
			)
			.first()
			.waitFor();
		await button("Retry").click();
		await expect.poll(async () => (await calls()).join()).toMatch(/retry/);
	});
});

describe("what became of an order", () => {
	it("has a title that goes with it to its end, and the day it was made", async () => {
		page = await stage.open("approve", "order", "", look);
		await button("Send 0.5 ETH").click();
		const title = () => page.locator("h1").innerText();
		await expect.poll(title).toBe("Signed");
		for (const [state, said] of [
			["included", "Signed, in a block"],
			["final", "Signed and final"],
		] as const) {
			await page.evaluate(
				(next) =>
					fake.setView({
						orders: fake.orders().map((one) => ({ ...one, state: next })),
					}),
				state,
			);
			await expect.poll(title).toBe(said);
		}
		expect(await words()).toMatch(/Made\s+\d+ \w+ 20\d\d/);
	});

	it("is dated on the first screen too", async () => {
		page = await stage.open("popup", "full", "", look);
		expect(await page.locator(".rest").innerText()).toMatch(
			/made \d+ \w+ 20\d\d/,
		);
	});
});

describe("whose account it is", () => {
	it("is to be read beside the longest word on how things stand, also in a narrow window", async () => {
		for (const width of [380, 320]) {
			page = await stage.open("popup", "full", "", { width, height: 600 });
			const name = page.locator(".top .account b");
			const { shown, wide } = await name.evaluate((one) => ({
				shown: one.clientWidth,
				wide: one.scrollWidth,
			}));
			expect(await name.innerText()).toBe("Account 1");
			expect(shown).toBeGreaterThanOrEqual(wide - 1);
			await stage.done(page);
		}
	});
});

describe("how things stand", () => {
	it("can be asked anew at any time", async () => {
		page = await stage.open("popup", "plain", "status", look);
		await button("Ask now").click();
		await expect.poll(async () => (await calls()).join()).toMatch(/retry/);
	});

	it("is never drawn as well while nobody answers", async () => {
		page = await stage.open("popup", "offline", "", look);
		const line = page.locator(".top .head-line");
		expect(await line.innerText()).toMatch(/Nobody answers/);
		expect(await line.locator(".dot.ok").count()).toBe(0);
	});

	it("leads to leaving a layer 2 from nowhere where there is none", async () => {
		page = await stage.open("popup", "no-execution", "", look);
		await button("Find").click();
		const search = page.getByRole("searchbox");
		await search.fill("settings");
		await button("Settings").waitFor();
		await search.fill("leave");
		await page.getByText("Nothing here is called so.").waitFor();
		expect(await button(/^Leave/).count()).toBe(0);
	});
});

describe("sites", () => {
	it("are listed with when each was last used, and one account is taken back by itself", async () => {
		page = await stage.open("popup", "full", "sites", look);
		await page.getByText("last used 3 d ago").waitFor();
		const site = page.locator(".site").first();
		expect(await site.innerText()).toMatch(/app\.example/);
		await site.getByRole("button", { name: /^Take back: Account 1/ }).click();
		await expect
			.poll(async () => (await calls()).join())
			.toMatch(/revoke https:\/\/app\.example 0x/);
	});
});

describe("a person's own size of text", () => {
	const sizes = () =>
		page.evaluate(() =>
			["h1", "main p, main .row-says", "button.main"].map((what) =>
				Number.parseFloat(
					getComputedStyle(document.querySelector(what) ?? document.body)
						.fontSize,
				),
			),
		);
	it("is followed by every text, and nothing runs over for it", async () => {
		for (const [name, scene, route] of [
			["popup", "full", ""],
			["popup", "plain", "send"],
			["popup", "full", "trail/s-eth"],
			["popup", "full", "sites"],
			["approve", "order", ""],
		] as const) {
			page = await stage.open(name, scene, route, look);
			const before = await sizes();
			await page.evaluate(() => {
				document.documentElement.style.fontSize = "125%";
			});
			expect(await sizes(), route).toEqual(before.map((size) => size * 1.25));
			expect(
				await page.evaluate(() =>
					[...document.querySelectorAll("body *")]
						.filter(
							(one) =>
								one.closest(".unseen") === null &&
								one.getBoundingClientRect().right >
									document.documentElement.clientWidth + 0.5,
						)
						.map((one) => `${one.className} ${one.textContent}`),
				),
				`${name} ${scene} ${route}`,
			).toEqual([]);
			await stage.done(page);
		}
	});
});

describe("a window that is lower than the one under the button", () => {
	it("scrolls in one place alone, and keeps what is below in sight", async () => {
		page = await stage.open("popup", "full", "settings", {
			width: 380,
			height: 420,
		});
		await page.evaluate(() =>
			document.documentElement.classList.add("in-popup"),
		);
		await page.mouse.move(190, 200);
		for (let turns = 0; turns < 20; turns++) await page.mouse.wheel(0, 500);
		await page.waitForTimeout(200);
		expect(
			await page.evaluate(() => {
				const foot = document.querySelector("footer");
				return {
					scrolled: window.scrollY,
					scrolls: [...document.querySelectorAll("body, body *")]
						.filter(
							(one) =>
								one.scrollHeight > one.clientHeight + 1 &&
								/auto|scroll/.test(getComputedStyle(one).overflowY),
						)
						.map(({ tagName }) => tagName),
					below: foot?.getBoundingClientRect().bottom,
				};
			}),
		).toEqual({ scrolled: 0, scrolls: ["MAIN"], below: 420 });
	});
});

describe("a number in a title", () => {
	it("is broken at no digit, however long it is", async () => {
		for (const [scene, route] of [
			["full", "trail/s-eth"],
			["extreme", "trail/extreme"],
		] as const) {
			page = await stage.open("popup", scene, route, look);
			expect(
				await page.evaluate(() => {
					const text = document.querySelector("h1")?.firstChild;
					if (!(text instanceof Text)) return ["no title"];
					const lineOf = (at: number): number => {
						const range = document.createRange();
						range.setStart(text, at);
						range.setEnd(text, at + 1);
						return Math.round(range.getBoundingClientRect().top);
					};
					return [...text.data].flatMap((sign, i) =>
						/\d/.test(sign) &&
						/\d/.test(text.data[i + 1] ?? "") &&
						lineOf(i) !== lineOf(i + 1)
							? [text.data]
							: [],
					);
				}),
				route,
			).toEqual([]);
			await stage.done(page);
		}
	});
});

describe("a way out", () => {
	it("is not begun with more than is proved before the person says that it came since, also with a comma", async () => {
		page = await stage.open("popup", "exit-stalled", "leave/8453", look);
		// so much is proved there
		await page.evaluate(
			(chains) => fake.setChains(chains),
			scenes.plain.view.chains.map((chain) =>
				chain.chainId === 1
					? {
							...chain,
							chainId: 8453,
							title: "Base",
							kind: "rollup" as const,
						}
					: chain,
			),
		);
		await button(/^Choose: Force a withdrawal/).click();
		const field = page.getByLabel("Amount in ETH");
		await field.fill("99 999 999");
		const begin = button(/^Begin/);
		await expect.poll(() => begin.isDisabled()).toBe(true);
		await page.getByRole("checkbox").check();
		await expect.poll(() => begin.isEnabled()).toBe(true);
		await field.fill("0,01");
		await expect.poll(() => begin.innerText()).toMatch(/^Begin with 0\.01 /);
	});
});

describe("a window of 320 px", () => {
	it("breaks no name, symbol or number inside a word", async () => {
		for (const [scene, route] of [
			["full", ""],
			["plain", ""],
			["plain", "send"],
			["full", "activity"],
			["full", "sites"],
		] as const) {
			page = await stage.open("popup", scene, route, {
				width: 320,
				height: 600,
			});
			expect(
				await page.evaluate(() => {
					const broken: string[] = [];
					for (const one of document.querySelectorAll(
						"h1, h2, .row-name b, .figure, .sum, .places span, .ways button, .top b",
					)) {
						if (one.closest(".unseen") !== null) continue;
						const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
						for (
							let text = walker.nextNode();
							text !== null;
							text = walker.nextNode()
						) {
							if (!(text instanceof Text)) continue;
							const { data } = text;
							// a whole address or origin has no words
							for (const { 0: word, index } of data.matchAll(
								/[\p{L}\d.,\u202f]{2,24}/gu,
							)) {
								const top = (at: number): number => {
									const range = document.createRange();
									range.setStart(text, at);
									range.setEnd(text, at + 1);
									return Math.round(range.getBoundingClientRect().top);
								};
								if (top(index) !== top(index + word.length - 1))
									broken.push(word);
							}
						}
					}
					return broken;
				}),
				`${scene} ${route}`,
			).toEqual([]);
			await stage.done(page);
		}
	});
});
