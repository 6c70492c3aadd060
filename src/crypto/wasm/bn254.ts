// BN254 by its WebAssembly module, in the encodings of the EVM.

import { bn254G1Bytes, bn254G2Bytes } from "../bn254.ts";
import type { PairingCurve } from "../pairing.ts";
import { openWasm, type WasmSource } from "./module.ts";
import { productOf } from "./product.ts";

/**
 * @param name what runs, for the screen of diagnostics
 * @throws wasm-refused, wasm-shape as openWasm
 */
export const openBn254 = async (
	source: WasmSource,
	name: string,
): Promise<PairingCurve> =>
	productOf(await openWasm(source), {
		name,
		g1Bytes: bn254G1Bytes,
		g2Bytes: bn254G2Bytes,
	}).curve;
