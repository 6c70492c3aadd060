// Brings a value that additions made large back to the size of a product, without a product.

import type { Fn } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { f64x2, v128 } from "../asm/ops.ts";
import { carry, quotient, quotientMost } from "./fma-carry.ts";
import {
	bothBits,
	type Form,
	type Limb,
	magic,
	reduced,
	sumOf,
	type Table,
	within,
} from "./fma-form.ts";

/**
 * Defines (r, a): a less the nearest multiple of p, as its top limb shows it. For a form that is not tight: where it is,
 * every sum comes back by itself.
 * @throws RangeError when a bound does not hold
 */
export const emitShrink = (module: Module, form: Form, p: Table): Fn => {
	const { unit, units, width, count, prime } = form;
	const bounds = reduced(form);
	const most = quotientMost(
		form,
		unit * units,
		sumOf(form, bounds.slice(0, -1)),
	);
	const high = bothBits(magic(form).high);
	const half = 1n << BigInt(width - 1);
	return module.func(
		`${prime.name}.shrink`,
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const limbs = bounds.map((_, i) => f.let(v128.load(a, 16 * i)));
			const top = limbs[count - 1];
			if (top === undefined) throw new RangeError("no limbs");
			const times = f.let(f64x2.neg(quotient(f, form, top)));
			// The multiple's limbs can be longer than a double: each gives its multiple of 2^width to the next at once.
			let from: Limb | undefined;
			const rest = limbs.map((limb, i): Limb => {
				const part = p[i];
				if (part === undefined) throw new RangeError("no limb of p");
				const size = most * part.most;
				const isTop = i === count - 1;
				within("a multiple", size, 1n << BigInt(51 + width));
				const up = isTop
					? undefined
					: f.let(f64x2.sub(f64x2.relaxedMadd(times, part.of, high), high));
				const own =
					up === undefined
						? f64x2.relaxedMadd(times, part.of, limb)
						: f64x2.add(limb, f64x2.relaxedMadd(times, part.of, f64x2.neg(up)));
				if (isTop) within("the top limb", (bounds[i] ?? 0n) + size, 1n << 53n);
				const sum: Limb = {
					of: f.let(
						from === undefined
							? own
							: f64x2.relaxedMadd(from.of, bothBits(2 ** -width), own),
					),
					most: (bounds[i] ?? 0n) + (isTop ? size : half) + (from?.most ?? 0n),
				};
				from =
					up === undefined
						? undefined
						: { of: up, most: (size + half) >> BigInt(width) };
				return sum;
			});
			for (const [i, { of }] of carry(f, form, rest).entries())
				f.do(v128.store(r, of, 16 * i));
		},
	);
};
