// The wide backend against integers, where this runtime has wide arithmetic. Node has it not before the browsers do; there
// the same suite runs in both browsers, in test/e2e/kernels.test.ts.

import { describe, expect, it } from "vitest";
import { call } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { bls12381, bn254, type Prime } from "../../../wasm/field/prime.ts";
import { emitWide } from "../../../wasm/field/wide.ts";
import { isRunnable } from "../backends.ts";
import { fieldSuite } from "./suite.ts";

const emitted = (prime: Prime) => {
	const module = new Module();
	const field = emitWide(module, prime);
	// A module has only what something exported needs.
	module.func("probe", { params: [], exported: true }, (f) =>
		f.do(call(field.fp2Mul, 0, 0, 0)),
	);
	return { field, bytes: module.encode(0) };
};

describe("the wide backend", () => {
	it.skipIf(!isRunnable("wide")).each([bls12381, bn254])(
		"keeps the contract of a field: $name",
		async (prime) => {
			const options = { seed: 20261121, count: 20_000, primes: [prime] };
			expect(await fieldSuite("wide", emitWide, options)).toEqual([]);
		},
	);

	it("emits the same bytes each time", () => {
		expect(emitted(bls12381).bytes).toEqual(emitted(bls12381).bytes);
	});

	it("keeps an element in as many bytes as its encoding has, and equal constants once", () => {
		for (const prime of [bls12381, bn254]) {
			const { field } = emitted(prime);
			expect(field.size).toBe(2 * prime.bytes);
			expect(field.constant(-1n, prime.p + 2n)).toBe(
				field.constant(prime.p - 1n, 2n),
			);
			expect(field.constant(1n, 2n)).not.toBe(field.constant(2n, 1n));
		}
	});
});
