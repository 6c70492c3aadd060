// What arrived, as far as proofs can say it: at one proved block there was so much, at a later one there is more, and the account
// sent nothing in between. Who sent it no balance says, and nothing here guesses.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { mostShownSymbol } from "../base/symbol.ts";
import { amount } from "./amount.ts";

/** The newest of them. */
export const mostArrivals = 60;

export const arrivalView = d.record({
	id: d.text(120),
	chainId: d.int(1),
	/** Null: the chain's coin. */
	token: d.nullable(d.address),
	symbol: d.text(mostShownSymbol),
	decimals: d.int(0, 36),
	/** So much more than before: what came less what went. */
	amount,
	/** Unix seconds of the two states that were compared. */
	fromS: d.int(),
	toS: d.int(),
	/** The later of them. */
	blockNumber: d.int(),
	/** `later-final`: it was not final when it was seen, and a final head has been reached since without a reorg. */
	finality: d.oneOf("optimistic", "later-final", "final"),
	/** So little that nobody sends it to pay, or of a token that is called like another one and is not it. */
	isSown: d.flag,
});
export type ArrivalView = Decoded<typeof arrivalView>;

/** What the person wants to be told while no screen is open. */
export const alerts = d.record({ arrived: d.flag, final: d.flag });
export type AlertChoice = Decoded<typeof alerts>;
