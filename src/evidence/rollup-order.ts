// An order on a layer 2 whose accounts and transactions are Ethereum's, as it travels and is stored: its coin to somebody, or a call
// with what it may reach and what it would do. Decoding says nothing about truth; receipt/rollup-rule.ts does.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { foretold } from "../protocol/foretold.ts";
import { holding, mostCallBytes, mostHoldings } from "./call-order.ts";
import { canonical, json } from "./canonical.ts";
import { amountsText, l1Fields } from "./transfer.ts";

export const rollupOrder = d.record({
	...l1Fields,
	format: d.oneOf("sextant-l2-order-1"),
	data: d.hexUpTo(mostCallBytes),
	/** As of a call on L1: the tokens that it may reach. Missing where nothing was simulated. */
	holdings: d.optional(d.list(holding, mostHoldings)),
	/** What the engine's simulation on the state of the root says would happen. Without it a call's own bytes have to bound what leaves. */
	foretold: d.optional(foretold),
	/** The profile of the chain it was made by: l2/checks.ts, `profileId`. */
	profile: d.hash,
});
export type RollupOrder = Decoded<typeof rollupOrder>;

/** As text, in the one spelling. */
export const rollupOrderText = ({
	holdings,
	foretold,
	...order
}: RollupOrder): string =>
	canonical({
		...order,
		...amountsText(order),
		...(holdings === undefined ? {} : { holdings: json(holdings, "holdings") }),
		...(foretold === undefined ? {} : { foretold: json(foretold, "foretold") }),
	});
