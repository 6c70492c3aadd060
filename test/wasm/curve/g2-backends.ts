// Which backends the runtime of the tests can run.

import { setFlagsFromString } from "node:v8";
import { Module } from "../../../wasm/asm/module.ts";
import { emitField } from "../../../wasm/field/backend.ts";
import { type Backend, backends } from "../../../wasm/field/field.ts";
import { bls12381 } from "../../../wasm/field/prime.ts";

setFlagsFromString("--experimental-wasm-relaxed-simd");

const isRunnable = (backend: Backend): boolean => {
	const module = new Module();
	try {
		emitField(module, backend, bls12381);
	} catch (thrown) {
		if (thrown instanceof RangeError) return false;
		throw thrown;
	}
	return WebAssembly.validate(module.encode(0));
};

export const runnable: readonly Backend[] = backends.filter(isRunnable);
