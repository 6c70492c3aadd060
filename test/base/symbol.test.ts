import { describe, expect, it } from "vitest";
import * as d from "../../src/base/decode.ts";
import { isPlainName, looksLike, plainName } from "../../src/base/symbol.ts";

describe("a name that somebody else chose", () => {
	it("is taken as symbols are written", () => {
		for (const name of [
			"ETH",
			"USD₮0",
			"UNI-V2",
			"$A.b",
			"₿",
			"stETH",
			"Ω",
			"日本",
			"A B",
		])
			expect(isPlainName(name, 20)).toBe(true);
	});

	it("refuses what cannot be seen, what turns the writing around, and what is too long or empty", () => {
		for (const name of [
			"",
			" ",
			" A",
			"A  B",
			"A\u00a0B",
			"E\u200bTH",
			"\u202eHTE",
			"\u2066ETH",
			"E\u00adTH",
			"A\nB",
			"A\u0000",
			"A\u007f",
			"\ufeffA",
			"\u3164",
			"A\u0301\u0301\u0301",
			"\ud800",
			"\ue000",
			"x".repeat(21),
		])
			expect(isPlainName(name, 20), JSON.stringify(name)).toBe(false);
	});

	it("refuses what is longer than a field of that size, of whatever letters it is", () => {
		const wide = "\u{1f600}";
		expect(isPlainName(wide.repeat(16), 32)).toBe(true);
		for (const name of [
			wide.repeat(17),
			wide.repeat(32),
			`${wide.repeat(16)}A`,
		]) {
			expect(isPlainName(name, 32)).toBe(false);
			expect(() => d.text(32)(name, "symbol")).toThrow("bad-field");
		}
	});

	it("never shows more than fits, and no half of a letter", () => {
		const wide = "\u{1f600}";
		expect(plainName(wide.repeat(32), 32)).toBe(wide.repeat(16));
		expect(plainName(`A${wide.repeat(32)}`, 32)).toBe(`A${wide.repeat(15)}`);
		expect(plainName(`${wide}\u200b`, 32)).toBe(`${wide}\u2423`);
	});

	it("never shows what it refuses as if it were whole", () => {
		expect(plainName("E\u200bTH", 20)).toBe("E\u2423TH");
		expect(plainName("\u202eHTE", 20)).toBe("\u2423HTE");
		expect(plainName("x".repeat(30), 4)).toBe("xxxx");
		expect(plainName("ETH", 20)).toBe("ETH");
	});

	it("never passes for another by letters of another script, by case or by points", () => {
		for (const name of [
			"ETH",
			"eth",
			"ЕТН",
			"ΕΤΗ",
			"E.T.H",
			"ETH ",
			"ＥＴＨ",
			"3TH",
		])
			expect(looksLike(name, "ETH"), name).toBe(true);
		for (const name of ["WETH", "stETH", "ETH2", "TH", "USDC"])
			expect(looksLike(name, "ETH"), name).toBe(false);
	});
});
