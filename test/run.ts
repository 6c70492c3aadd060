// `npm test`: every suite, then one line that counts them all. A suite that cannot run counts as a failure.
// Arguments name suites to run instead: unit, network, e2e.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { askedBrowsers } from "./browser/launch.ts";

type Count = {
	passed: number;
	failed: number;
	skipped: number;
	/** What failed, in words: the test, and what it said. */
	readonly failures: string[];
};

type Suite = {
	/** Of vitest. */
	readonly project: string;
	/** Only what lies there; all of it unless told. */
	readonly folder?: string;
	/** The one browser it runs in. */
	readonly browser?: string;
	/** How many of its files run beside each other, where it has networks or browsers to wait for; one unless told. */
	readonly workers?: number;
};

// What waits for slots leaves the processors to what computes: lanes run beside each other, the suites of a lane one after the
// other, and of a suite that waits most of the time some files at once. A stage ends when all its lanes have. Whole browsers on
// whole networks come last, a lane for each browser and one file at a time: two processors carry no more than two of them.
const stages: readonly (readonly (readonly Suite[])[])[] = [
	[
		[{ project: "network", workers: 3 }],
		[{ project: "unit" }, { project: "e2e", folder: "test/ui" }],
	],
	askedBrowsers().map((browser) => [
		{ project: "e2e", folder: "test/e2e", browser },
	]),
];

const nameOf = ({ project, folder, browser }: Suite): string =>
	[
		project,
		...(folder === undefined ? [] : [`of ${folder}`]),
		...(browser === undefined ? [] : [`in ${browser}`]),
	].join(" ");

type Ended = {
	readonly code: number;
	/** What it wrote to its standard error, all of it. */
	readonly errors: string;
};

/** Runs a command. Its output is shown as it comes, or all at once at its end when others run beside it. */
const run = (
	command: string,
	args: readonly string[],
	env: { readonly [name: string]: string },
	beside: boolean,
): Promise<Ended> =>
	new Promise((resolve) => {
		const child = spawn(command, args, {
			stdio: ["ignore", beside ? "pipe" : "inherit", "pipe"],
			env: { ...process.env, ...env },
		});
		const said: Buffer[] = [];
		const errors: Buffer[] = [];
		child.stdout?.on("data", (part: Buffer) => said.push(part));
		child.stderr?.on("data", (part: Buffer) => {
			errors.push(part);
			process.stderr.write(part);
		});
		child.on("close", (code) => {
			process.stdout.write(Buffer.concat(said));
			resolve({ code: code ?? 1, errors: String(Buffer.concat(errors)) });
		});
		child.on("error", (error) => resolve({ code: 1, errors: String(error) }));
	});

/** Runs one vitest project and counts its tests from its own report, not from what it printed. */
const once = async (
	suite: Suite,
	folder: string,
	beside: boolean,
	files: readonly string[] = [],
): Promise<Count & { readonly failedFiles: readonly FailedFile[] }> => {
	const name = nameOf(suite);
	const report = join(
		folder,
		`${name.replaceAll(/[ /]/g, "-")}${files.length}.json`,
	);
	console.log(`\n== ${name} begins${files.length > 0 ? " again" : ""}`);
	const { code, errors } = await run(
		process.execPath,
		[
			"node_modules/vitest/vitest.mjs",
			"run",
			"--project",
			suite.project,
			"--reporter=default",
			"--reporter=json",
			`--outputFile.json=${report}`,
			...(files.length === 0 && suite.folder !== undefined
				? [suite.folder]
				: files),
		],
		{
			// a file that is run again is by itself
			SEXTANT_WORKERS: String(files.length > 0 ? 1 : (suite.workers ?? 1)),
			...(suite.browser !== undefined && { SEXTANT_BROWSERS: suite.browser }),
		},
		beside,
	);
	let counted: unknown;
	try {
		counted = JSON.parse(await readFile(report, "utf8"));
	} catch {
		const failures = [
			`${name}: ended with ${code} and without a report\n${unhandledIn(errors)}`,
		];
		return { passed: 0, failed: 1, skipped: 0, failures, failedFiles: [] };
	}
	const of = (key: string): number => {
		const value: unknown =
			typeof counted === "object" && counted !== null
				? Reflect.get(counted, key)
				: 0;
		return typeof value === "number" ? value : 0;
	};
	const failed = of("numFailedTests");
	const count = {
		passed: of("numPassedTests"),
		// a file that does not load fails no test, so the exit code has its say
		failed: failed === 0 && code !== 0 ? 1 : failed,
		skipped: of("numPendingTests") + of("numTodoTests"),
		failures:
			failed === 0 && code !== 0
				? [
						`${name}: ended with ${code}, and no test failed\n${unhandledIn(errors)}`,
						...failuresIn(counted),
					]
				: failuresIn(counted),
	};
	console.log(
		`== ${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`,
	);
	return { ...count, failedFiles: failedIn(counted) };
};

type FailedFile = { readonly name: string; readonly passed: number };

const listAt = (of: unknown, key: string): readonly unknown[] => {
	const found: unknown =
		typeof of === "object" && of !== null ? Reflect.get(of, key) : undefined;
	return Array.isArray(found) ? found : [];
};
const textAt = (of: unknown, key: string): string =>
	typeof of === "object" && of !== null ? String(Reflect.get(of, key)) : "";

/** The files of a report of vitest's in which something failed, and how many of their tests passed. */
const failedIn = (report: unknown): readonly FailedFile[] =>
	listAt(report, "testResults")
		.filter((file) => textAt(file, "status") === "failed")
		.map((file) => ({
			name: textAt(file, "name"),
			passed: listAt(file, "assertionResults").filter(
				(test) => textAt(test, "status") === "passed",
			).length,
		}));

/** The most of one failure's words that the end of the run repeats; the whole of it stands where it happened. */
const mostWords = 1_200;
/** And of what failed outside any test. */
const mostUnhandled = 6_000;

/**
 * What failed outside any test, as the run itself said it on its standard error: an error that nobody caught, a worker that
 * ended, a hook. Its last words where it did not call them so.
 */
const unhandledIn = (errors: string): string => {
	const plain = stripVTControlCharacters(errors);
	const at = plain.search(/Unhandled|Failed Suites/);
	return at === -1
		? plain.slice(-mostUnhandled)
		: plain.slice(at, at + mostUnhandled);
};

/** The tests of a report of vitest's that failed, and the files that did not load, each with what it said. */
const failuresIn = (report: unknown): string[] =>
	listAt(report, "testResults")
		.filter((file) => textAt(file, "status") === "failed")
		.flatMap((file) => {
			const tests = listAt(file, "assertionResults").filter(
				(test) => textAt(test, "status") === "failed",
			);
			const name = textAt(file, "name");
			return tests.length === 0
				? [`${name}: ${textAt(file, "message").slice(0, mostWords)}`]
				: tests.map(
						(test) =>
							`${name}: ${textAt(test, "fullName")}\n${listAt(test, "failureMessages").join("\n").slice(0, mostWords)}`,
					);
		});

/**
 * Lanes run beside each other, so a browser now and then starts badly, a node is late, or an engine waits longer than a test
 * does. A file that failed is run once more, by itself, and said to be; what it fails then has failed.
 */
const twice = async (
	suite: Suite,
	folder: string,
	beside: boolean,
): Promise<Count> => {
	const first = await once(suite, folder, beside);
	const { failedFiles } = first;
	if (failedFiles.length === 0) return first;
	const files = failedFiles.map((file) => file.name);
	console.log(`== ${nameOf(suite)}: run again: ${files.join(", ")}`);
	const again = await once(suite, folder, beside, files);
	// what passed in a file that is run again is counted there alone
	const countedAgain = failedFiles.reduce((sum, file) => sum + file.passed, 0);
	return {
		passed: first.passed - countedAgain + again.passed,
		failed: again.failed,
		skipped: first.skipped,
		failures: again.failures,
	};
};

const folder = await mkdtemp(join(tmpdir(), "sextant-test-"));
const wanted = process.argv.slice(2);
const total: Count = { passed: 0, failed: 0, skipped: 0, failures: [] };
for (const stage of stages) {
	const lanes = stage
		.map((lane) =>
			lane.filter(
				({ project }) => wanted.length === 0 || wanted.includes(project),
			),
		)
		.filter((lane) => lane.length > 0);
	const counts = await Promise.all(
		lanes.map(async (lane) => {
			const done: Count[] = [];
			for (const suite of lane)
				done.push(await twice(suite, folder, lanes.length > 1));
			return done;
		}),
	);
	for (const count of counts.flat()) {
		total.passed += count.passed;
		total.failed += count.failed;
		total.skipped += count.skipped;
		total.failures.push(...count.failures);
	}
}
await rm(folder, { recursive: true, force: true });
// the output of an hour is long: what failed stands at its end once more
for (const failure of total.failures) console.log(`\nfailed: ${failure}`);
console.log(
	`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`,
);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
