// Dexie as it ships: without what tells one page what another one wrote. The store reads and writes by keys, and asks nobody to be
// told (store/dexie.ts); so no channel is opened for it, and what would watch each read and write is not there. Nor are methods that
// it never calls: what would call one all the same fails at once, and a test runs the store as it is built.

import { type Plugin, parseSync } from "vite";

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

/** Of these classes the methods that the store calls, and those that they call. */
const kept: { readonly [name: string]: RegExp } = {
	Table: /^(_trans|get|put|delete|toCollection)$/,
	Collection: /^(_\w+|clone|primaryKeys|delete)$/,
	WhereClause: /^constructor$/,
};

/** @throws Error when one of the classes is not there */
export const withoutMethods = (text: string): string => {
	const { program } = parseSync("dexie.mjs", text);
	let rest = text;
	let found = 0;
	for (const node of program.body.toReversed()) {
		if (node.type !== "ClassDeclaration") continue;
		const keeps = kept[node.id?.name ?? ""];
		if (keeps === undefined) continue;
		found++;
		for (const method of node.body.body.toReversed())
			if (
				method.type === "MethodDefinition" &&
				method.kind === "method" &&
				method.key.type === "Identifier" &&
				!keeps.test(method.key.name)
			)
				rest = rest.slice(0, method.start) + rest.slice(method.end);
	}
	if (found !== Object.keys(kept).length)
		throw new Error("Dexie has other classes");
	return rest;
};

export const slimDexie = (): Plugin => ({
	name: "sextant:slim-dexie",
	enforce: "pre",
	transform: {
		filter: { id: /\/dexie\/dist\/modern\/dexie\.mjs$/ },
		handler: (text) => ({ code: withoutMethods(withoutLive(text)), map: null }),
	},
});
