// An order for a step of an exit: made here alone, from verified values, by its signing rule. Sealed like an Order.

import { type Evidence, evidenceOf } from "../evidence/evidence.ts";
import type { Rest } from "../evidence/rests.ts";
import { exitCall, profileId } from "../l2/checks.ts";
import type { ExitStep } from "../l2/exit-step.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { ExitOrderRecord as ExitFields } from "../receipt/exit-order.ts";
import {
	checkExitOrder,
	type ExitFacts,
	type ExitReading,
	exitFactsInOrder,
} from "../receipt/exit-rule.ts";
import { exitRests } from "../receipt/rests.ts";
import { beginOrder, type OrderAsked } from "./place.ts";
import { sealedKind } from "./sealed.ts";

// a clone's check is code, which nothing can freeze: the parts that are data are
const { Sealed: ExitOrder, seal } = sealedKind<
	ExitFields,
	ExitFacts,
	ExitReading
>((reading) => Object.freeze({ ...reading }));

export { ExitOrder };
export type ExitOrder = InstanceType<typeof ExitOrder>;

export type ExitOrderRequest = Pick<
	OrderAsked,
	"id" | "outstanding" | "tipWei" | "nowMs"
> & {
	readonly profile: RollupProfile;
	readonly step: ExitStep;
	readonly facts: ExitFacts;
	/** What it may take: an estimate on proved state, with room. The rule bounds it. */
	readonly gasLimit: number;
};

/**
 * The order of a step that its rule allows: nonce, balance, base fee and the called contract proved at one block that is young
 * enough.
 * @throws the refusals of `checkExitOrder`; TypeError for a fact that is not verified
 */
export const composeExit = (asked: ExitOrderRequest): ExitOrder => {
	const { profile, step, facts } = asked;
	const { outstanding, tipWei, id, nowMs } = asked;
	const begun = beginOrder(
		{ id, origin: null, outstanding, tipWei, nowMs },
		facts,
		exitFactsInOrder(facts),
	);
	const { to, valueWei, data } = exitCall(profile, begun.from, step);
	const fields: ExitFields = {
		format: "sextant-exit-order-1",
		...begun,
		to,
		valueWei,
		data,
		gasLimit: asked.gasLimit,
		rollup: profile.chainId,
		profile: profileId(profile),
		step,
	};
	const reading = checkExitOrder(
		fields,
		facts,
		[profile],
		asked.nowMs,
		"order",
	);
	return seal(fields, facts, reading);
};

/** What the order rests on, for the signer and for the receipt. */
export const evidenceOfExit = (order: ExitOrder): Evidence =>
	evidenceOf(...exitFactsInOrder(order.facts));

/** Each fact the order rests on, as the approve screen lists it. */
export const restsOfExit = ({ facts }: ExitOrder): readonly Rest[] =>
	exitRests(facts);
