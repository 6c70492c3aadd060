// Words as they ship: data in a file of each language (words/data.ts), and in the modules of words what only code can say. What
// people write and read stays as it is; that the words of the build are those of the sources, test/extension/words-data.test.ts says.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Plugin, parseSync } from "vite";
import { keyless } from "./keyless.ts";
import { shortKeys, withShortKeys } from "./short-keys.ts";
import { bare, isNode, type Node, nodesOf } from "./syntax-tree.ts";
import { gap, keysAhead, withGaps } from "./words/data.ts";
import { sortedText } from "./words/pack.ts";

const top = join(dirname(fileURLToPath(import.meta.url)), "..").replaceAll(
	"\\",
	"/",
);
const folders = [
	"extension/ui/say",
	"src/words",
	"src/l2/op/words",
	"src/l2/scroll/words",
	"src/l2/watched/words",
];
/** Of faults the English words are the background's as well, which waits for no file. */
const named = /^(?!(?:page-|safe-)?faults-en)(?:[\w-]+-)?(en|de)\.ts$/;

export const wordsLanguages = ["en", "de"] as const;
export type WordsLanguage = (typeof wordsLanguages)[number];
export const wordsFile = (language: WordsLanguage): string =>
	`words.${language}`;

/** `undefined` where it is no plain text of parameters and letters. */
const sentenceOf = (node: Node): string | undefined => {
	const body = bare(node.body);
	const params = nodesOf(node.params).map(({ type, name }) =>
		type === "Identifier" ? name : undefined,
	);
	if (body?.type !== "TemplateLiteral" || params.length > 9) return undefined;
	const slots = nodesOf(body.expressions).map(({ type, name }) =>
		type === "Identifier" ? params.indexOf(name) : -1,
	);
	if (params.includes(undefined) || slots.includes(-1)) return undefined;
	return `${withGaps}${nodesOf(body.quasis)
		.map(({ value }, i) => {
			const text =
				typeof value === "object" && value !== null && "cooked" in value
					? String(value.cooked)
					: "";
			return i === 0 ? text : `${gap}${slots[i - 1]}${text}`;
		})
		.join("")}`;
};

/** A module of words taken apart: its tables as data, and its text with the numbers of the tables in their places. */
class Parted {
	readonly tables: unknown[] = [];
	readonly #text: string;
	readonly #first: number;
	/** @param first the number of its first table */
	constructor(text: string, first: number) {
		this.#text = text;
		this.#first = first;
	}

	code(node: Node): string {
		return this.#text.slice(node.start, node.end);
	}

	/** What goes into the data, and what stays code and is put into it. */
	#data(value: unknown, code: string[]): unknown {
		const node = bare(value);
		if (node === undefined) throw new Error("no value");
		switch (node.type) {
			case "Literal":
				if (typeof node.value === "string" && !node.value.startsWith(withGaps))
					return node.value;
				break;
			case "TemplateLiteral": {
				const [only] = nodesOf(node.quasis);
				const text = only?.value;
				if (
					nodesOf(node.expressions).length === 0 &&
					typeof text === "object" &&
					text !== null &&
					"cooked" in text
				)
					return text.cooked;
				break;
			}
			case "Identifier":
				if (node.name === "undefined") return null;
				break;
			case "ArrowFunctionExpression": {
				const text = sentenceOf(node);
				if (text !== undefined) return text;
				break;
			}
			case "ArrayExpression":
				if (
					nodesOf(node.elements).every(({ type }) => type !== "SpreadElement")
				)
					return nodesOf(node.elements).map((one) => this.#data(one, code));
				return code.push(this.#spread(node, "elements")) - 1;
			case "ObjectExpression":
				if (
					nodesOf(node.properties).every(
						({ type, method, computed, shorthand }) =>
							type === "Property" && !method && !computed && !shorthand,
					)
				)
					return [
						`${keysAhead}${nodesOf(node.properties)
							.map(({ key }) => (isNode(key) ? (key.name ?? key.value) : ""))
							.join("\n")}`,
						...nodesOf(node.properties).map((one) =>
							this.#data(one.value, code),
						),
					];
				return code.push(this.#spread(node, "properties")) - 1;
		}
		return code.push(`(${this.code(node)})`) - 1;
	}

	/** A list or an object that others are spread into: what stands between those is a table each. */
	#spread(node: Node, name: "elements" | "properties"): string {
		const isList = name === "elements";
		const out: string[] = [];
		let run: Node[] = [];
		const flush = (): void => {
			const [from, to] = [run[0], run.at(-1)];
			if (from === undefined || to === undefined) return;
			const isPlain = run.every(
				({ type, method, computed, shorthand }) =>
					isList || (type === "Property" && !method && !computed && !shorthand),
			);
			const part = { type: node.type, start: from.start, end: to.end };
			out.push(
				isPlain
					? `...${this.table({ ...part, [isList ? "elements" : "properties"]: run })}`
					: this.#text.slice(from.start, to.end),
			);
			run = [];
		};
		for (const one of nodesOf(node[name])) {
			const isOther =
				one.type === "SpreadElement" ||
				one.method === true ||
				one.shorthand === true;
			if (!isOther) {
				run.push(one);
				continue;
			}
			flush();
			out.push(this.code(one));
		}
		flush();
		return isList ? `[${out.join(",")}]` : `{${out.join(",")}}`;
	}

	/** A value as a table of its own: the code that takes it from there. */
	table(node: Node): string {
		const code: string[] = [];
		const data = this.#data(node, code);
		if (typeof data === "number") return code[data] ?? "";
		const place = this.#first + this.tables.push(data) - 1;
		return `words(${[place, ...code].join(",")})`;
	}
}

/** The list or object of words that a module exports; undefined where it has none. */
const wordsIn = (path: string, text: string): Node | undefined => {
	const { program, errors } = parseSync(path, text);
	if (errors.length > 0) throw new Error(`${path} cannot be read`);
	const found = nodesOf(program.body)
		.filter(({ type }) => type === "ExportNamedDeclaration")
		.flatMap(({ declaration }) =>
			isNode(declaration) ? nodesOf(declaration.declarations) : [],
		)
		.flatMap(({ init }) => bare(init) ?? [])
		.map((init) =>
			init.type === "CallExpression"
				? bare(nodesOf(init.arguments).at(-1))
				: init,
		)
		.filter((node) => /^(Object|Array)Expression$/.test(node?.type ?? ""));
	return found.length === 1 ? found[0] : undefined;
};

export type WordsData = {
	/** By path: the module as it is built. */
	readonly modules: ReadonlyMap<string, string>;
	readonly tables: { readonly [language in WordsLanguage]: readonly unknown[] };
};

/** All modules of words, in one order each time. @param short whether the screens' words have their short keys */
export const wordsData = (short: boolean): WordsData => {
	const keys = short ? shortKeys() : new Map<string, string>();
	const modules = new Map<string, string>();
	const tables: { [language in WordsLanguage]: unknown[] } = { en: [], de: [] };
	for (const folder of folders)
		for (const name of readdirSync(join(top, folder)).sort()) {
			const language = named.exec(name)?.[1];
			if (language !== "en" && language !== "de") continue;
			const path = `${top}/${folder}/${name}`;
			const source = readFileSync(path, "utf8");
			const text = withShortKeys(path, keyless(path, source) ?? source, keys);
			const node = wordsIn(path, text);
			if (node === undefined) continue;
			const parted = new Parted(text, tables[language].length);
			const code = parted.table(node);
			if (parted.tables.length === 0) continue;
			tables[language].push(...parted.tables);
			modules.set(
				path,
				`import { words } from "sextant:words-${language}";\n${text.slice(0, node.start)}${code}${text.slice(node.end)}`,
			);
		}
	return { modules, tables };
};

/** The file of a language. */
export const wordsBytes = ({ tables }: WordsData, language: WordsLanguage) =>
	sortedText(Buffer.from(JSON.stringify(tables[language])));

/** Once in a process: the sources stay as they are while they are built. */
let made: WordsData | undefined;
const packed = new Map<WordsLanguage, Uint8Array>();
export const shippedWords = (language: WordsLanguage): Uint8Array => {
	made ??= wordsData(true);
	const bytes = packed.get(language) ?? wordsBytes(made, language);
	packed.set(language, bytes);
	return bytes;
};

/** No path of the machine is written into what is built. */
const readerName = "sextant:words-data";
const reader = `${top}/extension/words/data.ts`;

/** In place of the words without keys and of the short keys, where the file stands beside the scripts. */
export const wordsAsData = (): Plugin => ({
	name: "sextant:words-as-data",
	enforce: "pre",
	// a content script reads no file: the few words it has stay in it
	applyToEnvironment: ({ name }) => name.endsWith("_realms"),
	resolveId: {
		filter: { id: /^sextant:words-(en|de|data)$/ },
		handler: (id) => (id === readerName ? reader : `\0${id}`),
	},
	load: {
		filter: { id: /^\0sextant:words-(en|de)$/ },
		handler: (id) =>
			`import { wordTables } from "${readerName}";
export const words = await wordTables("${id.replace(/.*-/, "words.")}");`,
	},
	transform: {
		filter: { id: /\/(?:[\w-]+-)?(en|de)\.ts$/ },
		handler: (_, id) => {
			made ??= wordsData(true);
			const code = made.modules.get(id.replaceAll("\\", "/"));
			return code === undefined ? null : { code, map: null };
		},
	},
});
