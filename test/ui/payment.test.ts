// Amounts as they are typed, filled in and read, in every language.

import { afterAll, describe, expect, test } from "vitest";
import { typedAddress } from "../../extension/ui/address.ts";
import {
	filledUnits,
	plainAmount,
	typedUnits,
} from "../../extension/ui/popup/payment.ts";
import { screensEn } from "../../extension/ui/say/en.ts";
import { germanTongue } from "../../extension/ui/say/german.ts";
import { speak, type Tongue } from "../../extension/ui/say/say.ts";
import { chunks, groupDigits, parseUnits } from "../../src/base/units.ts";
import { checksummed } from "../../src/crypto/checksum.ts";
import { english } from "../../src/words/catalogue.ts";
import { filesUnder } from "../source-tree.ts";

const you = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

describe("what a person types", () => {
	test("is taken as this wallet prints it", () => {
		expect(typedAddress(["0x", ...chunks(checksummed(you))].join(" "))).toEqual(
			{
				address: you,
				wrong: null,
			},
		);
		expect(parseUnits(plainAmount(groupDigits("1234567.5")), 18)).toBe(
			12_345_675n * 10n ** 17n,
		);
	});

	test("may have a comma before the decimals", () => {
		expect(parseUnits(plainAmount("0,5"), 18)).toBe(5n * 10n ** 17n);
		expect(parseUnits(plainAmount("12,25"), 2)).toBe(1225n);
	});

	test("is no amount where a comma could be either", () => {
		for (const typed of ["1,000", "1,234,567", "1.000,5", "0,125", ","])
			expect(parseUnits(plainAmount(typed), 18), typed).toBeNull();
	});
});

describe("all there is, as a button fills it in", () => {
	const inEnglish: Tongue = {
		screens: screensEn,
		catalogue: english,
		locale: undefined,
	};
	afterAll(() => speak(inEnglish));

	test.each([
		["English", inEnglish, "12.125"],
		["German", germanTongue("de-DE"), "12,1250"],
	] as const)("is read back as the same amount in %s", (_, tongue, written) => {
		speak(tongue);
		expect(filledUnits(12_125n, 3)).toBe(written);
		for (const decimals of [0, 2, 3, 6, 18])
			for (const value of [0n, 1n, 125n, 1_500n, 12_125n, 10n ** 21n + 125n])
				expect(
					typedUnits(filledUnits(value, decimals), decimals),
					`${value} of ${decimals}`,
				).toBe(value);
	});

	test("is read in one way on every screen: none reads an amount by itself", () => {
		const reads = filesUnder("extension/ui").filter(({ text }) =>
			/\bparseUnits\b/.test(text),
		);
		expect(reads.map(({ path }) => path)).toEqual([
			"extension/ui/popup/payment.ts",
		]);
	});
});
