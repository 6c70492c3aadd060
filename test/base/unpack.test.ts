// Packed bytes against zlib's own packer: what comes out, and what is refused.

import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { equalBytes } from "../../src/base/bytes.ts";
import { unpack } from "../../src/base/unpack.ts";

const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) >> 7);
const packed = new Uint8Array(deflateSync(bytes));

const codeOf = async (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => "none",
		(thrown: unknown) => String(Object(thrown).code),
	);

afterEach(() => {
	vi.unstubAllGlobals();
});

describe("unpacking", () => {
	it("gives what was packed, up to the bound", async () => {
		for (const some of [bytes, bytes.subarray(0, 1), bytes.subarray(0, 0)]) {
			const out = await unpack(deflateSync(some), "deflate", some.length);
			expect(out !== null && equalBytes(out, some)).toBe(true);
		}
	});

	it("refuses what is larger than the bound, by one byte and by a thousand times", async () => {
		expect(await codeOf(unpack(packed, "deflate", bytes.length - 1))).toBe(
			"too-large",
		);
		const bomb = new Uint8Array(deflateSync(new Uint8Array(50_000_000)));
		expect(bomb.length).toBeLessThan(60_000);
		expect(await codeOf(unpack(bomb, "deflate", 100_000))).toBe("too-large");
	});

	it("refuses what is cut off, is altered, or is packed otherwise", async () => {
		const last = packed.length - 1;
		for (const wrong of [
			packed.subarray(0, -1),
			packed.subarray(0, 1000),
			new Uint8Array(0),
			packed.with(last, (packed[last] ?? 0) ^ 1),
			packed.with(0, 0),
			new Uint8Array(gzipSync(bytes)),
			new Uint8Array(deflateRawSync(bytes)),
		])
			expect(await codeOf(unpack(wrong, "deflate", bytes.length))).toBe(
				"bad-field",
			);
	});

	it("says so where the platform has no reader of a form", async () => {
		vi.stubGlobal(
			"DecompressionStream",
			class {
				constructor() {
					throw new TypeError("Unsupported compression format");
				}
			},
		);
		expect(await unpack(packed, "brotli", bytes.length)).toBeNull();
	});
});
