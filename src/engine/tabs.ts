// In whose turn a page's requests go, and when they stop. A port that closed is a page that is gone, or a background that died
// and whose relay asks for the same again on another port: so what a page asked stops when nobody carries any of it any more.

import type { Port } from "../protocol/channel.ts";
import type { Asker } from "../source/lanes.ts";
import type { Page, Presence } from "./presence.ts";
import { requestIdOf } from "./sites.ts";

/** A message's own id, or the one that `{ again: id }` names; null where there is none. */
const textAt = (message: unknown, name: "id" | "again"): string | null => {
	const found: unknown =
		typeof message === "object" && message !== null
			? Reflect.get(message, name)
			: null;
	return typeof found === "string" && found.length <= 64 ? found : null;
};

export type Tab = {
	/** Its signal fires when the page is gone and nobody came back for what it asked. */
	readonly asker: Asker;
	/** The port as it is to be served: what is under way on it is known. */
	readonly port: Port;
};

/** @returns a function that opens a tab for a page and its port */
export const openTabs = (
	presence: Presence,
): ((page: Page, port: Port) => Tab) => {
	/** The tab that each request under way belongs to. */
	const tabOf = new Map<string, string>();
	let count = 0;

	return (page, port) => {
		const { origin } = page;
		const gone = new AbortController();
		const tab = `tab ${++count}`;
		const mine = new Set<string>();
		presence.want(page, tab, () => {
			gone.abort();
			for (const key of mine) tabOf.delete(key);
		});
		const stop = port.listen((message) => {
			const again = textAt(message, "again");
			if (again !== null) {
				const key = requestIdOf(origin, again);
				presence.again(page, key);
				const before = tabOf.get(key);
				if (before !== undefined) presence.again(page, before);
				return;
			}
			const id = textAt(message, "id");
			if (id === null) return;
			const key = requestIdOf(origin, id);
			mine.add(key);
			tabOf.set(key, tab);
		});
		port.onClose(stop);
		return {
			asker: { lane: "site", origin, signal: gone.signal },
			port: {
				listen: port.listen,
				onClose: port.onClose,
				send: (message) => {
					const id = textAt(message, "id");
					if (id !== null) {
						const key = requestIdOf(origin, id);
						mine.delete(key);
						tabOf.delete(key);
					}
					port.send(message);
				},
			},
		};
	};
};
