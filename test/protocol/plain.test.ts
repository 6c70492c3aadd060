import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { checkPlain, pageBounds } from "../../src/protocol/plain.ts";

const small = { mostDepth: 3, mostValues: 10, mostChars: 20 };
const refuses = (value: unknown, bounds = small) =>
	expect(() => checkPlain(value, bounds)).toThrow(Fault);

describe("plain JSON within bounds", () => {
	it("takes what JSON has", () => {
		for (const value of [null, true, 0, -1.5, "", [], {}, { a: [{ b: null }] }])
			expect(() => checkPlain(value, small)).not.toThrow();
	});

	it("refuses what JSON has not", () => {
		for (const value of [
			1n,
			() => 1,
			Symbol("x"),
			Number.NaN,
			Number.POSITIVE_INFINITY,
			new Map(),
			new Date(),
			new Uint8Array(1),
			/x/,
			new (class A {})(),
		])
			refuses([value]);
	});

	it("refuses too deep, too many and too long, a circle and a list with a huge hole", () => {
		refuses([[[[1]]]]);
		refuses(new Array(11).fill(0));
		refuses(["x".repeat(21)]);
		refuses({ ["k".repeat(21)]: 1 });
		refuses({ a: "x".repeat(11), b: "x".repeat(11) });
		const circle: unknown[] = [];
		circle.push(circle);
		refuses(circle);
		const hole: unknown[] = [];
		hole.length = 4_000_000_000;
		refuses(hole);
	});

	it("takes everything JSON text can say within the bounds", () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
				checkPlain(value, pageBounds);
			}),
		);
	});
});
