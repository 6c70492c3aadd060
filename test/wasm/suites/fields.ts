// The suites of the prime fields, one a backend and prime.

import { emitField } from "../../../wasm/field/backend.ts";
import type { Backend } from "../../../wasm/field/field.ts";
import { bls12381, bn254 } from "../../../wasm/field/prime.ts";
import { isRunnable } from "../backends.ts";
import { fieldSuite } from "../field/suite.ts";
import type { Suite } from "./suites.ts";

export const fieldSuites = (backend: Backend): readonly Suite[] =>
	[bls12381, bn254].map((prime) => ({
		name: `field of ${prime.name}, ${backend}`,
		run: async ({ seed, fieldCases }) => {
			if (!isRunnable(backend))
				return { absent: `no instructions for ${backend}` };
			const failures = await fieldSuite(
				backend,
				(module, given) => emitField(module, backend, given),
				{ seed, count: fieldCases, primes: [prime] },
			);
			return { failures };
		},
	}));
