// An order on a layer 2 whose accounts and transactions are Ethereum's, as it travels and is stored: its coin to somebody, or a call
// that a standard names. Decoding says nothing about truth; receipt/rollup-rule.ts does.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { canonical } from "./canonical.ts";
import { amountsText, l1Fields } from "./transfer.ts";

/** No call that a standard names is longer. */
export const mostRollupData = 8_192;

export const rollupOrder = d.record({
	...l1Fields,
	format: d.oneOf("sextant-l2-order-1"),
	data: d.hexUpTo(mostRollupData),
	/** The profile of the chain it was made by: l2/checks.ts, `profileId`. */
	profile: d.hash,
});
export type RollupOrder = Decoded<typeof rollupOrder>;

/** As text, in the one spelling. */
export const rollupOrderText = (order: RollupOrder): string =>
	canonical({ ...order, ...amountsText(order) });
