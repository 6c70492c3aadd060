// A prime field over bigint, for verifiers that do a few hundred operations beside which their curve operations are all
// the work.

import { bigFromBytes, bigToBytes, concat } from "../base/bytes.ts";

const wordBytes = 32;

export type Field = {
	readonly order: bigint;
	/** Into 0 … order - 1. */
	readonly mod: (value: bigint) => bigint;
	/** A product, reduced at each step. */
	readonly product: (...factors: readonly bigint[]) => bigint;
	readonly power: (base: bigint, exponent: bigint) => bigint;
	/** @throws RangeError for 0 */
	readonly inverse: (value: bigint) => bigint;
	/** One inversion for all. @throws RangeError when one is 0 */
	readonly inverses: (values: readonly bigint[]) => readonly bigint[];
	/** 32 bytes for each value, reduced. */
	readonly words: (values: readonly bigint[]) => Uint8Array;
	/** Is it whole words of 32 bytes, each less than the order? */
	readonly areCanonical: (words: Uint8Array) => boolean;
};

/** 32 bytes each, as numbers. */
export const numbers = (bytes: Uint8Array): readonly bigint[] =>
	Array.from({ length: bytes.length / wordBytes }, (_, i) =>
		bigFromBytes(bytes.subarray(i * wordBytes, (i + 1) * wordBytes)),
	);

/** @param order a prime of at most 256 bits */
export const primeField = (order: bigint): Field => {
	const mod = (value: bigint): bigint => {
		const rest = value % order;
		return rest < 0n ? rest + order : rest;
	};
	const power = (base: bigint, exponent: bigint): bigint => {
		let result = 1n;
		let square = mod(base);
		for (let left = exponent; left > 0n; left >>= 1n) {
			if ((left & 1n) === 1n) result = (result * square) % order;
			square = (square * square) % order;
		}
		return result;
	};
	// Euclid's algorithm.
	const inverse = (value: bigint): bigint => {
		let [a, b] = [mod(value), order];
		let [x, y] = [1n, 0n];
		if (a === 0n) throw new RangeError('"value" is 0 and has no inverse');
		while (a > 1n) {
			const times = b / a;
			[a, b] = [b - times * a, a];
			[x, y] = [y - times * x, x];
		}
		return mod(x);
	};
	// Montgomery's trick: prefix products, one inverse, and back.
	const inverses = (values: readonly bigint[]): readonly bigint[] => {
		const before: bigint[] = [];
		let all = 1n;
		for (const value of values) {
			before.push(all);
			all = mod(all * value);
		}
		let rest = inverse(all);
		const found = new Array<bigint>(values.length);
		for (let i = values.length - 1; i >= 0; i--) {
			found[i] = mod(rest * (before[i] ?? 0n));
			rest = mod(rest * (values[i] ?? 0n));
		}
		return found;
	};
	return {
		order,
		mod,
		power,
		inverse,
		inverses,
		product: (...factors) =>
			factors.reduce((all, factor) => mod(all * factor), 1n),
		words: (values) =>
			concat(...values.map((value) => bigToBytes(mod(value), wordBytes))),
		areCanonical: (words) =>
			words.length % wordBytes === 0 &&
			numbers(words).every((value) => value < order),
	};
};
