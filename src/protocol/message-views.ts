// A message that a site asks to have signed, as the signer read it and as the engine tells of it. Amounts and times of a message
// are decimal strings: they are whatever its author wrote, and may be out of every clock's reach.

import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { mostShownSymbol } from "../base/symbol.ts";
import { amount } from "./amount.ts";
import { faultJson } from "./channel.ts";
import { clearView } from "./clear-views.ts";
import { message } from "./message.ts";
import { safeActs } from "./safe-views.ts";

/** Bytes of a text that may be signed. */
export const mostMessageBytes = 100_000;
/** Characters of typed data, as JSON. */
export const mostTypedChars = 400_000;
/** Characters of a request for a signature, as it travels. */
export const mostRequestChars = 1_000_000;
/** Fields of typed data that a person is shown. What has more is not signed: nobody would have seen it. */
export const mostMessageFields = 2_000;
/** Orders that one signature may stand for. */
export const mostMessageOrders = 64;

/** Something on a chain that may leave an account, or come to it. */
export const messageAsset = d.record({
	/** `some`: any one of a set that its maker chose. */
	kind: d.oneOf("coin", "token", "nft", "some"),
	/** Null: the chain's own coin. */
	contract: d.nullable(d.address),
	/** Null: without any bound. */
	amount: d.nullable(amount),
	/** Which of them, where each is one of its own. */
	item: d.nullable(amount),
	/** What an accepted network file calls it. Null: nothing but its address and its smallest unit is known. */
	named: d.nullable(
		d.record({ symbol: d.text(mostShownSymbol), decimals: d.int(0, 36) }),
	),
});
export type MessageAsset = Decoded<typeof messageAsset>;

/** What somebody may take once the message is signed. */
export const messageGrant = d.record({
	/** Null: whoever has the signature. */
	who: d.nullable(d.address),
	asset: messageAsset,
	/** Where it goes; null: wherever they want. */
	to: d.nullable(d.address),
	/** Once, or again and again until the amount is used up. */
	uses: d.oneOf("once", "amount"),
	/** Unix seconds. Not before; null: at once. */
	fromS: d.nullable(amount),
	/** The signature counts until then; null: without end. */
	useByS: d.nullable(amount),
	/** What it allows ends then; null: it does not end by itself. */
	untilS: d.nullable(amount),
});
export type MessageGrant = Decoded<typeof messageGrant>;

export const messageOrder = d.record({
	/** At most. */
	gives: d.list(messageAsset, 64),
	/** At least, to the account that signs. */
	gets: d.list(messageAsset, 64),
	/** At least, to others. */
	others: d.list(d.record({ asset: messageAsset, to: d.address }), 64),
	fromS: d.nullable(amount),
	untilS: d.nullable(amount),
	/** It may be filled in parts, each at this price. */
	isPartial: d.flag,
});
export type MessageOrder = Decoded<typeof messageOrder>;

/** What is read as a known standard, and what is not. */
const meanings = d.variant({
	/** A text, as it stands. */
	text: {
		text: d.text(mostMessageBytes),
		/** It begins as a sign-in and is none by the standard; or it is the hash of something that is not here. */
		looksLike: d.nullable(d.oneOf("sign-in", "hash")),
	},
	/** Bytes that are no text. */
	bytes: {},
	"sign-in": {
		domain: d.text(300),
		statement: d.nullable(d.text(10_000)),
		uri: d.text(10_000),
		chainId: amount,
		nonce: d.text(10_000),
		/** Milliseconds since 1970. */
		issuedAtMs: d.int(),
		expiresMs: d.nullable(d.int()),
		notBeforeMs: d.nullable(d.int()),
		requestId: d.nullable(d.text(10_000)),
		resources: d.list(d.text(10_000), 100),
		text: d.text(10_000),
	},
	allow: {
		standard: d.oneOf("ERC-2612", "DAI", "Permit2", "ERC-3009"),
		grants: d.list(messageGrant, 64, 1),
		/** It goes with terms of the spender's own, which stand among the fields. */
		hasTerms: d.flag,
	},
	/** Takes back a payment that was allowed by a signature before. */
	cancel: { contract: d.address },
	trade: {
		standard: d.text(20),
		/** What moves the tokens: it needs their allowance. */
		through: d.nullable(d.address),
		orders: d.list(messageOrder, mostMessageOrders, 1),
	},
	safe: {
		safe: d.address,
		to: d.address,
		valueWei: amount,
		data: d.hexUpTo(mostMessageBytes),
		isDelegated: d.flag,
		nonce: amount,
		/** It pays whoever sends it, out of the Safe. */
		refunds: d.flag,
		/** What the Safe calls, one after the other. */
		calls: d.list(
			d.record({
				to: d.address,
				valueWei: amount,
				data: d.hexUpTo(mostMessageBytes),
				/** It is a transfer of the token at `to`, by its standard. */
				sends: d.nullable(d.record({ to: d.address, amount })),
			}),
			32,
		),
	},
	/** A Safe says this text, as far as its owners go. */
	"safe-text": {
		safe: d.address,
		text: d.text(mostMessageBytes),
	},
	/** Typed data of no standard that this release knows. */
	unknown: {},
});
export const messageMeaning: Decode<Decoded<typeof meanings.decode>> =
	meanings.decode;
export type MessageMeaning = Decoded<typeof messageMeaning>;

/** One field of typed data, in the order in which it is hashed. */
export const messageField = d.record({
	depth: d.int(0, 64),
	name: d.text(120),
	type: d.text(120),
	/** Null for what has fields of its own. */
	value: d.nullable(d.text(mostTypedChars)),
});
export type MessageField = Decoded<typeof messageField>;

/** What the domain of typed data binds a signature to. */
export const messageDomain = d.record({
	name: d.nullable(d.text(mostTypedChars)),
	version: d.nullable(d.text(mostTypedChars)),
	/** Null: it holds on every chain. */
	chainId: d.nullable(amount),
	/** Null: it names none. */
	verifyingContract: d.nullable(d.address),
	salt: d.nullable(d.hash),
});

/** Of typed data: what it is bound to, and every field. */
export const messageTyped = d.record({
	primaryType: d.text(120),
	domain: messageDomain,
	fields: d.list(messageField, mostMessageFields),
});
export type MessageTyped = Decoded<typeof messageTyped>;

/**
 * What the signer itself read out of a message: this is what the person approves, and all that is drawn of it as fact, but for who
 * asks, which the engine says.
 */
export const messageApproval = d.record({
	id: d.text(64),
	/** Hash of the request as the signer holds it. */
	request: d.hash,
	/** Hash of all that is shown here but what only grows old. */
	shown: d.hash,
	origin: d.text(300),
	account: d.address,
	/** The chain the site is on, by the signer's own network file. */
	chain: d.record({
		chainId: d.int(1),
		title: d.text(60),
		/** Its coin. */
		symbol: d.text(20),
		decimals: d.int(0, 36),
	}),
	/** What is signed. */
	digest: d.hash,
	meaning: messageMeaning,
	/** The bytes of a text; null for typed data. */
	bytes: d.nullable(d.hexUpTo(mostMessageBytes)),
	typed: d.nullable(messageTyped),
	/** What to look at. */
	warnings: d.list(message, 16),
	/** An allowance whose amount the person may set; missing where there is none. */
	settable: d.optional(
		d.record({
			/** What was asked for, and what would have been signed of it. */
			asked: amount,
			digest: d.hash,
			isUnlimited: d.flag,
			/** The most that can be set. */
			most: amount,
			/** What the person set instead; null: it is as it was asked for. */
			own: d.nullable(amount),
		}),
	),
	/** The head of Ethereum that the signer held its clock against. */
	checkpoint: d.hash,
	headSlot: d.int(),
	asOfS: d.int(),
	steps: d.int(),
	/** What typed data says by a descriptor that ships; missing where none tells of it. */
	clear: d.optional(clearView),
	/** What the Safe would do, with what is proved of it, where an owner agrees in the wallet itself. */
	safe: d.optional(safeActs),
});
export type MessageApproval = Decoded<typeof messageApproval>;

export const messageState = d.oneOf("waiting", "signed", "refused");

/** As the engine keeps it. */
export const messageView = d.record({
	id: d.text(64),
	state: messageState,
	origin: d.text(300),
	account: d.address,
	chainId: d.int(1),
	what: d.oneOf("text", "sign-in", "typed"),
	digest: d.hash,
	madeMs: d.int(),
	signedMs: d.nullable(d.int()),
	fault: d.nullable(faultJson),
});
export type MessageView = Decoded<typeof messageView>;
