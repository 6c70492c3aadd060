// Of several signatures at one nonce at most one is ever carried out. Which orders can still be replaced, and what becomes of the
// others once one of them is final. Pure.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { noDelegate } from "../evidence/delegation-order.ts";
import { raisedFee } from "../evidence/l1-order.ts";
import {
	type AnyOrder,
	isCall,
	isDelegation,
	isExit,
	isOnLayer,
	isOnRollup,
} from "../receipt/orders.ts";
import { type Entry, isToBeSent } from "./ledger.ts";
import type { CallAsked, OrderRequest } from "./order-context.ts";

/** Do both stand at one nonce of one account, so that one of them alone can be carried out? */
const areRivals = (one: Entry, other: Entry): boolean =>
	one.order.id !== other.order.id &&
	one.order.from === other.order.from &&
	one.order.chainId === other.order.chainId &&
	one.order.nonce === other.order.nonce &&
	!isOnLayer(one.order) &&
	!isOnLayer(other.order) &&
	one.signed !== null &&
	other.signed !== null &&
	one.signed.hash !== other.signed.hash;

/** The order, lost to its rival where that is proved to be on the chain for good. */
export const withRival = (entry: Entry, rival: Entry): Entry =>
	areRivals(entry, rival) &&
	rival.state === "final" &&
	rival.signed !== null &&
	entry.state !== "final" &&
	entry.state !== "lost"
		? {
				...entry,
				state: "lost",
				lostTo: rival.signed.hash,
				inclusion: null,
				fault: null,
			}
		: entry;

/** The order that was lost to its rival on a layer 2, where that is not carried out for good after all: neither is, so far. */
export const withoutRival = (entry: Entry, rival: Entry): Entry =>
	areRivals(entry, rival) &&
	isOnRollup(entry.order) &&
	entry.state === "lost" &&
	entry.lostTo === rival.signed?.hash &&
	rival.state !== "final"
		? { ...entry, state: "sent", lostTo: null }
		: entry;

/** Does a signature of one's own take its place? Then it is not sent any more: nodes would only refuse it. */
export const isSuperseded = (entry: Entry, all: readonly Entry[]): boolean =>
	entry.signed !== null &&
	all.some(
		(other) =>
			areRivals(entry, other) &&
			!isOnLayer(other.order) &&
			entry.signed !== null &&
			other.order.replaces?.includes(entry.signed.hash) === true,
	);

/** What an order is replaced by: the same with higher fees, or nothing at all in its place. */
export type Replacing = "faster" | "cancel";

/** What the order asks a contract for as it stands, on whatever chain; undefined where it asks none. */
export const callOf = (order: AnyOrder): CallAsked | undefined => {
	if (isCall(order)) {
		const { data, accessList, creates, agrees, outer } = order;
		return {
			...{ data, accessList },
			...(creates === undefined ? {} : { creates }),
			...(agrees === undefined ? {} : { agrees }),
			...(outer === undefined ? {} : { outer }),
		};
	}
	return isOnRollup(order) && order.data !== "0x"
		? { data: order.data, accessList: [] }
		: undefined;
};

/**
 * Hashes of every signature of one's own at the order's nonce: what takes its place takes that of each.
 * @throws order-unknown where it is not under way, or in a block already
 */
export const replacedHashes = (
	entry: Entry,
	all: readonly Entry[],
): readonly Hex[] => {
	const { order, signed } = entry;
	if (isOnLayer(order) || signed === null || !isToBeSent(entry))
		throw new Fault("order-unknown", `order ${order.id} is ${entry.state}`);
	const rivals = all.filter((other) => areRivals(entry, other));
	if (rivals.some(({ state }) => state === "included" || state === "final"))
		throw new Fault("order-unknown", "another one at its nonce is in a block");
	return [
		signed.hash,
		...rivals.flatMap((rival) =>
			rival.signed === null ? [] : [rival.signed.hash],
		),
	];
};

/**
 * The order that takes the place of this one: the same again, or a payment of nothing to oneself, at the same nonce and with higher
 * fees. Every signature there is at that nonce is replaced by it.
 * @throws order-unknown where it is not under way, or in a block already; unverifiable-method for what cannot be made again
 */
export const replacementOf = (
	entry: Entry,
	all: readonly Entry[],
	how: Replacing,
): Pick<
	OrderRequest,
	"to" | "valueWei" | "call" | "delegates" | "replaces"
> => {
	const { order } = entry;
	const replaces = replacedHashes(entry, all);
	if (how === "cancel") return { to: order.from, valueWei: 0n, replaces };
	if (isOnLayer(order) || isExit(order))
		throw new Fault(
			"unverifiable-method",
			"it is not made again with other fees",
		);
	const { to, valueWei } = order;
	const call = callOf(order);
	return {
		...{ to, valueWei, replaces },
		// an account that runs code already can send no cancellation: to take that back faster is its one way
		...(isDelegation(order) ? { delegates: order.delegates } : {}),
		...(call === undefined ? {} : { call }),
	};
};

/**
 * Gas of a payment of nothing to oneself. Where a layer takes its data on L1 in gas there is room for that in it, as in the order's own
 * limit: for no more bytes than the order has.
 */
const cancelGas = ({ order, dataGas }: Entry): bigint => {
	const plain = 21_000n;
	if (!isOnRollup(order)) return plain;
	if (dataGas !== undefined) return plain + BigInt(dataGas);
	// made by a version that did not keep it: a payment's own limit is as much
	return order.data === "0x" ? BigInt(order.gasLimit) : plain;
};

/**
 * What each way costs at least in fees: nodes take no replacement for less than the dearest at its nonce asks for. Null where it
 * cannot be replaced, or not in that way.
 */
export const replacementFees = (
	entry: Entry,
	all: readonly Entry[] = [],
): {
	readonly faster: bigint | null;
	readonly cancel: bigint | null;
} | null => {
	const { order } = entry;
	if (isOnLayer(order) || !isToBeSent(entry)) return null;
	let cap = raisedFee(order.maxFeePerGasWei);
	for (const rival of all) {
		if (!areRivals(entry, rival) || isOnLayer(rival.order)) continue;
		const least = raisedFee(rival.order.maxFeePerGasWei);
		if (least > cap) cap = least;
	}
	return {
		faster: isExit(order) ? null : cap * BigInt(order.gasLimit),
		// nothing plain is signed for an account that runs code, and this one does until it is carried out
		cancel:
			isDelegation(order) && order.to === noDelegate
				? null
				: cap * cancelGas(entry),
	};
};
