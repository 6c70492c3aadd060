// G2 in WebAssembly beside noble's.

import { bls12_381 } from "@noble/curves/bls12-381.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decoded } from "../../../wasm/curve/g2.ts";
import "../relaxed-simd.ts";
import { backendsHere } from "../backends.ts";
import { type Fp2, type NoblePoint, openG2, Point, p } from "./g2-module.ts";

const { Fp2: F } = bls12_381.fields;
const order = bls12_381.fields.Fr.ORDER;
const scalar = fc.bigInt({ min: 1n, max: order - 1n });
const nonZero: fc.Arbitrary<Fp2> = fc.tuple(
	fc.bigInt({ min: 0n, max: p - 1n }),
	fc.bigInt({ min: 1n, max: p - 1n }),
);
const element: fc.Arbitrary<Fp2> = fc.tuple(
	fc.oneof(
		fc.constantFrom(0n, 1n, p - 1n),
		fc.bigInt({ min: 0n, max: p - 1n }),
	),
	fc.oneof(
		fc.constantFrom(0n, 1n, p - 1n),
		fc.bigInt({ min: 0n, max: p - 1n }),
	),
);
const point = scalar.map((k) => Point.BASE.multiply(k));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** A point of the curve from a small x that is outside of the subgroup. */
const outside = (() => {
	for (let n = 1n; ; n++) {
		const x = F.create({ c0: n, c1: 1n });
		const y2 = F.add(F.mul(F.sqr(x), x), F.create({ c0: 4n, c1: 4n }));
		try {
			const y = F.sqrt(y2);
			const found = Point.fromAffine({ x, y });
			if (!found.isTorsionFree()) return found;
		} catch {
			// no point with this x
		}
	}
})();

/** By any number, where noble takes those below the order alone. */
const times = (a: NoblePoint, n: bigint): NoblePoint =>
	[...n.toString(2)].reduce(
		(sum, bit) => (bit === "1" ? sum.double().add(a) : sum.double()),
		Point.ZERO,
	);

describe.each(backendsHere)("G2 over the %s field", (backend) => {
	const opened = openG2(backend);

	it("adds, doubles and negates as noble does, whatever the denominators", async () => {
		const { g2, run, at, writePoint, readPoint } = await opened;
		fc.assert(
			fc.property(point, point, nonZero, nonZero, (a, b, za, zb) => {
				writePoint(at(0), a, za);
				writePoint(at(3), b, zb);
				run(g2.add, at(6), at(0), at(3));
				expect(readPoint(at(6)).equals(a.add(b))).toBe(true);
				run(g2.double, at(6), at(0));
				expect(readPoint(at(6)).equals(a.double())).toBe(true);
				run(g2.neg, at(6), at(0));
				expect(readPoint(at(6)).equals(a.negate())).toBe(true);
				writePoint(at(3), b, [1n, 0n]);
				run(g2.addAffine, at(6), at(0), at(3));
				expect(readPoint(at(6)).equals(a.add(b))).toBe(true);
			}),
			{ numRuns: 20 },
		);
	});

	it("adds equal points, opposite points and infinity", async () => {
		const { g2, run, at, writePoint, readPoint } = await opened;
		const a = Point.BASE.multiply(5n);
		const cases: readonly (readonly [NoblePoint, NoblePoint])[] = [
			[a, a],
			[a, a.negate()],
			[a, Point.ZERO],
			[Point.ZERO, a],
			[Point.ZERO, Point.ZERO],
			[outside, outside.negate()],
			[outside, outside],
		];
		for (const [first, second] of cases) {
			writePoint(at(0), first, [3n, 4n]);
			writePoint(at(3), second, [0n, 9n]);
			run(g2.add, at(6), at(0), at(3));
			expect(readPoint(at(6)).equals(first.add(second))).toBe(true);
			run(g2.double, at(6), at(0));
			expect(readPoint(at(6)).equals(first.double())).toBe(true);
			run(g2.add, at(0), at(0), at(3));
			expect(readPoint(at(0)).equals(first.add(second))).toBe(true);
			if (second.is0()) continue;
			writePoint(at(0), first, [3n, 4n]);
			writePoint(at(3), second, [1n, 0n]);
			run(g2.addAffine, at(0), at(0), at(3));
			expect(readPoint(at(0)).equals(first.add(second))).toBe(true);
		}
	});

	it("multiplies by the parameter, and clears the cofactor as noble does", async () => {
		const { g2, run, at, writePoint, readPoint } = await opened;
		for (const a of [Point.BASE, outside, Point.ZERO, outside.double()]) {
			writePoint(at(0), a, [7n, 1n]);
			run(g2.mulByX, at(6), at(0));
			expect(
				readPoint(at(6)).equals(a.multiplyUnsafe(0xd201000000010000n)),
			).toBe(true);
			run(g2.clearCofactor, at(6), at(0));
			expect(readPoint(at(6)).equals(a.clearCofactor())).toBe(true);
		}
	});

	it("tells points outside of the subgroup from those in it", async () => {
		const { g2, run, at, writePoint } = await opened;
		const isIn = (a: NoblePoint) => {
			writePoint(at(0), a, [1n, 0n]);
			expect(run(g2.onCurve, at(0))).toBe(1);
			return run(g2.inSubgroup, at(0));
		};
		fc.assert(
			fc.property(point, (a) => {
				expect(isIn(a)).toBe(1);
				expect(isIn(a.add(outside))).toBe(0);
			}),
			{ numRuns: 10 },
		);
		expect(isIn(outside)).toBe(0);
		// Of small order: what is left of a point without its part in the subgroup.
		const small = times(outside, order);
		expect(small.is0()).toBe(false);
		expect(isIn(small)).toBe(0);
		// Of order 13 and 23, factors of the cofactor.
		const cofactor = Point.CURVE().h;
		for (const prime of [13n, 23n]) {
			expect(cofactor % prime).toBe(0n);
			const tiny = times(small, cofactor / prime);
			if (!tiny.is0()) expect(isIn(tiny)).toBe(0);
		}
	});

	it("finds roots in Fp2 and refuses elements without one", async () => {
		const { roots, run, at, write, read } = await opened;
		fc.assert(
			fc.property(element, element, element, ([a, b], x, y) => {
				const w = F.create({ c0: a, c1: b });
				for (const [value, square] of [
					[F.sqr(w), 1],
					[F.mul(F.sqr(w), F.create({ c0: 1n, c1: 1n })), F.is0(w) ? 1 : 0],
				] as const) {
					write(at(0), [value.c0, value.c1]);
					write(at(1), x);
					write(at(2), y);
					expect(
						run(roots.rootBesideInverses, at(3), at(0), at(1), at(2)),
					).toBe(square);
					if (square === 1) {
						const [c0, c1] = read(at(3));
						expect(F.eql(F.sqr(F.create({ c0, c1 })), value)).toBe(true);
					}
					const inverse = (z: bigint) =>
						z === 0n ? 0n : bls12_381.fields.Fp.inv(z);
					expect(read(at(1))[0]).toBe(inverse(x[0]));
					expect(read(at(2))[0]).toBe(inverse(y[0]));
				}
			}),
			{ numRuns: 60 },
		);
	});

	it("decompresses what noble compresses, and writes it back", async () => {
		const { g2, run, at, bytes, start, read, field } = await opened;
		const decompress = (encoded: Uint8Array) => {
			bytes.set(encoded, start);
			return run(g2.decompress, at(0), start, at(10), at(11));
		};
		fc.assert(
			fc.property(point, (a) => {
				for (const one of [a, a.negate()]) {
					expect(decompress(one.toBytes(true))).toBe(decoded.point);
					const { x, y } = one.toAffine();
					expect(read(at(0))).toEqual([x.c0, x.c1]);
					expect(read(at(0) + field.size)).toEqual([y.c0, y.c1]);
					run(g2.toBytes, start, at(0));
					expect(hex(bytes.slice(start, start + 192))).toBe(
						hex(one.toBytes(false)),
					);
					expect(run(g2.fromBytes, at(2), start)).toBe(1);
					expect(read(at(3))).toEqual([y.c0, y.c1]);
				}
			}),
			{ numRuns: 20 },
		);
	});

	it("refuses flags, infinities and coordinates that are not canonical", async () => {
		const { g2, run, at, bytes, start } = await opened;
		const decompress = (encoded: Uint8Array) => {
			bytes.set(encoded, start);
			return run(g2.decompress, at(0), start, at(10), at(11));
		};
		const good = Point.BASE.toBytes(true);
		const zero = new Uint8Array(96);
		const first = (byte: number, rest: Uint8Array = zero) => {
			const changed = rest.slice();
			changed[0] = byte;
			return changed;
		};
		expect(decompress(first(0xc0))).toBe(decoded.infinity);
		const refused = [
			first(0x40),
			first(0xe0),
			first(0xd0),
			first(
				0xc0,
				Uint8Array.from({ length: 96 }, (_, i) => (i === 95 ? 1 : 0)),
			),
			first((good[0] ?? 0) & 0x7f, good),
			first((good[0] ?? 0) | 0x40, good),
		];
		const prime = Uint8Array.from(
			Buffer.from(p.toString(16).padStart(96, "0"), "hex"),
		);
		const both = (high: Uint8Array, low: Uint8Array) =>
			Uint8Array.from([...first((high[0] ?? 0) | 0x80, high), ...low]);
		refused.push(
			both(prime, zero.subarray(48)),
			both(zero.subarray(48), prime),
		);
		// x as p + x is the same number to whoever does not look.
		const { x } = Point.BASE.toAffine();
		const text = (value: bigint) =>
			Uint8Array.from(Buffer.from(value.toString(16).padStart(96, "0"), "hex"));
		if (x.c0 + p < 1n << 384n) refused.push(both(text(x.c1), text(x.c0 + p)));
		for (const encoded of refused) {
			expect(decompress(encoded), hex(encoded)).toBe(decoded.refused);
			expect(() => Point.fromBytes(encoded)).toThrow();
		}
	});

	it("refuses an x that no point has, as noble does", async () => {
		const { g2, run, at, bytes, start } = await opened;
		fc.assert(
			fc.property(element, fc.boolean(), ([c0, c1], large) => {
				const encoded = Uint8Array.from(
					Buffer.from(
						c1.toString(16).padStart(96, "0") +
							c0.toString(16).padStart(96, "0"),
						"hex",
					),
				);
				encoded[0] = (encoded[0] ?? 0) | (large ? 0xa0 : 0x80);
				bytes.set(encoded, start);
				let wanted: number = decoded.point;
				try {
					Point.fromBytes(encoded);
				} catch {
					wanted = decoded.refused;
				}
				let said = run(g2.decompress, at(0), start, at(10), at(11));
				// Small x are on the curve more often than in the subgroup, which noble asks for as well.
				if (said === decoded.point && run(g2.inSubgroup, at(0)) === 0) {
					expect(run(g2.onCurve, at(0))).toBe(1);
					said = decoded.refused;
				}
				expect(said).toBe(wanted);
				if (said === decoded.point) {
					run(g2.toBytes, start, at(0));
					expect(hex(bytes.slice(start, start + 192))).toBe(
						hex(Point.fromBytes(encoded).toBytes(false)),
					);
				}
			}),
			{ numRuns: 60 },
		);
	});
});
