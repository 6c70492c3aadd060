// Known answers for a curve with a pairing, put to every implementation of it before it is believed. All points are small
// multiples of the generators, or lie beside what is allowed.

import { bigToBytes, concat, equalBytes } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { noTerms, type PairingCurve, termOf } from "./pairing.ts";

/** Points in the curve's own encodings: g generates G1 and h G2. */
export type KnownCurve = {
	/** Of both groups. */
	readonly order: bigint;
	readonly g: Uint8Array;
	readonly g2times: Uint8Array;
	readonly g6times: Uint8Array;
	readonly minus6g: Uint8Array;
	readonly h: Uint8Array;
	readonly h3times: Uint8Array;
	/** 3h and a point of the twist whose order divides the cofactor. */
	readonly h3timesAside: Uint8Array;
	/** A scalar with digits everywhere, which small ones and those beside the order have not. */
	readonly long: bigint;
	readonly longTimes6g: Uint8Array;
	/** long·g + (order − long/3)·2g, the quotient rounded down. */
	readonly longSum: Uint8Array;
	/** g with the field's modulus added to x. */
	readonly gTwice: Uint8Array;
	/** Of G1. */
	readonly infinity: Uint8Array;
	readonly offCurve: Uint8Array;
};

export const scalars = (...values: readonly bigint[]): Uint8Array =>
	concat(...values.map((value) => bigToBytes(value, 32)));

export type CurveAnswer = Uint8Array | boolean | null;

/** e(2g, 3h) · e(-6g, h) = 1, and what is near it. */
const pairings = ({
	g,
	g2times,
	g6times,
	minus6g,
	h,
	h3times,
	h3timesAside,
	gTwice,
	infinity,
	offCurve,
}: KnownCurve): readonly (readonly [string, Uint8Array, CurveAnswer])[] => [
	["a product that is one", concat(g2times, h3times, minus6g, h), true],
	["a product that is not", concat(g2times, h3times, g6times, h), false],
	["one pairing", concat(g, h), false],
	["a pair with infinity", concat(infinity, h), true],
	["no pairs", new Uint8Array(0), true],
	["a point off the curve", concat(offCurve, h), null],
	["a point that is not canonical", concat(gTwice, h), null],
	[
		"a point beside the subgroup",
		concat(g2times, h3timesAside, minus6g, h),
		null,
	],
	["half a pair", concat(g, h).subarray(1), null],
];

export const isSame = (got: CurveAnswer, want: CurveAnswer): boolean =>
	got instanceof Uint8Array && want instanceof Uint8Array
		? equalBytes(got, want)
		: got === want;

export const wrong = (about: string): Fault =>
	new Fault("kernel-unsound", `wrong about ${about}`);

// Scalars for g and 2g, further points, free pairs; the product is one when they sum up to 6g on the side of h.
const testEquation = (
	{
		g,
		g2times,
		g6times,
		minus6g,
		h,
		h3times,
		h3timesAside,
		offCurve,
		long,
		longSum,
		order,
	}: KnownCurve,
	curve: PairingCurve,
): void => {
	const equation = curve.prepare({
		sides: [{ g2: h, bases: concat(g, g2times) }],
		constant: concat(minus6g, h),
	});
	if (equation === null) throw wrong("an equation");
	const bases = (...values: readonly bigint[]) => ({
		...noTerms,
		scalars: scalars(...values),
	});
	const none = new Uint8Array(0);
	const extra = { ...termOf(g6times), scalars: scalars(0n, 0n) };
	const cases = [
		[bases(2n, 2n), none, true],
		[bases(order + 4n, 1n), none, true],
		[bases(2n, 1n), none, false],
		[extra, none, true],
		[bases(0n, 0n), concat(g2times, h3times), true],
		[bases(0n, 0n), concat(g2times, h3timesAside), false],
		[bases(2n, 2n), concat(g, h), false],
		[bases(6n), none, false],
		[{ ...extra, points: offCurve }, none, false],
	] as const;
	for (const [i, [terms, pairs, want]] of cases.entries())
		if (equation.check([terms], pairs) !== want)
			throw wrong(`an equation with terms ${i}`);
	const combined = [
		[bases(2n, 2n), g6times],
		[bases(long, order - long / 3n), longSum],
	] as const;
	for (const [terms, want] of combined)
		if (!isSame(equation.combine(0, terms), want)) throw wrong("a combination");
	equation.close();
	if (equation.check([bases(2n, 2n)], none)) throw wrong("a closed equation");
};

/** Asks all of them. @throws kernel-unsound with the first that is answered wrongly */
export const testCurve = async (
	known: KnownCurve,
	curve: PairingCurve,
): Promise<void> => {
	const { g, g2times, g6times, minus6g, gTwice, infinity, offCurve } = known;
	const { long, longTimes6g, longSum, order } = known;
	const points: readonly (readonly [string, CurveAnswer, CurveAnswer])[] = [
		["a doubling", curve.add(g, g), g2times],
		["a sum with infinity", curve.add(infinity, g6times), g6times],
		["a sum of opposites", curve.add(g6times, minus6g), infinity],
		["a sum off the curve", curve.add(g, offCurve), null],
		["a sum that is not canonical", curve.add(gTwice, g), null],
		["a multiple", curve.multiply(g, scalars(6n)), g6times],
		["the order", curve.multiply(g, scalars(order)), infinity],
		[
			"the order less one",
			curve.multiply(g6times, scalars(order - 1n)),
			minus6g,
		],
		["a long multiple", curve.multiply(g6times, scalars(long)), longTimes6g],
		["a multiple off the curve", curve.multiply(offCurve, scalars(1n)), null],
		[
			"a combination of points",
			curve.combine(concat(g, g2times), scalars(2n, 2n)),
			g6times,
		],
		[
			"a long combination",
			curve.combine(concat(g, g2times), scalars(long, order - long / 3n)),
			longSum,
		],
		["a combination of none", curve.combine(scalars(), scalars()), infinity],
		["a combination of other lengths", curve.combine(g, scalars(1n, 1n)), null],
	];
	for (const [about, got, want] of points)
		if (!isSame(got, want)) throw wrong(about);
	for (const [about, pairs, want] of pairings(known))
		if (curve.checkPairing(pairs) !== want) throw wrong(about);
	testEquation(known, curve);
};
