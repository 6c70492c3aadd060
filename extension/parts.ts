// Which file of the package a module goes into, where a layer 2's family comes later than the engine: a file of its own for each
// family; what two of them have and nobody else, in one; and what the engine has too where the engine gets it anyway. Left to
// itself the bundler makes a file for every set of families that share something.

import { basename } from "node:path";

/** The part of the bundler's module graph that is looked at. */
type Graph = {
	readonly getModuleInfo: (id: string) => {
		readonly importedIds: readonly string[];
		readonly dynamicallyImportedIds: readonly string[];
	} | null;
};

const runtime = /\/src\/l2\/(\w+)\/runtime\/kind\.ts$/;

/** The family whose part begins with this module; null for any other. */
export const familyOf = (id: string | null): string | null =>
	runtime.exec(id ?? "")?.[1] ?? null;

/** All that comes with a module at once, itself first. */
const withImports = (graph: Graph, id: string): ReadonlySet<string> => {
	const found = new Set([id]);
	for (const one of found)
		for (const next of graph.getModuleInfo(one)?.importedIds ?? [])
			found.add(next);
	return found;
};

/** What a module that is loaded by itself is, by the modules that come with it: scripts, pages, and what is imported later. */
const rootsOf = (
	graph: Graph,
	inputs: readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> => {
	const roots = new Map<string, ReadonlySet<string>>();
	const todo = [...inputs];
	for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
		if (roots.has(id)) continue;
		const all = withImports(graph, id);
		roots.set(id, all);
		for (const one of all)
			todo.push(...(graph.getModuleInfo(one)?.dynamicallyImportedIds ?? []));
	}
	return roots;
};

/** A name for each module that goes into a part with others; null for one that is left to the bundler. */
const namesOf = (
	graph: Graph,
	inputs: readonly string[],
): ReadonlyMap<string, string> => {
	const roots = rootsOf(graph, inputs);
	/** Who loads it: families, and whoever else, by their place in the order. */
	const loads = new Map<string, { others: number[]; families: number }>();
	for (const [i, [root, all]] of [...roots].entries())
		for (const id of all) {
			const known = loads.get(id) ?? { others: [], families: 0 };
			if (familyOf(root) === null) known.others.push(i);
			else known.families++;
			loads.set(id, known);
		}
	/** Sets of others of which a family shares something: those files are named here whole. */
	const shared = new Set(
		[...loads.values()]
			.filter(({ families }) => families > 0)
			.map(({ others }) => others.join(" ")),
	);
	const names = new Map<string, string>();
	/** The part of each set, called after the first module in it, as no other is. */
	const parts = new Map<string, string>();
	const partOf = (by: string, id: string): string => {
		const known = parts.get(by);
		if (known !== undefined) return known;
		const name = basename(id).replace(/\.\w+$/, "");
		const isTaken = [...parts.values()].includes(name);
		const own = isTaken ? `${name}${parts.size}` : name;
		parts.set(by, own);
		return own;
	};
	for (const [id, { others, families }] of loads) {
		const by = others.join(" ");
		if (others.length === 0) {
			if (families > 1) names.set(id, "layers");
		} else if (shared.has(by) && (others.length > 1 || families > 0))
			names.set(id, partOf(by, id));
	}
	return names;
};

/** @param inputs the modules that scripts and pages begin with. @returns the part that a module goes into, once the graph is whole */
export const partsOf = (
	inputs: readonly string[],
): ((id: string, graph: Graph) => string | null) => {
	let names: ReadonlyMap<string, string> | null = null;
	return (id, graph) => {
		names ??= namesOf(graph, inputs);
		return names.get(id) ?? null;
	};
};
