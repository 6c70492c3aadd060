// A person at the screens: finds things by the names a person or a screen reader sees, clicks, types and reads. It knows
// nothing of the engine.

import { type Browser, type Page, until } from "../browser/browser.ts";

/** Code that runs in the page: the first enabled, visible control whose name starts with, or is, the wanted one. */
const find = (name: string, tags: string): string => `(() => {
	const wanted = ${JSON.stringify(name)};
	const nameOf = (e) => (e.getAttribute("aria-label") ?? e.innerText ?? e.textContent ?? "").replace(/\\s+/g, " ").trim();
	const all = [...document.querySelectorAll(${JSON.stringify(tags)})]
		.filter((e) => !e.disabled && e.getClientRects().length > 0);
	return all.find((e) => nameOf(e) === wanted) ?? all.find((e) => nameOf(e).startsWith(wanted));
})()`;
const controls = "button, a, summary, label";

export const sees = (page: Page, text: string): Promise<unknown> =>
	page.eval(
		`document.body.innerText.replace(/\\s+/g, " ").includes(${JSON.stringify(text)})`,
	);

/** Waits until the words stand on the screen. */
export const waitForText = async (
	page: Page,
	text: string,
	timeoutMs = 20_000,
): Promise<void> => {
	await until(
		`"${text}" on ${await page.url()}`,
		async () => ((await sees(page, text)) === true ? true : undefined),
		timeoutMs,
		100,
	).catch(async (thrown: unknown) => {
		const shown = await page.eval("document.body.innerText.slice(0, 1500)");
		throw new Error(
			`${thrown instanceof Error ? thrown.message : String(thrown)}; the screen says:\n${String(shown)}\n${page.logs.slice(-5).join("\n")}`,
		);
	});
};

let marks = 0;

/** Clicks the control with that name, by a real click, as soon as it is there and enabled. */
export const press = async (
	page: Page,
	name: string,
	timeoutMs = 20_000,
): Promise<void> => {
	const mark = `p${++marks}`;
	await comeTo(page);
	await until(
		`a control "${name}" on ${await page.url()}`,
		async () =>
			(await page.eval(
				`(() => { const e = ${find(name, controls)}; if (!e) return false; e.setAttribute("data-person", ${JSON.stringify(mark)}); e.scrollIntoView({ block: "center" }); return true; })()`,
			)) === true
				? true
				: undefined,
		timeoutMs,
		100,
	).catch(async (thrown: unknown) => {
		const shown = await page.eval("document.body.innerText.slice(0, 1500)");
		throw new Error(
			`${thrown instanceof Error ? thrown.message : String(thrown)}; the screen says:\n${String(shown)}\n${page.logs.slice(-5).join("\n")}`,
		);
	});
	await page.click(`[data-person="${mark}"]`);
};

/** Comes to the window, as a person does whose click is the first in it: nothing is decided in one that is behind another. */
const comeTo = async (page: Page): Promise<void> => {
	if ((await page.eval("document.hasFocus()")) !== true)
		await page.bringToFront();
};

/** Presses a button of the window that asks, and waits until no such window is open: the next one is another. */
export const decide = async (
	browser: Browser,
	window: Page,
	name: string,
): Promise<void> => {
	await press(window, name);
	await until(
		"the window that asked to close",
		async () =>
			(await browser.pages("approve.html")).length === 0 ? true : undefined,
		20_000,
	);
};

/** Types into the field with that label, by real key strokes. */
export const fill = async (
	page: Page,
	label: string,
	text: string,
): Promise<void> => {
	const mark = `e${++marks}`;
	await until(
		`a field "${label}"`,
		async () =>
			(await page.eval(`(() => {
				const label = [...document.querySelectorAll("label")].find((e) => e.innerText.trim().startsWith(${JSON.stringify(label)}));
				const field = label && (label.control ?? document.getElementById(label.htmlFor));
				if (!field) return false;
				field.setAttribute("data-person", ${JSON.stringify(mark)});
				return true;
			})()`)) === true
				? true
				: undefined,
		20_000,
	);
	await page.type(`[data-person="${mark}"]`, text);
};

/** Gives the page's file field a file, as choosing one does. */
export const chooseFile = async (
	page: Page,
	name: string,
	text: string,
): Promise<void> => {
	await page.waitUntil("!!document.querySelector('input[type=file]')");
	await page.eval(`(() => {
		const field = document.querySelector("input[type=file]");
		const files = new DataTransfer();
		files.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: "application/json" }));
		field.files = files.files;
		field.dispatchEvent(new Event("change", { bubbles: true }));
	})()`);
};

export type Place = {
	readonly networkFile: string;
	readonly title: string;
	readonly l1: {
		readonly title: string;
		readonly beacon: readonly string[];
		readonly execution: readonly string[];
	};
	readonly rollup: {
		readonly title: string;
		readonly execution: readonly string[];
		readonly relay: readonly string[];
	} | null;
	/** The reference rollup, where the network has it. */
	readonly reference?: {
		readonly title: string;
		readonly execution: readonly string[];
	};
	readonly phrase: string;
	readonly password: string;
};

const addEndpoint = async (
	page: Page,
	what: string,
	url: string,
	name: string,
): Promise<void> => {
	await press(page, `Add: ${what}`);
	await fill(page, `Address of the ${what}`, url);
	await fill(page, "Name", name);
	await press(page, "Allow and add");
	await waitForText(page, url);
};

/** Ticks every part of the network file, as who has read them. */
const confirmAll = async (page: Page, title: string): Promise<void> => {
	await waitForText(page, `${title} is new here`);
	await page.eval(`(() => {
		for (const box of document.querySelectorAll(".review-group input[type=checkbox]")) box.click();
	})()`);
};

/** Called at each step with the screen that stands, for pictures. */
export type Watch = (step: string, page: Page) => Promise<void>;

/** Goes through the onboarding from the first screen to the last, as the person whose phrase and choices these are. */
export const onboard = async (
	browser: Browser,
	place: Place,
	watch: Watch = async () => {},
): Promise<Page> => {
	const page = await browser.openPage(
		`${browser.extensionOrigin}/onboarding.html`,
	);
	await press(page, "Another network");
	await waitForText(page, "Choose a network");
	await watch("onboarding-network", page);
	await chooseFile(page, "network.json", place.networkFile);
	await confirmAll(page, place.title);
	await press(page, `Import ${place.title}`);
	await press(page, `Use ${place.title}`);

	await waitForText(page, "Who should Sextant ask?");
	for (const [i, url] of place.l1.beacon.entries())
		await addEndpoint(
			page,
			`beacon endpoint of ${place.l1.title}`,
			url,
			`Beacon ${i + 1}`,
		);
	for (const [i, url] of place.l1.execution.entries())
		await addEndpoint(
			page,
			`execution endpoint of ${place.l1.title}`,
			url,
			`Execution ${i + 1}`,
		);
	if (place.rollup !== null) {
		const { title, execution, relay } = place.rollup;
		for (const [i, url] of execution.entries())
			await addEndpoint(
				page,
				`execution endpoint of ${title}`,
				url,
				`Rollup ${i + 1}`,
			);
		for (const [i, url] of relay.entries())
			await addEndpoint(
				page,
				`relay endpoint of ${title}`,
				url,
				`Relay ${i + 1}`,
			);
	}
	for (const [i, url] of place.reference?.execution.entries() ?? [])
		await addEndpoint(
			page,
			`execution endpoint of ${place.reference?.title}`,
			url,
			`Reference ${i + 1}`,
		);
	await watch("onboarding-endpoints", page);
	await press(page, "Continue with these");

	await press(page, "Import a phrase");
	await fill(page, "Recovery phrase", place.phrase);
	await press(page, "Go on");
	await fill(page, "Password", place.password);
	await fill(page, "The same again", place.password);
	await watch("onboarding-password", page);
	await press(page, "Import the key");

	await waitForText(page, "agree;", 60_000);
	await watch("onboarding-checkpoint", page);
	await press(page, "Accept this checkpoint");
	await waitForText(page, "Open the wallet", 30_000);
	await watch("onboarding-sync", page);
	return page;
};
