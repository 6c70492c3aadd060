// A module of G1 made for the tests, with every function called by the host, and noble's points beside it.

import "../relaxed-simd.ts";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { bn254 } from "@noble/curves/bn254.js";
import { ask, call, type Fn } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { defineG1, type G1 } from "../../../wasm/curve/g1.ts";
import { emitField } from "../../../wasm/field/backend.ts";
import type { Backend } from "../../../wasm/field/field.ts";
import {
	bls12381 as blsPrime,
	bn254 as bnPrime,
	type Prime,
} from "../../../wasm/field/prime.ts";
import { backendsHere } from "../backends.ts";

export const primes = [blsPrime, bnPrime] as const;
export { backendsHere as backends };

export const cases = backendsHere.flatMap((backend) =>
	primes.map((prime) => ({ backend, prime, name: prime.name })),
);

export const nobleG1 = (prime: Prime) =>
	prime.name === "bls12-381" ? bls12_381.G1.Point : bn254.G1.Point;
export type NoblePoint = InstanceType<ReturnType<typeof nobleG1>>;
/** An affine point; infinity is (0, 0). */
export type Affine = readonly [x: bigint, y: bigint];
export const infinity: Affine = [0n, 0n];

/** The same random numbers for the same seed. Source: Marsaglia, "Xorshift RNGs", 2003, section 4. */
export const random = (seed: number) => {
	let [x, y, z, w] = [seed >>> 0, 362436069, 521288629, 88675123];
	const word = (): number => {
		const t = x ^ (x << 11);
		[x, y, z] = [y, z, w];
		w = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) >>> 0;
		return w;
	};
	const bits = (count: number): bigint => {
		let value = 0n;
		for (let i = 0; i < count; i += 32) value = (value << 32n) | BigInt(word());
		return BigInt.asUintN(count, value);
	};
	return { word, bits, below: (end: bigint) => bits(512) % end };
};

export const bytesOf = (x: bigint, length: number): Uint8Array =>
	Uint8Array.from({ length }, (_, i) =>
		Number((x >> BigInt(8 * (length - 1 - i))) & 0xffn),
	);
export const numberOf = (bytes: Uint8Array): bigint =>
	bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

/** x and y as numbers, of noble's point. */
export const affineOf = (point: NoblePoint): Affine => {
	if (point.is0()) return infinity;
	const { x, y } = point.toAffine();
	return [x, y];
};

export const modPow = (base: bigint, exponent: bigint, p: bigint): bigint => {
	let [result, b] = [1n, base % p];
	for (let e = exponent; e > 0n; e >>= 1n) {
		if (e & 1n) result = (result * b) % p;
		b = (b * b) % p;
	}
	return result;
};

/** A point of the curve, in no subgroup but by chance. */
export const anyPoint = (
	g1: Pick<G1, "numbers">,
	below: (end: bigint) => bigint,
): NoblePoint => {
	const { prime, b } = g1.numbers;
	const { p } = prime;
	for (;;) {
		const x = below(p);
		const square = (x * x * x + b) % p;
		const y = modPow(square, (p + 1n) / 4n, p);
		if ((y * y) % p !== square) continue;
		return nobleG1(prime).fromAffine({ x, y: below(2n) === 0n ? y : p - y });
	}
};

/** [k]P by doubling and adding: noble's own multiplication refuses scalars beyond the subgroup's order. */
export const times = (point: NoblePoint, k: bigint): NoblePoint => {
	let sum = point.subtract(point);
	for (const bit of k.toString(2)) {
		sum = sum.double();
		if (bit === "1") sum = sum.add(point);
	}
	return sum;
};

/** Makes the module: `define` adds what is tested to G1, as functions under the names that `run` takes. */
export const make = <const Names extends string>(
	backend: Backend,
	prime: Prime,
	define: (g1: G1) => { readonly [name in Names]: Fn },
) => {
	const module = new Module();
	const field = emitField(module, backend, prime);
	const g1 = defineG1(field);
	const defined: { readonly [name: string]: Fn } = {
		...define(g1),
		"field.fromBytes": field.fromBytes,
		"field.toBytes": field.toBytes,
		"g1.fromAffine": g1.fromAffine,
		"g1.toAffine": g1.toAffine,
	};
	for (const [name, fn] of Object.entries(defined)) {
		const { params, result } = fn;
		module.func(
			`test ${name}`,
			{ params, exported: true, ...(result === undefined ? {} : { result }) },
			(f, ...args) => {
				if (result === undefined) f.do(call(fn, ...args));
				else f.give(ask(fn, ...args));
			},
		);
	}
	const { exports } = new WebAssembly.Instance(
		new WebAssembly.Module(module.encode(1 << 22)),
	);
	const { memory, heap } = exports;
	if (
		!(memory instanceof WebAssembly.Memory) ||
		!(heap instanceof WebAssembly.Global)
	)
		throw new TypeError("the module exports no memory or no heap");
	const bytes = new Uint8Array(memory.buffer);
	const invoke = (name: string, ...args: readonly number[]): number => {
		const fn = exports[`test ${name}`];
		if (typeof fn !== "function") throw new TypeError(`no ${name}`);
		return Number(fn(...args) ?? 0);
	};
	let end: number = heap.value;
	const reserve = (count: number): number => {
		const address = end;
		end = Math.ceil((end + count) / 16) * 16;
		if (end > bytes.length) throw new RangeError("out of memory");
		return address;
	};
	const n = prime.bytes;
	const [edge0, edge1] = [reserve(n), reserve(n)];
	const put = (address: number, value: Uint8Array): number => {
		bytes.set(value, address);
		return address;
	};
	const writePair = (address: number, [a, b]: Affine): number => {
		put(edge0, bytesOf(a, n));
		put(edge1, bytesOf(b, n));
		if (invoke("field.fromBytes", address, edge0, edge1) !== 3)
			throw new RangeError("not canonical");
		return address;
	};
	const readPair = (address: number): Affine => {
		invoke("field.toBytes", edge0, edge1, address);
		return [
			numberOf(bytes.subarray(edge0, edge0 + n)),
			numberOf(bytes.subarray(edge1, edge1 + n)),
		];
	};
	const scratch = reserve(g1.pointSize);
	/** Two affine points as a pair. */
	const write = (address: number, p: Affine, q: Affine): number => {
		writePair(address, [p[0], q[0]]);
		writePair(address + field.size, [p[1], q[1]]);
		return address;
	};
	const read = (address: number): readonly [Affine, Affine] => {
		const [x0, x1] = readPair(address);
		const [y0, y1] = readPair(address + field.size);
		return [
			[x0, y0],
			[x1, y1],
		];
	};
	return {
		g1,
		field,
		bytes,
		run: (name: Names, ...args: readonly number[]) => invoke(name, ...args),
		reserve,
		put,
		writePair,
		readPair,
		write,
		read,
		/** Two affine points as a projective pair, with Z as given. */
		writePoint: (
			address: number,
			p: Affine,
			q: Affine,
			z: Affine = [1n, 1n],
		): number => {
			const m = (a: bigint, b: bigint) => (a * b) % prime.p;
			const [x0, y0, z0] =
				p[1] === 0n ? [0n, z[0], 0n] : [m(p[0], z[0]), m(p[1], z[0]), z[0]];
			const [x1, y1, z1] =
				q[1] === 0n ? [0n, z[1], 0n] : [m(q[0], z[1]), m(q[1], z[1]), z[1]];
			writePair(address, [x0, x1]);
			writePair(address + field.size, [y0, y1]);
			writePair(address + 2 * field.size, [z0, z1]);
			return address;
		},
		/** A projective pair as affine points. */
		readPoint: (address: number): readonly [Affine, Affine] => {
			invoke("g1.toAffine", scratch, address);
			return read(scratch);
		},
	};
};
