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

describe("deflate", () => {
	it.each([
		["nothing", new Uint8Array(0)],
		["one byte", Uint8Array.of(7)],
		["two bytes", Uint8Array.of(7, 7)],
		["a long run", new Uint8Array(100_000)],
		["every byte once", Uint8Array.from({ length: 256 }, (_, i) => i)],
		[
			"a match from a whole window away",
			Uint8Array.from({ length: 32_768 + 300 }, (_, i) =>
				i < 300 || i >= 32_768 ? (i % 32_768) % 251 : 252 + (i % 4),
			),
		],
		[
			"counts that grow as Fibonacci's, whose tree is too high",
			Uint8Array.from(
				Array.from({ length: 24 }, (_, i) => {
					let [a, b] = [1, 1];
					for (let k = 0; k < i; k++) [a, b] = [b, a + b];
					return Array.from({ length: a }, (_, k) =>
						k % 2 ? i : 200 + (k % 7) * 8,
					);
				}).flat(),
			),
		],
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
