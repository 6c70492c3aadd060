// The receipt of an order on a layer 2 whose transactions are none of Ethereum's: the order, what it rested on, what was signed,
// and what shows that a proven batch took it. It proves neither how fresh the state was at the signature nor what was on the screen.

import { Fault } from "../base/fault.ts";
import type { LayerOrder, LayerReading } from "../l2/orders.ts";
import type { Grade } from "../trust/grade.ts";
import type { CheckTools } from "./check.ts";
import * as receipts from "./file.ts";
import { kindOfOrder, layerOrder } from "./orders.ts";

const format = "sextant-rollup-receipt-1";

/** @throws bad-json, bad-field, too-large. Says nothing about truth. */
export const decodeLayerReceipt = receipts.receiptDecoder(
	format,
	layerOrder,
	1_024,
);
export type LayerReceipt = ReturnType<typeof decodeLayerReceipt>;

/** The receipt of a signed order as text. @throws bad-field, order-evidence for bytes that do not sign it */
export const layerReceiptText = (
	parts: receipts.ReceiptParts<LayerOrder>,
): string => {
	const kind = kindOfOrder(parts.order);
	return receipts.receiptFileText(format, {
		...parts,
		order: kind.text(parts.order),
		hash: kind.signedFor(parts.order, parts.raw).hash,
	});
};

export type CheckedLayerReceipt = receipts.Checked<
	LayerOrder,
	LayerReading,
	{
		/** The batch that took it. */
		readonly batch: number;
		readonly grade: Grade;
	}
>;

/**
 * True when it returns: what was signed is the order, by its key; the order was allowed by the signing rule on the state that the
 * evidence proves; and if `included` says so, a batch of a rechecked root took it.
 * @throws order-evidence when order, signature and evidence are not of each other; the refusals of the order's rule; what
 * `checkEvidence` throws; proof-value when another order used the order's nonce
 */
export const checkLayerReceipt = async (
	file: LayerReceipt,
	tools: CheckTools,
): Promise<CheckedLayerReceipt> => {
	const { order } = file;
	const kind = kindOfOrder(order);
	const signed = kind.signedFor(order, file.raw);
	if (signed.hash !== file.hash)
		throw new Fault("order-evidence", `the message is ${signed.hash}`);
	return receipts.checkFile(
		file,
		tools,
		(conclusions) => kind.factsOf(conclusions).read(order),
		(conclusions) => {
			const inclusion = kind.inclusionOf(conclusions);
			const batch = inclusion.takenIn(order);
			return batch === null ? null : { batch, grade: inclusion.at.grade };
		},
	);
};
