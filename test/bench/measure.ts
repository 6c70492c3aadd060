// Times entrants by turns: warm-up first, then rounds in which each runs one sample. What drifts (clock rate, neighbours)
// hits all of them alike. A sample repeats a short run until the clock can tell it.

import type { Entrant } from "./contest.ts";

export type Pace = {
	/** How long each entrant runs before it is timed. Firefox compiles well late. */
	readonly warmMs: number;
	/** The least length of a sample. */
	readonly sampleMs: number;
};

export const paceOf = (runtime: string, quick: boolean): Pace => ({
	warmMs: (quick ? 100 : 600) * (runtime === "firefox" ? 3 : 1),
	sampleMs: 5,
});

/** Samples of each entrant. */
export type Round = readonly (readonly number[])[];

export type Measured = {
	/** About how long a round takes. */
	readonly roundMs: number;
	/**
	 * One round: each entrant in turn gives its samples, more of them the quicker it is beside the slowest. Times are of
	 * one run, in ms.
	 */
	readonly round: () => Promise<Round>;
};

const mostRepeats = 100_000;
/** Of one entrant in one round. */
const mostSamples = 5;

const time = async (entrant: Entrant, repeats: number): Promise<number> => {
	const start = performance.now();
	for (let i = 0; i < repeats; i++) {
		const answer = entrant.run();
		if (answer instanceof Promise) await answer;
	}
	return performance.now() - start;
};

/** How many samples each gives in a round: the quicker beside the slowest, the more. @param samplesMs how long one takes */
export const samplesIn = (samplesMs: readonly number[]): readonly number[] => {
	const slowestMs = Math.max(0, ...samplesMs);
	return samplesMs.map((ms) =>
		Math.min(mostSamples, Math.max(1, Math.floor(slowestMs / ms))),
	);
};

/** Warms all entrants up and settles how often each runs in a sample. */
export const warmUp = async (
	entrants: readonly Entrant[],
	pace: Pace,
): Promise<Measured> => {
	const repeats: number[] = [];
	const samplesMs: number[] = [];
	for (const entrant of entrants) {
		let count = 1;
		let lastMs = await time(entrant, count);
		let spentMs = lastMs;
		// By doubling, so that the last stretch tells the speed after warm-up.
		while (spentMs < pace.warmMs && count < mostRepeats) {
			if (lastMs < pace.warmMs / 4) count *= 2;
			lastMs = await time(entrant, count);
			spentMs += lastMs;
		}
		const oneMs = Math.max(lastMs / count, 1e-5);
		const own = Math.ceil(pace.sampleMs / oneMs);
		repeats.push(Math.min(mostRepeats, Math.max(1, own)));
		samplesMs.push(Math.max(pace.sampleMs, oneMs));
	}
	const counts = samplesIn(samplesMs);
	const roundMs = samplesMs.reduce(
		(sum, ms, i) => sum + ms * (counts[i] ?? 1),
		0,
	);
	let turn = 0;
	return {
		roundMs,
		round: async () => {
			const samples = entrants.map((): number[] => []);
			// Who begins changes from round to round.
			for (let i = 0; i < entrants.length; i++) {
				const at = (i + turn) % entrants.length;
				const entrant = entrants[at];
				const count = repeats[at];
				if (entrant === undefined || count === undefined) continue;
				for (let n = 0; n < (counts[at] ?? 1); n++)
					samples[at]?.push((await time(entrant, count)) / count);
			}
			turn += 1;
			return samples;
		},
	};
};
