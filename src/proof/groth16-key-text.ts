// A Groth16 key over BN254 as profiles and files spell it: its points in hex.

import { fromHex, type Hex, toHex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { keyHash } from "./checks.ts";
import type { Groth16Key } from "./groth16.ts";
import { encodeGroth16Key } from "./key-bytes.ts";

/** A Groth16 key over BN254, its points as EIP-197 spells them. */
export const groth16Key = d.record({
	alpha: d.hex(64),
	beta: d.hex(128),
	gamma: d.hex(128),
	delta: d.hex(128),
	/** The constant's point, then one for each public input. */
	ic: d.list(d.hex(64), 64, 1),
});
export type ProgramKey = Decoded<typeof groth16Key>;

/** The key as a kernel is asked with it. */
export const keyBytes = (key: ProgramKey): Uint8Array =>
	encodeGroth16Key({
		alpha: fromHex(key.alpha),
		beta: fromHex(key.beta),
		gamma: fromHex(key.gamma),
		delta: fromHex(key.delta),
		ic: key.ic.map((point) => fromHex(point)),
	});

/** The key as a profile spells it. */
export const programKey = (key: Groth16Key): ProgramKey => ({
	alpha: toHex(key.alpha),
	beta: toHex(key.beta),
	gamma: toHex(key.gamma),
	delta: toHex(key.delta),
	ic: key.ic.map(toHex),
});

/** By what the program of a key is known. */
export const programHash = (key: ProgramKey): Hex => keyHash(keyBytes(key));
