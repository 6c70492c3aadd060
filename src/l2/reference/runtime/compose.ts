// A transfer on the reference rollup out of two verified accounts: the fields of the order, which wallet/layer-order.ts seals.

import type { Hex } from "../../../base/bytes.ts";
import { Verified } from "../../../trust/verified.ts";
import {
	type ComposedLayerOrder,
	composeOnLayer,
} from "../../../wallet/layer-order.ts";
import { nextNonce } from "../../../wallet/nonce.ts";
import { referenceFactsInOrder } from "../checks/order-rule.ts";
import { decodeOperation, type ReferenceTransfer } from "../checks/transfer.ts";
import type { ReferenceAccount } from "../checks/values.ts";

export type ReferenceRequest = {
	/** Chosen by who asks; the same id is the same order. */
	readonly id: string;
	/** The site that asks; null: the person, in the wallet itself. */
	readonly origin: string | null;
	readonly valueWei: bigint;
	readonly sender: Verified<ReferenceAccount>;
	readonly recipient: Verified<ReferenceAccount>;
	/** Every operation this key signed here that is not proven: ledger.ts, `outstandingOf`. */
	readonly outstanding: readonly Hex[];
	readonly nowMs: number;
};

/**
 * A transfer that the signing rule allows: both accounts proved under one rechecked root that is young enough. The nonce is
 * the first that neither the rollup nor an operation under way has taken. There is no fee.
 * @throws order-evidence, order-nonce, order-funds, order-stale, l2-root-unproposed, not-anchored, clock; TypeError for a
 * fact that is not verified
 */
export const composeReference = (
	asked: ReferenceRequest,
): ComposedLayerOrder => {
	const { sender, recipient } = asked;
	if (![sender, recipient].every(Verified.is))
		throw new TypeError('"asked" holds something unverified');
	const transfer: ReferenceTransfer = {
		format: "sextant-rollup-order-1",
		id: asked.id,
		origin: asked.origin,
		chainId: sender.value.at.chainId,
		from: sender.value.owner,
		to: recipient.value.owner,
		fromIndex: sender.value.index,
		toIndex: recipient.value.index,
		fromKey: { ax: sender.value.ax, ay: sender.value.ay },
		toKey: { ax: recipient.value.ax, ay: recipient.value.ay },
		valueWei: asked.valueWei,
		nonce: nextNonce(
			sender.value.nonce,
			asked.outstanding.map((raw) => decodeOperation(raw).operation.nonce),
		),
		outstanding: [...asked.outstanding],
		madeMs: asked.nowMs,
	};
	return composeOnLayer(
		transfer,
		referenceFactsInOrder({ sender, recipient }),
		asked.nowMs,
	);
};
