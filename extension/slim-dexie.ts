// Dexie as it ships: without what tells one page what another one wrote. The store reads and writes by keys, and asks nobody to be
// told (store/dexie.ts); so no channel is opened for it, and what would watch each read and write is not there.

import type { Plugin } from "vite";

/** What is cut: from the first to the second, which stays. Each stands in the package's text once. */
const cuts: readonly (readonly [from: string, to: string])[] = [
	// layers over the database: of live queries, of hooks, of indexes with parts
	["        this.use(cacheMiddleware);", "        const vipDB ="],
	["    liveQuery,\n    extendObservabilitySet,", "    getByKeyPath:"],
	["if (typeof dispatchEvent !== 'undefined' &&", "function add(value) {"],
	[
		"        if (wasCreated) {\n            const everything",
		"        return db;\n    });",
	],
	[
		"            if ('mutatedParts' in idbtrans) {",
		"        });\n        return",
	],
];

/** @throws Error when the package's text is not the one that this was written for */
export const withoutLive = (text: string): string =>
	cuts.reduce((rest, [from, to]) => {
		const start = rest.indexOf(from);
		const end = rest.indexOf(to, start);
		if (start < 0 || end < 0 || rest.indexOf(from, start + 1) >= 0)
			throw new Error(`Dexie has not once: ${from.trim()}`);
		return rest.slice(0, start) + rest.slice(end);
	}, text);

export const slimDexie = (): Plugin => ({
	name: "sextant:slim-dexie",
	enforce: "pre",
	transform: {
		filter: { id: /\/dexie\/dist\/modern\/dexie\.mjs$/ },
		handler: (text) => ({ code: withoutLive(text), map: null }),
	},
});
