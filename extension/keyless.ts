// The words of German as they ship: without their keys, which English has already. A file of words becomes the list of its values
// in the order of the English ones, and where the words are whole, the keys are put back at load. What people write and read keeps
// its keys; that the words of the build are those of the sources, test/extension/keyless.test.ts says.

import { readFileSync } from "node:fs";
import { type Plugin, parseSync } from "vite";
import { bare, isNode, type Node, nodesOf } from "./syntax-tree.ts";

/** Where words are whole, and so get their keys back. */
const whole =
	/\/(extension\/ui\/say|src\/words|src\/l2\/(op|scroll|watched)\/words)\/(de|faults-de)\.ts$/;
const parts = /\/(extension\/ui\/say|src\/words)\/[\w-]+-de\.ts$/;

type Source = { readonly text: string; readonly object: Node };

/** The object that a file of words exports. @throws Error when there is none, or more than one */
const sourceOf = (path: string, text: string): Source => {
	const { program, errors } = parseSync(path, text);
	const found = errors.length > 0 ? [] : nodesOf(program.body);
	const objects = found
		.filter(({ type }) => type === "ExportNamedDeclaration")
		.flatMap(({ declaration }) =>
			isNode(declaration) ? nodesOf(declaration.declarations) : [],
		)
		.flatMap(({ init }) => bare(init) ?? [])
		.filter(({ type }) => type === "ObjectExpression");
	const [object] = objects;
	if (object === undefined || objects.length > 1)
		throw new Error(`${path} does not export one object of words`);
	return { text, object };
};

type Entry = { readonly key: string; readonly value: Node };

/** The entries of an object: those that it takes from another file under that one's name, without its language. */
const entriesOf = ({ text, object }: Source): readonly Entry[] =>
	nodesOf(object.properties).map((property) => {
		if (property.type === "SpreadElement") {
			const name = text.slice(property.start, property.end);
			return { key: name.replace(/(De|En)$/, ""), value: property };
		}
		const { key, value } = property;
		if (!isNode(key) || !isNode(value) || property.computed === true)
			throw new Error(`${text.slice(property.start, property.end)} has no key`);
		return {
			key: String(key.type === "Identifier" ? key.name : key.value),
			value: property.method === true ? property : value,
		};
	});

/** The values in the order of the English ones; as it stands, where it cannot be so. */
const listOf = (german: Source, english: Source): string => {
	const own = new Map(entriesOf(german).map((entry) => [entry.key, entry]));
	const order = entriesOf(english);
	const isMethod = [...own.values()].some(
		({ value: { type } }) => type === "Property",
	);
	const isAll =
		new Set([...own.keys(), ...order.map(({ key }) => key)]).size ===
		order.length;
	const { start, end } = german.object;
	if (!isAll || isMethod) {
		const text = german.text.slice(start, end);
		// what comes from another file comes as a list
		if ([...own.keys()].some((key) => key.startsWith("...")))
			throw new Error(`not in the order of English: ${text.slice(0, 200)}`);
		return text;
	}
	const values = order.map(({ key, value: other }) => {
		const value = own.get(key)?.value;
		if (value === undefined) return "undefined";
		const theirs = bare(other);
		return value.type === "ObjectExpression" &&
			theirs?.type === "ObjectExpression"
			? listOf(
					{ text: german.text, object: value },
					{ text: english.text, object: theirs },
				)
			: german.text.slice(value.start, value.end);
	});
	return `[${values.join(",\n")}]`;
};

const putBack = "sextant:keyed";

/** The text of a file of German words without its keys; null of another file. */
export const keyless = (path: string, text: string): string | null => {
	const isWhole = whole.test(path);
	if (!isWhole && !parts.test(path)) return null;
	const beside = path.replace(/\bde\.ts$/, "en.ts");
	const german = sourceOf(path, text);
	const english = sourceOf(beside, readFileSync(beside, "utf8"));
	const list = listOf(german, english);
	const { start, end } = german.object;
	const [before, after] = [text.slice(0, start), text.slice(end)];
	if (!isWhole) return `${before}${list}${after}`;
	const name = /export const (\w+)/.exec(english.text)?.[1] ?? "";
	const from = JSON.stringify(`./${beside.split("/").at(-1)}`);
	return `import { ${name} as english } from ${from};
import { keyed } from "${putBack}";
${before}keyed(english, ${list})${after}`;
};

/** Runs in the extension: a list where English has an object is its values. */
const putBackText = `export const keyed = (english, of) => {
	if (!Array.isArray(of)) return of;
	const all = {};
	Object.keys(english).forEach((key, i) => {
		if (of[i] !== undefined) all[key] = keyed(english[key], of[i]);
	});
	return all;
};`;

/** What gives whole words their keys back. */
export const keyedWords = {
	resolveId: {
		filter: { id: /^sextant:keyed$/ },
		handler: () => `\0${putBack}`,
	},
	load: { filter: { id: /^\0sextant:keyed$/ }, handler: () => putBackText },
} as const;

export const keylessWords = (): Plugin => ({
	name: "sextant:keyless-words",
	enforce: "pre",
	...keyedWords,
	transform: {
		filter: { id: /[/-]de\.ts$/ },
		handler: (text, id) => {
			const code = keyless(id.replaceAll("\\", "/"), text);
			return code === null ? null : { code, map: null };
		},
	},
});
