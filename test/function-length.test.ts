// No function is longer than can be read in one sitting. Those that still are stand on a list, which may only shrink.

import { parseSync } from "vite";
import { expect, test } from "vitest";
import { filesUnder, type SourceFile } from "./source-tree.ts";

const most = 80;

/** Longer than that: a table, a transcribed algorithm that is read beside its source, or one that is still to be opened. */
const stillLong: ReadonlyMap<string, string> = new Map([
	[
		"src/l1/check.ts validateUpdate",
		"transcribed: validate_light_client_update, with the spec's order of assertions",
	],
	[
		"src/proof/fflonk.ts verifyFflonk",
		"transcribed: Era's verifier contract for FFLONK, in its order",
	],
	[
		"src/proof/plonk-era.ts verifyEraPlonk",
		"transcribed: Era's verifier contract, in its order",
	],
	[
		"src/proof/plonk-gnark.ts verifyGnarkPlonk",
		"transcribed: gnark's verifier, in its order",
	],
]);

type Long = {
	/** The file, and the names from the outermost function in. */
	readonly name: string;
	readonly lines: number;
};

/** A node of a syntax tree, with the fields that names and places are in. */
type Node = {
	readonly type: unknown;
	readonly name?: unknown;
	readonly value?: unknown;
	readonly id?: unknown;
	readonly key?: unknown;
	readonly start?: unknown;
	readonly end?: unknown;
};

const isNode = (value: unknown): value is Node =>
	typeof value === "object" && value !== null && "type" in value;

const nameIn = (value: unknown): string | null => {
	if (!isNode(value)) return null;
	if (typeof value.name === "string") return value.name;
	return typeof value.value === "string" ? value.value : null;
};

const isFunction = (node: Node): boolean =>
	node.type === "FunctionDeclaration" ||
	node.type === "FunctionExpression" ||
	node.type === "ArrowFunctionExpression";

/** The functions of a file, each with the lines from its first to its last. */
const functionsOf = ({ path, text }: SourceFile): readonly Long[] => {
	const { program, errors } = parseSync(path, text);
	expect(errors, path).toEqual([]);
	const starts = [0];
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1))
		starts.push(at + 1);
	const lineOf = (at: number): number =>
		starts.findLastIndex((start) => start <= at);
	const found: Long[] = [];
	const visit = (
		value: unknown,
		within: readonly string[],
		called: string | null,
	): void => {
		if (Array.isArray(value)) {
			for (const one of value) visit(one, within, called);
			return;
		}
		if (!isNode(value)) return;
		const own = nameIn(value.id) ?? nameIn(value.key) ?? called;
		let names = within;
		if (isFunction(value)) {
			const { start, end } = value;
			if (typeof start !== "number" || typeof end !== "number")
				throw new TypeError(`no place of a function in ${path}`);
			names = [...within, own ?? "(unnamed)"];
			found.push({
				name: `${path} ${names.join(".")}`,
				lines: lineOf(end) - lineOf(start) + 1,
			});
		}
		// what stands in a declaration or a property is called by its name; what stands deeper is not
		const isNaming =
			value.type === "VariableDeclarator" ||
			value.type === "Property" ||
			value.type === "PropertyDefinition" ||
			value.type === "MethodDefinition";
		for (const [field, inner] of Object.entries(value))
			if (field !== "id" && field !== "key")
				visit(inner, names, isNaming ? own : null);
	};
	visit(program, [], null);
	return found;
};

test("finds functions of each make, with their names and lines", () => {
	const text = [
		"export const a = () => {",
		"	const b = (): number => 1;",
		"	return { c: async () => b(), d() { return <T,>(x: T) => x; } };",
		"};",
		"function* e() {",
		"}",
		"class F { g(): void {",
		"} }",
	].join("\n");
	expect(functionsOf({ path: "made.ts", text, code: "", imports: [] })).toEqual(
		[
			{ name: "made.ts a", lines: 4 },
			{ name: "made.ts a.b", lines: 1 },
			{ name: "made.ts a.c", lines: 1 },
			{ name: "made.ts a.d", lines: 1 },
			{ name: "made.ts a.d.(unnamed)", lines: 1 },
			{ name: "made.ts e", lines: 2 },
			{ name: "made.ts g", lines: 2 },
		],
	);
});

test("no function is longer than 80 lines but for those on the list, each of which still is", () => {
	const long = [...filesUnder("src"), ...filesUnder("extension")]
		.flatMap(functionsOf)
		.filter(({ lines }) => lines > most);
	const named = new Set(long.map(({ name }) => name));
	const added = long.filter(({ name }) => !stillLong.has(name));
	expect(added, "open it into named parts").toEqual([]);
	const gone = [...stillLong.keys()].filter((name) => !named.has(name));
	expect(gone, "take it off the list").toEqual([]);
});
