// How the backend of 32-bit products in SIMD lanes holds an element. Signed limbs of 29 or 30 bits, two of each lane in a
// vector: (limb 2i of lane 0, limb 2i of lane 1, limb 2i + 1 of lane 0, limb 2i + 1 of lane 1), each an i32. So limb i of
// both lanes lies at 8·i. The element is sum(limb[i]·2^(width·i))·R^-1 modulo p with R = 2^(width·count): Montgomery's form.

import type { Expr } from "../asm/expr.ts";
import type { Func, Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32x4, i64x2, v128 } from "../asm/ops.ts";
import type { Prime } from "./prime.ts";
import { indices, signedWords } from "./words.ts";
import { type SignedForm, signedForm } from "./words-form.ts";

export type Vector = Expr<"v128">;
export type Vectors = readonly Local<"v128">[];
export type Form = SignedForm & {
	/** Vectors of a pair. With an odd count the last place is zero. */
	readonly half: number;
};

export const formOf = (prime: Prime): Form => {
	const form = signedForm(prime);
	return { ...form, half: Math.ceil(form.count / 2) };
};

/** Places a pair of integers as they are. @returns its address */
export const placePair = (
	module: Module,
	form: Form,
	lane0: bigint,
	lane1: bigint,
): number => {
	const bytes = new Uint8Array(16 * form.half);
	const view = new DataView(bytes.buffer);
	for (const [lane, x] of [lane0, lane1].entries())
		signedWords(x, form).forEach((limb, i) => {
			view.setInt32(8 * i + 4 * lane, Number(limb), true);
		});
	return module.data(bytes);
};

/** The vectors of the pair at this address. */
export const vectors = (
	f: Func,
	{ half }: Form,
	a: Local<"i32"> | number,
): Vectors => indices(half).map((i) => f.let(v128.load(a, 16 * i)));

export const put = (
	f: Func,
	r: Local<"i32">,
	values: readonly Vector[],
): void => f.do(...values.map((value, i) => v128.store(r, value, 16 * i)));

/** The 32-bit places of a, which count 0 to 3, and of b, 4 to 7. */
export const pick = (a: Vector, b: Vector, ...four: number[]): Vector =>
	v128.shuffle(
		a,
		b,
		four.flatMap((at) => [4 * at, 4 * at + 1, 4 * at + 2, 4 * at + 3]),
	);

export const nothing = i64x2.both(0n);
/** Ones in the places of a lane. */
export const lane0 = i32x4.const(-1, 0, -1, 0);
export const lane1 = i32x4.const(0, -1, 0, -1);
/** −x where the mask has ones. */
export const negated = (x: Vector, mask: Vector): Vector =>
	i32x4.sub(v128.xor(x, mask), mask);
/** The lanes in each other's place. */
export const swapped = (x: Vector): Vector => pick(x, x, 1, 0, 3, 2);
/** Half of 2^width, for rounding. */
export const halfUnit = ({ width }: Form): bigint => 1n << BigInt(width - 1);
/** The same in all places. */
export const halfUnits = (form: Form): Vector => {
	const unit = halfUnit(form);
	return i64x2.both(unit | (unit << 32n));
};
