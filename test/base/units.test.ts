import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	ageWords,
	chunks,
	durationWords,
	formatUnits,
	groupDigits,
	groupInText,
	millisWords,
	mostAmount,
	parseUnits,
	shortHex,
	shortUnits,
} from "../../src/base/units.ts";

const amount = fc.bigInt({ min: 0n, max: mostAmount });
const decimals = fc.integer({ min: 0, max: 36 });

describe("formatUnits and parseUnits", () => {
	it("give back exactly the amount they were given, for any 256 bits", () => {
		fc.assert(
			fc.property(amount, decimals, (value, places) => {
				expect(parseUnits(formatUnits(value, places), places)).toBe(value);
			}),
			{ numRuns: 2_000 },
		);
	});
	it("write every digit and no trailing zero", () => {
		expect(formatUnits(0n, 18)).toBe("0");
		expect(formatUnits(1n, 18)).toBe("0.000000000000000001");
		expect(formatUnits(1_500_000_000_000_000_000n, 18)).toBe("1.5");
		expect(formatUnits(1_204_567_890n, 6)).toBe("1204.56789");
		expect(formatUnits(7n, 0)).toBe("7");
		expect(formatUnits(-25n, 1)).toBe("-2.5");
		expect(formatUnits(mostAmount, 18)).toBe(
			"115792089237316195423570985008687907853269984665640564039457.584007913129639935",
		);
	});
	it("take what people type", () => {
		expect(parseUnits("1", 18)).toBe(10n ** 18n);
		expect(parseUnits(".5", 18)).toBe(5n * 10n ** 17n);
		expect(parseUnits("1.", 18)).toBe(10n ** 18n);
		expect(parseUnits(" 0.10 ", 1)).toBe(1n);
		expect(parseUnits("007", 0)).toBe(7n);
	});
	it.each([
		"",
		".",
		" ",
		"-1",
		"+1",
		"1,5",
		"1 000",
		"1e18",
		"0x10",
		"NaN",
		"1.2.3",
		"١",
		"0.0000000000000000001",
		"1".repeat(200),
		"115792089237316195423570985008687907853269984665640564039457.584007913129639936",
	])("refuse %j rather than guess", (typed) => {
		expect(parseUnits(typed, 18)).toBeNull();
	});
	it("refuse impossible decimals as wrong use", () => {
		expect(() => formatUnits(1n, -1)).toThrow(RangeError);
		expect(() => parseUnits("1", 1.5)).toThrow(RangeError);
	});
});

describe("shortUnits", () => {
	it("never says more than there is, and says when it cut something", () => {
		fc.assert(
			fc.property(amount, decimals, (value, places) => {
				const { text, exact } = shortUnits(value, places);
				const plain = text.replaceAll("\u202f", "");
				if (plain.startsWith("<")) {
					expect(exact).toBe(false);
					expect(value > 0n).toBe(true);
					const bound = parseUnits(plain.slice(1), places);
					expect(bound !== null && value < bound).toBe(true);
					return;
				}
				const shown = parseUnits(plain, places);
				expect(shown).not.toBeNull();
				if (shown === null) return;
				expect(shown <= value).toBe(true);
				expect(shown === value).toBe(exact);
			}),
			{ numRuns: 2_000 },
		);
	});
	it("keeps four places for the column", () => {
		expect(shortUnits(2_500_000_000_000_000_000n, 18)).toEqual({
			text: "2.5000",
			exact: true,
		});
		expect(shortUnits(1n, 18)).toEqual({ text: "<0.0001", exact: false });
		expect(shortUnits(0n, 18)).toEqual({ text: "0.0000", exact: true });
		expect(shortUnits(1_999_999_999_999_999_999n, 18)).toEqual({
			text: "1.9999",
			exact: false,
		});
		expect(shortUnits(1_234_567n, 0).text).toBe("1\u202f234\u202f567");
	});
});

describe("words for time and hex", () => {
	it("say ages as people do", () => {
		expect(durationWords(0)).toBe("0 s");
		expect(durationWords(59.9)).toBe("59 s");
		expect(durationWords(13 * 60)).toBe("13 min");
		expect(durationWords(3_600)).toBe("1 h");
		expect(durationWords(3_600 + 20 * 60)).toBe("1 h 20 min");
		expect(durationWords(30 * 3_600)).toBe("30 h");
		expect(durationWords(9 * 86_400)).toBe("9 d");
		expect(durationWords(-5)).toBe("0 s");
	});
	it("do not call a time young that has not come", () => {
		expect(ageWords(1_000, 1_012_000)).toBe("12 s old");
		expect(ageWords(1_005, 1_000_000)).toBe("0 s old");
		expect(ageWords(1_600, 1_000_000)).toBe("10 min ahead of this clock");
	});
	it("say how long a check took", () => {
		expect(millisWords(0.26)).toBe("0.3 ms");
		expect(millisWords(27.4)).toBe("27 ms");
		expect(millisWords(1_420)).toBe("1.4 s");
	});
	it("shorten hex in its middle only", () => {
		expect(shortHex(`0x${"ab".repeat(20)}`)).toBe("0xabab…abab");
		expect(shortHex("0x1234")).toBe("0x1234");
	});
	it("group numbers in a sentence and leave hex and names alone", () => {
		expect(groupInText("Why 1000000 ETH on L1")).toBe(
			"Why 1\u202f000\u202f000 ETH on L1",
		);
		for (const kept of [
			"block 0x1234567890",
			"0x1234567…89abcde",
			"in 2026",
			"chain901000x",
			"0.1234567 ETH",
		])
			expect(groupInText(kept)).toBe(kept);
	});
	it("lose no digit when they group", () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom(..."0123456789abcdef") }),
				(hex) => {
					expect(chunks(`0x${hex}`).join("")).toBe(hex);
				},
			),
		);
		expect(groupDigits(10_482_176)).toBe("10\u202f482\u202f176");
		expect(groupDigits("1234.5678")).toBe("1\u202f234.5678");
		expect(groupDigits(999)).toBe("999");
	});
});
