// Who is asking, and what they may ask. Authority begins here: the caller is read from what the browser says of the
// port's other end, never from a message, and an absent sender is nobody.

import { isFetchableByBrowser } from "../../src/base/plain-http.ts";
import { page, ui } from "../../src/protocol/methods.ts";
import {
	type Bounds,
	pageBounds,
	screenBounds,
} from "../../src/protocol/plain.ts";
import { hostPage, screens } from "../manifest.ts";

export type Requester =
	| { readonly role: "ui" }
	| { readonly role: "keys" }
	| { readonly role: "host" }
	| { readonly role: "page"; readonly origin: string };

/** What the browser says of the other end. All of it may be missing. */
export type Sender = {
	readonly id?: string | undefined;
	readonly url?: string | undefined;
	readonly origin?: string | undefined;
	readonly frameId?: number | undefined;
	readonly tab?: object | undefined;
};

/** What we know of ourselves: the extension's id and its origin without a slash at the end. */
export type Self = { readonly id: string; readonly origin: string };

const parsed = (url: string | undefined): URL | undefined => {
	if (url === undefined || url.length > 10_000) return undefined;
	return URL.canParse(url) ? new URL(url) : undefined;
};

/** "scheme://host" of an extension page; URL.origin is "null" for schemes it does not know. */
const originOf = (url: URL): string => `${url.protocol}//${url.host}`;

const isOwnPage = (url: URL, self: Self, names: readonly string[]): boolean =>
	originOf(url) === self.origin &&
	names.some((name) => url.pathname === `/${name}`);

/**
 * Who is at the other end of a port that was opened under `name`.
 * @returns undefined for nobody: another extension, a frame, an opaque origin, a page of ours that is no screen.
 */
export const callerOf = (
	name: string,
	sender: Sender | undefined,
	self: Self,
): Requester | undefined => {
	if (sender === undefined || sender.id !== self.id) return undefined;
	// Frames are refused for every role: a site could put one of our pages, or its own under another site, into one.
	if (sender.frameId !== undefined && sender.frameId !== 0) return undefined;
	const url = parsed(sender.url);
	if (url === undefined) return undefined;
	switch (name) {
		case "ui":
		case "keys":
			return isOwnPage(url, self, screens) ? { role: name } : undefined;
		case "host":
			return isOwnPage(url, self, [hostPage]) ? { role: name } : undefined;
		case "page": {
			if (sender.tab === undefined || sender.frameId !== 0) return undefined;
			// Where the browser states the origin it decides: an address may be that of a sandboxed document.
			const origin = sender.origin ?? url.origin;
			if (origin !== url.origin || !isFetchableByBrowser(url)) return undefined;
			return { role: "page", origin };
		}
		default:
			return undefined;
	}
};

const methods: { readonly [role in Requester["role"]]: object } = {
	ui,
	page,
	// These two talk to the signer and to the background itself; nothing of theirs reaches the engine.
	keys: {},
	host: {},
};

/** May this caller ask the engine for this method? */
export const allows = (caller: Requester, method: string): boolean =>
	Object.hasOwn(methods[caller.role], method);

/** How much this caller may send at once. */
export const boundsOf = (caller: Requester): Bounds =>
	caller.role === "page" ? pageBounds : screenBounds;

/** How many requests of one port may be under way. */
export const mostWaiting = (caller: Requester): number =>
	caller.role === "page" ? 128 : 512;
