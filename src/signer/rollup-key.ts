// The key that an account signs with on a rollup of kind reference-v1, derived from the account's own key: the same phrase
// gives the same keys again, and neither key tells the other. It signs nothing.

import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bigToBytes, toHex, utf8 } from "../base/bytes.ts";
import { publicKey, secretFrom } from "../crypto/baby-jubjub.ts";
import type { RollupKey } from "../l2/reference/checks/transfer.ts";

/**
 * The secret of an account's key on the rollup with this chain id: `secretFrom` of 64 bytes that HKDF-SHA256 (RFC 5869, no
 * salt) makes of the account's private key under the text "sextant reference-v1 key 1 <chain id in decimal>". Whoever has
 * one rollup's key has neither the account's nor that of another rollup.
 */
export const rollupSecret = (
	privateKey: Uint8Array,
	chainId: number,
): bigint => {
	const info = utf8(`sextant reference-v1 key 1 ${chainId}`);
	const seed = hkdf(sha256, privateKey, undefined, info, 64);
	try {
		return secretFrom(seed);
	} finally {
		seed.fill(0);
	}
};

/** The key that goes with a secret, as the rollup writes it. */
export const rollupKeyOf = (secret: bigint): RollupKey => {
	const { ax, ay } = publicKey(secret);
	return { ax: toHex(bigToBytes(ax, 32)), ay: toHex(bigToBytes(ay, 32)) };
};
