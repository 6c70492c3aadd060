// bls-eth-wasm (herumi), with every order check on, as a verifier of consensus needs it.

import bls from "bls-eth-wasm";
import { concat } from "../../../src/base/bytes.ts";

export type HerumiKey = InstanceType<typeof bls.PublicKey>;

let ready: Promise<void> | undefined;

export const openHerumi = (): Promise<void> => {
	ready ??= bls.init(bls.BLS12_381).then(() => {
		bls.verifyPublicKeyOrder(true);
		bls.verifySignatureOrder(true);
	});
	return ready;
};

/** Decompressed and checked to be in the subgroup and not infinity; null when it is not. */
export const herumiKey = (bytes: Uint8Array): HerumiKey | null => {
	const key = new bls.PublicKey();
	try {
		key.deserialize(bytes);
	} catch {
		return null;
	}
	return key.isZero() ? null : key;
};

/** The package does not subtract: the other sign bit is the other point. */
export const negated = (key: Uint8Array): Uint8Array =>
	concat(Uint8Array.of((key[0] ?? 0) ^ 0x20), key.subarray(1));

export const herumiSum = (keys: readonly HerumiKey[]): HerumiKey => {
	const sum = new bls.PublicKey();
	for (const key of keys) sum.add(key);
	return sum;
};

/** FastAggregateVerify from the signature's bytes. */
export const herumiVerify = (
	keys: readonly HerumiKey[],
	message: Uint8Array,
	bytes: Uint8Array,
): boolean => {
	const signature = new bls.Signature();
	try {
		signature.deserialize(bytes);
	} catch {
		return false;
	}
	return signature.fastAggregateVerify([...keys], message);
};
