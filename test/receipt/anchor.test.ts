import { describe, expect, it } from "vitest";
import { timesOfPeriod } from "../../src/l1/age.ts";
import { checkAnchorAge } from "../../src/receipt/anchor.ts";
import { committee, scene, testNetwork } from "./world.ts";

describe("the age of what evidence is anchored at, by the rule of a sync", () => {
	const { header } = scene();
	const { leastS, mostS } = timesOfPeriod(
		testNetwork,
		committee().value.period,
	);
	const at = (s: number) => () => checkAnchorAge(header, s * 1000);

	it("refuses a checkpoint whose committee ended before the limit", () => {
		const limit = testNetwork.maxCheckpointAgeS;
		at(mostS + limit)();
		expect(at(mostS + limit + 1)).toThrow("checkpoint-age");
	});

	it("refuses a checkpoint whose period has not begun by this clock", () => {
		at(leastS)();
		expect(at(leastS - 11)).toThrow("clock");
	});
});
