// What the signer read out of a call that it was offered: what it asks for by its standard, what leaves of each token at most, what
// it allows, and beside it, as the engine's word, what would happen.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { amount } from "./amount.ts";
import { clearView } from "./clear-views.ts";
import { foretold } from "./foretold.ts";
import { safeActs } from "./safe-views.ts";

const amountOf = { token: d.address, spender: d.address, amount };

const parts = d.variant({
	transfer: { token: d.address, to: d.address, amount },
	"transfer-from": { token: d.address, from: d.address, to: d.address, amount },
	approve: amountOf,
	increase: amountOf,
	decrease: amountOf,
	permit: { ...amountOf, owner: d.address, deadlineS: amount },
	"nft-transfer": {
		token: d.address,
		from: d.address,
		to: d.address,
		id: amount,
	},
	"multi-transfer": {
		token: d.address,
		from: d.address,
		to: d.address,
		items: d.list(d.record({ id: amount, amount }), 64),
	},
	operator: { token: d.address, operator: d.address, isAllowed: d.flag },
	deposit: {},
	withdraw: { amount },
	leave: { to: d.address, amount },
	"permit2-approve": { ...amountOf, expiresS: amount },
	"permit2-transfer": {
		items: d.list(
			d.record({ token: d.address, from: d.address, to: d.address, amount }),
			64,
		),
	},
	"permit2-lockdown": {
		pairs: d.list(d.record({ token: d.address, spender: d.address }), 64),
	},
	unknown: { selector: d.nullable(d.hexUpTo(4)) },
});
/** One part of a call, by its standard; `unknown` where none names it. */
export const callPart = parts.decode;
export type CallPart = Decoded<typeof callPart>;

/** What the signer reads of a call out of its bytes. */
const readFields = {
	/** Of the called contract, proved. */
	codeHash: d.hash,
	/** The call, or its parts where it is several in one. */
	parts: d.list(callPart, 64),
	isSeveral: d.flag,
	/** What leaves at most. */
	tokens: d.list(
		d.record({
			token: d.address,
			/** Proved; null where it is not. */
			balance: d.nullable(amount),
			/** Null: all there is of it. */
			most: d.nullable(amount),
			why: d.oneOf("asked", "own", "allowed", "unchecked", "none"),
		}),
		// the holdings of the order, the called token, and what Permit2 is asked for
		16 + 1 + 64,
	),
	/** Of collections, what the call says it sends. */
	items: d.list(d.record({ token: d.address, id: amount, amount }), 64),
	allows: d.list(
		d.record({
			kind: d.oneOf("amount", "increase", "permit2", "all"),
			token: d.address,
			spender: d.address,
			/** Null for all of a collection. */
			amount: d.nullable(amount),
			/** Without end, as it stands, or with the allowance there is. */
			isUnlimited: d.flag,
			/** It takes an allowance away. */
			isNone: d.flag,
		}),
		64,
	),
};
/** Of a call that was not run. */
export const readApproval = d.record(readFields);
export type ReadApproval = Decoded<typeof readApproval>;

export const callApproval = d.record({
	...readFields,
	/** It is no call: it creates the contract. */
	creates: d.optional(d.oneOf(true)),
	/** An allowance whose amount the person may set; missing where there is none. */
	settable: d.optional(
		d.record({
			/** What was asked for. */
			asked: amount,
			isUnlimited: d.flag,
			/** The most that can be set. */
			most: amount,
			/** What the person set instead; null: it is as it was asked for. */
			own: d.nullable(amount),
		}),
	),
	/** The engine's word. */
	foretold,
	/** What it says by a descriptor that ships; missing where none tells of it. */
	clear: d.optional(clearView),
	/** The Safe that acts by the call: then parts, tokens, items, allowances and what is foretold are the Safe's. */
	safe: d.optional(safeActs),
});
export type CallApproval = Decoded<typeof callApproval>;

/** A call as the screens draw it, whether it was run or not. */
export type ShownCall = ReadApproval & Partial<CallApproval>;
