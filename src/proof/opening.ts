// The two pairings that every PLONK over BN254 ends in: what is opened under the generator of G2, the proofs of opening under
// the secret times it. What the parts are, each variant says.

import { Fault } from "../base/fault.ts";
import { isInfinity, negateG2 } from "../crypto/bn254.ts";
import {
	noTerms,
	type PairingCurve,
	type PreparedEquation,
	type Terms,
} from "../crypto/pairing.ts";

/** A key with what does not depend on the proof computed once. */
export type PreparedKey<K> = {
	readonly key: K;
	readonly equation: PreparedEquation;
};

/** The same, of a scheme whose transcript begins with the key. */
export type KeyInTranscript<K> = PreparedKey<K> & {
	/** The key's points as the transcript begins with them. */
	readonly prefix: Uint8Array;
};

/**
 * What is opened under one point of G2, the proofs of opening under another.
 * @throws bad-field when a point is none
 */
export const openingOf = (
	curve: PairingCurve,
	name: string,
	[g2, bases]: readonly [g2: Uint8Array, bases: Uint8Array],
	under: Uint8Array,
): PreparedEquation => {
	const equation = curve.prepare({
		sides: [
			{ g2, bases },
			{ g2: under, bases: noTerms.points },
		],
		constant: noTerms.points,
	});
	if (equation === null)
		throw new Fault("bad-field", `a point of the ${name} is none`);
	return equation;
};

/**
 * The equation with the lines of a key's two points of G2 and tables of its commitments.
 * @param g2 the generator, and the secret times it
 * @throws bad-field when a point is none, or one of these two is infinity, under which anything would pass
 */
export const prepareOpening = (
	curve: PairingCurve,
	name: string,
	[generator, secret]: readonly [Uint8Array, Uint8Array],
	bases: Uint8Array,
): PreparedEquation => {
	if (isInfinity(generator) || isInfinity(secret))
		throw new Fault("bad-field", `the ${name} key with infinity in it`);
	return openingOf(curve, `${name} key`, [generator, bases], negateG2(secret));
};

/** Is what is opened what the points say that open it? */
export const checkOpening = (
	equation: PreparedEquation,
	opened: Terms,
	points: Uint8Array,
	pointScalars: Uint8Array,
): boolean =>
	equation.check(
		[opened, { scalars: noTerms.scalars, points, pointScalars }],
		noTerms.points,
	);
