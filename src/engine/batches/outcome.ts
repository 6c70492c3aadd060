// What became of a call that is signed, by the ledger of orders: where the person had another transaction take its place, that one
// counts if it does the same. Pure.

import type { Hex } from "../../base/bytes.ts";
import { Fault } from "../../base/fault.ts";
import { isCall, isOnLayer } from "../../receipt/orders.ts";
import type { Entry } from "../../wallet/ledger.ts";

export type CallOutcome =
	| { readonly kind: "pending" }
	/** A proved block has it. */
	| { readonly kind: "done" | "reverted"; readonly hash: Hex }
	/** No block ever will. */
	| { readonly kind: "never"; readonly why: Fault }
	/** Its nonce is used, and nobody shows by what. */
	| { readonly kind: "unknown"; readonly why: Fault };

/** As it is signed: with the person's own amount, where they set one. */
const dataOf = ({ order }: Entry): Hex => (isCall(order) ? order.data : "0x");

const isSameDeed = (one: Entry, other: Entry): boolean =>
	one.order.chainId === other.order.chainId &&
	one.order.from === other.order.from &&
	!isOnLayer(one.order) &&
	!isOnLayer(other.order) &&
	one.order.to === other.order.to &&
	one.order.valueWei === other.order.valueWei &&
	dataOf(one) === dataOf(other);

const isInBlock = ({ state }: Entry): boolean =>
	state === "included" || state === "final";

const landed = ({ inclusion, signed }: Entry): CallOutcome =>
	signed === null || inclusion === null
		? { kind: "pending" }
		: {
				kind: inclusion.succeeded ? "done" : "reverted",
				hash: signed.hash,
			};

/** Signed to take the place of that one, by the person here. */
const isInPlaceOf = (other: Entry, hash: Hex): boolean =>
	!isOnLayer(other.order) && other.order.replaces?.includes(hash) === true;

/** @param hash of the call's own transaction */
export const outcomeOf = (hash: Hex, all: readonly Entry[]): CallOutcome => {
	const entry = all.find(({ signed }) => signed?.hash === hash);
	if (entry === undefined)
		return {
			kind: "unknown",
			why: new Fault("receipt-missing", `order of ${hash} is put away`),
		};
	if (isInBlock(entry)) return landed(entry);
	const rival = all.find(
		(other) => isInBlock(other) && isInPlaceOf(other, hash),
	);
	if (rival !== undefined && isSameDeed(entry, rival)) return landed(rival);
	switch (entry.state) {
		case "lost":
			return {
				kind: "never",
				why: new Fault("batch-replaced", `by ${entry.lostTo ?? "another"}`),
			};
		case "over":
			return {
				kind: "unknown",
				why: new Fault("receipt-missing", entry.fault?.detail ?? hash),
			};
		default:
			return { kind: "pending" };
	}
};
