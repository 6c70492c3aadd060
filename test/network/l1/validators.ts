// The validators' keys, all in one hand: interop keys that everybody can derive. Whatever share of a committee a test
// wants can therefore sign whatever it wants.

import "./preset.ts";
import { SecretKey } from "@chainsafe/blst";
import { interopSecretKeys } from "@lodestar/state-transition";
import { bigFromBytes, bigToBytes } from "../../../src/base/bytes.ts";

export const validatorCount = 64;

export type Validator = {
	readonly secretKey: SecretKey;
	readonly secret: bigint;
	readonly publicKey: Uint8Array;
};

export const validators: readonly Validator[] = interopSecretKeys(
	validatorCount,
).map((secretKey) => ({
	secretKey,
	secret: bigFromBytes(secretKey.toBytes()),
	publicKey: secretKey.toPublicKey().toBytes(),
}));

/** @throws RangeError for an index that is not one of the network's. */
export const validator = (index: number): Validator => {
	const found = validators[index];
	if (found === undefined)
		throw new RangeError(`"index" ${index} is not a validator`);
	return found;
};

/** The order of the BLS12-381 groups. */
const groupOrder =
	0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001n;

const infinity = Uint8Array.from([0xc0, ...new Uint8Array(95)]);

/**
 * The aggregate of the signatures of `indices` over one root: the same bytes as signing one by one and adding up, since
 * the sum of signatures is the signature by the sum of the keys. An index that occurs twice counts twice. No index at all
 * gives the point at infinity, as the specification wants it.
 */
export const aggregateSign = (
	indices: readonly number[],
	signingRoot: Uint8Array,
): Uint8Array => {
	if (indices.length === 0) return infinity;
	let sum = 0n;
	for (const index of indices) sum += validator(index).secret;
	return SecretKey.fromBytes(bigToBytes(sum % groupOrder, 32))
		.sign(signingRoot)
		.toBytes();
};
