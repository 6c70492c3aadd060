// The constants of a Solidity verifier that gnark wrote, by their names there, as a key in the encodings of the EVM.

import { concat } from "../base/bytes.ts";
import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { field } from "./plonk-field.ts";
import {
	type GnarkPlonkKey,
	mostCommitted,
	mostPlonkInputs,
} from "./plonk-gnark.ts";
import { decimalWord } from "./snarkjs.ts";

const constants = d.dictionary(decimalWord, 256);
const values = d.dictionary(d.bigDecimal, 256);

/** @throws bad-field when a constant is missing or out of its bounds, or two of them contradict each other */
export const decodeGnarkPlonkKey: Decode<GnarkPlonkKey> = (raw, path) => {
	const points = constants(raw, path);
	const numbers = values(raw, path);
	const number = (name: string, most: number): number => {
		const value = numbers[name];
		if (value === undefined || value > BigInt(most))
			throw new Fault("bad-field", `"${path}.${name}" is not 0 to ${most}`);
		return Number(value);
	};
	const part = (name: string): Uint8Array => {
		const found = points[name];
		if (found === undefined)
			throw new Fault("bad-field", `"${path}.${name}" is missing`);
		return found;
	};
	const g1 = (name: string) => concat(part(`${name}_X`), part(`${name}_Y`));
	const com = (name: string) => g1(`VK_${name}_COM`);
	const g2 = (i: 0 | 1) =>
		concat(
			...["X_0", "X_1", "Y_0", "Y_1"].map((own) => part(`G2_SRS_${i}_${own}`)),
		);
	const size = BigInt(number("VK_DOMAIN_SIZE", 2 ** 28));
	const omega = numbers.VK_OMEGA ?? 0n;
	const stated = part("VK_INV_DOMAIN_SIZE");
	const own = field.words([size === 0n ? 0n : field.inverse(size)]);
	if (stated.some((byte, i) => byte !== own[i]))
		throw new Fault("bad-field", `"${path}" states another 1/n`);
	const gates = number("VK_NB_CUSTOM_GATES", mostCommitted);
	return {
		domain: { size, omega },
		inputs: number("VK_NB_PUBLIC_INPUTS", mostPlonkInputs),
		cosetShift: BigInt(number("VK_COSET_SHIFT", 2 ** 32)),
		g1: g1("G1_SRS"),
		g2: [g2(0), g2(1)],
		ql: com("QL"),
		qr: com("QR"),
		qm: com("QM"),
		qo: com("QO"),
		qk: com("QK"),
		s: [com("S1"), com("S2"), com("S3")],
		committed: Array.from({ length: gates }, (_, i) => ({
			qcp: g1(`VK_QCP_${i}`),
			row: number(`VK_INDEX_COMMIT_API_${i}`, 2 ** 28),
		})),
	};
};
