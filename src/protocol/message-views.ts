// A message that a site asks to have signed, as the signer read it and as the engine tells of it. Amounts and times of a message
// are decimal strings: they are whatever its author wrote, and may be out of every clock's reach.

import {
	address,
	type Decode,
	type Decoded,
	flag,
	hash,
	hexUpTo,
	int,
	list,
	nullable,
	oneOf,
	optional,
	record,
	text,
	variant,
} from "../base/decode.ts";
import { mostShownSymbol } from "../base/symbol.ts";
import { amount } from "./amount.ts";
import { faultJson } from "./channel.ts";
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
export const messageAsset = record({
	/** `some`: any one of a set that its maker chose. */
	kind: oneOf("coin", "token", "nft", "some"),
	/** Null: the chain's own coin. */
	contract: nullable(address),
	/** Null: without any bound. */
	amount: nullable(amount),
	/** Which of them, where each is one of its own. */
	item: nullable(amount),
	/** What an accepted network file calls it. Null: nothing but its address and its smallest unit is known. */
	named: nullable(
		record({ symbol: text(mostShownSymbol), decimals: int(0, 36) }),
	),
});
export type MessageAsset = Decoded<typeof messageAsset>;

/** What somebody may take once the message is signed. */
export const messageGrant = record({
	/** Null: whoever has the signature. */
	who: nullable(address),
	asset: messageAsset,
	/** Where it goes; null: wherever they want. */
	to: nullable(address),
	/** Once, or again and again until the amount is used up. */
	uses: oneOf("once", "amount"),
	/** Unix seconds. Not before; null: at once. */
	fromS: nullable(amount),
	/** The signature counts until then; null: without end. */
	useByS: nullable(amount),
	/** What it allows ends then; null: it does not end by itself. */
	untilS: nullable(amount),
});
export type MessageGrant = Decoded<typeof messageGrant>;

export const messageOrder = record({
	/** At most. */
	gives: list(messageAsset, 64),
	/** At least, to the account that signs. */
	gets: list(messageAsset, 64),
	/** At least, to others. */
	others: list(record({ asset: messageAsset, to: address }), 64),
	fromS: nullable(amount),
	untilS: nullable(amount),
	/** It may be filled in parts, each at this price. */
	isPartial: flag,
});
export type MessageOrder = Decoded<typeof messageOrder>;

/** What is read as a known standard, and what is not. */
const meanings = variant({
	/** A text, as it stands. */
	text: {
		text: text(mostMessageBytes),
		/** It begins as a sign-in and is none by the standard; or it is the hash of something that is not here. */
		looksLike: nullable(oneOf("sign-in", "hash")),
	},
	/** Bytes that are no text. */
	bytes: {},
	"sign-in": {
		domain: text(300),
		statement: nullable(text(10_000)),
		uri: text(10_000),
		chainId: amount,
		nonce: text(10_000),
		/** Milliseconds since 1970. */
		issuedAtMs: int(),
		expiresMs: nullable(int()),
		notBeforeMs: nullable(int()),
		requestId: nullable(text(10_000)),
		resources: list(text(10_000), 100),
		text: text(10_000),
	},
	allow: {
		standard: oneOf("ERC-2612", "DAI", "Permit2", "ERC-3009"),
		grants: list(messageGrant, 64, 1),
		/** It goes with terms of the spender's own, which stand among the fields. */
		hasTerms: flag,
	},
	/** Takes back a payment that was allowed by a signature before. */
	cancel: { contract: address },
	trade: {
		standard: text(20),
		/** What moves the tokens: it needs their allowance. */
		through: nullable(address),
		orders: list(messageOrder, mostMessageOrders, 1),
	},
	safe: {
		safe: address,
		to: address,
		valueWei: amount,
		data: hexUpTo(mostMessageBytes),
		isDelegated: flag,
		nonce: amount,
		/** It pays whoever sends it, out of the Safe. */
		refunds: flag,
	},
	/** Typed data of no standard that this release knows. */
	unknown: {},
});
export const messageMeaning: Decode<Decoded<typeof meanings.decode>> =
	meanings.decode;
export type MessageMeaning = Decoded<typeof messageMeaning>;

/** One field of typed data, in the order in which it is hashed. */
export const messageField = record({
	depth: int(0, 64),
	name: text(120),
	type: text(120),
	/** Null for what has fields of its own. */
	value: nullable(text(mostTypedChars)),
});
export type MessageField = Decoded<typeof messageField>;

/** What the domain of typed data binds a signature to. */
export const messageDomain = record({
	name: nullable(text(mostTypedChars)),
	version: nullable(text(mostTypedChars)),
	/** Null: it holds on every chain. */
	chainId: nullable(amount),
	/** Null: it names none. */
	verifyingContract: nullable(address),
	salt: nullable(hash),
});

/** Of typed data: what it is bound to, and every field. */
export const messageTyped = record({
	primaryType: text(120),
	domain: messageDomain,
	fields: list(messageField, mostMessageFields),
});
export type MessageTyped = Decoded<typeof messageTyped>;

/**
 * What the signer itself read out of a message: this is what the person approves, and all that is drawn of it as fact, but for who
 * asks, which the engine says.
 */
export const messageApproval = record({
	id: text(64),
	/** Hash of the request as the signer holds it. */
	request: hash,
	/** Hash of all that is shown here but what only grows old. */
	shown: hash,
	origin: text(300),
	account: address,
	/** The chain the site is on, by the signer's own network file. */
	chain: record({
		chainId: int(1),
		title: text(60),
		/** Its coin. */
		symbol: text(20),
		decimals: int(0, 36),
	}),
	/** What is signed. */
	digest: hash,
	meaning: messageMeaning,
	/** The bytes of a text; null for typed data. */
	bytes: nullable(hexUpTo(mostMessageBytes)),
	typed: nullable(messageTyped),
	/** What to look at. */
	warnings: list(message, 16),
	/** An allowance whose amount the person may set; missing where there is none. */
	settable: optional(
		record({
			/** What was asked for, and what would have been signed of it. */
			asked: amount,
			digest: hash,
			isUnlimited: flag,
			/** The most that can be set. */
			most: amount,
			/** What the person set instead; null: it is as it was asked for. */
			own: nullable(amount),
		}),
	),
	/** The head of Ethereum that the signer held its clock against. */
	checkpoint: hash,
	headSlot: int(),
	asOfS: int(),
	steps: int(),
	/** What the Safe would do, with what is proved of it, where an owner agrees in the wallet itself. */
	safe: optional(safeActs),
});
export type MessageApproval = Decoded<typeof messageApproval>;

export const messageState = oneOf("waiting", "signed", "refused");

/** As the engine keeps it. */
export const messageView = record({
	id: text(64),
	state: messageState,
	origin: text(300),
	account: address,
	chainId: int(1),
	what: oneOf("text", "sign-in", "typed"),
	digest: hash,
	madeMs: int(),
	signedMs: nullable(int()),
	fault: nullable(faultJson),
});
export type MessageView = Decoded<typeof messageView>;
