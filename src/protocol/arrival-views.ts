// What arrived, as far as proofs can say it: at one proved block there was so much, at a later one there is more, and the account
// sent nothing in between. Who sent it no balance says, and nothing here guesses.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { mostShownSymbol } from "../base/symbol.ts";
import { amount } from "./amount.ts";
import { faultJson } from "./channel.ts";

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

/** Of what was found in blocks, the newest; and stretches of blocks that were looked through. */
export const mostFound = 200;
export const mostStretches = 8;

/** What one proved block brought: who sent it and by which transaction stands there. */
const foundFields = {
	/** Null: the chain's coin. */
	token: d.nullable(d.address),
	from: d.address,
	amount,
	/** Of the transaction. */
	hash: d.hash,
	/** Which event of it; null for what the transaction carried itself. */
	event: d.nullable(d.int()),
	blockNumber: d.int(),
	/** Unix seconds of the block. */
	atS: d.int(),
} as const;
export const foundArrival = d.record(foundFields);
export type FoundArrival = Decoded<typeof foundArrival>;

/** From the first to the last block, both looked through. */
export const stretch = d.record({
	from: d.int(),
	to: d.int(),
	fromS: d.int(),
	toS: d.int(),
	/** Transactions in it that name the account and are of a kind that this wallet does not read. */
	unread: d.int(),
});
export type Stretch = Decoded<typeof stretch>;

/** The look through blocks, as far as it is. */
export const arrivalLook = d.record({
	/** Newest first. `named`: as the token's own contract answers; null where it is on no list of the person's. */
	rows: d.list(
		d.record({
			...foundFields,
			chainId: d.int(1),
			named: d.nullable(
				d.record({ symbol: d.text(mostShownSymbol), decimals: d.int(0, 36) }),
			),
			isSown: d.flag,
		}),
		mostFound,
	),
	/** Newest first. */
	stretches: d.list(stretch, mostStretches),
	/** While it is under way: so many blocks of so many. */
	running: d.nullable(d.record({ done: d.int(), of: d.int() })),
	/** How far back it goes at most, in blocks before the newest final one; and that it is there. */
	mostBack: d.int(),
	isAtEnd: d.flag,
	/** Why the last one stopped before its end. */
	fault: d.nullable(faultJson),
});
export type ArrivalLook = Decoded<typeof arrivalLook>;
export type FoundView = ArrivalLook["rows"][number];

/** What the person wants to be told while no screen is open. */
export const alerts = d.record({ arrived: d.flag, final: d.flag });
export type AlertChoice = Decoded<typeof alerts>;
