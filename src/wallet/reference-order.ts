// An order on the reference rollup: made here alone, from verified accounts, by the signing rule. Sealed like an Order.

import type { Hex } from "../base/bytes.ts";
import { freeze } from "../base/immutable.ts";
import { type Evidence, evidenceOf } from "../evidence/evidence.ts";
import {
	checkReferenceOrder,
	type ReferenceFacts,
	type ReferenceReading,
	referenceFactsInOrder,
} from "../l2/reference/checks/order-rule.ts";
import {
	decodeOperation,
	type ReferenceTransfer,
} from "../l2/reference/checks/transfer.ts";
import type { ReferenceAccount } from "../l2/reference/checks/values.ts";
import { type Rest, referenceRests } from "../receipt/rests.ts";
import { Verified } from "../trust/verified.ts";
import { nextNonce } from "./nonce.ts";

// The key to the constructor stays in this module.
const key: unique symbol = Symbol("compose");

export class ReferenceOrder {
	readonly #sealed = true;
	readonly transfer: ReferenceTransfer;
	readonly facts: ReferenceFacts;
	readonly reading: ReferenceReading;

	constructor(
		access: typeof key,
		transfer: ReferenceTransfer,
		facts: ReferenceFacts,
		reading: ReferenceReading,
	) {
		if (access !== key)
			throw new TypeError("an Order is composed, not constructed");
		this.transfer = freeze(transfer);
		this.facts = Object.freeze({ ...facts });
		this.reading = freeze(reading);
		Object.freeze(this);
	}

	/** True only for what this module made. */
	static is(x: unknown): x is ReferenceOrder {
		return typeof x === "object" && x !== null && #sealed in x && x.#sealed;
	}
}

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
export const composeReference = (asked: ReferenceRequest): ReferenceOrder => {
	const { sender, recipient } = asked;
	const facts: ReferenceFacts = { sender, recipient };
	if (!referenceFactsInOrder(facts).every(Verified.is))
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
	const reading = checkReferenceOrder(transfer, facts, asked.nowMs, "order");
	return new ReferenceOrder(key, transfer, facts, reading);
};

/** What the order rests on, for the signer and for the receipt. */
export const evidenceOfReference = (order: ReferenceOrder): Evidence =>
	evidenceOf(...referenceFactsInOrder(order.facts));

/** Each fact the order rests on, as the approve screen lists it. */
export const restsOfReference = ({ facts }: ReferenceOrder): readonly Rest[] =>
	referenceRests(facts);
