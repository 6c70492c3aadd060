// A field by the name of its backend.

import type { Module } from "../asm/module.ts";
import { emitExtmul } from "./extmul.ts";
import type { Backend, Field } from "./field.ts";
import { emitFma } from "./fma.ts";
import type { Prime } from "./prime.ts";
import { emitScalar } from "./scalar.ts";
import { emitWide } from "./wide.ts";

const emitters: {
	readonly [name in Backend]: (module: Module, prime: Prime) => Field;
} = {
	fma: emitFma,
	wide: emitWide,
	extmul: emitExtmul,
	scalar: emitScalar,
};

/** Adds the prime field's functions to the module, in this backend. */
export const emitField = (
	module: Module,
	backend: Backend,
	prime: Prime,
): Field => emitters[backend](module, prime);
