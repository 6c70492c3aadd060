// Points of G1 as bytes, two at a time. Whether a point lies in the subgroup is not asked here.
//
// A status is an i32: bit 0 is set when the first point decodes, bit 1 for the second. A lane that does not decode holds
// infinity, so a caller that forgets to ask computes with nothing.

import type { Expr } from "../asm/expr.ts";
import { ask, call, type Fn, type Func } from "../asm/func.ts";
import { i32, memory } from "../asm/ops.ts";
import type { G1 } from "./g1.ts";
import { coordinates, steps } from "./g1-steps.ts";

export type G1Bytes = {
	/** (r, from0, from1) → status: an affine pair from two compressed points. Infinity decodes; see `isInfinityAffine`. */
	readonly decompress: Fn;
	/** (to0, to1, p): compresses an affine pair. */
	readonly compress: Fn;
};

/** Clears each lane of an affine point whose bit is not set in `keep`. */
const keepLanes = (
	f: Func,
	g1: G1,
	r: Expr<"i32">,
	keep: Expr<"i32">,
): void => {
	const { run } = steps(f, g1.field);
	const zero = g1.field.constant(0n, 0n);
	const { x, y } = coordinates(g1.field, r);
	run(g1.field.select, x, zero, x, keep);
	run(g1.field.select, y, zero, y, keep);
};

/** Two conditions as bits 0 and 1. */
const bits = (first: Expr<"i32">, second: Expr<"i32">): Expr<"i32"> =>
	i32.or(first, i32.shl(second, 1));

/**
 * Defines the compressed form of BLS12-381: x, big-endian in 48 bytes, with three flags in the highest bits: compressed,
 * infinity, and whether y is the greater of the two. Infinity is 0xc0 and zeros and nothing else. Source: the ZCash
 * serialization format, as in draft-irtf-cfrg-pairing-friendly-curves-11, appendix C.
 */
export const defineG1Compressed = (g1: G1): G1Bytes => {
	const { field, roots } = g1;
	const { module, prime } = field;
	const length = prime.bytes;
	if (prime.name !== "bls12-381")
		throw new RangeError(`${prime.name} has no flags to spare`);
	const b = field.constant(g1.numbers.b, g1.numbers.b);
	const plain = [module.reserve(length), module.reserve(length)] as const;
	const square = module.reserve(field.size);

	/** (to, from) → the three flags; the bytes without them go to `to`. */
	const takeFlags = module.func(
		"g1TakeFlags",
		{ params: ["i32", "i32"], result: "i32" },
		(f, to, from) => {
			const first = f.let(i32.load8U(from));
			f.do(memory.copy(to, from, length), i32.store8(to, i32.and(first, 0x1f)));
			f.give(i32.shrU(first, 5));
		},
	);

	const decompress = module.func(
		"g1Decompress",
		{ params: ["i32", "i32", "i32"], result: "i32" },
		(f, r, from0, from1) => {
			const { mul, sqr, add, run } = steps(f, field);
			const { x, y } = coordinates(field, r);
			const flags0 = f.let(ask(takeFlags, plain[0], from0));
			const flags1 = f.let(ask(takeFlags, plain[1], from1));
			const canonical = f.let(ask(field.fromBytes, r, plain[0], plain[1]));
			const empty = f.let(ask(field.isZero, x));
			sqr(square, x);
			mul(square, square, x);
			add(square, square, b);
			const root = f.let(ask(roots.sqrt, y, square));
			// The flags of a finite point are 0b100 and 0b101, those of infinity 0b110.
			const finitely = (flags: Expr<"i32">) => i32.eq(i32.and(flags, 6), 4);
			const infinitely = (flags: Expr<"i32">) => i32.eq(flags, 6);
			const finite = f.let(
				i32.and(
					i32.and(canonical, root),
					bits(finitely(flags0), finitely(flags1)),
				),
			);
			const infinite = i32.and(
				i32.and(canonical, empty),
				bits(infinitely(flags0), infinitely(flags1)),
			);
			const greater = bits(i32.and(flags0, 1), i32.and(flags1, 1));
			run(field.neg, square, y);
			run(field.select, y, y, square, i32.xor(ask(field.isLarge, y), greater));
			keepLanes(f, g1, r, finite);
			f.give(i32.or(finite, infinite));
		},
	);

	const compress = module.func(
		"g1Compress",
		{ params: ["i32", "i32", "i32"] },
		(f, to0, to1, p) => {
			const { x, y } = coordinates(field, p);
			const infinite = f.let(ask(g1.isInfinityAffine, p));
			const greater = f.let(ask(field.isLarge, y));
			f.do(call(field.toBytes, to0, to1, x));
			const mark = (to: Expr<"i32">, lane: 0 | 1) => {
				const bit = (mask: Expr<"i32">) => i32.and(i32.shrU(mask, lane), 1);
				const flags = i32.or(
					i32.or(0x80, i32.shl(bit(infinite), 6)),
					i32.shl(bit(greater), 5),
				);
				f.do(i32.store8(to, i32.or(i32.load8U(to), flags)));
			};
			mark(to0, 0);
			mark(to1, 1);
		},
	);
	return { decompress, compress };
};

export type G1Affine = {
	/** (r, from0, from1, stride) → status: an affine pair; y lies `stride` bytes behind x. */
	readonly decode: Fn;
	/** (to0, to1, p, stride) */
	readonly encode: Fn;
};

/**
 * Defines the form of x and y as big-endian integers, with zeros for infinity: canonical, and on the curve. Source: EIP-196
 * (stride 32) for BN254; EIP-2537 for BLS12-381, where each integer has 16 bytes of zeros before it, which are not read here
 * (from = the first byte behind them, stride 64).
 */
export const defineG1Affine = (g1: G1): G1Affine => {
	const { field } = g1;
	const { module } = field;
	const decode = module.func(
		"g1Decode",
		{ params: ["i32", "i32", "i32", "i32"], result: "i32" },
		(f, r, from0, from1, stride) => {
			const { x, y } = coordinates(field, r);
			const canonical = f.let(ask(field.fromBytes, x, from0, from1));
			f.set(
				canonical,
				i32.and(
					canonical,
					ask(
						field.fromBytes,
						y,
						i32.add(from0, stride),
						i32.add(from1, stride),
					),
				),
			);
			const finite = f.let(i32.and(canonical, ask(g1.isOnCurve, r)));
			const infinite = f.let(
				i32.and(canonical, i32.and(ask(field.isZero, x), ask(field.isZero, y))),
			);
			keepLanes(f, g1, r, finite);
			f.give(i32.or(finite, infinite));
		},
	);
	const encode = module.func(
		"g1Encode",
		{ params: ["i32", "i32", "i32", "i32"] },
		(f, to0, to1, p, stride) => {
			const { x, y } = coordinates(field, p);
			f.do(
				call(field.toBytes, to0, to1, x),
				call(field.toBytes, i32.add(to0, stride), i32.add(to1, stride), y),
			);
		},
	);
	return { decode, encode };
};
