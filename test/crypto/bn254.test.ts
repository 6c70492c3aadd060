// The EVM's three precompiles of BN254, held against a few lines of affine arithmetic written here, and what they must
// refuse.

import { bn254 } from "@noble/curves/bn254.js";
import { describe, expect, it } from "vitest";
import {
	bigFromBytes,
	bigToBytes,
	concat,
	toHex,
} from "../../src/base/bytes.ts";
import {
	areScalars,
	bn254Add,
	bn254G1,
	bn254Multiply,
	bn254P,
	bn254Pairing,
	bn254R,
	negateG1,
	negateG2,
} from "../../src/crypto/bn254.ts";
import { nobleBn254 as curve } from "../../src/crypto/noble-bn254.ts";
import { noTerms, termOf } from "../../src/crypto/pairing.ts";

// --- y^2 = x^3 + 3 by the textbook

type Affine = { readonly x: bigint; readonly y: bigint } | null;

const inP = (value: bigint): bigint => ((value % bn254P) + bn254P) % bn254P;
const powP = (base: bigint, exponent: bigint): bigint => {
	let result = 1n;
	for (const bit of exponent.toString(2))
		result = inP(result * result * (bit === "1" ? base : 1n));
	return result;
};

const plus = (a: Affine, b: Affine): Affine => {
	if (a === null) return b;
	if (b === null) return a;
	if (a.x === b.x && inP(a.y + b.y) === 0n) return null;
	const slope =
		a.x === b.x
			? inP(3n * a.x * a.x * powP(2n * a.y, bn254P - 2n))
			: inP((b.y - a.y) * powP(inP(b.x - a.x), bn254P - 2n));
	const x = inP(slope * slope - a.x - b.x);
	return { x, y: inP(slope * (a.x - x) - a.y) };
};

const times = (scalar: bigint, point: Affine): Affine => {
	let sum: Affine = null;
	for (const bit of scalar.toString(2)) {
		sum = plus(sum, sum);
		if (bit === "1") sum = plus(sum, point);
	}
	return sum;
};

const generator: Affine = { x: 1n, y: 2n };
const encode = (point: Affine): Uint8Array =>
	point === null ? new Uint8Array(64) : bn254G1(point.x, point.y);
const g1 = (scalar: bigint): Uint8Array => encode(times(scalar, generator));

// --- G2 by noble, for there is no short second way to it

const { G2, fields } = bn254;
type PointG2 = InstanceType<typeof G2.Point>;
const encodeG2 = (point: PointG2): Uint8Array => {
	if (point.is0()) return new Uint8Array(128);
	const { x, y } = point.toAffine();
	return concat(
		...[x.c1, x.c0, y.c1, y.c0].map((part) => bigToBytes(part, 32)),
	);
};
const g2 = (scalar: bigint): Uint8Array =>
	encodeG2(
		scalar % bn254R === 0n ? G2.Point.ZERO : G2.Point.BASE.multiply(scalar),
	);

// On the twist and not in the subgroup: the cofactor is so large that the first point found is never in it.
const offSubgroup = (): Uint8Array => {
	const { Fp2 } = fields;
	for (let i = 1n; ; i++) {
		const x = Fp2.fromBigTuple([i, 1n]);
		const right = Fp2.add(Fp2.mul(Fp2.sqr(x), x), G2.Point.CURVE().b);
		try {
			const y = Fp2.sqrt(right);
			return concat(
				...[x.c1, x.c0, y.c1, y.c0].map((part) => bigToBytes(part, 32)),
			);
		} catch {
			// not a square: the next x
		}
	}
};

const word = (value: bigint): Uint8Array => bigToBytes(value, 32);
const hexOf = (bytes: Uint8Array | null): string | null =>
	bytes === null ? null : toHex(bytes);
const infinity = new Uint8Array(64);
const add = bn254Add(curve);
const multiply = bn254Multiply(curve);
const pairing = bn254Pairing(curve);

const scalars = [
	0n,
	1n,
	2n,
	3n,
	0xffffffffffffffffn,
	bn254R - 1n,
	0x1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdefn,
];

describe("the sum of two points (0x06)", () => {
	it("is the textbook's, with infinity, doubling and cancelling", () => {
		for (const a of scalars)
			for (const b of scalars)
				expect(hexOf(add(concat(g1(a), g1(b))))).toBe(
					hexOf(encode(plus(times(a, generator), times(b, generator)))),
				);
	});

	it("reads missing bytes as zeros and none past the second point", () => {
		expect(hexOf(add(new Uint8Array(0)))).toBe(hexOf(infinity));
		expect(hexOf(add(g1(5n)))).toBe(hexOf(g1(5n)));
		expect(hexOf(add(concat(g1(5n), g1(6n), Uint8Array.of(7))))).toBe(
			hexOf(g1(11n)),
		);
	});

	it("rejects a point that is cut off in the middle", () => {
		expect(add(g1(5n).subarray(0, 63))).toBeNull();
	});

	it("rejects coordinates plus the modulus", () => {
		for (const point of [bn254G1(1n + bn254P, 2n), bn254G1(1n, 2n + bn254P)])
			expect(add(concat(point, infinity))).toBeNull();
		expect(add(concat(bn254G1(bn254P, bn254P), infinity))).toBeNull();
		expect(add(concat(bn254G1(0n, bn254P), infinity))).toBeNull();
	});

	it("rejects points off the curve, on either side, with zeros in them as well", () => {
		for (const point of [
			bn254G1(1n, 3n),
			bn254G1(2n, 1n),
			bn254G1(0n, 1n),
			bn254G1(1n, 0n),
		]) {
			expect(add(concat(point, g1(1n)))).toBeNull();
			expect(add(concat(g1(1n), point))).toBeNull();
		}
	});
});

describe("a point times a scalar (0x07)", () => {
	it("is the textbook's, for scalars of the order and more", () => {
		for (const scalar of [...scalars, bn254R, bn254R + 5n, 2n ** 256n - 1n])
			expect(hexOf(multiply(concat(g1(7n), word(scalar))))).toBe(
				hexOf(g1((7n * scalar) % bn254R)),
			);
	});

	it("reads missing bytes as zeros and none past the scalar", () => {
		expect(hexOf(multiply(g1(5n)))).toBe(hexOf(infinity));
		expect(
			hexOf(multiply(concat(g1(5n), word(2n), new Uint8Array(40).fill(9)))),
		).toBe(hexOf(g1(10n)));
	});

	it("rejects a point off the curve even where the scalar is zero", () => {
		expect(multiply(concat(bn254G1(1n, 1n), word(0n)))).toBeNull();
	});
});

describe("a combination of points", () => {
	it("is the sum of the products, through tables and through buckets", () => {
		for (const count of [0, 1, 2, 5, 40]) {
			const indices = Array.from({ length: count }, (_, i) => BigInt(i));
			const sum = indices.reduce((all, i) => all + (i + 1n) * (i * i), 0n);
			expect(
				hexOf(
					curve.combine(
						concat(...indices.map((i) => g1(i + 1n))),
						concat(...indices.map((i) => word(i * i))),
					),
				),
			).toBe(hexOf(g1(sum)));
		}
	});

	it("rejects another number of scalars than of points", () => {
		expect(curve.combine(g1(1n), concat(word(1n), word(1n)))).toBeNull();
		expect(curve.combine(g1(1n), new Uint8Array(31))).toBeNull();
	});
});

describe("a product of pairings (0x08)", () => {
	const answer = (...parts: readonly Uint8Array[]): bigint | null => {
		const output = pairing(concat(...parts));
		return output === null ? null : bigFromBytes(output);
	};
	const minus = (scalar: bigint) => negateG1(g1(scalar));

	it("is one for nothing, and for products that cancel", () => {
		expect(answer()).toBe(1n);
		expect(answer(g1(6n), g2(5n), minus(10n), g2(3n))).toBe(1n);
		expect(answer(g1(6n), g2(5n), g1(30n), negateG2(g2(1n)))).toBe(1n);
		expect(answer(infinity, g2(5n), g1(3n), new Uint8Array(128))).toBe(1n);
	});

	it("is not one where they do not", () => {
		expect(answer(g1(1n), g2(1n))).toBe(0n);
		expect(answer(g1(6n), g2(5n), minus(10n), g2(4n))).toBe(0n);
	});

	it("rejects a length that is no whole pairs", () => {
		expect(answer(g1(1n), g2(1n), Uint8Array.of(0))).toBeNull();
		expect(answer(g1(1n), g2(1n).subarray(0, 127))).toBeNull();
	});

	it("rejects a point of G2 on its curve that is out of the subgroup", () => {
		const point = offSubgroup();
		expect(answer(g1(1n), point)).toBeNull();
		expect(answer(infinity, point)).toBeNull();
	});

	it("rejects a point of G2 whose real and imaginary parts are swapped", () => {
		const point = g2(1n);
		const swapped = concat(
			point.subarray(32, 64),
			point.subarray(0, 32),
			point.subarray(96, 128),
			point.subarray(64, 96),
		);
		expect(answer(g1(1n), swapped)).toBeNull();
	});

	it("rejects a coordinate of G2 plus the modulus", () => {
		for (const at of [0, 32, 64, 96]) {
			const point = g2(9n);
			const own = bigFromBytes(point.subarray(at, at + 32)) + bn254P;
			point.set(word(own), at);
			expect(answer(g1(1n), point)).toBeNull();
		}
	});
});

describe("a prepared equation", () => {
	// e(2 s + 3 t + p, 5) e(q, 7) e(11, 13) e(free) = 1 in the exponent
	const equation = {
		sides: [
			{ g2: g2(5n), bases: concat(g1(2n), g1(3n)) },
			{ g2: g2(7n), bases: noTerms.points },
		],
		constant: concat(g1(11n), g2(13n)),
	};
	const [s, t, p, q] = [17n, 19n, 23n, 29n];
	const total = (2n * s + 3n * t + 2n * p) * 5n + 7n * q + 143n;
	const first = {
		scalars: concat(word(s), word(t)),
		points: g1(p),
		pointScalars: word(2n),
	};
	const closing = concat(negateG1(g1(total)), g2(1n));
	const prepared = curve.prepare(equation);
	if (prepared === null) throw new Error("the equation is sound");

	it("holds with terms that make it one, and says a side's combination", () => {
		expect(prepared.check([first, termOf(g1(q))], closing)).toBe(true);
		expect(hexOf(prepared.combine(0, first))).toBe(
			hexOf(g1(2n * s + 3n * t + 2n * p)),
		);
	});

	it("rejects other terms, other pairs and no pairs", () => {
		expect(prepared.check([first, termOf(g1(q + 1n))], closing)).toBe(false);
		expect(
			prepared.check(
				[{ ...first, pointScalars: word(3n) }, termOf(g1(q))],
				closing,
			),
		).toBe(false);
		expect(prepared.check([first, termOf(g1(q))], noTerms.points)).toBe(false);
	});

	it("rejects terms for another number of sides, bases or scalars", () => {
		expect(prepared.check([first], closing)).toBe(false);
		expect(
			prepared.check([{ ...first, scalars: word(s) }, termOf(g1(q))], closing),
		).toBe(false);
		expect(
			prepared.check(
				[{ ...first, pointScalars: noTerms.scalars }, termOf(g1(q))],
				closing,
			),
		).toBe(false);
		expect(prepared.combine(2, noTerms)).toBeNull();
	});

	it("rejects a term off the curve and a free pair out of the subgroup", () => {
		expect(prepared.check([first, termOf(bn254G1(1n, 1n))], closing)).toBe(
			false,
		);
		expect(
			prepared.check(
				[first, termOf(g1(q))],
				concat(closing, infinity, offSubgroup()),
			),
		).toBe(false);
	});

	it("is not made of points that are none", () => {
		for (const broken of [
			{ ...equation, constant: concat(g1(1n), offSubgroup()) },
			{ ...equation, constant: g1(1n) },
			{ ...equation, sides: [{ g2: offSubgroup(), bases: noTerms.points }] },
			{ ...equation, sides: [{ g2: g2(1n), bases: bn254G1(1n, 1n) }] },
		])
			expect(curve.prepare(broken)).toBeNull();
	});

	it("answers nothing once it is closed", () => {
		const own = curve.prepare(equation);
		own?.close();
		expect(own?.check([first, termOf(g1(q))], closing)).toBe(false);
		expect(own?.combine(0, first)).toBeNull();
	});
});

describe("scalars", () => {
	it("are canonical below the order and in whole words", () => {
		expect(areScalars(concat(word(0n), word(bn254R - 1n)))).toBe(true);
		expect(areScalars(word(bn254R))).toBe(false);
		expect(areScalars(new Uint8Array(33))).toBe(false);
	});
});
