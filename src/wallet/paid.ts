// What a transaction paid for its gas, and when: out of its receipt, the ones before it, its own bytes and its block's header, all
// under one verified header. No receipt states a price that its trie holds.

import { Fault } from "../base/fault.ts";
import {
	decodeForeign,
	type ForeignTransaction,
} from "../evidence/foreign-transaction.ts";
import type { Header, MinedTransaction, Receipt } from "../state/values.ts";
import { Verified } from "../trust/verified.ts";

export type Paid = {
	/** Gas used times the price that its block made of its fees. Without blobs, of which this wallet sends none. */
	readonly feeWei: bigint;
	/** The block's time, Unix seconds. */
	readonly atS: number;
};

/** The base fee with what goes to the block's maker, and never more than the cap. */
const priceOf = (
	fees: ForeignTransaction["fees"],
	baseFeePerGasWei: bigint,
): bigint => {
	if ("gasPriceWei" in fees) return fees.gasPriceWei;
	const room = fees.maxFeePerGasWei - baseFeePerGasWei;
	const isCapped = room < fees.maxPriorityFeePerGasWei;
	return isCapped
		? fees.maxFeePerGasWei
		: baseFeePerGasWei + fees.maxPriorityFeePerGasWei;
};

/**
 * @param gasBefore gas used by the transactions before it in the block, of the receipts under the same root
 * @throws proof-value where the parts are of different blocks or transactions; TypeError for what is not verified
 */
export const paidOf = (
	header: Verified<Header>,
	transaction: Verified<MinedTransaction>,
	receipt: Verified<Receipt>,
	gasBefore: number,
): Paid => {
	if (![header, transaction, receipt].every(Verified.is))
		throw new TypeError("a part is not verified");
	const { blockHash, baseFeePerGasWei, timestampS } = header.value;
	const { transactionHash, cumulativeGasUsed, at } = receipt.value;
	const gas = cumulativeGasUsed - gasBefore;
	if (
		at.blockHash !== blockHash ||
		transaction.value.at.blockHash !== blockHash ||
		transaction.value.hash !== transactionHash ||
		gas <= 0
	)
		throw new Fault("proof-value", `not the receipt of ${transactionHash}`);
	const { fees } = decodeForeign(transaction.value.raw);
	return {
		feeWei: BigInt(gas) * priceOf(fees, baseFeePerGasWei),
		atS: timestampS,
	};
};
