// The check of one sync-committee signature: sum 512 keys, hash to G2, decode the signature, verify. Keys are points
// already: a committee signs for a day.

import {
	decodeKey,
	decodeSignature,
	type KeyPoint,
	verifyBySum,
} from "../../../src/crypto/noble.ts";
import type { Contestant, Work } from "../contest.ts";
import { committee, keysOf, seats } from "../made/committee.ts";
import { withFlip } from "../made/random.ts";
import { backends, openOurBls } from "../ours.ts";
import { herumiKey, herumiVerify, openHerumi } from "../peers/bls-eth-wasm.ts";

export type Keys = {
	/** 48 bytes each. */
	readonly pubkeys: Uint8Array;
	readonly aggregatePubkey: Uint8Array;
};
export type Signed = {
	readonly message: Uint8Array;
	readonly signature: Uint8Array;
};

/** Points from bytes. @throws Error when a key is none: the made committee is valid */
export const pointsOf = <T>(
	pubkeys: Uint8Array,
	decode: (bytes: Uint8Array) => T | null,
): T[] =>
	keysOf(pubkeys).map((bytes) => {
		const point = decode(bytes);
		if (point === null) throw new Error("a made key does not decode");
		return point;
	});

const noble: Contestant<Keys, Signed> = {
	name: "@noble/curves",
	backend: "noble",
	open: async ({ pubkeys }) => {
		const keys = pointsOf<KeyPoint>(pubkeys, decodeKey);
		return ({ message, signature }) => {
			const point = decodeSignature(signature);
			if (point === null) return false;
			const sum = keys.reduce((a, b) => a.add(b));
			return verifyBySum(sum, message, point);
		};
	},
};

const everyone = new Uint8Array(seats / 8).fill(255);

const ours = backends.map(
	(backend): Contestant<Keys, Signed> => ({
		name: "sextant",
		backend,
		open: async ({ pubkeys }, place) => {
			const bls = await openOurBls(place, backend);
			const keys = bls.decodeKeys(pubkeys);
			if (keys === null) throw new Error("the made keys do not decode");
			return ({ message, signature }) =>
				bls.verifyDecoded(keys, everyone, message, signature);
		},
	}),
);

const herumi: Contestant<Keys, Signed> = {
	name: "bls-eth-wasm",
	backend: null,
	open: async ({ pubkeys }) => {
		await openHerumi();
		const keys = pointsOf(pubkeys, herumiKey);
		return ({ message, signature }) => herumiVerify(keys, message, signature);
	},
};

export const syncCommittee: Work<Keys, Signed> = {
	work: "sync-committee verification",
	topic: "sync-committee",
	perRun: 1,
	inputs: async () => {
		const { pubkeys, aggregatePubkey, message, signature } = committee();
		return {
			fixed: { pubkeys, aggregatePubkey },
			valid: { input: { message, signature }, answer: true },
			flipped: {
				input: { message: withFlip(message, 31), signature },
				answer: false,
			},
		};
	},
	contestants: [...ours, noble, herumi],
};
