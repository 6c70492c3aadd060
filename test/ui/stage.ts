// Opens the screens as they are shipped in headless Chromium, with the fake browser, engine and signer in front.

import { type Browser, chromium, type Page } from "playwright-core";
import type { PageName } from "./built.ts";
import { nowMs, type SceneName } from "./fake/scenes.ts";
import { pathOf, serveScreens } from "./served.ts";

export type Look = {
	readonly width: number;
	readonly height: number;
	readonly dark?: boolean;
	/** What the browser says is its language; English where nothing is said. */
	readonly language?: string;
};

export type Stage = {
	/** A page of the scene, settled. `route` stands behind the #. Errors of the page end up in `errors`. */
	readonly open: (
		page: PageName,
		scene: SceneName,
		route: string,
		look: Look,
	) => Promise<Page>;
	/** Gives a page back. To open another takes longer than most tests: it is shown again, with nothing of this scene left. */
	readonly done: (page: Page | undefined) => Promise<void>;
	readonly errors: string[];
	readonly close: () => Promise<void>;
};

/** @param flags for Chromium beside those of every stage. @param permissions that its pages have */
export const openStage = async (
	port = 0,
	flags: readonly string[] = [],
	permissions: readonly string[] = [],
): Promise<Stage> => {
	const screens = await serveScreens(port);
	const browser: Browser = await chromium.launch({
		executablePath: process.env.SEXTANT_CHROMIUM ?? "/usr/bin/chromium",
		args: [
			"--headless=new",
			"--no-sandbox",
			"--disable-gpu",
			"--disable-quic",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
			...flags,
		],
	});
	const errors: string[] = [];
	const shown = new WeakMap<Page, string>();
	const idle: Page[] = [];
	const fresh = async (): Promise<Page> => {
		const context = await browser.newContext({
			locale: "en-GB",
			timezoneId: "UTC",
			permissions: [...permissions],
		});
		const page = await context.newPage();
		page.on("pageerror", (error) =>
			errors.push(`${shown.get(page)}: ${error.message}`),
		);
		page.on("console", (message) => {
			if (message.type() === "error" && !/favicon/.test(message.location().url))
				errors.push(`${shown.get(page)}: ${message.text()}`);
		});
		// What runs these files by themselves names their functions by a function of its own, which a page has not.
		await page.addInitScript("globalThis.__name ??= (named) => named;");
		await page.addInitScript((fixedMs) => {
			const real = Date;
			globalThis.Date = class extends real {
				constructor(...given: readonly unknown[]) {
					super(...((given.length === 0 ? [fixedMs] : given) as [number]));
				}
				static override now = () => fixedMs;
			} as DateConstructor;
		}, nowMs);
		return page;
	};
	return {
		errors,
		open: async (
			name,
			scene,
			route,
			{ width, height, dark = false, language = "en-GB" },
		) => {
			const page = idle.pop() ?? (await fresh());
			shown.set(page, `${name} ${scene} ${route}`);
			await page.setViewportSize({ width, height });
			await page.emulateMedia({
				colorScheme: dark ? "dark" : "light",
				reducedMotion: "reduce",
			});
			await page.goto(
				`${screens.origin}${pathOf(name, scene, route, language)}`,
			);
			await page.locator("h1").first().waitFor();
			await page.waitForTimeout(120);
			return page;
		},
		done: async (page) => {
			if (page === undefined || page.isClosed() || idle.includes(page)) return;
			idle.push(page);
		},
		close: async () => {
			await browser.close();
			await screens.close();
		},
	};
};
