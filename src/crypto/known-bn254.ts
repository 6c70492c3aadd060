// Questions about BN254 whose answers are known, put to every curve before a proof is believed by it. The points are
// multiples of the generators by hashes of names; test/crypto/known-bn254.test.ts makes all constants again, with another
// library.

import {
	bigFromBytes,
	bigToBytes,
	concat,
	equalBytes,
	fromHex,
} from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import {
	bn254G1,
	bn254GeneratorG2,
	bn254P,
	bn254R,
	negateG1,
	wordBytes,
} from "./bn254.ts";
import { noTerms, type PairingCurve } from "./pairing.ts";

/** sha256 of "sextant 1" to "sextant 4", modulo the order. */
export const knownScalars = [
	0x0dcae4f911a6af0906c317131bf4726d2fc7f1cc77589b924e69ea383343b013n,
	0x24396f1078089c0f1038767d1b2439b566cf121324b9a4035ea9dd82a27ce854n,
	0x2984acd9cc4af1263e03f878bbeab96dfc8ac0344662dce3013c7291973a644cn,
	0x121599d3099dd409605b6e85f0611c15c13ee814a87d9f661d87b94701465d71n,
] as const;

const [k1, , k3, k4] = knownScalars;

export const knownPoints = {
	/** k1 in G1. */
	a: "0x1d39abf13aa08a887404ae0b303057ee50ff080ae2fc4a3bb60e29fd7de6ada32712e67c3f5d131573bcc370a4d8e92ed2d2271dabfdcf3952bf2da122470f4d",
	/** k2 in G2. */
	b: "0x20d0f9e1218df4c7c59492a2f2674c8c7367127f6d3b0531d7ee81d980af11390c421163362371b6d8ad99045023860ca8a9ceb22fab2ed5be927148a46b62361a34069a6f2eb49310f25501754029d41b49ccbd940ae16490d28f3c0cf89d392ee386a494c968a7f2683682e67b82c06b5992ea514468b4574e81342fa89bb9",
	/** k1 k2 in G1. */
	c: "0x08516489a3d9af5d05a0d8f6ad2f99f9821d7e8b003501d4cb364d4b4ee5d8e5004fb88d7da0f7f7dd6c59b001876e5ad833bb5510a25ac68b0195128233324d",
	/** k3 a + k4 c. */
	d: "0x03c579c0a0720e45df09b79a259c773dcdd6415bfaa13f1223994bf302bdb90b0550985df5c2b9aa94161b5c50e09819e143045a67a19a042adefff4edded194",
	/** On the curve of G2 and out of the subgroup. */
	aside:
		"0x000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000022b76c179599bb92a963dac85546a005a777f7c13f6a7b75d5918b6b5808f5fde101f7278419308b95099eca02dcee0c5381f4d26d1d62313f057167f064101ce",
} as const;

const a = fromHex(knownPoints.a);
const b = fromHex(knownPoints.b);
const c = fromHex(knownPoints.c);
const d = fromHex(knownPoints.d);
const aside = fromHex(knownPoints.aside);

type Question = {
	readonly about: string;
	readonly holds: (curve: PairingCurve) => boolean;
};

const word = (value: bigint): Uint8Array => bigToBytes(value, wordBytes);
const infinity = new Uint8Array(64);
const minusC = negateG1(c);

/** The same point with the modulus added to one of its coordinates. */
const twice = (point: Uint8Array, at: number): Uint8Array => {
	const copy = point.slice();
	const own = bigFromBytes(point.subarray(at, at + wordBytes));
	copy.set(word(own + bn254P), at);
	return copy;
};

const is = (got: Uint8Array | null, wanted: Uint8Array): boolean =>
	got !== null && equalBytes(got, wanted);

// a is paired with b by fixed lines, c with the generator; the constant takes one c away.
const equationHolds = (
	curve: PairingCurve,
	by: bigint,
	pairs = noTerms.points,
): boolean => {
	const prepared = curve.prepare({
		sides: [
			{ g2: b, bases: a },
			{ g2: bn254GeneratorG2, bases: noTerms.points },
		],
		constant: concat(minusC, bn254GeneratorG2),
	});
	if (prepared === null) return false;
	const terms = [
		{ ...noTerms, scalars: word(by) },
		{ ...noTerms, points: c, pointScalars: word(bn254R - 2n) },
	];
	const holds = prepared.check(terms, pairs);
	prepared.close();
	return holds;
};

const questions: readonly Question[] = [
	{
		about: "a multiple of the generator",
		holds: (curve) => is(curve.multiply(bn254G1(1n, 2n), word(k1)), a),
	},
	{
		about: "a sum that doubles",
		holds: (curve) => {
			const sum = curve.add(a, a);
			return sum !== null && is(curve.multiply(a, word(2n)), sum);
		},
	},
	{
		about: "a sum that cancels",
		holds: (curve) => is(curve.add(c, minusC), infinity),
	},
	{
		about: "a combination",
		holds: (curve) =>
			is(curve.combine(concat(a, c), concat(word(k3), word(k4))), d),
	},
	{
		about: "a product of pairings",
		holds: (curve) =>
			curve.checkPairing(concat(a, b, minusC, bn254GeneratorG2)) === true,
	},
	{
		about: "a product of pairings that is not one",
		holds: (curve) =>
			curve.checkPairing(concat(a, b, c, bn254GeneratorG2)) === false,
	},
	{
		about: "a coordinate of the modulus or more",
		holds: (curve) =>
			curve.add(twice(a, 0), infinity) === null &&
			curve.add(twice(a, 32), infinity) === null &&
			[0, 32, 64, 96].every(
				(at) => curve.checkPairing(concat(a, twice(b, at))) === null,
			),
	},
	{
		about: "a point off its curve",
		holds: (curve) =>
			curve.add(bn254G1(1n, 1n), a) === null &&
			curve.checkPairing(concat(a, b.subarray(64), b.subarray(0, 64))) === null,
	},
	{
		about: "a point out of its subgroup",
		holds: (curve) =>
			curve.checkPairing(concat(a, aside)) === null &&
			curve.prepare({
				sides: [{ g2: aside, bases: a }],
				constant: noTerms.points,
			}) === null,
	},
	{
		about: "an equation",
		holds: (curve) =>
			equationHolds(curve, 3n) &&
			equationHolds(curve, 4n, concat(minusC, bn254GeneratorG2)),
	},
	{
		about: "an equation that does not hold",
		holds: (curve) =>
			!equationHolds(curve, 4n) &&
			!equationHolds(curve, 3n, concat(minusC, bn254GeneratorG2)),
	},
];

/** Asks all of them. @throws kernel-unsound with the first that is answered wrongly */
export const testBn254 = (curve: PairingCurve): void => {
	for (const { about, holds } of questions)
		if (!holds(curve))
			throw new Fault("kernel-unsound", `${about} is answered wrongly`);
};
