// Ethereum's account signatures: sign a hash, recover the address that signed one. It knows no transaction, and keeps
// no key.

import { secp256k1 } from "@noble/curves/secp256k1.js";
import {
	bigFromBytes,
	bigToBytes,
	concat,
	type Hex,
	toHex,
} from "../base/bytes.ts";
import { keccak256 } from "./hash.ts";

export type EcdsaSignature = {
	readonly r: bigint;
	readonly s: bigint;
	readonly yParity: 0 | 1;
};

const n = secp256k1.Point.Fn.ORDER;

const addressOfPoint = (uncompressed: Uint8Array): Hex =>
	toHex(keccak256(uncompressed.subarray(1)).subarray(12));

/** The address of a public key of 33 bytes. @throws when it is no point of the curve */
export const addressOfPublicKey = (compressed: Uint8Array): Hex =>
	addressOfPoint(secp256k1.Point.fromBytes(compressed).toBytes(false));

/** The address of a private key of 32 bytes. @throws RangeError when it is not a private key. */
export const addressOf = (privateKey: Uint8Array): Hex => {
	if (!secp256k1.utils.isValidSecretKey(privateKey))
		throw new RangeError('"privateKey" is not one');
	return addressOfPoint(secp256k1.getPublicKey(privateKey, false));
};

/**
 * Signs a hash of 32 bytes, with s in the lower half. The nonce is the one of RFC 6979, so the same hash and key give
 * the same signature each time.
 */
export const signHash = (
	hash: Uint8Array,
	privateKey: Uint8Array,
): EcdsaSignature => {
	if (hash.length !== 32)
		throw new RangeError(`"hash" expected 32 bytes, got ${hash.length}`);
	const bytes = secp256k1.sign(hash, privateKey, {
		prehash: false,
		lowS: true,
		extraEntropy: false,
		format: "recovered",
	});
	// A recovery id of 2 or 3 means r was reduced: one chance in 2^127, and not encodable in a transaction.
	if (bytes[0] !== 0 && bytes[0] !== 1)
		throw new RangeError('"hash" cannot be signed with this key');
	return {
		yParity: bytes[0],
		r: bigFromBytes(bytes.subarray(1, 33)),
		s: bigFromBytes(bytes.subarray(33, 65)),
	};
};

/**
 * The address whose key made this signature, or null when it is none: r or s out of range, s in the upper half
 * (EIP-2), or no such point.
 */
export const recoverAddress = (
	hash: Uint8Array,
	signature: EcdsaSignature,
): Hex | null => {
	const { r, s, yParity } = signature;
	if (hash.length !== 32) return null;
	if (r <= 0n || r >= n || s <= 0n || s > n / 2n) return null;
	try {
		const bytes = concat(
			Uint8Array.of(yParity),
			bigToBytes(r, 32),
			bigToBytes(s, 32),
		);
		const compressed = secp256k1.recoverPublicKey(bytes, hash, {
			prehash: false,
		});
		return addressOfPublicKey(compressed);
	} catch {
		return null;
	}
};
