// The extmul backend against integers.

import { describe, expect, it } from "vitest";
import { call } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { emitExtmul } from "../../../wasm/field/extmul.ts";
import { bls12381, bn254 } from "../../../wasm/field/prime.ts";
import { fieldSuite } from "./suite.ts";

describe("the extmul backend", () => {
	it.each([bls12381, bn254])(
		"keeps the contract of a field: $name",
		async (prime) => {
			const options = { seed: 20261121, count: 20_000, primes: [prime] };
			expect(await fieldSuite("extmul", emitExtmul, options)).toEqual([]);
		},
	);

	it("emits the same bytes each time", () => {
		const bytes = () => {
			const module = new Module();
			const { fp2Mul } = emitExtmul(module, bls12381);
			module.func("probe", { params: [], exported: true }, (f) =>
				f.do(call(fp2Mul, 0, 0, 0)),
			);
			return module.encode(0);
		};
		expect(bytes()).toEqual(bytes());
	});
});
