// Who may take what of an account, as the engine found it by proof, for the screen of allowances.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { mostShownSymbol } from "../base/symbol.ts";
import { amount } from "./amount.ts";
import { gradeView } from "./grade-view.ts";

/** Told one by one. What is more is counted. */
export const mostAllowances = 200;

/**
 * `token`: an amount by the token itself. `permit2`: an amount by Permit2, which may take that token. `all`: every collectible of
 * that contract. `one`: a single collectible of it.
 */
export const allowanceKind = d.oneOf("token", "permit2", "all", "one");

export const standingAllowance = d.record({
	kind: allowanceKind,
	token: d.address,
	/** What its contract called itself when it was put on the list; null for what is on none. */
	named: d.nullable(
		d.record({ symbol: d.text(mostShownSymbol), decimals: d.int(0, 36) }),
	),
	/** Of `one`: which. */
	item: d.optional(amount),
	spender: d.address,
	/** By the list of this release; null: nobody there. */
	spenderName: d.nullable(d.text(60)),
	/** In smallest units; null: all there is, of `all`, and of `one`. */
	amount: d.nullable(amount),
	isUnlimited: d.flag,
	/** Unix seconds; null: it does not end by itself. */
	untilS: d.nullable(d.int()),
	trailId: d.text(80),
	grade: gradeView,
	blockNumber: d.int(),
});
export type StandingAllowance = Decoded<typeof standingAllowance>;

export const allowancesView = d.record({
	account: d.address,
	rows: d.list(standingAllowance, mostAllowances),
	/** Pairs of what and who that were asked about, and gave an answer. */
	asked: d.int(),
	/** Of these, contracts that are no token, or did not answer as one. */
	unread: d.int(),
	/** What there was no room to ask about. */
	left: d.int(),
	/** How many tokens and how many spenders it was made from. */
	tokens: d.int(),
	spenders: d.int(),
});
export type AllowancesView = Decoded<typeof allowancesView>;
