// A public endpoint as a release suggests it: who runs it, where they sit, what it learns, where that was read and when.
// Nobody is asked before the person says so, and that it stands on a list says nothing of whether it answers.

import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import {
	mostEndpointName,
	mostEndpointUrl,
	mostSuggested,
} from "../base/room.ts";

/** Who serves signed headers, who serves accounts with proofs, and who only says where to start. */
export const suggestedRoles = ["beacon", "execution", "checkpoint"] as const;

/** What whoever answers gets to know. */
export const learnable = ["ip", "times", "accounts", "payments"] as const;

/** A day, as in 2026-11-23. */
const day: Decode<string> = (raw, path) => {
	const found = d.text(10)(raw, path);
	if (!/^\d{4}-\d{2}-\d{2}$/.test(found))
		throw new Fault("bad-field", `"${path}" is no day`);
	return found;
};

/** ISO 3166-1, two letters. */
const country: Decode<string> = (raw, path) => {
	const found = d.text(2)(raw, path);
	if (!/^[A-Z]{2}$/.test(found))
		throw new Fault("bad-field", `"${path}" is no country`);
	return found;
};

export const suggestion = d.record({
	chainId: d.int(1),
	role: d.oneOf(...suggestedRoles),
	name: d.text(mostEndpointName),
	url: d.text(mostEndpointUrl),
	operator: d.text(60),
	/** Where the operator sits; null where that is not known. */
	country: d.nullable(country),
	learns: d.list(d.oneOf(...learnable), learnable.length, 1),
	/** Where its address was read. */
	source: d.text(mostEndpointUrl),
	/** When it was read there. */
	readOn: day,
	/** When somebody asked it and it answered as it should; null: nobody who made this list has. */
	testedOn: d.nullable(day),
	/** Is it one of those that are ticked at first? */
	first: d.flag,
});
export type Suggestion = Decoded<typeof suggestion>;

export const suggestions = d.list(suggestion, mostSuggested);
