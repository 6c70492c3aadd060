// A module of G2 and hash to curve for tests, with every function exported, and points as noble knows them.

import { bls12_381 } from "@noble/curves/bls12-381.js";
import type { Fn } from "../../../wasm/asm/func.ts";
import { call } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { emitG2 } from "../../../wasm/curve/g2.ts";
import { emitHashToG2 } from "../../../wasm/curve/hash-to-g2.ts";
import { emitField } from "../../../wasm/field/backend.ts";
import type { Backend } from "../../../wasm/field/field.ts";
import { emitFp2Roots } from "../../../wasm/field/fp2-root.ts";
import { defineRoots } from "../../../wasm/field/power.ts";
import { bls12381 } from "../../../wasm/field/prime.ts";
import { emitSha256 } from "../../../wasm/hash/sha256.ts";

export const { p } = bls12381;
export const { Point } = bls12_381.G2;
export type NoblePoint = InstanceType<typeof Point>;
export type Fp2 = readonly [bigint, bigint];

const heapBytes = 1 << 16;

export const openG2 = async (backend: Backend) => {
	const module = new Module();
	const field = emitField(module, backend, bls12381);
	const { inverse, inverseRoot } = defineRoots(field);
	const roots = emitFp2Roots(field, inverseRoot);
	const g2 = emitG2(field, { inverse, roots });
	const sha256 = emitSha256(module);
	const hashToG2 = emitHashToG2(field, { g2, roots, sha256 });

	const expose = (fn: Fn): string => {
		const name = `test.${fn.name}`;
		module.func(
			name,
			{
				params: fn.params,
				...(fn.result === undefined ? {} : { result: fn.result }),
				exported: true,
			},
			(f, ...args) => {
				const effect = call(fn, ...args);
				if (fn.result === undefined) f.do(effect);
				// The call without the drop that `call` ends it with.
				else f.give({ type: fn.result, code: effect.code.slice(0, -1) });
			},
		);
		return name;
	};
	const names = new Map<Fn, string>();
	for (const part of [field, roots, g2, sha256, hashToG2])
		for (const value of Object.values(part))
			if (typeof value === "object" && "params" in value && !names.has(value))
				names.set(value, expose(value));
	const { instance } = await WebAssembly.instantiate(module.encode(heapBytes));
	const { exports } = instance;
	const { memory, heap } = exports;
	if (!(memory instanceof WebAssembly.Memory)) throw new Error("no memory");
	if (!(heap instanceof WebAssembly.Global)) throw new Error("no heap");
	const bytes = new Uint8Array(memory.buffer);
	const run = (fn: Fn, ...args: number[]): number => {
		const found = exports[names.get(fn) ?? ""];
		if (typeof found !== "function") throw new Error(`no ${fn.name}`);
		return Number(found(...args));
	};
	// The first kilobytes of the heap are for bytes, places for numbers come behind.
	const start = Number(heap.value);
	const at = (index: number): number => start + 4096 + index * field.size;

	const big = (value: bigint): Uint8Array =>
		Uint8Array.from(Buffer.from(value.toString(16).padStart(96, "0"), "hex"));
	const write = (place: number, [c0, c1]: Fp2): void => {
		bytes.set(big(c0), start);
		bytes.set(big(c1), start + 48);
		run(field.fromBytes, place, start, start + 48);
	};
	const read = (place: number): Fp2 => {
		run(field.toBytes, start, start + 48, place);
		const number = (from: number) =>
			BigInt(`0x${Buffer.from(bytes.slice(from, from + 48)).toString("hex")}`);
		return [number(start), number(start + 48)];
	};
	/** A point with a Z of the caller's choice. */
	const writePoint = (place: number, point: NoblePoint, z: Fp2): void => {
		const { Fp2: F } = bls12_381.fields;
		const over = F.create({ c0: z[0], c1: z[1] });
		if (point.is0()) {
			run(g2.setInfinity, place);
			return;
		}
		const { x, y } = point.toAffine();
		const squared = F.sqr(over);
		const pair = (value: { c0: bigint; c1: bigint }): Fp2 => [
			value.c0,
			value.c1,
		];
		write(place, pair(F.mul(x, squared)));
		write(place + field.size, pair(F.mul(y, F.mul(squared, over))));
		write(place + 2 * field.size, z);
	};
	const readPoint = (place: number): NoblePoint => {
		const to = at(60);
		if (run(g2.toAffine, to, place) === 0) return Point.ZERO;
		const [x, y] = [read(to), read(to + field.size)];
		return Point.fromAffine({
			x: { c0: x[0], c1: x[1] },
			y: { c0: y[0], c1: y[1] },
		});
	};
	return {
		field,
		roots,
		g2,
		sha256,
		hashToG2,
		run,
		at,
		bytes,
		start,
		write,
		read,
		writePoint,
		readPoint,
	};
};
