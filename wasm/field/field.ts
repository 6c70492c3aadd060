// What every backend of a prime field offers to the code above it. The unit is a pair of elements of Fp, lane 0 and lane 1:
// two independent elements, or the element c0 + c1·i of Fp2 with lane 0 = c0. A pair lies in memory at an address that is a
// multiple of 16, in the backend's own form; only `constant`, `fromBytes` and `toBytes` know what the form is.
//
// Every function takes addresses. The first is where the result goes; it may be the address of an operand.
//
// Operands and results are "reduced" unless it says "lazy". A lazy value costs no carries: `addLazy` and `subLazy` take
// reduced operands, and their results may be operands of the multiplications (mul, sqr, fp2Mul, fp2Sqr), of add, sub, neg and
// double, and of nothing else. Between two multiplications a chain of additions may make a value of at most 96 times the
// size of reduced ones.

import type { Fn } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import type { Prime } from "./prime.ts";

/**
 * fma: fused multiply-add on doubles (relaxed SIMD). wide: 64-bit limbs with wide arithmetic. extmul: 32-bit products two
 * at a time (SIMD). scalar: 64-bit integers alone.
 */
export const backends = ["fma", "wide", "extmul", "scalar"] as const;
export type Backend = (typeof backends)[number];

export type Field = {
	readonly module: Module;
	readonly backend: Backend;
	readonly prime: Prime;
	/** Bytes of a pair; a multiple of 16. */
	readonly size: number;
	/** A pair that is known when the module is made, any integers. @returns its address; the same numbers have one address */
	readonly constant: (lane0: bigint, lane1: bigint) => number;

	/** (r, a, b): lane by lane. */
	readonly mul: Fn;
	/** (r, a): lane by lane. */
	readonly sqr: Fn;
	/** (r, a, b) */
	readonly add: Fn;
	/** (r, a, b): a − b */
	readonly sub: Fn;
	/** (r, a, b): lazy. */
	readonly addLazy: Fn;
	/** (r, a, b): a − b, lazy. */
	readonly subLazy: Fn;
	/** (r, a) */
	readonly neg: Fn;
	/** (r, a): 2a */
	readonly double: Fn;
	/**
	 * (r, a): the same element as small as a product is, for chains of additions that would grow without end. "needless" where every
	 * reduced sum is that small; where a backend has none, a multiplication by one does it.
	 */
	readonly shrink?: Fn | "needless";
	/**
	 * (r, a, b): 3a − 2b and 3a + 2b, as small as a product: what squaring in a cyclotomic subgroup ends with. Where a backend
	 * has none, they are made of the above.
	 */
	readonly triplesLessTwice?: Fn;
	readonly triplesAndTwice?: Fn;

	/** (r, a, b): the product in Fp2. */
	readonly fp2Mul: Fn;
	/** (r, a): the square in Fp2. */
	readonly fp2Sqr: Fn;
	/** (r, a): xi·a in Fp2. */
	readonly fp2MulXi: Fn;
	/** (r, a): the conjugate, c0 − c1·i. */
	readonly fp2Conj: Fn;
	/** (r, a): i·a = −c1 + c0·i. */
	readonly fp2MulI: Fn;

	/** (r, a): a copy; lazy values too. */
	readonly copy: Fn;
	/** (r, a): the lanes change places. */
	readonly swap: Fn;
	/** (r, a): lane 0 in both lanes. */
	readonly both0: Fn;
	/** (r, a): lane 1 in both lanes. */
	readonly both1: Fn;
	/** (r, a, b): lane 0 of a, lane 1 of b. */
	readonly blend: Fn;
	/** (r, a, b): lane 0 of a, lane 0 of b. */
	readonly zip0: Fn;
	/** (r, a, b): lane 1 of a, lane 1 of b. */
	readonly zip1: Fn;
	/** (r, a, b, which): a lane of b where its bit of the i32 `which` (bit 0 for lane 0) is set, else that of a. No branch. */
	readonly select: Fn;

	/** (a) → i32: bit 0 is set when lane 0 is zero modulo p, bit 1 for lane 1. */
	readonly isZero: Fn;
	/** (a, b) → i32: bit 0 is set when the lanes 0 are equal modulo p, bit 1 for lanes 1. */
	readonly equal: Fn;
	/** (a) → i32: the lowest bit of each lane as an integer in [0, p), at bits 0 and 1 (sgn0 of RFC 9380 for Fp). */
	readonly parity: Fn;
	/** (a) → i32: whether each lane as an integer in [0, p) is greater than (p − 1)/2, at bits 0 and 1. */
	readonly isLarge: Fn;

	/**
	 * (r, from0, from1) → i32: reads the big-endian integers of `prime.bytes` bytes at from0 and from1, any alignment, into
	 * lanes 0 and 1. Bit 0 of the answer is set when the first is canonical (below p), bit 1 for the second; a lane that is
	 * not canonical holds the integer modulo p.
	 */
	readonly fromBytes: Fn;
	/** (to0, to1, a): writes the lanes as big-endian integers in [0, p). */
	readonly toBytes: Fn;
};
