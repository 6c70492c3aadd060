// How long a no to a site holds. Each no makes the next question of its kind wait longer, so that asking again and again gains
// nothing; a yes, or hours without a question, begins anew. It reads no clock and keeps nothing.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";

/** What a person is asked on behalf of a site. To unlock for a site that is known is a part of connecting. */
export type SiteRequestKind =
	| "connect"
	| "balance"
	| "switch-chain"
	| "batch-status"
	| "send"
	| "sign";

export const refusals = d.record({
	/** Noes in a row, of all kinds. */
	times: d.int(1, 1_000_000),
	lastMs: d.int(),
	/** Until when questions of a kind are refused without asking. */
	until: d.list(d.record({ kind: d.text(20), ms: d.int() }), 8),
});
export type Refusals = Decoded<typeof refusals>;

const second = 1_000;
const minute = 60 * second;
const waitsMs = [5 * second, 30 * second, 2 * minute, 10 * minute, 60 * minute];
const longestMs = 60 * minute;
/** After so long without another no, what was is forgotten. */
const forgottenAfterMs = 4 * longestMs;
/** From so many noes on, each holds for questions of every kind: they are not there to be gone through one by one. */
const allKindsFrom = 3;
/** From so many noes on, the person is offered to block the site. */
const blockFrom = 2;

/** @returns milliseconds in which a question of that kind is not asked; 0 when it may be */
export const waitLeftMs = (
	was: Refusals | null,
	kind: SiteRequestKind,
	nowMs: number,
): number => {
	if (was === null) return 0;
	const left = was.until
		.filter((one) => one.kind === kind || was.times >= allKindsFrom)
		.map(({ ms }) => ms - nowMs)
		// A clock that was set back says nothing of how long it is.
		.filter((ms) => ms <= longestMs);
	return Math.max(0, ...left);
};

/**
 * After a no, or a question that nobody answered. What is refused while one holds already was asked before it: it counts with
 * that one.
 */
export const withNo = (
	was: Refusals | null,
	kind: SiteRequestKind,
	nowMs: number,
): Refusals => {
	if (was !== null && waitLeftMs(was, kind, nowMs) > 0) return was;
	const isOld = was === null || Math.abs(nowMs - was.lastMs) > forgottenAfterMs;
	const times = isOld ? 1 : Math.min(was.times + 1, 1_000_000);
	const waitMs = waitsMs[Math.min(times, waitsMs.length) - 1] ?? longestMs;
	const others = isOld ? [] : was.until.filter((one) => one.kind !== kind);
	return {
		times,
		lastMs: nowMs,
		until: [...others, { kind, ms: nowMs + waitMs }],
	};
};

/** Nothing of it matters any more. */
export const isForgotten = (was: Refusals | null, nowMs: number): boolean =>
	was === null || Math.abs(nowMs - was.lastMs) > forgottenAfterMs;

/** Is it time to offer the person to block the site? */
export const offersBlock = (was: Refusals | null, nowMs: number): boolean =>
	!isForgotten(was, nowMs) && (was?.times ?? 0) >= blockFrom;

/** When the longest of its waits ends; null when it may ask anything. */
export const waitsUntilMs = (
	was: Refusals | null,
	nowMs: number,
): number | null => {
	const ends = (was?.until ?? [])
		.map(({ ms }) => ms)
		.filter((ms) => ms > nowMs && ms - nowMs <= longestMs);
	return ends.length === 0 ? null : Math.max(...ends);
};
