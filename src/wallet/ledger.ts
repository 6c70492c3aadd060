// What became of an order, as plain data that is stored before anything is done: waiting → signed → sent → included →
// final, or refused, or lost, or over: what lies below a nonce that is proved for good is over, with its receipt or without.
// Each step forward needs a signature that fits or a proof. Nothing here reads or writes a store.

import type { Hex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault, type FaultJson } from "../base/fault.ts";
import { canonical, json } from "../evidence/canonical.ts";
import { decodeForeign } from "../evidence/foreign-transaction.ts";
import { decodeSigned } from "../evidence/transaction.ts";
import { isSameTransaction } from "../evidence/transfer.ts";
import { unknownMessage } from "../evidence/unknown-codes.ts";
import { type SearchState, sought } from "../l2/posted.ts";
import { faultJson } from "../protocol/channel.ts";
import { type MessageOrText, wording } from "../protocol/message.ts";
import { amount, orderRests, orderState } from "../protocol/views.ts";
import {
	type AnyOrder,
	decodeOrder,
	isExit,
	isOnLayer,
	isOnRollup,
	kindOfOrder,
	type OrderSignature,
	orderText,
} from "../receipt/orders.ts";
import type { Account, MinedTransaction, Receipt } from "../state/values.ts";
import { type AnyVerified, Verified } from "../trust/verified.ts";
import { ComposedCall, restsOfCall } from "./call-order.ts";
import { ComposedDelegation, restsOfDelegation } from "./delegation-order.ts";
import { ExitOrder, restsOfExit } from "./exit-order.ts";
import { ComposedLayerOrder, restsOnLayer } from "./layer-order.ts";
import { Order, type Rest, restsOf } from "./order.ts";
import type { Paid } from "./paid.ts";
import {
	ComposedRollupOrder,
	restsOfRollup,
	roomForData,
} from "./rollup-order.ts";

const stored = d.record({
	format: d.oneOf("sextant-entry-1"),
	/** The order's text. */
	order: d.text(400_000),
	state: orderState,
	recipient: d.oneOf("account", "contract", "new", "delegated"),
	rests: orderRests,
	/** A text from version 0.1.0. */
	unknowns: d.list(wording(300), 16),
	mostFeeWei: amount,
	signed: d.nullable(d.record({ raw: d.hexUpTo(200_000), hash: d.hash })),
	/** Names of the endpoints that took it. */
	sentTo: d.list(d.text(60), 64),
	inclusion: d.nullable(
		d.record({
			blockNumber: d.int(),
			blockHash: d.hash,
			succeeded: d.flag,
			finality: d.oneOf("optimistic", "final"),
			/** What it paid, and when. A version before this one kept neither. */
			feeWei: d.optional(amount),
			atS: d.optional(d.int()),
		}),
	),
	/** Held back for what a layer 2 takes beside the fee. */
	heldBackWei: d.optional(amount),
	/** What of its gas limit is for the data on L1, where that is paid in gas (Arbitrum). A version before this one did not keep it. */
	dataGas: d.optional(amount),
	/** Set where by it its value leaves a layer 2 for its signer. */
	leaves: d.optional(d.oneOf(true)),
	/** Where a node of the rollup says its operation is: a claim. */
	claimed: d.optional(d.oneOf("waiting", "made", "committed", "proven")),
	/** How far it was looked for in what its layer 2 wrote to L1. */
	sought: d.optional(sought),
	/** The transaction of L1, in a final block, with which it was written there whole. */
	posted: d.optional(
		d.record({ blockNumber: d.int(), blockHash: d.hash, hash: d.hash }),
	),
	/** The transaction that used its nonce instead. */
	lostTo: d.nullable(d.hash),
	/** The final block at which its nonce was proved used without a receipt of it. */
	overAt: d.optional(d.int()),
	fault: d.nullable(faultJson),
});

export type Entry = Omit<Decoded<typeof stored>, "order" | "format"> & {
	readonly order: AnyOrder;
};

/** Where a node says that an order on a layer 2 is. */
export type ClaimedState = NonNullable<Entry["claimed"]>;

/** @throws bad-json, bad-field, too-large */
export const decodeEntry = (file: string): Entry => {
	const { order, format: _, ...rest } = stored(d.parseJson(file), "entry");
	return { ...rest, order: decodeOrder(order) };
};

/**
 * The entry as text to be stored. It reads back: what did not would be on disk, and lost.
 * @throws too-large for an order with too much in it
 */
export const entryText = (entry: Entry): string => {
	const source = canonical(
		json(
			{
				...entry,
				format: "sextant-entry-1",
				order: orderText(entry.order),
			},
			"entry",
		),
	);
	try {
		decodeEntry(source);
	} catch (thrown) {
		if (!(thrown instanceof Fault)) throw thrown;
		throw new Fault(
			"too-large",
			`order ${entry.order.id} would not read back: ${thrown.detail}`,
		);
	}
	return source;
};

const newEntry = (
	order: AnyOrder,
	rests: readonly Rest[],
	{ recipient, mostFeeWei, unknowns }: ComposedParts,
): Entry => ({
	order,
	state: "waiting",
	recipient,
	rests,
	unknowns,
	mostFeeWei: mostFeeWei.toString(),
	signed: null,
	sentTo: [],
	inclusion: null,
	lostTo: null,
	fault: null,
});

type ComposedParts = {
	readonly recipient: Entry["recipient"];
	readonly mostFeeWei: bigint;
	readonly unknowns: readonly MessageOrText[];
};

/** A new order: nobody has decided. Store it before it is offered to the signer. @throws TypeError for what was not composed */
export const entryOf = (
	order:
		| Order
		| ComposedCall
		| ComposedDelegation
		| ExitOrder
		| ComposedRollupOrder
		| ComposedLayerOrder,
): Entry => {
	if (ExitOrder.is(order))
		return newEntry(order.transfer, restsOfExit(order), {
			recipient: "contract",
			mostFeeWei: order.reading.mostFeeWei,
			unknowns: order.reading.unknowns,
		});
	if (ComposedDelegation.is(order))
		return newEntry(order.transfer, restsOfDelegation(order), {
			recipient: order.reading.next === null ? "new" : "contract",
			mostFeeWei: order.reading.mostFeeWei,
			unknowns: order.reading.unknowns,
		});
	if (ComposedRollupOrder.is(order))
		return {
			...newEntry(order.transfer, restsOfRollup(order), order.reading),
			heldBackWei: order.reading.heldBackWei.toString(),
			...(order.reading.dataGas === 0n
				? {}
				: { dataGas: roomForData(order.reading.dataGas).toString() }),
			...(order.reading.leaves === null ? {} : { leaves: true as const }),
		};
	if (ComposedCall.is(order))
		return newEntry(order.transfer, restsOfCall(order), order.reading);
	if (Order.is(order))
		return newEntry(order.transfer, restsOf(order), order.reading);
	if (!ComposedLayerOrder.is(order))
		throw new TypeError('"order" was not composed');
	return newEntry(order.transfer, restsOnLayer(order), {
		// Nothing runs on such a layer, and nothing is paid for it.
		recipient: "account",
		mostFeeWei: 0n,
		unknowns: order.reading.unknowns,
	});
};

const wrong = (entry: Entry, step: string): Fault =>
	new Fault("order-unknown", `${step} of an order that is ${entry.state}`);

/** What those bytes sign, if it is this order. @throws order-evidence when it is another; bad-rlp, bad-field */
const signedFor = (order: AnyOrder, raw: Hex): OrderSignature => {
	if (isOnLayer(order)) return kindOfOrder(order).signedFor(order, raw);
	const signed = decodeSigned(raw);
	if (isSameTransaction(signed.from, signed.transaction, order)) return signed;
	throw new Fault("order-evidence", `${signed.hash} is another transaction`);
};

/**
 * The signer's signature, to be stored before it is sent. A signature that comes after a refusal counts: once made, it is
 * a liability. The same signature again changes nothing.
 * @throws order-evidence when it is of another transaction, order-unknown when another one was kept
 */
export const withSignature = (entry: Entry, raw: Hex): Entry => {
	const signed = signedFor(entry.order, raw);
	if (entry.signed !== null) {
		if (entry.signed.hash === signed.hash) return entry;
		throw wrong(entry, "a second signature");
	}
	return {
		...entry,
		state: "signed",
		signed: { raw: signed.raw, hash: signed.hash },
		fault: null,
	};
};

/** An endpoint took it. @throws order-unknown when it is not signed */
export const withDelivery = (entry: Entry, endpoint: string): Entry => {
	if (entry.signed === null) throw wrong(entry, "the sending");
	const sentTo = entry.sentTo.includes(endpoint)
		? entry.sentTo
		: [...entry.sentTo, endpoint].slice(-64);
	const state = entry.state === "signed" ? "sent" : entry.state;
	return { ...entry, sentTo, state };
};

/** The person said no, or a rule did before the signature. @throws order-unknown when it is signed already */
export const withRefusal = (entry: Entry, fault: FaultJson | null): Entry => {
	if (entry.state === "refused") return entry;
	if (entry.state !== "waiting") throw wrong(entry, "the refusal");
	return { ...entry, state: "refused", fault: fault && cutFault(fault) };
};

/** As much of it as is read back: a detail may quote what an endpoint said. */
const cutFault = ({ kind, code, detail, source }: FaultJson): FaultJson => ({
	kind,
	code,
	detail: detail.slice(0, 1_000),
	source: source === null ? null : source.slice(0, 200),
});

/** The order without what no signature covers. */
const bareOf = (given: AnyOrder, nowMs: number): AnyOrder => {
	const part = { origin: null, outstanding: [], madeMs: nowMs };
	if (isOnLayer(given)) return { ...given, ...part };
	const { replaces: _, ...order } = given;
	return { ...order, ...part };
};

/**
 * An order that was signed on another device, out of its file: what was signed, and nothing more is taken from there. Where it
 * is on its chain is looked for anew, and what it rested on is not known here. Who asked, when it was made, what it counted
 * on and whose place it takes no signature covers: it is the person's own, of now, and counts on nothing.
 * @throws order-evidence when the signature is not of this order; order-unknown when it has none; bad-json, bad-field, bad-rlp
 */
export const entryFromElsewhere = (file: string, nowMs: number): Entry => {
	const { order: given, recipient, signed } = decodeEntry(file);
	const order = bareOf(given, nowMs);
	if (signed === null)
		throw new Fault("order-unknown", `order ${order.id} is not signed`);
	const bare: Entry = {
		order,
		state: "waiting",
		recipient: isExit(order) ? "contract" : recipient,
		rests: [],
		unknowns: [unknownMessage("unknown.elsewhere")],
		mostFeeWei: isOnLayer(order)
			? "0"
			: (BigInt(order.gasLimit) * order.maxFeePerGasWei).toString(),
		signed: null,
		sentTo: [],
		inclusion: null,
		lostTo: null,
		fault: null,
	};
	return withSignature(bare, signed.raw);
};

/** Was it signed on another device? What it rested on is there: every order that is made here rests on something. */
export const isFromElsewhere = ({ rests }: Entry): boolean =>
	rests.length === 0;

const checkVerified = (value: AnyVerified): void => {
	if (!Verified.is(value)) throw new TypeError('"value" is not verified');
};

/**
 * Its receipt is proved: included, and final under a final header. A later proof in another block replaces an optimistic
 * one, nothing replaces a final one.
 * @throws order-unknown when it is not signed, proof-value when the receipt is another transaction's; TypeError
 */
export const withReceipt = (
	entry: Entry,
	receipt: Verified<Receipt>,
	paid: Paid | null = null,
): Entry => {
	checkVerified(receipt);
	const { at, transactionHash, succeeded } = receipt.value;
	if (entry.signed === null) throw wrong(entry, "the receipt");
	if (
		transactionHash !== entry.signed.hash ||
		at.chainId !== entry.order.chainId
	)
		throw new Fault("proof-value", `a receipt of ${transactionHash}`);
	if (entry.state === "final" || entry.state === "lost") return entry;
	const { finality } = at.grade;
	// it was over without one: its receipt ends that
	const { overAt: _, ...rest } = entry;
	return {
		...rest,
		state: finality === "final" ? "final" : "included",
		inclusion: {
			blockNumber: at.blockNumber,
			blockHash: at.blockHash,
			succeeded,
			finality,
			...(paid === null
				? {}
				: { feeWei: paid.feeWei.toString(), atS: paid.atS }),
		},
		fault: null,
	};
};

/** The block it was included in is gone from the chain: send it again, with the nonce it has. */
export const withoutInclusion = (entry: Entry): Entry =>
	entry.state === "included"
		? { ...entry, state: "sent", inclusion: null }
		: entry;

/**
 * The root of a layer 2 that showed it as carried out, or its nonce as used, does not stand any more, and the one that does shows it
 * not: it may still take effect, and is sent again with the nonce it has.
 */
export const withoutRoot = (entry: Entry): Entry => {
	if (entry.state !== "final" && entry.state !== "over") return entry;
	if (entry.signed === null || !isOnRollup(entry.order)) return entry;
	const { overAt: _, claimed: __, ...rest } = entry;
	const { inclusion, overAt, order } = entry;
	const fault = new Fault(
		"l2-root-gone",
		`nonce ${order.nonce}, at block ${inclusion?.blockNumber ?? overAt}`,
	).toJson();
	return { ...rest, state: "sent", inclusion: null, fault };
};

/**
 * Another transaction of this account with this nonce is proved in a final block: this one can never be included.
 * @throws order-unknown when it is included for good, proof-value when the proof does not show that; TypeError
 */
export const withReplacement = (
	entry: Entry,
	mined: Verified<MinedTransaction>,
): Entry => {
	checkVerified(mined);
	const { at, raw } = mined.value;
	const { from, nonce, hash: other, chainId } = decodeForeign(raw);
	const { order, signed } = entry;
	const isOurs =
		at.chainId === order.chainId &&
		(chainId === null || chainId === BigInt(order.chainId)) &&
		from === order.from &&
		nonce === BigInt(order.nonce);
	if (!isOurs || other === signed?.hash)
		throw new Fault("proof-value", `${other} does not replace the order`);
	if (at.grade.finality !== "final")
		throw new Fault("proof-value", `${other} is not in a final block`);
	if (entry.state === "final") throw wrong(entry, "the loss");
	return { ...entry, state: "lost", lostTo: other, inclusion: null };
};

/**
 * Its nonce is proved used, and no receipt of it is: either no endpoint shows the receipt, or another transaction took
 * the nonce. Not called lost, for sending the amount again could pay twice; the entry says what is missing. Under a final block
 * it is over: it can never happen from now on, and stands in the way of nothing.
 */
export const withNonceUsed = (
	entry: Entry,
	sender: Verified<Account>,
): Entry => {
	checkVerified(sender);
	const { address, nonce, at } = sender.value;
	const isUsed =
		address === entry.order.from &&
		at.chainId === entry.order.chainId &&
		nonce > entry.order.nonce;
	if (!isUsed || entry.signed === null || !isUnderWay(entry)) return entry;
	// where L1 names no block of a rollup, no number says how long ago that was
	const final = at.grade.finality === "final" ? (at.blockNumber ?? 0) : null;
	// in a block by proof: a later look may prove that block final
	if (entry.state === "included" && final === null) return entry;
	const fault = new Fault(
		"receipt-missing",
		`nonce ${entry.order.nonce} is used at block ${at.blockNumber}, no receipt`,
	).toJson();
	return final === null
		? { ...entry, fault }
		: { ...entry, state: "over", overAt: final, fault };
};

/** A node says where the operation is. It is shown as its word and changes nothing else. */
export const withClaim = (entry: Entry, claimed: ClaimedState): Entry =>
	entry.claimed === claimed || !isToBeSent(entry)
		? entry
		: { ...entry, claimed };

/** How far the search for it in what its layer 2 wrote to L1 has come; on disk before it goes on. */
export const withSought = (entry: Entry, sought: SearchState): Entry =>
	isToBeSent(entry) && entry.posted === undefined
		? { ...entry, sought }
		: entry;

/**
 * Its layer 2 wrote it to L1, whole with that transaction, in a final block. It is nearer to a root by that and under none: what comes
 * next is the same as before.
 * @throws order-unknown when it is not signed, proof-value for a transaction of its own chain or in a block that is not final; TypeError
 */
export const withPosted = (
	entry: Entry,
	by: Verified<MinedTransaction>,
): Entry => {
	checkVerified(by);
	const { at, hash } = by.value;
	if (entry.signed === null) throw wrong(entry, "the posting");
	if (at.chainId === entry.order.chainId || at.grade.who !== "l1")
		throw new Fault("proof-value", `${hash} is no transaction of L1's`);
	if (at.grade.finality !== "final")
		throw new Fault("proof-value", `${hash} is not in a final block`);
	if (!isToBeSent(entry)) return entry;
	const { sought: _, ...rest } = entry;
	const { blockNumber, blockHash } = at;
	return { ...rest, posted: { blockNumber, blockHash, hash } };
};

/**
 * A proven batch is shown to have taken the operation, under a root that was rechecked. Where the account's nonce is used and
 * no batch is shown that took the order, the entry says so: sending the amount again could pay twice. With the root final it is
 * over, and a batch that is shown later ends that. Where another operation
 * is shown at its nonce, this one can never be taken.
 * @throws order-unknown when it is not a signed order of the rollup; order-evidence when the proof is of something else; TypeError
 */
export const withProven = (
	entry: Entry,
	conclusions: readonly AnyVerified[],
): Entry => {
	for (const verified of conclusions) checkVerified(verified);
	const { order, signed } = entry;
	if (signed === null || !isOnLayer(order)) throw wrong(entry, "the proof");
	const inclusion = kindOfOrder(order).inclusionOf(conclusions);
	const isOver = entry.state === "over";
	if (!isToBeSent(entry) && !isOver) return entry;
	const { at, nonce } = inclusion;
	let batch: number | null;
	try {
		batch = inclusion.takenIn(order);
	} catch (thrown) {
		if (!(thrown instanceof Fault) || thrown.code !== "proof-value")
			throw thrown;
		return { ...entry, state: "lost", fault: null };
	}
	if (nonce <= order.nonce || (isOver && batch === null)) return entry;
	if (batch === null) {
		const fault = new Fault(
			"receipt-missing",
			`nonce ${order.nonce} is used after batch ${at.blockNumber}`,
		).toJson();
		return at.grade.finality === "final"
			? { ...entry, state: "over", overAt: at.blockNumber, fault }
			: { ...entry, fault };
	}
	const { overAt: _, ...rest } = entry;
	return {
		...rest,
		state: "final",
		inclusion: {
			blockNumber: batch,
			blockHash: at.blockHash,
			succeeded: true,
			finality: at.grade.finality,
		},
		fault: null,
	};
};

/** Signed, and not over: it may still take effect, or be undone. */
export const isUnderWay = ({ state }: Entry): boolean =>
	state === "signed" || state === "sent" || state === "included";

/** May it be sent, again or for the first time? */
export const isToBeSent = (entry: Entry): boolean =>
	entry.state === "signed" || entry.state === "sent";

/** Every signature of this account that may still take effect, oldest first: what a new order has to reckon with. */
export const outstandingOf = (
	entries: readonly Entry[],
	from: Hex,
	chainId: number,
): readonly Hex[] =>
	entries
		.filter(
			({ order, state }) =>
				order.from === from &&
				order.chainId === chainId &&
				state !== "final" &&
				state !== "lost" &&
				state !== "over",
		)
		.sort((a, b) => a.order.nonce - b.order.nonce)
		.flatMap(({ signed }) => (signed === null ? [] : [signed.raw]));
