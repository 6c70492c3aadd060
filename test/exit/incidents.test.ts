// The watch over recorded incidents: when it would have spoken, that it keeps quiet on the days around them and through a
// year of normal days, and where it could not have known.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cadenceOf, cadences, limitsFor } from "../../src/exit/cadence.ts";
import { thresholdsOf } from "../../src/exit/stall.ts";
import { type Incident, readIncidents } from "./incidents/incident.ts";
import {
	dayS,
	epochS,
	live,
	normalDays,
	paces,
	profileOf,
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

	it("are judged by the numbers that ship, and where they are not it is said why", () => {
		for (const incident of incidents) {
			const { mark, everyS, limits, published } = incident.sign;
			const shipped = cadenceOf(profileOf(incident), mark);
			const judged = thresholdsOf(profileOf(incident))[mark];
			if (limits === "shipped") {
				expect(shipped?.everyS, incident.name).toBe(everyS);
				expect(judged).toEqual(limitsFor(everyS));
			} else if (limits === "of-its-time") {
				expect(published, incident.name).toBe(true);
				expect(shipped?.everyS).not.toBe(everyS);
			} else {
				expect(published, incident.name).toBe(false);
				expect(judged).toBeNull();
			}
			expect(thresholdsFor(incident)[mark]).toEqual(limitsFor(everyS));
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

describe("normal days", () => {
	/** Every pace that ships, and those that an incident goes by beside them. */
	const rhythms = [
		...new Map(
			[...cadences, ...incidents.map(({ sign }) => sign)].map(
				({ mark, everyS }) => [
					`${mark} ${everyS}`,
					{ mark, everyS, limits: limitsFor(everyS) },
				],
			),
		).values(),
	];
	const thresholds = ({ mark, limits }: (typeof rhythms)[number]) => ({
		batch: mark === "batch" ? limits : null,
		root: mark === "root" ? limits : null,
		onDemand: false,
	});
	const fromS = 1_735_689_600;
	/** A look every so often, where the limits are so long that each epoch need not be looked at. */
	const stepOf = ({ limits }: (typeof rhythms)[number]) =>
		epochS * Math.max(1, Math.floor(limits.lateS / 40 / epochS));

	for (const [i, rhythm] of rhythms.entries())
		for (const [name, pace] of Object.entries(paces))
			it(`with ${name} are quiet where a ${rhythm.mark} comes about every ${rhythm.everyS / 60} minutes`, () => {
				const { mark, everyS, limits } = rhythm;
				// a year of usual days, and eight weeks of the others
				const isUsual = name === "usual jitter";
				const toS = fromS + (isUsual ? 365 : Math.max(56, everyS / 360)) * dayS;
				// five sixths of what is late: the longest that is supposed of a normal day
				const longestS = (limits.lateS * 5) / 6;
				const times = normalDays(everyS, longestS, pace, [fromS, toS], 7 + i);
				// what comes a few times a day needs no look every six minutes
				const stepS = epochS * Math.max(1, Math.floor(everyS / 6 / epochS));
				const spoken = live(mark, thresholds(rhythm), times, fromS, toS, stepS);
				expect(spoken.length).toBeGreaterThan(isUsual ? 2000 : 300);
				// nothing to compare with until the first sign came
				const firstS = (times[1] ?? 0) + limits.lateS;
				expect(
					spoken
						.filter(
							({ atS, verdict }) => atS > firstS && verdict.kind !== "alive",
						)
						.map(({ verdict }) => verdict.says),
				).toEqual([]);
				// and speaks at once when the signs end: the dice are not what keeps it quiet
				const stopS = fromS + 40 * dayS;
				const stopped = live(
					mark,
					thresholds(rhythm),
					times.filter((at) => at < stopS),
					stopS - 20 * everyS,
					stopS + 2 * limits.stalledS,
					stepS,
				);
				expect(stopped.at(-1)?.verdict.kind).toBe("stalled");
			}, 60_000);

	it("are quiet whatever their intervals are, as long as none is as long as the limit", () => {
		for (const rhythm of rhythms) {
			const { mark, limits } = rhythm;
			fc.assert(
				fc.property(
					fc.array(fc.integer({ min: 1, max: limits.lateS - 1 }), {
						minLength: 4,
						maxLength: 16,
					}),
					fc.integer({ min: 1, max: 4 }),
					(gaps, steps) => {
						const times = [fromS];
						for (const gap of gaps) times.push((times.at(-1) ?? 0) + gap);
						const spoken = live(
							mark,
							thresholds(rhythm),
							times,
							fromS,
							times.at(-1) ?? fromS,
							steps * stepOf(rhythm),
						);
						return spoken.every(
							({ verdict: { kind } }) => kind !== "late" && kind !== "stalled",
						);
					},
				),
				{ numRuns: 40 },
			);
		}
	});

	it("end where a silence is as long as the limit and a look, wherever it begins", () => {
		for (const rhythm of rhythms) {
			const { mark, everyS, limits } = rhythm;
			fc.assert(
				fc.property(fc.integer({ min: 0, max: 10 * epochS }), (shift) => {
					const stepS = stepOf(rhythm);
					const stopS = fromS + 3 * everyS + shift;
					const times = Array.from({ length: 4 }, (_, i) => stopS - i * everyS);
					const spoken = live(
						mark,
						thresholds(rhythm),
						times.toReversed(),
						stopS - 3 * everyS,
						// a look begins the silence and one ends it, and then Ethereum has to be final
						stopS + limits.stalledS + 2 * stepS + 2 * epochS + 12,
						stepS,
					);
					return spoken.at(-1)?.verdict.kind === "stalled";
				}),
				{ numRuns: 20 },
			);
		}
	});
});

describe("published paces", () => {
	it("each say where they are from, and hold for Ethereum mainnet alone", () => {
		for (const { chainId, mark, source, asOf } of cadences) {
			expect(source).toMatch(/^https:\/\/\S+|^[\w-]+\/[\w-]+@[0-9a-f]{8}, /);
			expect(asOf).toMatch(/^20\d\d-\d\d$/);
			expect(cadenceOf({ chainId, l1ChainId: 1 }, mark)).not.toBeNull();
			expect(cadenceOf({ chainId, l1ChainId: 11_155_111 }, mark)).toBeNull();
		}
		expect(cadenceOf({ chainId: null, l1ChainId: 1 }, "root")).toBeNull();
		const keys = cadences.map(({ chainId, mark }) => `${chainId} ${mark}`);
		expect(new Set(keys).size).toBe(keys.length);
	});
});

describe("the table for the README", () => {
	it("has a row for each, and no time where nothing could have been said", () => {
		const rows = tableOf(incidents, ({ name }) => outcomes(name)).split("\n");
		expect(rows).toHaveLength(incidents.length + 2);
		for (const row of rows) expect(row.split(" | ").length).toBe(6);
		expect(
			rows.filter((row) => row.includes("could not have warned")),
		).toHaveLength(incidents.filter(({ couldSpeak }) => !couldSpeak).length);
	});
});
