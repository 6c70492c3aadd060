// The field backend that needs nothing but 64-bit integers. A pair is the limbs of lane 0, then those of lane 1, each limb an
// i64 with a sign; scalar-product.ts has the products. Signed limbs leave room for sums, so no addition reduces modulo p. An
// element is an integer of any sign:
//   - a product is at most |a|·|b|/R + 0.51p, with R at least 80000p;
//   - a reduced element has limbs of at most 2^(width − 1) + 64, by one round of carries.

import type { Expr } from "../asm/expr.ts";
import { call, type Fn, type Func, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i64 } from "../asm/ops.ts";
import type { Field } from "./field.ts";
import type { Prime } from "./prime.ts";
import {
	emitProducts,
	laneBytesOf,
	loadLimbs,
	putLimbs,
} from "./scalar-product.ts";
import {
	centred,
	constantsOf,
	indices,
	signedWords,
	type Words,
} from "./words.ts";
import { emitEdges } from "./words-edges.ts";
import { signedForm } from "./words-form.ts";
import { emitLanes } from "./words-lanes.ts";

type Address = Local<"i32">;
type Word = Expr<"i64">;

export const emitScalar = (module: Module, prime: Prime): Field => {
	const { p, xiRe } = prime;
	const form = signedForm(prime);
	const { width, count, R } = form;
	const modulus = signedWords(p, form);
	const laneBytes = laneBytesOf(form);
	const size = 2 * laneBytes;

	const pairOf = (lane0: bigint, lane1: bigint): number => {
		const bytes = new Uint8Array(size);
		const view = new DataView(bytes.buffer);
		for (const [lane, x] of [lane0, lane1].entries())
			signedWords(x, form).forEach((limb, i) => {
				view.setBigInt64(lane * laneBytes + 8 * i, limb, true);
			});
		return module.data(bytes);
	};
	const constant = constantsOf((x) => centred(x * R, p), pairOf);

	const limbs = (f: Func, lane: Address, offset = 0): Words =>
		loadLimbs(f, form, lane, offset);
	const products = emitProducts(module, form);

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
				putLimbs(f, r, settled ? settle(f, words) : words, at);
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
			putLimbs(
				f,
				r,
				settle(
					f,
					both.map(([lane0]) => lane0),
				),
			);
			putLimbs(
				f,
				r,
				settle(
					f,
					both.map(([, lane1]) => lane1),
				),
				laneBytes,
			);
		});
	/**
	 * A value less the multiple of p that is nearest by the top limb: at most 0.7p. The multiple has limbs some bits
	 * wider than others, so there are two rounds of carries.
	 */
	const shrunk = (f: Func, value: readonly Word[]): readonly Word[] => {
		const scale = 24n;
		const unit = 1n << BigInt(width * (count - 1));
		const share = ((unit << scale) + p / 2n) / p;
		const words = value.map((word) => f.let(word));
		const top = words[count - 1] ?? i64.const(0n);
		const rounded = i64.add(i64.mul(top, share), 1n << (scale - 1n));
		const quotient = f.let(i64.shrS(rounded, scale));
		const less = words.map((limb, i) =>
			i64.sub(limb, i64.mul(quotient, modulus[i] ?? 0n)),
		);
		const once = settle(f, less).map((word) => f.let(word));
		return settle(f, once);
	};
	const shrink = module.func(
		"fp.shrink",
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			for (const at of [0, laneBytes])
				putLimbs(f, r, shrunk(f, limbs(f, a, at)), at);
		},
	);
	/** 3a − 2b or 3a + 2b, by what joins them. */
	const triples = (name: string, join: typeof i64.add): Fn =>
		module.func(name, { params: ["i32", "i32", "i32"] }, (f, r, a, b) => {
			for (const at of [0, laneBytes]) {
				const [x, y] = [limbs(f, a, at), limbs(f, b, at)];
				const value = x.map((limb, i) =>
					join(i64.mul(limb, 3n), i64.shl(y[i] ?? limb, 1n)),
				);
				putLimbs(f, r, shrunk(f, value), at);
			}
		});
	const times = (a: Word, by: bigint): Word => (by === 1n ? a : i64.mul(a, by));

	const one = pairOf(1n, 1n);
	const square = pairOf((R * R) % p, (R * R) % p);
	const into = (name: string, factor: number): Fn =>
		module.func(name, { params: ["i32", "i32"] }, (f, r, a) =>
			f.do(call(products.mul, r, a, factor)),
		);
	const sub = binary("fp.sub", i64.sub);

	return {
		module,
		backend: "scalar",
		prime,
		size,
		constant,
		...products,
		add: binary("fp.add", i64.add),
		sub,
		addLazy: binary("fp.addLazy", i64.add, !form.slack),
		subLazy: binary("fp.subLazy", i64.sub, !form.slack),
		shrink,
		triplesLessTwice: triples("fp.triplesLessTwice", i64.sub),
		triplesAndTwice: triples("fp.triplesAndTwice", i64.add),
		neg: mixed("fp.neg", (c0, c1) => [i64.sub(0n, c0), i64.sub(0n, c1)]),
		double: mixed("fp.double", (c0, c1) => [i64.add(c0, c0), i64.add(c1, c1)]),

		fp2MulXi: mixed("fp.fp2MulXi", (c0, c1) => [
			i64.sub(times(c0, xiRe), c1),
			i64.add(c0, times(c1, xiRe)),
		]),
		fp2Conj: mixed("fp.fp2Conj", (c0, c1) => [c0, i64.sub(0n, c1)]),
		fp2MulI: mixed("fp.fp2MulI", (c0, c1) => [i64.sub(0n, c1), c0]),

		...emitLanes(module, laneBytes),
		...emitEdges(module, prime, {
			radix: form,
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
