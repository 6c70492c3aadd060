// Sentences that still stand in checked code: each room's number may only fall. What a person reads is a code with parameters
// there, and a sentence in src/words/.

import { parseAst } from "vite";
import { describe, expect, test } from "vitest";
import { filesUnder } from "./source-tree.ts";

/** So many are left, room by room. Lower a number with every sentence that goes; it is never raised. */
const left: { readonly [room: string]: number } = {
	engine: 0,
	exit: 0,
	l2: 0,
	receipt: 0,
	signer: 0,
	wallet: 0,
};

/** A capital at the beginning, a space and a full stop; or words of more than forty letters. */
const isSentence = (text: string): boolean => {
	if (!/\S \S/.test(text)) return false;
	const letters = text.replace(/[^\p{L}]/gu, "").length;
	return letters > 40 || /^\s*\p{Lu}.* .*\./su.test(text);
};

/** Wrong use inside our own code: no person reads these. */
const programming = /^(TypeError|RangeError|Error)$/;

type Node = { readonly [name: string]: unknown; readonly type: string };
const isNode = (raw: unknown): raw is Node =>
	typeof raw === "object" &&
	raw !== null &&
	"type" in raw &&
	typeof raw.type === "string";

const textOf = (node: Node): string | null => {
	if (node.type === "Literal" && typeof node.value === "string")
		return node.value;
	if (node.type !== "TemplateLiteral" || !Array.isArray(node.quasis))
		return null;
	return node.quasis
		.map(
			(part: { readonly value: { readonly cooked: string } }) =>
				part.value.cooked,
		)
		.join("…");
};

/** The sentences among a file's literals. */
const sentencesIn = (source: string): readonly string[] => {
	const found: string[] = [];
	const walk = (node: Node): void => {
		if (
			node.type === "NewExpression" &&
			isNode(node.callee) &&
			programming.test(String(node.callee.name))
		)
			return;
		const text = textOf(node);
		if (text !== null && isSentence(text)) found.push(text);
		for (const part of Object.values(node).flat()) if (isNode(part)) walk(part);
	};
	const program: unknown = parseAst(source, { lang: "ts" });
	if (!isNode(program)) throw new Error("the file did not parse");
	walk(program);
	return found;
};

test.each(Object.entries(left))(
	"src/%s holds no more sentences than before",
	(room, most) => {
		// what a chain's profile says of its pins is where to look them up: citations, the same in every language
		const files = filesUnder(`src/${room}`).filter(
			({ path }) => !/^src\/l2\/\w+\/(words|profiles)\//.test(path),
		);
		expect(files.length).toBeGreaterThan(3);
		const found = files.flatMap(({ path, text }) =>
			sentencesIn(text).map((sentence) => `${path}: ${sentence}`),
		);
		expect(
			found.length,
			`more than ${most}: say it by a code of src/words/\n${found.join("\n")}`,
		).toBeLessThanOrEqual(most);
	},
);

describe("a sentence", () => {
	test.each([
		["a capital and a full stop", 'const a = "It stands. ";'],
		["a template", "const a = `It waits ".concat("$", "{n} days, at least.`;")],
		[
			"forty letters and more",
			'f("what nobody who reads this here would ever call a mere name");',
		],
		["a fault's detail", 'throw new Fault("a", "It is wrong. Try it again.");'],
		["one in an object", 'const a = { says: ["Nothing waits here."] };'],
	])("is %s", (_, source) => {
		expect(sentencesIn(source)).toHaveLength(1);
	});

	test.each([
		["a code", 'const a = "op.prove.title";'],
		["a few words", 'const a = "optimism portal";'],
		["a name", 'const a = "Prove your withdrawal";'],
		["hex", `const a = "0x${"ab".repeat(32)}";`],
		[
			"an import",
			'import { a } from "./some/long/path/to/a-file-of-the-same-room.ts";',
		],
		["a comment", "// It stands here. Nobody counts it.\nconst a = 1;"],
		["a type", 'type A = "exit" | "op";'],
		[
			"a programming error",
			'throw new TypeError("an Order is composed. It is not constructed by anybody else");',
		],
	])("is not %s", (_, source) => {
		expect(sentencesIn(source)).toEqual([]);
	});
});
