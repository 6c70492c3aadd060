// Everything that goes out, in four lanes: a person's order and its evidence, the sync, the screens, the sites. Each lane has
// its own room, in number and in bytes, so that none waits for another; within the sites' lane origins take turns.

import { followSignals } from "../base/abort.ts";
import { bounds } from "./bounds.ts";
import { originOf } from "./http.ts";
import type { Fetch } from "./ports.ts";
import { openTurns, type TurnLimits } from "./turns.ts";

/** The first is the most urgent. */
export const laneNames = ["order", "sync", "screen", "site"] as const;
export type Lane = (typeof laneNames)[number];

/** Who asks. What many wait for together is asked in the highest of their lanes. */
export type Asker = {
	readonly lane: Lane;
	/** The site's; empty for ourselves. */
	readonly origin: string;
	/** Fires when nobody waits any more, as when the tab is gone: what it asked stops, and what waits leaves the queue. */
	readonly signal?: AbortSignal;
};

export type LaneLimits = {
	/** Requests at once. */
	readonly most: number;
	readonly mostAnOrigin: number;
	/** At one endpoint. A browser opens six connections to one HTTP/1.1 host, and lets the seventh request wait unseen. */
	readonly mostAnEndpoint: number;
	/** Bytes that the answers under way may have together: each counts with all it may have. */
	readonly mostBytes: number;
	/** Of one origin. */
	readonly mostBytesAnOrigin: number;
	readonly waiting: number;
	readonly waitingAnOrigin: number;
};

const mib = 1024 * 1024;

/** For a lane in which nobody but ourselves asks. */
const own = (
	most: number,
	mostAnEndpoint: number,
	mostBytes: number,
): LaneLimits => ({
	most,
	mostAnOrigin: most,
	mostAnEndpoint,
	mostBytes,
	mostBytesAnOrigin: mostBytes,
	waiting: 512,
	waitingAnOrigin: 512,
});

/**
 * The sum of `most` is what the Fetch port bears, that of `mostBytes` what may be in flight. At one endpoint sites and
 * screens together leave one of six connections free.
 */
export const usualLanes: { readonly [L in Lane]: LaneLimits } = {
	order: own(16, 6, 56 * mib),
	sync: own(24, 6, 80 * mib),
	screen: own(12, 2, 56 * mib),
	site: {
		most: 12,
		mostAnOrigin: 6,
		mostAnEndpoint: 3,
		mostBytes: 64 * mib,
		mostBytesAnOrigin: bounds.answer,
		// a page asks for dozens of numbers in one breath
		waiting: 1_024,
		waitingAnOrigin: 256,
	},
};

const turnsOf = (limits: LaneLimits): TurnLimits => ({
	most: limits.most,
	mostAnOrigin: limits.mostAnOrigin,
	mostAPlace: limits.mostAnEndpoint,
	mostSize: limits.mostBytes,
	mostSizeAnOrigin: limits.mostBytesAnOrigin,
	waiting: limits.waiting,
	waitingAnOrigin: limits.waitingAnOrigin,
});

/** Opens the way out for one who asks. */
export type Lanes = (asker: Asker) => Fetch;

/**
 * The same port for each who asks, in the turn of its lane. A request's time begins with its turn.
 * @throws (in the answer) too-many above a share, cancelled; neither is the endpoint's doing
 */
export const openLanes = (
	fetch: Fetch,
	limits: { readonly [L in Lane]: LaneLimits } = usualLanes,
): Lanes => {
	const turns = {
		order: openTurns(turnsOf(limits.order)),
		sync: openTurns(turnsOf(limits.sync)),
		screen: openTurns(turnsOf(limits.screen)),
		site: openTurns(turnsOf(limits.site)),
	};
	return ({ lane, origin, signal }) =>
		async (request) => {
			const place = originOf(request.url);
			const both = followSignals(signal, request.signal);
			request.onWait?.(true);
			try {
				const end = await turns[lane].take({
					origin,
					place,
					size: request.maxBytes,
					signal: both.signal,
				});
				request.onWait?.(false);
				try {
					return await fetch({ ...request, signal: both.signal });
				} finally {
					end();
				}
			} finally {
				both.end();
			}
		};
};
