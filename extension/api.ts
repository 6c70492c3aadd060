// The one name for the browser's extension API. Both browsers give promises; Firefox calls it `browser`, Chromium
// `chrome`. Nothing else in the extension names a global of the browser's own.

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

declare const browser: Api | undefined;
declare const chrome: Api;

/** Looked up when it is used: a module that mentions it can still be loaded by a bare test runner. */
export const api = (): Api =>
	typeof browser === "undefined" ? chrome : browser;
