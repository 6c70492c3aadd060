// The bounds that the backends on signed limbs state, at their edge: every limb as large as a sum may make it, in every
// arrangement of signs, so that a column that could pass 2^63 would. No chain of calls finds these numbers.

import { describe, expect, it } from "vitest";
import { call } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { emitExtmul } from "../../../wasm/field/extmul.ts";
import type { Field } from "../../../wasm/field/field.ts";
import {
	bls12381,
	bn254,
	inverseModulo,
	type Prime,
} from "../../../wasm/field/prime.ts";
import { emitScalar } from "../../../wasm/field/scalar.ts";
import { signedForm } from "../../../wasm/field/words-form.ts";

type Lanes = readonly [readonly bigint[], readonly bigint[]];
type Layout = {
	readonly name: string;
	readonly emit: (module: Module, prime: Prime) => Field;
	readonly put: (view: DataView, at: number, lanes: Lanes) => void;
};

const layouts: readonly Layout[] = [
	{
		name: "scalar",
		emit: emitScalar,
		put: (view, at, lanes) =>
			lanes.flat().forEach((limb, i) => {
				view.setBigInt64(at + 8 * i, limb, true);
			}),
	},
	{
		name: "extmul",
		emit: emitExtmul,
		put: (view, at, lanes) => {
			for (const [lane, limbs] of lanes.entries())
				limbs.forEach((limb, i) => {
					view.setInt32(at + 8 * i + 4 * lane, Number(limb), true);
				});
		},
	},
];

/** An address behind what a field keeps for itself. */
const free = 32_768;
/** What a reduced limb may have over half of 2^width. */
const excess = 1n << 15n;

const open = ({ emit, put }: Layout, prime: Prime) => {
	const module = new Module();
	const field = emit(module, prime);
	const at = (slot: number): number => free + slot * field.size;
	for (const key of ["mul", "sqr", "fp2Mul", "fp2Sqr", "add"] as const) {
		const fn = field[key];
		const unary = fn.params.length === 2;
		module.func(`run.${key}`, { params: [], exported: true }, (f) =>
			f.do(
				unary ? call(fn, at(2), at(0)) : call(fn, at(2), at(0), at(1)),
				call(field.toBytes, at(3), at(3) + prime.bytes, at(2)),
			),
		);
	}
	const { exports } = new WebAssembly.Instance(
		new WebAssembly.Module(module.encode(65_536)),
	);
	const { memory, heap } = exports;
	if (!(memory instanceof WebAssembly.Memory)) throw new Error("no memory");
	if (!(heap instanceof WebAssembly.Global) || heap.value > free)
		throw new Error("the module's own memory is larger than this test knows");
	const view = new DataView(memory.buffer);
	const read = (from: number): bigint => {
		let value = 0n;
		for (let i = 0; i < prime.bytes; i++)
			value = value * 256n + BigInt(view.getUint8(from + i));
		return value;
	};
	return (key: string, a: Lanes, b: Lanes): readonly [bigint, bigint] => {
		put(view, at(0), a);
		put(view, at(1), b);
		const run = exports[`run.${key}`];
		if (typeof run !== "function") throw new Error(`no ${key}`);
		run();
		return [read(at(3)), read(at(3) + prime.bytes)];
	};
};

describe.each(layouts)("limbs at their bounds, $name:", (layout) => {
	it.each([bls12381, bn254])("no column passes 2^63: $name", (prime) => {
		const { p } = prime;
		const form = signedForm(prime);
		const { width, count, R } = form;
		const inverse = inverseModulo(R, p);
		const largest = (1n << BigInt(width - 1)) + excess;
		const limb = form.slack ? 2n * largest : largest;
		// The largest value between two products, by its top limb.
		const top = (64n * p) >> BigInt(width * (count - 1));
		const signs: readonly ((i: number) => bigint)[] = [
			() => 1n,
			() => -1n,
			(i) => (i % 2 === 0 ? 1n : -1n),
			(i) => (i < count / 2 ? 1n : -1n),
		];
		const numbers = signs.map((sign) =>
			Array.from(
				{ length: count },
				(_, i) => sign(i) * (i === count - 1 ? top : limb),
			),
		);
		const value = (limbs: readonly bigint[]): bigint =>
			limbs.reduceRight((sum, one) => (sum << BigInt(width)) + one, 0n);
		const modulo = (x: bigint): bigint => ((x % p) + p) % p;
		/** What toBytes gives of a product of two integers as they lie in memory. */
		const product = (x: bigint): bigint => modulo(x * inverse * inverse);
		const run = open(layout, prime);
		for (const a0 of numbers)
			for (const a1 of numbers)
				for (const b0 of numbers)
					for (const b1 of numbers) {
						const [u, v, x, y] = [a0, a1, b0, b1].map(value);
						if (
							u === undefined ||
							v === undefined ||
							x === undefined ||
							y === undefined
						)
							throw new Error("four numbers");
						const wanted: { readonly [key: string]: readonly bigint[] } = {
							mul: [product(u * x), product(v * y)],
							sqr: [product(u * u), product(v * v)],
							fp2Mul: [product(u * x - v * y), product(u * y + v * x)],
							fp2Sqr: [product(u * u - v * v), product(2n * u * v)],
							add: [modulo((u + x) * inverse), modulo((v + y) * inverse)],
						};
						for (const [key, lanes] of Object.entries(wanted))
							expect([key, ...run(key, [a0, a1], [b0, b1])]).toEqual([
								key,
								...lanes,
							]);
					}
	});
});
