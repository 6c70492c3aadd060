// Every kernel backend against its oracle inside the real browsers, whose compilers are other ones than Node's.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askedBrowsers } from "../browser/launch.ts";
import { openSuites, type SuiteBrowser } from "../wasm/suites/browser.ts";
import { short, suites } from "../wasm/suites/suites.ts";

describe.each(askedBrowsers())("agree with their oracle in %s:", (name) => {
	let browser: SuiteBrowser;
	beforeAll(async () => {
		browser = await openSuites(name);
	}, 120_000);
	afterAll(async () => {
		await browser?.close();
	});

	// Both browsers of the tests have every instruction, so here an absent backend is a failure.
	it.each(suites)("$name", async (suite) => {
		expect(await browser.run(suite.name, short, 120_000)).toEqual({
			failures: [],
		});
	});
});
