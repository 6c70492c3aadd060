// The files of a worker share its process, and nothing else: in a real run of vitest.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("files that share a process see no module's state, no mock and nothing still running of each other", async () => {
	const root = fileURLToPath(new URL("..", import.meta.url));
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[
			"node_modules/vitest/vitest.mjs",
			"run",
			"--config=test/fixtures/fresh/vitest.config.ts",
			"--reporter=verbose",
		],
		{ cwd: root },
	);
	const processes = [...stdout.matchAll(/in process (\d+)/g)].map(
		([, pid]) => pid,
	);
	expect(processes).toHaveLength(4);
	expect(new Set(processes).size).toBeLessThan(4);
});
