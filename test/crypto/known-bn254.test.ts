// The known answers of BN254 against noble, and against curves that are wrong in one thing each.

import { bn254 } from "@noble/curves/bn254.js";
import { describe, expect, it } from "vitest";
import { bigFromBytes, bigToBytes, concat } from "../../src/base/bytes.ts";
import {
	bn254Long,
	bn254Points,
	testBn254,
} from "../../src/crypto/known-bn254.ts";
import { nobleBn254 } from "../../src/crypto/noble-bn254.ts";
import type { PairingCurve } from "../../src/crypto/pairing.ts";

const { G1, G2, fields } = bn254;

const g1 = (scalar: bigint): Uint8Array => {
	const { x, y } = G1.Point.BASE.multiply(scalar).toAffine();
	return concat(bigToBytes(x, 32), bigToBytes(y, 32));
};
const g2Bytes = (point: InstanceType<typeof G2.Point>): Uint8Array => {
	const { x, y } = point.toAffine();
	return concat(
		...[x.c1, x.c0, y.c1, y.c0].map((part) => bigToBytes(part, 32)),
	);
};
const readG2 = (bytes: Uint8Array) => {
	const [x1, x0, y1, y0] = [0, 32, 64, 96].map((at) =>
		bigFromBytes(bytes.subarray(at, at + 32)),
	);
	if (x1 === undefined || x0 === undefined) throw new Error("short");
	if (y1 === undefined || y0 === undefined) throw new Error("short");
	return G2.Point.fromAffine({ x: { c0: x0, c1: x1 }, y: { c0: y0, c1: y1 } });
};

describe("the known points of BN254", () => {
	it("are the multiples they say", () => {
		const order = fields.Fr.ORDER;
		expect(bn254Points.g).toEqual(g1(1n));
		expect(bn254Points.g2times).toEqual(g1(2n));
		expect(bn254Points.g6times).toEqual(g1(6n));
		expect(bn254Points.minus6g).toEqual(g1(order - 6n));
		expect(bn254Points.longTimes6g).toEqual(g1((6n * bn254Long) % order));
		expect(bn254Points.longSum).toEqual(
			g1((bn254Long + 2n * (order - bn254Long / 3n)) % order),
		);
		expect(bn254Points.h).toEqual(g2Bytes(G2.Point.BASE));
		expect(bn254Points.h3times).toEqual(g2Bytes(G2.Point.BASE.multiply(3n)));
	});

	it("have one on the twist beside the subgroup", () => {
		const aside = readG2(bn254Points.h3timesAside);
		expect(() => aside.assertValidity()).toThrow(/subgroup/);
	});

	it("are answered rightly by noble", async () => {
		await expect(testBn254(nobleBn254)).resolves.toBeUndefined();
	});
});

describe("the self-test refuses a curve that", () => {
	const refused = async (change: Partial<PairingCurve>, about: string) =>
		expect(
			testBn254({ ...nobleBn254, ...change }),
			about,
		).rejects.toMatchObject({
			code: "kernel-unsound",
			message: expect.stringContaining(about),
		});

	it("says one thing to every pairing", async () => {
		for (const [yes, about] of [
			[true, "a product that is not"],
			[false, "a product that is one"],
			[null, "a product that is one"],
		] as const)
			await refused({ checkPairing: () => yes }, about);
	});

	it("forgets a check of points, or takes what is malformed for a no", async () => {
		await refused(
			{ checkPairing: (pairs) => nobleBn254.checkPairing(pairs) ?? false },
			"a point off the curve",
		);
		await refused(
			{
				checkPairing: (pairs) =>
					pairs.length === 384
						? (nobleBn254.checkPairing(pairs) ?? true)
						: nobleBn254.checkPairing(pairs),
			},
			"a point beside the subgroup",
		);
		await refused(
			{ add: (a, b) => nobleBn254.add(a, b) ?? a },
			"a sum off the curve",
		);
	});

	it("is wrong at the edges of scalars and sums", async () => {
		await refused(
			{
				multiply: (point, scalar) =>
					scalar[0] === 0 ? nobleBn254.multiply(point, scalar) : point,
			},
			"the order",
		);
		await refused(
			{ add: (a, b) => (a === b ? a : nobleBn254.add(a, b)) },
			"a doubling",
		);
		await refused({ combine: () => new Uint8Array(64) }, "a combination");
	});

	it("is wrong at one digit of a long scalar", async () => {
		await refused(
			{
				multiply: (at, scalar) =>
					nobleBn254.multiply(
						at,
						scalar.map((byte, i) => (i === 11 && byte !== 0 ? byte ^ 1 : byte)),
					),
			},
			"the order",
		);
		await refused(
			{
				combine: (points, scalars) =>
					nobleBn254.combine(
						points,
						scalars.map((byte, i) => (i === 19 ? 0 : byte)),
					),
			},
			"a long combination",
		);
	});

	it("prepares nothing, or answers all prepared ones alike", async () => {
		await refused({ prepare: () => null }, "an equation");
		for (const yes of [true, false])
			await refused(
				{
					prepare: () => ({
						check: () => yes,
						combine: () => null,
						close: () => {},
					}),
				},
				"an equation with terms",
			);
	});

	it("answers a prepared equation that was closed", async () => {
		await refused(
			{
				prepare: (equation) => {
					const prepared = nobleBn254.prepare(equation);
					return prepared === null ? null : { ...prepared, close: () => {} };
				},
			},
			"a closed equation",
		);
	});
});
