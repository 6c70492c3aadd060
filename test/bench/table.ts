// Runs a work: for each work all runtimes take turns in passes, so that what was measured in Node stands
// beside what was measured in the browsers a moment later.

import type { Contest } from "./contest.ts";
import { paceOf } from "./measure.ts";
import type { Series } from "./rows.ts";
import type { OpenRuntime } from "./runtimes.ts";

const passesOf = (quick: boolean): number => (quick ? 1 : 3);
const leastRounds = 3;
const mostRounds = 45;

/** How many rounds in each pass: as many as fit the time, within bounds that keep a median honest and a run short. */
export const roundsOf = (roundMs: number, quick: boolean): number => {
	if (quick) return roundMs > 1_000 ? 1 : 3;
	const budgetMs = 15_000;
	const fitting = Math.floor(budgetMs / roundMs);
	const all = Math.min(mostRounds, Math.max(leastRounds, fitting));
	return Math.ceil(all / passesOf(quick));
};

/** All samples of one work. @param say is told who cannot run where */
export const runWork = async (
	contest: Contest,
	opened: readonly OpenRuntime[],
	quick: boolean,
	say: (line: string) => void,
): Promise<readonly Series[]> => {
	const { work, topic, perRun } = contest;
	const lanes = [];
	for (const { runtime, runner } of opened) {
		const prepared = await runner.prepare(topic, paceOf(runtime, quick));
		for (const [who, why] of prepared.absent)
			say(`  ${runtime}: without ${who}: ${why}`);
		const all = prepared.entrants.map(({ name, backend }) => {
			const samplesMs: number[] = [];
			return { work, runtime, name, backend, samplesMs };
		});
		const rounds = roundsOf(prepared.roundMs, quick);
		lanes.push({ runner, rounds, all });
	}
	for (let pass = 0; pass < passesOf(quick); pass++)
		for (const { runner, rounds, all } of lanes)
			for (const round of await runner.measure(rounds))
				for (const [i, samples] of round.entries())
					for (const ms of samples) all[i]?.samplesMs.push(ms / perRun);
	return lanes.flatMap(({ all }) => all);
};
