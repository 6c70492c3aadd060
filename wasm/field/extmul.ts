// The field backend for SIMD without fused multiply-add. extmul-form.ts has the form of an element, extmul-product.ts the
// products. Signed limbs leave room for sums, so no addition reduces modulo p. An element is an integer of any sign:
//   - a product is at most |a|·|b|/R + 0.51p, with R at least 80000p;
//   - a reduced element has limbs of at most 2^(width − 1) + 2^15, by one round of carries.

import { call, type Fn, type Func, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i32x4, i64, i64x2, v128 } from "../asm/ops.ts";
import {
	formOf,
	halfUnits,
	lane0,
	lane1,
	negated,
	nothing,
	pick,
	placePair,
	put,
	swapped,
	type Vector,
	vectors,
} from "./extmul-form.ts";
import { emitProducts } from "./extmul-product.ts";
import type { Field } from "./field.ts";
import type { Prime } from "./prime.ts";
import { centred, constantsOf, indices, signedWords } from "./words.ts";
import { emitEdges } from "./words-edges.ts";

export const emitExtmul = (module: Module, prime: Prime): Field => {
	const { p, xiRe } = prime;
	const form = formOf(prime);
	const { width, count, half, R } = form;
	const size = 16 * half;
	const pairOf = (lane0: bigint, lane1: bigint): number =>
		placePair(module, form, lane0, lane1);
	const constant = constantsOf((x) => centred(x * R, p), pairOf);
	const products = emitProducts(module, form);
	const rounds = halfUnits(form);
	/**
	 * Brings limbs of a few times the size back to half of 2^width and a little, in one round. The value stays.
	 * @param carriesOf what each limb hands to the next, where it is not the limb over 2^width, rounded
	 */
	const settle = (
		f: Func,
		words: readonly Vector[],
		carriesOf?: readonly Vector[],
	): readonly Vector[] => {
		const limbs = words.map((word) => f.let(word));
		const carries = limbs.map((limb, i) =>
			f.let(carriesOf?.[i] ?? i32x4.shrS(i32x4.add(limb, rounds), width)),
		);
		const lastIsOdd = count % 2 === 1;
		return limbs.map((limb, i) => {
			const up = carries[i] ?? nothing;
			const before = carries[i - 1] ?? nothing;
			// What would leave the top limb stays in it. With an odd count the place behind the top limb is empty.
			const top = i === half - 1;
			const leaves = !top
				? up
				: lastIsOdd
					? nothing
					: v128.and(up, i64x2.const(-1n, 0n));
			const entering = top && lastIsOdd ? nothing : up;
			const enters = pick(before, entering, 2, 3, 4, 5);
			return i32x4.add(i32x4.sub(limb, i32x4.shl(leaves, width)), enters);
		});
	};
	// The top limb as a share of p, times 2^22: fits into 32 bits for up to 500p.
	const scale = 22;
	const share = ((1n << BigInt(width * (count - 1) + scale)) + p / 2n) / p;
	const modulus = placePair(module, form, p, p);
	const coarse = (limb: Vector): Vector => i32x4.shrS(limb, 8);
	/**
	 * A value less the multiple of p that is nearest by the top limb: at most 0.7p. A limb may not fit into 32 bits, but the top
	 * one; then the carries come from limbs over 256, and what is left wraps back.
	 * @param exact the limbs modulo 2^32
	 * @param rough the limbs over 256, give or take 8
	 */
	const shrunk = (
		f: Func,
		exact: readonly Vector[],
		rough: readonly Vector[],
	): readonly Vector[] => {
		const limbs = exact.map((limb) => f.let(limb));
		const last = limbs[half - 1] ?? nothing;
		const at = count % 2 === 1 ? 0 : 2;
		const top = pick(last, last, at, at + 1, at, at + 1);
		const shares = i32x4.mul(top, i32x4.splat(Number(share)));
		const quotient = f.let(
			i32x4.shrS(i32x4.add(shares, i32x4.splat(1 << (scale - 1))), scale),
		);
		const multiples = vectors(f, form, modulus);
		const less = (limb: Vector, by: Vector): Vector =>
			i32x4.sub(limb, i32x4.mul(quotient, by));
		return settle(
			f,
			limbs.map((limb, i) => less(limb, multiples[i] ?? nothing)),
			rough.map((limb, i) => {
				const rest = less(limb, coarse(multiples[i] ?? nothing));
				return i32x4.shrS(i32x4.add(rest, coarse(rounds)), width - 8);
			}),
		);
	};
	/** 3a − 2b or 3a + 2b, by what joins them. */
	const triples = (name: string, join: typeof i32x4.add): Fn =>
		module.func(name, { params: ["i32", "i32", "i32"] }, (f, r, a, b) => {
			const [x, y] = [vectors(f, form, a), vectors(f, form, b)];
			const joined = (change: (limb: Vector) => Vector) =>
				x.map((limb, i) => {
					const first = change(limb);
					const second = change(y[i] ?? nothing);
					const thrice = i32x4.add(i32x4.add(first, first), first);
					return join(thrice, i32x4.add(second, second));
				});
			put(
				f,
				r,
				shrunk(
					f,
					joined((limb) => limb),
					joined(coarse),
				),
			);
		});
	const binary = (
		name: string,
		one: (a: Vector, b: Vector) => Vector,
		settled = true,
	): Fn =>
		module.func(name, { params: ["i32", "i32", "i32"] }, (f, r, a, b) => {
			const words = indices(half).map((i) =>
				one(v128.load(a, 16 * i), v128.load(b, 16 * i)),
			);
			put(f, r, settled ? settle(f, words) : words);
		});
	const unary = (
		name: string,
		one: (a: Local<"v128">) => Vector,
		settled = true,
	): Fn =>
		module.func(name, { params: ["i32", "i32"] }, (f, r, a) => {
			const words = vectors(f, form, a).map(one);
			put(f, r, settled ? settle(f, words) : words);
		});

	const move = (name: string, ...four: number[]): Fn =>
		unary(name, (x) => pick(x, x, ...four), false);
	const join = (name: string, ...four: number[]): Fn =>
		binary(name, (x, y) => pick(x, y, ...four), false);

	const one = pairOf(1n, 1n);
	const square = pairOf((R * R) % p, (R * R) % p);
	const into = (name: string, factor: number): Fn =>
		module.func(name, { params: ["i32", "i32"] }, (f, r, a) =>
			f.do(call(products.mul, r, a, factor)),
		);
	const sub = binary("fp.sub", i32x4.sub);

	return {
		module,
		backend: "extmul",
		prime,
		size,
		constant,
		...products,
		add: binary("fp.add", i32x4.add),
		sub,
		addLazy: binary("fp.addLazy", i32x4.add, !form.slack),
		subLazy: binary("fp.subLazy", i32x4.sub, !form.slack),
		neg: unary("fp.neg", (x) => i32x4.sub(nothing, x)),
		double: unary("fp.double", (x) => i32x4.add(x, x)),

		shrink: module.func("fp.shrink", { params: ["i32", "i32"] }, (f, r, a) => {
			const x = vectors(f, form, a);
			put(f, r, shrunk(f, x, x.map(coarse)));
		}),
		triplesLessTwice: triples("fp.triplesLessTwice", i32x4.sub),
		triplesAndTwice: triples("fp.triplesAndTwice", i32x4.add),

		// 10·2^(width − 1) may not fit into 32 bits; then the carries come from limbs over 4, and what is left wraps back.
		fp2MulXi: module.func(
			"fp.fp2MulXi",
			{ params: ["i32", "i32"] },
			(f, r, a) => {
				const x = vectors(f, form, a);
				const i = x.map((limb) => f.let(negated(swapped(limb), lane0)));
				const times = (limb: Vector): Vector =>
					xiRe === 1n ? limb : i32x4.mul(limb, i32x4.splat(Number(xiRe)));
				const sums = x.map((limb, at) => i32x4.add(times(limb), i[at] ?? limb));
				const quarter = (limb: Vector): Vector => i32x4.shrS(limb, 2);
				const carries = x.map((limb, at) =>
					i32x4.shrS(
						i32x4.add(
							i32x4.add(times(quarter(limb)), quarter(i[at] ?? limb)),
							quarter(rounds),
						),
						width - 2,
					),
				);
				put(f, r, settle(f, sums, carries));
			},
		),
		fp2Conj: unary("fp.fp2Conj", (x) => negated(x, lane1)),
		fp2MulI: unary("fp.fp2MulI", (x) => negated(swapped(x), lane0)),

		copy: unary("fp.copy", (x) => x, false),
		swap: move("fp.swap", 1, 0, 3, 2),
		both0: move("fp.both0", 0, 0, 2, 2),
		both1: move("fp.both1", 1, 1, 3, 3),
		blend: join("fp.blend", 0, 5, 2, 7),
		zip0: join("fp.zip0", 0, 4, 2, 6),
		zip1: join("fp.zip1", 1, 5, 3, 7),
		select: module.func(
			"fp.select",
			{ params: ["i32", "i32", "i32", "i32"] },
			(f, r, a, b, which) => {
				const bits = i32x4.const(1, 2, 1, 2);
				const mask = f.let(i32x4.eq(v128.and(i32x4.splat(which), bits), bits));
				f.do(
					...indices(half).map((i) =>
						v128.store(
							r,
							v128.bitselect(v128.load(b, 16 * i), v128.load(a, 16 * i), mask),
							16 * i,
						),
					),
				);
			},
		),

		...emitEdges(module, prime, {
			radix: form,
			size,
			load: (a, lane, i) => i64.extendI32S(i32.load(a, 8 * i + 4 * lane)),
			store: (a, lane, i, value) => i64.store32(a, value, 8 * i + 4 * lane),
			enter: into("fp.enter", square),
			leave: into("fp.leave", one),
			lift: signedWords(p, form),
			sub,
		}),
	};
};
