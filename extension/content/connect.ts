// What a content script needs of the browser's API, which is one call. It is the same under `chrome` in both browsers, so no page
// has to load what extension/api.ts brings.

import type { RuntimePort } from "../port.ts";

declare const chrome: {
	readonly runtime: {
		connect(to: { readonly name: string }): RuntimePort;
	};
};

/** Throws when the extension was removed or updated. */
export const connect = (name: string): RuntimePort =>
	chrome.runtime.connect({ name });
