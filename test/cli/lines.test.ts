import { expect, test } from "vitest";
import { type FaultCode, faults } from "../../src/base/faults.ts";
import { exitHelp } from "../../src/cli/exit-options.ts";
import { faultWords } from "../../src/cli/fault-words.ts";
import { wrapped } from "../../src/cli/lines.ts";

test("breaks a line at blanks, keeps its indent and loses no word", () => {
	const words = Array.from({ length: 60 }, (_, i) => `word${i}`).join(" ");
	const pieces = wrapped(`      ${words}`);
	expect(pieces.length).toBeGreaterThan(4);
	for (const piece of pieces) {
		expect(piece.length).toBeLessThanOrEqual(80);
		expect(piece.startsWith("      word")).toBe(true);
	}
	expect(pieces.map((piece) => piece.trim()).join(" ")).toBe(words);
	expect(wrapped("short")).toEqual(["short"]);
	expect(wrapped("")).toEqual([""]);
});

test("leaves whole what has no blank to break at, and a command that is to be copied", () => {
	const hash = `0x${"ab".repeat(60)}`;
	expect(wrapped(`  of ${hash} then`)).toEqual(["  of", `  ${hash}`, "  then"]);
	const command = `    sextant exit step one --folder /${"deep/".repeat(20)}`;
	expect(wrapped(command)).toEqual([command]);
});

test("the help fits eighty columns", () => {
	expect(exitHelp.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("no fault sends a person at a terminal to a browser or its settings", () => {
	const codes = Object.keys(faults) as FaultCode[];
	const strange = codes.filter((code) => {
		const { says, todo } = faultWords(code);
		return /Settings|[Bb]rowser|extension/.test(`${says} ${todo}`);
	});
	expect(strange).toEqual([]);
});
