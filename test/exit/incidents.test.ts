// The watch over recorded incidents: when it would have spoken, that it keeps quiet on the days around them and through a
// year of normal days, and where it could not have known.

import { describe, expect, it } from "vitest";
import { type Incident, readIncidents } from "./incidents/incident.ts";
import {
	dayS,
	epochS,
	jittered,
	limitsFor,
	live,
	replay,
	spanOf,
	thresholdsFor,
} from "./incidents/replay.ts";
import { tableOf } from "./incidents/table.ts";

const incidents = readIncidents();
const byName = (name: string): Incident => {
	const found = incidents.find((incident) => incident.name === name);
	if (found === undefined) throw new Error(`no incident ${name}`);
	return found;
};
const outcomesOf = new Map(
	incidents.map((incident) => [incident.name, replay(incident)]),
);
const outcomes = (name: string) => {
	const found = outcomesOf.get(name);
	if (found === undefined) throw new Error(`no incident ${name}`);
	return found;
};
const minutes = (seconds: number | undefined): number =>
	Math.round((seconds ?? Number.NaN) / 60);

describe("the recorded incidents", () => {
	it("are the six of the years 2024 to 2026, and the second of June 2026", () => {
		expect(incidents.map(({ name }) => name)).toEqual([
			"base-2025-08",
			"base-2026-06-25",
			"base-2026-06-26",
			"linea-2024-06",
			"linea-2025-09",
			"starknet-2025-09",
			"starknet-2026-01",
		]);
	});

	it("each say where their figures are from, and what is reconstructed", () => {
		for (const { sources, published, reconstruction, why } of incidents) {
			for (const { url, says } of sources) {
				expect(new URL(url).protocol).toBe("https:");
				expect(says.length).toBeGreaterThan(20);
			}
			expect(reconstruction.length).toBeGreaterThan(20);
			expect(why.length).toBeGreaterThan(20);
			const { startS, endS, lengthS } = published;
			expect(startS === null).toBe(endS === null);
			if (startS !== null && endS !== null) expect(endS - startS).toBe(lengthS);
		}
	});

	it("that could be seen were spoken of before they ended, in every phase of the rhythm", () => {
		const seen = incidents.filter(({ couldSpeak }) => couldSpeak);
		expect(seen.map(({ name }) => name)).toEqual(["base-2026-06-25"]);
		for (const incident of seen) {
			const found = outcomes(incident.name);
			expect(spanOf(found, "lateS")?.always).toBe(true);
			expect(spanOf(found, "stalledS")?.always).toBe(true);
		}
	});

	it("of Base in June 2026 was late after 45 to 55 minutes and stalled after 75 to 85, of 116", () => {
		const found = outcomes("base-2026-06-25");
		const late = spanOf(found, "lateS");
		const stalled = spanOf(found, "stalledS");
		expect(minutes(late?.least)).toBeGreaterThanOrEqual(45);
		expect(minutes(late?.most)).toBeLessThanOrEqual(55);
		expect(minutes(stalled?.least)).toBeGreaterThanOrEqual(75);
		expect(minutes(stalled?.most)).toBeLessThanOrEqual(85);
	});

	it("that are called too short were not spoken of, even if all signs had stopped at once", () => {
		for (const name of [
			"base-2025-08",
			"base-2026-06-26",
			"linea-2024-06",
			"linea-2025-09",
			"starknet-2026-01",
		]) {
			expect(byName(name).couldSpeak).toBe(false);
			expect(spanOf(outcomes(name), "lateS"), name).toBeNull();
		}
	});

	it("of Starknet in September 2025 was out of reach but for a warning by chance, and that only if no update came", () => {
		const incident = byName("starknet-2025-09");
		const found = outcomes(incident.name);
		expect(incident.couldSpeak).toBe(false);
		expect(spanOf(found, "stalledS")).toBeNull();
		expect(spanOf(found, "lateS")?.always ?? false).toBe(false);
	});

	it("leave the days around them quiet", () => {
		for (const incident of incidents)
			for (const { alarmsOnOtherDays } of outcomes(incident.name))
				expect(alarmsOnOtherDays, incident.name).toBe(0);
	});
});

describe("a year of normal days", () => {
	const rhythms = [
		...new Set(incidents.map(({ sign }) => JSON.stringify(sign))),
	];

	for (const [i, rhythm] of rhythms.entries()) {
		const sign: Incident["sign"] = JSON.parse(rhythm);
		it(`keeps quiet with a ${sign.mark} about every ${sign.everyS / 60} minutes`, () => {
			const fromS = 1_735_689_600;
			const toS = fromS + 365 * dayS;
			const times = jittered(sign.everyS, [fromS, toS], 7 + i);
			// what comes a few times a day needs no look every six minutes
			const stepS = epochS * Math.max(1, Math.floor(sign.everyS / 6 / epochS));
			const limits = thresholdsFor(sign);
			const spoken = live(sign.mark, limits, times, fromS, toS, stepS);
			expect(spoken.length).toBeGreaterThan(2000);
			const others = spoken.filter(({ verdict }) => verdict.kind !== "alive");
			// nothing to compare with until the first sign came
			const firstS = (times[1] ?? 0) + limitsFor(sign.everyS).lateS;
			expect(
				others
					.filter(({ atS }) => atS > firstS)
					.map(({ verdict }) => verdict.says),
			).toEqual([]);
			// and speaks at once when the signs end: the dice are not what keeps it quiet
			const stopS = fromS + 100 * dayS;
			const until = stopS + 2 * limitsFor(sign.everyS).stalledS;
			const stopped = live(
				sign.mark,
				limits,
				times.filter((at) => at < stopS),
				stopS - 20 * sign.everyS,
				until,
				stepS,
			);
			expect(stopped.at(-1)?.verdict.kind).toBe("stalled");
		}, 60_000);
	}
});

describe("the table for the README", () => {
	it("has a row for each, and no time where nothing could have been said", () => {
		const rows = tableOf(incidents, ({ name }) => outcomes(name)).split("\n");
		expect(rows).toHaveLength(incidents.length + 2);
		for (const row of rows) expect(row.split(" | ").length).toBe(5);
		expect(
			rows.filter((row) => row.includes("could not have spoken")),
		).toHaveLength(incidents.filter(({ couldSpeak }) => !couldSpeak).length);
	});
});
