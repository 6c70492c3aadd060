// The scalar backend against plain integers.

import { describe, expect, it } from "vitest";
import { ask, call } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { emitExtmul } from "../../../wasm/field/extmul.ts";
import { bls12381, bn254, type Prime } from "../../../wasm/field/prime.ts";

type Pair = readonly [bigint, bigint];
const names = [
	"mul",
	"sqr",
	"add",
	"sub",
	"addLazy",
	"subLazy",
	"neg",
	"double",
	"fp2Mul",
	"fp2Sqr",
	"fp2MulXi",
	"fp2Conj",
	"fp2MulI",
	"copy",
	"swap",
	"both0",
	"both1",
	"blend",
	"zip0",
	"zip1",
	"select",
	"isZero",
	"equal",
	"parity",
	"isLarge",
	"fromBytes",
	"toBytes",
] as const;

const open = (prime: Prime) => {
	const module = new Module();
	const field = emitExtmul(module, prime);
	for (const name of names) {
		const fn = field[name];
		module.func(
			`x.${name}`,
			{
				params: fn.params,
				...(fn.result === undefined ? {} : { result: fn.result }),
				exported: true,
			},
			(f, ...args) => {
				if (fn.result === undefined) f.do(call(fn, ...args));
				else f.give(ask(fn, ...args));
			},
		);
	}
	const { exports } = new WebAssembly.Instance(
		new WebAssembly.Module(module.encode(65536)),
	);
	const { memory, heap } = exports;
	if (
		!(memory instanceof WebAssembly.Memory) ||
		!(heap instanceof WebAssembly.Global)
	)
		throw new Error("no memory");
	const bytes = new Uint8Array(memory.buffer);
	const base: number = heap.value;
	const at = (slot: number) => base + 1024 + slot * field.size;
	const run = (name: (typeof names)[number], ...args: number[]): number => {
		const fn = exports[`x.${name}`];
		if (typeof fn !== "function") throw new Error(name);
		return Number(fn(...args) ?? 0);
	};
	const n = prime.bytes;
	const write = (slot: number, [a, b]: Pair): number => {
		for (const [j, x] of [a, b].entries())
			for (let i = 0; i < n; i++)
				bytes[base + 1 + j * n + n - 1 - i] = Number(
					(x >> BigInt(8 * i)) & 255n,
				);
		return run("fromBytes", at(slot), base + 1, base + 1 + n);
	};
	const read = (slot: number): Pair => {
		run("toBytes", base + 1, base + 1 + n, at(slot));
		const one = (from: number) =>
			[...bytes.subarray(from, from + n)].reduce(
				(x, y) => x * 256n + BigInt(y),
				0n,
			);
		return [one(base + 1), one(base + 1 + n)];
	};
	return { run, write, read, at, field, view: new DataView(memory.buffer) };
};

describe.each([bls12381, bn254])("$name", (prime) => {
	const { p, xiRe } = prime;
	const m = (x: bigint) => ((x % p) + p) % p;
	const k = open(prime);
	let seed = 12345n;
	const rnd = () => {
		let x = 0n;
		for (let i = 0; i < 7; i++) {
			seed =
				(seed * 6364136223846793005n + 1442695040888963407n) &
				((1n << 64n) - 1n);
			x = (x << 60n) | (seed >> 4n);
		}
		return x % p;
	};
	const edge = [
		0n,
		1n,
		2n,
		p - 1n,
		p - 2n,
		p / 2n,
		p / 2n + 1n,
		(1n << 29n) - 1n,
		1n << 30n,
		(1n << 64n) - 1n,
		(1n << 250n) - 1n,
	];
	const pick = () => {
		seed =
			(seed * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
		return (seed >> 40n) & 1n
			? rnd()
			: (edge[Number((seed >> 41n) % BigInt(edge.length))] ?? 0n);
	};
	it("computes", () => {
		for (let t = 0; t < 1500; t++) {
			const a: Pair = [pick(), pick()];
			const b: Pair = [pick(), pick()];
			const [a0, a1] = a;
			const [b0, b1] = b;
			expect(k.write(0, a)).toBe(3);
			expect(k.write(1, b)).toBe(3);
			expect(k.read(0)).toEqual(a);
			const two: [(typeof names)[number], bigint, bigint][] = [
				["mul", a0 * b0, a1 * b1],
				["add", a0 + b0, a1 + b1],
				["sub", a0 - b0, a1 - b1],
				["fp2Mul", a0 * b0 - a1 * b1, a0 * b1 + a1 * b0],
				["blend", a0, b1],
				["zip0", a0, b0],
				["zip1", a1, b1],
				["sqr", a0 * a0, a1 * a1],
				["neg", -a0, -a1],
				["double", 2n * a0, 2n * a1],
				["fp2Sqr", a0 * a0 - a1 * a1, 2n * a0 * a1],
				["fp2MulXi", xiRe * a0 - a1, xiRe * a1 + a0],
				["fp2Conj", a0, -a1],
				["fp2MulI", -a1, a0],
				["copy", a0, a1],
				["swap", a1, a0],
				["both0", a0, a0],
				["both1", a1, a1],
			];
			for (const [name, x, y] of two) {
				const binary = k.field[name].params.length === 3;
				const want = [m(x), m(y)];
				for (const to of [2, 0, 1]) {
					k.write(0, a);
					k.write(1, b);
					if (binary) k.run(name, k.at(to), k.at(0), k.at(1));
					else k.run(name, k.at(to), k.at(0));
					expect([name, to, ...k.read(to)]).toEqual([name, to, ...want]);
				}
			}
			k.write(0, a);
			k.write(1, b);
			for (const which of [0, 1, 2, 3]) {
				k.run("select", k.at(2), k.at(0), k.at(1), which);
				expect(k.read(2)).toEqual([which & 1 ? b0 : a0, which & 2 ? b1 : a1]);
			}
			const bits = (x: boolean, y: boolean) => Number(x) + 2 * Number(y);
			expect(k.run("isZero", k.at(0))).toBe(bits(a0 === 0n, a1 === 0n));
			expect(k.run("equal", k.at(0), k.at(1))).toBe(bits(a0 === b0, a1 === b1));
			expect(k.run("equal", k.at(0), k.at(0))).toBe(3);
			expect(k.run("parity", k.at(0))).toBe(
				bits(a0 % 2n === 1n, a1 % 2n === 1n),
			);
			expect(k.run("isLarge", k.at(0))).toBe(
				bits(a0 > (p - 1n) / 2n, a1 > (p - 1n) / 2n),
			);
			// Lazy operands, and chains of 64.
			k.run("addLazy", k.at(2), k.at(0), k.at(1));
			k.run("subLazy", k.at(3), k.at(0), k.at(1));
			const [s0, s1, d0, d1] = [a0 + b0, a1 + b1, a0 - b0, a1 - b1];
			for (const [name, x, y] of [
				["mul", s0 * d0, s1 * d1],
				["fp2Mul", s0 * d0 - s1 * d1, s0 * d1 + s1 * d0],
				["add", s0 + d0, s1 + d1],
				["sub", s0 - d0, s1 - d1],
			] as const) {
				k.run(name, k.at(4), k.at(2), k.at(3));
				expect([name, ...k.read(4)]).toEqual([name, m(x), m(y)]);
			}
			for (const [name, x, y] of [
				["sqr", s0 * s0, s1 * s1],
				["fp2Sqr", s0 * s0 - s1 * s1, 2n * s0 * s1],
				["neg", -s0, -s1],
				["double", 2n * s0, 2n * s1],
			] as const) {
				k.run(name, k.at(4), k.at(2));
				expect([name, ...k.read(4)]).toEqual([name, m(x), m(y)]);
			}
			for (let i = 0; i < 5; i++) k.run("double", k.at(0), k.at(0));
			for (let i = 0; i < 31; i++)
				k.run("add", k.at(5), i === 0 ? k.at(1) : k.at(5), k.at(1));
			k.run("addLazy", k.at(2), k.at(0), k.at(0));
			k.run("subLazy", k.at(3), k.at(5), k.at(0));
			const [u0, u1, v0, v1] = [
				64n * a0,
				64n * a1,
				32n * (b0 - a0),
				32n * (b1 - a1),
			];
			k.run("fp2Mul", k.at(4), k.at(2), k.at(3));
			expect(k.read(4)).toEqual([m(u0 * v0 - u1 * v1), m(u0 * v1 + u1 * v0)]);
			k.run("fp2Sqr", k.at(4), k.at(3));
			expect(k.read(4)).toEqual([m(v0 * v0 - v1 * v1), m(2n * v0 * v1)]);
			k.run("mul", k.at(4), k.at(3), k.at(3));
			expect(k.read(4)).toEqual([m(v0 * v0), m(v1 * v1)]);
		}
	});
	it("marks what is not canonical", () => {
		const top = (1n << BigInt(8 * prime.bytes)) - 1n;
		expect(k.write(0, [p, p - 1n])).toBe(2);
		expect(k.read(0)).toEqual([0n, p - 1n]);
		expect(k.write(0, [p + 1n, top])).toBe(0);
		expect(k.read(0)).toEqual([1n, top % p]);
		expect(k.field.constant(5n, -1n)).toBe(k.field.constant(p + 5n, p - 1n));
	});
});
