// The screens' sentences: all of them stand in extension/ui/say/, in English and in German, and German says what English says.

import { parseSync } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { screensDe } from "../../extension/ui/say/de.ts";
import { screensEn } from "../../extension/ui/say/en.ts";
import { germanTongue } from "../../extension/ui/say/german.ts";
import { languageFor } from "../../extension/ui/say/language.ts";
import {
	ageWords,
	durationWords,
	groupDigits,
	millisWords,
	shortUnits,
} from "../../extension/ui/say/numbers.ts";
import { say, speak } from "../../extension/ui/say/say.ts";
import { faultMessage } from "../../src/protocol/fault-message.ts";
import { subjectWords } from "../../src/receipt/network-fields.ts";
import { english, wordsOf } from "../../src/words/catalogue.ts";
import { filesUnder } from "../source-tree.ts";
import { spoken } from "./spoken.ts";

const ui = filesUnder("extension/ui").filter(
	({ path }) => !path.startsWith("extension/ui/say/"),
);

/** Still with sentences of their own. A file that has none any more has to leave the list; none is ever added. */
const stillToDo: readonly string[] = [];

type Node = { readonly [name: string]: unknown; readonly type: string };
const isNode = (raw: unknown): raw is Node =>
	typeof raw === "object" &&
	raw !== null &&
	"type" in raw &&
	typeof raw.type === "string";
const partsOf = (node: Node): readonly Node[] =>
	Object.values(node).flat().filter(isNode);
const nameOf = (raw: unknown): string =>
	isNode(raw)
		? typeof raw.name === "string"
			? raw.name
			: nameOf(raw.name) || nameOf(raw.property)
		: "";
const treeOf = ({
	path,
	text,
}: {
	readonly path: string;
	readonly text: string;
}): Node => {
	const { program, errors } = parseSync(path, text);
	expect(errors, path).toEqual([]);
	if (!isNode(program)) throw new TypeError(`no tree of ${path}`);
	return program;
};

/** Nobody reads what stands in these. */
const unread =
	/^(class|key|d|viewBox|style|points|transform|fill|stroke|id|href|data-.*)$/;
/** What a program says to a programmer: the words of a fault are its code's. */
const technical = /^(Fault|TypeError|RangeError|Error|has|querySelector)$/;

const twoWords = /\p{L}{2,}[,.:;!?]*\s+\S*\p{L}{2,}/u;
/** Classes of a style, put together before they are given. */
const classes = /^wait keep$/;

const textIn = (node: Node): string | null => {
	if (node.type === "JSXText") return String(node.value);
	if (node.type === "Literal" && typeof node.value === "string")
		return node.value;
	const { value } = node;
	return node.type === "TemplateElement" &&
		typeof value === "object" &&
		value !== null &&
		"cooked" in value
		? String(value.cooked)
		: null;
};

/** Texts of two words and more, as a person would read them. */
const sentencesIn = (tree: Node): readonly string[] => {
	const found: string[] = [];
	const walk = (node: Node): void => {
		if (/^(Import|TS)/.test(node.type) && !/^TS(As|Satisfies)/.test(node.type))
			return;
		if (node.type === "JSXAttribute" && unread.test(nameOf(node.name))) return;
		// the words of a fault are its code's
		if (node.type === "Property" && nameOf(node.key) === "detail") return;
		if (
			(node.type === "NewExpression" || node.type === "CallExpression") &&
			technical.test(nameOf(node.callee))
		)
			return;
		const text = textIn(node);
		if (text !== null && twoWords.test(text) && !classes.test(text))
			found.push(text.trim());
		for (const part of partsOf(node)) walk(part);
	};
	walk(tree);
	return found;
};

describe("sentences of screens", () => {
	test("stand in say/, but for files on a list that only gets shorter", () => {
		const said = ui.flatMap((file) =>
			sentencesIn(treeOf(file)).map((text) => `${file.path}: ${text}`),
		);
		expect(
			said.filter((one) => !stillToDo.some((path) => one.startsWith(path))),
		).toEqual([]);
		expect(
			stillToDo.filter((path) => !said.some((one) => one.startsWith(path))),
			"take it off the list",
		).toEqual([]);
	});

	test("are found where they stand in a screen", () => {
		const file = (text: string) => ({ path: "screen.tsx", text });
		const found = (text: string) => sentencesIn(treeOf(file(text)));
		expect(found("<p>Nothing waits</p>;")).toEqual(["Nothing waits"]);
		expect(found('<p title="Nothing waits" />;')).toHaveLength(1);
		expect(found(["f(`$", "{n} of them wait`);"].join(""))).toHaveLength(1);
		expect(found('<p class="two words" />;')).toEqual([]);
	});

	test("have no number that is written for another language: 1.234 is a thousand times more to many", () => {
		const names =
			/\b(?:groupDigits|shortUnits|durationWords|ageWords|millisWords)\b/;
		const from = /import \{([^}]*)\} from "[^"]*\/base\/units\.ts"/g;
		const wrong = ui.filter(({ text }) =>
			[...text.matchAll(from)].some(([, taken = ""]) => names.test(taken)),
		);
		expect(wrong.map(({ path }) => path)).toEqual([]);
	});

	test("are read while a screen is drawn, and never kept from before a language was chosen", () => {
		const early = (tree: Node): number => {
			if (/Function/.test(tree.type)) return 0;
			const here =
				tree.type === "CallExpression" && nameOf(tree.callee) === "say" ? 1 : 0;
			return partsOf(tree).reduce((sum, part) => sum + early(part), here);
		};
		const tree = (text: string) => early(treeOf({ path: "a.ts", text }));
		expect(tree("const a = say().x;")).toBe(1);
		expect(tree("const a = () => say().x;")).toBe(0);
		for (const file of ui) expect(early(treeOf(file)), file.path).toBe(0);
	});
});

const gapsIn = (text: string): string =>
	[...new Set(text.match(/⟨\d⟩/g) ?? [])].sort().join("");

/** German says it by a word of its own. */
const without: readonly string[] = [
	"approval.gone",
	"grades.noEndpointAnswers",
	"numbers.ages.old",
	"numbers.ages.ahead",
	"numbers.steps.duration",
];

describe("German", () => {
	const german = new Map(spoken(screensDe, ""));
	const english = spoken(screensEn, "").filter(
		([place]) => !without.includes(place),
	);

	test("fills every gap that English fills, and is nowhere empty", () => {
		expect(german.size).toBeGreaterThan(900);
		for (const [place, text] of english) {
			const said = german.get(place) ?? "";
			expect(gapsIn(said), `${place}: ${said}`).toBe(gapsIn(text));
			expect(said.trim() === "", place).toBe(text.trim() === "");
		}
	});

	test("keeps the spaces at which a sentence is joined to another", () => {
		for (const [place, text] of english) {
			const said = german.get(place) ?? "";
			expect(said.endsWith(" "), place).toBe(text.endsWith(" "));
			expect(said.startsWith(" "), place).toBe(text.startsWith(" "));
		}
	});

	test("has a word for all that checked code names in words of its own", () => {
		const named = filesUnder("src").flatMap(({ text }) =>
			[
				...text.matchAll(/\b(?:rest\(|Named => \[)"([^"]+)"/g),
				...(text.includes("type Named = ")
					? text.matchAll(/^\t\t\["([^"]+)", facts\./gm)
					: []),
			].map(([, what = ""]) => what),
		);
		expect(named.length).toBeGreaterThan(8);
		expect(
			[...named, ...Object.values(subjectWords)].filter(
				(what) => !Object.hasOwn(screensEn.named, what),
			),
		).toEqual([]);
	});

	test("says du, everywhere", () => {
		const formal = /\bIhnen\b|[\p{Ll},] (?:Sie|Ihr(?:e[mnrs]?)?)\b/u;
		expect(formal.test("Prüfen Sie das")).toBe(true);
		const catalogue = germanTongue("de").catalogue.rooms.flatMap(({ words }) =>
			Object.entries(words),
		);
		expect(
			[...german, ...catalogue].filter(([, text]) => formal.test(text)),
		).toEqual([]);
	});

	test("is loaded by nothing that speaks English", () => {
		const loads = filesUnder("extension/ui").flatMap(({ path, imports }) =>
			imports
				.filter(({ from }) => /say\/(german|de|.*-de)\.ts$/.test(from))
				.filter(({ isTypeOnly }) => !isTypeOnly)
				.map(({ from }) => `${path} ${from}`),
		);
		expect(
			loads.filter(
				(one) =>
					!/^extension\/ui\/say\/(german|de|[a-z-]+-de)\.ts /.test(one) &&
					one !== "extension/ui/say/language.ts extension/ui/say/german.ts",
			),
		).toEqual([]);
		const [language] = filesUnder("extension/ui/say").filter(({ path }) =>
			path.endsWith("/language.ts"),
		);
		expect(language?.text).toContain('import("./german.ts")');
		expect(language?.text).not.toMatch(/^import .*german/m);
	});
});

describe("the language", () => {
	test("is the person's choice, else the browser's, else English", () => {
		expect(languageFor("system", "de-AT")).toBe("de");
		expect(languageFor("system", "DE")).toBe("de");
		expect(languageFor("system", "en-GB")).toBe("en");
		expect(languageFor("system", "fr")).toBe("en");
		expect(languageFor("system", "den")).toBe("en");
		expect(languageFor("de", "fr")).toBe("de");
		expect(languageFor("en", "de")).toBe("en");
	});

	describe("when it is German", () => {
		beforeAll(() => speak(germanTongue("de-DE")));
		afterAll(() =>
			speak({ screens: screensEn, catalogue: english, locale: undefined }),
		);

		test("writes no digit otherwise, and the decimal sign as a comma", () => {
			expect(groupDigits("1234567.05")).toBe("1\u202f234\u202f567,05");
			expect(shortUnits(1_500_000_000_000_000_000n, 18)).toEqual({
				text: "1,5000",
				exact: true,
			});
			expect(shortUnits(1n, 18).text).toBe("<0,0001");
			expect(millisWords(1_400)).toBe("1,4 s");
		});

		test("says how long and how old", () => {
			expect(durationWords(3 * 86_400)).toBe("3 Tg.");
			expect(ageWords(1_000, 1_780_000)).toBe("13 min alt");
			expect(ageWords(2_000, 1_000_000)).toBe("dieser Uhr 16 min voraus");
		});

		test("is what the catalogue speaks as well", () => {
			expect(say().language.title).toBe("Sprache");
			expect(wordsOf(faultMessage("internal"))).not.toBe(
				wordsOf(faultMessage("internal"), english),
			);
		});
	});
});
