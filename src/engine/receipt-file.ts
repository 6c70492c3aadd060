// A signed order's receipt as a file, out of what the store keeps of the order.

import { Fault } from "../base/fault.ts";
import { decodeEvidence } from "../evidence/evidence.ts";
import { layerReceiptText } from "../receipt/layer-receipt.ts";
import { isOnLayer } from "../receipt/orders.ts";
import { receiptText } from "../receipt/receipt.ts";
import { isFromElsewhere } from "../wallet/ledger.ts";
import type { Orders } from "./orders.ts";

/**
 * @throws order-unknown when the order is not signed; receipt-elsewhere for one out of another device's file; bad-json, bad-field when the store was damaged
 */
export const receiptFile = async (
	orders: Orders,
	id: string,
): Promise<string> => {
	const entry = orders.get(id);
	if (entry?.signed == null)
		throw new Fault("order-unknown", `no signed order ${id}`);
	if (isFromElsewhere(entry))
		throw new Fault("receipt-elsewhere", `order ${id} came from a file`);
	const { made, included } = await orders.evidence(id);
	const { order } = entry;
	const parts = {
		raw: entry.signed.raw,
		evidence: decodeEvidence(made),
		inclusion: included === null ? null : decodeEvidence(included),
	};
	return isOnLayer(order)
		? layerReceiptText({ ...parts, order })
		: receiptText({ ...parts, order });
};
