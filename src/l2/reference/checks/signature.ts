// The key that an account signs with on the reference rollup, out of a seed that the signer derives for this chain alone, and
// its signature. Whoever has the seed has neither the account's key nor that of another rollup.

import { bigToBytes, toHex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import {
	publicKey,
	secretFrom,
	signMessage,
} from "../../../crypto/baby-jubjub.ts";
import { operationId } from "./order-rule.ts";
import {
	isSameKey,
	joinOperation,
	operationOf,
	type ReferenceTransfer,
	type RollupKey,
	type SignedOperation,
} from "./transfer.ts";

/** What HKDF is told: one seed for each rollup. */
export const rollupKeyInfo = (chainId: number): string =>
	`sextant reference-v1 key 1 ${chainId}`;

/** The key that goes with a secret, as the rollup writes it. */
export const rollupKeyOf = (secret: bigint): RollupKey => {
	const { ax, ay } = publicKey(secret);
	return { ax: toHex(bigToBytes(ax, 32)), ay: toHex(bigToBytes(ay, 32)) };
};

export const rollupKeyFrom = (seed: Uint8Array): RollupKey =>
	rollupKeyOf(secretFrom(seed));

/**
 * The order's operation, signed: its message rebuilt from the order's typed fields.
 * @throws order-evidence when the account has another key: anyone can open one in this owner's name, with a key of their own
 */
export const signOperation = (
	order: ReferenceTransfer,
	seed: Uint8Array,
): SignedOperation => {
	const secret = secretFrom(seed);
	const key = rollupKeyOf(secret);
	if (!isSameKey(key, order.fromKey))
		throw new Fault(
			"order-evidence",
			`account ${order.fromIndex} has another key than this wallet's`,
		);
	return joinOperation(
		operationOf(order),
		key,
		signMessage(secret, operationId(order)),
	);
};
