// Brings a value that additions made large back to the size of a product, without a product.

import type { Expr } from "../asm/expr.ts";
import type { Fn, Func } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { f64x2, v128 } from "../asm/ops.ts";
import type { Field } from "./field.ts";
import {
	carry,
	carryMost,
	exact,
	quotient,
	quotientMost,
	reduce,
} from "./fma-carry.ts";
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
 * Brings limbs that were added up back to the size of a product, where `reduce` lets them grow: the multiple of p that goes
 * is too large for a double limb by limb, so each is cut at 2^width and its high part goes to the next limb.
 */
export const shrunk = (
	f: Func,
	form: Form,
	p: Table,
	limbs: readonly Limb[],
	value: bigint,
): Limb[] => {
	if (form.tight) return reduce(f, form, p, limbs, value);
	const { width } = form;
	const half = 1n << BigInt(width - 1);
	const high = bothBits(magic(form).high);
	const kept = limbs.map(({ of, most }) => ({ of: f.let(of), most }));
	const top = kept.at(-1);
	if (top === undefined) throw new RangeError("no limbs");
	const below = kept.slice(0, -1).map(({ most }) => most);
	const most = quotientMost(form, value, sumOf(form, below));
	const q = quotient(f, form, top.of);
	const out: Limb[] = [];
	let from: Expr<"v128"> | undefined;
	let fromMost = 0n;
	for (const [i, limb] of kept.entries()) {
		const part = p[i];
		if (part === undefined) throw new RangeError("no limb of p");
		const product = most * part.most;
		within("a multiple of p", product, 1n << BigInt(51 + width));
		const last = i === kept.length - 1;
		if (last) exact(limb.most + product + fromMost);
		const up = last
			? undefined
			: f.let(f64x2.sub(f64x2.relaxedMadd(q, part.of, high), high));
		const rest =
			up === undefined
				? f64x2.relaxedNmadd(q, part.of, limb.of)
				: f64x2.add(limb.of, f64x2.relaxedNmadd(q, part.of, up));
		out.push({
			of:
				from === undefined
					? rest
					: f64x2.relaxedNmadd(from, bothBits(2 ** -width), rest),
			most: limb.most + (last ? product : half) + fromMost,
		});
		from = up;
		fromMost = carryMost(form, product);
	}
	// The top limb is small because the whole is at most a unit and the other limbs are carried.
	const bounds = reduced(form);
	return carry(f, form, out).map(({ of, most }, i) => ({
		of,
		most: i === bounds.length - 1 ? (bounds[i] ?? most) : most,
	}));
};

const storeLimbs = (f: Func, to: Expr<"i32">, limbs: readonly Limb[]): void => {
	for (const [i, { of }] of limbs.entries()) f.do(v128.store(to, of, 16 * i));
};

/**
 * Defines (r, a): a less the nearest multiple of p, as its top limb shows it. For a form that is not tight: where it is,
 * every sum comes back by itself.
 * @throws RangeError when a bound does not hold
 */
export const emitShrink = (module: Module, form: Form, p: Table): Fn =>
	module.func(
		`${form.prime.name}.shrink`,
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const limbs = reduced(form, 2n).map((most, i) => ({
				of: v128.load(a, 16 * i),
				most,
			}));
			storeLimbs(f, r, shrunk(f, form, p, limbs, form.unit * form.units));
		},
	);

/** Defines (r, a, b): 3a − 2b and 3a + 2b, as small as a product. */
export const emitTriples = (
	module: Module,
	form: Form,
	p: Table,
): Required<Pick<Field, "triplesLessTwice" | "triplesAndTwice">> => {
	const define = (
		name: string,
		join: typeof f64x2.relaxedMadd | typeof f64x2.relaxedNmadd,
	): Fn =>
		module.func(
			`${form.prime.name}.${name}`,
			{ params: ["i32", "i32", "i32"] },
			(f, r, a, b) => {
				const joined = reduced(form).map((most, i): Limb => {
					const thrice = f64x2.mul(v128.load(a, 16 * i), bothBits(3));
					const of = join(v128.load(b, 16 * i), bothBits(2), thrice);
					return { of, most: 5n * most };
				});
				const value = 5n * form.unit * form.units;
				storeLimbs(f, r, shrunk(f, form, p, joined, value));
			},
		);
	return {
		triplesLessTwice: define("triplesLessTwice", f64x2.relaxedNmadd),
		triplesAndTwice: define("triplesAndTwice", f64x2.relaxedMadd),
	};
};
