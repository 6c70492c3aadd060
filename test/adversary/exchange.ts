// One exchange with an endpoint as the adversary sees it: what is asked, what is answered, and what a liar makes of it.
// The same lie works on a socket (proxy.ts) and on a Fetch port (port.ts). It knows nothing of the wallet.

import type { Chance } from "../conformance/chance.ts";

export type Ask = {
	readonly method: string;
	/** With its query. */
	readonly path: string;
	readonly accept: string;
	readonly body: string;
};

export type Answer = {
	readonly status: number;
	/** Lower-case names. */
	readonly headers: { readonly [name: string]: string };
	/** In pieces where it is too long, or comes too slowly, to be made beforehand. */
	readonly body: Uint8Array | AsyncIterable<Uint8Array>;
	/** The connection is cut after the body, before the length that was promised. */
	readonly cut?: boolean;
};

/** An answer that is there as a whole. */
export type WholeAnswer = Answer & { readonly body: Uint8Array };

export type Upstream = (ask: Ask) => Promise<WholeAnswer>;

/** What a lie may draw on. */
export type Stage = {
	/** Decides where a lie has a choice. The same seed makes the same choices. */
	readonly chance: Chance;
	/** The honest endpoint behind the liar. */
	readonly honest: Upstream;
	/** The same, with everything that ever was: a liar has kept it. */
	readonly archive: Upstream;
	/** The first honest answer that this endpoint gave to the same question, if it was asked before. */
	readonly first: (ask: Ask) => WholeAnswer | undefined;
	/** Honest endpoints of the same kind on another chain. */
	readonly elsewhere: Upstream | null;
};

/** @returns null where the question leaves nothing to lie about: the honest answer passes. */
export type Teller = (ask: Ask) => Promise<Answer | null>;

export const utf8Of = (bytes: Uint8Array): string =>
	new TextDecoder().decode(bytes);

export const bytesOf = (text: string): Uint8Array =>
	new TextEncoder().encode(text);

export const jsonAnswer = (value: unknown, status = 200): WholeAnswer => ({
	status,
	headers: { "content-type": "application/json" },
	body: bytesOf(JSON.stringify(value)),
});

/** The answer with other bytes under the same headers. */
export const withBody = (answer: Answer, body: Answer["body"]): Answer => ({
	...answer,
	body,
});

/** Asks a real endpoint over HTTP. */
export const upstreamOf =
	(url: string, timeoutMs = 30_000): Upstream =>
	async (ask) => {
		const headers: Record<string, string> = { accept: ask.accept };
		if (ask.method === "POST") headers["content-type"] = "application/json";
		const path = ask.path === "/" ? "" : ask.path;
		const reply = await fetch(url.replace(/\/+$/, "") + path, {
			method: ask.method,
			headers,
			...(ask.method === "POST" ? { body: ask.body } : {}),
			signal: AbortSignal.timeout(timeoutMs),
		});
		const kept: Record<string, string> = {};
		for (const name of ["content-type", "eth-consensus-version"]) {
			const value = reply.headers.get(name);
			if (value !== null) kept[name] = value;
		}
		return {
			status: reply.status,
			headers: kept,
			body: new Uint8Array(await reply.arrayBuffer()),
		};
	};
