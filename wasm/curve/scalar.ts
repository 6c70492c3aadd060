// Scalars in two halves for the endomorphism, and the halves as signed digits.
//
// Integers lie in memory as 32-bit words, the low word first. Scalars are public (keys of others, inputs of proofs), so
// nothing here hides them.

import type { Expr, Operand } from "../asm/expr.ts";
import { call, type Fn } from "../asm/func.ts";
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

/** Digits of `width` bits, enough of them for the halves of any scalar. */
export const digitCount = (width: number): number => Math.ceil(130 / width);

/** Bytes of the digits of one scalar: digit i of half l is the signed byte 2i + l. */
export const digitBytes = (width: number): number => 2 * digitCount(width);

/** What makes both components of a vector odd, by which of them is even: a vector of the lattice. */
const oddments = (basis: readonly [Vector, Vector]): readonly Vector[] =>
	[0n, 1n, 2n, 3n].map((even) => {
		const [[a0, b0], [a1, b1]] = basis;
		for (const [s, t] of [
			[0n, 0n],
			[1n, 0n],
			[0n, 1n],
			[1n, 1n],
		] as const) {
			const [a, b] = [s * a0 + t * a1, s * b0 + t * b1];
			if (BigInt.asUintN(1, a) + 2n * BigInt.asUintN(1, b) === even)
				return [a, b];
		}
		throw new RangeError("the order is even");
	});

/**
 * Defines (to, from): reads a big-endian scalar k of 32 bytes, any value, as the digits of two odd halves k0 and k1 with
 * k = k0 + k1·lambda modulo the order. Digits are odd and lie in (−2^width, 2^width); digit i has the weight 2^(width·i). So no
 * digit is zero, and half a table of odd multiples serves them.
 * Source of the halves: R. Gallant, R. Lambert, S. Vanstone, "Faster point multiplication on elliptic curves with efficient
 * endomorphisms", CRYPTO 2001; the quotients are rounded products with a constant. Source of the digits: M. Joye,
 * M. Tunstall, "Exponent recoding and regular exponentiation algorithms", AFRICACRYPT 2009, algorithm 6.
 */
export const defineSplit = (
	module: Module,
	numbers: CurveNumbers,
	width: number,
): Fn => {
	const addProduct = defineAddProduct(module);
	const k = module.reserve(scalarBytes);
	/** Both halves, two's complement, and a word behind them for whole loads. */
	const halfBytes = 4 * halfWords;
	const halves = module.reserve(2 * halfBytes + 4);

	const basis = shortBasis(numbers);
	const [[a0, b0], [a1, b1]] = basis;
	// What is left of k is at most half of each vector and a little, and then one of each may be added.
	const covered = BigInt(width * digitCount(width));
	for (const sum of [absolute(a0) + absolute(a1), absolute(b0) + absolute(b1)])
		if (((3n * sum) / 2n + 2n) >> covered > 0n)
			throw new RangeError("the digits are too few");
	// k·(1, 0) = k·(b1·v0 − b0·v1)/determinant
	const sign = a0 * b1 - a1 * b0 < 0n ? -1n : 1n;
	const quotients = ([sign * b1, -sign * b0] as const).map(
		(numerator, index) => {
			const scaled = rounded(
				absolute(numerator) << BigInt(precision),
				numbers.order,
			);
			const count = Math.ceil(scaled.toString(2).length / wordBits);
			const [a, b] = basis[index === 0 ? 0 : 1];
			const flip = numerator < 0n ? 1n : -1n;
			return {
				scaled: module.data(wordsOf(scaled, count)),
				count,
				/** What each half changes by for each unit of the quotient. */
				factors: [a, b].map((entry) =>
					module.data(wordsOf(flip * entry, halfWords)),
				),
			};
		},
	);
	const skipped = precision / wordBits;
	const productWords = skipped + halfWords;
	const product = module.reserve(4 * productWords);
	const corrections = module.data(
		Uint8Array.from(
			oddments(basis).flatMap(([a, b]) => [
				...wordsOf(a, halfWords),
				...wordsOf(b, halfWords),
			]),
		),
	);
	const one = module.data(wordsOf(1n, 1));

	/** (to, half): the digits of an odd half, every second byte from `to`. */
	const recode = module.func(
		"recode",
		{ params: ["i32", "i32"] },
		(f, to, half) => {
			const last = digitCount(width) - 1;
			const chunk = (i: Operand<"i32">): Expr<"i32"> => {
				const position = i32.mul(i, width);
				const at = i32.add(half, i32.shrU(position, 3));
				return i32.or(i32.shrS(i32.load(at), i32.and(position, 7)), 1);
			};
			// With k odd, k modulo 2^(width + 1) less 2^width is the digit, and what is left is the quotient by 2^width made odd.
			f.times(last, (i) => {
				const window = i32.and(chunk(i), 2 ** (width + 1) - 1);
				f.do(
					i32.store8(i32.add(to, i32.shl(i, 1)), i32.sub(window, 2 ** width)),
				);
			});
			f.do(i32.store8(i32.add(to, 2 * last), chunk(i32.const(last))));
		},
	);

	return module.func(
		"splitScalar",
		{ params: ["i32", "i32"] },
		(f, to, from) => {
			const [half0, half1] = [halves, halves + halfBytes];
			f.times(scalarBytes, (i) =>
				f.do(
					i32.store8(
						i32.add(k, i),
						i32.load8U(i32.sub(i32.add(from, scalarBytes - 1), i)),
					),
				),
			);
			f.do(
				memory.fill(halves, 0, 2 * halfBytes),
				memory.copy(half0, k, halfBytes),
			);
			for (const { scaled, count, factors } of quotients) {
				const words = scalarBytes / 4;
				f.do(
					memory.fill(product, 0, 4 * productWords),
					// One half, so that dropping the low words rounds to the nearest.
					i32.store(product + 4 * (skipped - 1), 0x8000_0000),
					call(addProduct, product, productWords, k, words, scaled, count),
				);
				factors.forEach((factor, i) => {
					f.do(
						call(
							addProduct,
							...[halves + i * halfBytes, halfWords],
							...[product + 4 * skipped, halfWords],
							...[factor, halfWords],
						),
					);
				});
			}
			const isEven = (half: number) => i32.and(i32.xor(i32.load(half), 1), 1);
			const even = i32.or(isEven(half0), i32.shl(isEven(half1), 1));
			const correction = f.let(
				i32.add(i32.mul(even, 2 * halfBytes), corrections),
			);
			for (const [half, offset] of [
				[half0, 0],
				[half1, halfBytes],
			] as const)
				f.do(
					call(
						addProduct,
						...[half, halfWords],
						...[i32.add(correction, offset), halfWords],
						...[one, 1],
					),
				);
			f.do(call(recode, to, half0), call(recode, i32.add(to, 1), half1));
		},
	);
};
