// What a worker posts, from JSON to what it says, or a fault.

import {
	anything,
	type Decode,
	type Decoded,
	list,
	nullable,
	optional,
	record,
	text,
	tuple,
} from "../../src/base/decode.ts";

const number: Decode<number> = (raw, path) => {
	if (typeof raw !== "number" || !Number.isFinite(raw))
		throw new TypeError(`"${path}" is not a number`);
	return raw;
};

export const doneJson = record({
	ok: optional(anything),
	failed: optional(text(10_000)),
});

export const preparedJson = record({
	roundMs: number,
	entrants: list(record({ name: text(), backend: nullable(text()) }), 64),
	absent: list(tuple(text(), text(1_000)), 64),
});

export const roundsJson = list(list(list(number, 64), 64), 1_000);

export const startsJson = list(
	record({
		ms: number,
		scriptMs: number,
		hashesMs: number,
		kernelMs: number,
		runs: text(400),
	}),
	100,
);

export type PreparedJson = Decoded<typeof preparedJson>;
