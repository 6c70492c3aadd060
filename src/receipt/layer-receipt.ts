// The receipt of an order on a layer 2 whose transactions are none of Ethereum's: the order, what it rested on, what was signed,
// and what shows that a proven batch took it. It proves neither how fresh the state was at the signature nor what was on the screen.

import type { Hex } from "../base/bytes.ts";
import {
	type Decoded,
	hash,
	hexUpTo,
	nullable,
	oneOf,
	parseJson,
	record,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { canonical, json } from "../evidence/canonical.ts";
import { type Evidence, evidence, mostChars } from "../evidence/evidence.ts";
import type { LayerOrder, LayerReading } from "../l2/orders.ts";
import type { Grade } from "../trust/grade.ts";
import { type CheckTools, checkEvidence } from "./check.ts";
import { kindOfOrder, layerOrder } from "./orders.ts";

const receiptFile = record({
	format: oneOf("sextant-rollup-receipt-1"),
	order: layerOrder,
	/** What was signed, as it was sent. */
	raw: hexUpTo(1_024),
	hash,
	/** What the order rested on. */
	evidence,
	/** What shows that a proven batch took it, once that is proved. */
	inclusion: nullable(evidence),
});
export type LayerReceipt = Decoded<typeof receiptFile>;

/** @throws bad-json, bad-field, too-large. Says nothing about truth. */
export const decodeLayerReceipt = (text: string): LayerReceipt =>
	receiptFile(parseJson(text, 2 * mostChars), "receipt");

/** The receipt of a signed order as text. @throws bad-field, order-evidence for bytes that do not sign it */
export const layerReceiptText = (parts: {
	readonly order: LayerOrder;
	readonly raw: Hex;
	readonly evidence: Evidence;
	readonly inclusion: Evidence | null;
}): string =>
	canonical({
		format: "sextant-rollup-receipt-1",
		order: json(
			JSON.parse(kindOfOrder(parts.order).text(parts.order)),
			"order",
		),
		raw: parts.raw,
		hash: kindOfOrder(parts.order).signedFor(parts.order, parts.raw).hash,
		evidence: json(parts.evidence, "evidence"),
		inclusion:
			parts.inclusion === null ? null : json(parts.inclusion, "inclusion"),
	});

export type CheckedLayerReceipt = {
	readonly order: LayerOrder;
	readonly hash: Hex;
	/** What the signing rule reads out of the evidence. */
	readonly reading: LayerReading;
	readonly checkpoint: Hex;
	readonly steps: number;
	/** Null: the file does not show it. */
	readonly included: {
		/** The batch that took it. */
		readonly batch: number;
		readonly grade: Grade;
	} | null;
	/** The root that the proof of inclusion starts from, where it is none of the anchors; it then counts for nothing. */
	readonly includedElsewhere: Hex | null;
};

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
	const { conclusions, checkpoint, steps } = await checkEvidence(
		file.evidence,
		tools,
	);
	const reading = kind.factsOf(conclusions).read(order);
	const checked = { order, hash: signed.hash, reading, checkpoint, steps };
	const { inclusion } = file;
	if (inclusion === null)
		return { ...checked, included: null, includedElsewhere: null };
	if (!tools.anchors.includes(inclusion.checkpoint))
		return {
			...checked,
			included: null,
			includedElsewhere: inclusion.checkpoint,
		};
	const proved = kind.inclusionOf(
		(await checkEvidence(inclusion, tools)).conclusions,
	);
	const batch = proved.takenIn(order);
	return {
		...checked,
		included: batch === null ? null : { batch, grade: proved.at.grade },
		includedElsewhere: null,
	};
};
