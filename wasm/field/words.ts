// Integers as words of a few bits, each in an i64 of its own: how the integer backends cut numbers, and what they do at the
// edges of the field (bytes, comparison with a constant). Knows no multiplication.

import type { Effect, Expr } from "../asm/expr.ts";
import type { Func, Local } from "../asm/func.ts";
import { i32, i64, select } from "../asm/ops.ts";

/** An integer is the sum of word[i]·2^(width·i). */
export type Radix = { readonly width: number; readonly count: number };

export type Words = readonly Local<"i64">[];

export const indices = (count: number): number[] =>
	Array.from({ length: count }, (_, i) => i);

export const sum = (terms: readonly Expr<"i64">[]): Expr<"i64"> =>
	terms.reduce((a, b) => i64.add(a, b));

const maskOf = (width: number): bigint => (1n << BigInt(width)) - 1n;

/** The words of x in [0, 2^(width·count)), each in [0, 2^width). */
export const plainWords = (
	x: bigint,
	{ width, count }: Radix,
): readonly bigint[] =>
	indices(count).map((i) => (x >> BigInt(width * i)) & maskOf(width));

/** The words of any x, each in [−2^(width − 1), 2^(width − 1)) but the last, which takes the rest. */
export const signedWords = (
	x: bigint,
	{ width, count }: Radix,
): readonly bigint[] => {
	let rest = x;
	return indices(count).map((i) => {
		if (i === count - 1) return rest;
		const word = BigInt.asIntN(width, rest);
		rest = (rest - word) >> BigInt(width);
		return word;
	});
};

/**
 * The constants of a field: pairs in the form of the backend, each placed once.
 * @param form an integer as the backend keeps it, the same for integers that are equal modulo p
 * @param place puts a pair of such integers into the module, and gives its address
 */
export const constantsOf = (
	form: (x: bigint) => bigint,
	place: (lane0: bigint, lane1: bigint) => number,
): ((lane0: bigint, lane1: bigint) => number) => {
	const known = new Map<string, number>();
	return (lane0, lane1) => {
		const [first, second] = [form(lane0), form(lane1)];
		const key = `${first},${second}`;
		const address = known.get(key) ?? place(first, second);
		known.set(key, address);
		return address;
	};
};

/** x modulo p, in [0, p). */
export const modulo = (x: bigint, p: bigint): bigint => ((x % p) + p) % p;

/** x modulo p, at most p/2 in size. */
export const centred = (x: bigint, p: bigint): bigint => {
	const least = modulo(x, p);
	return least > p / 2n ? least - p : least;
};

/** The low `width` bits of a word as a signed number. */
export const signedLow = (word: Expr<"i64">, width: number): Expr<"i64"> => {
	const count = BigInt(64 - width);
	return i64.shrS(i64.shl(word, count), count);
};

/** Carries through words of any sign, for a number that is known to lie in [0, 2^(width·count)): all in [0, 2^width). */
export const carryThrough = (
	f: Func,
	words: readonly Expr<"i64">[],
	{ width }: Radix,
): Words => {
	let carry: Expr<"i64"> | undefined;
	return words.map((word) => {
		const full = f.let(carry === undefined ? word : i64.add(word, carry));
		carry = i64.shrS(full, BigInt(width));
		return f.let(i64.and(full, maskOf(width)));
	});
};

/** The words of x − bound, and −1 for x < bound or 0 for x ≥ bound. The words of x are plain. */
const subtract = (
	f: Func,
	words: Words,
	bound: bigint,
	radix: Radix,
): { readonly words: Words; readonly borrow: Local<"i64"> } => {
	const borrow = f.let(i64.const(0n));
	const difference = plainWords(bound, radix).map((limb, i) => {
		const word = words[i];
		if (word === undefined) throw new RangeError("too few words");
		const full = f.let(i64.sub(i64.add(word, borrow), limb));
		f.set(borrow, i64.shrS(full, BigInt(radix.width)));
		return f.let(i64.and(full, maskOf(radix.width)));
	});
	return { words: difference, borrow };
};

/** 1 when the number in plain words is below the bound, else 0. No branch. */
export const isBelow = (
	f: Func,
	words: Words,
	bound: bigint,
	radix: Radix,
): Expr<"i32"> =>
	i32.wrap(i64.sub(0n, subtract(f, words, bound, radix).borrow));

/** x mod m of an x in [0, 2m), in plain words. No branch. */
export const subtractOnce = (
	f: Func,
	words: Words,
	m: bigint,
	radix: Radix,
): Words => {
	const less = subtract(f, words, m, radix);
	return words.map((word, i) =>
		f.let(select(word, less.words[i] ?? word, i32.wrap(less.borrow))),
	);
};

/** 1 when all plain words are zero, else 0. No branch. */
export const isZeroWords = (words: Words): Expr<"i32"> =>
	i64.eqz(words.reduce<Expr<"i64">>((a, b) => i64.or(a, b), i64.const(0n)));

/** Reads a big-endian integer of so many bytes. @returns its plain words */
export const readBytes = (
	f: Func,
	from: Local<"i32">,
	bytes: number,
	{ width, count }: Radix,
): Words =>
	indices(count).map((i) => {
		// The bytes that have bits of word i; byte k counts from the least significant one.
		const lowest = i * width;
		const parts = indices(bytes)
			.filter((k) => 8 * k + 8 > lowest && 8 * k < lowest + width)
			.map((k) => {
				const byte = i64.load8U(from, bytes - 1 - k);
				const shift = 8 * k - lowest;
				return shift < 0
					? i64.shrU(byte, BigInt(-shift))
					: i64.shl(byte, BigInt(shift));
			});
		const joined = parts.reduce<Expr<"i64">>(
			(a, b) => i64.or(a, b),
			i64.const(0n),
		);
		return f.let(i64.and(joined, maskOf(width)));
	});

/** Writes the number in plain words, which is below 2^(8·bytes), as a big-endian integer. */
export const writeBytes = (
	to: Local<"i32">,
	words: Words,
	bytes: number,
	{ width }: Radix,
): Effect[] =>
	indices(bytes).map((k) => {
		const parts = words.flatMap((word, i) => {
			const shift = 8 * k - i * width;
			if (shift <= -8 || shift >= width) return [];
			return shift < 0
				? [i64.shl(word, BigInt(-shift))]
				: [i64.shrU(word, BigInt(shift))];
		});
		const joined = parts.reduce<Expr<"i64">>(
			(a, b) => i64.or(a, b),
			i64.const(0n),
		);
		return i64.store8(to, joined, bytes - 1 - k);
	});
