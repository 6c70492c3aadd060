// What `npm test` makes of a run: the reporter in a real run of vitest, and the verdict over what it wrote.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import * as d from "../src/base/decode.ts";
import {
	fileOf,
	judge,
	type RunReport,
	runReport,
	toRunAgain,
} from "./report.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const passing = "/t/passing.test.ts";
const failing = "/t/failing.test.ts";

const file = (
	name: string,
	failures: readonly string[] = [],
	passed = 3,
): RunReport["files"][number] => ({
	name,
	passed,
	failed: failures.length,
	skipped: 1,
	failures,
});
const report = (
	files: RunReport["files"],
	unhandled: RunReport["unhandled"] = [],
): RunReport => ({ files, unhandled });
const nothing = report([]);
const verdictOf = (first: RunReport | null, again = nothing, code = 1) =>
	judge("unit", first, again, code);

test("the reporter writes what passed, what failed, and which file an error outside any test came from", async () => {
	const folder = mkdtempSync(join(tmpdir(), "sextant-report-"));
	const place = join(folder, "report.json");
	try {
		const ended = await promisify(execFile)(
			process.execPath,
			[
				"node_modules/vitest/vitest.mjs",
				"run",
				"--config=test/fixtures/run/vitest.config.ts",
				`--reporter=${join(root, "test/reporter.ts")}`,
			],
			{ cwd: root, env: { ...process.env, SEXTANT_REPORT: place } },
		).then(
			() => 0,
			(thrown: unknown) => Reflect.get(Object(thrown), "code"),
		);
		expect(ended).toBe(1);
		const { files, unhandled } = runReport(
			d.parseJson(readFileSync(place, "utf8")),
			"report",
		);
		const named = (end: string) => files.find(({ name }) => name.endsWith(end));
		expect(named("/mixed.fixture.ts")).toMatchObject({
			passed: 1,
			failed: 1,
			skipped: 1,
		});
		expect(named("/mixed.fixture.ts")?.failures).toEqual([
			expect.stringMatching(
				/^fails\n[\s\S]*expected 1 to be 2[\s\S]*mixed\.fixture\.ts:/,
			),
		]);
		expect(named("/unloadable.fixture.ts")).toMatchObject({
			passed: 0,
			failed: 1,
			failures: [expect.stringContaining("does not load")],
		});
		expect(named("/hook.fixture.ts")).toMatchObject({ failed: 1 });
		expect(named("/rejected.fixture.ts")).toMatchObject({
			passed: 1,
			failed: 0,
		});
		expect(unhandled).toEqual([
			{
				words: expect.stringMatching(
					/nobody awaits this[\s\S]*rejected\.fixture\.ts:/,
				),
				file: join(root, "test/fixtures/run/rejected.fixture.ts"),
			},
		]);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});

test("an error is traced to the file that its own words name, and to none where nothing names one", () => {
	expect(fileOf("/t/a.test.ts", "")).toBe("/t/a.test.ts");
	expect(
		fileOf(undefined, "Error: Worker exited\n  at x (/t/b.test.ts:3:1)"),
	).toBe("/t/b.test.ts");
	expect(fileOf(undefined, "for test files /t/c.test.ts.")).toBe(
		"/t/c.test.ts",
	);
	expect(fileOf(undefined, "at file:///t/d.test.ts:1:1")).toBe("/t/d.test.ts");
	expect(fileOf(undefined, "write EPIPE\n at src/base/hex.ts:1")).toBe(null);
});

test("all that passed at once is neither failed nor flaky", () => {
	expect(verdictOf(report([file(passing)]), nothing, 0)).toEqual({
		passed: 3,
		failed: 0,
		skipped: 1,
		failures: [],
		flaky: [],
	});
});

test("a file that fails and passes when it is run again is flaky, with what it said first, and counts once", () => {
	const first = report([file(passing), file(failing, ["late: 1"], 2)]);
	expect(toRunAgain(first)).toEqual([failing]);
	expect(verdictOf(first, report([file(failing)]))).toEqual({
		passed: 6,
		failed: 0,
		skipped: 2,
		failures: [],
		flaky: [{ file: failing, reasons: ["late: 1"] }],
	});
});

test("a file that fails twice has failed, by what it said the second time", () => {
	const first = report([file(failing, ["first"])]);
	expect(verdictOf(first, report([file(failing, ["second"], 2)]))).toEqual({
		passed: 2,
		failed: 1,
		skipped: 1,
		failures: [`${failing}: second`],
		flaky: [],
	});
});

test("a file that was not run again, or did not end then, has failed", () => {
	expect(verdictOf(report([file(failing, ["first"])]))).toMatchObject({
		passed: 0,
		failed: 1,
		failures: [`${failing}: first`],
	});
});

test("an error outside any test has its file run again, and makes it flaky or failed though no test failed", () => {
	const first = report([file(passing)], [{ words: "EPIPE", file: passing }]);
	expect(toRunAgain(first)).toEqual([passing]);
	expect(verdictOf(first, report([file(passing)]))).toMatchObject({
		passed: 3,
		failed: 0,
		flaky: [{ file: passing, reasons: ["an error outside any test: EPIPE"] }],
	});
	expect(verdictOf(first, first)).toMatchObject({
		failed: 1,
		failures: [`${passing}: an error outside any test: EPIPE`],
		flaky: [],
	});
});

test("an error that names no file is a failure, whatever passed", () => {
	const first = report([file(passing)], [{ words: "a worker", file: null }]);
	expect(toRunAgain(first)).toEqual([]);
	expect(verdictOf(first)).toMatchObject({
		passed: 3,
		failed: 1,
		failures: ["unit: an error outside any test: a worker"],
	});
});

test("a run without a report, or with a code that nothing in it explains, has failed", () => {
	expect(verdictOf(null)).toMatchObject({
		failed: 1,
		failures: ["unit: ended with 1 and without a report"],
	});
	expect(verdictOf(report([file(passing)]))).toMatchObject({
		passed: 3,
		failed: 1,
		failures: ["unit: ended with 1, and nothing in it failed"],
	});
});
