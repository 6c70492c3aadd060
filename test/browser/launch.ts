// The driver of a browser by its name.

import type { Launch } from "./browser.ts";
import { launchChromium } from "./chromium.ts";
import type { BrowserName } from "./ensure.ts";
import { launchFirefox } from "./firefox.ts";

export const launchers: { readonly [K in BrowserName]: Launch } = {
	chromium: launchChromium,
	firefox: launchFirefox,
};
