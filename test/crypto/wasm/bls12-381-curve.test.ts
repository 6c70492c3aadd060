// BLS12-381's products of pairings against noble, in every backend that there is, in the encodings of EIP-2537.

import "../../wasm/relaxed-simd.ts";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bigToBytes, concat } from "../../../src/base/bytes.ts";
import {
	blsFieldBytes,
	blsG1Bytes,
	blsG2Bytes,
	blsP,
	blsR,
} from "../../../src/crypto/bls12-381.ts";
import { nobleBls12381 } from "../../../src/crypto/noble-bls12-381.ts";
import { noTerms } from "../../../src/crypto/pairing.ts";
import { openBlsCurve } from "../../../src/crypto/wasm/bls12-381-curve.ts";
import { bls12381HeapBytes, emitBls12381 } from "../../../wasm/bls12-381.ts";
import { backendsHere } from "../../wasm/backends.ts";

const { G1, G2, fields } = bls12_381;
const infinityG1 = new Uint8Array(blsG1Bytes);
const infinityG2 = new Uint8Array(blsG2Bytes);
const word = (value: bigint) => bigToBytes(value, 32);
const encode = (...values: readonly bigint[]) =>
	concat(...values.map((value) => bigToBytes(value, blsFieldBytes)));

const g1 = (scalar: bigint): Uint8Array => {
	const point = G1.Point.BASE.multiplyUnsafe(scalar % blsR);
	if (point.is0()) return infinityG1;
	const { x, y } = point.toAffine();
	return encode(x, y);
};
const g2 = (scalar: bigint): Uint8Array => {
	const point = G2.Point.BASE.multiplyUnsafe(scalar % blsR);
	if (point.is0()) return infinityG2;
	const { x, y } = point.toAffine();
	return encode(x.c0, x.c1, y.c0, y.c1);
};

/** Points of the curves that are not in the subgroups. */
const strayG1 = (start: bigint): Uint8Array => {
	const { Fp } = fields;
	for (let x = start; ; x++) {
		try {
			return encode(x, Fp.sqrt(Fp.create(x ** 3n + 4n)));
		} catch {
			// No point with this x.
		}
	}
};
const strayG2 = (): Uint8Array => {
	const { Fp2 } = fields;
	for (let c0 = 1n; ; c0++) {
		const x = Fp2.fromBigTuple([c0, 1n]);
		try {
			const b = Fp2.fromBigTuple([4n, 4n]);
			const y = Fp2.sqrt(Fp2.add(Fp2.mul(Fp2.sqr(x), x), b));
			return encode(x.c0, x.c1, y.c0, y.c1);
		} catch {
			// No point with this x.
		}
	}
};

const scalar = fc.oneof(
	fc.constantFrom(0n, 1n, 2n, blsR - 1n, blsR, blsR + 1n, 2n ** 256n - 1n),
	fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
);
const log = fc.oneof(
	fc.constantFrom(0n, 1n, 2n, blsR - 1n),
	fc.bigInt({ min: 0n, max: blsR - 1n }),
);

describe.each(backendsHere)("products of BLS12-381 in %s", async (backend) => {
	const bytes = emitBls12381(backend).encode(bls12381HeapBytes);
	const curve = await openBlsCurve(bytes, backend);

	it("adds as noble does, points out of the subgroup too", () => {
		const [s, t] = [strayG1(3n), strayG1(1000n)];
		const points = [g1(1n), g1(5n), g1(blsR - 5n), infinityG1, s, t];
		for (const a of points)
			for (const b of points)
				expect(curve.add(a, b)).toEqual(nobleBls12381.add(a, b));
	});

	it("combines as noble does, by any scalar of 256 bits", () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(log, scalar), { maxLength: 5 }),
				(terms) => {
					const points = concat(...terms.map(([a]) => g1(a)));
					const scalars = concat(...terms.map(([, k]) => word(k)));
					const want = nobleBls12381.combine(points, scalars);
					expect(want).not.toBeNull();
					expect(curve.combine(points, scalars)).toEqual(want);
				},
			),
			{ numRuns: 10 },
		);
	});

	it("says of products of pairings what their exponents say", () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(log, log), { maxLength: 3 }), (pairs) => {
				const exponent = pairs.reduce((sum, [a, b]) => sum + a * b, 0n);
				const all = concat(...pairs.flatMap(([a, b]) => [g1(a), g2(b)]));
				expect(curve.checkPairing(all)).toBe(exponent % blsR === 0n);
				const rest = blsR - (exponent % blsR);
				expect(curve.checkPairing(concat(all, g1(rest), g2(1n)))).toBe(true);
				expect(curve.checkPairing(concat(all, g1(rest + 1n), g2(1n)))).toBe(
					false,
				);
			}),
			{ numRuns: 6 },
		);
	});

	it("checks an equation with fixed sides", () => {
		const equation = {
			sides: [{ g2: g2(3n), bases: concat(g1(2n), g1(7n)) }],
			constant: concat(g1(11n), g2(13n)),
		};
		const own = curve.prepare(equation);
		if (own === null) throw new Error("not prepared");
		const terms = [{ ...noTerms, scalars: concat(word(5n), word(6n)) }];
		const sum = 3n * (2n * 5n + 7n * 6n) + 143n;
		expect(own.check(terms, concat(g1(blsR - sum), g2(1n)))).toBe(true);
		expect(own.check(terms, concat(g1(blsR - sum + 1n), g2(1n)))).toBe(false);
		expect(own.combine(0, terms[0] ?? noTerms)).toEqual(g1(52n));
		own.close();
		expect(own.check(terms, concat(g1(blsR - sum), g2(1n)))).toBe(false);
	});

	it("refuses what is not padded, not canonical, off the curve or out of the subgroup", () => {
		const { x, y } = G1.Point.BASE.toAffine();
		const padded = (at: number, of: Uint8Array) => {
			const copy = of.slice();
			copy[at] = 1;
			return copy;
		};
		const bad = [
			encode(x + blsP, y),
			encode(x, y + blsP),
			encode(blsP, 0n),
			encode(0n, blsP),
			encode(y, x),
			encode(0n, 1n),
			padded(0, g1(1n)),
			padded(15, g1(1n)),
			padded(64, infinityG1),
			padded(79, g1(1n)),
			g1(1n).subarray(1),
		];
		for (const point of bad) {
			expect(nobleBls12381.add(point, g1(1n))).toBeNull();
			expect(curve.add(point, g1(1n))).toBeNull();
			expect(curve.add(g1(1n), point)).toBeNull();
			expect(curve.combine(point, word(3n))).toBeNull();
			expect(curve.checkPairing(concat(point, infinityG2))).toBeNull();
		}
		const stray = strayG1(3n);
		expect(nobleBls12381.multiply(stray, word(3n))).toBeNull();
		expect(curve.multiply(stray, word(3n))).toBeNull();
		expect(curve.checkPairing(concat(stray, g2(1n)))).toBeNull();
		const twist = g2(1n);
		const twists = [
			strayG2(),
			twist.subarray(1),
			...[0, 15, 64, 79, 128, 192, 207].map((at) => padded(at, twist)),
			padded(200, infinityG2),
			padded(63, infinityG2),
			concat(
				twist.subarray(64, 128),
				twist.subarray(0, 64),
				twist.subarray(128),
			),
		];
		for (const point of twists) {
			const pair = concat(g1(1n), point);
			expect(nobleBls12381.checkPairing(pair)).toBeNull();
			expect(curve.checkPairing(pair)).toBeNull();
			expect(curve.checkPairing(concat(infinityG1, point))).toBeNull();
		}
	});

	it("decodes compressed points as noble does", () => {
		const flip = (of: Uint8Array, at: number, by: number) => {
			const copy = of.slice();
			copy[at] = (copy[at] ?? 0) ^ by;
			return copy;
		};
		for (const [a, zero, decode, noble] of [
			[
				G1.Point.BASE.multiply(77n).toBytes(),
				G1.Point.ZERO.toBytes(),
				curve.decodeG1,
				nobleBls12381.decodeG1,
			],
			[
				G2.Point.BASE.multiply(78n).toBytes(),
				G2.Point.ZERO.toBytes(),
				curve.decodeG2,
				nobleBls12381.decodeG2,
			],
		] as const) {
			expect(decode(a)).not.toBeNull();
			const odd = Array.from({ length: 12 }, (_, i) =>
				flip(a, a.length - 1, i),
			);
			for (const bytes of [
				a,
				zero,
				flip(a, 0, 0x20),
				flip(a, 0, 0x40),
				flip(a, 0, 0x80),
				flip(zero, 0, 0x20),
				flip(zero, 5, 1),
				flip(zero, a.length - 1, 1),
				new Uint8Array(a.length).fill(0xff),
				new Uint8Array(a.length),
				a.subarray(1),
				...odd,
			])
				expect(decode(bytes)).toEqual(noble(bytes));
		}
	});
});
