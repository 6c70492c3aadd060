// Scalars as signed digits, and scalars of the subgroup in two halves for the endomorphism.
//
// Integers lie in memory as 32-bit words, the low word first. Scalars are public (keys of others, inputs of proofs), so
// nothing here hides them.

import type { Expr, Operand } from "../asm/expr.ts";
import { call, type Fn, type Func } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i64, memory } from "../asm/ops.ts";
import type { CurveNumbers } from "./g1-curve.ts";

type Vector = readonly [bigint, bigint];

const absolute = (x: bigint): bigint => (x < 0n ? -x : x);

/** x/y to the nearest integer, for y > 0. */
const rounded = (x: bigint, y: bigint): bigint => {
	const double = 2n * x + y;
	const floor = double / (2n * y);
	return double < 0n && double % (2n * y) !== 0n ? floor - 1n : floor;
};

/**
 * Two short independent vectors (a, b) with a + b·lambda = 0 modulo the order, of determinant +order or −order.
 * Source: Guide to Elliptic Curve Cryptography, algorithm 3.74, steps 1 to 4.
 */
export const shortBasis = ({
	order,
	lambda,
}: Pick<CurveNumbers, "order" | "lambda">): readonly [Vector, Vector] => {
	const length = ([a, b]: Vector) => a * a + b * b;
	// Each remainder r of Euclid's algorithm is s·order + t·lambda, which gives the vector (r, −t).
	const rows: Vector[] = [
		[order, 0n],
		[lambda, -1n],
	];
	for (;;) {
		const [r0, t0] = rows.at(-2) ?? [0n, 0n];
		const [r1, t1] = rows.at(-1) ?? [0n, 0n];
		if (r0 * r0 < order) {
			// r1 is the first but one below the root of the order: the vectors are those around it.
			const [before, first, behind] = rows.slice(-3);
			if (before === undefined || first === undefined || behind === undefined)
				throw new RangeError("lambda is too short");
			return [first, length(before) <= length(behind) ? before : behind];
		}
		const q = r0 / r1;
		rows.push([r0 - q * r1, t0 - q * t1]);
	}
};

const wordBits = 32;
/** Words of a half while it is computed: two's complement. */
const halfWords = 5;
/** The quotients are computed from 1/order to so many bits, which leaves them wrong by less than one for any scalar below 2^256. */
const precision = 384;
export const scalarBytes = 32;

const wordsOf = (x: bigint, count: number): Uint8Array => {
	const bytes = new Uint8Array(4 * count);
	const view = new DataView(bytes.buffer);
	for (let i = 0; i < count; i++)
		view.setUint32(
			4 * i,
			Number(BigInt.asUintN(wordBits, x >> BigInt(wordBits * i))),
			true,
		);
	return bytes;
};

const wordAt = (place: Operand<"i32">, index: Operand<"i32">): Expr<"i32"> =>
	i32.add(place, i32.shl(index, 2));

/** Defines (r, rWords, a, aWords, b, bWords): adds a·b to r, modulo 2^(32·rWords). */
const defineAddProduct = (module: Module): Fn =>
	module.func(
		"addProduct",
		{ params: ["i32", "i32", "i32", "i32", "i32", "i32"] },
		(f, r, rWords, a, aWords, b, bWords) => {
			const carry = f.local("i64");
			const inside = (i: Operand<"i32">, j: Operand<"i32">, run: () => void) =>
				f.if(i32.ltU(i32.add(i, j), rWords), run);
			f.times(aWords, (i) => {
				f.set(carry, 0n);
				const digit = f.let(i64.load32U(wordAt(a, i)));
				f.times(bWords, (j) => {
					inside(i, j, () => {
						const to = wordAt(r, i32.add(i, j));
						f.set(
							carry,
							i64.add(
								i64.add(carry, i64.load32U(to)),
								i64.mul(digit, i64.load32U(wordAt(b, j))),
							),
						);
						f.do(i64.store32(to, carry));
						f.set(carry, i64.shrU(carry, 32n));
					});
				});
				// The carry runs to the top.
				const at = f.let(i32.add(i, bWords));
				f.block((leave) => {
					f.loop((again) => {
						leave(i32.geU(at, rWords));
						const to = wordAt(r, at);
						f.set(carry, i64.add(carry, i64.load32U(to)));
						f.do(i64.store32(to, carry));
						f.set(carry, i64.shrU(carry, 32n));
						f.set(at, i32.add(at, 1));
						again(1);
					});
				});
			});
		},
	);

/** Signed digits of `width` bits, enough of them for the halves of any scalar. */
export const digitCount = (width: number): number => Math.ceil(130 / width);

/** Bytes of the digits of one scalar, or of one pair of scalars: digit i of lane l is the signed byte 2i + l. */
export const digitBytes = (width: number): number => 2 * digitCount(width);

export type Scalars = {
	/**
	 * (to, from): reads a big-endian scalar of 32 bytes, any value, as the digits of k0 in lanes 0 and of k1 in lanes 1, with
	 * k = k0 + k1·lambda modulo the order.
	 */
	readonly split: Fn;
	/** (to, from0, from1): the digits of two little-endian integers of 16 bytes, below 2^128, one in each lane. */
	readonly plain: Fn;
};

/**
 * Defines the recoding of scalars into digits in [−2^(width − 1), 2^(width − 1)], digit i of weight 2^(width·i).
 * Source of the halves: R. Gallant, R. Lambert, S. Vanstone, "Faster point multiplication on elliptic curves with efficient
 * endomorphisms", CRYPTO 2001; the quotients are rounded products with a constant.
 */
export const defineScalars = (
	module: Module,
	numbers: CurveNumbers,
	width: number,
): Scalars => {
	const addProduct = defineAddProduct(module);
	const k = module.reserve(scalarBytes);
	// A word of zeros lies before the half, as the recoding reads one bit below it, and one behind it for whole loads.
	const padded = module.reserve(4 * (halfWords + 3));
	const half = padded + 4;

	/** (to): digits of the half, two's complement, every second byte from `to`. Source: A. D. Booth's recoding. */
	const recode = module.func("recode", { params: ["i32"] }, (f, to) => {
		f.times(digitCount(width), (i) => {
			// The digit's bits, and the highest one of the digit below it.
			const position = f.let(
				i32.add(i32.mul(i, width), 8 * (half - padded) - 1),
			);
			const chunk = i32.load(i32.add(padded, i32.shrU(position, 3)));
			const window = f.let(
				i32.and(i32.shrU(chunk, i32.and(position, 7)), 2 ** (width + 1) - 1),
			);
			const digit = i32.sub(
				i32.shrU(i32.add(window, 1), 1),
				i32.shl(i32.shrU(window, width), width),
			);
			f.do(i32.store8(i32.add(to, i32.shl(i, 1)), digit));
		});
	});

	const [[a0, b0], [a1, b1]] = shortBasis(numbers);
	const determinant = a0 * b1 - a1 * b0;
	// k·(1, 0) = k·(b1·v0 − b0·v1)/determinant
	const sign = determinant < 0n ? -1n : 1n;
	const quotients = ([sign * b1, -sign * b0] as const).map((numerator) => {
		const scaled = rounded(
			absolute(numerator) << BigInt(precision),
			numbers.order,
		);
		const count = Math.ceil(scaled.toString(2).length / wordBits);
		return {
			negative: numerator < 0n,
			scaled: module.data(wordsOf(scaled, count)),
			count,
		};
	});
	const vectors: readonly Vector[] = [
		[a0, b0],
		[a1, b1],
	];
	const productWords =
		scalarBytes / 4 + Math.max(...quotients.map(({ count }) => count));
	const products = quotients.map(() => module.reserve(4 * productWords));
	const skipped = precision / wordBits;

	/** half = the component of k − c0·v0 − c1·v1, where c0 and c1 are the rounded quotients. */
	const setHalf = (f: Func, component: 0 | 1): void => {
		f.do(memory.fill(padded, 0, 4 * (halfWords + 3)));
		if (component === 0) f.do(memory.copy(half, k, 4 * halfWords));
		quotients.forEach(({ negative }, i) => {
			const entry = vectors[i]?.[component] ?? 0n;
			const factor = module.data(wordsOf(negative ? entry : -entry, halfWords));
			const quotient = (products[i] ?? 0) + 4 * skipped;
			f.do(
				call(
					addProduct,
					half,
					halfWords,
					quotient,
					Math.min(halfWords, productWords - skipped),
					factor,
					halfWords,
				),
			);
		});
	};

	const split = module.func(
		"splitScalar",
		{ params: ["i32", "i32"] },
		(f, to, from) => {
			f.times(scalarBytes, (i) =>
				f.do(
					i32.store8(
						i32.add(k, i),
						i32.load8U(i32.sub(i32.add(from, scalarBytes - 1), i)),
					),
				),
			);
			quotients.forEach(({ scaled, count }, i) => {
				const product = products[i] ?? 0;
				f.do(
					memory.fill(product, 0, 4 * productWords),
					// One half, so that dropping the low words rounds to the nearest.
					i32.store(product + 4 * (skipped - 1), 0x8000_0000),
					call(
						addProduct,
						product,
						productWords,
						k,
						scalarBytes / 4,
						scaled,
						count,
					),
				);
			});
			setHalf(f, 0);
			f.do(call(recode, to));
			setHalf(f, 1);
			f.do(call(recode, i32.add(to, 1)));
		},
	);

	const plain = module.func(
		"plainScalars",
		{ params: ["i32", "i32", "i32"] },
		(f, to, from0, from1) => {
			f.do(memory.fill(padded, 0, 4 * (halfWords + 3)));
			f.do(memory.copy(half, from0, 16), call(recode, to));
			f.do(memory.copy(half, from1, 16), call(recode, i32.add(to, 1)));
		},
	);
	return { split, plain };
};
