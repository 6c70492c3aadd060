// A field by the name of its backend.

import type { Module } from "../asm/module.ts";
import { emitExtmul } from "./extmul.ts";
import type { Backend, Field } from "./field.ts";
import type { Prime } from "./prime.ts";
import { emitScalar } from "./scalar.ts";
import { emitWide } from "./wide.ts";

const emitters: {
	readonly [name in Backend]?: (module: Module, prime: Prime) => Field;
} = {
	wide: emitWide,
	extmul: emitExtmul,
	scalar: emitScalar,
};

/** Adds the prime field's functions to the module, in this backend. */
export const emitField = (
	module: Module,
	backend: Backend,
	prime: Prime,
): Field => {
	const emit = emitters[backend];
	if (emit === undefined) throw new RangeError(`no backend ${backend}`);
	return emit(module, prime);
};
