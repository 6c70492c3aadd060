// How long the steps of an exit took: one rule for the screens and the command line. Pure.

import { durationWords } from "../base/units.ts";
import type { ExitView } from "./exit-views.ts";
import type { MessageOrText } from "./message.ts";

export type StepTime = {
	readonly id: string;
	readonly title: MessageOrText;
	/** Seconds since the step before; null when it was done before the journey began here, or was not timed. */
	readonly tookS: number | null;
	/** L1's clock, where a block shows it done; else this device's, when it first saw it. */
	readonly by: "l1" | "device" | "none";
};

/** Of each step that is done, and all of them together: from the start to the last of them, seconds. */
export const stepTimes = (
	exit: ExitView,
): { readonly steps: readonly StepTime[]; readonly totalS: number } => {
	const startS = Math.floor(exit.startedMs / 1000);
	let fromS = startS;
	const steps = exit.stages
		.filter(({ state }) => state === "done")
		.map(({ id, title, doneS, seenMs }): StepTime => {
			const atS = doneS ?? (seenMs === null ? null : Math.floor(seenMs / 1000));
			if (atS === null || atS < startS)
				return { id, title, tookS: null, by: "none" };
			const tookS = Math.max(0, atS - fromS);
			fromS = Math.max(fromS, atS);
			return { id, title, tookS, by: doneS === null ? "device" : "l1" };
		});
	return { steps, totalS: fromS - startS };
};

/** What is said of times, in one language. */
export type TimesWords = {
	readonly duration: (seconds: number) => string;
	readonly before: string;
	readonly atOnce: string;
	readonly byBlocks: string;
	/** Where this device's own clock was taken for some. */
	readonly byBlocksAndDevice: string;
};

export const englishTimes: TimesWords = {
	duration: (seconds) => durationWords(seconds),
	before: "done before",
	atOnce: "seen at once",
	byBlocks: "By the times of L1's blocks.",
	byBlocksAndDevice:
		"By the times of L1's blocks; where a star stands, by when this device first saw it, which may be later.",
};

/** As a cell of a table says it: a star where this device's own clock was taken. */
export const tookWords = (
	{ tookS, by }: StepTime,
	words: TimesWords = englishTimes,
): string =>
	tookS === null
		? words.before
		: by === "l1"
			? words.duration(tookS)
			: `${tookS === 0 ? words.atOnce : words.duration(tookS)} *`;

/** What the figures go by. */
export const timesNote = (
	steps: readonly StepTime[],
	words: TimesWords = englishTimes,
): string =>
	steps.some(({ by }) => by === "device")
		? words.byBlocksAndDevice
		: words.byBlocks;
