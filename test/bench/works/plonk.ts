// One PLONK proof over BN254 with two public inputs, made by snarkjs: made/make-plonk.ts.

import {
	anything,
	dictionary,
	list,
	record,
	text,
} from "../../../src/base/decode.ts";
import type { Work } from "../contest.ts";
import made from "../made/plonk.json" with { type: "json" };

type Json = { readonly [key: string]: unknown };
export type PlonkClaim = {
	readonly inputs: readonly string[];
	readonly proof: Json;
};

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
	contestants: [],
};
