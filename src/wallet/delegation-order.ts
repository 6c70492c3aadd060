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
import { beginOrder, type OrderAsked } from "./place.ts";
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
	asked: OrderAsked & {
		readonly to: Hex;
		readonly facts: DelegationFacts;
	},
): ComposedDelegation => {
	const { facts } = asked;
	const fields: DelegationFields = {
		format: "sextant-delegation-1",
		...beginOrder(asked, facts, delegationFactsInOrder(facts)),
		to: asked.to,
		valueWei: 0n,
		data: "0x",
		gasLimit: delegationGas,
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
