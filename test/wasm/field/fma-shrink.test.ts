// What additions made large comes back to the size of a product, in the field of fused multiply-adds.

import "../relaxed-simd.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { call } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { emitFma } from "../../../wasm/field/fma.ts";
import { formOf, magnitude } from "../../../wasm/field/fma-form.ts";
import { bls12381, bn254, type Prime } from "../../../wasm/field/prime.ts";

const open = (prime: Prime) => {
	const module = new Module();
	const field = emitFma(module, prime);
	const { shrink } = field;
	// Modulo the shorter prime every sum comes back by itself.
	const back = shrink === "needless" ? field.copy : shrink;
	if (back === undefined) throw new Error("no shrink");
	const pair = module.reserve(field.size);
	const bytes = module.reserve(2 * prime.bytes);
	const place = (name: string, at: number) =>
		module.func(name, { params: [], result: "i32", exported: true }, (f) =>
			f.give(at),
		);
	place("bytes", bytes);
	place("pair", pair);
	// (doublings, rounds): doubles and shrinks, so many times over.
	module.func(
		"run",
		{ params: ["i32", "i32"], exported: true },
		(f, doublings, rounds) => {
			f.do(call(field.fromBytes, pair, bytes, bytes + prime.bytes));
			f.times(rounds, () => {
				f.times(doublings, () => f.do(call(field.double, pair, pair)));
				f.do(call(back, pair, pair));
			});
			f.do(call(field.toBytes, bytes, bytes + prime.bytes, pair));
		},
	);
	const { exports } = new WebAssembly.Instance(
		new WebAssembly.Module(module.encode(0)),
	);
	const { memory } = exports;
	if (!(memory instanceof WebAssembly.Memory)) throw new Error("no memory");
	const view = new DataView(memory.buffer);
	const run = (name: string, ...args: number[]): number => {
		const found = exports[name];
		if (typeof found !== "function") throw new Error(`no ${name}`);
		return Number(found(...args));
	};
	const { width, count, unit, limb } = formOf(prime);
	const window = new Uint8Array(memory.buffer, run("bytes"), 2 * prime.bytes);
	return (
		lanes: readonly [bigint, bigint],
		doublings: number,
		rounds: number,
	): readonly bigint[] => {
		window.set(
			Buffer.from(
				lanes
					.map((x) => x.toString(16).padStart(2 * prime.bytes, "0"))
					.join(""),
				"hex",
			),
		);
		run("run", doublings, rounds);
		for (const lane of [0, 1]) {
			let value = 0n;
			for (let i = 0; i < count; i++) {
				const one = BigInt(
					view.getFloat64(run("pair") + 16 * i + 8 * lane, true),
				);
				if (i < count - 1) expect(magnitude(one) <= limb).toBe(true);
				value += one << BigInt(width * i);
			}
			expect(magnitude(value) <= unit).toBe(true);
		}
		const text = Buffer.from(window).toString("hex");
		return [0, 1].map((lane) =>
			BigInt(
				`0x${text.slice(2 * lane * prime.bytes, 2 * (lane + 1) * prime.bytes)}`,
			),
		);
	};
};

describe.each([bls12381, bn254])("shrinking modulo $name", (prime) => {
	const { p } = prime;
	const shrunk = open(prime);
	const value = fc.oneof(
		fc.bigInt({ min: 0n, max: p - 1n }),
		fc.constantFrom(0n, 1n, p - 1n, (p - 1n) / 2n, (p + 1n) / 2n),
		fc.nat(380).map((n) => (1n << BigInt(n)) % p),
	);

	it("keeps the element and bounds every limb, after a chain of additions of any length allowed", () => {
		fc.assert(
			fc.property(
				value,
				value,
				fc.nat(5),
				fc.integer({ min: 1, max: 40 }),
				(x, y, doublings, rounds) => {
					const factor = 1n << BigInt(doublings * rounds);
					expect(shrunk([x, y], doublings, rounds)).toEqual([
						(x * factor) % p,
						(y * factor) % p,
					]);
				},
			),
			{ numRuns: 1500 },
		);
	});
});
