// Multiples of the generators of BN254, many of them, with a table of each generator's multiples: the arithmetic is that
// of the prover's own WebAssembly module, as its bytes are what the proving key holds.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as d from "../../../../src/base/decode.ts";

const load = createRequire(import.meta.url);
const windowBits = 12;
const windows = Math.ceil(254 / windowBits);
const windowSize = 2 ** windowBits;
/** Multiples that are brought to affine form together. */
const chunk = 2048;

/** Where the module's own data holds what is needed. */
const layout = d.record({
	pG1gen: d.int(0, 2 ** 20),
	pG2gen: d.int(0, 2 ** 20),
});

export type Group = "g1" | "g2";

export type Points = {
	/** Affine, little-endian Montgomery coordinates, 64 or 128 bytes each; infinity is all zero. */
	readonly multiples: (scalars: readonly bigint[]) => Uint8Array;
	/** The same points with plain numbers as coordinates, for the verifying key: two or four numbers each. */
	readonly coordinates: (scalars: readonly bigint[]) => bigint[][];
};

type Run = (...args: readonly number[]) => void;

/** A table for multiples of the generator of `group`. Takes a second. */
export const openPoints = (group: Group): Points => {
	const affineBytes = group === "g1" ? 64 : 128;
	const pointBytes = (affineBytes * 3) / 2;
	const { pG1gen, pG2gen } = layout(
		load("wasmcurves/build/bn128_wasm.js"),
		"wasmcurves",
	);
	const memory = new WebAssembly.Memory({ initial: 512 });
	const { exports } = new WebAssembly.Instance(
		new WebAssembly.Module(
			readFileSync(load.resolve("wasmcurves/build/bn128.wasm")),
		),
		{ env: { memory } },
	);
	const operation = (name: string): Run => {
		const found = exports[`${group}m_${name}`];
		if (typeof found !== "function") throw new Error(`no ${name} of ${group}`);
		return (...args) => {
			found(...args);
		};
	};
	const addMixed = operation("addMixed");
	const double = operation("double");
	const copy = operation("copy");
	const zero = operation("zero");
	const batchToAffine = operation("batchToAffine");
	const fromMontgomery = operation("fromMontgomeryAffine");

	// The module's first word says where its own data ends, and where it may put what it needs for a while.
	let free = new DataView(memory.buffer).getUint32(0, true);
	const reserve = (bytes: number): number => {
		const at = free;
		free += bytes;
		if (free > memory.buffer.byteLength) throw new Error("memory too small");
		return at;
	};
	const table = reserve(windows * windowSize * affineBytes);
	const row = reserve((windowSize + 1) * pointBytes);
	const results = reserve(chunk * pointBytes);
	const base = reserve(pointBytes);
	const baseAffine = reserve(affineBytes);

	new DataView(memory.buffer).setUint32(0, free, true);
	memory.grow(64);

	copy(group === "g1" ? pG1gen : pG2gen, base);
	for (let w = 0; w < windows; w++) {
		const at = table + w * windowSize * affineBytes;
		batchToAffine(base, 1, baseAffine);
		zero(row);
		for (let i = 1; i < windowSize; i++)
			addMixed(row + (i - 1) * pointBytes, baseAffine, row + i * pointBytes);
		batchToAffine(row, windowSize, at);
		for (let i = 0; i < windowBits; i++) double(base, base);
	}

	const putChunk = (scalars: readonly bigint[]): void => {
		for (const [i, scalar] of scalars.entries()) {
			const to = results + i * pointBytes;
			zero(to);
			let rest = scalar;
			for (let w = 0; rest > 0n; w++) {
				const digit = Number(rest & BigInt(windowSize - 1));
				rest >>= BigInt(windowBits);
				if (digit > 0)
					addMixed(to, table + (w * windowSize + digit) * affineBytes, to);
			}
		}
		batchToAffine(results, scalars.length, results);
	};
	const each = (
		scalars: readonly bigint[],
		take: (from: number, first: number, count: number) => void,
	): void => {
		for (let first = 0; first < scalars.length; first += chunk) {
			const part = scalars.slice(first, first + chunk);
			putChunk(part);
			take(results, first, part.length);
		}
	};
	return {
		multiples: (scalars) => {
			const all = new Uint8Array(scalars.length * affineBytes);
			each(scalars, (from, first, count) => {
				const bytes = new Uint8Array(memory.buffer, from, count * affineBytes);
				all.set(bytes, first * affineBytes);
			});
			return all;
		},
		coordinates: (scalars) => {
			const all: bigint[][] = [];
			each(scalars, (from, _, count) => {
				for (let i = 0; i < count; i++) {
					const at = from + i * affineBytes;
					fromMontgomery(at, at);
					const view = new DataView(memory.buffer);
					const numbers: bigint[] = [];
					for (let k = 0; k < affineBytes; k += 32) {
						let value = 0n;
						for (let b = 3; b >= 0; b--)
							value = (value << 64n) | view.getBigUint64(at + k + 8 * b, true);
						numbers.push(value);
					}
					all.push(numbers);
				}
			});
			return all;
		},
	};
};
