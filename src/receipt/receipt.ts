// A receipt: what was ordered, what it rested on, what was signed, and what became of it, in one file that anyone can
// check offline. It proves neither how fresh the state was at the signature nor what was on the screen.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { policyUnder } from "../evidence/l1-order.ts";
import type { OrderReading } from "../evidence/reading.ts";
import { decodeSigned } from "../evidence/transaction.ts";
import { isSameTransaction } from "../evidence/transfer.ts";
import type { Receipt } from "../state/values.ts";
import type { Grade } from "../trust/grade.ts";
import { type AnyVerified, premiseBy } from "../trust/verified.ts";
import { callFactsOf, checkCall } from "./call-rule.ts";
import type { CheckTools } from "./check.ts";
import { checkDelegation, delegationFactsOf } from "./delegation-rule.ts";
import { checkExit, exitFactsOf } from "./exit-rule.ts";
import {
	type Checked,
	checkFile,
	type ReceiptParts,
	receiptDecoder,
	receiptFileText,
} from "./file.ts";
import { rollupsOf } from "./networks.ts";
import { checkTransfer, factsOf } from "./order-rule.ts";
import {
	type AnyL1Order,
	isCall,
	isDelegation,
	isExit,
	isOnRollup,
	l1Order,
	orderText,
} from "./orders.ts";
import { checkRollup, rollupFactsOf } from "./rollup-rule.ts";

const format = "sextant-receipt-1";

/** @throws bad-json, bad-field, too-large. Says nothing about truth. */
export const decodeReceipt = receiptDecoder(format, l1Order, 65_536);
export type ReceiptFile = ReturnType<typeof decodeReceipt>;

/** The receipt of a signed order as text. @throws bad-rlp for bytes that are no signed transaction */
export const receiptText = (parts: ReceiptParts<AnyL1Order>): string =>
	receiptFileText(format, {
		...parts,
		order: orderText(parts.order),
		hash: decodeSigned(parts.raw).hash,
	});

export type CheckedReceipt = Checked<
	AnyL1Order,
	OrderReading,
	{
		readonly succeeded: boolean;
		readonly blockNumber: number;
		readonly blockHash: Hex;
		readonly grade: Grade;
	}
>;

/** What the rule of the order's kind reads out of the evidence. @throws its refusals */
const readingOf = (
	order: AnyL1Order,
	conclusions: readonly AnyVerified[],
	{ networks }: CheckTools,
): OrderReading => {
	if (isExit(order)) {
		const facts = exitFactsOf(conclusions);
		const policy = policyUnder(facts.header);
		return checkExit(order, facts, rollupsOf(networks), policy);
	}
	if (isCall(order)) {
		const facts = callFactsOf(conclusions);
		return checkCall(order, facts, policyUnder(facts.header));
	}
	if (isDelegation(order)) {
		const facts = delegationFactsOf(conclusions);
		return checkDelegation(order, facts, policyUnder(facts.header));
	}
	if (isOnRollup(order)) return checkRollup(order, rollupFactsOf(conclusions));
	const facts = factsOf(conclusions);
	return checkTransfer(order, facts, policyUnder(facts.header));
};

/**
 * True when it returns: the transaction is the order's, signed by its sender; the order was allowed by the signing rule on
 * the state that the evidence proves; and if `included` says so, the transaction is in a verified block.
 * @throws order-evidence when order, transaction and evidence are not of each other; the refusals of `checkTransfer` or `checkExit`; what
 * `checkEvidence` throws; proof-value when the inclusion is another transaction's
 */
export const checkReceipt = async (
	file: ReceiptFile,
	tools: CheckTools,
): Promise<CheckedReceipt> => {
	const { order } = file;
	const signed = decodeSigned(file.raw);
	if (signed.hash !== file.hash)
		throw new Fault("order-evidence", `the hash is ${signed.hash}`);
	if (!isSameTransaction(signed.from, signed.transaction, order))
		throw new Fault("order-evidence", "the transaction is not the order's");
	return checkFile(
		file,
		tools,
		(conclusions) => readingOf(order, conclusions, tools),
		([conclusion]) => {
			const receipt = premiseBy<Receipt>(conclusion, "receipt").value;
			const { succeeded, at } = receipt;
			if (
				receipt.transactionHash !== signed.hash ||
				at.chainId !== order.chainId
			)
				throw new Fault(
					"proof-value",
					`a receipt of ${receipt.transactionHash}`,
				);
			const { blockNumber, blockHash, grade } = at;
			return { succeeded, blockNumber, blockHash, grade };
		},
	);
};
