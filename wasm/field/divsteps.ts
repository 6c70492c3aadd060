// Inverses modulo p by division steps: some ten times quicker than a power, and in time that depends on the operand, which is
// public here. Integers only: the field's own form is left and entered through bytes, so it serves every backend.
//
// From f = p and g = x, a division step makes (f, g) into (g, (g − f)/2) or (f, (g + (g mod 2)·f)/2), until g = 0 and f = ±1.
// Thirty steps are computed on the low words of f and g alone, and then done to all words at once by the matrix of integers
// that they amount to; d and e are kept with d·x = f and e·x = g modulo p, up to the powers of two that are divided off.
// Source: Bernstein, Yang, "Fast constant-time gcd computation and modular inversion", https://eprint.iacr.org/2019/266,
// sections 8 and 11; steps that only halve are taken together, and several low bits are cleared by one multiple of f.

import type { Expr } from "../asm/expr.ts";
import { ask, call, type Fn, type Func, type Local } from "../asm/func.ts";
import { i32, i64, memory } from "../asm/ops.ts";
import type { Field } from "./field.ts";
import { inverseModulo } from "./prime.ts";

const width = 30;
const mask = (1n << BigInt(width)) - 1n;
const wordBytes = 8;

/** Words of 30 bits, each in an i64, the last one with the sign. */
type Number = { readonly at: number };

const places = (count: number): number[] =>
	Array.from({ length: count }, (_, i) => i);

/** The matrix of thirty steps times 2^30: the new f is (u·f + v·g)/2^30, the new g is (q·f + r·g)/2^30. */
type Matrix = {
	readonly u: Local<"i32">;
	readonly v: Local<"i32">;
	readonly q: Local<"i32">;
	readonly r: Local<"i32">;
};

/**
 * Thirty division steps on the low words f, odd, and g; `eta` is minus the delta of the source. |u| + |v| and |q| + |r| are at
 * most 2^30.
 */
const thirtySteps = (
	b: Func,
	eta: Local<"i32">,
	f: Local<"i32">,
	g: Local<"i32">,
	{ u, v, q, r }: Matrix,
): void => {
	b.set(u, 1);
	b.set(v, 0);
	b.set(q, 0);
	b.set(r, 1);
	const left = b.let(i32.const(width));
	const old = b.local("i32");
	const exchange = (a: Local<"i32">, c: Local<"i32">) => {
		b.set(old, a);
		b.set(a, c);
		b.set(c, i32.sub(0, old));
	};
	b.block((leave) => {
		b.loop((again) => {
			// Halve while g is even, as far as steps are left.
			const zeros = b.let(i32.ctz(i32.or(g, i32.shl(-1, left))));
			b.set(g, i32.shrS(g, zeros));
			b.set(u, i32.shl(u, zeros));
			b.set(v, i32.shl(v, zeros));
			b.set(eta, i32.sub(eta, zeros));
			b.set(left, i32.sub(left, zeros));
			leave(i32.eqz(left));
			b.if(i32.ltS(eta, 0), () => {
				b.set(eta, i32.sub(0, eta));
				exchange(f, g);
				exchange(u, q);
				exchange(v, r);
			});
			// Until eta is used up no step exchanges, so a multiple of f may clear as many bits of g at once: at most six, for
			// f·(f² − 2) is −1/f modulo 64.
			const most = b.let(i32.add(eta, 1));
			b.if(i32.gtS(most, left), () => b.set(most, left));
			b.if(i32.gtS(most, 6), () => b.set(most, i32.const(6)));
			const times = b.let(
				i32.and(
					i32.mul(g, i32.mul(f, i32.sub(i32.mul(f, f), 2))),
					i32.sub(i32.shl(1, most), 1),
				),
			);
			b.set(g, i32.add(g, i32.mul(f, times)));
			b.set(q, i32.add(q, i32.mul(u, times)));
			b.set(r, i32.add(r, i32.mul(v, times)));
			again(1);
		});
	});
};

/** Defines (r, a): 1/a lane by lane, zero for zero. */
export const defineDivstepInverse = (field: Field): Fn => {
	const { module, prime, size } = field;
	const { p, bytes } = prime;
	const bits = p.toString(2).length;
	// Room for sums of magnitude below 4p.
	const count = Math.ceil((bits + 3) / width);
	// The source's theorem 11.2, for numbers of 46 bits and more.
	const mostRounds = Math.ceil((49 * bits + 57) / 17 / width);

	const number = (): Number => ({ at: module.reserve(wordBytes * count) });
	const wordsOf = (value: bigint): bigint[] =>
		places(count).map((i) => {
			const rest = value >> BigInt(width * i);
			return i === count - 1 ? rest : rest & mask;
		});
	const primeWords = wordsOf(p);
	const load = ({ at }: Number, i: number): Expr<"i64"> =>
		i64.load(at + wordBytes * i);
	const store = (b: Func, { at }: Number, i: number, value: Expr<"i64">) =>
		b.do(i64.store(at + wordBytes * i, value));
	const set = (b: Func, to: Number, value: bigint) => {
		wordsOf(value).forEach((word, i) => {
			store(b, to, i, i64.const(word));
		});
	};
	const [f, g, d, e] = [number(), number(), number(), number()];
	const shift = BigInt(width);

	/** One row of the matrix applied to two numbers, plus a multiple of p, divided by 2^30; word by word, the lowest first. */
	const row = (
		b: Func,
		first: Expr<"i64">,
		second: Expr<"i64">,
		multiple: Expr<"i64"> | null,
	) => {
		const carry = b.local("i64");
		return (i: number, x: Expr<"i64">, y: Expr<"i64">): Expr<"i64"> => {
			const sum = i64.add(i64.mul(first, x), i64.mul(second, y));
			const word = primeWords[i] ?? 0n;
			const whole =
				multiple === null || word === 0n
					? sum
					: i64.add(sum, i64.mul(multiple, word));
			if (i > 0) b.set(carry, i64.add(carry, whole));
			else b.set(carry, whole);
			const low = b.let(i64.and(carry, mask));
			b.set(carry, i64.shrS(carry, shift));
			return i === count - 1 ? i64.or(i64.shl(carry, shift), low) : low;
		};
	};
	/** Both numbers by both rows. The lowest word, which the division drops, is zero. */
	const apply = (
		b: Func,
		[x, y]: readonly [Number, Number],
		rows: readonly [ReturnType<typeof row>, ReturnType<typeof row>],
	) => {
		for (const i of places(count)) {
			const [xi, yi] = [b.let(load(x, i)), b.let(load(y, i))];
			const [toX, toY] = rows.map((each) => each(i, xi, yi));
			if (toX === undefined || toY === undefined) continue;
			if (i === 0) continue;
			if (i < count - 1) {
				store(b, x, i - 1, toX);
				store(b, y, i - 1, toY);
				continue;
			}
			// The last sum has its carry with it: 30 bits below, the rest above.
			for (const [to, word] of [
				[x, b.let(toX)],
				[y, b.let(toY)],
			] as const) {
				store(b, to, i - 1, i64.and(word, mask));
				store(b, to, i, i64.shrS(word, shift));
			}
		}
	};

	const inverseOfPrime = inverseModulo(p, 1n << shift);
	/** (): one round. @returns whether g is zero now */
	const eta = module.reserve(4);
	const round = module.func(
		"divstepRound",
		{ params: [], result: "i32" },
		(b) => {
			const steps = b.let(i32.load(eta));
			const matrix: Matrix = {
				u: b.local("i32"),
				v: b.local("i32"),
				q: b.local("i32"),
				r: b.local("i32"),
			};
			const low = ({ at }: Number) =>
				b.let(
					i32.wrap(
						i64.or(i64.load(at), i64.shl(i64.load(at + wordBytes), shift)),
					),
				);
			thirtySteps(b, steps, low(f), low(g), matrix);
			b.do(i32.store(eta, steps));
			const wide = (entry: Local<"i32">) => b.let(i64.extendI32S(entry));
			const [u, v, q, r] = [
				wide(matrix.u),
				wide(matrix.v),
				wide(matrix.q),
				wide(matrix.r),
			];
			apply(b, [f, g], [row(b, u, v, null), row(b, q, r, null)]);
			// d and e stay between −2p and p: a negative one takes part with p added, and the multiple of p that makes the low
			// word zero is added with it.
			const [d0, e0] = [b.let(load(d, 0)), b.let(load(e, 0))];
			const signD = b.let(i64.shrS(load(d, count - 1), 63n));
			const signE = b.let(i64.shrS(load(e, count - 1), 63n));
			const multiple = (first: Expr<"i64">, second: Expr<"i64">) => {
				const base = b.let(
					i64.add(i64.and(first, signD), i64.and(second, signE)),
				);
				const lowest = i64.add(i64.mul(first, d0), i64.mul(second, e0));
				return b.let(
					i64.sub(
						base,
						i64.and(i64.add(i64.mul(lowest, inverseOfPrime), base), mask),
					),
				);
			};
			const [forD, forE] = [multiple(u, v), multiple(q, r)];
			apply(b, [d, e], [row(b, u, v, forD), row(b, q, r, forE)]);
			const any = b.let(load(g, 0));
			for (const i of places(count).slice(1))
				b.set(any, i64.or(any, load(g, i)));
			b.give(i64.eqz(any));
		},
	);

	// Little-endian bytes, with room for whole words at the end.
	const plain = module.reserve(bytes);
	const turned = module.reserve(bytes + 2 * wordBytes);
	const reverse = (b: Func, to: number, from: number) =>
		b.times(bytes, (i) =>
			b.do(
				i32.store8(i32.add(i, to), i32.load8U(i32.sub(from + bytes - 1, i))),
			),
		);
	const one = field.constant(1n, 1n);
	const zero = field.constant(0n, 0n);
	const factors = module.reserve(size);
	const product = module.reserve(size);
	return module.func(
		"divstepInverse",
		{ params: ["i32", "i32"] },
		(b, r, a) => {
			// One inverse for both lanes: 1/x = y/(x·y). Zeros take part as ones.
			const zeros = b.let(ask(field.isZero, a));
			b.do(
				call(field.select, factors, a, one, zeros),
				call(field.swap, factors, factors),
				call(field.swap, product, factors),
				call(field.mul, product, product, factors),
				memory.fill(turned, 0, bytes + 2 * wordBytes),
				call(field.toBytes, plain, turned, product),
			);
			reverse(b, turned, plain);
			b.do(memory.fill(turned + bytes, 0, 2 * wordBytes));
			const window = (i: number) => ({
				at: turned + ((width * i) >> 3),
				by: BigInt((width * i) & 7),
			});
			for (const i of places(count)) {
				const { at, by } = window(i);
				const inside = width * i < 8 * bytes;
				store(
					b,
					g,
					i,
					inside ? i64.and(i64.shrU(i64.load(at), by), mask) : i64.const(0n),
				);
			}
			set(b, f, p);
			set(b, d, 0n);
			set(b, e, 1n);
			b.do(i32.store(eta, -1));
			b.block((leave) => {
				b.times(mostRounds, () => leave(ask(round)));
			});
			// 1/x = d·f, as a number between 0 and 4p.
			const sign = b.let(i64.shrS(load(f, count - 1), 63n));
			const twice = wordsOf(2n * p);
			const carry = b.let(i64.const(0n));
			b.do(memory.fill(turned, 0, bytes + 2 * wordBytes));
			for (const i of places(count)) {
				const word = i64.sub(i64.xor(load(d, i), sign), sign);
				b.set(carry, i64.add(i64.add(carry, word), twice[i] ?? 0n));
				const { at, by } = window(i);
				if (width * i < 8 * bytes)
					b.do(
						i64.store(
							at,
							i64.or(i64.load(at), i64.shl(i64.and(carry, mask), by)),
						),
					);
				b.set(carry, i64.shrS(carry, shift));
			}
			reverse(b, plain, turned);
			b.do(
				call(field.fromBytes, product, plain, plain),
				call(field.mul, product, product, factors),
				call(field.select, r, product, zero, zeros),
			);
		},
	);
};
