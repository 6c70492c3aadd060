// Runs jobs in the place it is in: prepares a work, and gives its rounds when asked. Node calls it; the page's worker calls
// it for the jobs it fetches.

import { asFault } from "../../src/base/fault.ts";
import type { Contest, Entrant, Place, Runtime } from "./contest.ts";
import { type Measured, type Pace, type Round, warmUp } from "./measure.ts";

export type Prepared = {
	readonly entrants: readonly {
		readonly name: string;
		readonly backend: string | null;
	}[];
	readonly roundMs: number;
	/** Who cannot run here, and why. */
	readonly absent: readonly (readonly [who: string, why: string])[];
};

export type Runner = {
	/** Checks and warms up the contestants of a work, which stay until the next is prepared. */
	readonly prepare: (topic: string, pace: Pace) => Promise<Prepared>;
	/** @returns for each round and each entrant, samples of the time of one run in ms */
	readonly measure: (rounds: number) => Promise<readonly Round[]>;
};

export const runnerOf = (
	contests: readonly Contest[],
	place: Place,
): Runner => {
	let measured: Measured | undefined;
	return {
		prepare: async (topic, pace) => {
			const contest = contests.find((one) => one.topic === topic);
			if (contest === undefined)
				throw new RangeError(`"topic" names no work: ${topic}`);
			const absent: [string, string][] = [];
			const entrants: readonly Entrant[] = await contest.enter(
				place,
				(who, why) => absent.push([who, why]),
			);
			measured = await warmUp(entrants, pace);
			return {
				entrants: entrants.map(({ name, backend }) => ({ name, backend })),
				roundMs: measured.roundMs,
				absent,
			};
		},
		measure: async (rounds) => {
			if (measured === undefined) throw new Error("nothing is prepared");
			const all: Round[] = [];
			for (let i = 0; i < rounds; i++) all.push(await measured.round());
			return all;
		},
	};
};

/** What the page's worker is told first. */
export type Setting = { readonly runtime: Runtime; readonly periods: number };

/** What the page's worker is told to do. */
export type Job =
	| { readonly do: "prepare"; readonly topic: string; readonly pace: Pace }
	| { readonly do: "measure"; readonly rounds: number }
	| { readonly do: "start"; readonly times: number };

/** What a job came to, as JSON. */
export type Done = { readonly ok: unknown } | { readonly failed: string };

export const attempt = async (act: () => Promise<unknown>): Promise<Done> => {
	try {
		return { ok: await act() };
	} catch (thrown) {
		const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
		return { failed: `${asFault(thrown).message}\n${stack.slice(0, 1500)}` };
	}
};
