// A PairingCurve that noble answers in this realm, for any of its curves with a pairing. The encodings come from
// outside. It is slow and it is the oracle: what a kernel answers is held against this.

import type { BlsCurvePair } from "@noble/curves/abstract/bls.js";
import {
	interleavedMSMUnsafe,
	mulAddUnsafe,
	pippenger,
} from "@noble/curves/abstract/curve.js";
import type { Fp2 } from "@noble/curves/abstract/tower.js";
import type { WeierstrassPoint } from "@noble/curves/abstract/weierstrass.js";
import { bigFromBytes } from "../base/bytes.ts";
import {
	type Equation,
	mostBases,
	mostPairs,
	mostPoints,
	mostSides,
	type PairingCurve,
	type PreparedEquation,
	type Side,
	type Terms,
} from "./pairing.ts";

export type NobleG1 = WeierstrassPoint<bigint>;
export type NobleG2 = WeierstrassPoint<Fp2>;

/** A curve's encodings. A reader gives null for what is not canonical, off the curve or, `inGroup`, out of the subgroup. */
export type NobleCodec = {
	readonly curve: BlsCurvePair;
	readonly g1Bytes: number;
	readonly g2Bytes: number;
	readonly readG1: (bytes: Uint8Array, inGroup: boolean) => NobleG1 | null;
	readonly readG2: (bytes: Uint8Array) => NobleG2 | null;
	readonly writeG1: (point: NobleG1) => Uint8Array;
};

const scalarBytes = 32;

const readAll = <T>(
	bytes: Uint8Array,
	size: number,
	read: (part: Uint8Array) => T | null,
): readonly T[] | null => {
	if (bytes.length % size !== 0) return null;
	const all: T[] = [];
	for (let at = 0; at < bytes.length; at += size) {
		const one = read(bytes.subarray(at, at + size));
		if (one === null) return null;
		all.push(one);
	}
	return all;
};

// Up to here one table of odd multiples for each point beats buckets.
const mostByTables = 32;

type Lines = ReturnType<BlsCurvePair["utils"]["calcPairingPrecomputes"]>;
type Pair = [Lines, bigint, bigint];

/** Points and pairs of them as they are read, summed and multiplied. */
const pointsOf = (codec: NobleCodec) => {
	const { curve, g1Bytes } = codec;
	const { G1, fields, utils } = curve;
	const { Fp12, Fr } = fields;

	const readG1 = (bytes: Uint8Array) => codec.readG1(bytes, true);

	const readScalar = (bytes: Uint8Array) => bigFromBytes(bytes) % Fr.ORDER;

	const readPair = (bytes: Uint8Array) => {
		const g1 = readG1(bytes.subarray(0, g1Bytes));
		const g2 = codec.readG2(bytes.subarray(g1Bytes));
		return g1 === null || g2 === null ? null : { g1, g2 };
	};

	const combined = (
		points: readonly NobleG1[],
		scalars: readonly bigint[],
	): NobleG1 => {
		const some = points.flatMap((point, i) => {
			const scalar = scalars[i] ?? 0n;
			return point.is0() || scalar === 0n ? [] : [{ point, scalar }];
		});
		const plain = some.filter(({ scalar }) => scalar === 1n);
		const rest = some.filter(({ scalar }) => scalar !== 1n);
		const multiply = rest.length > mostByTables ? pippenger : mulAddUnsafe;
		const sum = multiply(
			G1.Point,
			rest.map(({ point }) => point),
			rest.map(({ scalar }) => scalar),
		);
		return plain.reduce((all, { point }) => all.add(point), sum);
	};

	// A pair with infinity on either side is a factor of one and is left out.
	const pairsOf = (
		pairs: readonly { readonly g1: NobleG1; readonly g2: NobleG2 }[],
	): Pair[] =>
		pairs
			.filter(({ g1, g2 }) => !g1.is0() && !g2.is0())
			.map(({ g1, g2 }) => {
				const { x, y } = g1.toAffine();
				return [utils.calcPairingPrecomputes(g2), x, y];
			});

	const isOne = (product: ReturnType<typeof curve.millerLoopBatch>): boolean =>
		Fp12.eql(Fp12.finalExponentiate(product), Fp12.ONE);

	const combine = (points: Uint8Array, scalars: Uint8Array): NobleG1 | null => {
		const own = readAll(points, g1Bytes, readG1);
		const by = readAll(scalars, scalarBytes, readScalar);
		if (own === null || by === null || own.length !== by.length) return null;
		return own.length > mostPoints ? null : combined(own, by);
	};

	return { readG1, readScalar, readPair, pairsOf, isOne, combine };
};
type Points = ReturnType<typeof pointsOf>;

/** A side of an equation with its tables made; null when it does not decode or is above a bound. */
const prepareSide = (codec: NobleCodec, points: Points, side: Side) => {
	const { curve, g1Bytes, g2Bytes } = codec;
	const { G1, utils } = curve;
	const { readG1, readScalar, combine } = points;
	if (side.g2.length !== g2Bytes) return null;
	if (side.bases.length > mostBases * g1Bytes) return null;
	const g2 = codec.readG2(side.g2);
	const bases = readAll(side.bases, g1Bytes, readG1);
	if (g2 === null || bases === null) return null;
	const tables = interleavedMSMUnsafe(G1.Point, [...bases], 5);
	const lines = g2.is0() ? null : utils.calcPairingPrecomputes(g2);
	const sum = (terms: Terms): NobleG1 | null => {
		const scalars = readAll(terms.scalars, scalarBytes, readScalar);
		const more = combine(terms.points, terms.pointScalars);
		if (scalars?.length !== bases.length || more === null) return null;
		return tables([...scalars]).add(more);
	};
	const pair = (g1: NobleG1): readonly Pair[] => {
		if (lines === null || g1.is0()) return [];
		const { x, y } = g1.toAffine();
		return [[lines, x, y]];
	};
	return { sum, pair };
};

const prepareEquation = (
	codec: NobleCodec,
	points: Points,
	equation: Equation,
): PreparedEquation | null => {
	const { curve, g1Bytes, g2Bytes, writeG1 } = codec;
	const { millerLoopBatch, fields } = curve;
	const { Fp12 } = fields;
	const { readPair, pairsOf, isOne } = points;
	const pairBytes = g1Bytes + g2Bytes;
	if (equation.sides.length > mostSides) return null;
	if (equation.constant.length > mostPairs * pairBytes) return null;
	const fixed = readAll(equation.constant, pairBytes, readPair);
	if (fixed === null) return null;
	const sides = equation.sides
		.map((side) => prepareSide(codec, points, side))
		.filter((own) => own !== null);
	if (sides.length !== equation.sides.length) return null;
	const constant = millerLoopBatch(pairsOf(fixed));
	let isOpen = true;
	return {
		check: (terms, pairs) => {
			if (!isOpen || terms.length !== sides.length) return false;
			if (pairs.length > mostPairs * pairBytes) return false;
			const free = readAll(pairs, pairBytes, readPair);
			if (free === null) return false;
			const all = pairsOf(free);
			for (const [i, side] of sides.entries()) {
				const own = terms[i];
				const g1 = own === undefined ? null : side.sum(own);
				if (g1 === null) return false;
				all.push(...side.pair(g1));
			}
			return isOne(Fp12.mul(millerLoopBatch(all), constant));
		},
		combine: (side, terms) => {
			const sum = isOpen ? sides[side]?.sum(terms) : undefined;
			return sum === undefined || sum === null ? null : writeG1(sum);
		},
		close: () => {
			isOpen = false;
		},
	};
};

export const noblePairingCurve = (codec: NobleCodec): PairingCurve => {
	const { curve, g1Bytes, g2Bytes, writeG1 } = codec;
	const points = pointsOf(codec);
	const { readPair, pairsOf, isOne, combine } = points;

	return {
		name: "noble",
		add: (a, b) => {
			const left = codec.readG1(a, false);
			const right = codec.readG1(b, false);
			return left === null || right === null ? null : writeG1(left.add(right));
		},
		multiply: (point, scalar) => {
			if (point.length !== g1Bytes || scalar.length !== scalarBytes)
				return null;
			const product = combine(point, scalar);
			return product === null ? null : writeG1(product);
		},
		combine: (points, scalars) => {
			const sum = combine(points, scalars);
			return sum === null ? null : writeG1(sum);
		},
		checkPairing: (pairs) => {
			const all = readAll(pairs, g1Bytes + g2Bytes, readPair);
			return all === null ? null : isOne(curve.millerLoopBatch(pairsOf(all)));
		},
		prepare: (equation) => prepareEquation(codec, points, equation),
	};
};
