// The backend of fused multiply-adds: doubles two at a time (relaxed SIMD). Sound only on machines whose relaxed_madd
// rounds once: whoever runs it tests that first.

import type { Module } from "../asm/module.ts";
import type { Field } from "./field.ts";
import { centred, formOf, limbsOf, montgomery, sizeOf } from "./fma-form.ts";
import { integers } from "./fma-integer.ts";
import { moves } from "./fma-lanes.ts";
import { reductionOf } from "./fma-montgomery.ts";
import { products } from "./fma-product.ts";
import { sums } from "./fma-sum.ts";
import type { Prime } from "./prime.ts";

/**
 * Writes the field's functions into the module.
 * @throws RangeError when a bound does not hold: the code that would be written were not exact
 */
export const emitFma = (module: Module, prime: Prime): Field => {
	const form = formOf(prime);
	const r = montgomery(form);
	const known = new Map<string, number>();
	const constant = (lane0: bigint, lane1: bigint): number => {
		const lanes = [lane0, lane1].map((lane) => centred(prime, lane * r));
		const key = lanes.join();
		const found = known.get(key);
		if (found !== undefined) return found;
		const bytes = new Uint8Array(sizeOf(form));
		const view = new DataView(bytes.buffer);
		for (const [lane, value] of lanes.entries())
			for (const [i, limb] of limbsOf(form, value).entries())
				view.setFloat64(16 * i + 8 * lane, Number(limb), true);
		const address = module.data(bytes);
		known.set(key, address);
		return address;
	};
	const reduction = reductionOf(module, form);
	const p = reduction.steps[0]?.table ?? [];
	const additions = sums(module, form, p);
	const zero = constant(0n, 0n);
	const multiplications = products(module, reduction, additions.add, zero);
	const { mul } = multiplications;
	return {
		module,
		backend: "fma",
		prime,
		size: sizeOf(form),
		constant,
		...additions,
		...multiplications,
		...moves(module, form),
		...integers(module, form, p, mul, constant),
	};
};
