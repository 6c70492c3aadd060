// Which backends this runtime has the instructions for. What is not here is left out of a test run; the browsers of
// test/e2e/kernels.test.ts have them all.

import { call } from "../../wasm/asm/func.ts";
import { Module } from "../../wasm/asm/module.ts";
import { emitField } from "../../wasm/field/backend.ts";
import { type Backend, backends } from "../../wasm/field/field.ts";
import { bn254 } from "../../wasm/field/prime.ts";

export const isRunnable = (backend: Backend): boolean => {
	const module = new Module();
	const { mul, fp2Mul, add } = emitField(module, backend, bn254);
	// A module keeps only what an export needs.
	module.func("all", { params: ["i32"], exported: true }, (f, at) => {
		for (const fn of [mul, fp2Mul, add]) f.do(call(fn, at, at, at));
	});
	return WebAssembly.validate(module.encode(0));
};

export const backendsHere: readonly Backend[] = backends.filter(isRunnable);
