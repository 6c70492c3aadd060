// Sums, differences and what is made of them.

import type { Expr } from "../asm/expr.ts";
import type { Func } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { f64x2, v128 } from "../asm/ops.ts";
import { reduce, scaled, shrunk } from "./fma-carry.ts";
import {
	bothBits,
	type Form,
	type Limb,
	reduced,
	type Table,
} from "./fma-form.ts";

const storeLimbs = (f: Func, to: Expr<"i32">, limbs: readonly Limb[]): void => {
	for (const [i, { of }] of limbs.entries()) f.do(v128.store(to, of, 16 * i));
};

const lane0 = v128.const(1n << 63n, 0n);
const lane1 = v128.const(0n, 1n << 63n);

/** The additions, named after the field's prime. */
export const sums = (module: Module, form: Form, p: Table) => {
	const named = (text: string) => `${form.prime.name}.${text}`;
	const { tight, unit, units } = form;
	/** Each operand may be lazy: two units, where sums come back to one. */
	const lazy = reduced(form, 2n);
	const most = tight ? 2n * unit : unit * units;
	const limbsAt = (address: Expr<"i32">): Limb[] =>
		lazy.map((most, i) => ({ of: v128.load(address, 16 * i), most }));

	const two = (
		text: string,
		join: (a: Expr<"v128">, b: Expr<"v128">) => Expr<"v128">,
	) =>
		module.func(
			named(text),
			{ params: ["i32", "i32", "i32"] },
			(f, r, a, b) => {
				const joined = limbsAt(a).map(
					({ of, most }, i): Limb => ({
						of: join(of, v128.load(b, 16 * i)),
						most: 2n * most,
					}),
				);
				storeLimbs(f, r, reduce(f, form, p, joined, 2n * most));
			},
		);
	const twoLazy = (
		text: string,
		join: (a: Expr<"v128">, b: Expr<"v128">) => Expr<"v128">,
	) =>
		module.func(named(text), { params: ["i32", "i32", "i32"] }, (f, r, a, b) =>
			storeLimbs(
				f,
				r,
				reduced(form, 2n).map((most, i) => ({
					of: join(v128.load(a, 16 * i), v128.load(b, 16 * i)),
					most,
				})),
			),
		);

	const neg = module.func(
		named("neg"),
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const limbs = limbsAt(a).map(({ of, most }) => ({
				of: f64x2.neg(of),
				most,
			}));
			storeLimbs(f, r, reduce(f, form, p, limbs, most));
		},
	);

	const double = module.func(
		named("double"),
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const limbs = limbsAt(a).map(({ of, most }): Limb => {
				const limb = f.let(of);
				return { of: f64x2.add(limb, limb), most: 2n * most };
			});
			storeLimbs(f, r, reduce(f, form, p, limbs, 2n * most));
		},
	);

	const shrink = tight
		? ("needless" as const)
		: module.func(named("shrink"), { params: ["i32", "i32"] }, (f, r, a) =>
				storeLimbs(f, r, shrunk(f, form, p, limbsAt(a), most)),
			);
	const three = bothBits(3);
	const pair = bothBits(2);
	/** 3a plus or minus 2b. */
	const triples = (
		text: string,
		join: (
			twice: Expr<"v128">,
			two: Expr<"v128">,
			thrice: Expr<"v128">,
		) => Expr<"v128">,
	) =>
		module.func(
			named(text),
			{ params: ["i32", "i32", "i32"] },
			(f, r, a, b) => {
				const joined = reduced(form).map((bound, i): Limb => {
					const thrice = f64x2.mul(v128.load(a, 16 * i), three);
					return {
						of: join(v128.load(b, 16 * i), pair, thrice),
						most: 5n * bound,
					};
				});
				const value = 5n * unit * units;
				storeLimbs(f, r, shrunk(f, form, p, joined, value));
			},
		);

	/** (re·c0 − c1, re·c1 + c0). */
	const fp2MulXi = module.func(
		named("fp2MulXi"),
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const { xiRe } = form.prime;
			const limbs = reduced(form).map(
				(most, i): Limb => ({
					of: f.let(v128.load(a, 16 * i)),
					most,
				}),
			);
			const real = xiRe === 1n ? limbs : scaled(f, form, limbs, xiRe);
			const sum = real.map(({ of, most }, i): Limb => {
				const limb = limbs[i];
				if (limb === undefined) throw new RangeError("no limb");
				const turned = v128.xor(v128.cross64(limb.of, limb.of), lane0);
				return { of: f64x2.add(of, turned), most: most + limb.most };
			});
			const value = (xiRe + 1n) * unit * units;
			storeLimbs(f, r, reduce(f, form, p, sum, value));
		},
	);

	/** A sign changes no bound. */
	const signs = (text: string, change: (limb: Expr<"v128">) => Expr<"v128">) =>
		module.func(named(text), { params: ["i32", "i32"] }, (f, r, a) => {
			for (let i = 0; i < form.count; i++) {
				const limb = f.let(v128.load(a, 16 * i));
				f.do(v128.store(r, change(limb), 16 * i));
			}
		});

	return {
		add: two("add", f64x2.add),
		sub: two("sub", f64x2.sub),
		addLazy: twoLazy("addLazy", f64x2.add),
		subLazy: twoLazy("subLazy", f64x2.sub),
		neg,
		double,
		shrink,
		triplesLessTwice: triples("triplesLessTwice", f64x2.relaxedNmadd),
		triplesAndTwice: triples("triplesAndTwice", f64x2.relaxedMadd),
		fp2MulXi,
		fp2Conj: signs("fp2Conj", (limb) => v128.xor(limb, lane1)),
		fp2MulI: signs("fp2MulI", (limb) =>
			v128.xor(v128.cross64(limb, limb), lane0),
		),
	};
};
