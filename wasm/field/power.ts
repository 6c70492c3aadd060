// Powers by exponents that are known when the module is made, and what rests on them: inverses and square roots of pairs,
// lane by lane. Exponents are public, so nothing here hides them. Knows nothing of curves.

import { ask, call, type Fn } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32 } from "../asm/ops.ts";
import { defineDivstepInverse } from "./divsteps.ts";
import type { Field } from "./field.ts";

/** What powers are taken in. A `Field` is one, lane by lane; `fp2Ring` is another. */
export type Ring = {
	readonly module: Module;
	/** Bytes of an element; a multiple of 16. */
	readonly size: number;
	readonly copy: Fn;
	readonly mul: Fn;
	readonly sqr: Fn;
};

/** Fp2, one element a pair. */
export const fp2Ring = (field: Field): Ring => ({
	module: field.module,
	size: field.size,
	copy: field.copy,
	mul: field.fp2Mul,
	sqr: field.fp2Sqr,
});

/** Square so many times, then multiply by this odd power of the base. */
export type Step = { readonly squarings: number; readonly odd: number };
export type Plan = {
	/** The first step squares nothing: it sets the result. */
	readonly steps: readonly Step[];
	/** Squarings after the last step. */
	readonly last: number;
	/** Multiplications and squarings altogether. */
	readonly cost: number;
};

/** Left-to-right sliding windows of at most `width` bits. Source: Handbook of Applied Cryptography, algorithm 14.85. */
const windows = (exponent: bigint, width: number): Plan => {
	const bits = exponent.toString(2);
	const steps: Step[] = [];
	let squarings = 0;
	for (let at = 0; at < bits.length; ) {
		if (bits[at] === "0") {
			squarings++;
			at++;
			continue;
		}
		const window = bits.slice(at, at + width).replace(/0+$/, "");
		steps.push({
			squarings: at === 0 ? 0 : squarings + window.length,
			odd: Number.parseInt(window, 2),
		});
		squarings = 0;
		at += window.length;
	}
	const greatest = Math.max(...steps.map(({ odd }) => odd));
	const table = greatest === 1 ? 0 : 1 + (greatest - 1) / 2;
	const squared = steps.reduce((sum, step) => sum + step.squarings, squarings);
	return { steps, last: squarings, cost: table + squared + steps.length - 1 };
};

/** The cheapest way with windows of one of these widths. @throws RangeError unless the exponent is positive */
export const planPower = (
	exponent: bigint,
	widths: readonly number[] = [1, 2, 3, 4, 5, 6],
): Plan => {
	if (exponent <= 0n)
		throw new RangeError(`"exponent" expected a positive integer`);
	return widths
		.map((width) => windows(exponent, width))
		.reduce((best, plan) => (plan.cost < best.cost ? plan : best));
};

/** Defines (r, a): a to the power of the exponent. */
export const definePower = (ring: Ring, name: string, exponent: bigint): Fn => {
	const { module, size, copy, mul, sqr } = ring;
	const { steps, last } = planPower(exponent);
	const [first, ...rest] = steps;
	if (first === undefined) throw new RangeError("a plan has a first step");
	if (rest.some(({ squarings }) => squarings > 255))
		throw new RangeError(`the exponent of ${name} has too long a run of zeros`);
	const entries = (Math.max(...steps.map(({ odd }) => odd)) + 1) / 2;
	const square = module.reserve(size);
	// The odd powers of the base: a, a^3, a^5, …
	const table = module.reserve(size * entries);
	const program = module.data(
		Uint8Array.from(
			rest.flatMap(({ squarings, odd }) => [squarings, (odd - 1) / 2]),
		),
		1,
	);
	return module.func(name, { params: ["i32", "i32"] }, (f, r, a) => {
		f.do(call(copy, table, a));
		if (entries > 1) {
			f.do(call(sqr, square, table));
			const entry = f.let(i32.const(table));
			f.times(entries - 1, () => {
				f.do(call(mul, i32.add(entry, size), entry, square));
				f.set(entry, i32.add(entry, size));
			});
		}
		f.do(call(copy, r, table + (size * (first.odd - 1)) / 2));
		const step = f.let(i32.const(program));
		f.times(rest.length, () => {
			f.times(i32.load8U(step), () => f.do(call(sqr, r, r)));
			const entry = i32.add(table, i32.mul(i32.load8U(step, 1), size));
			f.do(call(mul, r, r, entry));
			f.set(step, i32.add(step, 2));
		});
		f.times(last, () => f.do(call(sqr, r, r)));
	});
};

export type Roots = {
	/** (r, a): a^((p − 3)/4), which is the inverse of a square root of a where a is a square, and of −a where it is not. */
	readonly inverseRoot: Fn;
	/** (r, a): 1/a; zero for zero. */
	readonly inverse: Fn;
	/**
	 * (r, a) → i32: a^((p + 1)/4). Bit 0 of the answer is set when that is a square root of a in lane 0, bit 1 for lane 1;
	 * where the bit is not set, a is no square and the result is a square root of −a. Which of the two roots is not said.
	 */
	readonly sqrt: Fn;
	/** (r, a, count): the inverses of `count` pairs in a row; zeros for zeros. The two rows do not overlap. */
	readonly batchInverse: Fn;
};

/**
 * Defines inverses and square roots in Fp, lane by lane, for p = 3 mod 4. With t = a^((p − 3)/4), a·t is the root (RFC 9380,
 * appendix I.1).
 * @throws RangeError for another prime
 */
export const defineRoots = (field: Field): Roots => {
	const { module, prime, size, mul, sqr } = field;
	if (prime.p % 4n !== 3n) throw new RangeError("p is not 3 modulo 4");
	const inverseRoot = definePower(field, "inverseRoot", (prime.p - 3n) / 4n);
	const t = module.reserve(size);
	const u = module.reserve(size);
	const inverse = defineDivstepInverse(field);
	const sqrt = module.func(
		"sqrt",
		{ params: ["i32", "i32"], result: "i32" },
		(f, r, a) => {
			f.do(
				call(inverseRoot, t, a),
				call(field.copy, u, a),
				call(mul, r, u, t),
				call(sqr, t, r),
			);
			f.give(ask(field.equal, t, u));
		},
	);
	return {
		inverseRoot,
		inverse,
		sqrt,
		batchInverse: defineBatchInverse(field, inverse),
	};
};

/** Montgomery's trick: one inversion and three multiplications for each pair. Zeros take part as ones. */
const defineBatchInverse = (field: Field, inverse: Fn): Fn => {
	const { module, size, mul } = field;
	const one = field.constant(1n, 1n);
	const zero = field.constant(0n, 0n);
	/** (a): the pair as it takes part in the products. */
	const factor = module.reserve(size);
	const defineFactor = module.func(
		"batchFactor",
		{ params: ["i32"], result: "i32" },
		(f, a) => {
			const zeros = f.let(ask(field.isZero, a));
			f.do(call(field.select, factor, a, one, zeros));
			f.give(zeros);
		},
	);
	const running = module.reserve(size);
	const product = module.reserve(size);
	return module.func(
		"batchInverse",
		{ params: ["i32", "i32", "i32"] },
		(f, r, a, count) => {
			// Each place of r first holds the product of the pairs before it.
			f.do(call(field.copy, running, one));
			const to = f.let(r);
			const from = f.let(a);
			f.times(count, () => {
				f.do(
					call(field.copy, to, running),
					call(defineFactor, from),
					call(mul, running, running, factor),
				);
				f.set(to, i32.add(to, size));
				f.set(from, i32.add(from, size));
			});
			f.do(call(inverse, running, running));
			// From the last to the first, `running` is the inverse of the product of the pairs up to this one.
			f.times(count, () => {
				f.set(to, i32.sub(to, size));
				f.set(from, i32.sub(from, size));
				const zeros = f.local("i32");
				f.set(zeros, ask(defineFactor, from));
				f.do(
					call(mul, product, running, to),
					call(mul, running, running, factor),
					call(field.select, to, product, zero, zeros),
				);
			});
		},
	);
};
