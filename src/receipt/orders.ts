// The kinds of orders there are, as they travel and are stored. What each may rest on is the business of its own rule.

import type { Hex } from "../base/bytes.ts";
import {
	anything,
	type Decode,
	parseJson,
	record,
	text,
} from "../base/decode.ts";
import { type Transfer, transfer, transferText } from "../evidence/transfer.ts";
import {
	decodeReferenceTransfer,
	type ReferenceTransfer,
	referenceText,
} from "../l2/reference/checks/transfer.ts";
import { type ExitOrder, exitOrder, exitText } from "./exit-order.ts";

/** Those that are a transaction on L1. */
export type AnyL1Order = Transfer | ExitOrder;
export type AnyOrder = AnyL1Order | ReferenceTransfer;

export const isReference = (order: AnyOrder): order is ReferenceTransfer =>
	order.format === "sextant-rollup-order-1";

export const isExit = (order: AnyOrder): order is ExitOrder =>
	order.format === "sextant-exit-order-1";

/** As text, in the one spelling of its kind. */
export const orderText = (order: AnyOrder): string => {
	if (isReference(order)) return referenceText(order);
	return isExit(order) ? exitText(order) : transferText(order);
};

/** Only the kind is looked at, whatever else is there. */
const formatOf = (raw: unknown, path: string): string => {
	const { format } = record({ format: text(40) })(raw, path);
	return format;
};

/** An order on L1, by its format. @throws bad-field */
export const l1Order: Decode<AnyL1Order> = (raw, path) =>
	formatOf(raw, path) === "sextant-exit-order-1"
		? exitOrder(raw, path)
		: transfer(raw, path);

/** @throws bad-json, bad-field */
export const decodeOrder = (file: string): AnyOrder => {
	const raw = anything(parseJson(file, 400_000, 12), "order");
	return formatOf(raw, "order") === "sextant-rollup-order-1"
		? decodeReferenceTransfer(file)
		: l1Order(raw, "order");
};

/** A signature of this wallet as all kinds of orders reckon with it. */
export type Signed = {
	readonly raw: Hex;
	/** What the chain calls it. */
	readonly hash: Hex;
};
