// An amount as it crosses a hop: decimal digits, in the smallest unit.

import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";

/** A non-negative decimal integer of at most 78 digits, as text. */
export const amount: Decode<string> = (raw, path) => {
	const digits = d.text(78)(raw, path);
	if (!/^(0|[1-9][0-9]*)$/.test(digits))
		throw new Fault("bad-field", `"${path}" is not a decimal integer`);
	return digits;
};
