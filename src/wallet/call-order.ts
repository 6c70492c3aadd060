// An order that calls a contract: made here alone, from verified values, by its signing rule. Sealed like an Order.

import type { Hex } from "../base/bytes.ts";
import { freeze } from "../base/immutable.ts";
import type {
	CallOrder as CallFields,
	Holding,
	SafeAgreed,
} from "../evidence/call-order.ts";
import { type Evidence, evidenceOf } from "../evidence/evidence.ts";
import type { ListedAccess } from "../evidence/foreign-transaction.ts";
import type { Rest } from "../evidence/rests.ts";
import type { Foretold } from "../protocol/foretold.ts";
import {
	type CallFacts,
	type CallRuleReading,
	callFactsInOrder,
	checkCallOrder,
} from "../receipt/call-rule.ts";
import { callRests } from "../receipt/rests.ts";
import { beginOrder, type OrderAsked, within } from "./place.ts";
import { sealedKind } from "./sealed.ts";

const { Sealed: ComposedCall, seal } = sealedKind<
	CallFields,
	CallFacts,
	CallRuleReading
>(freeze);

export { ComposedCall };
export type ComposedCall = InstanceType<typeof ComposedCall>;

export type CallOrderRequest = OrderAsked & {
	readonly valueWei: bigint;
	readonly data: Hex;
	readonly accessList: readonly ListedAccess[];
	readonly holdings: readonly Holding[];
	readonly foretold: Foretold | null;
	readonly creates?: true;
	readonly own?: { readonly asked: Hex; readonly amount: bigint };
	readonly agrees?: SafeAgreed;
	readonly outer?: SafeAgreed;
	readonly facts: CallFacts;
	/** What it may take: counted on proved state, with room. The rule bounds it. */
	readonly gasLimit: number;
};

/**
 * The order of a call that its rule allows: nonce, balance, base fee, the called contract and every slot proved at one block that is
 * young enough, simulated, and bounded.
 * @throws the refusals of `checkCallOrder`; TypeError for a fact that is not verified
 */
export const composeCall = (asked: CallOrderRequest): ComposedCall => {
	const { facts, most } = asked;
	const fields: CallFields = {
		format: "sextant-call-1",
		...beginOrder(asked, facts, callFactsInOrder(facts)),
		to: facts.contract.value.address,
		valueWei: asked.valueWei,
		data: asked.data,
		accessList: asked.accessList,
		gasLimit: Number(within(BigInt(asked.gasLimit), most?.gas)),
		holdings: asked.holdings,
		foretold: asked.foretold,
		...(asked.creates === undefined ? {} : { creates: asked.creates }),
		...(asked.own === undefined ? {} : { own: asked.own }),
		...(asked.agrees === undefined ? {} : { agrees: asked.agrees }),
		...(asked.outer === undefined ? {} : { outer: asked.outer }),
	};
	const reading = checkCallOrder(fields, facts, asked.nowMs, "order");
	return seal(fields, facts, reading);
};

/** What the order rests on, for the signer and for the receipt. @throws too-large */
export const evidenceOfCall = (order: ComposedCall): Evidence =>
	evidenceOf(...callFactsInOrder(order.facts));

/** Each fact the order rests on, as the approve screen lists it. */
export const restsOfCall = ({ facts }: ComposedCall): readonly Rest[] =>
	callRests(facts);
