// A type has a name of its own, and what has a name in the field is called by it: the glossary of ARCHITECTURE.md says what
// each means.

import { expect, it } from "vitest";
import { filesUnder } from "./source-tree.ts";

const sources = [...filesUnder("src"), ...filesUnder("extension")];

/** Names of types that a file declares. */
const typesIn = (code: string, isExported: boolean): readonly string[] =>
	[
		...code.matchAll(
			/^(export )?(?:abstract )?(?:type|interface|class|enum) (\w+)/gm,
		),
	].flatMap(([, exported, name = ""]) =>
		isExported && exported === undefined ? [] : [name],
	);

it("no two files export a type of one name", () => {
	const places = new Map<string, string[]>();
	for (const { path, code } of sources)
		for (const name of typesIn(code, true))
			places.set(name, [...(places.get(name) ?? []), path]);
	expect(places.size).toBeGreaterThan(500);
	const doubled = [...places].filter(([, paths]) => paths.length > 1);
	expect(doubled, "say in the name what it is").toEqual([]);
});

/** What the code does not call anything any more, each with the field's name for it. */
const retired: ReadonlyMap<string, string> = new Map([
	["ground", "context"],
	["grounds", "contexts"],
	["desk", "session"],
	["book", "store"],
	["breath", "yield"],
	["breathe", "yield"],
	["board", "memory layout"],
	["panel", "endpoint pool"],
	["inquiry", "beacon API"],
	["leap", "skip-sync"],
	["escrow", "evidence store"],
	["shelf", "header cache"],
	["shelve", "cache"],
	["trail", "proof trace"],
	["trails", "proof traces"],
	["knot", "trace step"],
	["knots", "trace steps"],
	["halt", "proof failure"],
	["drill", "rehearsal"],
	["drills", "rehearsals"],
	["drillable", "can rehearse"],
	["notice", "contract alert"],
	["notices", "contract alerts"],
]);

/** Names on disk and between realms stay as the first release wrote them. */
const stay: ReadonlyMap<string, string> = new Map([
	["trailId", "a field of balances and orders, in views and in the store"],
	["knots", "a field of the proof trace's view"],
	["halt", "a field of the record of a proof failure, and of a chain's view"],
	["SidePanel", "the browser's own name"],
	["sidePanel", "the browser's own name"],
	["side_panel", "the browser's own name"],
	["default_panel", "the browser's own name"],
	["drill", "a field of journeys, in the store and in files"],
]);

/** "openHTTPPort" is open, http, port. */
const wordsOf = (name: string): readonly string[] =>
	name
		.replace(/([a-z0-9])([A-Z])/g, "$1 $2")
		.replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
		.toLowerCase()
		.split(/[^a-z0-9]+/);

const namesIn = (code: string): readonly string[] =>
	code.match(/[A-Za-z_$][\w$]*/g) ?? [];

it("nothing is called by a word for which the field has another", () => {
	const found = sources.flatMap(({ path, code }) =>
		[...new Set(namesIn(code))]
			.filter((name) => !stay.has(name))
			.flatMap((name) => {
				const word = wordsOf(name).find((one) => retired.has(one));
				return word === undefined
					? []
					: [`${path}: ${name} (${retired.get(word)})`];
			}),
	);
	expect(found).toEqual([]);
	const used = new Set(sources.flatMap(({ code }) => namesIn(code)));
	const gone = [...stay.keys()].filter((name) => !used.has(name));
	expect(gone, "take it off the list").toEqual([]);
});

it("no type is called by what was done to it alone", () => {
	const participles = new Set(
		"Said Held Kept Sent Taken Given Shown Seen Found Made Asked Known".split(
			" ",
		),
	);
	const found = sources.flatMap(({ path, code }) =>
		typesIn(code, false)
			.filter((name) => participles.has(name))
			.map((name) => `${path}: ${name}`),
	);
	expect(found, "say what it is").toEqual([]);
});
