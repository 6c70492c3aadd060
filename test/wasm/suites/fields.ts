// The suites of the prime fields, one a backend and prime.

import { call } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { emitField } from "../../../wasm/field/backend.ts";
import type { Backend } from "../../../wasm/field/field.ts";
import { bls12381, bn254 } from "../../../wasm/field/prime.ts";
import { fieldSuite } from "../field/suite.ts";
import type { Suite } from "./suites.ts";

/** Why the runtime cannot run modules of this backend; null when it can. */
export const absence = (backend: Backend): string | null => {
	const module = new Module();
	const { mul } = emitField(module, backend, bn254);
	// A module has only what something exported needs.
	module.func("probe", { params: [], exported: true }, (f) =>
		f.do(call(mul, 0, 0, 0)),
	);
	return WebAssembly.validate(module.encode(0))
		? null
		: `no instructions for ${backend}`;
};

export const fieldSuites = (backend: Backend): readonly Suite[] =>
	[bls12381, bn254].map((prime) => ({
		name: `field of ${prime.name}, ${backend}`,
		run: async ({ seed, fieldCases }) => {
			const absent = absence(backend);
			if (absent !== null) return { absent };
			const failures = await fieldSuite(
				backend,
				(module, given) => emitField(module, backend, given),
				{ seed, count: fieldCases, primes: [prime] },
			);
			return { failures };
		},
	}));
