// Who may take what of an account, as the engine found it by proof, for the screen of allowances.

import {
	address,
	type Decoded,
	flag,
	int,
	list,
	nullable,
	oneOf,
	record,
	text,
} from "../base/decode.ts";
import { mostShownSymbol } from "../base/symbol.ts";
import { amount } from "./amount.ts";
import { gradeView } from "./grade-view.ts";

/** Told one by one. What is more is counted. */
export const mostAllowances = 200;

/**
 * `token`: an amount by the token itself. `permit2`: an amount by Permit2, which may take that token. `all`: every collectible of
 * that contract.
 */
export const allowanceKind = oneOf("token", "permit2", "all");

export const standingAllowance = record({
	kind: allowanceKind,
	token: address,
	/** What its contract called itself when it was put on the list; null for what is on none. */
	named: nullable(
		record({ symbol: text(mostShownSymbol), decimals: int(0, 36) }),
	),
	spender: address,
	/** By the list of this release; null: nobody there. */
	spenderName: nullable(text(60)),
	/** In smallest units; null: all there is, of `all`. */
	amount: nullable(amount),
	isUnlimited: flag,
	/** Unix seconds; null: it does not end by itself. */
	untilS: nullable(int()),
	trailId: text(80),
	grade: gradeView,
	blockNumber: int(),
});
export type StandingAllowance = Decoded<typeof standingAllowance>;

export const allowancesView = record({
	account: address,
	rows: list(standingAllowance, mostAllowances),
	/** Pairs of what and who that were asked about, and gave an answer. */
	asked: int(),
	/** Of these, contracts that are no token, or did not answer as one. */
	unread: int(),
	/** What there was no room to ask about. */
	left: int(),
	/** How many tokens and how many spenders it was made from. */
	tokens: int(),
	spenders: int(),
});
export type AllowancesView = Decoded<typeof allowancesView>;
