import { describe, expect, test } from "vitest";
import { typedAddress } from "../../extension/ui/address.ts";
import { plainAmount } from "../../extension/ui/popup/payment.ts";
import { chunks, groupDigits, parseUnits } from "../../src/base/units.ts";
import { checksummed } from "../../src/crypto/checksum.ts";

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
