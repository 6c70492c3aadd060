// The field backend for SIMD without fused multiply-add: i64x2.extmul multiplies 32-bit numbers of both lanes at once. Signed
// limbs of 29 or 30 bits, of which the first half lies in the low halves of the vectors and the second half in the high
// halves: vector i is (limb i of lane 0, limb i of lane 1, limb i + half of lane 0, limb i + half of lane 1), each an i32.
//
// The arithmetic is the scalar backend's: Montgomery multiplication by product scanning ("FIPS", Ç. K. Koç, T. Acar,
// B. S. Kaliski, IEEE Micro 16(3), 1996) on signed limbs, with room for sums, so no addition reduces modulo p.
//   - a product is at most |a|·|b|/R + 0.51p, with R = 2^(width·count) at least 80000p;
//   - a reduced element has limbs of at most 2^(width − 1) + 8, by one round of carries;
//   - a column of the product in Fp2 has 2·count products and count of the reduction; its sum stays below 2^63.

import type { Expr } from "../asm/expr.ts";
import { call, type Fn, type Func, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i32x4, i64, i64x2, v128 } from "../asm/ops.ts";
import type { Field } from "./field.ts";
import { inverseModulo, type Prime } from "./prime.ts";
import { indices, type Radix, signedWords } from "./words.ts";
import { emitEdges } from "./words-edges.ts";

type Address = Local<"i32">;
type Vector = Expr<"v128">;
type Vectors = readonly Local<"v128">[];

/** `slack`: whether the columns stay below 2^63 with two lazy operands, whose limbs are twice as large as reduced ones. */
const layouts: {
	readonly [bytes in Prime["bytes"]]: Radix & { readonly slack: boolean };
} = {
	48: { width: 29, count: 14, slack: true },
	32: { width: 30, count: 9, slack: false },
};

/** Sixteen byte indices from four indices of 32-bit numbers. */
const quads = (...four: readonly number[]): number[] =>
	four.flatMap((at) => [4 * at, 4 * at + 1, 4 * at + 2, 4 * at + 3]);

export const emitExtmul = (module: Module, prime: Prime): Field => {
	const { p, xiRe } = prime;
	const radix = layouts[prime.bytes];
	const { width, count } = radix;
	const half = Math.ceil(count / 2);
	const size = 16 * half;
	const R = 1n << BigInt(width * count);
	const modulus = signedWords(p, radix);
	/** −1/p modulo 2^width. */
	const mu = BigInt.asIntN(width, -inverseModulo(p, 1n << BigInt(width)));

	const offsetOf = (limb: number): number =>
		limb < half ? 16 * limb : 16 * (limb - half) + 8;
	const pairOf = (lane0: bigint, lane1: bigint): number => {
		const bytes = new Uint8Array(size);
		const view = new DataView(bytes.buffer);
		for (const [lane, x] of [lane0, lane1].entries())
			signedWords(x, radix).forEach((limb, i) => {
				view.setInt32(offsetOf(i) + 4 * lane, Number(limb), true);
			});
		return module.data(bytes);
	};
	const known = new Map<string, number>();
	const constant = (lane0: bigint, lane1: bigint): number => {
		const form = (x: bigint): bigint => {
			const least = (((x * R) % p) + p) % p;
			return least > p / 2n ? least - p : least;
		};
		const key = `${form(lane0)},${form(lane1)}`;
		const address = known.get(key) ?? pairOf(form(lane0), form(lane1));
		known.set(key, address);
		return address;
	};
	/** A table in memory of limbs that are the same in all lanes, for operands that are loaded each time. */
	const table = (limbs: readonly bigint[]): number => {
		const bytes = new Uint8Array(16 * limbs.length);
		const view = new DataView(bytes.buffer);
		limbs.forEach((limb, i) => {
			for (const lane of [0, 1, 2, 3])
				view.setInt32(16 * i + 4 * lane, Number(limb), true);
		});
		return module.data(bytes);
	};
	const modulusAt = table(modulus);

	const vectors = (f: Func, a: Address): Vectors =>
		indices(half).map((i) => f.let(v128.load(a, 16 * i)));
	/** Limb by limb, each in both halves of a vector of its own. */
	const spread = (f: Func, a: Address): Vectors =>
		indices(count).map((i) => f.let(v128.load64Splat(a, offsetOf(i))));
	const put = (f: Func, r: Address, words: readonly Vector[]): void =>
		f.do(...words.map((word, i) => v128.store(r, word, 16 * i)));

	const product: (a: Vector, b: Vector) => Vector = i64x2.extmulLowI32x4S;
	const total = (terms: readonly Vector[]): Vector =>
		terms.reduce((a, b) => i64x2.add(a, b));
	const terms = (a: Vectors, b: Vectors, k: number): Vector[] =>
		a.flatMap((limb, i) => {
			const other = b[k - i];
			return other === undefined ? [] : [product(limb, other)];
		});
	/** Column k of the product of two spread numbers. */
	const column = (a: Vectors, b: Vectors, k: number): Vector =>
		total(terms(a, b, k));
	/** Column k of a square. */
	const squareColumn = (a: Vectors, k: number): Vector => {
		const twice = a.flatMap((limb, i) => {
			const other = a[k - i];
			return other === undefined || 2 * i >= k ? [] : [product(limb, other)];
		});
		const middle = k % 2 === 0 ? a[k / 2] : undefined;
		const parts = twice.length === 0 ? [] : [i64x2.shl(total(twice), 1)];
		return total(
			middle === undefined ? parts : [...parts, product(middle, middle)],
		);
	};

	// There is no fast shift of signed 64-bit lanes, so sums are kept 2^63 too large, and shifted as unsigned ones. What the
	// carry is too large by goes off the next column's constant.
	const bias = 1n << 63n;
	const biasCarried = bias >> BigInt(width);
	const round = 1n << BigInt(width - 1);
	const reduction = (f: Func) => {
		const quotients: Local<"v128">[] = [];
		const result: Local<"v128">[] = [];
		const carry = f.local("v128");
		const muLocal = f.let(v128.load(table([mu])));
		const steady = f.let(i64x2.both(bias - biasCarried));
		const rounded = f.let(i64x2.both(bias - biasCarried + round));
		return {
			take: (column: Vector): void => {
				const k = quotients.length + result.length;
				const multiples = quotients.flatMap((quotient, i) =>
					k - i >= count
						? []
						: [product(quotient, v128.load(modulusAt, 16 * (k - i)))],
				);
				const start =
					k === 0
						? i64x2.both(bias)
						: i64x2.add(carry, k < count ? steady : rounded);
				const sum = f.let(total([column, ...multiples, start]));
				if (k < count) {
					const factor = i32x4.shrS(
						i32x4.shl(i32x4.mul(sum, muLocal), 32 - width),
						32 - width,
					);
					const quotient = f.let(
						v128.shuffle(factor, factor, quads(0, 2, 0, 2)),
					);
					quotients.push(quotient);
					const cleared = i64x2.add(
						sum,
						product(quotient, v128.load(modulusAt)),
					);
					f.set(carry, i64x2.shrU(cleared, width));
				} else {
					const low = i32x4.shrU(i32x4.shl(sum, 32 - width), 32 - width);
					result.push(
						f.let(i32x4.sub(low, i64x2.both(round | (round << 32n)))),
					);
					f.set(carry, i64x2.shrU(sum, width));
				}
			},
			/** After the last column, 2·count − 2: the carry out of it is the top limb. */
			result: (): Vector[] => {
				const top = f.let(i64x2.sub(carry, i64x2.both(biasCarried)));
				const limbs = [...result, top];
				return indices(half).map((i) => {
					const low = limbs[i] ?? top;
					const high = limbs[i + half];
					return high === undefined
						? v128.shuffle(low, i64x2.both(0n), quads(0, 2, 4, 4))
						: v128.shuffle(low, high, quads(0, 2, 4, 6));
				});
			},
		};
	};
	const columns = indices(2 * count - 1);

	const mul = module.func(
		"fp.mul",
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			const [x, y] = [spread(f, a), spread(f, b)];
			const z = reduction(f);
			for (const k of columns) z.take(column(x, y, k));
			put(f, r, z.result());
		},
	);
	const sqr = module.func("fp.sqr", { params: ["i32", "i32"] }, (f, r, a) => {
		const x = spread(f, a);
		const z = reduction(f);
		for (const k of columns) z.take(squareColumn(x, k));
		put(f, r, z.result());
	});

	const rounds = i64x2.both(round | (round << 32n));
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
		return limbs.map((limb, i) => {
			const up = carries[i] ?? limb;
			const into = carries[i - 1];
			// What leaves the top limb is put back; for an odd count the highest place is empty, and the limb below is the top.
			const topHere = i === count - 1 - half;
			const kept = topHere ? v128.and(up, i64x2.const(-1n, 0n)) : up;
			const rest = i32x4.sub(limb, i32x4.shl(kept, width));
			if (into !== undefined) {
				const empty = i + half === count;
				return i32x4.add(
					rest,
					empty ? v128.and(into, i64x2.const(-1n, 0n)) : into,
				);
			}
			// The last vector's low half carries into the first one's high half.
			const last = carries[half - 1] ?? limb;
			return i32x4.add(
				rest,
				v128.shuffle(i64x2.both(0n), last, quads(0, 1, 4, 5)),
			);
		});
	};
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
			const words = vectors(f, a).map(one);
			put(f, r, settled ? settle(f, words) : words);
		});

	/** −x where the lane's mask has ones. */
	const negated = (x: Vector, mask: Vector): Vector =>
		i32x4.sub(v128.xor(x, mask), mask);
	const lane0 = i32x4.const(-1, 0, -1, 0);
	const lane1 = i32x4.const(0, -1, 0, -1);
	const swapped = (x: Vector): Vector => v128.shuffle(x, x, quads(1, 0, 3, 2));
	const move = (name: string, ...four: number[]): Fn =>
		unary(name, (x) => v128.shuffle(x, x, quads(...four)), false);
	const join = (name: string, ...four: number[]): Fn =>
		binary(name, (x, y) => v128.shuffle(x, y, quads(...four)), false);

	const one = pairOf(1n, 1n);
	const square = pairOf((R * R) % p, (R * R) % p);
	const into = (name: string, factor: number): Fn =>
		module.func(name, { params: ["i32", "i32"] }, (f, r, a) =>
			f.do(call(mul, r, a, factor)),
		);
	const sub = binary("fp.sub", i32x4.sub);

	return {
		module,
		backend: "extmul",
		prime,
		size,
		constant,
		mul,
		sqr,
		add: binary("fp.add", i32x4.add),
		sub,
		addLazy: binary("fp.addLazy", i32x4.add, !radix.slack),
		subLazy: binary("fp.subLazy", i32x4.sub, !radix.slack),
		neg: unary("fp.neg", (x) => i32x4.sub(i64x2.both(0n), x)),
		double: unary("fp.double", (x) => i32x4.add(x, x)),

		// (a0, a0)·(b0, b1) + (−a1, a1)·(b1, b0), reduced once.
		fp2Mul: module.func(
			"fp.fp2Mul",
			{ params: ["i32", "i32", "i32"] },
			(f, r, a, b) => {
				const [x, y] = [spread(f, a), spread(f, b)];
				const re = x.map((limb) =>
					f.let(v128.shuffle(limb, limb, quads(0, 0, 0, 0))),
				);
				const im = x.map((limb) =>
					f.let(negated(v128.shuffle(limb, limb, quads(1, 1, 1, 1)), lane0)),
				);
				const crossed = y.map((limb) => f.let(swapped(limb)));
				const z = reduction(f);
				for (const k of columns)
					z.take(total([...terms(re, y, k), ...terms(im, crossed, k)]));
				put(f, r, z.result());
			},
		),
		// (c0 + c1)(c0 − c1) and 2·c0·c1: (c0 + c1, c0 + c0)·(c0 − c1, c1).
		fp2Sqr: module.func("fp.fp2Sqr", { params: ["i32", "i32"] }, (f, r, a) => {
			const x = spread(f, a);
			const first = x.map((limb) =>
				f.let(
					i32x4.add(v128.shuffle(limb, limb, quads(0, 0, 0, 0)), swapped(limb)),
				),
			);
			const second = x.map((limb) =>
				f.let(i32x4.sub(limb, v128.and(swapped(limb), lane0))),
			);
			const z = reduction(f);
			for (const k of columns) z.take(column(first, second, k));
			put(f, r, z.result());
		}),
		// 10·2^(width − 1) may not fit into 32 bits; then the carries come from limbs over 4, and what is left wraps back.
		fp2MulXi: module.func(
			"fp.fp2MulXi",
			{ params: ["i32", "i32"] },
			(f, r, a) => {
				const x = vectors(f, a);
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
			radix,
			size,
			load: (a, lane, i) => i64.extendI32S(i32.load(a, offsetOf(i) + 4 * lane)),
			store: (a, lane, i, value) =>
				i64.store32(a, value, offsetOf(i) + 4 * lane),
			enter: into("fp.enter", square),
			leave: into("fp.leave", one),
			lift: modulus,
			sub,
		}),
	};
};
