// Names of ENS as the screens draw them: made from calls over proved state, with the block they ran at.

import {
	address,
	type Decoded,
	flag,
	int,
	list,
	nullable,
	record,
	text,
} from "../base/decode.ts";
import { gradeView } from "./views.ts";

/** Characters of a name, typed or proved. */
export const mostEnsName = 255;

const ensName = {
	/** In its normal form. */
	name: text(mostEnsName),
	/** What was typed is written otherwise. */
	isChanged: flag,
	/** Writings in it beside plain letters and digits, by their English names. */
	writings: list(text(40), 16),
};

export const ensAddressView = record({
	...ensName,
	address,
	grade: gradeView,
	blockNumber: int(),
});
export type EnsAddressView = Decoded<typeof ensAddressView>;

export const ensReverseView = record({
	/** The name the address says is its own, and that leads back to it; null where there is none. */
	name: nullable(record(ensName)),
	grade: gradeView,
	blockNumber: int(),
});
export type EnsReverseView = Decoded<typeof ensReverseView>;
