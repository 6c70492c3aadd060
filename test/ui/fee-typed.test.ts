// A fee as it is chosen and typed: within what is signed, or told why not.

import { expect, test } from "vitest";
import {
	asTyped,
	enoughIn,
	gweiWords,
	plainMost,
	readFee,
	roundedUp,
} from "../../extension/ui/popup/fee-typed.ts";
import { pricesOf } from "../../src/engine/fees.ts";
import { fakeFees } from "./fake/fees.ts";

const view = fakeFees(1_700_000_000_000);
const gwei = (count: number): string => String(count * 1e9);

test("one's own numbers are taken as they are typed", () => {
	expect(readFee({ cap: "12.5", tip: "0,1" }, view)).toEqual({
		fees: { capWei: gwei(12.5), tipWei: gwei(0.1) },
		capWrong: null,
		tipWrong: null,
	});
	const fees = { capWei: "11140000000", tipWei: "50000000" };
	expect(readFee(asTyped(fees), view).fees).toEqual(fees);
});

test.each([
	["9.6", "0.1", /^Under 9\.68 gwei no block takes it/, null],
	["88.73", "0.1", /^Over 88\.72 gwei nothing is signed/, null],
	["88", "50.1", null, /^Over 50 gwei no tip is signed/],
	["12", "12.1", null, /part of the first number/],
	["", "0.1", /not a number in gwei/, null],
	["12", "1e3", null, /not a number in gwei/],
	["-12", "0.1", /not a number in gwei/, null],
	["12.1234567891", "0.1", /not a number in gwei/, null],
] as const)(
	"a cap of %j with a tip of %j is refused, and it is said why",
	(cap, tip, capWrong, tipWrong) => {
		const read = readFee({ cap, tip }, view);
		expect(read.fees).toBeNull();
		if (capWrong === null) expect(read.capWrong).toBeNull();
		else expect(read.capWrong).toMatch(capWrong);
		if (tipWrong === null) expect(read.tipWrong).toBeNull();
		else expect(read.tipWrong).toMatch(tipWrong);
	},
);

test("a price was enough where the base fee left room for the whole tip", () => {
	const [base = "0"] = view.baseFeesWei;
	expect(enoughIn(view, { capWei: base, tipWei: "0" })).toBe(
		view.baseFeesWei.filter((one) => BigInt(one) <= BigInt(base)).length,
	);
	expect(enoughIn(view, { capWei: "1", tipWei: "0" })).toBe(0);
	expect(enoughIn(view, { capWei: gwei(80), tipWei: gwei(1) })).toBe(32);
});

test("what is said to be the most is never less than it is", () => {
	expect(roundedUp(1_234_567n)).toBe(1_240_000n);
	expect(roundedUp(999_001n)).toBe(1_000_000n);
	expect(roundedUp(12n)).toBe(12n);
	expect(gweiWords(11_140_000_001n)).toBe("11.2");
	expect(plainMost({ capWei: gwei(20), tipWei: "1" }, 18)).toBe("0.00042");
});

test("the three prices hold for what is said of each, and within the rule", () => {
	for (const base of [7n, 1_000_000n, 9_680_000_001n, 400_000_000_000n])
		for (const tip of [1_000_000n, 100_000_000n, 50_000_000_000n]) {
			const most = 50_000_000_000n;
			const { slow, usual, fast } = pricesOf(base, tip, most);
			// the next block's base fee is an eighth higher at most
			expect(slow.capWei - slow.tipWei).toBeGreaterThanOrEqual(
				base + base / 8n,
			);
			expect(usual.capWei - usual.tipWei).toBe(2n * base);
			expect(fast.capWei - fast.tipWei).toBe(3n * base);
			for (const { capWei, tipWei } of [slow, usual, fast]) {
				expect(tipWei).toBeLessThanOrEqual(most);
				expect(capWei).toBeLessThanOrEqual(4n * base + most);
			}
		}
});
