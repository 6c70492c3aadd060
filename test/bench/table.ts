// Runs the works of the table: for each work all runtimes take turns in passes, so that what was measured in Node stands
// beside what was measured in the browsers a moment later.

import type { Contest } from "./contest.ts";
import { paceOf } from "./measure.ts";
import type { Series } from "./rows.ts";
import type { OpenRuntime } from "./runtimes.ts";

/** How many rounds, in how many passes over the runtimes. */
export type Length = { readonly passes: number; readonly rounds: number };

export const lengthOf = (quick: boolean): Length =>
	quick ? { passes: 1, rounds: 3 } : { passes: 3, rounds: 7 };

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
		const all = prepared.entrants.map(({ name, backend }) => ({
			work,
			runtime,
			name,
			backend,
			samplesMs: [] as number[],
		}));
		lanes.push({ runner, all });
	}
	const { passes, rounds } = lengthOf(quick);
	for (let pass = 0; pass < passes; pass++)
		for (const { runner, all } of lanes)
			for (const round of await runner.measure(rounds))
				for (const [i, ms] of round.entries())
					all[i]?.samplesMs.push(ms / perRun);
	return lanes.flatMap(({ all }) => all);
};
