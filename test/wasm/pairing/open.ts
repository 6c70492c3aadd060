// A module with the tower and the pairing of one curve, every function of them open to a test, and noble's values in and out.

import "../relaxed-simd.ts";
import type { Fp2, Fp12 } from "@noble/curves/abstract/tower.js";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { bn254 as nobleBn254 } from "@noble/curves/bn254.js";
import { ask, call, type Fn } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { emitField } from "../../../wasm/field/backend.ts";
import type { Backend } from "../../../wasm/field/field.ts";
import { defineRoots } from "../../../wasm/field/power.ts";
import { bls12381, bn254, type Prime } from "../../../wasm/field/prime.ts";
import { emitPairing } from "../../../wasm/pairing/pairing.ts";

export const curves = [
	{ name: "bls12-381", prime: bls12381, noble: bls12_381 },
	{ name: "bn254", prime: bn254, noble: nobleBn254 },
] as const;

const coefficients = ({ c0, c1 }: Fp12): readonly Fp2[] => [
	c0.c0,
	c0.c1,
	c0.c2,
	c1.c0,
	c1.c1,
	c1.c2,
];

export const openPairing = (prime: Prime, backend: Backend) => {
	const module = new Module();
	const field = emitField(module, backend, prime);
	const pairing = emitPairing(field, defineRoots(field).inverse);
	const { fp12 } = pairing;
	const expose = (name: string, fn: Fn): void => {
		const { params, result } = fn;
		const shape = { params, exported: true };
		if (result === undefined)
			module.func(`x.${name}`, shape, (f, ...args) => f.do(call(fn, ...args)));
		else
			module.func(`x.${name}`, { ...shape, result }, (f, ...args) =>
				f.give(ask(fn, ...args)),
			);
	};
	const all: Record<string, unknown> = {
		...field,
		...pairing,
		...Object.fromEntries(
			Object.entries(fp12.fp6).map(([name, fn]) => [`fp6.${name}`, fn]),
		),
		...Object.fromEntries(
			Object.entries(fp12).map(([name, fn]) => [`fp12.${name}`, fn]),
		),
	};
	const isFn = (value: unknown): value is Fn =>
		typeof value === "object" && value !== null && "params" in value;
	for (const [name, fn] of Object.entries(all)) if (isFn(fn)) expose(name, fn);

	const binary = module.encode(1 << 20);
	const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
	const { memory, heap } = exports;
	if (!(memory instanceof WebAssembly.Memory)) throw new Error("no memory");
	if (!(heap instanceof WebAssembly.Global)) throw new Error("no heap");
	const bytes = new Uint8Array(memory.buffer);
	let free: number = heap.value;
	const reserve = (size: number): number => {
		const at = free;
		free += Math.ceil(size / 64) * 64;
		return at;
	};
	const run = (name: string, ...args: readonly number[]): number => {
		const fn = exports[`x.${name}`];
		if (typeof fn !== "function") throw new Error(`no ${name}`);
		return Number(fn(...args) ?? 0);
	};
	const n = prime.bytes;
	const buffer = reserve(2 * n);
	const writePair = (at: number, pair: readonly [bigint, bigint]): void => {
		for (const [lane, value] of pair.entries())
			for (let i = 0; i < n; i++)
				bytes[buffer + lane * n + n - 1 - i] = Number(
					(value >> BigInt(8 * i)) & 255n,
				);
		if (run("fromBytes", at, buffer, buffer + n) !== 3)
			throw new Error("not canonical");
	};
	const readPair = (at: number): Fp2 => {
		run("toBytes", buffer, buffer + n, at);
		const [c0, c1] = [0, n].map((from) =>
			bytes
				.subarray(buffer + from, buffer + from + n)
				.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n),
		);
		return { c0: c0 ?? 0n, c1: c1 ?? 0n };
	};
	const { size } = field;
	return {
		run,
		reserve,
		size,
		fp12Size: fp12.size,
		entrySize: pairing.entrySize,
		tableSize: pairing.tableSize,
		binary,
		writePair,
		readPair,
		writeFp2: (at: number, { c0, c1 }: Fp2) => writePair(at, [c0, c1]),
		writeFp12: (at: number, value: Fp12): void =>
			coefficients(value).forEach(({ c0, c1 }, i) => {
				writePair(at + i * size, [c0, c1]);
			}),
		readFp12: (at: number): Fp12 => {
			const c = (i: number) => readPair(at + i * size);
			return {
				c0: { c0: c(0), c1: c(1), c2: c(2) },
				c1: { c0: c(3), c1: c(4), c2: c(5) },
			};
		},
	};
};
