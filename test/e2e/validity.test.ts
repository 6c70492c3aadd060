// A transfer on the reference rollup in real browsers: from the send screen to a balance that is accepted by L1 and rechecked
// here, with its chain of reasons; and a node that lies about an account.
//
// In Chromium alone: that this rollup's proofs are checked in Firefox too, exit.test.ts shows by leaving it there, and
// kernels.test.ts by every kernel against its oracle.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { decodeLayerReceipt } from "../../src/receipt/layer-receipt.ts";
import { type Browser, type Page, until } from "../browser/browser.ts";
import { askedBrowsers, launchers } from "../browser/launch.ts";
import { lieAboutBalances } from "../network/reference/lies.ts";
import { testDeposits } from "../network/reference/test-keys.ts";
import { extensionFor } from "./extension.ts";
import {
	numbersOn,
	openPopup,
	openReasons,
	readTrace,
	screenText,
} from "./main-job.ts";
import { fill, onboard, press, type Watch, waitForText } from "./person.ts";
import { startWorld, type World } from "./world.ts";

const shots = resolve(process.env.SEXTANT_SHOTS ?? "shots");
const ether = 10n ** 18n;

/** Ten ether for each of the first accounts, under the key that a wallet with the test phrase has on the rollup. */
const deposits = testDeposits(2);

const name = "chromium";
const isAsked = askedBrowsers().includes(name);

describe.runIf(isAsked)(`the reference rollup in ${name}`, () => {
	const folder = mkdtempSync(join(tmpdir(), `sextant-validity-${name}-`));
	let world: World;
	let browser: Browser;
	let popup: Page;
	let other: Hex;
	let title: string;

	const watch: Watch = async (step, page) => {
		await page.screenshot(join(shots, `${name}-validity-${step}.png`));
	};
	const reference = () => {
		const { reference: found } = world;
		if (found === undefined) throw new Error("no reference rollup");
		return found;
	};
	/** The row of the rollup on the first screen, once it shows that amount. */
	const waitForRow = async (amount: string): Promise<string> =>
		until(
			`${amount} on ${title}`,
			async () => {
				const lines = await numbersOn(popup, [title]);
				const row = Array.isArray(lines) ? String(lines[0]) : "";
				return row.includes(amount) ? row : undefined;
			},
			120_000,
			250,
		).catch(async (thrown: unknown) => {
			throw new Error(
				`${String(thrown)}\n${await screenText(popup)}\n${reference().problems.map(String).join("\n")}`,
			);
		});

	beforeAll(async () => {
		mkdirSync(shots, { recursive: true });
		let extensionDir: string;
		[world, extensionDir] = await Promise.all([
			startWorld(2, { reference: { accounts: deposits } }),
			extensionFor(name, join(folder, "extension")),
		]);
		title = world.place.reference?.title ?? "";
		other = deposits[1]?.owner ?? "0x";
		browser = await launchers[name]({
			extensionDir,
			viewport: { width: 900, height: 1000 },
		});
	}, 300_000);

	afterAll(async () => {
		await browser?.close();
		await world?.stop();
		rmSync(folder, { recursive: true, force: true });
	}, 60_000);

	it("shows the balance as accepted and rechecked, with its chain of reasons", async () => {
		const page = await onboard(browser, world.place, watch);
		popup = await openPopup(browser);
		await page.close();
		const row = await waitForRow("10.0000 ETH");
		expect(row).toContain("Proof checked here");
		expect(row).toContain("Insecure development setup");
		await watch("home", popup);

		const { traceSteps, text } = await readTrace(popup, title, watch);
		expect(traceSteps[0]).toContain("Checkpoint you accepted");
		const recheck = traceSteps.find((traceStep) =>
			traceStep.includes("Validity proof checked again"),
		);
		expect(recheck).toMatch(/from batch 0 to [0-9]+/);
		expect(text).toContain(
			"It catches a forged root, not a forged deposit: deposits rest on L1's committee.".slice(
				3,
			),
		);
		expect(text).toContain("Insecure development setup");
	});

	it("names the proof's system, program, kernel and time in the proof trace", async () => {
		await openReasons(popup, title);
		const traceStep = "li.trace-step:has(.trace-step-title)";
		await popup.eval(
			`[...document.querySelectorAll("${traceStep}")].find((e) => e.innerText.includes("Validity proof checked again")).querySelector("button").click()`,
		);
		await waitForText(popup, "proof system");
		const facts = String(
			await popup.eval(
				`[...document.querySelectorAll("${traceStep}")].find((e) => e.innerText.includes("Validity proof checked again")).innerText.replace(/\\s+/g, " ")`,
			),
		);
		await watch("trail-recheck", popup);
		expect(facts).toContain("groth16");
		expect(facts).toMatch(/program 0x/);
		expect(facts).toMatch(/checked by [a-z]/i);
		expect(facts).toMatch(/Took [0-9.]+ m?s on this device/);
		expect(facts).toContain("not a forged deposit");
		expect(
			await popup.eval(
				`document.querySelector('button[aria-label="Copy program"]').closest("dd").querySelector("code").title`,
			),
		).toBe(reference().profile.program.hash);
		await press(popup, "Done");
	});

	it("sends half an ether, from the send screen to accepted and rechecked", async () => {
		await press(popup, "Send");
		await press(popup, title);
		await fill(popup, "To", other);
		await fill(popup, "Amount in ETH", "0.5");
		await watch("send", popup);
		await press(popup, "Make the order");
		await waitForText(popup, "Leaves at most", 60_000);
		await waitForText(popup, "into account 1 of the rollup");
		await waitForText(popup, "its validity proofs too");
		await waitForText(popup, "only the recipient can tell you");
		await watch("approve", popup);
		await press(popup, "Send 0.5 ETH");
		await waitForText(popup, "Signed", 30_000);
		await watch("signed", popup);
		await waitForText(popup, "the proof was checked again here", 180_000);
		await watch("rechecked", popup);
		await press(popup, "Done");
		const row = await waitForRow("9.5000 ETH");
		expect(row).toContain("Proof checked here");
		await watch("home-after", popup);
		const { ledger } = reference().node();
		const state = ledger.stateAfter(ledger.made());
		expect(state?.accounts.get(0)?.balance).toBe(ether * 9n + ether / 2n);
	});

	it("leaves a receipt that shows the batch", async () => {
		await popup.eval(
			"(() => { globalThis.saved = new Promise((done) => { const was = URL.createObjectURL; URL.createObjectURL = (blob) => { blob.text().then(done); return was.call(URL, blob); }; }); return 0; })()",
		);
		await press(popup, "Activity");
		await press(popup, `Order to ${other}`);
		await press(popup, "Export receipt");
		const file = String(await popup.eval("globalThis.saved"));
		const receipt = decodeLayerReceipt(file);
		expect(receipt.order.valueWei).toBe(ether / 2n);
		expect(receipt.inclusion).not.toBe(null);
		await press(popup, "Done");
	});

	it("refuses a node that lies about the account, and keeps the number that was proved", async () => {
		reference().rpc.setLie(lieAboutBalances(1_000n * ether));
		await waitForText(popup, "Set aside", 60_000);
		await watch("lie-refused", popup);
		const text = await screenText(popup);
		expect(text).toContain("Reference 1 gave a wrong answer");
		expect(text).toContain("l2-account");
		const row = await waitForRow("9.5000 ETH");
		expect(row).not.toContain("1 000");
		reference().rpc.setLie(undefined);
	});
});
