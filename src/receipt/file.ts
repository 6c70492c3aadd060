// What every receipt is, whatever it is a receipt of: one file with the order, what was signed, what the order rested on, and what
// shows that it was included.

import type { Hex } from "../base/bytes.ts";
import {
	type Decode,
	hash,
	hexUpTo,
	nullable,
	oneOf,
	parseJson,
	record,
} from "../base/decode.ts";
import { canonical, json } from "../evidence/canonical.ts";
import { type Evidence, evidence, mostChars } from "../evidence/evidence.ts";
import type { AnyVerified } from "../trust/verified.ts";
import { type CheckTools, checkEvidence } from "./check.ts";

/** A decoder of receipts as text. It throws bad-json, bad-field, too-large, and says nothing about truth. */
export const receiptDecoder = <const F extends string, O>(
	format: F,
	order: Decode<O>,
	mostRawBytes: number,
) => {
	const file = record({
		format: oneOf(format),
		order,
		/** What was signed, as it was sent. */
		raw: hexUpTo(mostRawBytes),
		hash,
		/** What the order rested on. */
		evidence,
		/** What shows that it was included, once that is proved. */
		inclusion: nullable(evidence),
	});
	return (text: string) => file(parseJson(text, 2 * mostChars), "receipt");
};

/** What a receipt is made of; its hash follows from what was signed. */
export type ReceiptParts<O> = {
	readonly order: O;
	readonly raw: Hex;
	readonly evidence: Evidence;
	readonly inclusion: Evidence | null;
};

/** The receipt as text, in the one spelling. */
export const receiptFileText = (
	format: string,
	parts: Omit<ReceiptParts<never>, "order"> & {
		/** As it was signed, as text. */
		readonly order: string;
		readonly hash: Hex;
	},
): string =>
	canonical({
		format,
		order: json(JSON.parse(parts.order), "order"),
		raw: parts.raw,
		hash: parts.hash,
		evidence: json(parts.evidence, "evidence"),
		inclusion:
			parts.inclusion === null ? null : json(parts.inclusion, "inclusion"),
	});

/**
 * What the proof of inclusion concludes. A proof that starts from a root which is none of the anchors counts for nothing, and
 * `elsewhere` names that root.
 * @throws what `checkEvidence` throws
 */
export const inclusionIn = async (
	inclusion: Evidence | null,
	tools: CheckTools,
): Promise<{
	readonly conclusions: readonly AnyVerified[] | null;
	readonly elsewhere: Hex | null;
}> => {
	if (inclusion === null) return { conclusions: null, elsewhere: null };
	if (!tools.anchors.includes(inclusion.checkpoint))
		return { conclusions: null, elsewhere: inclusion.checkpoint };
	const { conclusions } = await checkEvidence(inclusion, tools);
	return { conclusions, elsewhere: null };
};
