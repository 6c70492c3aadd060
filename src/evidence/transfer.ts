// An order as it travels and is stored: a transfer of ETH, with the signed transactions its nonce counts on. Decoding
// says nothing about truth; order-rule.ts does.

import { type Hex, zeroAddress } from "../base/bytes.ts";
import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { canonical, json } from "./canonical.ts";
import type { ListedAuthorization } from "./foreign-transaction.ts";
import { authorityOf, type Transaction } from "./transaction.ts";

/** More of one's own transactions than this are never under way. */
export const mostOutstanding = 64;
/** A step of an exit carries proofs: the longest is far below this. */
export const mostRawBytes = 65_536;

/** An amount of 256 bits at most. */
export const wei: Decode<bigint> = (raw, path) => {
	const value = d.bigDecimal(raw, path);
	if (value >= 1n << 256n)
		throw new Fault("bad-field", `"${path}" is more than 256 bits`);
	return value;
};

/** What orders on L1 say besides what they call. */
export const l1Fields = {
	/** Chosen by who asked; the same id is the same order. */
	id: d.text(64),
	/** Who asked; null: the person, in the wallet itself. */
	origin: d.nullable(d.text(300)),
	chainId: d.int(1),
	from: d.address,
	to: d.address,
	valueWei: wei,
	nonce: d.int(),
	gasLimit: d.int(21_000, 30_000_000),
	maxFeePerGasWei: wei,
	maxPriorityFeePerGasWei: wei,
	/** Signed transactions of this key that are not known to be mined, oldest first, as they were sent. */
	outstanding: d.list(d.hexUpTo(mostRawBytes), mostOutstanding),
	/**
	 * Hashes of those among the outstanding that it takes the place of: all of this account at its nonce. At most one of them and of
	 * it can ever be carried out.
	 */
	replaces: d.optional(d.list(d.hash, mostOutstanding, 1)),
	/** When it was made, by this device's clock. */
	madeMs: d.int(),
} as const;

/** Missing: type 2. Of the older ones cap and tip are the one price. */
export const olderType = { type: d.optional(d.oneOf(0, 1)) } as const;

export const transfer = d.record({
	...l1Fields,
	...olderType,
	format: d.oneOf("sextant-order-1"),
	data: d.oneOf("0x"),
});
export type Transfer = Decoded<typeof transfer>;

/** @throws bad-json, bad-field */
export const decodeTransfer = (file: string): Transfer =>
	transfer(d.parseJson(file, 400_000, 8), "order");

/** The amounts of an order on L1 as JSON has them. */
export const amountsText = (
	order: Pick<
		Transaction,
		"valueWei" | "maxFeePerGasWei" | "maxPriorityFeePerGasWei"
	>,
) => ({
	valueWei: order.valueWei.toString(),
	maxFeePerGasWei: order.maxFeePerGasWei.toString(),
	maxPriorityFeePerGasWei: order.maxPriorityFeePerGasWei.toString(),
});

/** As text, in the one spelling. */
export const transferText = (order: Transfer): string =>
	canonical({ ...order, ...amountsText(order) });

/** An order's transaction, whose recipient is not always the transaction's. */
export type OrderedTransaction = Transaction & {
	readonly to: Hex;
	/** It creates a contract, which is at `to` then. */
	readonly creates?: true;
	/** It has the account run the code at `to` from then on; at the zero address, none. */
	readonly delegates?: true;
};

/** EIP-7702: whom an account lets run its code, in place of a signature that is still to be made. */
const unsignedAuthorization = ({
	chainId,
	nonce,
	to,
}: OrderedTransaction): ListedAuthorization => ({
	chainId: BigInt(chainId),
	address: to,
	// its own transaction has used the one before by then
	nonce: BigInt(nonce) + 1n,
	yParity: 0n,
	r: 0n,
	s: 0n,
});

/** What would be signed; an authorization in it has no signature yet. */
export const transactionOf = (order: OrderedTransaction): Transaction => ({
	...(order.type === undefined ? {} : { type: order.type }),
	chainId: order.chainId,
	nonce: order.nonce,
	maxPriorityFeePerGasWei: order.maxPriorityFeePerGasWei,
	maxFeePerGasWei: order.maxFeePerGasWei,
	gasLimit: order.gasLimit,
	to:
		order.creates === true
			? null
			: order.delegates === true
				? // nothing runs there, whatever code the account has by then
					zeroAddress
				: order.to,
	valueWei: order.valueWei,
	data: order.data,
	...(order.accessList === undefined || order.accessList.length === 0
		? {}
		: { accessList: order.accessList }),
	...(order.delegates === true
		? { type: 4, authorizations: [unsignedAuthorization(order)] }
		: {}),
});

const listsText = ({
	accessList = [],
	authorizations = [],
}: Transaction): string =>
	canonical([
		json(accessList, "accessList"),
		authorizations.map(
			({ chainId, address, nonce }) => `${chainId} ${address} ${nonce}`,
		),
	]);

/** Do both ask for the same transaction of the same account? Fees and nonce included. */
export const isSameTransaction = (
	from: Hex,
	one: Transaction,
	order: OrderedTransaction & { readonly from: Hex },
): boolean => {
	const other = transactionOf(order);
	return (
		from === order.from &&
		one.type === other.type &&
		one.chainId === other.chainId &&
		one.nonce === other.nonce &&
		one.maxPriorityFeePerGasWei === other.maxPriorityFeePerGasWei &&
		one.maxFeePerGasWei === other.maxFeePerGasWei &&
		one.gasLimit === other.gasLimit &&
		one.to === other.to &&
		one.valueWei === other.valueWei &&
		one.data === other.data &&
		listsText(one) === listsText(other) &&
		(one.authorizations ?? []).every((by) => authorityOf(by) === from)
	);
};
