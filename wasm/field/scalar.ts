// The field backend that needs nothing but 64-bit integers: signed limbs of 29 or 30 bits, whose products add up in one i64
// each. A pair is the limbs of lane 0, then those of lane 1, each limb an i64.
//
// Montgomery multiplication row by row ("CIOS", Ç. K. Koç, T. Acar, B. S. Kaliski, "Analyzing and Comparing Montgomery
// Multiplication Algorithms", IEEE Micro 16(3), 1996) on signed limbs, whose products add up without carries.
// Signed limbs leave room for sums, so no addition reduces modulo p. An element is an integer of any sign:
//   - a product is at most |a|·|b|/R + 0.51p, with R = 2^(width·count) at least 80000p;
//   - a reduced element has limbs of at most 2^(width − 1) + 64, by one round of carries;
//   - a column of the product in Fp2 has 2·count products and count of the reduction. Its sum stays below 2^63 when it is
//     complete; before that it may wrap.

import type { Expr } from "../asm/expr.ts";
import { call, type Fn, type Func, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i64 } from "../asm/ops.ts";
import type { Field } from "./field.ts";
import { inverseModulo, type Prime } from "./prime.ts";
import {
	sum as addAll,
	centred,
	constantsOf,
	indices,
	type Radix,
	signedLow,
	signedWords,
	type Words,
} from "./words.ts";
import { emitEdges } from "./words-edges.ts";
import { emitLanes } from "./words-lanes.ts";

type Address = Local<"i32">;
type Word = Expr<"i64">;

/**
 * `slack`: whether two lazy operands, limbs twice as large as reduced ones, keep the columns below 2^63. Where they do not,
 * the lazy operations carry as well.
 */
const layouts: {
	readonly [bytes in Prime["bytes"]]: Radix & { readonly slack: boolean };
} = {
	48: { width: 29, count: 14, slack: true },
	32: { width: 30, count: 9, slack: false },
};

export const emitScalar = (module: Module, prime: Prime): Field => {
	const { p, xiRe } = prime;
	const radix = layouts[prime.bytes];
	const { width, count } = radix;
	const laneBytes = 8 * count;
	const size = 2 * laneBytes;
	const R = 1n << BigInt(width * count);
	const modulus = signedWords(p, radix);
	const p0 = modulus[0] ?? 0n;
	/** −1/p modulo 2^width. */
	const mu = BigInt.asIntN(width, -inverseModulo(p, 1n << BigInt(width)));

	const pairOf = (lane0: bigint, lane1: bigint): number => {
		const bytes = new Uint8Array(size);
		const view = new DataView(bytes.buffer);
		for (const [lane, x] of [lane0, lane1].entries())
			signedWords(x, radix).forEach((limb, i) => {
				view.setBigInt64(lane * laneBytes + 8 * i, limb, true);
			});
		return module.data(bytes);
	};
	const constant = constantsOf((x) => centred(x * R, p), pairOf);

	const none = i64.const(0n);
	/** The limbs of the lane at this address. */
	const limbs = (f: Func, lane: Address, offset = 0): Words =>
		indices(count).map((i) => f.let(i64.load(lane, offset + 8 * i)));
	const put = (
		f: Func,
		lane: Address,
		words: readonly Word[],
		offset = 0,
	): void =>
		f.do(...words.map((word, i) => i64.store(lane, word, offset + 8 * i)));

	/**
	 * Sums of products, each by R modulo p, row by row. For row i, `row` gives the products of limb j that go into each sum. A
	 * loop, not unrolled rows: those do not stay decoded in a processor.
	 */
	const rows = (
		f: Func,
		outputs: number,
		row: (i: Local<"i32">) => (j: number) => readonly Word[],
	): readonly (readonly Word[])[] => {
		const sums = indices(outputs).map(() =>
			indices(count).map(() => f.local("i64")),
		);
		f.times(count, (i) => {
			const products = row(i);
			const lowest = products(0);
			const cleared = sums.map((limbs, n) => {
				const low = f.let(i64.add(limbs[0] ?? none, lowest[n] ?? none));
				const quotient = f.let(signedLow(i64.mul(low, mu), width));
				const sum = i64.add(low, i64.mul(quotient, p0));
				return { quotient, carry: f.let(i64.shrS(sum, BigInt(width))) };
			});
			// The lowest limbs are zero now and fall away; every sum goes one place down.
			for (const j of indices(count).slice(1)) {
				const product = products(j);
				cleared.forEach(({ quotient, carry }, n) => {
					const multiple = i64.mul(quotient, modulus[j] ?? 0n);
					const terms = [sums[n]?.[j] ?? none, product[n] ?? none, multiple];
					const below = sums[n]?.[j - 1];
					if (below !== undefined)
						f.set(below, addAll(j === 1 ? [...terms, carry] : terms));
				});
			}
			for (const limbs of sums) f.set(limbs[count - 1] ?? f.local("i64"), 0n);
		});
		return sums.map((limbs) => {
			let carry: Word = none;
			return limbs.map((sum, j) => {
				const full = f.let(i64.add(sum, carry));
				if (j === count - 1) return full;
				const limb = f.let(signedLow(full, width));
				carry = i64.shrS(i64.sub(full, limb), BigInt(width));
				return limb;
			});
		});
	};
	const limbOf = (lane: Address, i: Local<"i32">, offset = 0): Word =>
		i64.load(i32.add(lane, i32.shl(i, 3)), offset);

	const mulLane = module.func(
		"fp.mulLane",
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, b) => {
			const x = limbs(f, b);
			const [product = []] = rows(f, 1, (i) => {
				const limb = f.let(limbOf(a, i));
				return (j) => [i64.mul(limb, x[j] ?? none)];
			});
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
	const sqr = module.func("fp.sqr", { params: ["i32", "i32"] }, (f, r, a) => {
		for (const lane of [0, 1])
			f.do(call(mulLane, laneOf(r, lane), laneOf(a, lane), laneOf(a, lane)));
	});

	/** Brings limbs of a few times the size back to half of 2^width and a little, in one round. The value stays. */
	const settle = (f: Func, words: readonly Word[]): readonly Word[] => {
		let carry: Word | undefined;
		return words.map((word, i) => {
			const below = carry;
			if (i === count - 1)
				return below === undefined ? word : i64.add(word, below);
			const limb = f.let(word);
			const up = f.let(
				i64.shrS(i64.add(limb, 1n << BigInt(width - 1)), BigInt(width)),
			);
			carry = up;
			const rest = i64.sub(limb, i64.shl(up, BigInt(width)));
			return below === undefined ? rest : i64.add(rest, below);
		});
	};
	/** A function of a and b, or of a alone, that computes limb by limb in each lane. */
	const binary = (
		name: string,
		one: (a: Word, b: Word) => Word,
		settled = true,
	): Fn =>
		module.func(name, { params: ["i32", "i32", "i32"] }, (f, r, a, b) => {
			for (const at of [0, laneBytes]) {
				const words = indices(count).map((i) =>
					one(i64.load(a, at + 8 * i), i64.load(b, at + 8 * i)),
				);
				put(f, r, settled ? settle(f, words) : words, at);
			}
		});
	/** A function of a that computes limb by limb from both lanes. */
	const mixed = (
		name: string,
		one: (c0: Word, c1: Word) => readonly [Word, Word],
	): Fn =>
		module.func(name, { params: ["i32", "i32"] }, (f, r, a) => {
			const [c0, c1] = [limbs(f, a), limbs(f, a, laneBytes)];
			const both = c0.map((limb, i) => one(limb, c1[i] ?? limb));
			put(
				f,
				r,
				settle(
					f,
					both.map(([lane0]) => lane0),
				),
			);
			put(
				f,
				r,
				settle(
					f,
					both.map(([, lane1]) => lane1),
				),
				laneBytes,
			);
		});
	// The multiple of p nearest to the top limb's value goes; what the other limbs hold is less than p/8.
	const shrink = module.func(
		"fp.shrink",
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const scale = 24n;
			const unit = 1n << BigInt(width * (count - 1));
			const ratio = ((unit << scale) + p / 2n) / p;
			for (const at of [0, laneBytes]) {
				const words = limbs(f, a, at);
				const top = words[count - 1] ?? i64.const(0n);
				const rounded = i64.add(i64.mul(top, ratio), 1n << (scale - 1n));
				const quotient = f.let(i64.shrS(rounded, scale));
				const less = words.map((limb, i) =>
					i64.sub(limb, i64.mul(quotient, modulus[i] ?? 0n)),
				);
				// A multiple of p has whole limbs: two rounds of carries.
				const once = settle(f, less).map((word) => f.let(word));
				put(f, r, settle(f, once), at);
			}
		},
	);
	const times = (a: Word, by: bigint): Word => (by === 1n ? a : i64.mul(a, by));

	const one = pairOf(1n, 1n);
	const square = pairOf((R * R) % p, (R * R) % p);
	const into = (name: string, factor: number): Fn =>
		module.func(name, { params: ["i32", "i32"] }, (f, r, a) =>
			f.do(call(mul, r, a, factor)),
		);
	const sub = binary("fp.sub", i64.sub);

	return {
		module,
		backend: "scalar",
		prime,
		size,
		constant,
		mul,
		sqr,
		add: binary("fp.add", i64.add),
		sub,
		addLazy: binary("fp.addLazy", i64.add, !radix.slack),
		subLazy: binary("fp.subLazy", i64.sub, !radix.slack),
		shrink,
		neg: mixed("fp.neg", (c0, c1) => [i64.sub(0n, c0), i64.sub(0n, c1)]),
		double: mixed("fp.double", (c0, c1) => [i64.add(c0, c0), i64.add(c1, c1)]),

		// Karatsuba's three products in every row, and two reductions (lazy reduction: D. F. Aranha et al., "Faster explicit
		// formulas for computing pairings over ordinary curves", EUROCRYPT 2011, section 4).
		fp2Mul: module.func(
			"fp.fp2Mul",
			{ params: ["i32", "i32", "i32"] },
			(f, r, a, b) => {
				const [x0, x1] = [limbs(f, b), limbs(f, b, laneBytes)];
				const sums = x0.map((limb, j) => f.let(i64.add(limb, x1[j] ?? none)));
				const [c0 = [], c1 = []] = rows(f, 2, (i) => {
					const a0 = f.let(limbOf(a, i));
					const a1 = f.let(limbOf(a, i, laneBytes));
					const both = f.let(i64.add(a0, a1));
					return (j) => {
						const low = f.let(i64.mul(a0, x0[j] ?? none));
						const high = f.let(i64.mul(a1, x1[j] ?? none));
						const all = i64.mul(both, sums[j] ?? none);
						return [i64.sub(low, high), i64.sub(i64.sub(all, low), high)];
					};
				});
				put(f, r, c0);
				put(f, r, c1, laneBytes);
			},
		),
		// (c0 + c1)(c0 − c1) and 2·c0·c1.
		fp2Sqr: module.func("fp.fp2Sqr", { params: ["i32", "i32"] }, (f, r, a) => {
			const [x0, x1] = [limbs(f, a), limbs(f, a, laneBytes)];
			const gaps = x0.map((limb, j) => f.let(i64.sub(limb, x1[j] ?? none)));
			const [c0 = [], c1 = []] = rows(f, 2, (i) => {
				const a0 = f.let(limbOf(a, i));
				const sum = f.let(i64.add(a0, limbOf(a, i, laneBytes)));
				const twice = f.let(i64.add(a0, a0));
				return (j) => [
					i64.mul(sum, gaps[j] ?? none),
					i64.mul(twice, x1[j] ?? none),
				];
			});
			put(f, r, c0);
			put(f, r, c1, laneBytes);
		}),
		fp2MulXi: mixed("fp.fp2MulXi", (c0, c1) => [
			i64.sub(times(c0, xiRe), c1),
			i64.add(c0, times(c1, xiRe)),
		]),
		fp2Conj: mixed("fp.fp2Conj", (c0, c1) => [c0, i64.sub(0n, c1)]),
		fp2MulI: mixed("fp.fp2MulI", (c0, c1) => [i64.sub(0n, c1), c0]),

		...emitLanes(module, laneBytes),
		...emitEdges(module, prime, {
			radix,
			size,
			load: (a, lane, i) => i64.load(a, lane * laneBytes + 8 * i),
			store: (a, lane, i, value) =>
				i64.store(a, value, lane * laneBytes + 8 * i),
			enter: into("fp.enter", square),
			leave: into("fp.leave", one),
			lift: modulus,
			sub,
		}),
	};
};
