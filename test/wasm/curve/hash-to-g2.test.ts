// Hash to G2 in WebAssembly beside noble's, which the vectors of RFC 9380 are run against in the conformance suite.

import { bls12_381 } from "@noble/curves/bls12-381.js";
import { sha256 } from "@noble/hashes/sha2.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../relaxed-simd.ts";
import { backendsHere } from "../backends.ts";
import { type Fp2, type NoblePoint, openG2, Point, p } from "./g2-module.ts";

const ethereumDst = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const coordinate = fc.oneof(
	fc.constantFrom(0n, 1n, 2n, p - 1n, (p - 1n) / 2n),
	fc.bigInt({ min: 0n, max: p - 1n }),
);
const element: fc.Arbitrary<Fp2> = fc.tuple(coordinate, coordinate);

/** One element mapped by itself and cleared of the cofactor, which is linear. Noble gives a point, whatever its types say. */
const mapped = (u: Fp2): NoblePoint => {
	const found: unknown = bls12_381.G2.mapToCurve([...u]);
	if (!(found instanceof Point)) throw new TypeError("noble gives no point");
	return found;
};

describe.each(backendsHere)("hash to G2 over the %s field", (backend) => {
	const opened = openG2(backend);

	it("digests messages of every length around the ends of blocks as noble does", async () => {
		const { sha256: own, run, bytes, start } = await opened;
		for (let length = 0; length <= 200; length++) {
			const message = Uint8Array.from(
				{ length },
				(_, i) => (i * 37 + length) & 255,
			);
			bytes.set(message, start + 32);
			run(own.digest, start, start + 32, length);
			expect(hex(bytes.slice(start, start + 32))).toBe(hex(sha256(message)));
		}
	});

	it("maps elements of Fp2 as noble does: zeros, equal and opposite ones", async () => {
		const { hashToG2, run, at, write, readPoint, field } = await opened;
		const check = (u0: Fp2, u1: Fp2) => {
			write(at(0), u0);
			write(at(0) + field.size, u1);
			run(hashToG2.mapTwo, at(5), at(0));
			const wanted = mapped(u0).add(mapped(u1));
			expect(readPoint(at(5)).equals(wanted)).toBe(true);
		};
		const opposite = ([c0, c1]: Fp2): Fp2 => [(p - c0) % p, (p - c1) % p];
		check([0n, 0n], [0n, 0n]);
		check([0n, 0n], [5n, 7n]);
		fc.assert(fc.property(element, element, check), { numRuns: 40 });
		fc.assert(
			fc.property(element, (u) => {
				check(u, u);
				check(u, opposite(u));
			}),
			{ numRuns: 10 },
		);
	});

	it("hashes messages to the points that noble hashes them to", async () => {
		const { hashToG2, run, at, bytes, start, readPoint } = await opened;
		fc.assert(
			fc.property(
				fc.uint8Array({ maxLength: 300 }),
				fc.oneof(
					fc.constant(new TextEncoder().encode(ethereumDst)),
					fc.uint8Array({ minLength: 1, maxLength: 255 }),
				),
				(message, dst) => {
					bytes.set(message, start);
					bytes.set(dst, start + 512);
					const said = run(
						hashToG2.hash,
						at(0),
						start,
						message.length,
						start + 512,
						dst.length,
					);
					expect(said).toBe(1);
					const wanted = bls12_381.G2.hashToCurve(message, { DST: dst });
					expect(readPoint(at(0)).equals(wanted)).toBe(true);
				},
			),
			{ numRuns: 40 },
		);
	});

	it("refuses a message or a tag that is too long", async () => {
		const { hashToG2, run, at, start } = await opened;
		expect(run(hashToG2.hash, at(0), start, 1025, start, 43)).toBe(0);
		expect(run(hashToG2.hash, at(0), start, 32, start, 256)).toBe(0);
		expect(run(hashToG2.hash, at(0), start, 1024, start, 255)).toBe(1);
	});
});
