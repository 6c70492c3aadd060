// `npm run e2e -- [FILTER] [--browser chromium|firefox]`: the browser suites alone. FILTER is part of a suite's file name.

import { spawn } from "node:child_process";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { browser: { type: "string" } },
});
if (
	values.browser !== undefined &&
	values.browser !== "chromium" &&
	values.browser !== "firefox"
) {
	console.error(`--browser is chromium or firefox, not ${values.browser}`);
	process.exit(2);
}
const child = spawn(
	process.execPath,
	["node_modules/vitest/vitest.mjs", "run", "--project", "e2e", ...positionals],
	{
		stdio: "inherit",
		env: {
			...process.env,
			...(values.browser === undefined
				? {}
				: { SEXTANT_BROWSERS: values.browser }),
		},
	},
);
child.on("close", (code) => process.exit(code ?? 1));
