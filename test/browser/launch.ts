// The driver of a browser by its name, and which browsers a run is asked to use.

import type { Launch } from "./browser.ts";
import { launchChromium } from "./chromium.ts";
import { type BrowserName, browserNames } from "./ensure.ts";
import { launchFirefox } from "./firefox.ts";

export const launchers: { readonly [K in BrowserName]: Launch } = {
	chromium: launchChromium,
	firefox: launchFirefox,
};

/** All, or those that SEXTANT_BROWSERS names, apart by commas. @throws Error for a name that is none. */
export const askedBrowsers = (): readonly BrowserName[] => {
	const asked = process.env.SEXTANT_BROWSERS;
	if (asked === undefined || asked === "") return browserNames;
	return asked.split(",").map((name) => {
		const found = browserNames.find((known) => known === name.trim());
		if (found === undefined)
			throw new Error(`SEXTANT_BROWSERS names "${name}", which is no browser`);
		return found;
	});
};
