// Amounts that the person chose for allowances, in place of what a site asks for. The choice comes on the person's own port: an order
// with another amount than was asked for is taken only where it is that one. Kept while this signer lives; it holds no key.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { isUnlimited } from "../base/units.ts";
import type { CallOrder } from "../evidence/call-order.ts";
import { hashOf, json } from "../evidence/canonical.ts";
import { settableAmount, withOwnAmount } from "../evidence/own-amount.ts";
import type { CallApproval } from "../protocol/call-views.ts";

/** What is asked for beside it is as many: the oldest choice goes. */
const mostChosen = 64;

/** What names a request for an allowance, whatever amount it ends with. */
const nameOf = (order: CallOrder): Hex => {
	const { origin, chainId, from, to, valueWei } = order;
	const asked = order.own?.asked ?? order.data;
	return hashOf(
		json(
			{ origin, chainId, from, to, valueWei: valueWei.toString(), asked },
			"asked",
		),
	);
};

/** Is it of a collection? Then the number is not how much, but which one. */
const isOfCollection = ({ to, foretold }: CallOrder): boolean =>
	[...(foretold?.early.effects ?? []), ...(foretold?.late.effects ?? [])].some(
		(effect) => effect.kind === "allowed-one" && effect.token === to,
	);

/** As the person is shown it; undefined where nothing can be set. */
export const settableOf = (order: CallOrder): CallApproval["settable"] => {
	if (order.origin === null || isOfCollection(order)) return undefined;
	const found = settableAmount(order.to, order.own?.asked ?? order.data);
	return found === null
		? undefined
		: {
				asked: found.amount.toString(),
				isUnlimited: isUnlimited(found.amount),
				most: found.most.toString(),
				own: order.own?.amount.toString() ?? null,
			};
};

export type OwnAmounts = {
	/** Null: as it was asked for. @throws amount-fixed */
	readonly choose: (order: CallOrder, amount: bigint | null) => void;
	/** Decided: the next request for the same begins anew. */
	readonly over: (order: CallOrder) => void;
	/** @throws amount-unasked for an amount that nobody chose here */
	readonly check: (order: CallOrder) => void;
};

export const openOwnAmounts = (): OwnAmounts => {
	const chosen = new Map<Hex, bigint>();
	return {
		choose: (order, amount) => {
			const name = nameOf(order);
			if (amount === null) {
				chosen.delete(name);
				return;
			}
			if (settableOf(order) === undefined)
				throw new Fault("amount-fixed", "the call gives no single allowance");
			withOwnAmount(order.to, order.own?.asked ?? order.data, amount);
			chosen.delete(name);
			chosen.set(name, amount);
			const [oldest] = chosen.keys();
			if (chosen.size > mostChosen && oldest !== undefined)
				chosen.delete(oldest);
		},
		over: (order) => {
			chosen.delete(nameOf(order));
		},
		check: (order) => {
			if (
				order.own !== undefined &&
				chosen.get(nameOf(order)) !== order.own.amount
			)
				throw new Fault("amount-unasked", `${order.own.amount} in its place`);
		},
	};
};
