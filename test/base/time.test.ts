import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoWords, lastS, outOfReach, utcWords } from "../../src/base/time.ts";

describe("a time in words", () => {
	it("is the day and the time in UTC", () => {
		expect(isoWords(2_000_000_000)).toBe("2033-05-18T03:33:20Z");
		expect(utcWords(2_000_000_000)).toBe("2033-05-18 03:33:20 UTC");
		expect(utcWords(2_000_000_000, "minute")).toBe("2033-05-18 03:33 UTC");
		expect(utcWords(2_000_000_000.9)).toBe("2033-05-18 03:33:20 UTC");
	});

	it("reaches as far as a Date does, and says of what lies beyond that it is out of reach", () => {
		expect(utcWords(lastS)).toBe("+275760-09-13 00:00:00 UTC");
		expect(utcWords(lastS, "minute")).toBe("+275760-09-13 00:00 UTC");
		for (const timeS of [
			lastS + 1,
			-lastS - 1,
			Number.MAX_SAFE_INTEGER,
			2 ** 256,
			Number.POSITIVE_INFINITY,
			Number.NaN,
		])
			for (const words of [isoWords, utcWords])
				expect(words(timeS)).toBe(outOfReach);
	});

	it("is said of any number without an error", () => {
		fc.assert(
			fc.property(fc.double(), (timeS) => {
				expect(isoWords(timeS)).not.toBe("");
				expect(utcWords(timeS, "minute")).not.toBe("");
			}),
		);
	});
});
