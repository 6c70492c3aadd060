// What every receipt is, whatever it is a receipt of: one file with the order, what was signed, what the order rested on, and what
// shows that it was included.

import type { Hex } from "../base/bytes.ts";
import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
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
	const file = d.record({
		format: d.oneOf(format),
		order,
		/** What was signed, as it was sent. */
		raw: d.hexUpTo(mostRawBytes),
		hash: d.hash,
		/** What the order rested on. */
		evidence,
		/** What shows that it was included, once that is proved. */
		inclusion: d.nullable(evidence),
	});
	return (text: string) => file(d.parseJson(text, 2 * mostChars), "receipt");
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

/** What a receipt shows once it is checked. */
export type Checked<O, Reading, Included> = {
	readonly order: O;
	readonly hash: Hex;
	/** What the signing rule reads out of the evidence. */
	readonly reading: Reading;
	readonly checkpoint: Hex;
	readonly steps: number;
	/** Null: the file does not show it. */
	readonly included: Included | null;
	/** The root that the proof of inclusion starts from, where it is none of the anchors; it then counts for nothing. */
	readonly includedElsewhere: Hex | null;
};

/**
 * What a file shows in which order and signature are already known to be of each other: `read` is the signing rule over what the
 * evidence concludes, `find` what the proof of inclusion shows. A proof that starts from a root which is none of the anchors
 * counts for nothing.
 * @throws what `read`, `find` and `checkEvidence` throw
 */
export const checkFile = async <O, Reading, Included>(
	file: ReceiptParts<O> & { readonly hash: Hex },
	tools: CheckTools,
	read: (conclusions: readonly AnyVerified[]) => Reading,
	find: (conclusions: readonly AnyVerified[]) => Included | null,
): Promise<Checked<O, Reading, Included>> => {
	const { order, hash, inclusion } = file;
	const { conclusions, checkpoint, steps } = await checkEvidence(
		file.evidence,
		tools,
	);
	const reading = read(conclusions);
	const checked = { order, hash, reading, checkpoint, steps };
	if (inclusion === null)
		return { ...checked, included: null, includedElsewhere: null };
	if (!tools.anchors.includes(inclusion.checkpoint))
		return {
			...checked,
			included: null,
			includedElsewhere: inclusion.checkpoint,
		};
	const proved = await checkEvidence(inclusion, tools);
	return {
		...checked,
		included: find(proved.conclusions),
		includedElsewhere: null,
	};
};
