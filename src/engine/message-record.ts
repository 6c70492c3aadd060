// A message that a site asked to have signed, as it lies in the store: waiting, or signed. What was refused is not kept.

import type { Hex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import { withPermitAmount } from "../message/own-amount.ts";
import { readMessage } from "../message/read.ts";
import {
	decodeMessageRequest,
	type MessageRequest,
	messageRequestText,
} from "../message/request.ts";
import { amount } from "../protocol/amount.ts";
import {
	type MessageView,
	mostRequestChars,
} from "../protocol/message-views.ts";
import { signerOf } from "../receipt/message-receipt.ts";
import type { Store } from "../source/ports.ts";

const stored = d.record({
	format: d.oneOf("sextant-message-entry-1"),
	/** The request, as the signer was given it. */
	request: d.text(mostRequestChars),
	what: d.oneOf("text", "sign-in", "typed"),
	/** What is to be signed, as the engine read it. */
	digest: d.hash,
	signature: d.nullable(d.hex(65)),
	/** It is over the message with this amount of the person's own. */
	amount: d.optional(amount),
	signedMs: d.nullable(d.int()),
});

export type MessageEntry = Omit<
	Decoded<typeof stored>,
	"format" | "request"
> & {
	readonly request: MessageRequest;
	/** The request as text. */
	readonly source: string;
};

const decodeEntry = (file: string): MessageEntry => {
	const {
		format: _,
		request: source,
		...rest
	} = stored(d.parseJson(file, 4 * mostRequestChars, 8), "message");
	return { ...rest, source, request: decodeMessageRequest(source) };
};

/** As text to be stored. */
export const messageEntryText = ({
	source,
	request: _,
	...rest
}: MessageEntry): string =>
	JSON.stringify({
		format: "sextant-message-entry-1",
		...rest,
		request: source,
	});

const prefix = "message.";
export const messageKey = (id: string): string => `${prefix}${id}`;
/** Beside it: what it rested on. */
export const messageEvidenceKey = (id: string): string =>
	`message-evidence.${id}`;

/**
 * All that are kept, by id. A row that does not decode is passed over and stays.
 * @throws storage
 */
export const readMessages = async (
	store: Store,
	problem: (fault: Fault) => void,
): Promise<Map<string, MessageEntry>> => {
	const found = new Map<string, MessageEntry>();
	for (const key of await store.keys("receipts")) {
		if (!key.startsWith(prefix)) continue;
		const file = await store.get("receipts", key);
		if (file === undefined) continue;
		try {
			const entry = decodeEntry(file);
			const { id } = entry.request;
			if (messageKey(id) !== key)
				throw new Fault("bad-field", `it is the message ${id}`);
			found.set(id, entry);
		} catch (thrown) {
			const { message } = asFault(thrown);
			problem(new Fault("bad-file", `${key.slice(0, 80)}: ${message}`));
		}
	}
	return found;
};

/**
 * With the signer's signature, to be stored before the site gets it. The same again changes nothing.
 * @throws order-evidence when it is of another message or by another account
 */
export const withMessageSignature = (
	entry: MessageEntry,
	signature: Hex,
	nowMs: number,
	own: bigint | null = null,
): MessageEntry => {
	const { account } = entry.request;
	const digest =
		own === null
			? entry.digest
			: readMessage(withOwn(entry.request, own).what, account).digest;
	if (signerOf(signature, digest) !== account)
		throw new Fault("order-evidence", "the signature is of something else");
	return entry.signature !== null
		? entry
		: {
				...entry,
				...{ digest, signature, signedMs: nowMs },
				...(own === null ? {} : { amount: own.toString() }),
			};
};

/** The request with the person's own amount in it. @throws amount-fixed */
const withOwn = (request: MessageRequest, own: bigint): MessageRequest => ({
	...request,
	what: withPermitAmount(request.what, request.account, own),
});

/** The request as it was signed, as text. */
export const signedSource = ({
	request,
	source,
	amount,
}: MessageEntry): string =>
	amount === undefined
		? source
		: messageRequestText(withOwn(request, BigInt(amount)));

/** As the screens draw it. */
export const messageViewOf = ({
	request,
	what,
	digest,
	signature,
	signedMs,
}: MessageEntry): MessageView => ({
	id: request.id,
	state: signature === null ? "waiting" : "signed",
	origin: request.origin,
	account: request.account,
	chainId: request.chainId,
	what,
	digest,
	madeMs: request.madeMs,
	signedMs,
	fault: null,
});
