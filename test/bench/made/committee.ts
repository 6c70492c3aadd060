// A sync committee of 512 made keys, its aggregate key, and a signature of all of them.

import { bls12_381 } from "@noble/curves/bls12-381.js";
import { concat } from "../../../src/base/bytes.ts";
import { ethereumDst } from "../../../src/crypto/noble.ts";
import { bytesOf, scalarOf } from "./random.ts";

const { longSignatures, G1, fields } = bls12_381;
export const seats = 512;

export type Committee = {
	/** 48 bytes each, one after the other. */
	readonly pubkeys: Uint8Array;
	readonly aggregatePubkey: Uint8Array;
	readonly message: Uint8Array;
	/** Of all 512. */
	readonly signature: Uint8Array;
};

let made: Committee | undefined;

/** Made once. The signature is that of the sum of the secret keys, which is the sum of the signatures. */
export const committee = (): Committee => {
	if (made !== undefined) return made;
	const { Fr } = fields;
	const secrets = Array.from({ length: seats }, (_, i) =>
		scalarOf(`key ${i}`, Fr.ORDER),
	);
	const sum = secrets.reduce((a, b) => Fr.add(a, b));
	const message = bytesOf("signing root", 32);
	made = {
		pubkeys: concat(
			...secrets.map((secret) => G1.Point.BASE.multiply(secret).toBytes()),
		),
		aggregatePubkey: G1.Point.BASE.multiply(sum).toBytes(),
		message,
		signature: longSignatures
			.hash(message, ethereumDst)
			.multiply(sum)
			.toBytes(),
	};
	return made;
};

export const keysOf = (pubkeys: Uint8Array): Uint8Array[] =>
	Array.from({ length: pubkeys.length / 48 }, (_, i) =>
		pubkeys.subarray(48 * i, 48 * (i + 1)),
	);
