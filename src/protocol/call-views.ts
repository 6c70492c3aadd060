// What the signer read out of a call that it was offered: what it asks for by its standard, what leaves of each token at most, what
// it allows, and beside it, as the engine's word, what would happen.

import {
	address,
	type Decoded,
	flag,
	hash,
	hexUpTo,
	list,
	nullable,
	oneOf,
	optional,
	record,
	variant,
} from "../base/decode.ts";
import { amount } from "./amount.ts";
import { foretold } from "./foretold.ts";
import { safeActs } from "./safe-views.ts";

const amountOf = { token: address, spender: address, amount };

const parts = variant({
	transfer: { token: address, to: address, amount },
	"transfer-from": { token: address, from: address, to: address, amount },
	approve: amountOf,
	increase: amountOf,
	decrease: amountOf,
	permit: { ...amountOf, owner: address, deadlineS: amount },
	"nft-transfer": { token: address, from: address, to: address, id: amount },
	"multi-transfer": {
		token: address,
		from: address,
		to: address,
		items: list(record({ id: amount, amount }), 64),
	},
	operator: { token: address, operator: address, isAllowed: flag },
	deposit: {},
	withdraw: { amount },
	"permit2-approve": { ...amountOf, expiresS: amount },
	"permit2-transfer": {
		items: list(
			record({ token: address, from: address, to: address, amount }),
			64,
		),
	},
	"permit2-lockdown": {
		pairs: list(record({ token: address, spender: address }), 64),
	},
	unknown: { selector: nullable(hexUpTo(4)) },
});
/** One part of a call, by its standard; `unknown` where none names it. */
export const callPart = parts.decode;
export type CallPart = Decoded<typeof callPart>;

export const callApproval = record({
	/** Of the called contract, proved. */
	codeHash: hash,
	/** The call, or its parts where it is several in one. */
	parts: list(callPart, 64),
	isSeveral: flag,
	/** What leaves at most. */
	tokens: list(
		record({
			token: address,
			/** Proved; null where it is not. */
			balance: nullable(amount),
			/** Null: all there is of it. */
			most: nullable(amount),
			why: oneOf("asked", "own", "allowed", "unchecked", "none"),
		}),
		// the holdings of the order, the called token, and what Permit2 is asked for
		16 + 1 + 64,
	),
	/** Of collections, what the call says it sends. */
	items: list(record({ token: address, id: amount, amount }), 64),
	allows: list(
		record({
			kind: oneOf("amount", "increase", "permit2", "all"),
			token: address,
			spender: address,
			/** Null for all of a collection. */
			amount: nullable(amount),
			/** Without end, as it stands, or with the allowance there is. */
			isUnlimited: flag,
			/** It takes an allowance away. */
			isNone: flag,
		}),
		64,
	),
	/** An allowance whose amount the person may set; missing where there is none. */
	settable: optional(
		record({
			/** What was asked for. */
			asked: amount,
			isUnlimited: flag,
			/** The most that can be set. */
			most: amount,
			/** What the person set instead; null: it is as it was asked for. */
			own: nullable(amount),
		}),
	),
	/** The engine's word. */
	foretold,
	/** The Safe that acts by the call: then parts, tokens, items, allowances and what is foretold are the Safe's. */
	safe: optional(safeActs),
});
export type CallApproval = Decoded<typeof callApproval>;
