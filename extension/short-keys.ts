// The keys of the screens' words as they ship: one or two letters. In the sources they say what the sentence says; a key stands in
// its table and wherever it is read. One is made short only if every other place in our sources where its name stands is a read of
// a property, no text and no declaration, and nothing of the language, the browser or a package is called so: then the name is of
// these words alone, and it is written anew wherever it is.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Plugin, parseSync } from "vite";

const top = join(dirname(fileURLToPath(import.meta.url)), "..");
const words = /\/extension\/ui\/say\/[\w-]+-(en|de)\.ts$/;
const english = /-en\.ts$/;
/** A key of a table, on a line of its own as the formatter has it. */
const tableKey = /^(\t+)([a-zA-Z]\w*):/gm;
const name = /\b[a-zA-Z]\w*\b/g;

const filesIn = (folder: string, kind: RegExp): readonly string[] =>
	readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && kind.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"))
		.sort();
const read = (path: string): string => readFileSync(path, "utf8");

/** What the browser, the language and the packages call anything. */
const strangers = (): ReadonlySet<string> => {
	const { dependencies, devDependencies } = JSON.parse(
		read(join(top, "package.json")),
	);
	const typings = Object.keys({ ...dependencies, ...devDependencies }).filter(
		(one) => dependencies[one] !== undefined || /^@types\//.test(one),
	);
	const files = [
		...filesIn("node_modules/@typescript", /^lib\..*\.d\.ts$/),
		...typings.flatMap((one) =>
			filesIn(`node_modules/${one}`, /\.d\.[cm]?ts$/),
		),
	];
	return new Set(files.flatMap((file) => read(file).match(name) ?? []));
};

/** The names of the properties that a source reads, each as often as it does. */
const readsIn = (path: string, text: string): ReadonlyMap<string, number> => {
	const counts = new Map<string, number>();
	const walk = (node: unknown): void => {
		if (Array.isArray(node)) for (const one of node) walk(one);
		if (typeof node !== "object" || node === null || Array.isArray(node))
			return;
		if (
			"type" in node &&
			node.type === "MemberExpression" &&
			"computed" in node &&
			node.computed === false &&
			"property" in node
		) {
			const { property } = node;
			if (
				typeof property === "object" &&
				property !== null &&
				"name" in property &&
				typeof property.name === "string"
			)
				counts.set(property.name, (counts.get(property.name) ?? 0) + 1);
		}
		for (const one of Object.values(node)) walk(one);
	};
	const { program, errors } = parseSync(path, text);
	if (errors.length > 0) throw new Error(`${path} cannot be read`);
	walk(program.body);
	return counts;
};

export type WordSource = { readonly path: string; readonly text: string };
const countsIn = (text: string): ReadonlyMap<string, number> => {
	const counts = new Map<string, number>();
	for (const [one] of text.matchAll(name))
		counts.set(one, (counts.get(one) ?? 0) + 1);
	return counts;
};
const keysOf = ({ text }: WordSource): readonly string[] =>
	[...text.matchAll(tableKey)].map(([, , key = ""]) => key);

/** The keys whose names are of these words alone, and that are read somewhere by their name. */
export const freeKeys = (
	own: readonly WordSource[],
	strange: ReadonlySet<string>,
): ReadonlySet<string> => {
	const tables = own.filter(({ path }) => words.test(path));
	const rest = own.filter(({ path }) => !words.test(path));
	const keys = new Set(
		tables.filter(({ path }) => english.test(path)).flatMap(keysOf),
	);
	for (const one of strange) keys.delete(one);
	for (const { text } of tables)
		for (const one of countsIn(text.replace(tableKey, "")).keys())
			keys.delete(one);
	const used = new Set<string>();
	for (const { path, text } of rest) {
		const here = [...countsIn(text)].filter(([one]) => keys.has(one));
		const reads = here.length === 0 ? undefined : readsIn(path, text);
		for (const [one, count] of here)
			if (reads?.get(one) === count) used.add(one);
			else keys.delete(one);
	}
	return new Set([...keys].filter((one) => used.has(one)));
};

/** No key of the sources is called so. */
const nameOf = (i: number): string => `$${i.toString(36)}`;

/** The short names that each table has given away; a table and one that it takes in have them together. */
const takenIn = (
	tables: readonly WordSource[],
): ReadonlyMap<WordSource, Set<string>> => {
	const taken = new Map(tables.map((one) => [one, new Set<string>()]));
	for (const outer of tables)
		for (const [, inner] of outer.text.matchAll(/\.\.\.(\w+)/g)) {
			const found = tables.find(({ text }) =>
				text.includes(`export const ${inner} =`),
			);
			const names = taken.get(outer);
			if (found === undefined || names === undefined)
				throw new Error(`${outer.path} takes in ${inner}, which is no table`);
			taken.set(found, names);
		}
	return taken;
};

/** By the name of each key that can be short, what it is called in the build: in one table no two alike. */
export const shortKeys = (): ReadonlyMap<string, string> => {
	const own = [
		...filesIn("src", /\.ts$/),
		...filesIn("extension", /\.tsx?$/),
	].map((path) => ({ path, text: read(path) }));
	const keys = freeKeys(own, strangers());
	const tables = own.filter(
		({ path }) => words.test(path) && english.test(path),
	);
	const taken = takenIn(tables);
	const keysIn = new Map(tables.map((one) => [one, new Set(keysOf(one))]));
	const short = new Map<string, string>();
	for (const table of tables)
		for (const key of keysIn.get(table) ?? []) {
			if (!keys.has(key) || short.has(key)) continue;
			const here = tables
				.filter((one) => keysIn.get(one)?.has(key) === true)
				.flatMap((one) => taken.get(one) ?? []);
			let i = 0;
			while (here.some((names) => names.has(nameOf(i)))) i++;
			short.set(key, nameOf(i));
			for (const names of here) names.add(nameOf(i));
		}
	return short;
};

/** The text of one of our sources with its short keys. */
export const withShortKeys = (
	path: string,
	text: string,
	short: ReadonlyMap<string, string>,
): string =>
	words.test(path)
		? text.replace(
				tableKey,
				(_, tabs: string, key: string) => `${tabs}${short.get(key) ?? key}:`,
			)
		: text.replace(/(?<!\.)\.([a-zA-Z]\w*)\b/g, (whole, key: string) =>
				short.get(key) === undefined ? whole : `.${short.get(key)}`,
			);

/** Once in a process: the sources stay as they are while they are built. */
let short: ReadonlyMap<string, string> | undefined;

export const shortKeysOfWords = (): Plugin => {
	return {
		name: "sextant:short-keys",
		enforce: "pre",
		transform: {
			filter: { id: /\/(src|extension)\/.*\.tsx?$/ },
			handler: (text, id) => {
				short ??= shortKeys();
				const code = withShortKeys(id.replaceAll("\\", "/"), text, short);
				return code === text ? null : { code, map: null };
			},
		},
	};
};
