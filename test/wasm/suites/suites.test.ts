// Every backend against its oracle, in this Node. The browsers run the same suites in test/e2e/kernels.test.ts, and
// `npm run test:long` runs them all for long.

import "../relaxed-simd.ts";
import { describe, expect, it } from "vitest";
import { short, suites } from "./suites.ts";

describe("agree with their oracle in Node:", () => {
	it.each(suites)("$name", async ({ run }) => {
		const outcome = await run(short);
		// A runtime without the instructions has nothing to disagree with; the self-test at start says so to the user.
		if ("absent" in outcome) expect(outcome.absent).toContain("no ");
		else expect(outcome.failures).toEqual([]);
	});
});
