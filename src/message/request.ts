// A message as a site asks for it and as it travels to the signer: in its raw form, which each realm reads for itself.

import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { amount } from "../protocol/amount.ts";
import {
	mostMessageBytes,
	mostRequestChars,
	mostTypedChars,
} from "../protocol/message-views.ts";
import { mostSafeData } from "../protocol/safe-views.ts";

/** Who asks where it is nobody but the person, in the wallet itself: no site has such an origin. */
export const ownOrigin = "sextant:safe";

const raw = d.variant({
	/** To be signed as a text is (EIP-191). */
	text: { bytes: d.hexUpTo(mostMessageBytes) },
	/** Typed data (EIP-712), as JSON. */
	typed: { data: d.text(mostTypedChars) },
	/** A Safe's transaction, by the wallet's own screen: its typed data is made of these. */
	safe: {
		safe: d.address,
		to: d.address,
		valueWei: amount,
		data: d.hexUpTo(mostSafeData),
		nonce: d.int(),
		/** It agrees to something in another Safe, the one at `to`: what that is of. */
		outer: d.optional(
			d.record({
				to: d.address,
				valueWei: amount,
				data: d.hexUpTo(mostSafeData),
				nonce: d.int(),
			}),
		),
	},
});
export const rawMessage: Decode<Decoded<typeof raw.decode>> = raw.decode;
export type RawMessage = Decoded<typeof rawMessage>;

const request = d.record({
	format: d.oneOf("sextant-message-1"),
	id: d.text(64),
	/** Who asks, as the engine says. */
	origin: d.text(300),
	/** Who is to sign. */
	account: d.address,
	/** The chain that the site is on. */
	chainId: d.int(1),
	madeMs: d.int(),
	what: rawMessage,
});
export type MessageRequest = Decoded<typeof request>;

/** @throws bad-json, bad-field, too-large */
export const decodeMessageRequest = (source: string): MessageRequest =>
	request(d.parseJson(source, mostRequestChars, 8), "message");

/** As text, in one spelling. */
export const messageRequestText = ({
	id,
	origin,
	account,
	chainId,
	madeMs,
	what,
}: Omit<MessageRequest, "format">): string =>
	JSON.stringify({
		format: "sextant-message-1",
		id,
		origin,
		account,
		chainId,
		madeMs,
		what: rawText(what),
	});

type AskedOfSafe = Extract<RawMessage, { readonly kind: "safe" }>;

const inTurn = <
	T extends Pick<AskedOfSafe, "to" | "valueWei" | "data" | "nonce">,
>({
	to,
	valueWei,
	data,
	nonce,
}: T) => ({ to, valueWei, data, nonce });

/** With its fields in one order. */
const rawText = (what: RawMessage): RawMessage => {
	switch (what.kind) {
		case "text":
			return { kind: "text", bytes: what.bytes };
		case "typed":
			return { kind: "typed", data: what.data };
		case "safe": {
			const { kind, safe, outer, ...call } = what;
			return {
				...{ kind, safe, ...inTurn(call) },
				...(outer === undefined ? {} : { outer: inTurn(outer) }),
			};
		}
	}
};

/** Is the same asked of the same account? */
export const isSameRaw = (one: RawMessage, other: RawMessage): boolean =>
	JSON.stringify(rawText(one)) === JSON.stringify(rawText(other));
