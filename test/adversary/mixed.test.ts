// A sample of the campaign: the seed that everyone runs, and one from the clock, which is printed so that it can be run again.

import { expect, it, vi } from "vitest";
import { classes } from "./classes/table.ts";
import { isHarmed, linesOf, runMixed } from "./mixed.ts";

vi.mock("@noble/hashes/scrypt.js", async (load) => {
	const real = await load<typeof import("@noble/hashes/scrypt.js")>();
	// the mock is hoisted above all imports
	const { remembered } = await import("./remembered.ts");
	return { ...real, scryptAsync: remembered(real.scryptAsync) };
});

const seeds = [1795340910, Math.floor(Date.now() / 1000)] as const;

it.each(seeds)(
	"gives no attacker a signature, a stale or unproved answer, or a person who is stuck, by seed %i",
	async (seed) => {
		const report = await runMixed(classes, seed, 45);
		console.log(`npm run attack -- --seed ${seed} --count 45`);
		if (isHarmed(report)) console.log(linesOf(report).join("\n"));
		expect(Object.values(report.classes).flatMap(({ found }) => found)).toEqual(
			[],
		);
		expect(isHarmed(report)).toBe(false);
		for (const [name, { attempts, told, refused, compared }] of Object.entries(
			report.classes,
		)) {
			expect(attempts, name).toBeGreaterThan(0);
			// It met the wallet: something was refused, shown, or held against the truth.
			const met = told + compared + Object.keys(refused).length;
			expect(met, name).toBeGreaterThan(0);
		}
	},
);
