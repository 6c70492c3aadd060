// What a run of vitest says to `npm test` (run.ts): of each file what passed and failed, and what failed outside any test. The
// reporter (reporter.ts) writes it, and here it is read and judged.

import type { Decoded } from "../src/base/decode.ts";
import * as d from "../src/base/decode.ts";

/** The most of one failure's words that the end of the run repeats; the whole of it stands where it happened. */
export const mostWords = 1_200;
/** And of an error outside any test, whose stack is all there is to find it by. */
export const mostUnhandled = 6_000;

const mostErrors = 1_000;

export const runReport = d.record({
	files: d.list(
		d.record({
			/** An absolute path. */
			name: d.text(4_096),
			passed: d.int(),
			/** Of a file that did not load, or whose hooks failed: one, though no test did. */
			failed: d.int(),
			skipped: d.int(),
			/** What failed, in words: the test, and what it said. */
			failures: d.list(d.text(10_000), 100_000),
		}),
		100_000,
	),
	/** Errors that no test caught. */
	unhandled: d.list(
		d.record({
			words: d.text(mostUnhandled),
			/** The test file they came from, where anything says so. */
			file: d.nullable(d.text(4_096)),
		}),
		mostErrors,
	),
});
export type RunReport = Decoded<typeof runReport>;

/** A path of a test file in a text, as stacks and vitest's own errors name it. */
const testFile = /(?:file:\/\/)?(\/[^\s:()"']*\.test\.tsx?)/;

/** The test file that an error came from: vitest says it of what a worker threw, or the words name one. Null: nothing does. */
export const fileOf = (said: unknown, words: string): string | null =>
	typeof said === "string" && said !== ""
		? said
		: (testFile.exec(words)?.[1] ?? null);

/** Files of a run to be run again by themselves, in order, each once: where a test failed, or an error came from. */
export const toRunAgain = ({ files, unhandled }: RunReport): string[] => [
	...new Set([
		...files.filter(({ failed }) => failed > 0).map(({ name }) => name),
		...unhandled.flatMap(({ file }) => (file === null ? [] : [file])),
	]),
];

/** Why a file is to be run again, in words. */
const reasonsOf = (report: RunReport, name: string): readonly string[] => [
	...report.files
		.filter((file) => file.name === name)
		.flatMap(({ failures }) => failures),
	...report.unhandled
		.filter(({ file }) => file === name)
		.map(({ words }) => `an error outside any test: ${words}`),
];

export type Verdict = {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
	readonly failures: readonly string[];
	/** Files that failed, and passed when they were run again by themselves. */
	readonly flaky: readonly {
		readonly file: string;
		readonly reasons: readonly string[];
	}[];
};

const sum = (numbers: readonly number[]): number =>
	numbers.reduce((all, one) => all + one, 0);

/**
 * What a suite came to. A file that was run again counts as it was then. An error that names no file cannot be run again: it is
 * a failure.
 * @param name of the suite
 * @param first what it said; null: it ended without a report
 * @param again what its files said that were run again; those that are not in it were not, or did not end
 * @param code with which the first run ended
 */
export const judge = (
	name: string,
	first: RunReport | null,
	again: RunReport,
	code: number,
): Verdict => {
	if (first === null)
		return {
			passed: 0,
			failed: 1,
			skipped: 0,
			failures: [`${name}: ended with ${code} and without a report`],
			flaky: [],
		};
	const repeated = toRunAgain(first);
	const nameless = [first, again]
		.flatMap(({ unhandled }) => unhandled)
		.filter(({ file }) => file === null)
		.map(({ words }) => `${name}: an error outside any test: ${words}`);
	const silent =
		code !== 0 && repeated.length === 0 && nameless.length === 0
			? [`${name}: ended with ${code}, and nothing in it failed`]
			: [];
	const stillFailed: string[] = [];
	const flaky: Verdict["flaky"][number][] = [];
	let failedAgain = 0;
	for (const file of repeated) {
		const now = again.files.find((one) => one.name === file);
		const reasons = reasonsOf(again, file);
		if (now !== undefined && now.failed === 0 && reasons.length === 0) {
			flaky.push({ file, reasons: reasonsOf(first, file) });
			continue;
		}
		failedAgain += Math.max(now?.failed ?? 0, 1);
		const words = reasons.length > 0 ? reasons : reasonsOf(first, file);
		stillFailed.push(...words.map((word) => `${file}: ${word}`));
	}
	const counted = [
		...first.files.filter((file) => !repeated.includes(file.name)),
		...again.files,
	];
	const unexplained = [...nameless, ...silent];
	return {
		passed: sum(counted.map(({ passed }) => passed)),
		failed: failedAgain + unexplained.length,
		skipped: sum(counted.map(({ skipped }) => skipped)),
		failures: [...stillFailed, ...unexplained],
		flaky,
	};
};
