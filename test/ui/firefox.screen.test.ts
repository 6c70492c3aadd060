// Every screen once in Firefox, by axe-core: what an engine makes of styles, names and roles is its own. Chromium has each scene,
// and the other checks (screens.screen.test.ts).

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "../browser/browser.ts";
import { askedBrowsers, launchers } from "../browser/launch.ts";
import { axeFindings } from "./axe.ts";
import { pathOf, type Served, serveScreens } from "./served.ts";
import { type Shot, shots } from "./shots.ts";

const name = "firefox";

/** What makes a screen another one: its route, the step of setting up, what it is that a window asks, what stands in place of home. */
const screenOf = ({ page, scene, route, ...shot }: Shot): string => {
	const [root = ""] = route.split("/");
	const [kind = ""] = shot.name.split("-");
	if (page === "onboarding") return `${page} ${scene}`;
	return `${page} ${root === "" ? `at first: ${kind}` : root}`;
};
/** Of each screen the first scene in which nothing has to be done first. */
const chosen: readonly Shot[] = [
	...new Map(
		shots
			.filter(({ act }) => act === undefined)
			.toReversed()
			.map((shot) => [screenOf(shot), shot]),
	).values(),
].toReversed();

/** Runs in the page: what comes after its title has come when nothing of it changes any more. */
const untilStill = (): Promise<void> =>
	new Promise((resolve) => {
		const end = () => {
			changes.disconnect();
			resolve();
		};
		let timer = setTimeout(end, 100);
		const changes = new MutationObserver(() => {
			clearTimeout(timer);
			timer = setTimeout(end, 100);
		});
		changes.observe(document, {
			subtree: true,
			childList: true,
			characterData: true,
		});
	});

describe("what is chosen", () => {
	it("has every page and every route that has a picture with nothing done first", () => {
		const routesOf = (all: readonly Shot[]) =>
			new Set(all.map(({ page, route }) => `${page} ${route.split("/")[0]}`));
		const all = routesOf(shots.filter(({ act }) => act === undefined));
		expect(routesOf(chosen)).toEqual(all);
		expect(all.size).toBeGreaterThan(30);
	});
});

describe.runIf(askedBrowsers().includes(name))(`axe-core in ${name}`, () => {
	let screens: Served;
	let browser: Browser;
	let page: Page;
	const open = async ({ page: of, scene, route }: Shot): Promise<void> => {
		await page.goto(`${screens.origin}${pathOf(of, scene, route)}`);
		await page.waitFor("h1");
		await page.call(untilStill, null);
	};
	beforeAll(async () => {
		screens = await serveScreens();
		browser = await launchers[name]({ viewport: { width: 360, height: 640 } });
		page = await browser.openPage("about:blank");
	});
	afterAll(async () => {
		await browser?.close();
		await screens?.close();
	});

	it("refuses what is faint and what has no name", async () => {
		const settings = chosen.find((one) => one.name === "settings");
		if (settings === undefined) throw new TypeError("no screen of settings");
		await open(settings);
		await page.call(() => {
			const add = (tag: string, style: string, text: string) => {
				const element = document.createElement(tag);
				element.style.cssText = style;
				element.textContent = text;
				document.querySelector("main")?.append(element);
			};
			add("p", "color: #bbb; background: #fff", "faint");
			add("button", "", "");
		}, null);
		const found = await axeFindings((expression) => page.eval(expression));
		expect(found.join()).toMatch(/color-contrast: .*faint/);
		expect(found.join()).toMatch(/button-name: /);
	});

	it.each(chosen)("finds nothing on $name", async (shot) => {
		await open(shot);
		expect(await axeFindings((expression) => page.eval(expression))).toEqual(
			[],
		);
	});
});
