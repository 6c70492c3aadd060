// What a person does with accounts, step by step, in Chromium: what is asked of the signer, and what is never left on screen.

// biome-ignore-all lint/performance/useDomNodeTextContent: it is Playwright that reads here, and what is seen is what counts.

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { PageName } from "./built.ts";
import { imported, madePassword, madePhrase } from "./fake/accounts.ts";
import { other } from "./fake/base.ts";
import { safe } from "./fake/safes.ts";
import type { SceneName } from "./fake/scenes.ts";
import { stageOfFile } from "./staged.ts";

const look = { width: 320, height: 600 };
const stage = stageOfFile();
let page: Page;

declare const fake: { readonly calls: readonly string[] };
const calls = (): Promise<readonly string[]> => page.evaluate(() => fake.calls);
const button = (name: string | RegExp) =>
	page.getByRole("button", { name }).first();
const words = () => page.locator("body").innerText();
const open = async (
	scene: SceneName,
	route: string,
	name: PageName = "popup",
): Promise<void> => {
	page = await stage.open(name, scene, route, look);
};

describe("a phrase on screen", () => {
	const show = async (): Promise<void> => {
		await page.getByLabel("Password").fill(madePassword);
		await button("Show the words").click();
		await page.locator(".words").waitFor();
	};

	it("comes for the password alone, in no field, and cannot be selected", async () => {
		await open("accounts", "phrase/0x0101010101010101");
		await page.getByLabel("Password").fill("not this one");
		await button("Show the words").click();
		await page.getByText("wrong-password").waitFor();
		expect(await words()).not.toContain("harbor");
		await show();
		expect((await words()).replaceAll(/\s+/g, " ")).toContain("harbor");
		expect(
			await page.evaluate(
				() => document.querySelectorAll("input, textarea").length,
			),
		).toBe(0);
		expect(
			await page
				.locator(".words")
				.evaluate((list) => getComputedStyle(list).userSelect),
		).toBe("none");
		expect(await page.evaluate(() => location.href)).not.toContain("harbor");
	});

	it("is gone when another window comes to the front, and the password is asked for again", async () => {
		await open("accounts", "phrase/0x0101010101010101");
		await show();
		await page.evaluate(() => window.dispatchEvent(new Event("blur")));
		await page.getByLabel("Password").waitFor();
		expect(await words()).not.toContain("harbor");
		expect(await page.getByLabel("Password").inputValue()).toBe("");
	});

	it("is marked as checked only after three of its words were found", async () => {
		await open("accounts", "accounts");
		await button("Check it now").click();
		await show();
		await button("They are on paper").click();
		const done = button("I have them on paper");
		expect(await done.isDisabled()).toBe(true);
		for (const group of await page.locator("fieldset").all()) {
			const legend = await group.locator("legend").innerText();
			const right = madePhrase.split(" ")[Number(legend.slice(5)) - 1] ?? "";
			await group.getByRole("button", { name: right, exact: true }).click();
		}
		await done.click();
		await page.getByText("Another recovery phrase").waitFor();
		expect(await words()).not.toContain("Is your recovery phrase on paper?");
	});
});

describe("a private key", () => {
	it("is shown for the password, and hidden when the page is left", async () => {
		await open("accounts", `key/${imported}`);
		await page.getByLabel("Password").fill(madePassword);
		await button("Show the key").click();
		await page.locator(".chunks").waitFor();
		expect(await page.locator(".chunks").innerText()).toContain("3c3c");
		await page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
		await page.getByLabel("Password").waitFor();
		expect(await words()).not.toContain("3c3c");
	});

	it("is typed into a field that the browser never keeps", async () => {
		await open("accounts", "add-account/key");
		const field = page.getByLabel("Private key");
		expect(await field.getAttribute("type")).toBe("password");
		expect(await field.getAttribute("autocomplete")).toBe("off");
		expect(await field.getAttribute("name")).toBe(null);
		expect(await field.getAttribute("spellcheck")).toBe("false");
		expect(await button(/64 digits/).isDisabled()).toBe(true);
		await field.fill("0x".concat("5a".repeat(32)));
		await page.locator("footer").getByRole("button").click();
		await page.locator("header .account").waitFor();
		expect(await page.locator("header .account").innerText()).toContain(
			"Account 6",
		);
	});
});

describe("the account menu", () => {
	it("switches, renames, moves, hides and removes", async () => {
		await open("accounts", "accounts");
		await button(/^Account 1/).click();
		await page.locator("header .account").waitFor();
		expect(await page.locator("header .account").innerText()).toContain(
			"Account 1",
		);
		await page.locator("header .account").click();
		await button("Manage Old wallet").click();
		await page.getByLabel("Name", { exact: true }).fill("two  spaces");
		expect(await button("Keep the name").isDisabled()).toBe(true);
		await page.getByLabel("Name", { exact: true }).fill("Rainy days");
		await button("Keep the name").click();
		await page.getByRole("heading", { name: "Rainy days" }).waitFor();
		await button("Move up").click();
		await button("Hide it").click();
		await button("Do not hide it").waitFor();
		await button("Back").click();
		expect(await words()).not.toContain("Rainy days");
		await button("2 hidden").click();
		const names = await page.locator(".account-row b").allInnerTexts();
		expect(names).toEqual([
			"Savings",
			"Account 1",
			"Rainy days",
			"A name that is as long as a name can be",
			"Account 3",
		]);
		await button("Manage Rainy days").click();
		await button("Remove this account").click();
		expect(await words()).toContain("lost for ever");
		await button("Keep it").click();
		await button("Remove this account").click();
		await button(/I have it on paper/).click();
		await page.getByText("Find used accounts").waitFor();
		expect(await calls()).toContain(`remove ${imported} true`);
		expect(await words()).not.toContain("Rainy days");
	});

	it("lets nothing be sent from an account that is only watched", async () => {
		await open("accounts", "accounts");
		await button(/A name that is as long/).click();
		await page.locator("header .account").waitFor();
		expect(await page.locator("header .account").innerText()).toContain(
			"watched",
		);
		expect(await button(/^Send: not from/).isDisabled()).toBe(true);
		await page.evaluate((address) => {
			location.hash = `account/${address}`;
		}, other);
		await button("Remove this account").waitFor();
		expect(await words()).not.toContain("Show the private key");
	});

	it("refuses an address with a wrong capital", async () => {
		await open("full", "add-account/watch");
		await page
			.getByLabel("Address")
			.fill("0x70997970C51812dc3A010C7d01b50e0d17dc79C9");
		expect(await words()).toContain("capitals do not match");
		expect(await button("Watch it").isDisabled()).toBe(true);
	});

	it("adds what was found and the person left ticked, and nothing else", async () => {
		await open("full", "add-account/find");
		expect(await words()).toContain("they belong together");
		await button("Look for them").click();
		await page.getByText("is proved").waitFor();
		expect(await words()).toContain("Nothing could be proved on Scroll");
		for (const box of (await page.getByRole("checkbox").all()).slice(1))
			await box.uncheck();
		await button("Add one account").click();
		await page.getByText("Another recovery phrase").waitFor();
		expect(await page.locator(".account-row").count()).toBe(3);
	});
});

describe("hidden amounts", () => {
	it("leave no digit of any amount on home, orders and accounts, and no page about amounts", async () => {
		await open("full", "accounts");
		await button("Hide amounts").click();
		await button("Show amounts").waitFor();
		const amounts = /[0-9]\.[0-9]|ETH\b.*[0-9]|2\s?500|1\s?204/;
		for (const route of ["accounts", "orders", ""]) {
			await page.evaluate((to) => {
				location.hash = to;
			}, route);
			await page.waitForTimeout(200);
			const figures = await page.locator(".figure").allInnerTexts();
			expect(figures.join(" "), route).not.toMatch(/[0-9]/);
			for (const sum of await page.locator(".sum, .total .sum").allInnerTexts())
				expect(sum).not.toMatch(amounts);
			const titles = await page
				.locator(".figure[title]")
				.evaluateAll((all) => all.map((one) => one.getAttribute("title")));
			expect(titles, route).toEqual([]);
		}
		for (const route of ["trail/s-eth", "leave", "order/order-sent"]) {
			await page.evaluate((to) => {
				location.hash = to;
			}, route);
			await page.getByText("You switched amounts off").waitFor();
		}
		await button("Show amounts").click();
		await page.locator(".facts, .figure").first().waitFor();
	});

	it("never keep from the person what is to be signed", async () => {
		await open("amounts-hidden", "", "approve");
		await page.locator(".figure").first().waitFor();
		const figures = await page.locator(".figure").allInnerTexts();
		expect(figures.join(" ")).toMatch(/0\.5/);
		expect(figures.join(" ")).not.toContain("•");
	});
});

describe("a passkey", () => {
	it("is added for the password, unlocks, and opens nothing with another authenticator", async () => {
		await open("full", "passkeys");
		// an identity for passkeys: a name, and no number
		await page.goto(page.url().replace("127.0.0.1", "localhost"));
		const session = await page.context().newCDPSession(page);
		await session.send("WebAuthn.enable");
		const options = {
			protocol: "ctap2",
			ctap2Version: "ctap2_1",
			transport: "internal",
			hasResidentKey: true,
			hasUserVerification: true,
			hasPrf: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		} as const;
		const { authenticatorId } = await session.send(
			"WebAuthn.addVirtualAuthenticator",
			{ options },
		);
		await page.getByLabel("Password").fill("not this one");
		await button("Add a passkey").click();
		await page.getByText("wrong-password").waitFor();
		await page.getByLabel("Password").fill(madePassword);
		await button("Add a passkey").click();
		await page.getByText("Passkey 1").waitFor();
		await page.evaluate(() => Reflect.get(globalThis, "fake").lock());
		await page.getByText("The key is locked").waitFor();
		await button("Unlock with a passkey").click();
		await page.getByText("Passkeys that unlock this wallet").waitFor();
		expect(await calls()).toContain("unlocked by passkey");
		await session.send("WebAuthn.removeVirtualAuthenticator", {
			authenticatorId,
		});
		await session.send("WebAuthn.addVirtualAuthenticator", { options });
		await page.evaluate(() => Reflect.get(globalThis, "fake").lock());
		await button("Unlock with a passkey").click();
		await page.getByText("It was not unlocked.").waitFor({ timeout: 90_000 });
		expect(await words()).toContain("The key is locked");
		await session.detach();
	}, 120_000);

	it("of a kind without secrets is refused in words", async () => {
		await open("full", "passkeys");
		await page.goto(page.url().replace("127.0.0.1", "localhost"));
		const session = await page.context().newCDPSession(page);
		await session.send("WebAuthn.enable");
		await session.send("WebAuthn.addVirtualAuthenticator", {
			options: {
				protocol: "ctap2",
				transport: "internal",
				hasResidentKey: true,
				hasUserVerification: true,
				isUserVerified: true,
				automaticPresenceSimulation: true,
			},
		});
		await page.getByLabel("Password").fill(madePassword);
		await button("Add a passkey").click();
		await page.getByText("passkey-unfit").waitFor();
		expect(await words()).not.toContain("Passkey 1");
		await session.detach();
	});
});

describe("an approval", () => {
	it("names the account that signs, whole, whatever the engine calls it", async () => {
		await open("order", "", "approve");
		await page.getByText("From your account").waitFor();
		const said = await page.locator(".from-account").innerText();
		expect(said).toContain("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
		expect(said).toContain("From your recovery phrase, number 1");
	});
});

describe("a forgotten password", () => {
	it("leads to a new vault only after a word was typed", async () => {
		await open("locked", "");
		await button("I forgot the password").click();
		await page.getByText("Erasing cannot be undone").waitFor();
		const erase = button("Erase the keys");
		for (const typed of ["", "eras", "yes"]) {
			await page.getByLabel(/to say that you are sure/).fill(typed);
			expect(await erase.isDisabled()).toBe(true);
		}
		expect(await calls()).not.toContain("erased");
		await page.getByLabel(/to say that you are sure/).fill("erase");
		await erase.click();
		await page.waitForTimeout(200);
		expect(await calls()).toEqual(["erased", "tab onboarding.html"]);
	});

	it("says what no phrase brings back", async () => {
		await open("accounts", "");
		await page.evaluate(() => Reflect.get(globalThis, "fake").lock());
		await page.evaluate(() => {
			location.hash = "forgot";
		});
		await page.getByText("imported private key").waitFor({ timeout: 8_000 });
	});
});

describe("a new password", () => {
	it("is refused while it is guessed at once, and the old one is asked for", async () => {
		await open("full", "password");
		await page.getByLabel("Password you have now").fill("wrong one");
		await page.getByLabel("New password").fill("12345678");
		await page.getByLabel("The new one again").fill("12345678");
		expect(await words()).toContain("Guessed at once");
		expect(await button("Change it").isDisabled()).toBe(true);
		await page.getByLabel("New password").fill("basalt-Orchid-7");
		await page.getByLabel("The new one again").fill("basalt-Orchid-7");
		await button("Change it").click();
		await page.getByText("wrong-password").waitFor();
		await page.getByLabel("Password you have now").fill(madePassword);
		await button("Change it").click();
		await page.getByText("Another recovery phrase").waitFor();
		expect(await calls()).toContain("password changed");
	});
});

describe("a phrase that is brought along", () => {
	it("is told to be none before a password is asked for, and stays while one goes back", async () => {
		await open("new-keys", "", "onboarding");
		await button("Import a phrase").click();
		const field = page.getByLabel("Recovery phrase");
		const wrong = madePhrase.replace("north", "wrong");
		await field.fill(wrong);
		await button("Go on").click();
		await page.getByText("bad-phrase").waitFor();
		expect(await field.inputValue()).toBe(wrong);
		await field.fill(madePhrase);
		expect(await words()).not.toContain("bad-phrase");
		await button("Go on").click();
		await page.getByLabel("Password").waitFor();
		await button("Back").click();
		expect(await page.getByLabel("Recovery phrase").inputValue()).toBe(
			madePhrase,
		);
	});
});

describe("a Safe", () => {
	it("that another contract than Safe's own answers calls for says so", async () => {
		await open("safe-changed", `safe/${safe}`);
		await page.getByText("Answers calls for this Safe").waitFor();
	});
});
