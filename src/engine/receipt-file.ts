// A signed order's receipt as a file: what was ordered, what it rested on, what was signed, and what became of it.

import { parseJson } from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { canonical, json } from "../receipt/canonical.ts";
import { mostChars } from "../receipt/evidence.ts";
import { transferText } from "../receipt/transfer.ts";
import type { Orders } from "./orders.ts";

/** @throws order-unknown when the order is not signed */
export const receiptFile = async (
	orders: Orders,
	id: string,
): Promise<string> => {
	const entry = orders.get(id);
	if (entry?.signed == null)
		throw new Fault("order-unknown", `no signed order ${id}`);
	const { made, included } = await orders.evidence(id);
	const part = (text: string) => json(parseJson(text, mostChars), "evidence");
	return canonical({
		format: "sextant-receipt-1",
		order: json(parseJson(transferText(entry.order)), "order"),
		raw: entry.signed.raw,
		hash: entry.signed.hash,
		evidence: part(made),
		inclusion: included === null ? null : part(included),
	});
};
