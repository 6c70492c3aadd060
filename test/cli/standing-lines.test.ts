// What `sextant profiles --prove` prints of one chain.

import { expect, it } from "vitest";
import { standingLines } from "../../src/cli/prove.ts";
import { readStandings } from "../../src/exit/standings.ts";
import { wordsOf } from "../../src/words/catalogue.ts";
import { readerOver } from "../exit/reading.ts";
import { l1World, profile } from "../l2/reference/world.ts";

it("says in words who can change the contracts, one line each", async () => {
	const standings = await readStandings(profile, readerOver(l1World([])).read);
	const { upgraders, contractAlerts } = standings.facts;
	expect(upgraders.length + contractAlerts.length).toBeGreaterThan(0);
	const lines = standingLines(profile, standings);
	for (const { says } of upgraders)
		expect(lines).toContain(`    ${wordsOf(says)}`);
	for (const line of lines) expect(line).not.toContain("[object");
});
