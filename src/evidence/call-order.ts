// An order that calls a contract, as it travels and is stored: the transaction, which tokens of the account it may reach and where
// their numbers stand, and what the engine says would happen. Decoding says nothing about truth; call-rule.ts does.

import type { Hex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { type Foretold, foretold } from "../protocol/foretold.ts";
import { mostSafeData } from "../protocol/safe-views.ts";
import { canonical, json } from "./canonical.ts";
import { tokenPlace } from "./token-place.ts";
import { amountsText, l1Fields, olderType, wei } from "./transfer.ts";

/** Signed, it still fits where signed transactions are kept. */
export const mostCallBytes = 60_000;
/** Tokens of the account that one order speaks of, and spenders that are checked of each. */
export const mostHoldings = 16;
export const mostSpenders = 8;

/**
 * A token of the account that the call may reach. Where its numbers stand is the engine's word; that they stand there is proved.
 */
export const holding = d.record({
	token: d.address,
	/** Null: how much it is, is not proved, so it is all there is of it. */
	balance: d.nullable(tokenPlace),
	/** Spenders whose allowance is proved. */
	allowances: d.list(
		d.record({ spender: d.address, place: tokenPlace }),
		mostSpenders,
	),
});
export type Holding = Decoded<typeof holding>;

export const accessList = d.list(
	d.record({ address: d.address, storageKeys: d.list(d.hash, 256) }),
	64,
);

/** What a Safe would do, in its turn. */
export const safeAgreed = d.record({
	to: d.address,
	valueWei: wei,
	data: d.hexUpTo(mostSafeData),
	nonce: d.int(),
});
export type SafeAgreed = Decoded<typeof safeAgreed>;

export const callOrder = d.record({
	...l1Fields,
	...olderType,
	format: d.oneOf("sextant-call-1"),
	/** It creates the contract at `to`, out of its data. */
	creates: d.optional(d.oneOf(true)),
	data: d.hexUpTo(mostCallBytes),
	accessList,
	holdings: d.list(holding, mostHoldings),
	/** What the engine's simulation says would happen. */
	foretold: d.nullable(foretold),
	/** The data is what was asked for with the person's own amount of the allowance in it: own-amount.ts. */
	own: d.optional(d.record({ asked: d.hexUpTo(132), amount: wei })),
	/** It agrees to a Safe's transaction by its hash, and this is what that is the hash of: safe-rule.ts holds the one to the other. */
	agrees: d.optional(safeAgreed),
	/** What a Safe does or agrees to here is an agreement of its own in another Safe, and this is what that is of. */
	outer: d.optional(safeAgreed),
});
export type CallOrder = Decoded<typeof callOrder>;

/** @throws bad-json, bad-field */
export const decodeCallOrder = (file: string): CallOrder =>
	callOrder(d.parseJson(file, 400_000, 12), "order");

/** As text, in the one spelling. */
export const callText = ({ own, agrees, outer, ...order }: CallOrder): string =>
	canonical({
		...order,
		...amountsText(order),
		outstanding: json(order.outstanding, "outstanding"),
		accessList: json(order.accessList, "accessList"),
		holdings: json(order.holdings, "holdings"),
		foretold: json(order.foretold, "foretold"),
		...(own === undefined
			? {}
			: { own: { ...own, amount: own.amount.toString() } }),
		...(agrees === undefined ? {} : { agrees: agreedText(agrees) }),
		...(outer === undefined ? {} : { outer: agreedText(outer) }),
	});

const agreedText = (agreed: SafeAgreed) => ({
	...agreed,
	valueWei: agreed.valueWei.toString(),
});

/** Bytes of what is called and listed, as they are signed. */
export const callBytes = ({
	data,
	accessList,
}: Pick<CallOrder, "data" | "accessList">): number =>
	accessList.reduce(
		(sum, { storageKeys }) => sum + 25 + 33 * storageKeys.length,
		data.length / 2 - 1,
	);

/** Who may use an allowance while the call runs, as far as is known: the called contract, and every caller of the simulation. */
export const callersOf = (to: Hex, told: Foretold | null): readonly Hex[] => [
	...new Set([to, ...(told?.callers ?? [])]),
];
