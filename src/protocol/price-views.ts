// Prices as the engine read them out of feeds on Ethereum, by proof: for a value that is shown as "about", and for nothing else.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { amount } from "./amount.ts";
import { gradeView } from "./grade-view.ts";

export const currencies = ["USD", "EUR"] as const;
export const currency = d.oneOf(...currencies);
export type Currency = Decoded<typeof currency>;

/** Feeds that are read. */
export const mostPrices = 32;
/** Places after the point of every price here. */
export const priceDecimals = 8;

/** Why a feed gives no price. */
const priceRefusal = d.oneOf(
	"no-answer", // its contract does not answer as one
	"no-round", // it has no round, or no phase
	"not-positive", // zero or less
	"too-old", // silent for longer than it may be
	"ahead", // it says to be from after its own block
	"other-scale", // it counts in other decimals than are known of it
);
export type PriceRefusal = Decoded<typeof priceRefusal>;

export const pricesView = d.record({
	currency,
	prices: d.list(
		d.record({
			pair: d.text(20),
			/** Of one whole unit, in dollars, with eight places. */
			price: amount,
			/** When the feed wrote it, Unix seconds. */
			updatedS: d.int(),
			tokens: d.list(d.address, 8),
		}),
		mostPrices,
	),
	refused: d.list(
		d.record({ pair: d.text(20), why: priceRefusal }),
		mostPrices,
	),
	/** The block they were all read at. */
	blockNumber: d.int(),
	grade: gradeView,
	trailId: d.text(80),
});
export type PricesView = Decoded<typeof pricesView>;
