// What another packer wrote is read as it was, and what nobody wrote ends within its bounds.

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { unpacked } from "../../src/base/lzma.ts";

// xz --format=raw --lzma1=lc=4,lp=0,pb=0 of "a light client, a light client, and a little light".
const packed = Buffer.from(
	"ADCISs9rjCMDHNC2Nk+Vmk0rT8qfpCu30JpwwJgkixQQP/vsWAA=",
	"base64",
);
const text = "a light client, a light client, and a little light";

describe("what is packed", () => {
	it("is read as another packer wrote it, whole and up to any place", () => {
		for (let size = 0; size <= text.length; size++)
			expect(Buffer.from(unpacked(packed, size)).toString()).toBe(
				text.slice(0, size),
			);
	});

	it("has as many bytes as were asked for, or is refused, whatever it is", () => {
		let refused = 0;
		for (let seed = 0; seed < 400; seed++) {
			const noise = createHash("sha512").update(`${seed}`).digest();
			const broken = Buffer.from(packed);
			const at = 1 + (seed % (packed.length - 1));
			broken[at] = (broken[at] ?? 0) ^ (1 + (seed % 255));
			for (const bytes of [noise, broken, broken.subarray(0, at)])
				try {
					expect(unpacked(bytes, 3_000)).toHaveLength(3_000);
				} catch (fault) {
					expect(fault).toBeInstanceOf(Fault);
					expect(fault).toMatchObject({ code: "wasm-refused" });
					refused++;
				}
		}
		expect(refused).toBeGreaterThan(0);
	});

	it("refuses a repetition of what was before its beginning", () => {
		expect(() => unpacked(new Uint8Array(100).fill(255), 10)).toThrow(Fault);
	});
});
