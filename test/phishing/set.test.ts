// The set of names: what is in it is found, what is not is found as seldom as it says, and nothing else opens.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openNames, packNames } from "../../src/phishing/set.ts";

const names = (count: number, prefix = "bad"): readonly string[] =>
	Array.from({ length: count }, (_, i) => `${prefix}${i}.example`);

describe("a set of names", () => {
	it("finds each of them, and of others one in 2^bits", () => {
		const all = names(5_000);
		const set = openNames(packNames(all, 10));
		expect(all.every((name) => set.has(name))).toBe(true);
		const wrong = names(100_000, "good").filter((name) => set.has(name)).length;
		// 97.6 expected
		expect(wrong).toBeGreaterThan(50);
		expect(wrong).toBeLessThan(150);
	});

	it("is as small as it is said to be", () => {
		const { packed } = packNames(names(5_000), 12);
		expect((packed.length * 6) / 5_000).toBeLessThan(13.7);
	});

	it("is the same whatever the order and however often a name is given", () => {
		const all = names(100);
		expect(packNames([...all].reverse().concat(all), 12)).toEqual(
			packNames(all, 12),
		);
	});

	it("holds what was put in, for any names", () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), {
					maxLength: 60,
				}),
				fc.integer({ min: 1, max: 16 }),
				(all, bits) => {
					const set = openNames(packNames(all, bits));
					expect(set.size).toBe(all.length);
					expect(all.every((name) => set.has(name))).toBe(true);
				},
			),
			{ seed: 13, numRuns: 200 },
		);
	});

	it("with nothing in it finds nothing", () => {
		expect(openNames(packNames([], 12)).has("a.example")).toBe(false);
	});

	it.each([
		["that is cut short", (one: string) => one.slice(0, -4)],
		[
			"with bytes behind it",
			(one: string) =>
				`${one.replace(/=+$/, "A")}AAAA`.slice(
					0,
					-(one.match(/=/g)?.length ?? 0) || undefined,
				),
		],
		["that is no base64", (one: string) => `${one.slice(0, -4)}a*b=`],
	])("refuses one %s", (_, change) => {
		const good = packNames(names(50), 12);
		const packed = change(good.packed);
		expect(() =>
			openNames({
				...good,
				packed: packed.slice(0, packed.length - (packed.length % 4)),
			}),
		).toThrow(/bad-file/);
	});

	it("refuses more names or bits than any list has", () => {
		const good = packNames(names(5), 12);
		for (const wrong of [
			{ size: 2_000_000 },
			{ size: -1 },
			{ size: Number.NaN },
			{ bits: 0 },
			{ bits: 40 },
		])
			expect(() => openNames({ ...good, ...wrong })).toThrow(/bad-file/);
	});

	it("refuses a number beyond its space", () => {
		// one name, of a distance of ones alone
		expect(() =>
			openNames({ size: 1, bits: 1, packed: btoa("\xff\xff\x7f") }),
		).toThrow(/bad-file/);
	});
});
