// BLS12-381 by its WebAssembly module as proof verifiers use it, in the encodings of EIP-2537. Signatures are bls12-381.ts.

import {
	type Bls12381,
	blsCompressedG1Bytes,
	blsCompressedG2Bytes,
	blsG1Bytes,
	blsG2Bytes,
} from "../bls12-381.ts";
import { openWasm, type WasmSource } from "./module.ts";
import { productOf } from "./product.ts";

/**
 * An instance of its own: it shares nothing with the one that checks signatures.
 * @param name what runs, for the screen of diagnostics
 * @throws wasm-refused, wasm-shape as openWasm
 */
export const openBlsCurve = async (
	source: WasmSource,
	name: string,
): Promise<Bls12381> => {
	const wasm = await openWasm(source);
	const shape = { name, g1Bytes: blsG1Bytes, g2Bytes: blsG2Bytes };
	const { curve, blocks } = productOf(wasm, shape);
	const compressedAt = blocks.take(blsCompressedG2Bytes);
	const plainAt = blocks.take(blsG2Bytes);
	const decoder = (of: string, from: number, to: number) => {
		const decode = wasm.func(of, 2);
		return (compressed: Uint8Array): Uint8Array | null => {
			if (compressed.length !== from) return null;
			wasm.write(compressedAt, compressed);
			return decode(plainAt, compressedAt) === 1
				? wasm.read(plainAt, to)
				: null;
		};
	};
	return {
		...curve,
		decodeG1: decoder("decodeG1", blsCompressedG1Bytes, blsG1Bytes),
		decodeG2: decoder("decodeG2", blsCompressedG2Bytes, blsG2Bytes),
	};
};
