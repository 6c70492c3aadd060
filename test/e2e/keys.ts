// A person who has no pointer: comes to everything by Tab, acts by Enter, ticks by Space, and chooses among radio buttons by the
// arrows. What cannot be reached so is an error.

import { type Page, until } from "../browser/browser.ts";
import { comeTo, find, type Hand, screenOf } from "./person.ts";

/** More than any screen has to offer, twice over: Tab comes round again. */
const mostTabs = 250;

/** Presses Tab until the test of what has the focus holds. `isIt` is code with `e`, what has the focus. */
const tabTo = async (page: Page, what: string, isIt: string): Promise<void> => {
	/** Behind the last control comes the browser's own window: the person goes on in the page. */
	const look = async (): Promise<boolean> => {
		await comeTo(page);
		return (
			(await page.eval(
				`(() => { const e = document.activeElement; return !!(e && e !== document.body && (${isIt})); })()`,
			)) === true
		);
	};
	if (await look()) return;
	for (let tabs = 0; tabs < mostTabs; tabs++) {
		await page.press("Tab");
		if (await look()) return;
	}
	throw new Error(`Tab does not come to ${what}:\n${await screenOf(page)}`);
};

const type = async (page: Page, text: string): Promise<void> => {
	for (const letter of text)
		await page.press(letter === " " ? "Space" : letter);
};

export const keyboard: Hand = {
	press: async (page, name, timeoutMs = 20_000, group) => {
		await comeTo(page);
		const control = find(name, group);
		await until(
			`a control "${name}" on ${await page.url()}`,
			async () => ((await page.eval(`!!(${control})`)) ? true : undefined),
			timeoutMs,
		).catch(async (thrown: unknown) => {
			throw new Error(`${String(thrown)}\n${await screenOf(page)}`);
		});
		// one of several radio buttons has the focus for all of them
		const choice = `${control}?.control`;
		await tabTo(
			page,
			`"${name}"`,
			`((c) => c !== undefined && (c === e || c.control === e || (c.control?.type === "radio" && e.name === c.control.name)))(${control})`,
		);
		if ((await page.eval(`${choice}?.type === "radio"`)) !== true) {
			await page.press("Enter");
			return;
		}
		for (let steps = 0; steps < 20; steps++) {
			if ((await page.eval(`${choice}.checked`)) === true) return;
			await page.press("ArrowDown");
		}
		throw new Error(`the arrows do not come to "${name}"`);
	},
	fill: async (page, label, text) => {
		await comeTo(page);
		await tabTo(
			page,
			`the field "${label}"`,
			`[...(e.labels ?? [])].some((one) => one.innerText.trim().startsWith(${JSON.stringify(label)}))`,
		);
		await type(page, text);
	},
	tickAll: async (page) => {
		await comeTo(page);
		const left =
			"[...document.querySelectorAll('input[type=checkbox]')].filter((one) => !one.checked).length";
		while (Number(await page.eval(left)) > 0) {
			await tabTo(page, "a box to tick", `e.type === "checkbox" && !e.checked`);
			await page.press("Space");
		}
	},
};
