// How the fused-multiply-add backend holds an element, and what it promises about the sizes. A pair is `count` vectors of
// two doubles, vector i holding limb i of both lanes. A limb is an integer with a sign; the element is
// sum(limb[i] · 2^(width·i)) · R^-1 modulo p with R = 2^(width·count): Montgomery's form.
// Source: P. L. Montgomery, "Modular multiplication without trial division", Math. Comp. 44 (1985); the split of a product
// in two doubles: N. Emmart, J. Zheng, C. Weems, "Faster modular exponentiation using double precision floating point
// arithmetic on the GPU", ARITH 2018.

import { bitsOf } from "../asm/encode.ts";
import type { Expr } from "../asm/expr.ts";
import type { Module } from "../asm/module.ts";
import { v128 } from "../asm/ops.ts";
import type { Prime } from "./prime.ts";

/** One limb of both lanes, and the most that its magnitude can be: the generator computes with the bounds as it writes. */
export type Limb = { readonly of: Expr<"v128">; readonly most: bigint };

export type Form = {
	readonly prime: Prime;
	/** Bits from one limb to the next. */
	readonly width: number;
	/** Limbs of an element. */
	readonly count: number;
	/**
	 * Whether R is so near p that every result must come back to half of p. For 381 bits R is 2^19 times p, and a sum may
	 * grow until the next product takes it back; for 254 bits R is 2.6 times p.
	 */
	readonly tight: boolean;
	/** The most that a reduced value is right after a product, as a magnitude. */
	readonly unit: bigint;
	/** How many units a reduced value may be after additions. */
	readonly units: bigint;
	/** The most that a limb of a reduced value is, but for the top one. */
	readonly limb: bigint;
};

/**
 * 381 bits in 8 limbs of 50: a product of two sums of two reduced limbs stays below 2^101 with room for carries that have
 * not gone all the way. 254 bits in 5 limbs of 51 (four of them would not do, and 50 bits neither): there the same
 * product is 2^102 at the most, exactly, because carries go all the way.
 */
export const formOf = (prime: Prime): Form => {
	const tight = prime.bytes === 32;
	const width = tight ? 51 : 50;
	const half = 1n << BigInt(width - 1);
	return {
		prime,
		width,
		count: tight ? 5 : 8,
		tight,
		unit: tight ? prime.p / 2n + (prime.p >> 30n) : prime.p + (prime.p >> 5n),
		units: tight ? 1n : 96n,
		limb: tight ? half : half + 4n,
	};
};

export const sizeOf = ({ count }: Form): number => 16 * count;

/** R. */
export const montgomery = ({ width, count }: Form): bigint =>
	1n << BigInt(width * count);

/** The integer's limbs, each in [−2^(width−1), 2^(width−1)) but for the last, which takes what is left. */
export const limbsOf = (
	{ width, count }: Pick<Form, "width" | "count">,
	value: bigint,
): bigint[] => {
	const limbs: bigint[] = [];
	let rest = value;
	for (let i = 0; i < count - 1; i++) {
		const limb = BigInt.asIntN(width, rest);
		limbs.push(limb);
		rest = (rest - limb) >> BigInt(width);
	}
	limbs.push(rest);
	return limbs;
};

/** The integer of [−p/2, p/2] that is congruent. */
export const centred = ({ p }: Prime, value: bigint): bigint => {
	const rest = ((value % p) + p) % p;
	return 2n * rest > p ? rest - p : rest;
};

export const magnitude = (value: bigint): bigint =>
	value < 0n ? -value : value;

/** @throws RangeError when the generator would write code that is not exact */
export const within = (what: string, value: bigint, bound: bigint): void => {
	if (value > bound)
		throw new RangeError(`${what} can be ${value}, more than ${bound}`);
};

/** The most that the top limb of a value is, when the other limbs are reduced. */
const topOf = (form: Form, value: bigint): bigint =>
	(value >> BigInt(form.width * (form.count - 1))) + 2n;

/**
 * The bounds of the limbs of a reduced value, `times` of them added without a carry.
 * @param units the most that the value is
 */
export const reduced = (form: Form, times = 1n): bigint[] =>
	Array.from({ length: form.count }, (_, i) =>
		i < form.count - 1
			? times * form.limb
			: times * topOf(form, form.unit * form.units),
	);

/** The most that a sum of limbs with these bounds is. */
export const sumOf = ({ width }: Form, bounds: readonly bigint[]): bigint =>
	bounds.reduce((sum, most, i) => sum + (most << BigInt(width * i)), 0n);

/** A double that every limb of it holds exactly in both lanes. */
export const bothBits = (value: number): Expr<"v128"> =>
	v128.const(bitsOf(value), bitsOf(value));

/** Numbers that, added to a double, make its bits count: see fma-columns.ts. */
export const magic = ({ width }: Form) => {
	/** 1.5 · 2^52: the last bit of the sum counts ones. The sum's magnitude is at most 2^51 from it. */
	const low = 3 * 2 ** 51;
	/** 1.5 · 2^(52+width): the last bit of the sum counts units of 2^width. */
	const high = 3 * 2 ** (51 + width);
	return { low, high, both: high + low };
};

/** Numbers in static memory, each in both lanes. */
export type Table = readonly Limb[];

export const tableOf = (module: Module, numbers: readonly bigint[]): Table => {
	const bytes = new Uint8Array(16 * numbers.length);
	const view = new DataView(bytes.buffer);
	for (const [i, number] of numbers.entries()) {
		within("a limb of a constant", magnitude(number), 1n << 53n);
		view.setFloat64(16 * i, Number(number), true);
		view.setFloat64(16 * i + 8, Number(number), true);
	}
	const address = module.data(bytes);
	return numbers.map((number, i) => ({
		of: v128.load(address, 16 * i),
		most: magnitude(number),
	}));
};
