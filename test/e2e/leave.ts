// A person who leaves rollups at the screens: chooses a way, signs each step when it is due, and keeps on after the browser
// was cut off. It counts what the person has to do.

import { type Browser, type Page, until } from "../browser/browser.ts";
import { openPopup, screenText } from "./main-job.ts";
import { fill, press, type Watch, waitForText } from "./person.ts";

/** What the person did, for one way out. */
export type Deeds = { presses: number; fields: number; signatures: number };

/** A browser that may be cut off and started again on its profile. */
export type Seat = {
	readonly browser: () => Browser;
	readonly popup: () => Page;
	/** Cuts it off, starts it again and unlocks the wallet. */
	readonly cut: (why: string) => Promise<void>;
};

export const openSeat = async (
	launch: () => Promise<Browser>,
	first: Browser,
	password: string,
): Promise<Seat> => {
	let browser = first;
	let popup = await openPopup(browser);
	return {
		browser: () => browser,
		popup: () => popup,
		cut: async () => {
			await browser.crash();
			browser = await launch();
			popup = await openPopup(browser);
			await waitForText(popup, "Unlock", 60_000);
			await fill(popup, "Password", password);
			await press(popup, "Unlock");
			await waitForText(popup, "Receive", 90_000);
		},
	};
};

export type Way = {
	readonly chain: string;
	/** The title of the way, as the screen has it. */
	readonly way: string;
	/** In ether; null where everything leaves. */
	readonly amount: string | null;
};

/** Begins it, and gives back its id. */
export const begin = async (
	popup: Page,
	{ chain, way, amount }: Way,
	watch: Watch,
	deeds: Deeds,
): Promise<string> => {
	await go(popup, "");
	await waitForText(popup, "Receive", 60_000);
	await popup.click(".head-line");
	await press(popup, `Leave ${chain}`, 60_000);
	await waitForText(popup, way, 60_000);
	await watch("ways", popup);
	await press(popup, `Choose: ${way}`, 60_000);
	if (amount !== null) {
		await fill(popup, "Amount in ETH", amount);
		deeds.fields++;
	}
	await watch("begin", popup);
	await press(popup, "Begin with");
	await waitForText(popup, "Keep this file", 60_000);
	deeds.presses += 4;
	return String(await popup.eval("location.hash.split('/')[1]"));
};

export const go = async (popup: Page, hash: string): Promise<void> => {
	await popup.eval(`(() => { location.hash = ${JSON.stringify(hash)}; })()`);
};

/** The journey's map, whatever was on screen. */
export const openMap = async (popup: Page, id: string): Promise<void> => {
	await go(popup, `exit/${id}`);
	await waitForText(popup, "Could this still be wrong?", 60_000);
};

/** What the one button of the screen says, when it can be pressed. */
const mainButton = async (popup: Page): Promise<string> =>
	String(
		await popup.eval(
			`(() => { const b = document.querySelector("footer button.main"); return b === null || b.disabled ? "" : b.innerText.trim(); })()`,
		),
	);

export type MapRead = {
	/** The person's next click as the button says it; null while there is none. */
	readonly click: string | null;
	readonly isDone: boolean;
	readonly text: string;
};

export const readMap = async (popup: Page, id: string): Promise<MapRead> => {
	await openMap(popup, id);
	const text = await screenText(popup);
	const button = await mainButton(popup);
	return {
		click: button === "" || button === "Done" ? null : button,
		isDone: /Forget it(?! on this device)/.test(text),
		text,
	};
};

/** What the map asks for once it had time to see that something was signed; null when it asks for nothing. */
const stillAsks = async (seat: Seat, id: string): Promise<string | null> => {
	let click: string | null = null;
	await until(
		"the signature to count",
		async () => {
			({ click } = await readMap(seat.popup(), id));
			return click === null ? true : undefined;
		},
		20_000,
		500,
	).catch(() => undefined);
	return click;
};

/**
 * Makes the order of the click and signs it, once. `at` is told of each place where one can be cut off, before the signature and
 * at once after the person's yes, and answers whether it was. A yes that the cut was faster than is said again.
 * @returns what the button that signs said; null when there was nothing to sign
 */
export const sign = async (
	seat: Seat,
	id: string,
	watch: Watch,
	deeds: Deeds,
	at: (place: "asked" | "signed") => Promise<boolean>,
): Promise<string | null> => {
	let deed: string | null = null;
	let asked: string | null = null;
	for (let tries = 0; tries < 4; tries++) {
		const click =
			deed === null
				? (await readMap(seat.popup(), id)).click
				: await stillAsks(seat, id);
		if (click === null) break;
		asked ??= click;
		// the yes counted, and the next step is due by now: it is not this one
		if (deed !== null && click !== asked && !click.startsWith("Review")) break;
		// after a cut the order still waits, and the map leads to it
		await press(seat.popup(), click);
		await waitForText(seat.popup(), "Leaves at most", 90_000);
		if (tries === 0 && (await at("asked"))) continue;
		const words = await until(
			"the button that signs",
			async () => {
				const button = await mainButton(seat.popup());
				return button === "" || button === "Done" ? undefined : button;
			},
			60_000,
		);
		if (deed === null)
			await watch(
				`approve-${words.toLowerCase().replaceAll(/[^a-z]+/g, "-")}`,
				seat.popup(),
			);
		await press(seat.popup(), words);
		const wasCut = deed === null && (await at("signed"));
		deed = words;
		if (!wasCut) {
			await waitForText(seat.popup(), "Signed", 90_000);
			break;
		}
	}
	if (deed !== null) {
		deeds.presses += 2;
		deeds.signatures++;
	}
	return deed;
};

/** Waits until the step that was just signed is not asked for any more. @throws Error with the screen */
export const waitForStep = async (
	popup: Page,
	id: string,
	signed: string,
	timeoutMs = 120_000,
): Promise<MapRead> => {
	let last = "";
	return await until(
		`the map to be past "${signed}"`,
		async () => {
			const map = await readMap(popup, id);
			last = map.text;
			return map.click !== signed && !map.click?.startsWith("Review")
				? map
				: undefined;
		},
		timeoutMs,
		500,
	).catch((thrown: unknown) => {
		throw new Error(`${String(thrown)}\n${last}`);
	});
};
