// The receipt of a signed message: what was asked, what was signed, and the head of Ethereum that the signer held its clock against,
// in one file that anyone can check offline. It proves neither what was on the screen nor who asked.

import { fromHex, type Hex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { recoverAddress } from "../crypto/secp256k1.ts";
import { canonical, json } from "../evidence/canonical.ts";
import { type Evidence, evidence, mostChars } from "../evidence/evidence.ts";
import { decodeMessageRequest } from "../message/request.ts";
import { mostRequestChars } from "../protocol/message-views.ts";
import { type CheckTools, checkEvidence } from "./check.ts";
import {
	checkMessage,
	type MessageReading,
	messageFactsOf,
} from "./message-rule.ts";

const format = "sextant-message-receipt-1";

const receipt = d.record({
	format: d.oneOf(format),
	/** The request as it was signed on, as text. */
	request: d.text(mostRequestChars),
	digest: d.hash,
	signature: d.hex(65),
	/** By the clock of the device. */
	signedMs: d.int(),
	evidence,
});
export type MessageReceipt = Decoded<typeof receipt>;

/** @throws bad-json, bad-field, too-large. Says nothing about truth. */
export const decodeMessageReceipt = (file: string): MessageReceipt =>
	receipt(d.parseJson(file, mostChars + 2 * mostRequestChars), "receipt");

/** The receipt as text, in its one spelling. */
export const messageReceiptText = (
	parts: Omit<MessageReceipt, "format" | "evidence"> & {
		readonly evidence: Evidence;
	},
): string => canonical(json({ ...parts, format }, "receipt"));

/** Whose key made the signature, of 65 bytes, over that hash; null where it is none. */
export const signerOf = (signature: Hex, digest: Hex): Hex | null => {
	const yParity = Number.parseInt(signature.slice(130), 16) - 27;
	if (signature.length !== 132 || (yParity !== 0 && yParity !== 1)) return null;
	return recoverAddress(fromHex(digest), {
		r: BigInt(signature.slice(0, 66)),
		s: BigInt(`0x${signature.slice(66, 130)}`),
		yParity,
	});
};

/**
 * True when it returns: the signature is the account's, over the message as it is read here; and by the time that the file states
 * the head it rests on was young enough.
 * @throws order-evidence when message and signature are not of each other; the refusals of `checkMessage`; what `checkEvidence`
 * throws
 */
export const checkMessageReceipt = async (
	file: MessageReceipt,
	tools: CheckTools,
): Promise<
	MessageReading & { readonly account: Hex; readonly origin: string }
> => {
	const request = decodeMessageRequest(file.request);
	const { conclusions } = await checkEvidence(file.evidence, tools);
	const facts = messageFactsOf(conclusions);
	const reading = checkMessage(
		request,
		facts,
		tools.networks,
		file.signedMs,
		"sign",
	);
	if (reading.digest !== file.digest)
		throw new Fault("order-evidence", `its hash is ${reading.digest}`);
	if (signerOf(file.signature, file.digest) !== request.account)
		throw new Fault("order-evidence", "the signature is not the account's");
	return { ...reading, account: request.account, origin: request.origin };
};
