// Inverses by division steps against Euclid's algorithm.

import { describe, expect, it } from "vitest";
import { call } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { defineIntegerInverse } from "../../../wasm/field/inverse.ts";
import { bls12381, bn254, inverseModulo } from "../../../wasm/field/prime.ts";
import { bytesOf, numberOf, random } from "../curve/g1-made.ts";

describe.each([bls12381, bn254])("inverses modulo p of $name", (prime) => {
	const { p, bytes: length } = prime;
	const module = new Module();
	const inverse = defineIntegerInverse(module, prime);
	module.func(
		"run",
		{ params: ["i32", "i32"], exported: true },
		(f, to, from) => f.do(call(inverse, to, from)),
	);
	const { exports } = new WebAssembly.Instance(
		new WebAssembly.Module(module.encode(256)),
	);
	const { memory, heap, run } = exports;
	if (
		!(memory instanceof WebAssembly.Memory) ||
		!(heap instanceof WebAssembly.Global) ||
		typeof run !== "function"
	)
		throw new TypeError("the module exports too little");
	const bytes = new Uint8Array(memory.buffer);
	const from: number = heap.value + 3;
	const to = from + length;
	const inverseOf = (x: bigint): bigint => {
		bytes.set(bytesOf(x, length), from);
		run(to, from);
		expect(numberOf(bytes.subarray(from, from + length))).toBe(x);
		return numberOf(bytes.slice(to, to + length));
	};

	it("are right for random numbers", () => {
		const { below, bits } = random(30);
		for (let i = 0; i < 2000; i++) {
			const x = i % 2 === 0 ? below(p) : bits(1 + (i % length) * 8) % p;
			expect(inverseOf(x)).toBe(x === 0n ? 0n : inverseModulo(x, p));
		}
	});

	it("are right at the edges of every limb, and zero for zero", () => {
		expect(inverseOf(0n)).toBe(0n);
		const top = BigInt(p.toString(2).length);
		for (let k = 0n; k < top; k++)
			for (const x of [
				1n << k,
				(1n << k) - 1n,
				(1n << k) + 1n,
				p - (1n << k),
				p >> k,
			]) {
				const reduced = x % p;
				if (reduced > 0n)
					expect(inverseOf(reduced)).toBe(inverseModulo(reduced, p));
			}
	});

	it("are their own inverses' inverses, in place", () => {
		const x = p / 3n;
		bytes.set(bytesOf(x, length), from);
		run(from, from);
		run(from, from);
		expect(numberOf(bytes.subarray(from, from + length))).toBe(x);
	});
});
