// What a person does with the screens, step by step, in Chromium: what is asked of the browser and the signer, in which
// order, and what is never shown, kept or signed.

// biome-ignore-all lint/performance/useDomNodeTextContent: it is Playwright that reads here, and what is seen is what counts.

import fc from "fast-check";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { type AssetPart, assetsOf } from "../../extension/ui/home/assets.ts";
import type {
	ApprovalView,
	ChainView,
	WalletView,
} from "../../src/protocol/views.ts";
import { messageOf } from "../said.ts";
import { anyChain } from "./fake/arbitrary.ts";
import { third } from "./fake/base.ts";
import { hash, other } from "./fake/scenes.ts";
import { stageOfFile } from "./staged.ts";

const look = { width: 380, height: 600 };
const stage = stageOfFile();
let page: Page;

type Fake = {
	readonly calls: readonly string[];
	readonly setChains: (chains: readonly ChainView[]) => void;
	readonly setView: (part: Partial<WalletView>) => void;
	readonly setApprovals: (approvals: readonly ApprovalView[]) => void;
	readonly approvals: () => readonly ApprovalView[];
	readonly hold: () => () => void;
	readonly orders: () => WalletView["orders"];
	readonly lock: () => void;
};
declare const fake: Fake;

const calls = (): Promise<readonly string[]> => page.evaluate(() => fake.calls);
const button = (name: string | RegExp) =>
	page.getByRole("button", { name }).first();
const words = () => page.locator("main").innerText();

describe("home", () => {
	it("never prints a digit for what is not proved, whatever the view says", async () => {
		page = await stage.open("popup", "plain", "", look);
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(anyChain, {
					maxLength: 5,
					selector: ({ chainId }) => chainId,
				}),
				async (chains) => {
					await page.evaluate((next) => fake.setChains(next), chains);
					const lines = assetsOf(chains);
					await page.waitForFunction(
						(count) => document.querySelectorAll(".asset").length === count,
						lines.length,
					);
					await page.evaluate(() => {
						for (const closed of document.querySelectorAll<HTMLElement>(
							'.asset [aria-expanded="false"]',
						))
							closed.click();
					});
					await page.evaluate(
						() => new Promise((done) => requestAnimationFrame(done)),
					);
					const read = (which: string) =>
						page.evaluate(
							(found) =>
								[...document.querySelectorAll(found)].map((row) => ({
									text: row.textContent ?? "",
									kind: row
										.querySelector("[data-amount]")
										?.getAttribute("data-amount"),
									opens: row.hasAttribute("data-reasons-of"),
								})),
							which,
						);
					const rows = await read(".asset .part");
					const isProved = ({ balance }: AssetPart): boolean =>
						balance.amount !== null &&
						balance.trailId !== null &&
						balance.grade !== null &&
						balance.grade.who !== "claimed";
					const wanted = lines.flatMap(({ parts }) => parts.map(isProved));
					expect(rows).toHaveLength(wanted.length);
					rows.forEach((row, i) => {
						expect(row.opens).toBe(wanted[i]);
						if (wanted[i]) expect(row.kind).toBe("proved");
						else expect(row.text).not.toMatch(/[0-9]/);
					});
					const sums = await read(".asset [aria-expanded]");
					const several = lines.filter(({ parts }) => parts.length > 1);
					expect(sums.map(({ kind }) => kind)).toEqual(
						several.map(({ parts }) =>
							parts.some(isProved) ? "proved" : "unproved",
						),
					);
				},
			),
			{ numRuns: 60 },
		);
	}, 120_000);

	it("says ages that grow while one looks", async () => {
		page = await stage.open("popup", "plain", "", look);
		const age = page.locator(".row-amount .age").nth(1);
		const seconds = async (): Promise<number> =>
			Number(/^([0-9]+) s old$/.exec(await age.innerText())?.[1]);
		const first = await seconds();
		expect(first).toBeGreaterThanOrEqual(24);
		await expect.poll(seconds, { timeout: 15_000 }).toBeGreaterThan(first);
	});

	it("stops sending while signing is stopped, and says why with the code", async () => {
		page = await stage.open("popup", "stopped", "", look);
		expect(await button("Send").isDisabled()).toBe(true);
		expect(await words()).toMatch(/two conflicting histories/);
		expect(await words()).toMatch(/conflict/);
		await button("Choose a checkpoint").click();
		expect(await calls()).toContain("tab onboarding.html#checkpoint");
	});
});

describe("the proof trace", () => {
	it("shows no number below a failed check, and opens at the failure", async () => {
		page = await stage.open("popup", "full", "trail/broken", look);
		expect(await page.locator(".trace-end").innerText()).not.toMatch(/ETH/);
		expect(
			await button(/Check 4 of 6.*the line breaks here/).getAttribute(
				"aria-expanded",
			),
		).toBe("true");
		expect(await button(/Check 5 of 6.*rests on a failed check/).count()).toBe(
			1,
		);
		expect(await words()).toMatch(/rpc\.cheap\.example/);
	});

	it("opens a step by keyboard, to its hash whole", async () => {
		page = await stage.open("popup", "full", "trail/s-eth", look);
		const traceStep = button(/Check 2 of 6: Sync committee signed, holds/);
		await traceStep.focus();
		await page.keyboard.press("Enter");
		expect(await traceStep.getAttribute("aria-expanded")).toBe("true");
		await page
			.context()
			.grantPermissions(["clipboard-read", "clipboard-write"]);
		await button("Copy Header root").click();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
			hash(2),
		);
		expect(await words()).toMatch(/Could this still be wrong\?/);
	});

	it("gives the proof as a file", async () => {
		page = await stage.open("popup", "full", "trail/s-eth", look);
		const [file] = await Promise.all([
			page.waitForEvent("download"),
			button("Export proof").click(),
		]);
		expect(file.suggestedFilename()).toBe("sextant-proof.json");
	});
});

describe("a send", () => {
	const fill = async (amount: string) => {
		await page.getByLabel("To", { exact: true }).fill(other);
		await page.getByLabel("Amount in ETH").fill(amount);
	};
	it("goes from amount to order to signature to its journey", async () => {
		page = await stage.open("popup", "plain", "send", look);
		await fill("0.5");
		await button("Make the order").click();
		const sign = button("Send 0.5 ETH");
		await sign.click();
		await page.getByText("At least one endpoint took it.").waitFor();
		expect((await calls()).join()).toMatch(/decide [0-9a-f-]{36} true/);
	});
	it("makes the order with the fee that is chosen, and none with a fee that cannot be signed", async () => {
		page = await stage.open("popup", "plain", "send", look);
		await fill("0.5");
		await button("Choose the fee").click();
		const radio = (name: RegExp) => page.getByRole("radio", { name });
		await radio(/^Slow/).click();
		expect(await words()).toMatch(/it was enough in \d+ of them/);
		expect(await words()).toMatch(/Nobody can promise a time/);
		await radio(/^My own numbers/).click();
		const cap = page.getByLabel("At most for a unit of gas, in gwei");
		expect(await cap.inputValue()).toBe("11.14");
		await cap.fill("9.1");
		await page.getByText(/no block takes it now/).waitFor();
		expect(await button("Make the order").isDisabled()).toBe(true);
		await cap.fill("12");
		await button("Make the order").click();
		await button("Send 0.5 ETH").waitFor();
		expect(await calls()).toEqual(["fees 12000000000 50000000"]);
	});
	it("signs nothing for Enter pressed again and again", async () => {
		page = await stage.open("popup", "plain", "send", look);
		expect(
			await page
				.getByLabel("To", { exact: true })
				.evaluate((field) => field === document.activeElement),
		).toBe(true);
		await fill("0.5");
		await button("Make the order").focus();
		for (let i = 0; i < 12; i++) {
			await page.keyboard.press("Enter");
			await page.waitForTimeout(120);
		}
		expect(await page.locator("h1").innerText()).toBe("Send 0.5 ETH?");
		expect(await button("Send 0.5 ETH").isEnabled()).toBe(true);
		expect(await calls()).toEqual([]);
	});
	it("leaves room for the highest fee with Max, and leaves no order behind", async () => {
		page = await stage.open("popup", "plain", "send", look);
		await fill("");
		await button("Send the most that can be sent").click();
		await expect
			.poll(() => page.getByLabel("Amount in ETH").inputValue())
			.toBe("2.499433");
		expect((await calls()).join()).toMatch(/decide [0-9a-f-]{36} false/);
		await button("Make the order").click();
		await button("Send 2.499433 ETH").waitFor();
	});
	it.each(["5,5", "1e3", "3", "-1", "0.0000000000000000001"])(
		"makes no order of %j",
		async (amount) => {
			page = await stage.open("popup", "plain", "send", look);
			await fill(amount);
			expect(await button("Make the order").isDisabled()).toBe(true);
		},
	);
	it("refuses on a screen that says what, why, whose and what now", async () => {
		page = await stage.open("popup", "refused", "send", look);
		await fill("0.5");
		await button("Make the order").click();
		await page.getByText("What failed").waitFor();
		const said = await words();
		expect(said).toMatch(/Send 0\.5 ETH on Ethereum to 0x7099/);
		expect(said).toMatch(/its own proof contradicts/);
		expect(said).toMatch(/proof-value/);
		expect(said).toMatch(/rpc\.cheap\.example gave the bytes/);
		expect(said).toMatch(/set aside/);
		await button("Change it").click();
		expect(await page.getByLabel("Amount in ETH").inputValue()).toBe("0.5");
		expect(await calls()).toEqual([]);
	});
});

describe("a send while another of the person's own waits", () => {
	const amount = () => page.getByLabel("Amount in ETH");
	const to = () => page.getByLabel("To", { exact: true });
	const says = /One of your payments is still waiting for your decision/;
	const fill = async () => {
		await to().fill(other);
		await amount().fill("0.25");
	};
	const typed = async () => [
		await to().inputValue(),
		await amount().inputValue(),
	];

	it("says so and what it is, opens it, and loses nothing of what was typed", async () => {
		page = await stage.open("popup", "order", "send", look);
		expect(await words()).toMatch(says);
		expect(await words()).toMatch(/Send 0\.5\sETH on Ethereum to 0x7099/);
		expect(
			await page.getByRole("button", { name: "Make the order" }).count(),
		).toBe(0);
		await fill();
		await button("Review it").click();
		await button("Send 0.5 ETH").click();
		await button("Done").click();
		await button("Make the order").waitFor();
		expect(await typed()).toEqual([other, "0.25"]);
		expect(await words()).not.toMatch(says);
		await button("Make the order").click();
		await button("Send 0.25 ETH").waitFor();
		expect(await calls()).toEqual(["decide order-1 true"]);
		// what became an order is not typed any more
		await button("Refuse").click();
		await button("Send").click();
		expect(await typed()).toEqual(["", ""]);
	});
	it("drops on the same screen what nobody can decide any more", async () => {
		page = await stage.open("popup", "order", "send", look);
		await page.evaluate(() => fake.setApprovals([]));
		await fill();
		await button("Drop it").click();
		await button("Make the order").click();
		await button("Send 0.25 ETH").waitFor();
		expect(await calls()).toEqual(["forget order order-1"]);
	});
	it("says so too when the engine knew of it first", async () => {
		page = await stage.open("popup", "waits-unseen", "send", look);
		await fill();
		await button("Make the order").click();
		await page.getByText(says).waitFor();
		expect(await typed()).toEqual([other, "0.25"]);
		await button("Review it").click();
		await button("Send 0.5 ETH").waitFor();
	});
	it("is held up neither by one that is signed and not mined nor by one that a site asked for", async () => {
		page = await stage.open("popup", "order", "send", look);
		await page.evaluate(() => {
			const [first] = fake.orders();
			if (first === undefined) throw new Error("no order");
			fake.setView({
				orders: [
					{
						...first,
						id: "signed",
						state: "signed",
						hash: first.to.padEnd(66, "0") as `0x${string}`,
					},
					{ ...first, id: "sites", origin: "https://app.example" },
				],
			});
		});
		await fill();
		expect(await words()).not.toMatch(says);
		await button("Make the order").click();
		await button("Send 0.25 ETH").waitFor();
	});
	it("keeps what was typed while the wallet locks", async () => {
		page = await stage.open("popup", "plain", "send", look);
		await fill();
		await page.evaluate(() => fake.lock());
		await page.getByLabel("Password").fill("open sesame please");
		await page.keyboard.press("Enter");
		await button("Make the order").waitFor();
		expect(await typed()).toEqual([other, "0.25"]);
	});
});

describe("the reference rollup", () => {
	it("says beside its grade that the setup is insecure", async () => {
		page = await stage.open("popup", "rollup-plain", "", look);
		expect(await page.locator(".asset").first().innerText()).toMatch(
			/1 chain with a warning/,
		);
		await button(/^ETH/).click();
		const row = page
			.locator(".parts > li", { hasText: "Reference rollup" })
			.first();
		expect(await row.innerText()).toMatch(/Proof checked here/);
		expect(await row.innerText()).toMatch(/Insecure development setup/);
	});
	it("tells in the proof trace what was checked, by what, and what that does not show", async () => {
		page = await stage.open("popup", "rollup", "trail/r-eth", look);
		await page
			.getByRole("button", { name: /Validity proof checked again/ })
			.click();
		const said = await words();
		expect(said).toMatch(/proof system\s+groth16/);
		expect(said).toMatch(/checked by\s+noble/);
		expect(said).toMatch(/Took\s+341 ms on this device/);
		expect(said).toMatch(
			/not a forged deposit: deposits rest on L1's committee/,
		);
		expect(said).toMatch(/Insecure development setup/);
	});
	it("sends all that no transfer under way spends, without a fee", async () => {
		page = await stage.open("popup", "rollup-plain", "send", look);
		await page.getByLabel("Reference rollup").check();
		await page.getByLabel("To", { exact: true }).fill(other);
		await button("Send the most that can be sent").click();
		// of four ether half a one is under way
		expect(await page.getByLabel("Amount in ETH").inputValue()).toBe("3.5");
		expect(await words()).toMatch(/3\.5 ETH, no fee/);
	});
	it("names the recipient's key before it signs, and has no button when both parts name another", async () => {
		page = await stage.open("approve", "rollup", "", look);
		await button("Send 0.5 ETH").waitFor();
		const said = await words();
		expect(said).toMatch(
			/into account 5 of the rollup, which this key spends from/,
		);
		expect(said).toMatch(/only the recipient can tell you/);
		expect(said).toMatch(/its validity proofs too/);
		expect(said).toMatch(/none on this rollup/);
		await page.close();
		page = await stage.open("approve", "rollup-mismatch", "", look);
		await page.getByText("Do not sign this").waitFor();
		expect(await button("Send 0.5 ETH").count()).toBe(0);
		expect(await words()).toMatch(/recipient's key, x/);
	});
	it("gives a failed proof a screen of its own, with its evidence as a file", async () => {
		page = await stage.open("popup", "halted", "", look);
		expect(await words()).toMatch(/No new orders here/);
		await button("What happened, and the evidence").click();
		await page.getByText("What is kept").waitFor();
		const said = await words();
		expect(said).toMatch(/The validity proof that L1 accepted does not hold/);
		expect(said).toMatch(/recheck-failed/);
		expect(said).toMatch(/No order is made or signed on Reference rollup/);
		const [file] = await Promise.all([
			page.waitForEvent("download"),
			button("Export the evidence").click(),
		]);
		expect(file.suggestedFilename()).toBe("sextant-false-proof.json");
	});
	it("has words for a gap, and sends nothing then", async () => {
		page = await stage.open("popup", "recheck-gap", "", look);
		expect(await words()).toMatch(
			/there are proofs that were not checked here/,
		);
		await button("Send").click();
		await page.getByLabel("Reference rollup").check();
		await page.getByLabel("To", { exact: true }).fill(other);
		await page.getByLabel("Amount in ETH").fill("0.5");
		expect(await words()).toMatch(/No new orders on Reference rollup/);
		expect(await button("Make the order").isDisabled()).toBe(true);
	});
});

describe("the approval window", () => {
	it("says a token's amount in its own units by the engine's word, set apart from what the signer read", async () => {
		page = await stage.open("approve", "call", "", look);
		const told = page.locator(".signers-word .engine-amount");
		await told.first().waitFor();
		expect(await told.allInnerTexts()).toEqual([
			"By what the engine says of this token: 2\u202f140.5 USDX",
		]);
		expect(
			await told.first().evaluate((e) => getComputedStyle(e).borderStyle),
		).toBe("dashed");
		expect(await page.locator(".signers-word").innerText()).toMatch(
			/2\s140\s500\s000\ssmallest units/,
		);
	});
	it("reads in the order a careful person asks, and cannot be clicked before it is seen", async () => {
		page = await stage.open("approve", "order", "", look);
		expect(await button("Send 0.5 ETH").isDisabled()).toBe(true);
		expect(await page.locator("main h2").allInnerTexts()).toEqual([
			"Who wants this, not checked by the signer",
			"From your account",
			"What leaves, what arrives",
			"What it allows later",
			"What it costs at most",
			"What it rests on, and how old that is",
			"What could not be known",
			"The engine's word, not checked by the signer",
		]);
		await button("Send 0.5 ETH").click();
		await page.getByText("sent", { exact: true }).waitFor();
		expect(await calls()).toEqual(["decide order-1 true"]);
	});
	it("refuses clicks and keys anew each time the window comes to the front, and all while it is behind", async () => {
		page = await stage.open("approve", "order", "", look);
		const send = button("Send 0.5 ETH");
		const refuse = button("Refuse");
		const acts = async () => [await send.isEnabled(), await refuse.isEnabled()];
		await expect.poll(acts).toEqual([true, true]);
		const tell = (name: string) =>
			page.evaluate((event) => {
				window.dispatchEvent(new Event(event));
				return new Promise((done) => requestAnimationFrame(done));
			}, name);
		await tell("focus");
		expect(await acts()).toEqual([false, false]);
		await expect.poll(acts).toEqual([true, true]);
		await send.focus();
		await tell("blur");
		expect(await acts()).toEqual([false, false]);
		await page.keyboard.press("Enter");
		await page.keyboard.press("Space");
		await send.click({ force: true });
		expect(await calls()).toEqual([]);
		await tell("focus");
		await expect.poll(acts).toEqual([true, true]);
	});
	it.each([
		["order", /asked by you, in this wallet/],
		["contract", /asked by app\.example/],
	] as const)(
		"never draws who asks as the signer's word: %s",
		async (scene, asked) => {
			page = await stage.open("approve", scene, "", look);
			const who = page.getByRole("region", {
				name: "Who wants this, not checked by the signer",
			});
			await who.waitFor();
			const drawn = await who.locator(".engine-word").allInnerTexts();
			expect(drawn).toHaveLength(1);
			expect(drawn[0]).toMatch(/^The wallet's engine says:/);
			expect(drawn[0]).toMatch(asked);
			expect(drawn[0]).toMatch(/The signer cannot check who is asking/);
			// nothing of it stands anywhere else than in the engine's box
			const outside = await page.locator("main").evaluate((main) => {
				const bare = main.cloneNode(true) as Element;
				for (const box of bare.querySelectorAll(".engine-word")) box.remove();
				return bare.textContent ?? "";
			});
			expect(outside).not.toMatch(/in this wallet|app\.example/);
		},
	);
	it("draws what the signer says of recipient and network, and has no button when the engine says another thing", async () => {
		page = await stage.open("approve", "delegated", "", look);
		await button("Send 0.5 ETH").waitFor();
		const said = await words();
		expect(said).toMatch(/An account that runs code it was given/);
		expect(said).toMatch(/leaves this account on Sepolia/);
		// The engine calls chain 1 "Ethereum".
		expect(said).not.toMatch(/on Ethereum/);
		await page.close();
		page = await stage.open("approve", "lied-recipient", "", look);
		await page.getByText("Do not sign this").waitFor();
		expect(await button("Send 0.5 ETH").count()).toBe(0);
		expect(await words()).toMatch(/what the recipient is/);
	});
	it("never puts another in the place of what is gone: it says so and waits for a click", async () => {
		page = await stage.open("approve", "full", "", look);
		await expect
			.poll(() => page.locator("h1").innerText())
			.toBe("Send 0.5 ETH?");
		await page.evaluate((next) => fake.setView(next), {
			orders: [],
			requests: [
				{
					id: "site-9",
					origin: "https://evil.example",
					kind: "connect" as const,
					says: messageOf("asks"),
					send: null,
					offerBlock: false,
					madeMs: 1,
				},
			],
		});
		await page.getByText("This order is gone").waitFor();
		expect(await words()).toMatch(/signed nothing/);
		expect(await page.locator("footer button").allInnerTexts()).toEqual([
			"Go on",
		]);
		await button("Go on").click();
		expect(await page.locator("h1").innerText()).toBe("Connect?");
		expect(await button("Connect").isEnabled()).toBe(false);
		await page.evaluate((next) => fake.setView(next), { requests: [] });
		await page.getByText("This request is gone").waitFor();
		expect(await calls()).toEqual([]);
	});
	it.each(["order", "call"] as const)(
		"breaks no long fee inside its number, with all its digits and in a window of 320 px: %s",
		async (scene) => {
			page = await stage.open("approve", scene, "", { ...look, width: 320 });
			await page.locator(".leaves").first().waitFor();
			await page.evaluate((isPayment) => {
				// the screen adds them up itself
				const longer = <T extends Pick<ApprovalView, "gasLimit" | "valueWei">>(
					one: T,
				) => {
					const price = 999_999_999_999_999_999n / BigInt(one.gasLimit);
					const fee = price * BigInt(one.gasLimit);
					const value = isPayment
						? 1_234_567_890_123_456_789n
						: BigInt(one.valueWei);
					return {
						...one,
						maxFeePerGasWei: price.toString(),
						mostFeeWei: fee.toString(),
						valueWei: value.toString(),
						mostLeavesWei: (fee + value).toString(),
					};
				};
				fake.setApprovals(fake.approvals().map(longer));
				fake.setView({ orders: fake.orders().map(longer) });
			}, scene === "order");
			await page.locator(".leaves.long").waitFor();
			const lines = await page.evaluate(() =>
				[...document.querySelectorAll(".leaves .figure, .sums dd")].map(
					(found) => {
						const range = document.createRange();
						range.selectNodeContents(found);
						const tops = [...range.getClientRects()].map(({ top }) => top);
						return new Set(tops.map(Math.round)).size;
					},
				),
			);
			expect(lines.length).toBeGreaterThan(3);
			expect(new Set(lines)).toEqual(new Set([1]));
		},
	);
	it("follows an order in the popup to the one that is made with the person's own amount", async () => {
		page = await stage.open("popup", "call-allow", "approve/order-allow", look);
		const h1 = () => page.locator("main h1, h1").first().innerText();
		await button(/^Allow/).waitFor();
		const before = await h1();
		await page.getByLabel(/^Another amount/).fill("25");
		await button("Set this amount").click();
		await expect
			.poll(() => page.evaluate(() => location.hash))
			.toBe("#approve/order-allow.1");
		expect(await words()).not.toMatch(/page that asked was closed/);
		expect(await h1()).toBe(before);
		await button("As the site asked").click();
		await expect
			.poll(() => page.evaluate(() => location.hash))
			.toBe("#approve/order-allow.2");
		const yes = page.getByRole("button", { name: /^Allow/ });
		await expect.poll(() => yes.isEnabled()).toBe(true);
		await yes.click();
		await expect
			.poll(calls)
			.toEqual([
				"amount order-allow 25000000",
				"amount order-allow.1 null",
				"decide order-allow.2 true",
			]);
	});
	it("has no button that signs when engine and signer differ", async () => {
		page = await stage.open("approve", "mismatch", "", look);
		// The site's request is older or younger; either way the order comes.
		const refuse = button("Refuse");
		await refuse.waitFor();
		await page.goto(
			page
				.url()
				.replace("approve.html", "popup.html")
				.concat("#approve/order-1"),
		);
		await page.getByText("Do not sign this").waitFor();
		expect(await page.getByRole("button", { name: /^Send/ }).count()).toBe(0);
		expect(await words()).toMatch(/2400000000000000000/);
		await button("Refuse").click();
		await expect.poll(calls).toEqual(["decide order-1 false"]);
	});
	it("lets an order be dropped that grew too old while it was read", async () => {
		page = await stage.open("approve", "stale", "", look);
		await button("Send 0.5 ETH").click();
		await page.getByText("What failed").waitFor();
		expect(await words()).toMatch(/order-stale/);
		await button("Drop this order").click();
		await expect
			.poll(calls)
			.toEqual(["decide order-1 true", "decide order-1 false"]);
	});
	it("lets an order be dropped that the signer does not hold", async () => {
		page = await stage.open("approve", "order", "", look);
		await page.evaluate(() => fake.setApprovals([]));
		await button("Drop this order").click();
		await expect
			.poll(calls)
			.toEqual(["decide order-1 false", "forget order order-1"]);
	});
	it("lets an order be dropped without the password, and nothing else", async () => {
		page = await stage.open("popup", "locked", "approve/order-1", look);
		const drop = button("Drop this order");
		expect(await drop.isDisabled()).toBe(true);
		await drop.click();
		await expect.poll(calls).toEqual(["decide order-1 false"]);
	});
	it("decides nothing when it is closed", async () => {
		page = await stage.open("approve", "order", "", look);
		const before = await calls();
		await page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
		expect(await calls()).toEqual(before);
		expect(before).toEqual([]);
	});
	it("gives a site nothing while it is locked: there is no button but the unlock and the refusal", async () => {
		page = await stage.open("approve", "site-locked", "", look);
		await page.getByText("Unlock to answer").waitFor();
		expect(await page.getByRole("button").allInnerTexts()).toEqual(
			expect.arrayContaining(["Unlock", "Refuse"]),
		);
		expect(await page.getByRole("button", { name: "Connect" }).count()).toBe(0);
		await button("Refuse").click();
		await expect.poll(calls).toEqual(["site site-3 false"]);
	});
	it("says that something else came while the outcome is read, and shows it at the person's click alone", async () => {
		page = await stage.open("approve", "order", "", look);
		await button("Send 0.5 ETH").click();
		await page.getByText("sent", { exact: true }).waitFor();
		await button("Done").waitFor();
		await page.evaluate(() => {
			const [first] = fake.orders();
			if (first === undefined) throw new Error("no order");
			fake.setView({
				orders: [
					first,
					{ ...first, id: "order-2", state: "waiting", hash: null },
				],
			});
		});
		await page.getByText("Something else waits for your decision.").waitFor();
		expect(await page.locator("h1").innerText()).toBe("Signed");
		expect(await page.getByRole("button", { name: "Done" }).count()).toBe(0);
		await button("Go on to what waits").click();
		await page.getByText("The signer does not hold this order.").waitFor();
		expect(await calls()).toEqual(["decide order-1 true"]);
	});
	it("lets a batch of calls begin, which signs nothing, and names the place of each order in it", async () => {
		page = await stage.open("approve", "batch-asked", "", look);
		await expect.poll(() => button("Go through them").isEnabled()).toBe(true);
		await button("Go through them").click();
		await expect.poll(calls).toEqual(["site site-batch true"]);
		page = await stage.open("approve", "batch-open", "", look);
		await page.getByText("Call 2 of 3").waitFor();
		page = await stage.open("popup", "batch-open", "batch/batch-1", look);
		await button("Stop it").click();
		await expect.poll(calls).toEqual(["stop batch batch-1"]);
	});
	it("offers to block a site that asks again and again", async () => {
		page = await stage.open("approve", "site-send", "", look);
		await button("Block this site").click();
		await expect
			.poll(calls)
			.toEqual(["block https://swap.long-name-of-a-site.example"]);
	});
	it("offers to block it on the order of a payment too, apart from the yes and under the same guard", async () => {
		page = await stage.open("approve", "order-pushy", "", look);
		const block = page.getByRole("button", { name: "Block this site" });
		expect(await block.isDisabled()).toBe(true);
		await expect.poll(() => block.isEnabled()).toBe(true);
		// not among the buttons that answer, not drawn as the yes, and after all that there is to read
		expect(await page.locator("footer button").allInnerTexts()).toEqual([
			"Refuse",
			expect.stringMatching(/^Send 0\.5\sETH$/),
		]);
		const kindOf = (name: string | RegExp) =>
			button(name).evaluate((one) => one.className);
		expect(await kindOf("Block this site")).toBe(await kindOf("Refuse"));
		expect(await kindOf("Block this site")).not.toBe(await kindOf(/^Send/));
		expect(await page.locator("main h2").allInnerTexts()).toEqual(
			expect.arrayContaining(["It asks again and again"]),
		);
		expect((await page.locator("main h2").allInnerTexts()).at(-1)).toBe(
			"It asks again and again",
		);
		await page.evaluate(() => {
			window.dispatchEvent(new Event("focus"));
			return new Promise((done) => requestAnimationFrame(done));
		});
		expect(await block.isDisabled()).toBe(true);
		await block.click({ force: true });
		expect(await calls()).toEqual([]);
		await block.click();
		await expect.poll(calls).toEqual(["block https://pushy.example"]);
	});
	it("never offers to block on an order of a site that was not refused again and again", async () => {
		page = await stage.open("approve", "contract", "", look);
		await button("Refuse").waitFor();
		expect(await words()).toMatch(/app\.example/);
		expect(
			await page.getByRole("button", { name: "Block this site" }).count(),
		).toBe(0);
	});
	it("says nothing for a site but what was clicked", async () => {
		page = await stage.open("approve", "connect", "", look);
		expect(await words()).toMatch(/swap\.long-name-of-a-site\.example/);
		await button("Refuse").click();
		await expect.poll(calls).toEqual(["site site-2 false"]);
	});
	it("asks for the password before a locked wallet decides", async () => {
		page = await stage.open("popup", "locked", "approve/order-1", look);
		expect(await page.getByRole("button", { name: /^Send/ }).count()).toBe(0);
		await page.getByLabel("Password").fill("wrong");
		await page.keyboard.press("Enter");
		await page.getByText("wrong-password").waitFor();
		await page.getByLabel("Password").fill("open sesame please");
		await page.keyboard.press("Enter");
		await button("Send 0.5 ETH").waitFor();
	});
});

describe("home", () => {
	it("says on top who was set aside, and asks it again at the person's word", async () => {
		page = await stage.open("popup", "full", "", look);
		const note = page.getByText("Set aside: beacon.quick.example");
		const sum = page.locator(".sum").first();
		const place = async (what: typeof note) => (await what.boundingBox())?.y;
		expect(await place(note)).toBeLessThan((await place(sum)) ?? 0);
		await button("Ask again: beacon.quick.example").click();
		await expect
			.poll(async () => (await calls()).at(-1))
			.toContain("beacon.quick.example");
		expect((await calls()).at(-1)).toMatch(/^endpoints /);
	});

	it("is not called unfinished when the last endpoint of a kind is taken off: it says which is missing", async () => {
		page = await stage.open("popup", "no-execution", "", look);
		await page.getByText("Ethereum has no execution endpoint.").waitFor();
		await page.getByText("Your money is where it was").waitFor();
		expect(await words()).not.toContain("not set up yet");
		// a network without a layer 2 has none to leave
		expect(await button("Leave an L2").count()).toBe(0);
		await button("Choose one").click();
		await button(/Add: execution endpoint/).waitFor();
	});

	it("is not called unfinished while the engine opens its chains anew, however long that takes", async () => {
		page = await stage.open("popup", "full", "", look);
		await page.locator(".sum").first().waitFor();
		await page.evaluate((next) => fake.setView(next), {
			setup: "checkpoint" as const,
			opening: true,
		});
		await page.evaluate(
			() => new Promise((done) => requestAnimationFrame(done)),
		);
		expect(await words()).not.toContain("not set up yet");
		// known by now, and so it is said
		await page.evaluate((next) => fake.setView(next), { opening: false });
		await page.getByText("not set up yet").waitFor();
	});

	it("never says for ever that it begins: who cannot serve the start is named, and it can be asked again", async () => {
		for (const [where, route] of [
			["popup", ""],
			["onboarding", "done"],
		] as const) {
			page = await stage.open(where, "stuck", route, look);
			await page.getByText("It cannot begin yet").waitFor();
			await page.getByText("404 for").first().waitFor();
			await button("Retry").click();
			await page
				.locator(".note")
				.getByRole("button", { name: "Endpoints" })
				.click();
			await page
				.getByRole("heading", { name: /^Endpoints$|Who should Sextant ask/ })
				.waitFor();
			await stage.done(page);
		}
	});

	it("says since when nobody answers, what it most likely is, and that the money is where it was", async () => {
		page = await stage.open("popup", "offline", "", look);
		await page.getByText(/Nobody has answered since/).waitFor();
		await page.getByText(/Most likely this computer is offline/).waitFor();
		await page.getByText(/Your money is where it was/).waitFor();
		await button("Retry").click();
	});
});

describe("what an account has", () => {
	it.each([
		["delegation", "delegation of"],
		["collectibles", "collectibles of"],
	])(
		"is looked for anew where another account is chosen meanwhile (%s): no answer stands under another",
		async (route, what) => {
			page = await stage.open("popup", "delegated", route, look);
			const looked = (address: string) =>
				expect.poll(calls).toContain(`${what} ${address}`);
			const choose = (account: `0x${string}`) =>
				page.evaluate((account) => fake.setView({ account }), account);
			await page.evaluate(() => {
				Reflect.set(globalThis, "release", fake.hold());
			});
			await choose(other);
			await looked(other);
			await choose(third);
			await page.evaluate(() => Reflect.get(globalThis, "release")());
			await looked(third);
		},
	);
});

describe("a collectible's picture", () => {
	it("is drawn at the person's click alone, and of one that lies elsewhere its place is said and nothing is fetched", async () => {
		page = await stage.open("popup", "full", "collectibles", look);
		const asked: string[] = [];
		page.on("request", (request) => asked.push(request.url()));
		await button(/^Picture of/)
			.first()
			.waitFor();
		expect(await page.locator("img.picture").count()).toBe(0);
		await button(/^Picture of/)
			.first()
			.click();
		await expect
			.poll(() =>
				page
					.locator("img.picture")
					.evaluateAll((all) =>
						all.map((one) => Reflect.get(one, "naturalWidth") > 0),
					),
			)
			.toEqual([true]);
		await button(/^Picture of/)
			.last()
			.click();
		await page.getByText("ipfs://bafybeigdyrzt5example/7.json").waitFor();
		expect(asked.filter((url) => !url.startsWith("data:"))).toEqual([]);

		// through somebody who serves it: nobody is chosen before, and each step is a click
		await button("Ask somebody who serves it").click();
		expect(await button("Use this one").isDisabled()).toBe(true);
		await page.getByRole("radio", { name: /^ipfs\.io/ }).click();
		expect(await words()).toMatch(/learns your internet address/);
		await button("Use this one").click();
		await button("Fetch it from ipfs.io").waitFor();
		expect((await calls()).join()).not.toMatch(/fetch /);
		await button("Fetch it from ipfs.io").click();
		await page
			.getByText("Not proved: this is a picture from ipfs.io")
			.waitFor();
		const gone = await calls();
		expect(gone).toContain("gateway https://ipfs.io");
		expect(gone.at(-1)).toMatch(/^fetch /);
		// what came is drawn from its bytes
		expect(asked.some((url) => url.includes("ipfs.io"))).toBe(false);
	});
});

describe("the list of endpoints", () => {
	it("tries one out before it is added, says what is wrong with it, and adds it only at the person's word", async () => {
		page = await stage.open("popup", "no-execution", "endpoints", look);
		await page.evaluate(() => Reflect.get(globalThis, "fake").trials("mixed"));
		await button(/Add: execution endpoint/).click();
		const field = page.getByLabel("Address of the execution endpoint");
		await field.fill("https://eth.drpc.org");
		await button("Allow and add").click();
		await page
			.getByText("It was not added. Wrong chain: this is Sepolia.")
			.waitFor();
		expect((await calls()).some((call) => call.startsWith("endpoints"))).toBe(
			false,
		);
		await button("Add it all the same").click();
		await field.waitFor({ state: "hidden" });
		await button(/Add: execution endpoint/).click();
		await field.fill("https://good.example");
		await button("Allow and add").click();
		await field.waitFor({ state: "hidden" });
		expect((await calls()).at(-1)).toContain("good.example");
	});
});

describe("onboarding", () => {
	it("asks for each endpoint on a click, and for no other host", async () => {
		page = await stage.open("onboarding", "new-network", "", {
			width: 1000,
			height: 800,
		});
		await button("Another network").click();
		await page.getByLabel(/^Embedded network/).check();
		await button("Use Embedded network").click();
		await button(/Add: beacon/).click();
		await page
			.getByLabel("Address of the beacon endpoint of Ethereum")
			.fill("http://localhost:5052");
		expect(await calls()).toEqual([]);
		await button("Allow and add").click();
		await page.getByText("http://localhost:5052").waitFor();
		expect(
			(await calls()).filter((call) => call.startsWith("permission")),
		).toEqual(["permission http://localhost/*"]);
		await button(/Add: execution endpoint of Ethereum/).click();
		await page
			.getByLabel("Address of the execution endpoint of Ethereum")
			.fill("https://deny.example/key");
		await button("Allow and add").click();
		await page.getByText("host-denied").waitFor();
		expect(await page.getByText("https://deny.example/key").count()).toBe(0);
		expect(await button(/^Continue with these/).isDisabled()).toBe(true);
	});

	it("asks nobody before the button is pressed, asks the browser once for exactly what is ticked, and goes on when each works", async () => {
		page = await stage.open("onboarding", "first-endpoints", "", look);
		await button(/^Ask these 8/).waitFor();
		await button("Show 2 more for: Signed headers").click();
		await page.getByLabel(/a16z crypto/).check();
		await page.getByLabel(/EthStaker/).uncheck();
		expect(await calls()).toEqual([]);
		await button(/^Ask these 8/).click();
		await page.getByText("Make a new key").waitFor();
		const [asked = "", ...then] = await calls();
		expect(asked.split(" ")[0]).toBe("permission");
		const hosts = asked
			.split(" ")
			.slice(1)
			.map((origin) => new URL(origin.replace("*", "")).hostname);
		expect(hosts).toHaveLength(8);
		expect(hosts).toContain("ethereum.operationsolarstorm.org");
		expect(hosts).not.toContain("beaconstate.ethstaker.cc");
		const tests = then.filter((call) => call.startsWith("test "));
		expect(
			tests.map((call) => new URL(call.split(" ")[2] ?? "").hostname).sort(),
		).toEqual([...hosts].sort());
		const kept = then.at(-1) ?? "";
		for (const host of hosts) expect(kept).toContain(host);
	});

	it("switches a layer 2 on by one tick, with the same one question of the browser, and asks nobody for the others", async () => {
		page = await stage.open("onboarding", "first-layers", "", look);
		await page.getByRole("checkbox", { name: "OP Mainnet" }).check();
		expect(await calls()).toEqual([]);
		await button(/^Ask these 11/).click();
		await page.getByText("Make a new key").waitFor();
		const all = await calls();
		const asked = all.filter((call) => call.startsWith("permission"));
		expect(asked).toHaveLength(1);
		expect(asked[0]).toContain("optimism.drpc.org");
		const whole = all.join(" ");
		for (const other of ["arbitrum", "linea", "zksync"])
			expect(whole).not.toContain(other);
		const kept = all.filter((call) => call.startsWith("endpoints"));
		expect(kept).toHaveLength(2);
		expect(kept[1]).toContain("mainnet.optimism.io");
	});

	it("unticks what fails and says why, keeps nothing of it, and counts what is left", async () => {
		page = await stage.open("onboarding", "first-mixed", "", look);
		await button(/^Ask these 8/).click();
		await page.getByText("Wrong chain: this is Sepolia.").waitFor();
		await page.getByText("No answer within 12 seconds.").waitFor();
		await page.getByText(/Wrong kind: this is an execution node/).waitFor();
		expect(
			await page
				.getByRole("checkbox", { name: /known eth\.drpc\.org/ })
				.isChecked(),
		).toBe(false);
		expect((await calls()).some((call) => call.startsWith("endpoints"))).toBe(
			false,
		);
		await button("Try again: eth.drpc.org").click();
		await button("Continue with these 5").click();
		await page.getByText("Make a new key").waitFor();
		const kept = (await calls()).at(-1) ?? "";
		expect(kept).toContain("lodestar-mainnet.chainsafe.io");
		for (const left of ["//eth.drpc.org", "sigp.io", "eth-beacon-chain"])
			expect(kept).not.toContain(left);
	});

	it("does not go on where nothing of a kind answers, and says what is missing", async () => {
		page = await stage.open("onboarding", "first-dead", "", look);
		await button(/^Ask these 8/).click();
		await page.getByText("Does not answer.").first().waitFor();
		await page
			.getByText("Tick one for signed headers and one for accounts at least.")
			.waitFor();
		expect(await button("Continue").isDisabled()).toBe(true);
	});

	it("takes a node of one's own first, and refuses an address that is there already", async () => {
		page = await stage.open("onboarding", "first-endpoints", "", look);
		await button("I run a node of my own").click();
		await button("Put it first").click();
		await button("Ask these 10").waitFor();
		await button("Add an endpoint").click();
		await page
			.getByLabel("Address", { exact: true })
			.fill("https://LODESTAR-mainnet.chainsafe.io/");
		await page.getByText("has this address already").waitFor();
		expect(await button("Add it").isDisabled()).toBe(true);
		await page.getByLabel("Address", { exact: true }).fill("http://a.example");
		await page.getByText(/Only https/).waitFor();
		await button("Ask these 10").click();
		await page.getByText("Make a new key").waitFor();
		const tests = (await calls()).filter((call) => call.startsWith("test "));
		expect(tests).toContain("test beacon http://localhost:5052");
		const kept = (await calls()).at(-1) ?? "";
		expect(kept.indexOf("localhost:5052")).toBeLessThan(
			kept.indexOf("chainsafe"),
		);
	});

	it("never takes a network file before each part of it is confirmed, and tells the signer first", async () => {
		page = await stage.open("onboarding", "new-network", "", look);
		await button("Another network").click();
		await page.locator("input[type=file]").setInputFiles({
			name: "network.json",
			mimeType: "application/json",
			buffer: Buffer.from('{"name":"embedded","chainId":900}'),
		});
		const take = button("Import Embedded network");
		await take.waitFor();
		const said = await words();
		// whole addresses and hashes, what moves money first
		expect(said).toContain("0x6666666666666666666666666666666666666666");
		expect(said).toContain(hash(74));
		expect(said.indexOf("Contracts")).toBeLessThan(said.indexOf("Coins"));
		const boxes = page.getByRole("checkbox");
		const count = await boxes.count();
		expect(count).toBe(3);
		for (let i = 0; i < count; i++) {
			expect(await take.isDisabled()).toBe(true);
			// by the keyboard alone
			await boxes.nth(i).focus();
			await page.keyboard.press("Space");
		}
		await boxes.nth(1).uncheck();
		expect(await take.isDisabled()).toBe(true);
		await boxes.nth(1).check();
		await take.click();
		await take.waitFor({ state: "hidden" });
		expect((await calls()).map((call) => call.split(" ")[0])).toEqual([
			"accept",
			"import",
		]);
	});

	it("asks who had a network before to confirm its file, and goes on from there", async () => {
		page = await stage.open("popup", "network-unconfirmed", "", look);
		await button("Look at the file").click();
		await button("Confirm Embedded network").waitFor();
		for (const box of await page.getByRole("checkbox").all()) await box.check();
		await button("Confirm Embedded network").click();
		await page.getByText("Look at the file").waitFor({ state: "hidden" });
		expect((await calls())[0]).toBe(`accept ${hash(70)} 3`);
	});

	it("never puts a word of the phrase into a field the browser keeps", async () => {
		page = await stage.open("onboarding", "new-keys", "", look);
		await button("Import a phrase").click();
		const field = page.getByLabel("Recovery phrase");
		await field.fill(
			"test test test test test test test test test test test junk",
		);
		await page.getByRole("checkbox").check();
		expect(await page.locator(".words").innerText()).toMatch(/junk/);
		const kept = await page.evaluate(() =>
			[...document.querySelectorAll("input, textarea, [contenteditable]")]
				.filter((element) =>
					element instanceof HTMLInputElement
						? element.type !== "password" && /junk/.test(element.value)
						: /junk/.test(element.textContent ?? ""),
				)
				.map(({ tagName }) => tagName),
		);
		expect(kept).toEqual([]);
		expect(await field.getAttribute("type")).toBe("password");
		expect(await field.getAttribute("autocomplete")).toBe("off");
		await page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
		expect(await field.inputValue()).toBe("");
	});

	it("refuses a root of one's own that no endpoint knows, before the signer seals it", async () => {
		page = await stage.open("onboarding", "new-checkpoint", "", look);
		const field = page.getByLabel("Block root of a finalized epoch");
		await field.fill(`0xbad${"0".repeat(61)}`);
		await button("Accept my own root").click();
		await page.getByText("None of your endpoints knows").waitFor();
		expect(await calls()).toEqual([]);
		await field.fill(hash(9));
		await button("Accept my own root").click();
		await page.getByText("Open the wallet").waitFor();
		expect(await calls()).toEqual([
			`anchor ${hash(9)}`,
			`checkpoint ${hash(9)}`,
		]);
	});

	it("makes a key only after the words were found again, then seals the checkpoint before it is followed", async () => {
		page = await stage.open("onboarding", "new-keys", "", look);
		await button("Make a new key").click();
		const phrase = await page.locator(".words li").allInnerTexts();
		expect(phrase).toHaveLength(12);
		await button("They are on paper").click();
		expect(await button("I have them on paper").isDisabled()).toBe(true);
		for (const group of await page.locator("fieldset").all()) {
			const legend = await group.locator("legend").innerText();
			const place = Number(legend.replace("Word ", "")) - 1;
			const right = (phrase[place] ?? "").replace(/[^a-z]/g, "");
			const wrong = group.getByRole("button").filter({ hasNotText: right });
			await wrong.first().click();
			expect(await button("I have them on paper").isDisabled()).toBe(true);
			await group.getByRole("button", { name: right, exact: true }).click();
		}
		await button("I have them on paper").click();
		await page.getByLabel("Password").fill("basalt-Orchid-7-teapot");
		await page.getByLabel("The same again").fill("basalt-Orchid-7-teapot");
		await button("Make the key").click();
		// asked at once: whom to ask was chosen before
		await page.getByText("beacon.quick.example").waitFor();
		await button("Accept this checkpoint").click();
		await page.getByText("Open the wallet").waitFor();
		expect(await calls()).toEqual([
			`anchor ${hash(1)}`,
			`checkpoint ${hash(1)}`,
		]);
	});
});
