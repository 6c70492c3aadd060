// What a signing rule reads out of an order's evidence, wherever the order is carried out: the facts it rests on, the head of L1
// behind them, and what may leave the account. It reads no clock.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { L1Network } from "../l1/network.ts";
import type { Checkpoint, Head } from "../l1/values.ts";
import type { MessageOrText } from "../protocol/message.ts";
import {
	type AnyVerified,
	nearestBy,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";

/** What is read out of the facts of any order; every number in it is proved or follows from the order itself. */
export type OrderReading = {
	/** Whatever the state turns out to be. */
	readonly mostLeavesWei: bigint;
	readonly balanceWei: bigint;
	/** The balance less the most that what is under way can spend. */
	readonly spendableWei: bigint;
	readonly network: L1Network;
	readonly checkpoint: Hex;
	readonly headSlot: number;
	readonly asOfS: number;
	/** What could not be known. */
	readonly unknowns: readonly MessageOrText[];
};

/**
 * The facts of an order, by `take`, out of what its evidence concludes; `more` is what it concludes beyond them.
 * @throws order-evidence when it concludes anything else
 */
export const takeFacts = <F>(
	more: readonly AnyVerified[],
	take: () => F,
): F => {
	try {
		if (more.length > 0) throw new Fault("evidence-step", "more conclusions");
		return take();
	} catch (thrown) {
		if (thrown instanceof Fault)
			throw new Fault("order-evidence", thrown.detail);
		throw thrown;
	}
};

/** The nearest value by `rule` that this one rests on. @throws order-evidence */
export const premiseOf = <R extends "lc-head" | "checkpoint">(
	verified: AnyVerified,
	rule: R,
): Verified<R extends "lc-head" ? Head : Checkpoint> => {
	const found = nearestBy(verified, rule);
	if (found === undefined)
		throw new Fault("order-evidence", `nothing by ${rule} is behind it`);
	return premiseBy(found, rule);
};

/** Where on L1 it is read: its network, the checkpoint it starts from, and the slot of the head. @throws order-evidence */
export const placeOnL1 = (
	verified: AnyVerified,
): Pick<OrderReading, "network" | "checkpoint" | "headSlot"> => {
	const { network, slot } = premiseOf(verified, "lc-head").value;
	const { root } = premiseOf(verified, "checkpoint").value;
	return { network, checkpoint: root, headSlot: slot };
};

/**
 * The proved balance, less the most that what is under way can spend, covers what may leave.
 * @throws order-funds
 */
export const checkFunds = (
	mostLeavesWei: bigint,
	balanceWei: bigint,
	underWayWei: bigint,
): Pick<OrderReading, "mostLeavesWei" | "balanceWei" | "spendableWei"> => {
	const spendableWei = balanceWei > underWayWei ? balanceWei - underWayWei : 0n;
	if (mostLeavesWei > spendableWei)
		throw new Fault(
			"order-funds",
			`${mostLeavesWei} wei may leave, ${spendableWei} are spendable`,
		);
	return { mostLeavesWei, balanceWei, spendableWei };
};
