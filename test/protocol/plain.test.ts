import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { decodeExitFile, exitFileText } from "../../src/exit/file.ts";
import { ui } from "../../src/protocol/methods.ts";
import {
	checkPlain,
	mostExitFileChars,
	pageBounds,
	screenBounds,
} from "../../src/protocol/plain.ts";

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

describe("an exit file", () => {
	/** With evidence of so many characters, in pieces. */
	const fileOf = (chars: number): string => {
		const most = 1_900_000;
		const pieces = Math.ceil(chars / most);
		return exitFileText({
			format: "sextant-exit-1",
			network: "made",
			chainId: 5,
			account: `0x${"11".repeat(20)}`,
			madeMs: 1,
			journey: null,
			kept: Array.from({ length: pieces }, (_, i) => ({
				way: "toy",
				name: `piece ${i}`,
				text: "a".repeat(Math.min(most, chars - i * most)),
				asOfS: 1,
			})),
		});
	};
	const carry = (file: string): void => {
		const params = { file };
		ui["exit.import"].params(params, "params");
		checkPlain(
			{ v: 1, id: "a".repeat(64), method: "exit.import", params },
			screenBounds,
		);
	};

	it("never is refused on its way in for a size at which it was written", () => {
		const frame = fileOf(15_900_000).length - 15_900_000;
		const largest = fileOf(mostExitFileChars - frame);
		expect(largest).toHaveLength(mostExitFileChars);
		expect(() => carry(largest)).not.toThrow();
		expect(decodeExitFile(largest).kept.length).toBeGreaterThan(0);
	});

	it("is refused in words where it would be larger than what can be taken", () => {
		expect(() => fileOf(mostExitFileChars)).toThrow("too-large");
		expect(() => carry("a".repeat(mostExitFileChars + 1))).toThrow(Fault);
		expect(() =>
			checkPlain("a".repeat(screenBounds.mostChars + 1), screenBounds),
		).toThrow("bad-params");
	});
});
