// Integers of the wide backend, as 64-bit words in locals: how an element lies in memory, sums in [0, 2p], and sums of
// products by R modulo p. Knows no pairs.
//
// Montgomery multiplication row by row ("CIOS", Ç. K. Koç, T. Acar, B. S. Kaliski, "Analyzing and Comparing Montgomery
// Multiplication Algorithms", IEEE Micro 16(3), 1996). Both primes leave the top bits of their words free, so between rows
// the running sum fits into as many words as p, and no product needs a last subtraction: with R = 2^(64·words),
//   - a row leaves less than a + p, so less than 3p (a + c + p, less than 5p, for a sum of two products), and R > 5p;
//   - a product is at most 4p²/R + p < 2p. A sum of two products can be 8p²/R + p, above 2p for BN254 alone.
// One reduction for a sum of products: P. Longa, "Efficient Algorithms for Large Prime Characteristic Fields and Their
// Application to Bilinear Pairings", IACR TCHES 2023(3), section 3.

import type { Expr, Operand } from "../asm/expr.ts";
import type { Func, Local } from "../asm/func.ts";
import { i32, i64, i128, select } from "../asm/ops.ts";
import { inverseModulo, type Prime } from "./prime.ts";
import { sum as addAll, indices, plainWords, type Words } from "./words.ts";

export type Address = Operand<"i32">;
export type Word = Expr<"i64">;

export const loadWords = (
	f: Func,
	count: number,
	lane: Address,
	offset = 0,
): Words => indices(count).map((i) => f.let(i64.load(lane, offset + 8 * i)));

export const putWords = (
	f: Func,
	lane: Address,
	words: readonly Word[],
	offset = 0,
): void =>
	f.do(...words.map((word, i) => i64.store(lane, word, offset + 8 * i)));

/** Word i of the number at this address. */
export const wordAt = (lane: Address, i: Local<"i32">, offset = 0): Word =>
	i64.load(i32.add(lane, i32.shl(i, 3)), offset);

export const integersOf = ({ p, bytes }: Prime) => {
	const count = bytes / 8;
	const radix = { width: 64, count };
	const R = 1n << BigInt(64 * count);
	const modulus = plainWords(p, radix);
	const twice = plainWords(2n * p, radix);
	/** −1/p modulo 2^64. */
	const mu = BigInt.asUintN(64, -inverseModulo(p, 1n << 64n));

	/** x + y, which is below R. */
	const plus = (
		f: Func,
		x: readonly Word[],
		y: readonly (Word | bigint)[],
	): Words => {
		let carry: Word | undefined;
		return x.map((word, i) => {
			const sum = f.letPair(i128.add(word, 0n, y[i] ?? 0n, 0n));
			const before = carry;
			const [low, high] =
				before === undefined
					? sum
					: f.letPair(i128.add(sum[0], sum[1], before, 0n));
			carry = high;
			return low;
		});
	};
	/** x − y modulo R, and −1 where x < y, else 0. */
	const minus = (
		f: Func,
		x: readonly Word[],
		y: readonly (Word | bigint)[],
	): { readonly words: Words; readonly borrow: Word } => {
		let borrow: Word = i64.const(0n);
		const difference = x.map((word, i) => {
			const gap = f.letPair(i128.sub(word, 0n, y[i] ?? 0n, 0n));
			const [low, high] =
				i === 0 ? gap : f.letPair(i128.add(gap[0], gap[1], borrow, borrow));
			borrow = high;
			return low;
		});
		return { words: difference, borrow };
	};
	/** x in [0, 4p] brought to [0, 2p]. */
	const back = (f: Func, x: Words): Words => {
		const less = minus(f, x, twice);
		return x.map((word, i) =>
			f.let(select(word, less.words[i] ?? word, i32.wrap(less.borrow))),
		);
	};
	const add = (f: Func, x: Words, y: Words): Words => back(f, plus(f, x, y));
	const sub = (f: Func, x: readonly Word[], y: Words): Words => {
		const less = minus(f, x, y);
		return plus(
			f,
			less.words,
			twice.map((word) => i64.and(less.borrow, word)),
		);
	};

	/** 2p − x */
	const negated = (f: Func, x: Words): Words =>
		minus(f, twice.map(i64.const), x).words;

	/**
	 * Sums of products, each sum by R modulo p. In every sum the first of a product is in locals; `rows` reads word i of all the
	 * second ones. A loop, not unrolled rows: those do not stay decoded in a processor.
	 */
	const products = (
		f: Func,
		sums: readonly (readonly Words[])[],
		rows: (i: Local<"i32">) => readonly (readonly Local<"i64">[])[],
	): readonly Words[] => {
		// A running sum is in `count` words between rows, and has one more within one.
		const running = sums.map(() => indices(count).map(() => f.local("i64")));
		/** sum + x·y: the words, and the one above them. */
		const addRow = (
			sum: readonly Word[],
			x: readonly (Word | bigint)[],
			y: Word,
		): { readonly low: readonly Local<"i64">[]; readonly top: Word } => {
			let carry: Word | undefined;
			const low = x.map((factor, j) => {
				const product = f.letPair(i128.mulWideU(factor, y));
				const first = f.letPair(
					i128.add(product[0], product[1], sum[j] ?? 0n, 0n),
				);
				const before = carry;
				const [sumLow, sumHigh] =
					before === undefined
						? first
						: f.letPair(i128.add(first[0], first[1], before, 0n));
				carry = sumHigh;
				return sumLow;
			});
			return { low, top: carry ?? i64.const(0n) };
		};
		f.times(count, (i) => {
			const seconds = rows(i);
			running.forEach((locals, n) => {
				let sum: readonly Word[] = locals;
				const tops: Word[] = [];
				(sums[n] ?? []).forEach((x, m) => {
					const row = addRow(sum, x, seconds[n]?.[m] ?? i64.const(0n));
					sum = row.low;
					tops.push(row.top);
				});
				const quotient = f.let(i64.mul(sum[0] ?? i64.const(0n), mu));
				const cleared = addRow(sum, modulus, quotient);
				// The lowest word is zero now, and falls away.
				locals.forEach((local, j) => {
					f.set(local, cleared.low[j + 1] ?? addAll([...tops, cleared.top]));
				});
			});
		});
		return running;
	};

	/** A sum of two products, as `products` leaves it, brought to [0, 2p]. */
	const sumOfTwo = (f: Func, x: Words): Words => (8n * p < R ? x : back(f, x));
	return { count, R, add, sub, negated, products, sumOfTwo };
};
