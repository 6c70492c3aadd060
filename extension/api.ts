// The one name for the browser's extension API: promises in both browsers, Firefox's `browser` or Chromium's `chrome` behind
// it. Nothing else in the extension names a global of the browser's own,
// but for the one call of a content script (content/connect.ts).

import polyfill, { type Browser } from "webextension-polyfill";

/** What Chromium has besides: the hidden page that may start workers. */
export type Offscreen = {
	createDocument(options: {
		url: string;
		reasons: readonly string[];
		justification: string;
	}): Promise<void>;
	closeDocument(): Promise<void>;
};

/** Chromium's panel beside the page. Firefox has a sidebar of its own. */
export type SidePanel = {
	open(options: { windowId: number }): Promise<void>;
};

export type Api = Browser & {
	readonly offscreen?: Offscreen;
	readonly sidePanel?: SidePanel;
};

/** Read when it is used, so that a test runner can load what mentions it. */
export const api = (): Api => polyfill;
