// A new committee: 512 keys decompressed, checked to be in the subgroup, summed, and the sum compared with the key that
// the committee's root commits to.

import { bls12_381 } from "@noble/curves/bls12-381.js";
import { equalBytes } from "../../../src/base/bytes.ts";
import type { Contestant, Work } from "../contest.ts";
import { committee, keysOf } from "../made/committee.ts";
import { withFlip } from "../made/random.ts";
import { backends, openOurBls } from "../ours.ts";
import { herumiKey, herumiSum, openHerumi } from "../peers/bls-eth-wasm.ts";

export type KeySum = {
	readonly pubkeys: Uint8Array;
	readonly aggregatePubkey: Uint8Array;
};

const { G1 } = bls12_381;

// Not the kernel's own check, which remembers keys: every run has to decompress.
const noble: Contestant<null, KeySum> = {
	name: "@noble/curves",
	backend: "noble",
	open: async () => (input) => {
		try {
			const keys = keysOf(input.pubkeys).map((key) => G1.Point.fromBytes(key));
			if (keys.some((key) => key.is0())) return false;
			const sum = keys.reduce((a, b) => a.add(b));
			return equalBytes(sum.toBytes(), input.aggregatePubkey);
		} catch {
			return false;
		}
	},
};

const ours = backends.map(
	(backend): Contestant<null, KeySum> => ({
		name: "sextant",
		backend,
		open: async (_, place) => {
			const bls = await openOurBls(place, backend);
			return ({ pubkeys, aggregatePubkey }) =>
				bls.checkAggregateKey(pubkeys, aggregatePubkey);
		},
	}),
);

const herumi: Contestant<null, KeySum> = {
	name: "bls-eth-wasm",
	backend: null,
	open: async () => {
		await openHerumi();
		return ({ pubkeys, aggregatePubkey }) => {
			const keys = keysOf(pubkeys).map(herumiKey);
			const valid = keys.filter((key) => key !== null);
			if (valid.length < keys.length) return false;
			return equalBytes(herumiSum(valid).serialize(), aggregatePubkey);
		};
	},
};

export const committeeKeys: Work<null, KeySum> = {
	work: "512 keys decompressed and checked",
	topic: "committee-keys",
	perRun: 1,
	inputs: async () => {
		const { pubkeys, aggregatePubkey } = committee();
		return {
			fixed: null,
			valid: { input: { pubkeys, aggregatePubkey }, answer: true },
			flipped: {
				input: { pubkeys: withFlip(pubkeys, 48 * 300 + 47), aggregatePubkey },
				answer: false,
			},
		};
	},
	contestants: [...ours, noble, herumi],
};
