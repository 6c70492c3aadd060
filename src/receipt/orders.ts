// The kinds of orders there are, as they travel and are stored. What each may rest on is the business of its own rule.

import type { Hex } from "../base/bytes.ts";
import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { type CallOrder, callOrder, callText } from "../evidence/call-order.ts";
import {
	type DelegationOrder,
	delegationOrder,
	delegationText,
} from "../evidence/delegation-order.ts";
import {
	type RollupOrder,
	rollupOrder,
	rollupOrderText,
} from "../evidence/rollup-order.ts";
import { type Transfer, transfer, transferText } from "../evidence/transfer.ts";
import { layerOrdersOf } from "../l2/checks.ts";
import type { LayerOrder, LayerOrders } from "../l2/orders.ts";
import type { Foretold } from "../protocol/foretold.ts";
import { type ExitOrderRecord, exitOrder, exitText } from "./exit-order.ts";

/** Those that are a transaction of Ethereum's kind: on L1, or on a layer 2 that has the same. */
export type AnyL1Order =
	| Transfer
	| CallOrder
	| DelegationOrder
	| ExitOrderRecord
	| RollupOrder;
export type AnyOrder = AnyL1Order | LayerOrder;

/** Is it on a layer 2 whose transactions are none of Ethereum's? */
export const isOnLayer = (order: AnyOrder): order is LayerOrder =>
	layerOrdersOf(order.format) !== null;

/** What its kind knows of it. @throws bad-field for a format that this release does not know */
export const kindOfOrder = ({ format }: LayerOrder): LayerOrders => {
	const found = layerOrdersOf(format);
	if (found === null)
		throw new Fault("bad-field", `"order.format" is "${format}"`);
	return found;
};

export const isExit = (order: AnyOrder): order is ExitOrderRecord =>
	order.format === "sextant-exit-order-1";

/** Does it call a contract that no profile names? */
export const isCall = (order: AnyOrder): order is CallOrder =>
	order.format === "sextant-call-1";

/** Does it change whose code the account runs? */
export const isDelegation = (order: AnyOrder): order is DelegationOrder =>
	order.format === "sextant-delegation-1";

/** Is it on a layer 2 whose transactions are Ethereum's? */
export const isOnRollup = (order: AnyOrder): order is RollupOrder =>
	order.format === "sextant-l2-order-1";

/** What its simulation said, of a call that was simulated; else null. */
export const foretoldIn = (order: AnyOrder): Foretold | null =>
	isCall(order) || isOnRollup(order) ? (order.foretold ?? null) : null;

/** As text, in the one spelling of its kind. */
export const orderText = (order: AnyOrder): string => {
	if (isOnLayer(order)) return kindOfOrder(order).text(order);
	if (isCall(order)) return callText(order);
	if (isDelegation(order)) return delegationText(order);
	if (isOnRollup(order)) return rollupOrderText(order);
	return isExit(order) ? exitText(order) : transferText(order);
};

/** Only the kind is looked at, whatever else is there. */
const formatOf = (raw: unknown, path: string): string => {
	const { format } = d.record({ format: d.text(40) })(raw, path);
	return format;
};

/** An order whose transaction is of Ethereum's kind, by its format. @throws bad-field */
export const l1Order: Decode<AnyL1Order> = (raw, path) => {
	switch (formatOf(raw, path)) {
		case "sextant-exit-order-1":
			return exitOrder(raw, path);
		case "sextant-call-1":
			return callOrder(raw, path);
		case "sextant-delegation-1":
			return delegationOrder(raw, path);
		case "sextant-l2-order-1":
			return rollupOrder(raw, path);
		default:
			return transfer(raw, path);
	}
};

/** An order on a layer 2, by its format. @throws bad-field, also for a format that this release does not know */
export const layerOrder: Decode<LayerOrder> = (raw, path) => {
	const format = formatOf(raw, path);
	const kind = layerOrdersOf(format);
	if (kind === null)
		throw new Fault("bad-field", `"${path}.format" is "${format}"`);
	return kind.decode(raw, path);
};

/** @throws bad-json, bad-field */
export const decodeOrder = (file: string): AnyOrder => {
	const raw = d.anything(d.parseJson(file, 400_000, 12), "order");
	return layerOrdersOf(formatOf(raw, "order")) === null
		? l1Order(raw, "order")
		: layerOrder(raw, "order");
};

/** A signature of this wallet as all kinds of orders reckon with it. */
export type OrderSignature = {
	readonly raw: Hex;
	/** What the chain calls it. */
	readonly hash: Hex;
};
