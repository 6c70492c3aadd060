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

export type Measured = {
	/** About how long a round takes. */
	readonly roundMs: number;
	/** One round: each entrant in turn gives one sample. Times are of one run, in ms. */
	readonly round: () => Promise<readonly number[]>;
};

const mostRepeats = 100_000;

const time = async (entrant: Entrant, repeats: number): Promise<number> => {
	const start = performance.now();
	for (let i = 0; i < repeats; i++) {
		const answer = entrant.run();
		if (answer instanceof Promise) await answer;
	}
	return performance.now() - start;
};

/** Warms all entrants up and settles how often each runs in a sample. */
export const warmUp = async (
	entrants: readonly Entrant[],
	pace: Pace,
): Promise<Measured> => {
	const repeats: number[] = [];
	let roundMs = 0;
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
		roundMs += Math.max(pace.sampleMs, oneMs);
	}
	let turn = 0;
	return {
		roundMs,
		round: async () => {
			const samples = new Array<number>(entrants.length).fill(0);
			// Who begins changes from round to round.
			for (let i = 0; i < entrants.length; i++) {
				const at = (i + turn) % entrants.length;
				const entrant = entrants[at];
				const count = repeats[at];
				if (entrant === undefined || count === undefined) continue;
				samples[at] = (await time(entrant, count)) / count;
			}
			turn += 1;
			return samples;
		},
	};
};
