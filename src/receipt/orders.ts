// The kinds of orders there are, as they travel and are stored. What each may rest on is the business of its own rule.

import type { Hex } from "../base/bytes.ts";
import { parseJson, record, text } from "../base/decode.ts";
import {
	decodeReferenceTransfer,
	type ReferenceTransfer,
	referenceText,
} from "./reference-transfer.ts";
import { decodeTransfer, type Transfer, transferText } from "./transfer.ts";

export type AnyTransfer = Transfer | ReferenceTransfer;

export const isReference = (order: AnyTransfer): order is ReferenceTransfer =>
	order.format === "sextant-rollup-order-1";

/** As text, in the one spelling of its kind. */
export const orderText = (order: AnyTransfer): string =>
	isReference(order) ? referenceText(order) : transferText(order);

const kind = record({ format: text(40) });

/** @throws bad-json, bad-field */
export const decodeOrder = (file: string): AnyTransfer => {
	const { format } = kind(parseJson(file, 400_000, 8), "order");
	return format === "sextant-rollup-order-1"
		? decodeReferenceTransfer(file)
		: decodeTransfer(file);
};

/** A signature of this wallet as all kinds of orders reckon with it. */
export type Signed = {
	readonly raw: Hex;
	/** What the chain calls it. */
	readonly hash: Hex;
};
