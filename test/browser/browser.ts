// What a test does with a browser that has the extension in it, the same for both. chromium.ts and firefox.ts drive them.

import type { BrowserName } from "./ensure.ts";

export type LaunchOptions = {
	/** The built extension, dist/chromium or dist/firefox. Without it the browser only shows pages. */
	readonly extensionDir?: string;
	/** Where the profile lies; a new temporary one, removed on close, unless given. */
	readonly profile?: string;
	readonly headless?: boolean;
	readonly viewport?: { readonly width: number; readonly height: number };
	/**
	 * Chromium: start as if the person had allowed every endpoint before; true unless given. Firefox grants each request
	 * without asking instead, and has granted the sites of the content scripts at installation.
	 */
	readonly endpointsAllowed?: boolean;
	/** How long the background may be silent before the browser unloads it; the browser's own 30 s unless given. Firefox only. */
	readonly idleMs?: number;
	/** Further arguments of the command line. Chromium only. */
	readonly args?: readonly string[];
	/** Further preferences of the profile. Firefox only. */
	readonly preferences?: {
		readonly [name: string]: string | number | boolean;
	};
};

export type Page = {
	readonly url: () => Promise<string>;
	readonly goto: (url: string) => Promise<void>;
	/**
	 * Runs a JavaScript expression in the page, waits for it if it is a promise, and gives back its JSON value.
	 * @param asUser counts as an act of the person, as a click does
	 */
	readonly eval: (expression: string, asUser?: boolean) => Promise<unknown>;
	/** Runs a function of the test in the page. It sees its argument and the page, nothing of the test. */
	readonly call: <A, R>(run: (arg: A) => R | Promise<R>, arg: A) => Promise<R>;
	readonly click: (selector: string) => Promise<void>;
	/** Replaces what is in the field, by real key strokes. */
	readonly type: (selector: string, text: string) => Promise<void>;
	/** One key by its name ("Tab", "Enter", "Escape") or one character. */
	readonly press: (key: string) => Promise<void>;
	/** Waits until something visible matches. */
	readonly waitFor: (selector: string, timeoutMs?: number) => Promise<void>;
	/** Waits until the expression is true. */
	readonly waitUntil: (expression: string, timeoutMs?: number) => Promise<void>;
	/** The visible text of the first match, "" when there is none. */
	readonly text: (selector: string) => Promise<string>;
	readonly screenshot: (file: string) => Promise<void>;
	readonly setViewport: (width: number, height: number) => Promise<void>;
	readonly setColours: (scheme: "light" | "dark") => Promise<void>;
	readonly bringToFront: () => Promise<void>;
	/** Everything the page wrote to its console, and its uncaught errors. */
	readonly logs: readonly string[];
	readonly close: () => Promise<void>;
};

/** A notification of the extension that stands now. */
export type Notice = {
	/** As the extension named it. */
	readonly name: string;
	/** Title and text; null where the browser does not tell, and it was made before anybody listened. */
	readonly title: string | null;
	readonly text: string | null;
};

export type Browser = {
	readonly name: BrowserName;
	readonly version: string;
	/** "chrome-extension://…" or "moz-extension://…", without a slash at the end. Nothing answers there without an extension. */
	readonly extensionOrigin: string;
	readonly openPage: (url: string) => Promise<Page>;
	/** Pages that are open and whose address contains this, windows of the extension included. */
	readonly pages: (part: string) => Promise<readonly Page[]>;
	/** The first page whose address contains this, as soon as there is one. */
	readonly waitForPage: (part: string, timeoutMs?: number) => Promise<Page>;
	/** Ends the service worker or the event page, as the browser itself does when it is idle. True: it was alive. */
	readonly killBackground: () => Promise<boolean>;
	/** Ends the engine's and the signer's workers. In Firefox they live in the event page, so that goes. */
	readonly killEngine: () => Promise<boolean>;
	/** The notifications that stand: Chromium takes one away after some seconds. An own page of the extension has to be open. */
	readonly notices: () => Promise<readonly Notice[]>;
	/**
	 * Clicks on one. Firefox draws it, in headless mode too, and it is clicked there. Chromium draws none there: its background
	 * is given the event that a click brings, and has to be running.
	 */
	readonly clickNotice: (name: string) => Promise<void>;
	/** Gives the page an authenticator that knows its person and asks nobody. Null: this browser has none to give. */
	readonly giveAuthenticator: ((page: Page) => Promise<void>) | null;
	/** Uncaught errors of the extension's own pages and background since the launch, as far as the browser tells. */
	readonly errors: () => Promise<readonly string[]>;
	readonly close: () => Promise<void>;
	/** Ends the whole browser at once, as a power cut does: nothing is told, nothing is saved. Its profile stays. */
	readonly crash: () => Promise<void>;
};

export type Launch = (options: LaunchOptions) => Promise<Browser>;

/** Polls until `probe` gives something. @throws Error naming `what` when the time is over. */
export const until = async <T>(
	what: string,
	probe: () => Promise<T | undefined>,
	timeoutMs = 15_000,
	everyMs = 50,
): Promise<T> => {
	const end = Date.now() + timeoutMs;
	for (;;) {
		const found = await probe();
		if (found !== undefined) return found;
		if (Date.now() > end)
			throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
		await new Promise((resolve) => setTimeout(resolve, everyMs));
	}
};
