// `npm test`: every suite, then one line that counts them all. A suite that cannot run counts as a failure.
// Arguments name suites to run instead: unit, network, e2e.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Count = { passed: number; failed: number; skipped: number };

// The network's suites mostly wait for slots, so the unit suites run beside them. Browsers get the machine to themselves.
const lanes: readonly (readonly string[])[] = [["unit", "network"], ["e2e"]];

/** Runs a command. Its output is shown as it comes, or all at once at its end when others run beside it. */
const run = (
	command: string,
	args: readonly string[],
	beside: boolean,
): Promise<number> =>
	new Promise((resolve) => {
		const child = spawn(command, args, {
			stdio: ["ignore", beside ? "pipe" : "inherit", "inherit"],
		});
		const said: Buffer[] = [];
		child.stdout?.on("data", (part: Buffer) => said.push(part));
		child.on("close", (code) => {
			process.stdout.write(Buffer.concat(said));
			resolve(code ?? 1);
		});
		child.on("error", () => resolve(1));
	});

/** Runs one vitest project and counts its tests from its own report, not from what it printed. */
const suite = async (
	name: string,
	folder: string,
	beside: boolean,
): Promise<Count> => {
	const report = join(folder, `${name}.json`);
	console.log(`\n== ${name} begins`);
	const code = await run(
		process.execPath,
		[
			"node_modules/vitest/vitest.mjs",
			"run",
			"--project",
			name,
			"--reporter=default",
			"--reporter=json",
			`--outputFile.json=${report}`,
		],
		beside,
	);
	let counted: unknown;
	try {
		counted = JSON.parse(await readFile(report, "utf8"));
	} catch {
		return { passed: 0, failed: 1, skipped: 0 };
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
	};
	console.log(
		`== ${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`,
	);
	return count;
};

const folder = await mkdtemp(join(tmpdir(), "sextant-test-"));
const wanted = process.argv.slice(2);
const total: Count = { passed: 0, failed: 0, skipped: 0 };
for (const lane of lanes) {
	const asked = lane.filter(
		(name) => wanted.length === 0 || wanted.includes(name),
	);
	const counts = await Promise.all(
		asked.map((name) => suite(name, folder, asked.length > 1)),
	);
	for (const count of counts) {
		total.passed += count.passed;
		total.failed += count.failed;
		total.skipped += count.skipped;
	}
}
await rm(folder, { recursive: true, force: true });
console.log(
	`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`,
);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
