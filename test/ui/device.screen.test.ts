// What a person does with a hardware wallet, step by step, in Chromium: a Ledger made here stands behind the browser's WebHID, and the
// signer of the scenes takes what it signs.

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { PageName } from "./built.ts";
import { safe, safeTxs } from "./fake/safes.ts";
import type { SceneName } from "./fake/scenes.ts";
import { stageOfFile } from "./staged.ts";

const look = { width: 360, height: 640 };
const stage = stageOfFile();
let page: Page;

declare const fake: { readonly calls: readonly string[] };
declare const madeLedger: {
	refuses: string;
	refusesFields: string;
	productId: number;
};
const calls = (): Promise<readonly string[]> => page.evaluate(() => fake.calls);
const refuse = (status: string): Promise<unknown> =>
	page.evaluate((given) => {
		madeLedger.refuses = given;
	}, status);
const button = (name: string | RegExp) =>
	page.getByRole("button", { name }).first();
const sees = (words: string | RegExp) =>
	page.getByText(words).first().waitFor();
const open = async (
	scene: SceneName,
	name: PageName = "approve",
	route = "",
): Promise<void> => {
	page = await stage.open(name, scene, route, look);
};
const decided = async (): Promise<number> =>
	(await calls()).filter((one) => /^(decide|message) .* true$/.test(one))
		.length;

describe("an order of an account on a Ledger", () => {
	it("says before the yes that it is signed there, and what the device shows", async () => {
		await open("device-order");
		await sees("On your hardware wallet");
		await sees(/It will show recipient, amount and fee/);
		expect(await decided()).toBe(0);
	});

	it("of a contract says that the device may sign blindly", async () => {
		await open("device-call");
		await sees(/may ask you to sign blindly/);
	});

	it("is signed after a yes here and one on the device", async () => {
		await open("device-order");
		await button(/^Send/).click();
		await sees("What the device shows");
		expect(await decided()).toBe(1);
		await button("Ask the Ledger").click();
		await button("Done").waitFor();
		expect(await decided()).toBe(2);
	});

	it("that is refused on the device is not signed, and can be asked again", async () => {
		await open("device-order");
		await button(/^Send/).click();
		await sees("What the device shows");
		await refuse("0x6985");
		await button("Ask the Ledger").click();
		await sees("It was refused on the hardware wallet.");
		expect(await decided()).toBe(1);
		await refuse("");
		await button("Ask the Ledger").click();
		await button("Done").waitFor();
	});

	it.each([
		["0x5515", "The hardware wallet is locked."],
		[
			"0x6a80",
			"The hardware wallet does not sign what it cannot show in full.",
		],
		["0x6501", "The Ethereum app on the hardware wallet is too old for this."],
	])("says what stands in the way (%s)", async (status, says) => {
		await open("device-order");
		await button(/^Send/).click();
		await sees("What the device shows");
		await refuse(status);
		await button("Ask the Ledger").click();
		await sees(says);
	});

	it("can be left: nothing is decided, and it is read again", async () => {
		await open("device-order");
		await button(/^Send/).click();
		await sees("What the device shows");
		await button("Back").click();
		await sees(/It will show recipient, amount and fee/);
		await button("Refuse").waitFor();
		expect(await decided()).toBe(1);
	});

	it("says why not in a browser without WebHID", async () => {
		await open("device-order");
		await page.evaluate(() =>
			Object.defineProperty(navigator, "hid", { value: null }),
		);
		await button(/^Send/).click();
		await sees("This browser cannot speak to a Ledger");
		expect(await button("Ask the Ledger").isDisabled()).toBe(true);
	});
});

describe("typed data", () => {
	const approved = async (change: Partial<typeof madeLedger> = {}) => {
		await open("device-permit");
		await page.evaluate((given) => Object.assign(madeLedger, given), change);
		await sees(/Read it all here in any case/);
		await button(/^(Sign|Allow)/).click();
		await sees(/it says here whether your Ledger shows the fields/);
		await sees("Domain hash");
		await sees("Message hash");
	};

	it("is said to be shown by its fields, on a device that can", async () => {
		await approved({ refuses: "0x6985" });
		await button("Ask the Ledger").click();
		await sees(/shows the fields of this message one after another/);
		await sees("It was refused on the hardware wallet.");
		await refuse("");
		await button("Ask the Ledger").click();
		await sees(/has your signature/);
		expect(await decided()).toBe(2);
	});

	it("is said to be shown by a hash on a small device that is not set to show it", async () => {
		await approved({ refuses: "0x6985", productId: 0x5011 });
		await button("Ask the Ledger").click();
		await sees(/if “Raw messages” is on/);
	});

	it("that a device takes by its hashes alone is shown to it so only when a person wants that", async () => {
		await approved({ refusesFields: "0x6a84" });
		await button("Ask the Ledger").click();
		await sees(/It did not take the fields of this message/);
		expect(await decided()).toBe(1);
		await button("Show it the two hashes").click();
		await sees(/has your signature/);
	});

	it("is signed blindly by the oldest, and both hashes are shown to be compared", async () => {
		await approved({ refuses: "0x6985", productId: 0x1011 });
		await button("Ask the Ledger").click();
		await sees(/shows two hashes and not what they mean/);
	});
});

describe("an owner's agreement for a Safe", () => {
	it("is not said to be there before the Ledger has signed it", async () => {
		await open("device-safe", "popup", `safe-tx/${safe}.${safeTxs.ready.hash}`);
		await button(/^Agree as/).click();
		await sees("On your hardware wallet");
		await page
			.getByRole("button", { name: "Agree", exact: true, disabled: false })
			.click();
		await sees("What the device shows");
		expect(await decided()).toBe(1);
		await button("Ask the Ledger").click();
		await sees("You have agreed");
		expect(await decided()).toBe(2);
	});
});

describe("a QR signer", () => {
	it("is shown a code, and its answer is asked for with the camera", async () => {
		await open("device-qr");
		await button(/^Send/).click();
		await page
			.getByRole("img", { name: /What is to be signed/ })
			.locator("path")
			.waitFor({ state: "attached" });
		await button("Scan its answer").click();
		await button("Open the camera").click();
		// there is none in this browser
		await sees("The browser finds no camera.");
		await button("Back").click();
		await sees("What the device shows");
		expect(await decided()).toBe(1);
	});
});

describe("a Ledger", () => {
	it("is added with the accounts that were used, and the ones chosen", async () => {
		await open("accounts", "popup", "accounts");
		await button("Hardware wallet").click();
		await button("Ledger").click();
		await button("Look for accounts").click();
		await sees(/What stands here is proved/);
		await button(/^Add /).click();
		await sees("Find used accounts");
		const added = (await calls()).filter((one) => one.startsWith("add device"));
		expect(added.slice(0, 2)).toEqual([
			"add device m/44'/60'/1'/0/0",
			"add device m/44'/60'/3'/0/0",
		]);
		// the first is in this wallet already, by its phrase
		expect(added).not.toContain("add device m/44'/60'/0'/0/0");
	});
});
