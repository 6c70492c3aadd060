// Who answers at all: of each endpoint's origin, when an answer last came and when one last failed to. It looks at
// exchanges from outside and knows nothing of what was asked or whether it was true.

import { asFault } from "../base/fault.ts";
import { mostEndpointsInAll } from "../base/room.ts";
import { originOf } from "../source/http.ts";
import type { Clock, Fetch } from "../source/ports.ts";

export type Contact = {
	/** The same port, watched. */
	readonly fetch: Fetch;
	/**
	 * Since when none of these answers, Unix milliseconds: the last answer of any of them, or the first question where there was
	 * none. Null while one of them answers, or was not asked since it did.
	 */
	readonly silentSince: (urls: readonly string[]) => number | null;
};

type ContactRecord = {
	/** Unix milliseconds of the last answer; of the first question while there was none. */
	sinceMs: number;
	fails: boolean;
};

/** No fewer than a network has endpoints; a full table forgets the oldest. */
const mostOrigins = mostEndpointsInAll;

/** A server that cannot serve, or one that will not for now, is as silent as one that is gone. */
const isAnswer = (status: number): boolean => status < 500 && status !== 429;

export const openContact = (
	fetch: Fetch,
	clock: Pick<Clock, "nowMs">,
): Contact => {
	const seen = new Map<string, ContactRecord>();

	const of = (origin: string): ContactRecord => {
		const known = seen.get(origin) ?? { sinceMs: clock.nowMs(), fails: false };
		seen.set(origin, known);
		const [oldest] = seen.keys();
		if (seen.size > mostOrigins && oldest !== undefined) seen.delete(oldest);
		return known;
	};

	return {
		fetch: async (request) => {
			const one = of(originOf(request.url));
			try {
				const reply = await fetch(request);
				if (isAnswer(reply.status)) {
					one.sinceMs = clock.nowMs();
					one.fails = false;
				} else one.fails = true;
				return reply;
			} catch (thrown) {
				const { code } = asFault(thrown);
				// stopped by us, or never sent: that says nothing of the endpoint; too long an answer is one
				if (
					code === "unreachable" ||
					code === "too-slow" ||
					code === "internal"
				)
					one.fails = true;
				throw thrown;
			}
		},
		silentSince: (urls) => {
			const all = urls.flatMap((url) => seen.get(originOf(url)) ?? []);
			if (all.length === 0 || all.some(({ fails }) => !fails)) return null;
			const now = clock.nowMs();
			// noted under a clock that was ahead: since now at the latest
			for (const one of all) one.sinceMs = Math.min(one.sinceMs, now);
			return Math.max(...all.map(({ sinceMs }) => sinceMs));
		},
	};
};
