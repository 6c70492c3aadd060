// What the package is packed by, read back by zlib.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deflate } from "../../extension/deflate.ts";

const root = join(import.meta.dirname, "../..");
const isGivenBack = (bytes: Uint8Array): boolean =>
	inflateRawSync(deflate(bytes)).equals(bytes);

/** As many of each byte as Fibonacci's numbers are, in no order: matches would leave other counts, and a lower tree. */
const fibonacci = (bytes: number): Uint8Array => {
	let [a, b] = [1, 1];
	let state = 1;
	const all: { readonly byte: number; readonly place: number }[] = [];
	for (let byte = 0; byte < bytes; byte++) {
		for (let k = 0; k < a; k++) {
			state = (Math.imul(state, 0x9e37_79b1) + 1) | 0;
			all.push({ byte, place: state });
		}
		[a, b] = [b, a + b];
	}
	return Uint8Array.from(
		all.toSorted((x, y) => x.place - y.place).map(({ byte }) => byte),
	);
};

describe("deflate", () => {
	it.each([
		["nothing", new Uint8Array(0)],
		["one byte", Uint8Array.of(7)],
		["two bytes", Uint8Array.of(7, 7)],
		// more than a window; what is longer than two, the package's own scripts are (build.test.ts)
		["a long run", new Uint8Array(33_400)],
		["every byte once", Uint8Array.from({ length: 256 }, (_, i) => i)],
		[
			"a match from a whole window away",
			Uint8Array.from({ length: 32_768 + 300 }, (_, i) =>
				i < 300 || i >= 32_768 ? (i % 32_768) % 251 : 252 + (i % 4),
			),
		],
		["counts that grow as Fibonacci's, whose tree is too high", fibonacci(20)],
	])("gives back %s", (_, bytes) => {
		expect(isGivenBack(bytes)).toBe(true);
	});

	it("gives back whatever it is given", () => {
		const bytes = fc.oneof(
			fc.uint8Array({ maxLength: 3_000 }),
			fc.uint8Array({ maxLength: 9_000, max: 3 }),
			fc
				.array(
					fc.constantFrom("const ", "return ", "=>", "(", ")", "x", "\n"),
					{
						maxLength: 4_000,
					},
				)
				.map((parts) => new TextEncoder().encode(parts.join(""))),
		);
		fc.assert(
			fc.property(bytes, (one) => {
				expect(isGivenBack(one)).toBe(true);
			}),
			{ numRuns: 60 },
		);
	});

	it.each(["wasm/built/hashes.wasm", "src/base/faults.ts"])(
		"takes fewer bytes for %s than zlib at its best, and the same each time",
		(name) => {
			const bytes = new Uint8Array(readFileSync(join(root, name)));
			const packed = deflate(bytes);
			expect(inflateRawSync(packed).equals(bytes)).toBe(true);
			expect(packed.length).toBeLessThan(
				deflateRawSync(bytes, { level: 9 }).length,
			);
			expect(Buffer.compare(deflate(bytes), packed)).toBe(0);
		},
	);
});
