// What proof verifiers ask of a curve with a pairing, as closed operations about bytes: nothing is handed over but
// bytes, and every operation ends before it returns. noble answers now, a WASM kernel may. The encodings are the
// curve's own (bn254.ts, bls12-381.ts); points are checked at each entrance, so no caller has to.

/** One fixed point of G2, and the fixed points of G1 whose combination is paired with it. */
export type Side = {
	/** One point of G2. */
	readonly g2: Uint8Array;
	/** Points of G1, one after the other; none is allowed. */
	readonly bases: Uint8Array;
};

/**
 * The fixed part of a product of pairings that has to be one:
 *   prod over sides e(sum scalar_i base_i + sum scalar_j point_j, g2)  *  prod over `constant` e  *  prod over free pairs e  =  1
 * Everything here is known before the first proof, so lines, tables and the constant's value are computed once.
 */
export type Equation = {
	readonly sides: readonly Side[];
	/** Pairs of G1 and G2 that take part in every check (Groth16's alpha and beta); none is allowed. */
	readonly constant: Uint8Array;
};

/** What one proof adds to one side. A scalar is 32 bytes big-endian; any value, taken modulo the order. */
export type Terms = {
	/** One scalar for each base of the side. */
	readonly scalars: Uint8Array;
	/** Further points of G1, and one scalar for each. */
	readonly points: Uint8Array;
	readonly pointScalars: Uint8Array;
};

export type PreparedEquation = {
	/**
	 * Does the product hold with these terms, one entry for each side, and these free pairs of G1 and G2? One
	 * multi-scalar multiplication a side, one Miller loop, one final exponentiation. False as well when a length is
	 * wrong, a coordinate is not canonical, a point is off its curve or out of its subgroup, or after `close`.
	 */
	readonly check: (terms: readonly Terms[], pairs: Uint8Array) => boolean;
	/** The combination of one side alone, for transcripts that hash it; null where `check` would be false for it. */
	readonly combine: (side: number, terms: Terms) => Uint8Array | null;
	/** Gives back what `prepare` took. */
	readonly close: () => void;
};

/**
 * null everywhere means: a length is wrong, a coordinate is the modulus or more, a point is off its curve or out of its
 * subgroup.
 */
export type PairingCurve = {
	/** What runs, for the screen of diagnostics: "noble", … */
	readonly name: string;
	/** The sum of two points of G1. Where the curve has a cofactor they need not be in the subgroup (EIP-2537). */
	readonly add: (a: Uint8Array, b: Uint8Array) => Uint8Array | null;
	/** A point of G1 times a scalar of 32 bytes. */
	readonly multiply: (
		point: Uint8Array,
		scalar: Uint8Array,
	) => Uint8Array | null;
	/** sum scalar_i point_i over points of G1; infinity for none. */
	readonly combine: (
		points: Uint8Array,
		scalars: Uint8Array,
	) => Uint8Array | null;
	/** Is the product of e(G1, G2) over the pairs one? Yes for no pairs. */
	readonly checkPairing: (pairs: Uint8Array) => boolean | null;
	readonly prepare: (equation: Equation) => PreparedEquation | null;
};

/** No verifier here comes near these; they bound what a decoded key can make a kernel allocate. */
export const mostSides = 8;
export const mostBases = 4096;
export const mostPairs = 256;
export const mostPoints = 16_384;

const one = new Uint8Array(32);
one[31] = 1;

/** Nothing added to a side. */
export const noTerms: Terms = {
	scalars: new Uint8Array(0),
	points: new Uint8Array(0),
	pointScalars: new Uint8Array(0),
};

/** One point, taken once. */
export const termOf = (point: Uint8Array): Terms => ({
	scalars: noTerms.scalars,
	points: point,
	pointScalars: one,
});
