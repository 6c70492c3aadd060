// What shows that a batch of the reference rollup took an order: the account afterwards, and what each batch since did.

import { Fault } from "../../../base/fault.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { recheckedRootOf } from "./order-rule.ts";
import { isSameKey, type ReferenceTransfer } from "./transfer.ts";
import type { ReferenceAccount, ReferenceData } from "./values.ts";

/** What shows that an operation was taken: the account afterwards, and what each batch since the order did. */
export type Inclusion = {
	readonly account: Verified<ReferenceAccount>;
	/** Of batches one after the other, up to the one after which the account is proved. */
	readonly data: readonly Verified<ReferenceData>[];
};

/** The conclusions of an inclusion, in their order. */
export const inclusionInOrder = ({
	account,
	data,
}: Inclusion): readonly AnyVerified[] => [account, ...data];

/** @throws evidence-step when they are something else */
export const inclusionOf = (conclusions: readonly AnyVerified[]): Inclusion => {
	const [account, ...data] = conclusions;
	return {
		account: premiseBy<ReferenceAccount>(account, "reference-account"),
		data: data.map((one) => premiseBy<ReferenceData>(one, "reference-data")),
	};
};

const takesNonce = (kind: number): boolean => kind === 2 || kind === 3;

/**
 * The batch that took the order's operation. Blobs hold no nonces, so it is found by counting back from the account's: its
 * transfers and withdrawals, the newest last, used the nonces up to the one before the account's own.
 * @returns null when the account's nonce has not passed the order's, or the batches given do not reach back so far
 * @throws order-evidence when they are of other states or accounts, or not rechecked; proof-value when another operation used
 * the order's nonce
 */
export const batchWith = (
	order: ReferenceTransfer,
	{ account, data }: Inclusion,
): number | null => {
	const { at, index, nonce } = account.value;
	const wrong = (why: string): Fault => new Fault("order-evidence", why);
	const root = recheckedRootOf(account);
	if (
		at.chainId !== order.chainId ||
		index !== order.fromIndex ||
		!isSameKey(account.value, order.fromKey)
	)
		throw wrong(`account ${index} of chain ${at.chainId}`);
	if (nonce <= order.nonce) return null;
	const first = at.blockNumber - data.length + 1;
	const spent: { readonly batch: number; readonly isOrder: boolean }[] = [];
	for (const [i, { value, premises }] of data.entries()) {
		if (premises[0] !== root || value.batch !== first + i)
			throw wrong(`data of batch ${value.batch} for batch ${first + i}`);
		for (const { kind, from, to, amountWei, ax, ay } of value.operations)
			if (takesNonce(kind) && from === index)
				spent.push({
					batch: value.batch,
					isOrder:
						kind === 2 &&
						to === order.toIndex &&
						amountWei === order.valueWei &&
						isSameKey({ ax, ay }, order.toKey),
				});
	}
	const found = spent.at(order.nonce - nonce);
	if (found === undefined || spent.length < nonce - order.nonce) return null;
	if (!found.isOrder)
		throw new Fault(
			"proof-value",
			`batch ${found.batch} has another operation at nonce ${order.nonce}`,
		);
	return found.batch;
};
