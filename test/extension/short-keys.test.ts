// A key of the words is made short only where its name is of the words alone.

import { describe, expect, it } from "vitest";
import {
	freeKeys,
	shortKeys,
	withShortKeys,
} from "../../extension/short-keys.ts";

const table = {
	path: "/x/extension/ui/say/exits-en.ts",
	text: 'export const exitsEn = {\n\tnotNow: "Not now",\n\taskAgain: "Again",\n};\n',
};
const screen = (text: string) => ({ path: "/x/extension/ui/a.tsx", text });
const freeWith = (text: string, strange: readonly string[] = []) => [
	...freeKeys([table, screen(text)], new Set(strange)),
];

describe("a key of the words", () => {
	it("is short where it is read as a property and nothing else is called so", () => {
		const text = "export const a = () => say().exits.notNow;";
		expect(freeWith(text)).toEqual(["notNow"]);
		const short = new Map([["notNow", "$0"]]);
		expect(withShortKeys("/x/extension/ui/a.tsx", text, short)).toBe(
			"export const a = () => say().exits.$0;",
		);
		expect(withShortKeys(table.path, table.text, short)).toContain(
			'\t$0: "Not now"',
		);
	});

	it.each([
		["a text has its name", 'const a = [say().exits.notNow, "notNow"];'],
		["a text has it behind a dot", 'const a = [b.notNow, "exits.notNow"];'],
		["another object has it", "const a = [b.notNow, { notNow: 1 }];"],
		["it is taken apart", "const { notNow } = say().exits; a.notNow;"],
		["it is a type's", "type A = { notNow: string }; a.notNow;"],
		["a remark has it", "a.notNow; // as in exits.notNow"],
		["nothing reads it", "const a = say().exits;"],
	])("stays as it is when %s", (_, text) => {
		expect(freeWith(text)).toEqual([]);
	});

	it("stays as it is when the browser or a package calls something so", () => {
		expect(freeWith("a.notNow", ["notNow"])).toEqual([]);
	});

	it("is short for most of our own, and never two alike in a table", () => {
		const short = shortKeys();
		expect(short.size).toBeGreaterThan(1_000);
		for (const [key, name] of short) {
			expect(key).toMatch(/^[a-zA-Z]\w+$/);
			expect(name).toMatch(/^\$[0-9a-z]{1,2}$/);
		}
		for (const dom of ["title", "value", "textContent", "children"])
			expect(short.has(dom)).toBe(false);
	});
});
