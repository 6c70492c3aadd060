// The fused-multiply-add backend where its doubles are fullest: limbs and values at their bounds. The suite of all backends
// speaks of values; these tests write and read limbs.

import "../relaxed-simd.ts";
import { describe, expect, test } from "vitest";
import { call } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { emitFma } from "../../../wasm/field/fma.ts";
import { Columns } from "../../../wasm/field/fma-columns.ts";
import {
	type Form,
	formOf,
	type Limb,
	magnitude,
	montgomery,
	reduced,
	sumOf,
} from "../../../wasm/field/fma-form.ts";
import { bls12381, bn254, type Prime } from "../../../wasm/field/prime.ts";
import { isRunnable } from "../backends.ts";

const here = isRunnable("fma");
const reason = here ? "" : " (skipped: no relaxed SIMD here)";

type Lanes = readonly [bigint, bigint];
type Rule = {
	readonly name:
		| "mul"
		| "sqr"
		| "fp2Mul"
		| "fp2Sqr"
		| "add"
		| "sub"
		| "addLazy"
		| "subLazy"
		| "neg"
		| "double"
		| "fp2MulXi";
	/** Whether operands may be lazy. */
	readonly lazy: boolean;
	/** Whether the result has the factor R once too few. */
	readonly product: boolean;
	readonly exact: (a: Lanes, b: Lanes, xi: bigint) => Lanes;
};

const rules: readonly Rule[] = [
	{
		name: "mul",
		lazy: true,
		product: true,
		exact: (a, b) => [a[0] * b[0], a[1] * b[1]],
	},
	{
		name: "sqr",
		lazy: true,
		product: true,
		exact: (a) => [a[0] * a[0], a[1] * a[1]],
	},
	{
		name: "fp2Mul",
		lazy: true,
		product: true,
		exact: (a, b) => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]],
	},
	{
		name: "fp2Sqr",
		lazy: true,
		product: true,
		exact: (a) => [a[0] * a[0] - a[1] * a[1], 2n * a[0] * a[1]],
	},
	{
		name: "add",
		lazy: true,
		product: false,
		exact: (a, b) => [a[0] + b[0], a[1] + b[1]],
	},
	{
		name: "sub",
		lazy: true,
		product: false,
		exact: (a, b) => [a[0] - b[0], a[1] - b[1]],
	},
	{
		name: "addLazy",
		lazy: false,
		product: false,
		exact: (a, b) => [a[0] + b[0], a[1] + b[1]],
	},
	{
		name: "subLazy",
		lazy: false,
		product: false,
		exact: (a, b) => [a[0] - b[0], a[1] - b[1]],
	},
	{
		name: "neg",
		lazy: true,
		product: false,
		exact: (a) => [-a[0], -a[1]],
	},
	{
		name: "double",
		lazy: true,
		product: false,
		exact: (a) => [2n * a[0], 2n * a[1]],
	},
	{
		name: "fp2MulXi",
		lazy: false,
		product: false,
		exact: (a, _, xi) => [xi * a[0] - a[1], xi * a[1] + a[0]],
	},
];

/** A module whose functions take their operands at `heap`, and what lies there as limbs. */
const open = async (prime: Prime) => {
	const module = new Module();
	const field = emitFma(module, prime);
	for (const { name } of rules) {
		const fn = field[name];
		module.func(
			`test.${name}`,
			{ params: ["i32", "i32", "i32"], exported: true },
			(f, r, a, b) =>
				f.do(fn.params.length === 3 ? call(fn, r, a, b) : call(fn, r, a)),
		);
	}
	const { instance } = await WebAssembly.instantiate(module.encode(4_096));
	const { memory, heap } = instance.exports;
	if (
		!(memory instanceof WebAssembly.Memory) ||
		!(heap instanceof WebAssembly.Global)
	)
		throw new TypeError("the module exports no memory or no heap");
	const view = new DataView(memory.buffer);
	const at = (slot: number) => Number(heap.value) + slot * field.size;
	return {
		write: (slot: number, lane: 0 | 1, limbs: readonly bigint[]) => {
			for (const [i, limb] of limbs.entries())
				view.setFloat64(at(slot) + 16 * i + 8 * lane, Number(limb), true);
		},
		read: (slot: number, lane: 0 | 1, count: number) =>
			Array.from({ length: count }, (_, i) =>
				BigInt(view.getFloat64(at(slot) + 16 * i + 8 * lane, true)),
			),
		run: (name: string, r: number, a: number, b: number) => {
			const fn = instance.exports[`test.${name}`];
			if (typeof fn !== "function") throw new TypeError(name);
			fn(at(r), at(a), at(b));
		},
	};
};

/** Numbers below 2^32, the same for the same seed. */
const generator = (seed: number) => {
	let state = seed;
	return (end: number): number => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * end);
	};
};

/** Limbs that are at their bounds, or near them, or at none; the value at its bound now and then. */
const full = (
	form: Form,
	below: (end: number) => number,
	times: bigint,
): bigint[] => {
	const { count, width, unit, units, tight } = form;
	const most = reduced(form, times);
	const whole = tight ? times * unit : unit * units;
	const kind = below(5);
	const limbs = most.slice(0, -1).map((bound, i) => {
		const sign = kind === 0 ? 1n : kind === 1 ? -1n : BigInt(1 - 2 * below(2));
		if (kind === 2) return i % 2 === 0 ? bound : -bound;
		if (kind < 4) return sign * bound;
		const choices = [bound, bound - 1n, bound / 2n, 1n, 0n];
		return sign * (choices[below(choices.length)] ?? 0n);
	});
	const rest = sumOf(form, limbs);
	const place = BigInt(width * (count - 1));
	const tops = [
		(whole - rest) >> place,
		-((whole + rest) >> place),
		0n,
		1n,
		-1n,
	];
	return [...limbs, tops[below(tops.length)] ?? 0n];
};

describe.each([bls12381, bn254])(`fma over $name${reason}`, (prime) => {
	const form = formOf(prime);
	const { p } = prime;
	const R = montgomery(form);
	const top = form.count - 1;

	test.skipIf(!here).each(rules)(
		"$name is exact, and its limbs keep their bounds, with every limb of its operands at a bound",
		async ({ name, lazy, product, exact }) => {
			const { write, read, run } = await open(prime);
			const below = generator(7);
			const givesLazy = name === "addLazy" || name === "subLazy";
			for (let i = 0; i < 2_000; i++) {
				const times = lazy ? BigInt(1 + below(2)) : 1n;
				const [a0, a1, b0, b1] = Array.from({ length: 4 }, () =>
					full(form, below, times),
				);
				if (!a0 || !a1 || !b0 || !b1) throw new Error("no limbs");
				write(0, 0, a0);
				write(0, 1, a1);
				write(1, 0, b0);
				write(1, 1, b1);
				run(name, 2, 0, 1);
				const a: Lanes = [sumOf(form, a0), sumOf(form, a1)];
				const b: Lanes = [sumOf(form, b0), sumOf(form, b1)];
				const expected = exact(a, b, prime.xiRe);
				for (const lane of [0, 1] as const) {
					const limbs = read(2, lane, form.count);
					const value = sumOf(form, limbs);
					const what: string = `case ${i}, lane ${lane}: ${[a0, a1, b0, b1]}`;
					if ((value * (product ? R : 1n) - expected[lane]) % p !== 0n)
						expect.fail(`not congruent: ${what}`);
					const bound = (givesLazy ? 2n : 1n) * form.limb;
					if (limbs.slice(0, top).some((limb) => magnitude(limb) > bound))
						expect.fail(`limbs ${limbs}: ${what}`);
					// Where sums are not brought back, a sum may be as large as its operands together.
					const most = product
						? form.unit
						: form.tight
							? (givesLazy ? 2n : 1n) * form.unit
							: magnitude(expected[lane]);
					if (magnitude(value) > most) expect.fail(`too large: ${what}`);
				}
			}
		},
	);

	test("refuses to write a product that doubles cannot hold", () => {
		const write = (most: bigint) => {
			new Module().func("product", { params: ["v128"] }, (f, of) => {
				const limb: Limb = { of, most };
				new Columns(f, form, 2).addProduct(0, limb, limb);
			});
		};
		expect(() => write(1n << 50n)).not.toThrow();
		expect(() => write((1n << 51n) + 1n)).toThrow(/a product can be/);
	});

	test("refuses to write a column that outgrows its integers", () => {
		expect(() =>
			new Module().func("column", { params: ["v128"] }, (f, of) => {
				const columns = new Columns(f, form, 2);
				columns.addBits(0, of, 0n, 1n << 62n);
				columns.carry(0);
			}),
		).toThrow(/a column can be/);
	});
});
