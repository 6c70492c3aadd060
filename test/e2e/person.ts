// A person at the screens: finds things by the names a person or a screen reader sees, clicks, types and reads. It knows
// nothing of the engine.

import { type Browser, type Page, until } from "../browser/browser.ts";

/**
 * Code that runs in the page: the first enabled, visible control whose name starts with, or is, the wanted one.
 * @param group the legend it stands under, where several have the name
 */
export const find = (
	name: string,
	group: string | null = null,
): string => `(() => {
	const wanted = ${JSON.stringify(name)};
	const group = ${JSON.stringify(group)};
	const nameOf = (e) => (e.getAttribute("aria-label") ?? e.innerText ?? e.textContent ?? "").replace(/\\s+/g, " ").trim();
	const all = [...document.querySelectorAll("button, a, summary, label")]
		.filter((e) => !e.disabled && e.getClientRects().length > 0)
		.filter((e) => group === null || e.closest("fieldset")?.querySelector("legend")?.innerText.trim() === group);
	return all.find((e) => nameOf(e) === wanted) ?? all.find((e) => nameOf(e).startsWith(wanted));
})()`;

/** How the person acts on a screen. */
export type Hand = {
	/** Acts on the control with that name, as soon as it is there and enabled. */
	readonly press: (
		page: Page,
		name: string,
		timeoutMs?: number,
		group?: string,
	) => Promise<void>;
	/** Types into the field with that label. */
	readonly fill: (page: Page, label: string, text: string) => Promise<void>;
	/** Ticks every box there is. */
	readonly tickAll: (page: Page) => Promise<void>;
};

export const sees = (page: Page, text: string): Promise<unknown> =>
	page.eval(
		`document.body.innerText.replace(/\\s+/g, " ").includes(${JSON.stringify(text)})`,
	);

/** What stands on the screen and in its console, for an error. */
export const screenOf = async (page: Page): Promise<string> =>
	`${String(await page.eval("document.body.innerText.slice(0, 1500)"))}\n${page.logs.slice(-5).join("\n")}`;

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
		throw new Error(
			`${thrown instanceof Error ? thrown.message : String(thrown)}; the screen says:\n${await screenOf(page)}`,
		);
	});
};

let marks = 0;

/** Clicks the control with that name, by a real click, as soon as it is there and enabled. */
export const press = async (
	page: Page,
	name: string,
	timeoutMs = 20_000,
	group?: string,
): Promise<void> => {
	const mark = `p${++marks}`;
	await comeTo(page);
	await until(
		`a control "${name}" on ${await page.url()}`,
		async () =>
			(await page.eval(
				`(() => { const e = ${find(name, group)}; if (!e) return false; e.setAttribute("data-person", ${JSON.stringify(mark)}); e.scrollIntoView({ block: "center" }); return true; })()`,
			)) === true
				? true
				: undefined,
		timeoutMs,
		100,
	).catch(async (thrown: unknown) => {
		throw new Error(
			`${thrown instanceof Error ? thrown.message : String(thrown)}; the screen says:\n${await screenOf(page)}`,
		);
	});
	await page.click(`[data-person="${mark}"]`);
};

/** Comes to the window, as a person does whose click is the first in it: nothing is decided in one that is behind another. */
export const comeTo = async (page: Page): Promise<void> => {
	if ((await page.eval("document.hasFocus()")) !== true)
		await page.bringToFront();
};

/** Presses a button of the window that asks, and waits until no such window is open: the next one is another. */
export const decide = async (
	browser: Browser,
	window: Page,
	name: string,
	hand: Pick<Hand, "press"> = mouse,
): Promise<void> => {
	await hand.press(window, name);
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

/** The hand that points and clicks. */
export const mouse: Hand = {
	press,
	fill,
	tickAll: async (page) => {
		await page.eval(`(() => {
			for (const box of document.querySelectorAll("input[type=checkbox]")) if (!box.checked) box.click();
		})()`);
	},
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
	{ press, fill }: Hand,
): Promise<void> => {
	await press(page, `Add: ${what}`);
	await fill(page, `Address of the ${what}`, url);
	await fill(page, "Name", name);
	await press(page, "Allow and add");
	await waitForText(page, url);
};

/** Ticks every part of the network file, as who has read them. */
const confirmAll = async (
	page: Page,
	title: string,
	hand: Hand,
): Promise<void> => {
	await waitForText(page, `${title} is new here`);
	await hand.tickAll(page);
};

/** Called at each step with the screen that stands, for pictures. */
export type Watch = (step: string, page: Page) => Promise<void>;

/** Brings the phrase that there is. */
const importKey = async (
	page: Page,
	{ phrase, password }: Place,
	watch: Watch,
	{ press, fill }: Hand,
): Promise<void> => {
	await press(page, "Import a phrase");
	await fill(page, "Recovery phrase", phrase);
	await press(page, "Go on");
	await fill(page, "Password", password);
	await fill(page, "The same again", password);
	await watch("onboarding-password", page);
	await press(page, "Import the key");
};

/** Makes a key, writes its words down and finds those again that are asked back. */
export const makeKey: typeof importKey = async (
	page,
	{ password },
	watch,
	{ press, fill },
) => {
	await press(page, "Make a new key");
	await page.waitFor("ol.words li");
	await watch("onboarding-words", page);
	const words = await page.call(
		() =>
			[...document.querySelectorAll("ol.words li")].map((one) =>
				(one.textContent ?? "").replaceAll(/[^a-z]/g, ""),
			),
		null,
	);
	await press(page, "They are on paper");
	await page.waitFor("fieldset.pick");
	const asked = await page.call(
		() =>
			[...document.querySelectorAll("fieldset.pick legend")].map((one) =>
				(one.textContent ?? "").trim(),
			),
		null,
	);
	await watch("onboarding-asked-back", page);
	for (const legend of asked)
		await press(
			page,
			words[Number(legend.replace("Word ", "")) - 1] ?? "",
			undefined,
			legend,
		);
	await press(page, "I have them on paper");
	await fill(page, "Password", password);
	await fill(page, "The same again", password);
	await press(page, "Make the key");
};

/** Goes through the onboarding from the first screen to the last, as the person whose phrase and choices these are. */
export const onboard = async (
	browser: Browser,
	place: Place,
	watch: Watch = async () => {},
	hand: Hand = mouse,
	bringKey: typeof importKey = importKey,
): Promise<Page> => {
	const { press } = hand;
	const page = await browser.openPage(
		`${browser.extensionOrigin}/onboarding.html`,
	);
	await press(page, "Another network");
	await waitForText(page, "Choose a network");
	await watch("onboarding-network", page);
	await chooseFile(page, "network.json", place.networkFile);
	await confirmAll(page, place.title, hand);
	await press(page, `Import ${place.title}`);
	await press(page, `Use ${place.title}`);

	await waitForText(page, "Who should Sextant ask?");
	for (const [i, url] of place.l1.beacon.entries())
		await addEndpoint(
			page,
			`beacon endpoint of ${place.l1.title}`,
			url,
			`Beacon ${i + 1}`,
			hand,
		);
	for (const [i, url] of place.l1.execution.entries())
		await addEndpoint(
			page,
			`execution endpoint of ${place.l1.title}`,
			url,
			`Execution ${i + 1}`,
			hand,
		);
	if (place.rollup !== null) {
		const { title, execution, relay } = place.rollup;
		for (const [i, url] of execution.entries())
			await addEndpoint(
				page,
				`execution endpoint of ${title}`,
				url,
				`Rollup ${i + 1}`,
				hand,
			);
		for (const [i, url] of relay.entries())
			await addEndpoint(
				page,
				`relay endpoint of ${title}`,
				url,
				`Relay ${i + 1}`,
				hand,
			);
	}
	for (const [i, url] of place.reference?.execution.entries() ?? [])
		await addEndpoint(
			page,
			`execution endpoint of ${place.reference?.title}`,
			url,
			`Reference ${i + 1}`,
			hand,
		);
	await watch("onboarding-endpoints", page);
	await press(page, "Continue with these");

	await bringKey(page, place, watch, hand);

	await waitForText(page, "agree;", 60_000);
	await watch("onboarding-checkpoint", page);
	await press(page, "Accept this checkpoint");
	await waitForText(page, "Open the wallet", 30_000);
	await watch("onboarding-sync", page);
	return page;
};
