// What went wrong and is nobody's endpoint's fault, for the diagnostics: the newest, in memory alone.

import type { Fault } from "../base/fault.ts";
import { isoWords } from "../base/time.ts";
import type { Clock } from "../source/ports.ts";

export type Problems = {
	readonly note: (fault: Fault) => void;
	/** Oldest first. */
	readonly lines: () => readonly string[];
};

const mostProblems = 100;

export const openProblems = (clock: Pick<Clock, "nowMs">): Problems => {
	const lines: string[] = [];
	return {
		note: (fault) => {
			lines.push(
				`${isoWords(clock.nowMs() / 1000)} ${fault.source ?? ""} ${fault.message}`.slice(
					0,
					300,
				),
			);
			if (lines.length > mostProblems) lines.shift();
		},
		lines: () => lines,
	};
};
