// An element as the integer it stands for: canonical form, comparisons, bytes.

import type { Expr, Operand } from "../asm/expr.ts";
import { call, type Fn, type Func, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { f64x2, i32, i64x2, v128 } from "../asm/ops.ts";
import { quotient, quotientMost } from "./fma-carry.ts";
import { Columns } from "./fma-columns.ts";
import {
	bothBits,
	type Form,
	type Limb,
	reduced,
	sizeOf,
	sumOf,
	type Table,
} from "./fma-form.ts";
import { inverseModulo } from "./prime.ts";

/** The integer's digits of `width` bits, none negative; the last takes what is left. */
const digitsOf = ({ width, count }: Form, value: bigint): bigint[] =>
	Array.from({ length: count }, (_, i) => {
		const rest = value >> BigInt(width * i);
		return i === count - 1 ? rest : BigInt.asUintN(width, rest);
	});

/** Carries through integers in place: digits in [0, 2^width), a top one that has the sign of the whole. */
const settle = (
	f: Func,
	{ width }: Form,
	digits: readonly Local<"v128">[],
): void => {
	const mask = i64x2.both((1n << BigInt(width)) - 1n);
	for (const [i, digit] of digits.entries()) {
		const next = digits[i + 1];
		if (next === undefined) return;
		f.set(next, i64x2.add(next, i64x2.shrS(digit, width)));
		f.set(digit, v128.and(digit, mask));
	}
};

/** Bit 0 and bit 1 from two lanes that are all ones or zero. */
const bits = (f: Func, lanes: Expr<"v128">): Expr<"i32"> => {
	const mask = f.let(v128.and(lanes, v128.const(1n, 2n)));
	const lane = (i: number) => i32.wrap(i64x2.extractLane(mask, i));
	return i32.or(lane(0), lane(1));
};

const negative = (top: Expr<"v128">): Expr<"v128"> =>
	i64x2.ltS(top, i64x2.both(0n));

/** The difference `a − b` of digits, settled. @returns its top digit, which has its sign */
const difference = (
	f: Func,
	form: Form,
	a: readonly Expr<"v128">[],
	b: readonly Expr<"v128">[],
): Local<"v128"> => {
	const rest = a.map((digit, i) =>
		f.let(i64x2.sub(digit, b[i] ?? i64x2.both(0n))),
	);
	settle(f, form, rest);
	const top = rest.at(-1);
	if (top === undefined) throw new RangeError("no digits");
	return top;
};

/**
 * Integers that make up a value less the multiple of p that is nearest to it, settled. Zero modulo p is then zero itself,
 * digit by digit.
 * @param value the most that the limbs make up
 */
const nearest = (
	f: Func,
	form: Form,
	p: Table,
	limbs: readonly Limb[],
	value: bigint,
): Local<"v128">[] => {
	const { count } = form;
	const columns = new Columns(f, form, count + 1);
	const kept = limbs.map(({ of, most }) => ({ of: f.let(of), most }));
	const top = kept.at(-1);
	if (top === undefined) throw new RangeError("no limbs");
	const below = kept.slice(0, -1).map(({ most }) => most);
	const most = quotientMost(
		{ ...form, unit: form.prime.p / 2n + (form.prime.p >> 20n) },
		value,
		sumOf(form, below),
	);
	const q = { of: f.let(f64x2.neg(quotient(f, form, top.of))), most };
	for (const [i, limb] of kept.entries()) {
		columns.addLimb(i, limb);
		const part = p[i];
		if (part !== undefined) columns.addProduct(i, q, part);
	}
	const digits = kept.map((_, i) => f.let(columns.integer(i)));
	settle(f, form, digits);
	return digits;
};

/** Conversions and comparisons, named after the field's prime. */
export const integers = (
	module: Module,
	form: Form,
	p: Table,
	mul: Fn,
	constant: (lane0: bigint, lane1: bigint) => number,
) => {
	const { prime, width, count, unit, units } = form;
	const named = (text: string) => `${prime.name}.${text}`;
	const scratch = module.reserve(sizeOf(form));
	const r = 1n << BigInt(width * count);
	const digitsOfP = digitsOf(form, prime.p);

	const isZeroSum = (
		f: Func,
		limbs: readonly Limb[],
		value: bigint,
	): Expr<"i32"> => {
		const any = f.let(
			nearest(f, form, p, limbs, value)
				.map((digit): Expr<"v128"> => digit)
				.reduce((all, digit) => v128.or(all, digit)),
		);
		return bits(f, i64x2.eq(any, i64x2.both(0n)));
	};
	const limbsAt = (address: Expr<"i32">): Limb[] =>
		reduced(form).map((most, i) => ({ of: v128.load(address, 16 * i), most }));

	const isZero = module.func(
		named("isZero"),
		{ params: ["i32"], result: "i32" },
		(f, a) => f.give(isZeroSum(f, limbsAt(a), unit * units)),
	);
	const equal = module.func(
		named("equal"),
		{ params: ["i32", "i32"], result: "i32" },
		(f, a, b) => {
			const limbs = limbsAt(a).map(
				({ of, most }, i): Limb => ({
					of: f64x2.sub(of, v128.load(b, 16 * i)),
					most: 2n * most,
				}),
			);
			f.give(isZeroSum(f, limbs, 2n * unit * units));
		},
	);

	/** (a): leaves the digits of the integer in [0, p) in the scratch memory. */
	const canonical = module.func(
		named("canonical"),
		{ params: ["i32"] },
		(f, a) => {
			// The product with R^-1, which is kept as 1, takes the factor R off.
			const inverse = constant(
				inverseModulo(r, prime.p),
				inverseModulo(r, prime.p),
			);
			f.do(call(mul, scratch, a, inverse));
			const digits = nearest(f, form, p, limbsAt(i32.const(scratch)), unit);
			const top = digits.at(-1);
			if (top === undefined) throw new RangeError("no digits");
			const below = f.let(negative(top));
			for (const [i, digit] of digits.entries()) {
				const part = v128.and(below, i64x2.both(digitsOfP[i] ?? 0n));
				f.set(digit, i64x2.add(digit, part));
			}
			settle(f, form, digits);
			for (const [i, digit] of digits.entries())
				f.do(v128.store(scratch, digit, 16 * i));
		},
	);
	const digitAt = (i: number): Expr<"v128"> => v128.load(scratch, 16 * i);

	const parity = module.func(
		named("parity"),
		{ params: ["i32"], result: "i32" },
		(f, a) => {
			f.do(call(canonical, a));
			const odd = v128.and(digitAt(0), i64x2.both(1n));
			f.give(bits(f, i64x2.neg(odd)));
		},
	);
	const isLarge = module.func(
		named("isLarge"),
		{ params: ["i32"], result: "i32" },
		(f, a) => {
			f.do(call(canonical, a));
			const half = digitsOf(form, (prime.p - 1n) / 2n).map(i64x2.both);
			const value = half.map((_, i) => digitAt(i));
			f.give(bits(f, negative(difference(f, form, half, value))));
		},
	);

	const words = prime.bytes / 8;
	/** Sixteen bytes of a big-endian integer, the k-th pair of words from its low end. */
	const place = (k: number) => prime.bytes - 16 * (k + 1);
	const down = (from: number): number[] =>
		Array.from({ length: 8 }, (_, i) => from - i);

	const fromBytes = module.func(
		named("fromBytes"),
		{ params: ["i32", "i32", "i32"], result: "i32" },
		(f, to, from0, from1) => {
			const word: Local<"v128">[] = [];
			for (let k = 0; 2 * k < words; k++) {
				const x = f.let(v128.load(from0, place(k)));
				const y = f.let(v128.load(from1, place(k)));
				word.push(f.let(v128.shuffle(x, y, [...down(15), ...down(31)])));
				word.push(f.let(v128.shuffle(x, y, [...down(7), ...down(23)])));
			}
			const digits = digitsOfP.map((_, i): Local<"v128"> => {
				const at = width * i;
				const low = word[Math.floor(at / 64)];
				const high = word[Math.floor(at / 64) + 1];
				if (low === undefined) throw new RangeError("no word");
				const down = i64x2.shrU(low, at % 64);
				const both =
					high === undefined || at % 64 === 0
						? down
						: v128.or(down, i64x2.shl(high, 64 - (at % 64)));
				// The last digit has all the bits that are left.
				const mask = (1n << BigInt(width)) - 1n;
				return f.let(i === count - 1 ? both : v128.and(both, i64x2.both(mask)));
			});
			// Digits below 2^52 become doubles under its exponent.
			for (const [i, digit] of digits.entries()) {
				const raised = v128.or(digit, bothBits(2 ** 52));
				f.do(v128.store(scratch, f64x2.sub(raised, bothBits(2 ** 52)), 16 * i));
			}
			// R itself is kept as R²: the product is the integer times R.
			f.do(call(mul, to, scratch, constant(r, r)));
			const top = difference(f, form, digits, digitsOfP.map(i64x2.both));
			f.give(bits(f, negative(top)));
		},
	);

	const toBytes = module.func(
		named("toBytes"),
		{ params: ["i32", "i32", "i32"] },
		(f, to0, to1, a) => {
			f.do(call(canonical, a));
			const word = Array.from({ length: words }, (_, k) => {
				const parts: Expr<"v128">[] = [];
				for (let i = 0; i < count; i++) {
					const at = width * i - 64 * k;
					if (at >= 64 || at + width <= 0) continue;
					parts.push(
						at >= 0 ? i64x2.shl(digitAt(i), at) : i64x2.shrU(digitAt(i), -at),
					);
				}
				return f.let(parts.reduce((all, part) => v128.or(all, part)));
			});
			for (let k = 0; 2 * k < words; k++) {
				const [low, high] = [word[2 * k], word[2 * k + 1]];
				if (low === undefined || high === undefined)
					throw new RangeError("no word");
				const lane = (to: Operand<"i32">, last: number) =>
					f.do(
						v128.store(
							to,
							v128.shuffle(low, high, [...down(16 + last), ...down(last)]),
							place(k),
						),
					);
				lane(to0, 7);
				lane(to1, 15);
			}
		},
	);

	return { isZero, equal, parity, isLarge, fromBytes, toBytes };
};
