// Montgomery's form on signed limbs, as the scalar backend and that of 32-bit products in SIMD lanes have it: how wide the
// limbs are, and what follows from it. An element x is kept as x·R modulo p, at most p/2 in size for a constant.

import { inverseModulo, type Prime } from "./prime.ts";
import type { Radix } from "./words.ts";

export type SignedForm = Radix & {
	readonly prime: Prime;
	/**
	 * Whether the columns of a product stay below 2^63 with two lazy operands, whose limbs are twice as large as reduced ones.
	 * Where they do not, the lazy operations carry as well.
	 */
	readonly slack: boolean;
	/** 2^(width·count) */
	readonly R: bigint;
	/** −1/p modulo 2^width, signed. */
	readonly mu: bigint;
};

const layouts: {
	readonly [bytes in Prime["bytes"]]: Radix & { readonly slack: boolean };
} = {
	48: { width: 29, count: 14, slack: true },
	32: { width: 30, count: 9, slack: false },
};

export const signedForm = (prime: Prime): SignedForm => {
	const layout = layouts[prime.bytes];
	const { width, count } = layout;
	return {
		...layout,
		prime,
		R: 1n << BigInt(width * count),
		mu: BigInt.asIntN(width, -inverseModulo(prime.p, 1n << BigInt(width))),
	};
};
