// What a worker posts, from JSON to what it says, or a fault.

import type { Decode, Decoded } from "../../src/base/decode.ts";
import * as d from "../../src/base/decode.ts";

const number: Decode<number> = (raw, path) => {
	if (typeof raw !== "number" || !Number.isFinite(raw))
		throw new TypeError(`"${path}" is not a number`);
	return raw;
};

export const doneJson = d.record({
	ok: d.optional(d.anything),
	failed: d.optional(d.text(10_000)),
});

export const preparedJson = d.record({
	roundMs: number,
	entrants: d.list(
		d.record({ name: d.text(), backend: d.nullable(d.text()) }),
		64,
	),
	absent: d.list(d.tuple(d.text(), d.text(1_000)), 64),
});

export const roundsJson = d.list(d.list(d.list(number, 64), 64), 1_000);

export const startsJson = d.list(
	d.record({
		ms: number,
		scriptMs: number,
		hashesMs: number,
		kernelMs: number,
		runs: d.text(400),
	}),
	100,
);

export type PreparedJson = Decoded<typeof preparedJson>;
