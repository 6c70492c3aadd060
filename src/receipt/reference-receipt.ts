// The receipt of an order on the reference rollup: the order, what it rested on, the signed operation, and what shows that a
// proven batch took it. It proves neither how fresh the state was at the signature nor what was on the screen.

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
import {
	checkReferenceTransfer,
	type ReferenceReading,
	recheckedRootOf,
	referenceFactsOf,
} from "../l2/reference/checks/order-rule.ts";
import {
	decodeOperation,
	isSameKey,
	isSameOperation,
	type ReferenceTransfer,
	referenceText,
	referenceTransfer,
} from "../l2/reference/checks/transfer.ts";
import type {
	ReferenceAccount,
	ReferenceData,
} from "../l2/reference/checks/values.ts";
import type { Grade } from "../trust/grade.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import { type CheckTools, checkEvidence } from "./check.ts";

const receiptFile = record({
	format: oneOf("sextant-rollup-receipt-1"),
	order: referenceTransfer,
	/** The signed operation: its fields, its key and its signature, a word each. */
	raw: hexUpTo(1_024),
	hash,
	/** What the order rested on. */
	evidence,
	/** What shows that a proven batch took it, once that is proved. */
	inclusion: nullable(evidence),
});
export type ReferenceReceipt = Decoded<typeof receiptFile>;

/** @throws bad-json, bad-field, too-large. Says nothing about truth. */
export const decodeReferenceReceipt = (text: string): ReferenceReceipt =>
	receiptFile(parseJson(text, 2 * mostChars), "receipt");

/** The receipt of a signed order as text. @throws bad-field for bytes that are no signed operation */
export const referenceReceiptText = (parts: {
	readonly order: ReferenceTransfer;
	readonly raw: Hex;
	readonly evidence: Evidence;
	readonly inclusion: Evidence | null;
}): string =>
	canonical({
		format: "sextant-rollup-receipt-1",
		order: json(JSON.parse(referenceText(parts.order)), "order"),
		raw: parts.raw,
		hash: decodeOperation(parts.raw).hash,
		evidence: json(parts.evidence, "evidence"),
		inclusion:
			parts.inclusion === null ? null : json(parts.inclusion, "inclusion"),
	});

export type CheckedReferenceReceipt = {
	readonly order: ReferenceTransfer;
	readonly hash: Hex;
	/** What the signing rule reads out of the evidence. */
	readonly reading: ReferenceReading;
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

/** What shows that an operation was taken: the account afterwards, and what each batch since the order did. */
export type Inclusion = {
	readonly account: Verified<ReferenceAccount>;
	/** Of batches one after the other, up to the one after which the account is proved. */
	readonly data: readonly Verified<ReferenceData>[];
};

/** The conclusions of an inclusion, in their order. */
export const inclusionInOrder = ({
	account,
	data,
}: Inclusion): readonly AnyVerified[] => [account, ...data];

/** @throws evidence-step when they are something else */
const inclusionOf = (conclusions: readonly AnyVerified[]): Inclusion => {
	const [account, ...data] = conclusions;
	return {
		account: premiseBy<ReferenceAccount>(account, "reference-account"),
		data: data.map((one) => premiseBy<ReferenceData>(one, "reference-data")),
	};
};

const takesNonce = (kind: number): boolean => kind === 2 || kind === 3;

/**
 * The batch that took the order's operation. Blobs hold no nonces, so it is found by counting back from the account's: its
 * transfers and withdrawals, the newest last, used the nonces up to the one before the account's own.
 * @returns null when the account's nonce has not passed the order's, or the batches given do not reach back so far
 * @throws order-evidence when they are of other states or accounts, or not rechecked; proof-value when another operation used
 * the order's nonce
 */
export const batchWith = (
	order: ReferenceTransfer,
	{ account, data }: Inclusion,
): number | null => {
	const { at, index, nonce } = account.value;
	const wrong = (why: string): Fault => new Fault("order-evidence", why);
	const root = recheckedRootOf(account);
	if (
		at.chainId !== order.chainId ||
		index !== order.fromIndex ||
		!isSameKey(account.value, order.fromKey)
	)
		throw wrong(`account ${index} of chain ${at.chainId}`);
	if (nonce <= order.nonce) return null;
	const first = at.blockNumber - data.length + 1;
	const spent: { readonly batch: number; readonly isOrder: boolean }[] = [];
	for (const [i, { value, premises }] of data.entries()) {
		if (premises[0] !== root || value.batch !== first + i)
			throw wrong(`data of batch ${value.batch} for batch ${first + i}`);
		for (const { kind, from, to, amountWei, ax, ay } of value.operations)
			if (takesNonce(kind) && from === index)
				spent.push({
					batch: value.batch,
					isOrder:
						kind === 2 &&
						to === order.toIndex &&
						amountWei === order.valueWei &&
						isSameKey({ ax, ay }, order.toKey),
				});
	}
	const found = spent.at(order.nonce - nonce);
	if (found === undefined || spent.length < nonce - order.nonce) return null;
	if (!found.isOrder)
		throw new Fault(
			"proof-value",
			`batch ${found.batch} has another operation at nonce ${order.nonce}`,
		);
	return found.batch;
};

/**
 * True when it returns: the operation is the order's, signed by its key; the order was allowed by the signing rule on the
 * state that the evidence proves; and if `included` says so, a batch of a rechecked root took it.
 * @throws order-evidence when order, operation and evidence are not of each other; the refusals of `checkReferenceTransfer`;
 * what `checkEvidence` throws; proof-value when another operation used the order's nonce
 */
export const checkReferenceReceipt = async (
	file: ReferenceReceipt,
	tools: CheckTools,
): Promise<CheckedReferenceReceipt> => {
	const { order } = file;
	const signed = decodeOperation(file.raw);
	if (signed.hash !== file.hash)
		throw new Fault("order-evidence", `the message is ${signed.hash}`);
	if (!isSameOperation(signed, order))
		throw new Fault("order-evidence", "the operation is not the order's");
	const { conclusions, checkpoint, steps } = await checkEvidence(
		file.evidence,
		tools,
	);
	const reading = checkReferenceTransfer(order, referenceFactsOf(conclusions));
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
	const proved = inclusionOf(
		(await checkEvidence(inclusion, tools)).conclusions,
	);
	const batch = batchWith(order, proved);
	return {
		...checked,
		included:
			batch === null ? null : { batch, grade: proved.account.value.at.grade },
		includedElsewhere: null,
	};
};
