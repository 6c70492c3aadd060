// Scalars as digits, against integers.

import { describe, expect, it } from "vitest";
import { call } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { blsG1, bnG1 } from "../../../wasm/curve/g1-curve.ts";
import {
	defineSplit,
	digitBytes,
	digitCount,
	shortBasis,
} from "../../../wasm/curve/scalar.ts";
import { bytesOf, random } from "./g1-made.ts";

const widths = [2, 4, 5, 7];

describe.each(
	[blsG1, bnG1].flatMap((numbers) =>
		widths.map((width) => ({ numbers, width, name: numbers.prime.name })),
	),
)("scalars of $name in digits of $width bits", ({ numbers, width }) => {
	const module = new Module();
	const split = defineSplit(module, numbers, width);
	module.func(
		"run",
		{ params: ["i32", "i32"], exported: true },
		(f, to, from) => f.do(call(split, to, from)),
	);
	const { exports } = new WebAssembly.Instance(
		new WebAssembly.Module(module.encode(1024)),
	);
	const { memory, heap, run } = exports;
	if (
		!(memory instanceof WebAssembly.Memory) ||
		!(heap instanceof WebAssembly.Global) ||
		typeof run !== "function"
	)
		throw new TypeError("the module exports too little");
	const bytes = new Uint8Array(memory.buffer);
	const view = new DataView(memory.buffer);
	const from: number = heap.value + 1;
	const to = from + 32;
	const { order, lambda } = numbers;

	it("come to the scalar again, each digit odd and in its range", () => {
		const { bits } = random(width);
		const top = 1n << 256n;
		const [v0, v1] = shortBasis(numbers);
		const edges = [0n, 1n, 2n, order, lambda, order - lambda, order / 2n]
			.concat([...v0, ...v1].map((x) => ((x % order) + order) % order))
			.concat([32n, 64n, 127n, 128n, 129n, 192n, 255n].map((k) => 1n << k))
			.flatMap((x) => [x, x + 1n, x - 1n, top - 1n - x, 2n * x])
			.filter((x) => x >= 0n && x < top);
		const values = edges.concat(
			Array.from({ length: 1500 }, (_, i) => bits(i % 3 === 0 ? 200 : 256)),
		);
		const size = digitBytes(width);
		for (const k of values) {
			bytes.set(bytesOf(k, 32), from);
			bytes.fill(0x55, to, to + size + 8);
			run(to, from);
			const halves = [0n, 0n];
			for (let i = 0; i < digitCount(width); i++)
				for (const lane of [0, 1]) {
					const digit = view.getInt8(to + 2 * i + lane);
					if (digit % 2 === 0 || Math.abs(digit) >= 2 ** width)
						throw new RangeError(`digit ${digit} of ${k}`);
					halves[lane] =
						(halves[lane] ?? 0n) + (BigInt(digit) << BigInt(width * i));
				}
			const [low = 0n, high = 0n] = halves;
			expect((low + high * lambda - k) % order).toBe(0n);
			expect(bytes[to + size]).toBe(0x55);
		}
	});
});
