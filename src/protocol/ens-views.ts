// Names of ENS as the screens draw them: made from calls over proved state, with the block they ran at.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { gradeView } from "./views.ts";

/** Characters of a name, typed or proved. */
export const mostEnsName = 255;

const ensName = {
	/** In its normal form. */
	name: d.text(mostEnsName),
	/** What was typed is written otherwise. */
	isChanged: d.flag,
	/** Writings in it beside plain letters and digits, by their English names. */
	writings: d.list(d.text(40), 16),
};

export const ensAddressView = d.record({
	...ensName,
	address: d.address,
	grade: gradeView,
	blockNumber: d.int(),
});
export type EnsAddressView = Decoded<typeof ensAddressView>;

export const ensReverseView = d.record({
	/** The name the address says is its own, and that leads back to it; null where there is none. */
	name: d.nullable(d.record(ensName)),
	grade: gradeView,
	blockNumber: d.int(),
});
export type EnsReverseView = Decoded<typeof ensReverseView>;
