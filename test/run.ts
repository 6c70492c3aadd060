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
import { buildScreens } from "./ui/built.ts";

type Suite = {
	/** Of vitest. */
	readonly project: "unit" | "network" | "e2e";
	/** Only what lies there; all of it unless told. */
	readonly folder?: string;
	/** The one browser it runs in. */
	readonly browser?: string;
	/** How many of its files run beside each other, where it has networks or browsers to wait for; one unless told. */
	readonly workers?: number;
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
	workers: 2,
});

const [first, ...others] = askedBrowsers();

// A lane for each of two processors: its suites run one after the other, and no lane waits for another. What waits for slots
// runs some files at once beside what computes, which gets what is left: a network that gets its turn late misses slots, a
// computation is only done later. The two browsers' walks come after that, a lane each, and last the screens, which wait for
// nothing and take both processors as soon as the other lane is through. All of it at once takes no less time, and networks miss
// slots.
const lanes: readonly (readonly Suite[])[] = [
	[{ project: "network", workers: 4 }, ...others.map(walksIn)],
	[
		{ project: "unit", yields: true },
		...(first === undefined ? [] : [walksIn(first)]),
		{ project: "e2e", folder: screens, workers: 2 },
	],
];

const nameOf = ({ project, folder, browser }: Suite): string =>
	[
		project,
		...(folder === undefined ? [] : [`of ${folder}`]),
		...(browser === undefined ? [] : [`in ${browser}`]),
	].join(" ");

/** How far what yields is set back: it still gets a quarter where it meets another. */
const setBack = 5;

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
			...(suite.yields === true
				? [`--maxWorkers=${availableParallelism()}`]
				: []),
			...files,
		],
		{
			SEXTANT_REPORT: place,
			SEXTANT_EXTENSION: join(folder, "extension"),
			...(suite.folder === screens && {
				SEXTANT_SCREENS: join(folder, "screens"),
			}),
			SEXTANT_WORKERS: String(suite.workers ?? 1),
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
 * Lanes run beside each other, so a browser now and then starts badly, a node is late, or an engine waits longer than a test
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

const planned = lanes
	.map((lane) =>
		lane.flatMap((suite) => {
			const files = filesOf(suite);
			return files === null ? [] : [{ suite, files }];
		}),
	)
	.filter((lane) => lane.length > 0);
const folder = await mkdtemp(join(tmpdir(), "sextant-test-"));
const suites = planned.flat().map(({ suite }) => suite);
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
const verdicts = (
	await Promise.all(
		planned.map(async (lane) => {
			const done: Verdict[] = [];
			for (const { suite, files } of lane) {
				if (suite.project === "e2e") await building;
				done.push(await judged(suite, folder, planned.length > 1, files));
			}
			return done;
		}),
	)
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
