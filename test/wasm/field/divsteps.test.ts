// Inverses by division steps against integers, for both primes.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { call } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { defineDivstepInverse } from "../../../wasm/field/divsteps.ts";
import {
	bls12381,
	bn254,
	inverseModulo,
	type Prime,
} from "../../../wasm/field/prime.ts";
import { emitScalar } from "../../../wasm/field/scalar.ts";

const open = (prime: Prime) => {
	const module = new Module();
	const field = emitScalar(module, prime);
	const inverse = defineDivstepInverse(field);
	const pair = module.reserve(field.size);
	const bytes = module.reserve(2 * prime.bytes);
	module.func("where", { params: [], result: "i32", exported: true }, (f) =>
		f.give(bytes),
	);
	module.func("invert", { params: [], exported: true }, (f) => {
		f.do(
			// The verdict on the bytes is dropped: tests write canonical ones.
			call(field.fromBytes, pair, bytes, bytes + prime.bytes),
			call(inverse, pair, pair),
			call(field.toBytes, bytes, bytes + prime.bytes, pair),
		);
	});
	const { exports } = new WebAssembly.Instance(
		new WebAssembly.Module(module.encode(0)),
	);
	const { memory, where, invert } = exports;
	if (
		!(memory instanceof WebAssembly.Memory) ||
		typeof where !== "function" ||
		typeof invert !== "function"
	)
		throw new Error("not exported");
	const window = new Uint8Array(
		memory.buffer,
		Number(where()),
		2 * prime.bytes,
	);
	const text = (x: bigint) => x.toString(16).padStart(2 * prime.bytes, "0");
	return (x: bigint, y: bigint): readonly bigint[] => {
		window.set(Buffer.from(text(x) + text(y), "hex"));
		invert();
		return [0, 1].map((lane) =>
			BigInt(
				`0x${Buffer.from(window.slice(lane * prime.bytes, (lane + 1) * prime.bytes)).toString("hex")}`,
			),
		);
	};
};

describe.each([bls12381, bn254])("division steps modulo $name", (prime) => {
	const invert = open(prime);
	const { p } = prime;
	const bits = p.toString(2).length;
	const value = fc.oneof(
		fc.bigInt({ min: 0n, max: p - 1n }),
		fc.nat(bits - 1).map((n) => 1n << BigInt(n)),
		fc.nat(bits - 1).map((n) => p - (1n << BigInt(n))),
		fc.nat(bits - 1).map((n) => (1n << BigInt(n)) - 1n),
		fc.nat(bits - 2).map((n) => inverseModulo(1n << BigInt(n), p)),
		fc.bigInt({ min: 0n, max: 100n }),
		fc.bigInt({ min: 1n, max: 100n }).map((n) => p - n),
	);
	const wanted = (x: bigint) => (x === 0n ? 0n : inverseModulo(x, p));

	it("gives the inverse in each lane, and zero for zero", () => {
		fc.assert(
			fc.property(value, value, (x, y) => {
				expect(invert(x, y)).toEqual([wanted(x), wanted(y)]);
			}),
			{ numRuns: 3000 },
		);
		for (const [x, y] of [
			[0n, 0n],
			[0n, 1n],
			[1n, 0n],
			[p - 1n, 2n],
			[(p + 1n) / 2n, (p - 1n) / 2n],
		] as const)
			expect(invert(x, y)).toEqual([wanted(x), wanted(y)]);
	});
});
