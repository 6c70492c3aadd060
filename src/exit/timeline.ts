// What L1 showed of a rollup, look by look: samples of proved facts in the order of L1's time, as plain data that can be
// stored. Bounded: old looks are thinned out where they stand densest. Knows no chain, no clock and no words; what the
// looks mean is judged in stall.ts.

import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import type { LivenessSample } from "../l2/signs.ts";

const count = d.nullable(d.int());
const maybe = d.nullable(d.flag);

export const livenessSample: Decode<LivenessSample> = d.record({
	takenAtS: d.int(),
	blockNumber: d.int(),
	finality: d.oneOf("optimistic", "final"),
	batcher: d.nullable(d.address),
	batcherNonce: count,
	batchCount: count,
	rootCount: count,
	lastBatchS: count,
	lastRootS: count,
	queue: d.nullable(
		d.record({
			length: d.int(),
			taken: d.int(),
			headEnqueuedS: count,
			headDeadlineS: count,
		}),
	),
	frozen: maybe,
	frozenSinceS: count,
	enforced: maybe,
	enforcedOpensS: count,
	paused: maybe,
});

/** In the order of L1's time, no two of one block. */
export type Timeline = readonly LivenessSample[];

export type TimelineBounds = {
	/** At least 16. */
	readonly mostSamples: number;
	/** How far before the newest a sample may lie, seconds. */
	readonly keptS: number;
};
/** A look at every final head of Ethereum makes 225 a day: three days of them, and a thinned month. */
export const usualBounds: TimelineBounds = {
	mostSamples: 900,
	keptS: 31 * 86_400,
};

/** @throws bad-field; samples out of order come back in order */
export const timeline: Decode<Timeline> = (raw, path) =>
	d
		.list(livenessSample, usualBounds.mostSamples)(raw, path)
		.reduce<Timeline>((all, sample) => addSample(all, sample), []);

/** What shows that somebody works for the rollup: as long as it is the same at two looks, nothing was done in between. */
export type Mark = "batch" | "root";

/** The numbers of a sample that only grow, by what they are a sign of. */
const signs = {
	batch: ["batcherNonce", "batchCount", "lastBatchS"],
	root: ["rootCount", "lastRootS"],
} as const satisfies {
	readonly [mark in Mark]: readonly (keyof LivenessSample)[];
};

/** True when the sample shows something of it. */
export const shows = (sample: LivenessSample, mark: Mark): boolean =>
	signs[mark].some((sign) => sample[sign] !== null);

/**
 * What the later look shows beside the earlier one. `apart`: nothing that both show can be compared, as after another
 * account became the batcher.
 */
const compare = (
	earlier: LivenessSample,
	later: LivenessSample,
	mark: Mark,
): "same" | "moved" | "apart" => {
	if (mark === "batch" && earlier.batcher !== later.batcher) return "apart";
	let found: "same" | "moved" | "apart" = "apart";
	for (const sign of signs[mark]) {
		const from = earlier[sign];
		const to = later[sign];
		if (from === null || to === null) continue;
		if (to < from) return "apart";
		if (to > from) found = "moved";
		else if (found === "apart") found = "same";
	}
	return found;
};

/** The newest unbroken silence, as far as looks at its two ends prove it. */
export type Silence = {
	/** The first look of it: since then nothing came up to the newest look. */
	readonly first: LivenessSample;
	readonly last: LivenessSample;
	/** The look before: something came between that one and the first. Null where no look shows that anything ever came. */
	readonly before: LivenessSample | null;
};

/** Null where no look shows anything of the mark. */
export const silenceOf = (samples: Timeline, mark: Mark): Silence | null => {
	let first: LivenessSample | null = null;
	let last: LivenessSample | null = null;
	for (let i = samples.length - 1; i >= 0; i--) {
		const sample = samples[i];
		if (sample === undefined || !shows(sample, mark)) continue;
		last ??= sample;
		const found: "same" | "moved" | "apart" =
			last === sample ? "same" : compare(sample, last, mark);
		if (found === "same") first = sample;
		else if (first !== null)
			return { first, last, before: found === "moved" ? sample : null };
	}
	return first === null || last === null ? null : { first, last, before: null };
};

/** Without the looks that stand densest for their age, one in eight; none goes at which a silence begins. */
const thinned = (samples: Timeline): LivenessSample[] => {
	const newest = samples.at(-1)?.takenAtS ?? 0;
	const held = new Set<LivenessSample | null>([
		samples[0] ?? null,
		samples.at(-1) ?? null,
	]);
	for (const mark of ["batch", "root"] as const) {
		const silence = silenceOf(samples, mark);
		if (silence !== null) held.add(silence.first).add(silence.before);
	}
	const dense = samples
		.map((sample, i) => {
			const before = samples[i - 1]?.takenAtS ?? sample.takenAtS;
			const after = samples[i + 1]?.takenAtS ?? sample.takenAtS;
			// an hour is added so that the newest day is not emptied for its youth
			const age = newest - sample.takenAtS + 3600;
			return { i, sample, density: (after - before) / age };
		})
		.filter(({ sample }) => !held.has(sample))
		.sort((a, b) => a.density - b.density);
	const gone = new Set<number>();
	// of two neighbours one stays: the gap that the first left is not made wider in the same go
	for (const { i } of dense) {
		if (gone.size >= Math.ceil(samples.length / 8)) break;
		if (!gone.has(i - 1) && !gone.has(i + 1)) gone.add(i);
	}
	return samples.filter((_, i) => !gone.has(i));
};

/**
 * The timeline with the sample. A final look takes the place of those that were not final up to its time: they may have
 * been of blocks that L1 dropped. A look that is not final is left out where a final one is as new.
 */
export const addSample = (
	samples: Timeline,
	sample: LivenessSample,
	bounds: TimelineBounds = usualBounds,
): Timeline => {
	const { takenAtS, finality, blockNumber } = sample;
	const isKept = (one: LivenessSample): boolean =>
		one.blockNumber !== blockNumber &&
		one.takenAtS !== takenAtS &&
		!(
			finality === "final" &&
			one.finality === "optimistic" &&
			one.takenAtS <= takenAtS
		);
	const outdone = samples.some(
		(one) =>
			one.finality === "final" &&
			(finality === "optimistic"
				? one.takenAtS >= takenAtS
				: one.blockNumber === blockNumber),
	);
	if (outdone) return samples;
	const all = [...samples.filter(isKept), sample].sort(
		(a, b) => a.takenAtS - b.takenAtS,
	);
	const newest = all.at(-1)?.takenAtS ?? takenAtS;
	const young = all.filter((one) => newest - one.takenAtS <= bounds.keptS);
	return young.length > bounds.mostSamples ? thinned(young) : young;
};

/** One stretch of L1's time on the drawing. */
export type Bar = {
	readonly fromS: number;
	readonly toS: number;
	/** `unseen`: this wallet was not looking. `ahead`: L1 is not final that far yet. */
	readonly state: "seen" | "unseen" | "ahead";
	/** What came in it, as far as it was seen. */
	readonly count: number;
	/** What came at some time in a longer stretch without looks, of which this is a part; null where there is none. */
	readonly inGap: number | null;
};

export type BarShape = { readonly bars: number; readonly barS: number };
/** A day in half hours. */
export const usualShape: BarShape = { bars: 48, barS: 1800 };

/** How much came between two looks; null where they do not show it. */
const between = (a: LivenessSample, b: LivenessSample): number | null => {
	const differ = (
		from: number | null,
		to: number | null,
		isSame = true,
	): number | null =>
		from === null || to === null || to < from || !isSame ? null : to - from;
	return (
		differ(a.batcherNonce, b.batcherNonce, a.batcher === b.batcher) ??
		differ(a.batchCount, b.batchCount) ??
		differ(a.rootCount, b.rootCount)
	);
};

/**
 * How often the rollup posted, bar by bar, oldest first; the last bar holds the present. A stretch between two looks is
 * seen where nothing came in it, or where it is no longer than a bar, and then what came is counted in the bar of the
 * later look. A bar that was seen less than half is `unseen`, and says nothing of a stall.
 */
export const barsOf = (
	samples: Timeline,
	now: { readonly nowS: number },
	shape: BarShape = usualShape,
): readonly Bar[] => {
	const { bars, barS } = shape;
	const end = (Math.floor(now.nowS / barS) + 1) * barS;
	const start = end - bars * barS;
	const seenS = new Array<number>(bars).fill(0);
	const counts = new Array<number>(bars).fill(0);
	const gaps = new Array<number | null>(bars).fill(null);
	const barAt = (timeS: number): number => Math.floor((timeS - start) / barS);
	for (const [i, b] of samples.entries()) {
		const a = samples[i - 1];
		if (a === undefined || b.takenAtS <= start || a.takenAtS >= end) continue;
		const came = between(a, b);
		if (came === null) continue;
		const isClear = came === 0 || b.takenAtS - a.takenAtS <= barS;
		const first = Math.max(0, barAt(a.takenAtS));
		const last = Math.min(bars - 1, barAt(b.takenAtS));
		for (let bar = first; bar <= last; bar++) {
			const from = Math.max(a.takenAtS, start + bar * barS);
			const to = Math.min(b.takenAtS, start + (bar + 1) * barS);
			if (isClear) seenS[bar] = (seenS[bar] ?? 0) + Math.max(0, to - from);
			else gaps[bar] = (gaps[bar] ?? 0) + came;
		}
		const own = barAt(b.takenAtS);
		if (isClear && own >= 0 && own < bars)
			counts[own] = (counts[own] ?? 0) + came;
	}
	const newest = samples.at(-1)?.takenAtS ?? Number.NEGATIVE_INFINITY;
	return counts.map((came, i) => {
		const fromS = start + i * barS;
		const seen = seenS[i] ?? 0;
		const passedS = Math.max(0, Math.min(newest, fromS + barS) - fromS);
		const isSeen = came > 0 || (seen > 0 && seen * 2 >= passedS);
		const state =
			samples.length > 0 && fromS > newest
				? "ahead"
				: isSeen
					? "seen"
					: "unseen";
		return {
			fromS,
			toS: fromS + barS,
			state,
			count: came,
			inGap: gaps[i] ?? null,
		};
	});
};
