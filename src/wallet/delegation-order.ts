// An order that delegates the account, or takes that back: made here alone, from verified values, by its signing rule. Sealed like an
// Order.

import type { Hex } from "../base/bytes.ts";
import { freeze } from "../base/immutable.ts";
import type { DelegationOrder as DelegationFields } from "../evidence/delegation-order.ts";
import { type Evidence, evidenceOf } from "../evidence/evidence.ts";
import type { Rest } from "../evidence/rests.ts";
import {
	checkDelegationOrder,
	type DelegationFacts,
	type DelegationReading,
	delegationFactsInOrder,
	delegationGas,
} from "../receipt/delegation-rule.ts";
import { delegationRests } from "../receipt/rests.ts";
import { Verified } from "../trust/verified.ts";
import { type PlaceRequest, placeOfOrder } from "./place.ts";
import { sealedKind } from "./sealed.ts";

const { Sealed: ComposedDelegation, seal } = sealedKind<
	DelegationFields,
	DelegationFacts,
	DelegationReading
>(freeze);

export { ComposedDelegation };
export type ComposedDelegation = InstanceType<typeof ComposedDelegation>;

/**
 * The order that has the account run the code at `to`, or none where that is the zero address.
 * @throws the refusals of `checkDelegationOrder`; TypeError for a fact that is not verified
 */
export const composeDelegation = (
	asked: PlaceRequest & {
		readonly id: string;
		readonly origin: string | null;
		readonly to: Hex;
		readonly facts: DelegationFacts;
		readonly nowMs: number;
	},
): ComposedDelegation => {
	const { facts } = asked;
	if (!delegationFactsInOrder(facts).every(Verified.is))
		throw new TypeError('"asked" holds something unverified');
	const sender = facts.sender.value;
	const header = facts.header.value;
	const fields: DelegationFields = {
		format: "sextant-delegation-1",
		id: asked.id,
		origin: asked.origin,
		chainId: header.chainId,
		from: sender.address,
		to: asked.to,
		valueWei: 0n,
		data: "0x",
		...placeOfOrder(asked, sender.nonce, header.baseFeePerGasWei),
		gasLimit: delegationGas,
		madeMs: asked.nowMs,
		delegates: true,
	};
	const reading = checkDelegationOrder(fields, facts, asked.nowMs, "order");
	return seal(fields, facts, reading);
};

/** What the order rests on, for the signer and for the receipt. @throws too-large */
export const evidenceOfDelegation = (order: ComposedDelegation): Evidence =>
	evidenceOf(...delegationFactsInOrder(order.facts));

/** Each fact the order rests on, as the approve screen lists it. */
export const restsOfDelegation = ({
	facts,
}: ComposedDelegation): readonly Rest[] => delegationRests(facts);
