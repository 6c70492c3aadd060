// Where the time of one contestant goes, by function, as Node's own profiler samples it: self time, WASM functions by the
// names their module gives them.

import { type Profiler, Session } from "node:inspector/promises";
import { type Contest, labelOf, type Place } from "./contest.ts";

export type Share = {
	/** Name and file of the function. */
	readonly name: string;
	/** Of all samples, 0 to 1. */
	readonly share: number;
};

const nameOf = ({ functionName, url }: Profiler.ProfileNode["callFrame"]) => {
	const file = url.startsWith("wasm:") ? "wasm" : (url.split("/").at(-1) ?? "");
	return `${functionName === "" ? "(anonymous)" : functionName} ${file}`.trim();
};

/** Self time by function, the largest first. */
export const sharesOf = ({
	nodes,
	samples = [],
	timeDeltas = [],
}: Profiler.Profile): readonly Share[] => {
	const names = new Map(
		nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]),
	);
	const own = new Map<string, number>();
	let whole = 0;
	for (const [i, id] of samples.entries()) {
		const name = names.get(id) ?? "?";
		const us = timeDeltas[i] ?? 0;
		// The profiler's own start and stop.
		if (name === "dispatch") continue;
		own.set(name, (own.get(name) ?? 0) + us);
		whole += us;
	}
	return [...own]
		.map(([name, us]) => ({ name, share: whole === 0 ? 0 : us / whole }))
		.sort((a, b) => b.share - a.share);
};

const warmMs = 1_000;
const profiledMs = 3_000;
const mostLines = 25;

const runFor = async (run: () => unknown, ms: number): Promise<number> => {
	const end = performance.now() + ms;
	let runs = 0;
	while (performance.now() < end) {
		const answer = run();
		if (answer instanceof Promise) await answer;
		runs += 1;
	}
	return runs;
};

/** Profiles every contestant of our own at one work. @param say gets the lines */
export const profileWork = async (
	contest: Contest,
	place: Place,
	say: (line: string) => void,
): Promise<void> => {
	const entrants = await contest.enter(place, (who, why) =>
		say(`  without ${who}: ${why}`),
	);
	for (const entrant of entrants) {
		if (entrant.backend === null) continue;
		await runFor(entrant.run, warmMs);
		const session = new Session();
		session.connect();
		await session.post("Profiler.enable");
		await session.post("Profiler.setSamplingInterval", { interval: 100 });
		await session.post("Profiler.start");
		const runs = await runFor(entrant.run, profiledMs);
		const { profile } = await session.post("Profiler.stop");
		session.disconnect();
		say(`\n${contest.work}, ${labelOf(entrant)}: ${runs} runs`);
		for (const { name, share } of sharesOf(profile).slice(0, mostLines))
			if (share >= 0.002)
				say(`  ${`${(100 * share).toFixed(1)}%`.padStart(6)}  ${name}`);
	}
};
