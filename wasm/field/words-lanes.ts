// Moving lanes, for backends that keep a pair as the words of lane 0, then those of lane 1. Nothing here computes.

import type { Expr } from "../asm/expr.ts";
import type { Fn, Func, Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i64 } from "../asm/ops.ts";
import type { Field } from "./field.ts";
import { indices } from "./words.ts";

type Lanes = Pick<
	Field,
	"copy" | "swap" | "both0" | "both1" | "blend" | "zip0" | "zip1" | "select"
>;
type Address = Local<"i32">;

/** @param laneBytes the bytes of one lane, a multiple of 8 */
export const emitLanes = (module: Module, laneBytes: number): Lanes => {
	const words = (a: Address, lane: 0 | 1): Expr<"i64">[] =>
		indices(laneBytes / 8).map((i) => i64.load(a, lane * laneBytes + 8 * i));
	/** Reads both lanes before it writes one, so the result may lie on an operand. */
	const write = (
		f: Func,
		r: Address,
		lane0: readonly Expr<"i64">[],
		lane1: readonly Expr<"i64">[],
	): void => {
		const read = [...lane0, ...lane1].map((word) => f.let(word));
		f.do(...read.map((word, i) => i64.store(r, word, 8 * i)));
	};
	const move = (name: string, lane0: 0 | 1, lane1: 0 | 1): Fn =>
		module.func(name, { params: ["i32", "i32"] }, (f, r, a) =>
			write(f, r, words(a, lane0), words(a, lane1)),
		);
	const join = (name: string, lane0: 0 | 1, lane1: 0 | 1): Fn =>
		module.func(name, { params: ["i32", "i32", "i32"] }, (f, r, a, b) =>
			write(f, r, words(a, lane0), words(b, lane1)),
		);
	return {
		copy: move("fp.copy", 0, 1),
		swap: move("fp.swap", 1, 0),
		both0: move("fp.both0", 0, 0),
		both1: move("fp.both1", 1, 1),
		blend: join("fp.blend", 0, 1),
		zip0: join("fp.zip0", 0, 0),
		zip1: join("fp.zip1", 1, 1),
		select: module.func(
			"fp.select",
			{ params: ["i32", "i32", "i32", "i32"] },
			(f, r, a, b, which) => {
				for (const lane of [0, 1] as const) {
					const bit = i32.and(i32.shrU(which, lane), 1);
					const mask = f.let(i64.sub(0n, i64.extendI32U(bit)));
					const second = words(b, lane);
					words(a, lane).forEach((word, i) => {
						const one = f.let(word);
						const other = second[i] ?? one;
						f.do(
							i64.store(
								r,
								i64.xor(one, i64.and(i64.xor(one, other), mask)),
								lane * laneBytes + 8 * i,
							),
						);
					});
				}
			},
		),
	};
};
