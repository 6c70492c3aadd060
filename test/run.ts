// `npm test`: every suite, then one line that counts them all. A suite that cannot run counts as a failure.
// Arguments name suites to run instead: unit, network, e2e. With --changed only the test files that a change can reach are run
// (changed.ts), against the branch point from main or, on main itself, the last commit.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { buildExtension } from "../extension/build.ts";
import * as d from "../src/base/decode.ts";
import { type BrowserName, ensureBrowser } from "./browser/ensure.ts";
import { askedBrowsers } from "./browser/launch.ts";
import { reachedTests } from "./changed.ts";
import {
	judge,
	type RunReport,
	runReport,
	toRunAgain,
	type Verdict,
} from "./report.ts";
import { inPlaces, inTurn, type Task } from "./schedule.ts";
import { buildScreens } from "./ui/built.ts";

type Suite = {
	/** Of vitest. */
	readonly project: "unit" | "network" | "e2e";
	/** Only what lies there; all of it unless told. */
	readonly folder?: string;
	/** The one browser it runs in. */
	readonly browser?: string;
	/** How many of its files run beside each other. */
	readonly workers: number;
	/** It computes and waits for nothing, so it gets what the others leave. */
	readonly yields?: true;
};

const walks = "test/e2e";
const screens = "test/ui";

/** The walks in a browser. Each of them is half waiting, for slots and for what a person would wait for too. */
const walksIn = (browser: BrowserName): Suite => ({
	project: "e2e",
	folder: walks,
	browser,
	// the longest of the walks, and more of them, are walked in Chromium alone
	workers: browser === "chromium" ? 3 : 2,
});

// What waits for slots and for clocks comes as early as may be, and what computes fills up whatever it leaves of the processors, so
// that none of them idles while there is anything to compute: a network that gets its turn late misses slots, a computation is only
// done later. Each suite here waits for those before it in its own row alone.

/** So many files that wait run beside each other. With more of them networks miss slots. */
const places = 5;

/** Each begins in this order as soon as there are places for all its workers. */
const waiting: readonly Suite[] = [
	{ project: "network", workers: 4 },
	...askedBrowsers().map(walksIn),
];

/** One after the other, on every processor. */
const computing: readonly Suite[] = [
	{ project: "unit", workers: availableParallelism(), yields: true },
	{
		project: "e2e",
		folder: screens,
		workers: availableParallelism(),
		yields: true,
	},
];

const nameOf = ({ project, folder, browser }: Suite): string =>
	[
		project,
		...(folder === undefined ? [] : [`of ${folder}`]),
		...(browser === undefined ? [] : [`in ${browser}`]),
	].join(" ");

/** How far what yields is set back: it still gets a tenth where it meets another, and what waits goes on as if by itself. */
const setBack = 10;

/** Runs a command. Its output is shown as it comes, or all at once at its end when others run beside it. @returns its code */
const run = (
	command: string,
	args: readonly string[],
	env: { readonly [name: string]: string },
	beside: boolean,
	yields: boolean,
): Promise<number> =>
	new Promise((resolve) => {
		const child = spawn(command, args, {
			stdio: ["ignore", beside ? "pipe" : "inherit", "inherit"],
			env: { ...process.env, ...env },
		});
		if (beside && yields && child.pid !== undefined)
			setPriority(child.pid, setBack);
		const said: Buffer[] = [];
		child.stdout?.on("data", (part: Buffer) => said.push(part));
		child.on("close", (code) => {
			process.stdout.write(Buffer.concat(said));
			resolve(code ?? 1);
		});
		child.on("error", (error) => {
			console.error(error);
			resolve(1);
		});
	});

/** Where more files of a suite fail, chance is not why. */
const mostAgain = 8;

let runs = 0;

/** Runs one vitest project, all that belongs to the suite or the files that are named. Its report is null when there is none. */
const once = async (
	suite: Suite,
	folder: string,
	beside: boolean,
	files: readonly string[],
): Promise<{ readonly code: number; readonly report: RunReport | null }> => {
	const place = join(folder, `${runs++}.json`);
	const code = await run(
		process.execPath,
		[
			"node_modules/vitest/vitest.mjs",
			"run",
			"--project",
			suite.project,
			"--reporter=default",
			"--reporter=test/reporter.ts",
			// of vitest's own accord it would leave one processor to itself
			`--maxWorkers=${suite.workers}`,
			...files,
		],
		{
			SEXTANT_REPORT: place,
			SEXTANT_EXTENSION: join(folder, "extension"),
			...(suite.folder === screens && {
				SEXTANT_SCREENS: join(folder, "screens"),
			}),
			SEXTANT_WORKERS: String(suite.workers),
			...(suite.browser !== undefined && { SEXTANT_BROWSERS: suite.browser }),
		},
		beside,
		suite.yields === true,
	);
	try {
		const report = runReport(
			d.parseJson(await readFile(place, "utf8")),
			nameOf(suite),
		);
		return { code, report };
	} catch {
		return { code, report: null };
	}
};

/**
 * Suites run beside each other, so a browser now and then starts badly, a node is late, or an engine waits longer than a test
 * does. A file that failed, or that an error outside any test came from, is run once more, by itself, and said to be; what it
 * fails then has failed, and what it passes then is reported as flaky.
 */
const judged = async (
	suite: Suite,
	folder: string,
	beside: boolean,
	files: readonly string[],
): Promise<Verdict> => {
	const name = nameOf(suite);
	console.log(`\n== ${name} begins`);
	const first = await once(suite, folder, beside, files);
	const failing = first.report === null ? [] : toRunAgain(first.report);
	const seconds: Awaited<ReturnType<typeof once>>[] = [];
	if (failing.length <= mostAgain)
		for (const file of failing) {
			console.log(`== ${name}: ${file} once more`);
			seconds.push(await once(suite, folder, beside, [file]));
		}
	const again: RunReport = {
		files: seconds.flatMap(({ report }) => report?.files ?? []),
		unhandled: seconds.flatMap(({ report }) => report?.unhandled ?? []),
	};
	const verdict = judge(name, first.report, again, first.code);
	const { passed, failed, skipped, flaky } = verdict;
	console.log(
		`== ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped${flaky.length > 0 ? `, ${flaky.length} files flaky` : ""}`,
	);
	return verdict;
};

const wanted = process.argv.slice(2);
const isChanged = wanted.includes("--changed");
const named = wanted.filter((word) => word !== "--changed");
const reached = isChanged ? await reachedTests() : null;

/** The files of a suite that are to be run; none: all of it. Null: nothing of it is. */
const filesOf = (suite: Suite): readonly string[] | null => {
	if (named.length > 0 && !named.includes(suite.project)) return null;
	if (reached === null) return suite.folder === undefined ? [] : [suite.folder];
	// networks and walks take minutes each: only on request
	if (named.length === 0 && suite.project !== "unit") return null;
	const files = reached[suite.project].filter((file) =>
		file.startsWith(suite.folder ?? ""),
	);
	return files.length === 0 ? null : files;
};

type Planned = { readonly suite: Suite; readonly files: readonly string[] };

const plannedOf = (row: readonly Suite[]): readonly Planned[] =>
	row.flatMap((suite) => {
		const files = filesOf(suite);
		return files === null ? [] : [{ suite, files }];
	});

const [toWaitFor, toCompute] = [plannedOf(waiting), plannedOf(computing)];
const planned = [...toWaitFor, ...toCompute];
const folder = await mkdtemp(join(tmpdir(), "sextant-test-"));
const suites = planned.map(({ suite }) => suite);
// here, since two files that miss one would install it beside each other; where that fails, the files say so
if (suites.some(({ project }) => project === "e2e"))
	for (const browser of askedBrowsers())
		await ensureBrowser(browser).catch(console.error);
/** What the suites in browsers take, built once for all their files, while what needs none of it runs. */
const build = async (): Promise<void> => {
	// test/e2e/extension.ts
	if (suites.some((suite) => suite.folder === walks))
		for (const target of askedBrowsers())
			await buildExtension({
				target,
				outDir: join(folder, "extension", target),
				devnet: true,
			});
	// test/ui/built.ts
	if (suites.some((suite) => suite.folder === screens))
		await buildScreens(join(folder, "screens"));
};
const building = build();
// whoever waits for it says so
building.catch(() => {});
const verdictOn = async ({ suite, files }: Planned): Promise<Verdict> => {
	if (suite.project === "e2e") await building;
	return judged(suite, folder, planned.length > 1, files);
};

const tasksOf = (row: readonly Planned[]): readonly Task<Verdict>[] =>
	row.map((one) => ({
		workers: one.suite.workers,
		run: () => verdictOn(one),
	}));

const verdicts = (
	await Promise.all([
		inPlaces(tasksOf(toWaitFor), places),
		inTurn(tasksOf(toCompute)),
	])
).flat();
await rm(folder, { recursive: true, force: true });
const count = (key: "passed" | "failed" | "skipped"): number =>
	verdicts.reduce((sum, verdict) => sum + verdict[key], 0);
const [passed, failed, skipped] = [
	count("passed"),
	count("failed"),
	count("skipped"),
];
// the output of a run is long: what failed, and what failed once, stands at its end once more
for (const { flaky } of verdicts)
	for (const { file, reasons } of flaky)
		console.log(`\nflaky: ${file}: ${reasons.join("\n")}`);
for (const { failures } of verdicts)
	for (const failure of failures) console.log(`\nfailed: ${failure}`);
if (reached !== null) {
	const left = (["network", "e2e"] as const).filter(
		(project) => reached[project].length > 0 && !named.includes(project),
	);
	for (const project of left)
		console.log(
			`\nreached and not run: ${reached[project].length} files of ${project} (npm test -- --changed ${project})`,
		);
}
const flakyFiles = verdicts.flatMap(({ flaky }) =>
	flaky.map(({ file }) => file),
);
if (flakyFiles.length > 0)
	console.log(`\nflaky, passed when run again: ${flakyFiles.join(", ")}`);
console.log(
	`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
);
const isNothing = reached !== null && planned.length === 0;
process.exit(failed === 0 && (passed > 0 || isNothing) ? 0 : 1);
