// What a person calls the accounts, how they are ordered, and which are out of sight. No secret, and told to no site.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { mostAccounts } from "../base/room.ts";

/** The longest name of an account. */
export const mostLabel = 40;

export const accountLabel = d.record({
	address: d.address,
	/** Null: the person gave it none. */
	name: d.nullable(d.text(mostLabel)),
	/** Not in lists, and no site sees it. */
	hidden: d.flag,
});
export type AccountLabel = Decoded<typeof accountLabel>;

/** In the order they are listed. */
export const accountLabels = d.list(accountLabel, mostAccounts);
