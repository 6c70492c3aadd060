// The verdict over a timeline of L1 facts: does somebody still work for this rollup? Pure: no clock, no chain, no endpoint.
// What was proved is kept apart from what was not looked at, and trouble of L1, of this device's clock or of its network is
// never called the rollup's stall.

import { kindOf } from "../l2/checks.ts";
import type { Thresholds, Watchable } from "../l2/kind.ts";
import type { SilenceLimits } from "../l2/profile.ts";
import type { Message } from "../protocol/message.ts";
import { cadenceOf, limitsFor } from "./cadence.ts";
import * as words from "./stall-words.ts";
import {
	type Mark,
	type Silence,
	shows,
	silenceOf,
	type Timeline,
} from "./timeline.ts";
import type { Alarm, Signal, SignalState, Verdict, Why } from "./verdict.ts";

export {
	addSample,
	type Bar,
	barsOf,
	livenessSample,
	type Timeline,
	timeline,
} from "./timeline.ts";

/** The profile's own limits, or those of the chain's published cadence, or what is usual for its kind. */
export const thresholdsOf = (profile: Watchable): Thresholds => {
	const common = kindOf(profile).usual(profile);
	const limitsOf = (mark: Mark): SilenceLimits | null => {
		const known = cadenceOf(profile, mark);
		const published = known === null ? null : limitsFor(known.everyS);
		return profile.watch?.[mark] ?? published ?? common[mark];
	};
	return {
		batch: limitsOf("batch"),
		root: limitsOf("root"),
		onDemand: common.onDemand,
		...(common.isBatcherNamed && { isBatcherNamed: true }),
	};
};

/** By what a silence is measured, for people: a message for each sign whose usual pace was published. */
export const cadenceWords = (profile: Watchable): readonly Message[] =>
	(["batch", "root"] as const).flatMap((mark) => {
		const known = cadenceOf(profile, mark);
		return known === null || profile.watch?.[mark] !== undefined
			? []
			: [words.cadence(mark, known.everyS, known.by)];
	});

/** What this device knows beside the facts. */
export type ClockReading = {
	/** This device's clock, Unix seconds. */
	readonly nowS: number;
	/**
	 * Times of the newest signed and the newest final L1 block; `syncing` while this wallet has none yet, null when no endpoint
	 * of L1 answers.
	 */
	readonly l1:
		| { readonly headS: number; readonly finalS: number }
		| "syncing"
		| null;
	/** The clock disagrees with what the committee signed. */
	readonly clockFault: boolean;
};

/** L1's signed head is a minute old; final, it is 13 to 20 minutes old. Beyond these the trouble is not the rollup's. */
const mostHeadAgeS = 15 * 60;
const mostFinalAgeS = 60 * 60;
/** Looks are taken at each final head, every seven minutes. This far behind it, no endpoint proves the facts any more. */
const mostBehindS = 30 * 60;
/** A clock this far behind L1's newest block is wrong. */
const mostClockBehindS = 60;

/** When waiting began, for a rollup that posts only when asked: silence before it says nothing. Null when nothing waits. */
const waitingSince = (
	samples: Timeline,
	mark: Mark,
	{ first, last }: Silence,
): number | null => {
	const { queue, batchCount, rootCount } = last;
	const queued =
		queue !== null && queue.length > queue.taken
			? (queue.headEnqueuedS ?? first.takenAtS)
			: null;
	if (mark === "batch") return queued;
	// A batch that is posted waits for its root.
	const behind =
		batchCount !== null && rootCount !== null && batchCount > rootCount;
	const posted = behind ? silenceOf(samples, "batch") : null;
	return posted === null ? queued : posted.first.takenAtS;
};

const signalOf = (
	samples: Timeline,
	mark: Mark,
	{ [mark]: limits, onDemand, isBatcherNamed = false }: Thresholds,
): Signal | null => {
	const silence = silenceOf(samples, mark);
	if (silence === null || limits === null) return null;
	const { first, last, before } = silence;
	const date = mark === "batch" ? last.lastBatchS : last.lastRootS;
	// What L1 dates needs no second look: nothing came since that date, unless another sign moved after it.
	// A date that L1's clock has not come to is none: another number stands at that place.
	const isDate = date !== null && date <= last.takenAtS;
	const stated = isDate && date >= (before?.takenAtS ?? 0) ? date : null;
	const waits = onDemand ? waitingSince(samples, mark, silence) : null;
	const sinceS = Math.max(stated ?? first.takenAtS, waits ?? 0);
	const silentS = Math.max(0, last.takenAtS - sinceS);
	const lastS = stated ?? before?.takenAtS ?? null;
	const state = (): SignalState => {
		if (onDemand && waits === null) return "idle";
		if (silentS >= limits.stalledS) return "stalled";
		if (silentS >= limits.lateS) return "late";
		if (onDemand) return "alive";
		// Something came after `lastS`: a sign of life only if that is not long ago itself.
		return lastS !== null && last.takenAtS - lastS <= limits.stalledS
			? "alive"
			: "unknown";
	};
	const isNamed =
		isBatcherNamed &&
		mark === "batch" &&
		last.batchCount === null &&
		last.lastBatchS === null;
	return { mark, state: state(), silentS, sinceS, lastS, limits, isNamed };
};

const alarmsOf = (samples: Timeline): readonly Alarm[] => {
	const last = samples.at(-1);
	if (last === undefined) return [];
	const { queue, takenAtS } = last;
	const alarms: Alarm[] = [];
	const dueS = queue?.headDeadlineS ?? null;
	if (
		queue !== null &&
		queue.length > queue.taken &&
		dueS !== null &&
		dueS < takenAtS
	)
		alarms.push({
			kind: "deadline",
			sinceS: dueS,
			says: words.pastDeadline(takenAtS - dueS),
		});
	if (last.frozen === true)
		alarms.push({
			kind: "frozen",
			sinceS: last.frozenSinceS,
			says: words.frozen,
		});
	if (last.paused === true)
		alarms.push({ kind: "paused", sinceS: null, says: words.paused });
	if (last.enforced === true)
		alarms.push({ kind: "enforced", sinceS: null, says: words.enforced });
	return alarms;
};

/** What is not the rollup's trouble; null when all of this device and of L1 is well. */
const whyUnknown = (samples: Timeline, now: ClockReading): Why | null => {
	const { l1, nowS } = now;
	if (now.clockFault) return "clock";
	if (l1 === null) return "offline";
	if (l1 === "syncing") return "syncing";
	if (nowS < l1.headS - mostClockBehindS) return "clock";
	if (nowS - l1.headS > mostHeadAgeS || nowS - l1.finalS > mostFinalAgeS)
		return "l1-stale";
	const last = samples.at(-1);
	if (last === undefined) return "first-look";
	return l1.finalS - last.takenAtS > mostBehindS ? "no-proofs" : null;
};

const gravest = (
	signals: readonly Signal[],
	state: SignalState,
): Signal | undefined =>
	signals
		.filter((signal) => signal.state === state)
		.toSorted((a, b) => b.silentS / b.limits.lateS - a.silentS / a.limits.lateS)
		.at(0);

/** What every verdict says, whatever it is. */
type Common = Pick<Verdict, "asOf" | "signals" | "alarms" | "because">;

const commonOf = (samples: Timeline, signals: readonly Signal[]): Common => {
	const last = samples.at(-1);
	return {
		asOf:
			last === undefined
				? null
				: {
						timeS: last.takenAtS,
						blockNumber: last.blockNumber,
						finality: last.finality,
					},
		signals,
		alarms: alarmsOf(samples),
		because: signals.map(words.signalWords),
	};
};

const unknownVerdict = (common: Common, why: Why): Verdict => ({
	...common,
	kind: "unknown",
	sinceS: null,
	why,
	fact: null,
	says: words.unknown[why],
	against: [],
});

const frozenVerdict = (common: Common, last: Timeline[number]): Verdict => ({
	...common,
	kind: "frozen",
	sinceS: last.frozenSinceS,
	why: null,
	fact: "frozen",
	says: words.frozen,
	against: words.notFinal(last.finality),
});

/** One signal at least is silent for longer than is usual; null when none is. */
const silentVerdict = (
	common: Common,
	signals: readonly Signal[],
	last: Timeline[number],
): Verdict | null => {
	const stalled = gravest(signals, "stalled");
	const silent = stalled ?? gravest(signals, "late");
	if (silent === undefined) return null;
	return {
		...common,
		kind: stalled === undefined ? "late" : "stalled",
		sinceS: silent.sinceS,
		why: null,
		fact: silent.mark,
		says: words.silent(silent, stalled !== undefined),
		against: [
			...words.notFinal(last.finality),
			...words.against(silent, signals),
		],
	};
};

/** L1 shows none of its signals, or none that can be judged. */
const notVisibleVerdict = (common: Common, samples: Timeline): Verdict => ({
	...common,
	kind: "not-visible",
	sinceS: null,
	why: null,
	fact: null,
	says: samples.some((one) => shows(one, "batch") || shows(one, "root"))
		? words.notJudged
		: words.notVisible,
	against: [],
});

/**
 * The verdict, by L1's clock up to the newest look. A silence is one that L1 proves: two looks with the same numbers, or a
 * date that L1 keeps. What was not looked at is never counted as silence.
 * @param samples as `addSample` makes it
 */
export const judge = (
	samples: Timeline,
	thresholds: Thresholds,
	now: ClockReading,
): Verdict => {
	const last = samples.at(-1);
	const signals = (["batch", "root"] as const).flatMap((mark) => {
		const signal = signalOf(samples, mark, thresholds);
		return signal === null ? [] : [signal];
	});
	const common = commonOf(samples, signals);
	// A freeze is for good, so no trouble of ours unmakes it.
	if (last?.frozen === true) return frozenVerdict(common, last);
	const why = whyUnknown(samples, now);
	if (why !== null) return unknownVerdict(common, why);
	if (last === undefined) return unknownVerdict(common, "first-look");
	const silent = silentVerdict(common, signals, last);
	if (silent !== null) return silent;
	if (signals.length === 0) return notVisibleVerdict(common, samples);
	const known = signals.filter(({ state }) => state !== "unknown");
	const [sign] = known;
	if (sign === undefined)
		return unknownVerdict(
			common,
			signals.some(({ lastS }) => lastS !== null) ? "away" : "first-look",
		);
	return {
		...common,
		kind: "alive",
		sinceS: sign.lastS,
		why: null,
		fact: sign.mark,
		says: words.alive(sign),
		against: [],
	};
};

/** What cannot be seen from L1 at all. */
export const blindOf = (profile: Watchable): Message =>
	words.blind[kindOf(profile).blind];
