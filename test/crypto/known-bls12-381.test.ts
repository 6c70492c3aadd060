// The known answers of BLS12-381's points against noble, and against curves that are wrong in one thing each.

import { bls12_381 } from "@noble/curves/bls12-381.js";
import { describe, expect, it } from "vitest";
import { bigFromBytes, bigToBytes, concat } from "../../src/base/bytes.ts";
import { type Bls12381, blsR } from "../../src/crypto/bls12-381.ts";
import {
	bls12381Points as points,
	testBls12381,
} from "../../src/crypto/known-bls12-381.ts";
import { bn254Long } from "../../src/crypto/known-bn254.ts";
import { nobleBls12381 } from "../../src/crypto/noble-bls12-381.ts";

const { G1, G2 } = bls12_381;
const encode = (...values: readonly bigint[]) =>
	concat(...values.map((value) => bigToBytes(value, 64)));
const g1 = (scalar: bigint): Uint8Array => {
	const { x, y } = G1.Point.BASE.multiply(
		((scalar % blsR) + blsR) % blsR,
	).toAffine();
	return encode(x, y);
};
const g2 = (scalar: bigint): Uint8Array => {
	const { x, y } = G2.Point.BASE.multiply(scalar).toAffine();
	return encode(x.c0, x.c1, y.c0, y.c1);
};
const numbers = (bytes: Uint8Array): readonly bigint[] =>
	Array.from({ length: bytes.length / 64 }, (_, i) =>
		bigFromBytes(bytes.subarray(64 * i, 64 * (i + 1))),
	);

describe("the known points of BLS12-381", () => {
	it("are the multiples they say", () => {
		expect(points.g).toEqual(g1(1n));
		expect(points.g2times).toEqual(g1(2n));
		expect(points.g6times).toEqual(g1(6n));
		expect(points.minus6g).toEqual(g1(-6n));
		expect(points.longTimes6g).toEqual(g1(6n * bn254Long));
		expect(points.longSum).toEqual(
			g1(bn254Long + 2n * (blsR - bn254Long / 3n)),
		);
		expect(points.h).toEqual(g2(1n));
		expect(points.h3times).toEqual(g2(3n));
	});

	it("have one on each curve beside its subgroup", () => {
		const [x = 0n, y = 0n] = numbers(points.g2timesAside);
		const [x0 = 0n, x1 = 0n, y0 = 0n, y1 = 0n] = numbers(points.h3timesAside);
		for (const aside of [
			G1.Point.fromAffine({ x, y }),
			G2.Point.fromAffine({ x: { c0: x0, c1: x1 }, y: { c0: y0, c1: y1 } }),
		])
			expect(() => aside.assertValidity()).toThrow(/subgroup/);
	});

	it("are answered rightly by noble", async () => {
		await expect(testBls12381(nobleBls12381)).resolves.toBeUndefined();
	});
});

describe("the self-test refuses a curve that", () => {
	const refused = async (change: Partial<Bls12381>, about: string) =>
		expect(
			testBls12381({ ...nobleBls12381, ...change }),
			about,
		).rejects.toMatchObject({
			code: "kernel-unsound",
			message: expect.stringContaining(about),
		});

	it("is wrong about a product of pairings", async () => {
		await refused({ checkPairing: () => true }, "a product that is not");
	});

	it("adds points of the subgroup alone, or multiplies others", async () => {
		const { add, multiply } = nobleBls12381;
		await refused(
			{
				add: (a, b) =>
					multiply(a, bigToBytes(1n, 32)) === null &&
					a[63] === points.g2timesAside[63]
						? null
						: add(a, b),
			},
			"a sum beside the subgroup",
		);
		await refused(
			{
				multiply: (point, scalar) =>
					multiply(point, scalar) ??
					(point[63] === points.g2timesAside[63] ? point : null),
			},
			"a multiple beside the subgroup",
		);
	});

	it("decodes any point alike, or none", async () => {
		await refused({ decodeG1: () => points.g2times }, "compressed infinity");
		await refused({ decodeG1: () => null }, "a compressed point");
		await refused(
			{ decodeG1: (bytes) => nobleBls12381.decodeG1(bytes) ?? points.g },
			"a point without the flag",
		);
		await refused({ decodeG2: () => null }, "a compressed point of G2");
		await refused(
			{ decodeG2: (bytes) => nobleBls12381.decodeG2(bytes) ?? points.h },
			"a compressed point of G2 cut short",
		);
	});
});
