// An order on a layer 2 whose transactions are none of Ethereum's: sealed here alone, from verified facts, by the signing rule of
// its kind. Sealed like an Order.

import { freeze } from "../base/immutable.ts";
import { type Evidence, evidenceOf } from "../evidence/evidence.ts";
import type { Rest } from "../evidence/rests.ts";
import type { LayerFacts, LayerOrder, LayerReading } from "../l2/orders.ts";
import { kindOfOrder } from "../receipt/orders.ts";
import { type AnyVerified, Verified } from "../trust/verified.ts";
import { sealedKind } from "./sealed.ts";

const { Sealed: ComposedLayerOrder, seal } = sealedKind<
	LayerOrder,
	LayerFacts,
	LayerReading
>(freeze);

export { ComposedLayerOrder };
export type ComposedLayerOrder = InstanceType<typeof ComposedLayerOrder>;

/**
 * The order, if the signing rule of its kind allows it at this time on what was verified for it.
 * @param conclusions in the order in which its evidence has them
 * @throws the rule's refusals, order-stale, l2-root-unproposed, not-anchored, clock; TypeError for a fact that is not verified
 */
export const composeOnLayer = (
	transfer: LayerOrder,
	conclusions: readonly AnyVerified[],
	nowMs: number,
): ComposedLayerOrder => {
	if (!conclusions.every(Verified.is))
		throw new TypeError('"conclusions" holds something unverified');
	const facts = kindOfOrder(transfer).factsOf(conclusions);
	const reading = facts.check(transfer, nowMs, "order");
	return seal(transfer, facts, reading);
};

/** What the order rests on, for the signer and for the receipt. */
export const evidenceOnLayer = ({ facts }: ComposedLayerOrder): Evidence =>
	evidenceOf(...facts.inOrder);

/** Each fact the order rests on, as the approve screen lists it. */
export const restsOnLayer = ({ facts }: ComposedLayerOrder): readonly Rest[] =>
	facts.rests;
