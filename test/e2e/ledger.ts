// A Ledger at the browser's WebHID: what the page sends it goes, by the maker's own framing, to a device that is played here, and its
// answers back. The page has no more of it than the browser's interface.

import { createRequire } from "node:module";
import { expect } from "vitest";
import { fromHex, type Hex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { reportBytes } from "../../src/device/frames.ts";
import type { Page } from "../browser/browser.ts";
import { ledgerApp } from "../device/ledger-app.ts";
import { addressAt } from "../signer/device-world.ts";
import { go } from "./leave.ts";
import { waitForText } from "./person.ts";
import { chainOf, choose, mined, type Sitting } from "./sitting.ts";

// Their module for Node is the CommonJS one.
const {
	default: framing,
}: typeof import("@ledgerhq/hw-transport-webhid/hid-framing") = createRequire(
	import.meta.url,
)("@ledgerhq/hw-transport-webhid/hid-framing");

const ether = 10n ** 18n;

/** Where Ledger Live has a device's first account. */
export const onLedger: Hex = addressAt("m/44'/60'/0'/0/0");

/** The browser's interface, with a device that keeps what it is sent. */
const plugIn = (page: Page): Promise<void> =>
	page.call(() => {
		const sent: string[] = [];
		const hexOf = (bytes: Uint8Array): string =>
			[...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
		const device = Object.assign(new EventTarget(), {
			vendorId: 0x2c97,
			productId: 0x5011,
			opened: false,
			open: async () => {
				device.opened = true;
			},
			close: async () => {
				device.opened = false;
			},
			sendReport: async (_id: number, report: Uint8Array) => {
				sent.push(`0x${hexOf(report)}`);
			},
		});
		let isChosen = false;
		const hid = Object.assign(new EventTarget(), {
			getDevices: async () => (isChosen ? [device] : []),
			requestDevice: async () => {
				isChosen = true;
				return [device];
			},
		});
		Object.defineProperty(navigator, "hid", { value: hid });
		Object.assign(window, {
			ledger: {
				sent: () => sent.splice(0),
				say: (reports: readonly (readonly number[])[]) => {
					for (const report of reports)
						device.dispatchEvent(
							Object.assign(new Event("inputreport"), {
								data: new DataView(Uint8Array.from(report).buffer),
							}),
						);
				},
			},
		});
	}, null);

/** Puts reports together to messages, and takes messages apart, by the maker's own code. */
const wire = () => {
	let held: Parameters<ReturnType<typeof framing>["reduceResponse"]>[0] = null;
	return (
		report: Uint8Array,
		answer: (message: Uint8Array) => Promise<Uint8Array>,
	) => {
		const bytes = Buffer.from(report);
		const frames = framing(bytes.readUInt16BE(0), reportBytes);
		held = frames.reduceResponse(held, bytes);
		const message = frames.getReducedResult(held);
		if (message === null || message === undefined) return null;
		held = null;
		return answer(new Uint8Array(message)).then((said) =>
			frames.makeBlocks(Buffer.from(said)).map((one) => [...one]),
		);
	};
};

const reports = d.list(d.hexUpTo(reportBytes), 100);

/** The device answers the page while something is done. */
const answering = async (
	page: Page,
	{ exchange }: ReturnType<typeof ledgerApp>,
	work: () => Promise<void>,
): Promise<void> => {
	let isOver = false;
	const device = async (): Promise<void> => {
		const hear = wire();
		while (!isOver) {
			for (const one of reports(await page.eval("ledger.sent()"), "reports")) {
				const said = await hear(fromHex(one), exchange);
				if (said !== null)
					await page.eval(`ledger.say(${JSON.stringify(said)})`);
			}
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	};
	const lives = device();
	try {
		await Promise.race([work(), lives]);
	} finally {
		isOver = true;
		await lives;
	}
};

/** What a browser without the interface says. */
export const noLedgerHere = async ({ popup, hand }: Sitting): Promise<void> => {
	await popup.bringToFront();
	await go(popup, "add-account/device");
	await hand.press(popup, "Ledger");
	await waitForText(popup, "This browser cannot speak to a Ledger");
};

/** Its first account, which has been paid before, is found and pays half an ether. @param names what its account is called, and the one that is shown again in the end */
export const payByLedger = async (
	sitting: Sitting,
	names: readonly [string, string],
): Promise<void> => {
	const { popup, hand, watch, friend, execution } = sitting;
	const chain = chainOf(execution);
	const app = ledgerApp();
	const [had, paid] = [await chain.coins(friend), ether / 2n];
	await popup.bringToFront();
	await go(popup, "add-account/device");
	await plugIn(popup);
	await hand.press(popup, "Ledger");
	await watch("ledger", popup);
	await answering(popup, app, async () => {
		await hand.press(popup, "Look for accounts");
		await waitForText(popup, "1 of the first", 60_000);
	});
	await watch("ledger-found", popup);
	await hand.press(popup, "Add one account");
	await waitForText(popup, "On your Ledger");
	await watch("ledger-accounts", popup);
	await choose(sitting, names[0]);

	await go(popup, "send");
	await waitForText(popup, "Amount in ETH", 60_000);
	await hand.fill(popup, "To", friend);
	await hand.fill(popup, "Amount in ETH", "0.5");
	await hand.press(popup, "Make the order", 60_000);
	await waitForText(popup, "On your hardware wallet", 60_000);
	await watch("ledger-approve", popup);
	await hand.press(popup, "Send 0.5 ETH");
	await waitForText(popup, "What the device shows", 60_000);
	await watch("ledger-sign", popup);
	await answering(popup, app, async () => {
		await hand.press(popup, "Ask the Ledger");
		await popup.waitUntil(
			'document.querySelector("h1")?.innerText.trim() === "Signed"',
			60_000,
		);
	});
	await mined(sitting, onLedger, 1);
	expect((await chain.coins(friend)) - had).toBe(paid);
	// address, and the transaction's bytes: nothing else was asked of it
	expect(
		new Set(
			app.said
				.filter((one) => one.startsWith("=>"))
				.map((one) => one.slice(3, 7)),
		),
	).toEqual(new Set(["b001", "e002", "e004"]));
	await hand.press(popup, "Done");
	await choose(sitting, names[1]);
};
