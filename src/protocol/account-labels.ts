// What a person calls the accounts, how they are ordered, and which are out of sight. No secret, and told to no site.

import {
	address,
	type Decoded,
	flag,
	list,
	nullable,
	record,
	text,
} from "../base/decode.ts";
import { mostAccounts } from "../base/room.ts";

/** The longest name of an account. */
export const mostLabel = 40;

export const accountLabel = record({
	address,
	/** Null: the person gave it none. */
	name: nullable(text(mostLabel)),
	/** Not in lists, and no site sees it. */
	hidden: flag,
});
export type AccountLabel = Decoded<typeof accountLabel>;

/** In the order they are listed. */
export const accountLabels = list(accountLabel, mostAccounts);
