// The one name for the browser's extension API: promises in both browsers, Firefox's `browser` or Chromium's `chrome`. Nothing
// else in the extension names a global of the browser's own.

import type { Browser } from "webextension-polyfill";

/** What Chromium has besides: the hidden page that may start workers. */
export type Offscreen = {
	createDocument(options: {
		url: string;
		reasons: readonly string[];
		justification: string;
	}): Promise<void>;
	closeDocument(): Promise<void>;
};

export type Api = Browser & { readonly offscreen?: Offscreen };

declare const browser: Api;
declare const chrome: Api;

/**
 * Read when it is used, so that a test runner can load what mentions it. Every method used gives a promise in both: in Chromium
 * since manifest 3, which is the only one there is here. The names are taken where the browser put them, as the global's own: an
 * element of a page with such an id, which a content script sees too, stands further up.
 * @throws TypeError where there is no browser
 */
export const api = (): Api => {
	if (Object.hasOwn(globalThis, "browser")) return browser;
	if (Object.hasOwn(globalThis, "chrome")) return chrome;
	throw new TypeError("no browser here: asked for its extension API");
};
