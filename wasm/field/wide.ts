// The field backend for wide arithmetic: whole 64-bit words, products of 128 bits. A pair is the words of lane 0, then those
// of lane 1. An element is an integer in [0, 2p]; every sum is brought back there, so a lazy sum is a reduced one.
// wide-words.ts has the integers.

import type { Expr } from "../asm/expr.ts";
import { call, type Fn, type Func, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i64 } from "../asm/ops.ts";
import type { Field } from "./field.ts";
import type { Prime } from "./prime.ts";
import {
	integersOf,
	loadWords,
	putWords,
	type Word,
	wordAt,
} from "./wide-words.ts";
import {
	constantsOf,
	indices,
	modulo,
	plainWords,
	type Words,
} from "./words.ts";
import { emitEdges } from "./words-edges.ts";
import { emitLanes } from "./words-lanes.ts";

type Address = Local<"i32">;

export const emitWide = (module: Module, prime: Prime): Field => {
	const { p, bytes } = prime;
	const { count, R, add, sub, negated, products, sumOfTwo } = integersOf(prime);
	const laneBytes = bytes;
	const size = 2 * laneBytes;

	const pairOf = (lane0: bigint, lane1: bigint): number => {
		const pair = new Uint8Array(size);
		const view = new DataView(pair.buffer);
		for (const [lane, x] of [lane0, lane1].entries())
			plainWords(x, { width: 64, count }).forEach((word, i) => {
				view.setBigUint64(lane * laneBytes + 8 * i, word, true);
			});
		return module.data(pair);
	};
	const constant = constantsOf((x) => modulo(x * R, p), pairOf);

	const words = (f: Func, lane: Local<"i32">, offset = 0): Words =>
		loadWords(f, count, lane, offset);

	const mulLane = module.func(
		"fp.mulLane",
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			const [product = []] = products(f, [[words(f, a)]], (i) => [
				[f.let(wordAt(b, i))],
			]);
			putWords(f, r, product);
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
				putWords(f, r, one(f, words(f, a, at), words(f, b, at)), at);
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
			putWords(f, r, lane0);
			putWords(f, r, lane1, laneBytes);
		});
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
						const b0 = f.let(wordAt(b, i));
						const b1 = f.let(wordAt(b, i, laneBytes));
						return [
							[b0, b1],
							[b0, b1],
						];
					},
				).map((x) => sumOfTwo(f, x));
				putWords(f, r, c0);
				putWords(f, r, c1, laneBytes);
			},
		),
		// (c0 + c1)(c0 − c1) and (c0 + c0)·c1.
		fp2Sqr: mixed("fp.fp2Sqr", (f, c0, c1) => {
			const gap = sub(f, c0, c1);
			putWords(f, i32.const(factors), gap);
			putWords(f, i32.const(factors), c1, laneBytes);
			const [re = [], im = []] = products(
				f,
				[[add(f, c0, c1)], [add(f, c0, c0)]],
				(i) => [
					[f.let(wordAt(factors, i))],
					[f.let(wordAt(factors, i, laneBytes))],
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
