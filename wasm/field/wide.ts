// The field backend for wide arithmetic: whole 64-bit words, products of 128 bits. A pair is the words of lane 0, then those
// of lane 1. An element is an integer in [0, 2p]; every sum is brought back there, so a lazy sum is a reduced one.
//
// Montgomery multiplication row by row ("CIOS", Ç. K. Koç, T. Acar, B. S. Kaliski, "Analyzing and Comparing Montgomery
// Multiplication Algorithms", IEEE Micro 16(3), 1996). Both primes leave the top bits of their words free, so between rows
// the running sum fits into as many words as p, and no product needs a last subtraction: with R = 2^(64·words),
//   - a row leaves less than a + p, so less than 3p (a + c + p, less than 5p, for a sum of two products), and R > 5p;
//   - a product is at most 4p²/R + p < 2p. A sum of two products can be 8p²/R + p, above 2p for BN254 alone.
// One reduction for a sum of products: P. Longa, "Efficient Algorithms for Large Prime Characteristic Fields and Their
// Application to Bilinear Pairings", IACR TCHES 2023(3), section 3.

import type { Expr, Operand } from "../asm/expr.ts";
import { call, type Fn, type Func, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i64, i128, select } from "../asm/ops.ts";
import type { Field } from "./field.ts";
import { inverseModulo, type Prime } from "./prime.ts";
import {
	sum as addAll,
	constantsOf,
	indices,
	modulo,
	plainWords,
	type Words,
} from "./words.ts";
import { emitEdges } from "./words-edges.ts";
import { emitLanes } from "./words-lanes.ts";

type Address = Local<"i32">;
type Word = Expr<"i64">;

export const emitWide = (module: Module, prime: Prime): Field => {
	const { p, bytes } = prime;
	const count = bytes / 8;
	const laneBytes = bytes;
	const size = 2 * laneBytes;
	const radix = { width: 64, count };
	const R = 1n << BigInt(64 * count);
	const modulus = plainWords(p, radix);
	const twice = plainWords(2n * p, radix);
	/** −1/p modulo 2^64. */
	const mu = BigInt.asUintN(64, -inverseModulo(p, 1n << 64n));

	const pairOf = (lane0: bigint, lane1: bigint): number => {
		const pair = new Uint8Array(size);
		const view = new DataView(pair.buffer);
		for (const [lane, x] of [lane0, lane1].entries())
			plainWords(x, radix).forEach((word, i) => {
				view.setBigUint64(lane * laneBytes + 8 * i, word, true);
			});
		return module.data(pair);
	};
	const constant = constantsOf((x) => modulo(x * R, p), pairOf);

	const words = (f: Func, lane: Address, offset = 0): Words =>
		indices(count).map((i) => f.let(i64.load(lane, offset + 8 * i)));
	const put = (
		f: Func,
		lane: Operand<"i32">,
		values: readonly Word[],
		offset = 0,
	): void =>
		f.do(...values.map((word, i) => i64.store(lane, word, offset + 8 * i)));

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

	const word = (lane: Operand<"i32">, i: Local<"i32">, offset = 0): Word =>
		i64.load(i32.add(lane, i32.shl(i, 3)), offset);
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

	const mulLane = module.func(
		"fp.mulLane",
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			const [product = []] = products(f, [[words(f, a)]], (i) => [
				[f.let(word(b, i))],
			]);
			put(f, r, product);
		},
	);
	const laneOf = (a: Address, lane: number): Expr<"i32"> =>
		lane === 0 ? a : i32.add(a, laneBytes);
	const mul = module.func(
		"fp.mul",
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			for (const lane of [0, 1])
				f.do(call(mulLane, laneOf(r, lane), laneOf(a, lane), laneOf(b, lane)));
		},
	);
	const binary = (
		name: string,
		one: (f: Func, x: Words, y: Words) => Words,
	): Fn =>
		module.func(name, { params: ["i32", "i32", "i32"] }, (f, r, a, b) => {
			for (const at of [0, laneBytes])
				put(f, r, one(f, words(f, a, at), words(f, b, at)), at);
		});
	/** A function of both lanes of a. */
	const mixed = (
		name: string,
		both: (
			f: Func,
			c0: Words,
			c1: Words,
		) => readonly [readonly Word[], readonly Word[]],
	): Fn =>
		module.func(name, { params: ["i32", "i32"] }, (f, r, a) => {
			const [lane0, lane1] = both(f, words(f, a), words(f, a, laneBytes));
			put(f, r, lane0);
			put(f, r, lane1, laneBytes);
		});
	const negated = (f: Func, x: Words): Words =>
		minus(f, twice.map(i64.const), x).words;
	/** xiRe·x */
	const timesXi = (f: Func, x: Words): Words => {
		let power = x;
		let product: Words | undefined;
		for (let rest = prime.xiRe; rest > 0n; rest >>= 1n) {
			if (rest & 1n)
				product = product === undefined ? power : add(f, product, power);
			if (rest > 1n) power = add(f, power, power);
		}
		return product ?? x;
	};

	const factors = module.reserve(size);
	const one = pairOf(1n, 1n);
	const square = pairOf((R * R) % p, (R * R) % p);
	const addition = binary("fp.add", add);
	const subtraction = binary("fp.sub", sub);

	return {
		module,
		backend: "wide",
		prime,
		size,
		constant,
		mul,
		sqr: module.func("fp.sqr", { params: ["i32", "i32"] }, (f, r, a) => {
			for (const lane of [0, 1])
				f.do(call(mulLane, laneOf(r, lane), laneOf(a, lane), laneOf(a, lane)));
		}),
		add: addition,
		sub: subtraction,
		addLazy: addition,
		subLazy: subtraction,
		shrink: "needless" as const,
		neg: mixed("fp.neg", (f, c0, c1) => [negated(f, c0), negated(f, c1)]),
		double: mixed("fp.double", (f, c0, c1) => [add(f, c0, c0), add(f, c1, c1)]),

		// a0·b0 + (2p − a1)·b1 and a0·b1 + a1·b0, each reduced once.
		fp2Mul: module.func(
			"fp.fp2Mul",
			{ params: ["i32", "i32", "i32"] },
			(f, r, a, b) => {
				const [a0, a1] = [words(f, a), words(f, a, laneBytes)];
				const [c0 = [], c1 = []] = products(
					f,
					[
						[a0, negated(f, a1)],
						[a1, a0],
					],
					(i) => {
						const b0 = f.let(word(b, i));
						const b1 = f.let(word(b, i, laneBytes));
						return [
							[b0, b1],
							[b0, b1],
						];
					},
				).map((x) => (8n * p + R < 2n * R ? x : back(f, x)));
				put(f, r, c0);
				put(f, r, c1, laneBytes);
			},
		),
		// (c0 + c1)(c0 − c1) and (c0 + c0)·c1.
		fp2Sqr: mixed("fp.fp2Sqr", (f, c0, c1) => {
			const gap = sub(f, c0, c1);
			put(f, i32.const(factors), gap);
			put(f, i32.const(factors), c1, laneBytes);
			const [re = [], im = []] = products(
				f,
				[[add(f, c0, c1)], [add(f, c0, c0)]],
				(i) => [
					[f.let(word(factors, i))],
					[f.let(word(factors, i, laneBytes))],
				],
			);
			return [re, im];
		}),
		fp2MulXi: mixed("fp.fp2MulXi", (f, c0, c1) => [
			sub(f, timesXi(f, c0), c1),
			add(f, timesXi(f, c1), c0),
		]),
		fp2Conj: mixed("fp.fp2Conj", (f, c0, c1) => [c0, negated(f, c1)]),
		fp2MulI: mixed("fp.fp2MulI", (f, c0, c1) => [negated(f, c1), c0]),

		...emitLanes(module, laneBytes),
		...emitEdges(module, prime, {
			radix: { width: 32, count: 2 * count },
			size,
			load: (a, lane, i) => i64.load32U(a, lane * laneBytes + 4 * i),
			store: (a, lane, i, value) =>
				i64.store32(a, value, lane * laneBytes + 4 * i),
			// Any integer below R may be the second operand, whose words make the rows; the first bounds the sum.
			enter: module.func("fp.enter", { params: ["i32", "i32"] }, (f, r, a) =>
				f.do(call(mul, r, square, a)),
			),
			leave: module.func("fp.leave", { params: ["i32", "i32"] }, (f, r, a) =>
				f.do(call(mul, r, a, one)),
			),
			lift: indices(2 * count).map(() => 0n),
			sub: subtraction,
		}),
	};
};
