// Moves: whole vectors, and lanes between them.

import type { Expr } from "../asm/expr.ts";
import type { Module } from "../asm/module.ts";
import { i64, i64x2, v128 } from "../asm/ops.ts";
import type { Form } from "./fma-form.ts";

/** The moves, named after the field's prime. */
export const moves = (module: Module, form: Form) => {
	const named = (text: string) => `${form.prime.name}.${text}`;
	const one = (text: string, move: (a: Expr<"v128">) => Expr<"v128">) =>
		module.func(named(text), { params: ["i32", "i32"] }, (f, r, a) => {
			for (let i = 0; i < form.count; i++) {
				const limb = f.let(v128.load(a, 16 * i));
				f.do(v128.store(r, move(limb), 16 * i));
			}
		});
	const two = (
		text: string,
		move: (a: Expr<"v128">, b: Expr<"v128">) => Expr<"v128">,
	) =>
		module.func(
			named(text),
			{ params: ["i32", "i32", "i32"] },
			(f, r, a, b) => {
				for (let i = 0; i < form.count; i++) {
					const limbs = move(v128.load(a, 16 * i), v128.load(b, 16 * i));
					f.do(v128.store(r, limbs, 16 * i));
				}
			},
		);

	const select = module.func(
		named("select"),
		{ params: ["i32", "i32", "i32", "i32"] },
		(f, r, a, b, which) => {
			const bit = v128.const(1n, 2n);
			const chosen = v128.and(i64x2.splat(i64.extendI32U(which)), bit);
			const mask = f.let(i64x2.eq(chosen, bit));
			for (let i = 0; i < form.count; i++) {
				const [x, y] = [v128.load(a, 16 * i), v128.load(b, 16 * i)];
				f.do(v128.store(r, v128.bitselect(y, x, mask), 16 * i));
			}
		},
	);

	return {
		copy: one("copy", (a) => a),
		swap: one("swap", (a) => v128.cross64(a, a)),
		both0: one("both0", (a) => v128.low64(a, a)),
		both1: one("both1", (a) => v128.high64(a, a)),
		blend: two("blend", v128.blend64),
		zip0: two("zip0", v128.low64),
		zip1: two("zip1", v128.high64),
		select,
	};
};
