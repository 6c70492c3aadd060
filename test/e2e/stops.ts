// The stops of a journey's map as a person reads them, and its file as a person keeps it and brings it back.

import { type Page, until } from "../browser/browser.ts";
import { go, openMap } from "./leave.ts";
import { screenText } from "./main-job.ts";
import { chooseFile, press, waitForText } from "./person.ts";

export type Stop = {
	/** The few words beside the title: "waiting", "you, 1 click". */
	readonly state: string;
	/** All that stands at it, opened or not. */
	readonly words: string;
};

/** The stop of this title on the map that is shown; null when there is none. */
const readStop = async (page: Page, title: string): Promise<Stop | null> => {
	const found = await page.call((wanted: string) => {
		const blank = (text: string | null | undefined): string =>
			(text ?? "").replace(/\s+/g, " ").trim();
		const stop = [...document.querySelectorAll("ol.map > li.stop")].find(
			(one) => blank(one.querySelector(".stop-head b")?.textContent) === wanted,
		);
		return stop === undefined
			? ""
			: JSON.stringify([
					blank(stop.querySelector(".stop-state")?.textContent),
					blank(stop.textContent),
				]);
	}, title);
	if (found === "") return null;
	const parts: unknown = JSON.parse(String(found));
	if (!Array.isArray(parts)) throw new Error("no stop was read");
	const [state, words] = parts.map(String);
	return { state: state ?? "", words: words ?? "" };
};

/** Opens the map and waits until its stop says this. @throws Error with the screen */
export const waitForStop = async (
	page: Page,
	id: string,
	title: string,
	wanted: { readonly state?: string; readonly words?: string | RegExp },
	timeoutMs = 120_000,
): Promise<Stop> => {
	let last: Stop | null = null;
	return await until(
		`"${title}" to say ${wanted.state ?? ""} ${String(wanted.words ?? "")}`,
		async () => {
			await openMap(page, id);
			last = await readStop(page, title);
			if (last === null) return undefined;
			const { words = "", state = last.state } = wanted;
			const says =
				typeof words === "string"
					? last.words.includes(words)
					: words.test(last.words);
			return says && state === last.state ? last : undefined;
		},
		timeoutMs,
		400,
	).catch(async (thrown: unknown) => {
		throw new Error(
			`${String(thrown)}\nit said: ${JSON.stringify(last)}\n${await screenText(page)}`,
		);
	});
};

/** Opens what stands behind a stop: what could go wrong, what it is known by. */
export const openStop = async (page: Page, title: string): Promise<void> => {
	await page.call((wanted: string) => {
		const stop = [...document.querySelectorAll("ol.map > li.stop")].find(
			(one) =>
				one.querySelector(".stop-head b")?.textContent?.trim() === wanted,
		);
		stop
			?.querySelector<HTMLElement>('.stop-open[aria-expanded="false"]')
			?.click();
		return 0;
	}, title);
};

/** The file that the screen gives to keep when it is pressed. */
export const saveExit = async (page: Page, id: string): Promise<string> => {
	await openMap(page, id);
	await page.eval(
		"(() => { globalThis.saved = new Promise((done) => { const was = URL.createObjectURL; URL.createObjectURL = (blob) => { blob.text().then(done); return was.call(URL, blob); }; }); return 0; })()",
	);
	await press(page, "Save");
	return String(await page.eval("globalThis.saved"));
};

/** Takes a file in at the screen. @returns what the screen says then */
export const bringExit = async (
	page: Page,
	file: string,
	says: string,
): Promise<string> => {
	await go(page, "leave");
	await waitForText(page, "Go on from a file");
	await chooseFile(page, "exit.json", file);
	await waitForText(page, says, 60_000);
	return screenText(page);
};

/** This device forgets the journey. */
export const forgetExit = async (page: Page, id: string): Promise<void> => {
	await openMap(page, id);
	await press(page, "Forget it");
	await press(page, "Forget this exit");
	await waitForText(page, "Which one do you want to leave?");
};
