// One PLONK proof over BN254 with two public inputs, made by snarkjs: made/make-plonk.ts.

import * as d from "../../../src/base/decode.ts";
import {
	type Digests,
	nobleDigests,
	putDigests,
} from "../../../src/base/digest.ts";
import { nobleBn254 } from "../../../src/crypto/noble-bn254.ts";
import type { PairingCurve } from "../../../src/crypto/pairing.ts";
import { openHashes } from "../../../src/crypto/wasm/hashes.ts";
import {
	prepareSnarkjsPlonk,
	verifySnarkjsPlonk,
} from "../../../src/proof/plonk-snarkjs.ts";
import {
	decodeInputs,
	decodePlonkKey,
	decodePlonkProof,
} from "../../../src/proof/snarkjs.ts";
import type { Contestant, Work } from "../contest.ts";
import made from "../made/plonk.json" with { type: "json" };
import { backends, openOurBn254 } from "../ours.ts";

type Json = { readonly [key: string]: unknown };
export type PlonkClaim = {
	readonly inputs: readonly string[];
	readonly proof: Json;
};

const json = d.dictionary(d.anything, 32);
const file = d.record({ key: json, inputs: d.list(d.text(), 8), proof: json });

/** The wallet's own verifier over this curve; its transcript is hashed by these hashes, and by noble's again afterwards. */
const verifierOf = (curve: PairingCurve, hashes: Digests, raw: Json) => {
	const key = prepareSnarkjsPlonk(curve, decodePlonkKey(raw, "key"));
	return ({ inputs, proof }: PlonkClaim): boolean => {
		putDigests(hashes);
		try {
			return verifySnarkjsPlonk(
				key,
				decodePlonkProof(proof, "proof"),
				decodeInputs(inputs, "inputs"),
			);
		} finally {
			putDigests(nobleDigests);
		}
	};
};

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
				open: async (key, place) =>
					verifierOf(
						await openOurBn254(place, backend),
						{
							...nobleDigests,
							...(await openHashes(await place.module("hashes"))),
						},
						key,
					),
			}),
		),
		{
			name: "@noble/curves",
			backend: "noble",
			open: async (key) => verifierOf(nobleBn254, nobleDigests, key),
		},
	],
};
