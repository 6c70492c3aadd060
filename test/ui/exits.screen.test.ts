// What a person does to leave a rollup, step by step, in Chromium: what is asked of the engine and the signer, in which order,
// what stands in words for a screen reader, and what is never signed, lost or called done.

// biome-ignore-all lint/performance/useDomNodeTextContent: it is Playwright that reads here, and what is seen is what counts.

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { checksummed } from "../../src/crypto/checksum.ts";
import type { ApprovalView } from "../../src/protocol/views.ts";
import { third } from "./fake/base.ts";
import { changedApproval, hash } from "./fake/scenes.ts";
import { stageOfFile } from "./staged.ts";

const look = { width: 360, height: 640 };
const stage = stageOfFile();
let page: Page;

type Fake = {
	readonly calls: readonly string[];
	readonly setApprovals: (next: readonly ApprovalView[]) => void;
};
declare const fake: Fake;

const calls = (): Promise<readonly string[]> => page.evaluate(() => fake.calls);
const button = (name: string | RegExp) =>
	page.getByRole("button", { name }).first();
/** The one button below that does what the screen is for. */
const main = () => page.locator("footer button.main");
const words = () => page.locator("main").innerText();
const heading = () => page.locator("h1").innerText();

describe("the first screen", () => {
	it("says beside a rollup that it stalls, and how old its exit evidence is", async () => {
		page = await stage.open("popup", "exit-stalled", "", look);
		const line = button(
			/Base:.*stalled: no batch for 2 h 10 min.*exit evidence 41 min old.*Show more/,
		);
		expect(await line.innerText()).toMatch(/stalled: no batch for 2 h 10 min/);
		await line.click();
		await expect.poll(heading).toBe("Is Base alive?");
	});
	it("does not call our own network's trouble a stall", async () => {
		page = await stage.open("popup", "exit-unknown", "", look);
		expect(await page.locator(".troubles .row-alive").count()).toBe(0);
		await page.getByTitle("Show how things stand").click();
		const line = page.locator(".row-alive").first();
		expect(await line.innerText()).toMatch(
			/whether it is alive is not known now/,
		);
		expect(await words()).not.toMatch(/stalled|late:/);
	});
	it("lists what is under way, and asks where it is the person's turn", async () => {
		page = await stage.open("popup", "exit-many", "", look);
		const rows = page
			.locator("section", { hasText: "Leaving" })
			.first()
			.locator("li.row");
		expect(await rows.count()).toBe(2);
		expect(await rows.nth(0).innerText()).toMatch(
			/your click: Prove your withdrawal/,
		);
		expect(await rows.nth(1).innerText()).toMatch(/waiting until/);
		await button(/^All .* exits/).click();
		expect(await words()).toMatch(/cannot be finished/);
		expect(await words()).toMatch(/Leaving Base \(rehearsal\)\s+done/);
		await button(/^Leaving Base: your click/).click();
		await expect.poll(heading).toBe("Leaving Base");
	});
	it("offers leaving where a chain stalls and among all that stands, and keeps Settings by name", async () => {
		page = await stage.open("popup", "exit-stalled", "", look);
		await button("Settings").click();
		await expect.poll(heading).toBe("Settings");
		await button("Back").click();
		expect(await button("Leave an L2").count()).toBe(0);
		await button("Leave Base").first().click();
		await expect.poll(heading).toBe("Leave Base");
		await button("Back").click();
		await page.goBack();
		await page.goBack();
		await page.getByTitle("Show how things stand").click();
		await button("Leaving, and files of exits").click();
		await expect.poll(heading).toBe("Leave an L2");
	});
});

describe("how alive a chain is", () => {
	it("puts what L1 dates in the order of time, with now between what was and what comes", async () => {
		page = await stage.open("popup", "exit-deadline", "alive/8453", look);
		const points = await page.locator(".moments > li").allInnerTexts();
		expect(points.map((text) => /now|[A-Z][^.]*\./.exec(text)?.[0])).toEqual([
			expect.stringContaining("Forced transaction waits"),
			expect.stringContaining("Deadline"),
			"now",
			expect.stringContaining("Opens to anyone"),
			expect.stringContaining("Upgrade announced"),
		]);
		expect(points[2]).toMatch(/proofs 14 min old/);
		expect(points[4]).toMatch(/in 3 d/);
		const bands = await page.locator(".bands > li").allInnerTexts();
		expect(bands).toHaveLength(3);
		expect(bands[2]).toMatch(/Paused: seen from .* and once before/);
		expect(await words()).toMatch(/found by asking 2 endpoints/);
	});
	it("says at now what could be changed at once", async () => {
		page = await stage.open("popup", "exit-stalled", "alive/8453", look);
		expect(await page.locator(".moments > .present").innerText()).toMatch(
			/Could be changed at any moment, with no delay that Ethereum shows/,
		);
	});
	it("is shown of a chain without an id by its name, from the list on", async () => {
		page = await stage.open("popup", "exit-no-id", "leave", look);
		await button("Leave Starknet: the ways there are").click();
		await expect.poll(heading).toBe("Leave Starknet");
		await page
			.getByText("neither force a transaction nor leave by a proof")
			.first()
			.waitFor();
		expect(await calls()).toEqual(["ways starknet"]);
		expect(await page.getByRole("button", { name: /^Choose: / }).count()).toBe(
			0,
		);
		await button("Starknet: how alive it is, by Ethereum's facts").click();
		await expect.poll(heading).toBe("Is Starknet alive?");
		expect(await words()).toMatch(/4 120 377|4,120,377|4\u202f120\u202f377/);
		await button("Ways to leave").click();
		await expect.poll(heading).toBe("Leave Starknet");
	});
});

describe("choosing a way", () => {
	const choose = async (way: RegExp) => {
		page = await stage.open("popup", "exit-stalled", "leave", look);
		await button("Leave Base: the ways there are").click();
		await button(way).click();
	};
	it("puts what can be begun first and says of the others why not", async () => {
		page = await stage.open("popup", "exit-stalled", "leave/8453", look);
		const ways = page.locator(".ways > li");
		await ways.first().waitFor();
		const open = await ways.evaluateAll((all) =>
			all.map((one) => /open now/.test((one as HTMLElement).innerText)),
		);
		expect(open).toEqual([true, true, true, false]);
		expect(await page.getByRole("button", { name: /^Choose: / }).count()).toBe(
			2,
		);
		expect(await words()).toMatch(/Remove the delegation first/);
		expect(await words()).toMatch(/no-proof-window/);
	});
	it("goes from the way to the map, and asks for no signature", async () => {
		await choose(/Choose: Force a withdrawal/);
		expect(await words()).toMatch(/Beginning signs nothing/);
		expect(await button("Begin").isDisabled()).toBe(true);
		await page.getByLabel("Amount in ETH").fill("0.8");
		await button("Begin with 0.8 ETH").click();
		await page.getByText("Your turn: Force the withdrawal.").waitFor();
		expect(await calls()).toEqual([
			"ways 8453",
			`begin ${JSON.stringify({
				id: "",
				chainId: 8453,
				way: "op-forced",
				token: null,
				amount: "800000000000000000",
				begun: null,
			})}`,
		]);
	});
	it.each(["0", "5,500", "-1", "1e3", "0.0000000000000000001"])(
		"begins nothing with %j",
		async (amount) => {
			await choose(/Choose: Force a withdrawal/);
			await page.getByLabel("Amount in ETH").fill(amount);
			expect(await button(/^Begin/).isDisabled()).toBe(true);
		},
	);
	it("says in its own words that a field does not fit, and blames no site", async () => {
		await choose(/Choose: Force a withdrawal/);
		await page.getByLabel("Amount in ETH").fill("0.666");
		await button("Begin with 0.666 ETH").click();
		await page.getByText("It was not begun.").waitFor();
		expect(await words()).toMatch(/bad-params/);
		expect(await words()).not.toMatch(/site/);
	});
	it("goes on from a withdrawal by its hash, and takes nothing else for one", async () => {
		await choose(/Choose: Finish a withdrawal/);
		const field = page.getByLabel("Hash of the transaction on the rollup");
		for (const no of [
			"0x51c2",
			"51c2",
			`${hash(3)}0`,
			`${hash(3).slice(0, -1)}g`,
		]) {
			await field.fill(no);
			expect(await button("Go on with it").isDisabled()).toBe(true);
		}
		await field.fill(` ${hash(3).toUpperCase().replace("X", "x")} `);
		await button("Go on with it").click();
		await page.getByText("Your turn:").waitFor();
		expect((await calls()).at(-1)).toContain(
			`"amount":null,"begun":"${hash(3)}"`,
		);
	});
	it("rehearses on a test network, and has no such button where money is worth something", async () => {
		await choose(/Choose: Force a withdrawal/);
		await button("Rehearse with a small sum").click();
		await page.getByText("A rehearsal").first().waitFor();
		expect((await calls()).at(-1)).toBe("drill 8453 op-forced");
		await stage.done(page);
		page = await stage.open("popup", "exit-mainnet", "leave/8453", look);
		await button(/Choose: Force a withdrawal/).click();
		expect(await words()).not.toMatch(/Rehearse/);
	});
	it("rehearses a way that takes everything by an account of its own, also where the way is not open", async () => {
		for (const [scene, way] of [
			["exit-frozen", /Choose: Force it, or escape/],
			["exit-only-rehearsed", /Rehearse: Force it, or escape/],
		] as const) {
			await stage.done(page);
			page = await stage.open("popup", scene, "leave/902", look);
			await button(way).click();
			expect(await words()).toMatch(/small account of its own/);
			expect(await main().count()).toBe(scene === "exit-frozen" ? 1 : 0);
			await button("Rehearse with a small sum").click();
			await page.getByText("A rehearsal").first().waitFor();
			expect((await calls()).at(-1)).toBe("drill 902 reference-escape");
		}
	});
	it("says where it knows no way, and does not say there is none", async () => {
		page = await stage.open("popup", "exit-no-ways", "leave/59144", look);
		await page.getByText("No way out of Linea is known").waitFor();
		expect(await words()).toMatch(/does not mean there is none/);
	});
});

describe("a file", () => {
	const give = (content: string) =>
		page.locator("input[type=file]").setInputFiles({
			name: "exit.json",
			mimeType: "application/json",
			buffer: Buffer.from(content),
		});
	it("is taken in words, and leads to its journey", async () => {
		page = await stage.open("popup", "exit-stalled", "leave", look);
		await give("{}");
		await page.getByText("The file was not taken.").waitFor();
		expect(await words()).toMatch(/bad-file/);
		await give('{"format":"an exit of a scene"}');
		await page.getByText(/goes on here, with 1 signed transaction/).waitFor();
		await button("Show the way").click();
		await expect.poll(heading).toBe("Leaving Base");
	});
	it("of what is kept is saved by chain", async () => {
		page = await stage.open("popup", "exit-stalled", "leave/8453", look);
		const [file] = await Promise.all([
			page.waitForEvent("download"),
			button(/what is kept for leaving Base/).click(),
		]);
		expect(file.suggestedFilename()).toBe("sextant-kept-8453.json");
	});
	it("of a journey is called saved once it was", async () => {
		page = await stage.open("popup", "exit-op-1", "exit/exit-1", look);
		expect(await words()).toMatch(/Its latest version is not saved/);
		const [file] = await Promise.all([
			page.waitForEvent("download"),
			button("Save exit file of leaving Base").click(),
		]);
		expect(file.suggestedFilename()).toBe("sextant-exit-8453-exit-1.json");
		await page.getByText("You have saved its latest version.").waitFor();
	});
});

describe("the map", () => {
	it("names each step with its place and state, and marks where it stands", async () => {
		page = await stage.open("popup", "exit-op-3", "exit/exit-1", look);
		const steps = page.getByRole("list", { name: "The way out, in 6 steps" });
		const heads = await steps.locator(".stop-head").allTextContents();
		expect(heads).toHaveLength(6);
		expect(heads[0]).toMatch(
			/^Step 1 of 6, done: Withdrawal forced through L1/,
		);
		expect(heads[3]).toMatch(/^Step 4 of 6, your next click: Prove/);
		expect(heads[4]).toMatch(/^Step 5 of 6, not yet: Challenge time/);
		const here = steps.locator("[aria-current=step]");
		expect(await here.count()).toBe(1);
		expect(await here.innerText()).toMatch(/Prove your withdrawal/);
	});
	it("says until when it waits, both as a time and as how long", async () => {
		page = await stage.open("popup", "exit-op-1", "exit/exit-1", look);
		expect(await page.locator(".stop.waiting .stop-when").innerText()).toMatch(
			/until 21:1[12], in 9 h/,
		);
		expect(await words()).toMatch(
			/Waiting until 21:1[12]\. Nothing for you to do now\./,
		);
	});
	it("opens a step by keyboard to what could go wrong and what it is known by", async () => {
		page = await stage.open("popup", "exit-op-3", "exit/exit-1", look);
		const open = button("The evidence: Withdrawal forced through L1");
		await open.focus();
		await page.keyboard.press("Enter");
		expect(await open.count()).toBe(0);
		const less = button("Less: Withdrawal forced through L1");
		expect(await less.getAttribute("aria-expanded")).toBe("true");
		const first = await page.locator(".stop").first().innerText();
		expect(first).toMatch(/Known by: The receipt/);
		expect(first).toMatch(/at most 0\.0021/);
		await button(
			"The order of this step: Withdrawal forced through L1",
		).click();
		await expect.poll(heading).toBe("Force the withdrawal");
		await button("Back").click();
		await expect.poll(heading).toBe("Leaving Base");
	});
	it("is walked by Tab from the top to the one thing to do", async () => {
		page = await stage.open("popup", "exit-op-3", "exit/exit-1", look);
		const seen: string[] = [];
		for (let i = 0; i < 14; i++) {
			await page.keyboard.press("Tab");
			seen.push(
				await page.evaluate(
					() =>
						document.activeElement?.getAttribute("aria-label") ??
						document.activeElement?.textContent ??
						"",
				),
			);
		}
		const at = (name: RegExp) => seen.findIndex((one) => name.test(one));
		const order = [
			at(/how alive it is/),
			at(/: Withdrawal forced/),
			at(/: Challenge time/),
			at(/^Save exit file/),
			at(/^Forget it/),
			at(/^Later$/),
			at(/^Prove your withdrawal$/),
		];
		expect(order.every((place) => place >= 0)).toBe(true);
		expect(order).toEqual([...order].sort((a, b) => a - b));
	});
	it("goes from the click to the approval to the signature and back to the map", async () => {
		page = await stage.open("popup", "exit-op-3", "exit/exit-1", look);
		await main().click();
		await page.getByText("What it does").waitFor();
		await expect.poll(heading).toBe("Prove your withdrawal?");
		expect(await page.locator("main h2").allInnerTexts()).toEqual([
			"Who wants this, not checked by the signer",
			"From your account",
			"What it does",
			"What leaves, what arrives",
			"What it allows later",
			"What it costs at most",
			"The contract it calls",
			"What it rests on, and how old that is",
			"What could not be known",
			"The engine's word, not checked by the signer",
		]);
		expect(await calls()).toEqual(["step exit-1 prove"]);
		expect(await main().innerText()).toBe("Prove your withdrawal");
		await main().click();
		await button("Done").click();
		await expect.poll(heading).toBe("Leaving Base");
		expect(await calls()).toEqual([
			"step exit-1 prove",
			"decide order-prove-waits true",
		]);
	});
	it("signs nothing for Enter pressed again and again", async () => {
		page = await stage.open("popup", "exit-op-3", "exit/exit-1", look);
		await main().focus();
		for (let i = 0; i < 12; i++) {
			await page.keyboard.press("Enter");
			await page.waitForTimeout(120);
		}
		await expect.poll(heading).toBe("Prove your withdrawal?");
		expect(await calls()).toEqual(["step exit-1 prove"]);
	});
	it("leads back to a step that waits, and leaves it undecided when one turns back", async () => {
		page = await stage.open("popup", "exit-proving", "exit/exit-1", look);
		expect(await words()).toMatch(/at most 0\.00768/);
		await button("Review this step").click();
		await button("Back").click();
		await expect.poll(heading).toBe("Leaving Base");
		expect(await calls()).toEqual([]);
	});
	it("says what failed, that the money is not lost, and what to do now", async () => {
		page = await stage.open("popup", "exit-lost", "exit/exit-1", look);
		expect(await words()).toMatch(
			/A step failed: Challenge time\. Your turn: Prove it again\./,
		);
		const failed = page.locator(".stop.failed");
		expect(await failed.innerText()).toMatch(/Your withdrawal is not lost/);
		expect(await failed.innerText()).toMatch(/challenger wins/);
		expect(await button("Prove it again").isEnabled()).toBe(true);
	});
	it("has no click where the way cannot be finished", async () => {
		page = await stage.open("popup", "exit-impossible", "exit/exit-1", look);
		expect(await words()).toMatch(/This way cannot be finished/);
		expect(await page.locator("footer").innerText()).toMatch(/Done/);
		expect(await page.locator("[aria-current=step]").count()).toBe(0);
	});
	it("says how old it is when it could not be looked at", async () => {
		page = await stage.open("popup", "exit-not-looked", "exit/exit-1", look);
		expect(await page.getByRole("alert").innerText()).toMatch(
			/It could not be looked at now\./,
		);
		expect(await words()).toMatch(/What is shown is 41 min old\./);
		expect(await words()).toMatch(/no-proof-window/);
	});
	it("tells at the end what arrived and how long each step took", async () => {
		page = await stage.open("popup", "exit-drill", "exit/exit-drill", look);
		expect(await words()).toMatch(
			/It is done\. 0\.001 ETH arrived on Ethereum/,
		);
		const table = page.getByRole("table", { name: "How long each step took" });
		expect(await table.getByRole("row").count()).toBe(8);
		expect(await table.innerText()).toMatch(/Must be included\s+\d+ s \*/);
		expect(await words()).toMatch(/by when this device first saw it/);
	});
	it("is forgotten only after it was asked", async () => {
		page = await stage.open("popup", "exit-op-1", "exit/exit-1", look);
		await button("Forget it on this device").click();
		expect(await calls()).toEqual([]);
		await button("Keep it").click();
		await button("Forget it on this device").click();
		await button("Forget this exit").click();
		await expect.poll(heading).toBe("Leave an L2");
		expect(await calls()).toEqual(["forget exit-1"]);
	});
});

describe("the approval of a step", () => {
	it("says that the contract was changed, and who simulated it", async () => {
		page = await stage.open("approve", "exit-escaping", "", look);
		await button("Escape").waitFor();
		const said = await words();
		expect(said).toMatch(
			/This contract runs other code than the network file you accepted names\./,
		);
		expect(said).toMatch(/the signer cannot run it/);
		const [facts = "", word = ""] = said.split(
			"The engine's word, not checked by the signer",
		);
		expect(facts).not.toMatch(/simulated|went through/);
		expect(word).toMatch(/It says that it tried this step on proved state/);
		expect(word).toMatch(/with the changed code/);
		expect(said).toMatch(/4\sETH\s+arrives in this account/);
		expect(said).toMatch(/It pays this account or nobody/);
	});
	it("draws a token that the signer's file does not name in its smallest units, and the engine's name for it apart", async () => {
		page = await stage.open("approve", "exit-token", "", look);
		await button("Take your withdrawal").waitFor();
		const [facts = "", word = ""] = (await words()).split(
			"The engine's word, not checked by the signer",
		);
		expect(facts).toMatch(
			/204\u202f567\u202f890\ssmallest units\s+of the token/,
		);
		expect(facts).toContain(checksummed(third));
		expect(facts).not.toMatch(/USDX/);
		expect(word).toMatch(/It calls what arrives 204\.56789\sUSDX/);
	});
	it("asks anew, with the change on screen, when what the step rests on changed while it was read", async () => {
		page = await stage.open("approve", "exit-proving", "", look);
		const prove = button("Prove your withdrawal");
		await expect.poll(() => prove.isEnabled()).toBe(true);
		// A click on what was read before, which still stands there: the signer takes no yes to that.
		await page.evaluate((next) => {
			fake.setApprovals([next]);
			document.querySelector<HTMLElement>("footer .main")?.click();
		}, changedApproval);
		await page.getByText("order-changed").waitFor();
		await button("Look again").click();
		await page.getByText("This changed since you first saw it here").waitFor();
		expect(await words()).toMatch(/other code than the network file names/);
		await prove.click();
		await expect
			.poll(calls)
			.toEqual([
				"decide order-prove-waits true",
				"decide order-prove-waits true",
			]);
	});
	it("has no button that signs when engine and signer name different steps", async () => {
		page = await stage.open("approve", "exit-mismatch", "", look);
		await page.getByText("Do not sign this").waitFor();
		expect(await page.locator("footer button").allInnerTexts()).toEqual([
			"Refuse",
		]);
		expect(await words()).toMatch(/step of the exit/);
		expect(await words()).toMatch(/contract of the step/);
	});
});

describe("how alive a rollup is", () => {
	it("stands in words first, and the drawing has its words too", async () => {
		page = await stage.open("popup", "exit-stalled", "alive/8453", look);
		expect(await page.getByRole("alert").innerText()).toMatch(
			/^Stalled\s+No batch of Base came/,
		);
		const drawing = page.getByRole("img", {
			name: /^What came to L1 for Base\. .* came\. None from .* Not looked at by this device from /,
		});
		expect(await drawing.count()).toBe(1);
		expect(await words()).toMatch(/3 forced transactions are waiting on L1/);
		expect(await words()).toMatch(
			/a sequencer that leaves out your transactions alone, do not show/,
		);
	});
	it("has its numbers as a table", async () => {
		page = await stage.open("popup", "exit-stalled", "alive/8453", look);
		await button("Show the numbers").click();
		const table = page.getByRole("table", { name: "What came to L1, by time" });
		expect(await table.getByRole("row").count()).toBe(36 + 1);
		expect(await table.innerText()).toMatch(/not looked at/);
		expect(await table.innerText()).toMatch(/none/);
	});
	it("says that a forced transaction is past its deadline, and what is paused", async () => {
		page = await stage.open("popup", "exit-deadline", "alive/8453", look);
		expect(await words()).toMatch(/the oldest past its deadline since 10:46/);
		expect(await words()).toMatch(/Paused\. Somebody who may do so has paused/);
		await button("Ways to leave").click();
		await expect.poll(heading).toBe("Leave Base");
	});
	it("says nothing but that it is not known, where nothing was read", async () => {
		page = await stage.open("popup", "exit-alive", "alive/59144", look);
		const said = await words();
		expect(said).toMatch(/Cannot be seen from L1/);
		expect(said).toMatch(/Nothing has been looked at yet/);
		expect(said).toMatch(/Not read yet/);
	});
});
