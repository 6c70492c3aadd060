// Two accounts of this wallet can be owners of one Safe. What one of them has sent for it and no proved block shows yet stands in the way
// of the other: the word of who sends a transaction of a Safe holds for every number, so the same could be carried out by each. Pure.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { isSafeExecution } from "../evidence/safe-tx.ts";
import { isCall } from "../receipt/orders.ts";
import { type Entry, isToBeSent } from "./ledger.ts";
import type { OrderRequest } from "./order-context.ts";

type SafeOrderAsked = Pick<OrderRequest, "from" | "to"> & {
	readonly chainId: number;
	readonly data: Hex;
};

const isOfSafe = (
	{ order }: Entry,
	{ from, to, chainId }: SafeOrderAsked,
): boolean =>
	isCall(order) &&
	order.chainId === chainId &&
	order.to === to &&
	order.from !== from &&
	isSafeExecution(order.data);

/** Why another account's order has to be done first; null where none of that Safe is under way. */
export const safeInTheWay = (
	asked: SafeOrderAsked,
	entries: readonly Entry[],
): Fault | null => {
	if (!isSafeExecution(asked.data)) return null;
	const found = entries.find(
		(entry) => isToBeSent(entry) && isOfSafe(entry, asked),
	);
	return found === undefined
		? null
		: new Fault(
				"safe-under-way",
				`${found.signed?.hash ?? found.order.id} of ${found.order.from} carries out one of ${asked.to}`,
			);
};
