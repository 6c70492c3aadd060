// Poseidon in WebAssembly: Starknet's over its own field, and circom's of two inputs over BN254's scalars.
// Source: docs.starknet.io, "Hash functions", Poseidon hash; eprint 2019/458, section 2.1 (the sponge).

import { bigFromBytes, bigToBytes, concat } from "../../base/bytes.ts";
import { openWasm, type WasmSource } from "./module.ts";

const elementBytes = 32;
const width = 3;

type Permutation = (state: readonly bigint[]) => readonly bigint[];

const openPermutation = async (source: WasmSource): Promise<Permutation> => {
	const wasm = await openWasm(source);
	const heap = wasm.global("heap");
	const run = wasm.func("poseidon", 2);
	return (state) => {
		for (const x of state)
			if (x < 0n || x >> 256n !== 0n)
				throw new RangeError(`"state" has ${x}, which is no element`);
		wasm.write(heap, concat(...state.map((x) => bigToBytes(x, elementBytes))));
		if (run(heap, heap) !== 1)
			throw new RangeError('"state" has what is not below the modulus');
		return Array.from({ length: width }, (_, i) =>
			bigFromBytes(wasm.read(heap + i * elementBytes, elementBytes)),
		);
	};
};

export type CircomPoseidon = {
	/** circom's poseidon([a, b]). @throws RangeError for one that is not below BN254's order */
	readonly pair: (a: bigint, b: bigint) => bigint;
};

/** @throws wasm-refused, wasm-shape as openWasm */
export const openCircomPoseidon = async (
	source: WasmSource,
): Promise<CircomPoseidon> => {
	const permute = await openPermutation(source);
	return { pair: (a, b) => permute([0n, a, b])[0] ?? 0n };
};

export type StarknetPoseidon = {
	/** poseidon_hash of two elements. @throws RangeError for one that is not below the field's modulus */
	readonly pair: (a: bigint, b: bigint) => bigint;
	/** poseidon_hash_many. @throws RangeError as above */
	readonly many: (elements: readonly bigint[]) => bigint;
};

/** @throws wasm-refused, wasm-shape as openWasm */
export const openStarknetPoseidon = async (
	source: WasmSource,
): Promise<StarknetPoseidon> => {
	const permute = await openPermutation(source);
	return {
		pair: (a, b) => permute([a, b, 2n])[0] ?? 0n,
		many: (elements) => {
			// A one and then zeros fill up to whole pairs.
			const padded = [...elements, 1n];
			if (padded.length % 2 === 1) padded.push(0n);
			let state: readonly bigint[] = [0n, 0n, 0n];
			for (let i = 0; i < padded.length; i += 2) {
				const [s0 = 0n, s1 = 0n, s2 = 0n] = state;
				state = permute([
					add(s0, padded[i] ?? 0n),
					add(s1, padded[i + 1] ?? 0n),
					s2,
				]);
			}
			return state[0] ?? 0n;
		},
	};
};

const starknetP = (1n << 251n) + 17n * (1n << 192n) + 1n;
/** An element that is not canonical is not made so: the permutation refuses it. */
const add = (state: bigint, element: bigint): bigint =>
	element >= starknetP ? element : (state + element) % starknetP;
