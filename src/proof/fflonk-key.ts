// The constants of ZKsync Era's FFLONK verifier, by their names there, as a key in the encodings of the EVM.

import { bigToBytes, concat } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { bn254R, wordBytes } from "../crypto/bn254.ts";
import type { FflonkKey } from "./fflonk.ts";

const constants = d.dictionary(d.bigDecimal, 64);
const largest = 1n << 256n;

/** @throws bad-field when a constant is missing or does not fit */
export const decodeFflonkKey = (raw: unknown, path: string): FflonkKey => {
	const all = constants(raw, path);
	const number = (name: string, below = largest): bigint => {
		const value = all[name];
		if (value === undefined || value >= below)
			throw new Fault("bad-field", `"${path}.${name}" is missing or too large`);
		return value;
	};
	const parts = (...names: readonly string[]): Uint8Array =>
		concat(...names.map((name) => bigToBytes(number(name), wordBytes)));
	const g2 = (i: 0 | 1) =>
		parts(
			...["X1", "X2", "Y1", "Y2"].map((name) => `VK_G2_ELEMENT_${i}_${name}`),
		);
	if (number("VK_NUM_INPUTS") !== 1n)
		throw new Fault("bad-field", `"${path}" is no key of one public input`);
	return {
		domain: {
			size: number("DOMAIN_SIZE", 1n << 29n),
			omega: number("OMEGA", bn254R),
		},
		k1: number("VK_NON_RESIDUES_0", bn254R),
		k2: number("VK_NON_RESIDUES_1", bn254R),
		setup: parts("VK_C0_G1_X", "VK_C0_G1_Y"),
		g2: [g2(0), g2(1)],
	};
};
