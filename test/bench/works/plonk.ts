// One PLONK proof over BN254 with two public inputs, made by snarkjs: made/make-plonk.ts.

import {
	anything,
	dictionary,
	list,
	record,
	text,
} from "../../../src/base/decode.ts";
import { nobleDigests } from "../../../src/base/digest.ts";
import { nobleBn254 } from "../../../src/crypto/noble-bn254.ts";
import { openHashes } from "../../../src/crypto/wasm/hashes.ts";
import type { Contestant, Work } from "../contest.ts";
import { g2Bytes } from "../made/evm.ts";
import { g2 } from "../made/groth16.ts";
import made from "../made/plonk.json" with { type: "json" };
import { backends, openOurBn254 } from "../ours.ts";
import { openPlonk } from "../plonk-snarkjs.ts";

type Json = { readonly [key: string]: unknown };
export type PlonkClaim = {
	readonly inputs: readonly string[];
	readonly proof: Json;
};

const generator2 = g2Bytes(g2(1n));
const json = dictionary(anything, 32);
const file = record({ key: json, inputs: list(text(), 8), proof: json });

export const plonk: Work<Json, PlonkClaim> = {
	work: "PLONK",
	topic: "plonk",
	perRun: 1,
	inputs: async () => {
		const { key, inputs, proof } = file(made, "plonk.json");
		const [first = "0", ...rest] = inputs;
		return {
			fixed: key,
			valid: { input: { inputs, proof }, answer: true },
			flipped: {
				input: { inputs: [`${BigInt(first) ^ 1n}`, ...rest], proof },
				answer: false,
			},
		};
	},
	contestants: [
		...backends.map(
			(backend): Contestant<Json, PlonkClaim> => ({
				name: "sextant",
				backend,
				open: async (key, place) => {
					const hashes = await openHashes(await place.module("hashes"));
					return openPlonk(
						await openOurBn254(place, backend),
						generator2,
						hashes.keccak256,
						key,
					);
				},
			}),
		),
		{
			name: "@noble/curves",
			backend: "noble",
			open: async (key) =>
				openPlonk(nobleBn254, generator2, nobleDigests.keccak256, key),
		},
	],
};
