// Writes what `npm test` needs to know of a run of vitest (report.ts), errors outside any test among it, to the file that
// SEXTANT_REPORT names.

import { writeFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import type { Reporter, TestModule } from "vitest/node";
import { fileOf, mostUnhandled, mostWords, type RunReport } from "./report.ts";

type Errors = Parameters<NonNullable<Reporter["onTestRunEnd"]>>[1];

/** What an error says and where it stands; what it was caused by after it. */
const wordsOf = (error: Errors[number], most: number): string => {
	const parts: string[] = [];
	for (
		let one: Errors[number] | undefined = error;
		one !== undefined && parts.length < 4;
		one = one.cause
	) {
		const message = String(one.message);
		const { stack = "" } = one;
		parts.push(stack.includes(message) ? stack : `${message}\n${stack}`);
	}
	return stripVTControlCharacters(parts.join("\ncaused by ")).slice(0, most);
};

const fileReport = (module: TestModule): RunReport["files"][number] => {
	const tests = [...module.children.allTests()];
	const failed = tests.filter((test) => test.result().state === "failed");
	const outside = [
		...module.errors(),
		...[...module.children.allSuites()].flatMap((suite) => suite.errors()),
	];
	return {
		name: module.moduleId,
		passed: tests.filter((test) => test.result().state === "passed").length,
		failed: failed.length + (failed.length === 0 && !module.ok() ? 1 : 0),
		skipped: tests.filter((test) => test.result().state === "skipped").length,
		failures: [
			...failed.map(
				(test) =>
					`${test.fullName}\n${(test.result().errors ?? []).map((error) => wordsOf(error, mostWords)).join("\n")}`,
			),
			...outside.map((error) => wordsOf(error, mostWords)),
		],
	};
};

export default class RunReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], unhandled: Errors): void {
		const place = process.env.SEXTANT_REPORT;
		if (place === undefined)
			throw new Error("SEXTANT_REPORT names no file to write to");
		const report: RunReport = {
			files: modules.map(fileReport),
			unhandled: unhandled.map((error) => {
				const words = wordsOf(error, mostUnhandled);
				return { words, file: fileOf(error.VITEST_TEST_PATH, words) };
			}),
		};
		writeFileSync(place, JSON.stringify(report));
	}
}
