// The constants of ZKsync Era's PLONK verifier, by their names there, as a key in the encodings of the EVM.

import { bigToBytes, concat } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { wordBytes } from "../crypto/bn254.ts";
import type { EraPlonkKey } from "./plonk-era.ts";

const constants = d.dictionary(d.bigDecimal, 256);

/** The points of a ceremony for universal keys: the generator of G2, and the secret times it. */
export type EraSetup = { readonly [name: string]: bigint };

const generator = {
	G2_ELEMENTS_0_X1:
		0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2n,
	G2_ELEMENTS_0_X2:
		0x1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6edn,
	G2_ELEMENTS_0_Y1:
		0x090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975bn,
	G2_ELEMENTS_0_Y2:
		0x12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daan,
};

/** AZTEC's Ignition, under the first releases of the contract. */
export const ignitionSetup: EraSetup = {
	...generator,
	G2_ELEMENTS_1_X1:
		0x260e01b251f6f1c7e7ff4e580791dee8ea51d87a358e038b4efe30fac09383c1n,
	G2_ELEMENTS_1_X2:
		0x0118c4d5b837bcc2bc89b5b398b5974e9f5944073b32078b7e231fec938883b0n,
	G2_ELEMENTS_1_Y1:
		0x04fc6369f7110fe3d25156c1bb9a72859cf2a04641f99ba4ee413c80da6a5fe4n,
	G2_ELEMENTS_1_Y2:
		0x22febda3c0c0632a56475b4214e5615e11e6dd3f96e6cea2854a87d4dacc5e55n,
};

/** The one under the contract today. */
export const presentSetup: EraSetup = {
	...generator,
	G2_ELEMENTS_1_X1:
		0x12740934ba9615b77b6a49b06fcce83ce90d67b1d0e2a530069e3a7306569a91n,
	G2_ELEMENTS_1_X2:
		0x116da8c89a0d090f3d8644ada33a5f1c8013ba7204aeca62d66d931b99afe6e7n,
	G2_ELEMENTS_1_Y1:
		0x25222d9816e5f86b4a7dedd00d04acc5c979c18bd22b834ea8c6d07c0ba441dbn,
	G2_ELEMENTS_1_Y2:
		0x076441042e77b6309644b56251f059cf14befc72ac8a6157d30924e58dc4c172n,
};

// Every release so far has 2^24 rows. A key may state them.
const usualDomain: { readonly [name: string]: bigint } = {
	DOMAIN_SIZE: 1n << 24n,
	OMEGA: 0x1951441010b2b95a6e47a6075066a50a036f5ba978c050f2821df86636c0facbn,
};

const largest = 1n << 256n;

/**
 * A key that does not state its ceremony's points or its domain gets the ones given and usual.
 * @throws bad-field when a constant is missing or does not fit
 */
export const decodeEraPlonkKey = (
	raw: unknown,
	path: string,
	setup: EraSetup,
): EraPlonkKey => {
	const all = constants(raw, path);
	const number = (name: string): bigint => {
		const value = all[name] ?? setup[name] ?? usualDomain[name];
		if (value === undefined || value >= largest)
			throw new Fault("bad-field", `"${path}.${name}" is missing or too large`);
		return value;
	};
	const parts = (...names: readonly string[]): Uint8Array =>
		concat(...names.map((name) => bigToBytes(number(name), wordBytes)));
	const g1 = (name: string) => parts(`VK_${name}_X`, `VK_${name}_Y`);
	const many = (name: string, count: number) =>
		Array.from({ length: count }, (_, i) => g1(`${name}_${i}`));
	const g2 = (i: 0 | 1) =>
		parts(
			...["X1", "X2", "Y1", "Y2"].map((name) => `G2_ELEMENTS_${i}_${name}`),
		);
	const flag = number("VK_RECURSIVE_FLAG");
	if (flag > 1n)
		throw new Fault("bad-field", `"${path}.VK_RECURSIVE_FLAG" is ${flag}`);
	return {
		domain: { size: number("DOMAIN_SIZE"), omega: number("OMEGA") },
		g2: [g2(0), g2(1)],
		gates: many("GATE_SETUP", 8),
		selectors: many("GATE_SELECTORS", 2),
		permutation: many("PERMUTATION", 4),
		lookupSelector: g1("LOOKUP_SELECTOR"),
		tables: many("LOOKUP_TABLE", 4),
		tableType: g1("LOOKUP_TABLE_TYPE"),
		isRecursive: flag === 1n,
	};
};
