// The edges of a prime field, written once for the integer backends: bytes in and out, and the questions whose answers need
// an element as an integer in [0, p). Knows how a backend stores words, not how it multiplies.

import type { Effect, Expr } from "../asm/expr.ts";
import { call, type Fn, type Func, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i64 } from "../asm/ops.ts";
import type { Field } from "./field.ts";
import type { Prime } from "./prime.ts";
import {
	carryThrough,
	isBelow,
	isZeroWords,
	type Radix,
	readBytes,
	subtractOnce,
	type Words,
	writeBytes,
} from "./words.ts";

/** How a backend lays a pair into memory, and how it comes into its form and out of it. */
export type Form = {
	readonly radix: Radix;
	readonly size: number;
	/** One word of one lane, and how it is written. */
	readonly load: (
		address: Local<"i32"> | number,
		lane: 0 | 1,
		word: number,
	) => Expr<"i64">;
	readonly store: (
		address: Local<"i32"> | number,
		lane: 0 | 1,
		word: number,
		value: Expr<"i64">,
	) => Effect;
	/** (r, a): from plain integers below 2^(8·bytes) to reduced elements. */
	readonly enter: Fn;
	/** (r, a): from reduced elements to integers that are, plus `lift`, in [0, 2p). Their words have any sign. */
	readonly leave: Fn;
	/** Words of zero or p. */
	readonly lift: readonly bigint[];
	/** The field's own (r, a, b): a − b. */
	readonly sub: Fn;
};

type Edges = Pick<
	Field,
	"isZero" | "equal" | "parity" | "isLarge" | "fromBytes" | "toBytes"
>;

const lanes = [0, 1] as const;

export const emitEdges = (module: Module, prime: Prime, form: Form): Edges => {
	const { p, bytes } = prime;
	const { radix, size } = form;
	const scratch = module.reserve(size);
	const scratch2 = module.reserve(size);

	/** Both lanes of a pair as integers in [0, p). */
	const integers = (
		f: Func,
		a: Local<"i32"> | number,
	): readonly [Words, Words] => {
		f.do(call(form.leave, scratch, a));
		const integer = (lane: 0 | 1) =>
			subtractOnce(
				f,
				carryThrough(
					f,
					form.lift.map((limb, i) =>
						i64.add(form.load(scratch, lane, i), limb),
					),
					radix,
				),
				p,
				radix,
			);
		return [integer(0), integer(1)];
	};
	const bits = (lane0: Expr<"i32">, lane1: Expr<"i32">): Expr<"i32"> =>
		i32.or(lane0, i32.shl(lane1, 1));
	const ask = (name: string, one: (f: Func, words: Words) => Expr<"i32">): Fn =>
		module.func(name, { params: ["i32"], result: "i32" }, (f, a) => {
			const [lane0, lane1] = integers(f, a);
			const first = f.let(one(f, lane0));
			f.give(bits(first, one(f, lane1)));
		});

	const isZero = ask("fp.isZero", (_, words) => isZeroWords(words));
	return {
		isZero,
		equal: module.func(
			"fp.equal",
			{ params: ["i32", "i32"], result: "i32" },
			(f, a, b) => {
				f.do(call(form.sub, scratch2, a, b));
				const [lane0, lane1] = integers(f, scratch2);
				f.give(bits(isZeroWords(lane0), isZeroWords(lane1)));
			},
		),
		parity: ask("fp.parity", (_, [low]) =>
			i32.and(i32.wrap(low ?? i64.const(0n)), 1),
		),
		isLarge: ask("fp.isLarge", (f, words) =>
			i32.xor(isBelow(f, words, (p + 1n) / 2n, radix), 1),
		),
		fromBytes: module.func(
			"fp.fromBytes",
			{ params: ["i32", "i32", "i32"], result: "i32" },
			(f, r, from0, from1) => {
				const canonical = lanes.map((lane) => {
					const words = readBytes(f, lane === 0 ? from0 : from1, bytes, radix);
					f.do(...words.map((word, i) => form.store(scratch, lane, i, word)));
					return f.let(isBelow(f, words, p, radix));
				});
				f.do(call(form.enter, r, scratch));
				const [first, second] = canonical;
				if (first === undefined || second === undefined)
					throw new RangeError("a pair has two lanes");
				f.give(bits(first, second));
			},
		),
		toBytes: module.func(
			"fp.toBytes",
			{ params: ["i32", "i32", "i32"] },
			(f, to0, to1, a) => {
				const [lane0, lane1] = integers(f, a);
				f.do(...writeBytes(to0, lane0, bytes, radix));
				f.do(...writeBytes(to1, lane1, bytes, radix));
			},
		),
	};
};
