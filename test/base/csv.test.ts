// Files for spreadsheets: what is written is read back as it was by another reader, and nothing in it runs.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvText } from "../../src/base/csv.ts";

/** RFC 4180 by its grammar, a character after the other: another implementation than the writer's. */
const readCsv = (text: string): readonly (readonly string[])[] => {
	const rows: string[][] = [];
	let row: string[] = [];
	let field = "";
	let quoted = false;
	for (let i = 0; i < text.length; i++) {
		const c = text[i];
		if (quoted) {
			if (c !== '"') field += c;
			else if (text[i + 1] === '"') {
				field += '"';
				i++;
			} else quoted = false;
		} else if (c === '"' && field === "") quoted = true;
		else if (c === ",") {
			row.push(field);
			field = "";
		} else if (c === "\r" && text[i + 1] === "\n") {
			rows.push([...row, field]);
			row = [];
			field = "";
			i++;
		} else field += c;
	}
	return rows;
};

describe("a file for spreadsheets", () => {
	it("reads back as it was, whatever stands in it", () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.string(), fc.string({ unit: "binary" })), {
					maxLength: 4,
				}),
				(rows) => {
					const read = readCsv(csvText(["one", "two"], rows));
					expect(read[0]).toEqual(["one", "two"]);
					expect(
						read.slice(1).map((row) => row.map((c) => c.replaceAll("'", ""))),
					).toEqual(rows.map((row) => row.map((c) => c.replaceAll("'", ""))));
				},
			),
		);
	});

	it.each([
		"=1+1",
		"+1",
		"-1",
		"@SUM(A1)",
		"\t=1",
		"\r=1",
		"\n=1",
		" =1",
		";=1+1",
		" ;=1",
		"\uff1d1+1",
		'=HYPERLINK("http://x","y")',
	])("runs nothing: %j is a text", (evil) => {
		const [, row] = readCsv(csvText(["a"], [[evil]]));
		expect(row?.[0]).toMatch(/^'/);
		expect(row?.[0]?.replaceAll("'", "")).toBe(evil);
	});

	it("leaves plain words and numbers as they are", () => {
		expect(csvText(["a", "b"], [["1.5", "0xab"]])).toBe("a,b\r\n1.5,0xab\r\n");
	});

	it.each([
		["USD;=1+1", "USD;'=1+1"],
		["USD\t=1+1", "USD\t'=1+1"],
		["USD;\u0022=1+1", "USD;\u0022'=1+1"],
		["a; -1; @b", "a; '-1; '@b"],
		["a;b", "a;b"],
	])("runs nothing of %j where another sign parts cells", (evil, text) => {
		const [, row] = readCsv(csvText(["a"], [[evil]]));
		expect(row).toEqual([text]);
		// split as a spreadsheet of that place would, whatever is quoted
		for (const part of csvText(["a"], [[evil]]).split(/[;\t\r\n]/))
			expect(part.replace(/^[\s"]+/, "")).not.toMatch(/^[=+\-@]/);
	});

	it("refuses a row of another length", () => {
		expect(() => csvText(["a"], [["1", "2"]])).toThrow(RangeError);
	});
});
