// An incident as the watch would have lived through it: a look at each head that became final, judged at the time this device
// would have had it.

import { limitsFor } from "../../../src/exit/cadence.ts";
import {
	addSample,
	judge,
	type Timeline,
	thresholdsOf,
} from "../../../src/exit/stall.ts";
import type { Verdict } from "../../../src/exit/verdict.ts";
import type { Thresholds, Watchable } from "../../../src/l2/kind.ts";
import { opGamesV1 } from "../../../src/l2/op/checks/profile.ts";
import type { LivenessSample } from "../../../src/l2/signs.ts";
import { watchedV1 } from "../../../src/l2/watched/checks/profile.ts";
import { profile as op } from "../../l2/rollup-world.ts";
import { batcher, look } from "../made.ts";
import type { Incident } from "./incident.ts";

const hourS = 3600;
export const dayS = 24 * hourS;

/** Ethereum: a checkpoint every 32 slots, final two epochs later; the update about it is a slot old. */
export const epochS = 384;
const finalAfterS = 2 * epochS + 12;

/** A profile as a person would have it of the chain on mainnet: of its contracts nothing is read here, of its limits all. */
export const profileOf = ({ chain, chainId }: Incident): Watchable => {
	const common = { name: chain.toLowerCase(), title: chain, chainId };
	const mainnet = { l1: "mainnet", l1ChainId: 1 };
	if (chain === "Base") return opGamesV1({ ...op, ...common, ...mainnet }, "p");
	return watchedV1(
		{
			kind: "watched-v1",
			...common,
			...mainnet,
			family: chain.toLowerCase(),
			contracts: [
				{
					name: "main",
					address: `0x${"a1".repeat(20)}`,
					codeHash: `0x${"c0".repeat(32)}`,
				},
			],
			places: [],
		},
		"p",
	);
};

export const thresholdsFor = (incident: Incident): Thresholds => {
	const { mark, everyS, limits } = incident.sign;
	if (limits === "shipped") return thresholdsOf(profileOf(incident));
	return {
		batch: mark === "batch" ? limitsFor(everyS) : null,
		root: mark === "root" ? limitsFor(everyS) : null,
		onDemand: false,
	};
};

/** Times at which the sign came: how many up to a time. */
const countTo = (times: readonly number[], atS: number): number => {
	let low = 0;
	let high = times.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((times[middle] ?? 0) <= atS) low = middle + 1;
		else high = middle;
	}
	return low;
};

export type Spoken = { readonly atS: number; readonly verdict: Verdict };

/**
 * Lives from `fromS` to `toS` and gives every verdict, at the time it was reached.
 * @param times ascending: when the sign came on Ethereum
 * @param stepS from one look to the next: each final head, unless told
 */
export const live = (
	mark: "batch" | "root",
	thresholds: Thresholds,
	times: readonly number[],
	fromS: number,
	toS: number,
	stepS = epochS,
): readonly Spoken[] => {
	const spoken: Spoken[] = [];
	let samples: Timeline = [];
	const first = Math.ceil(fromS / epochS) * epochS;
	for (let finalS = first; finalS + finalAfterS <= toS; finalS += stepS) {
		const nowS = finalS + finalAfterS;
		const count = countTo(times, finalS);
		const signs: Partial<LivenessSample> =
			mark === "batch"
				? { batcher, batcherNonce: count }
				: { rootCount: count };
		samples = addSample(samples, look(finalS, signs), {
			mostSamples: 24,
			keptS: 31 * dayS,
		});
		const l1 = { headS: nowS - 12, finalS };
		const now = { nowS, l1, clockFault: false };
		spoken.push({ atS: nowS, verdict: judge(samples, thresholds, now) });
	}
	return spoken;
};

/** Every so often, but not from `everyS` after the start until as long after the end. */
const timesAround = (
	everyS: number,
	phaseS: number,
	[fromS, toS]: readonly [number, number],
	[startS, endS]: readonly [number, number],
	lagS: number,
): readonly number[] => {
	const times: number[] = [];
	const first = startS - Math.ceil((startS - fromS) / everyS) * everyS;
	for (let at = first + phaseS; at <= toS; at += everyS)
		if (at <= startS + lagS || at >= endS + lagS) times.push(at);
	return times;
};

export type Outcome = {
	/** Seconds after the start; null where it did not speak before the end. */
	readonly lateS: number | null;
	readonly stalledS: number | null;
	/** Verdicts on the days around it that were neither alive nor a first look. */
	readonly alarmsOnOtherDays: number;
};

/** Where in its rhythm the sign was when the incident began. */
const phases = 5;

/**
 * The incident, for five phases of the rhythm. The day before and the day after are normal. What is not placed in time is
 * placed anywhere: only the length matters then.
 */
export const replay = (incident: Incident): readonly Outcome[] => {
	const { published, sign } = incident;
	const { mark, everyS } = sign;
	const startS = published.startS ?? 1_717_286_400;
	const endS = published.endS ?? startS + published.lengthS;
	// A batch needs blocks: the last ones of before come in the next batch. A root is given no such grace.
	const lagS = mark === "batch" ? everyS : 0;
	const aroundS = Math.max(dayS, 4 * everyS);
	const fromS = startS - aroundS;
	const toS = endS + aroundS;
	return Array.from({ length: phases }, (_, i): Outcome => {
		const phaseS = Math.floor((i * everyS) / phases);
		const times = timesAround(
			everyS,
			phaseS,
			[fromS, toS],
			[startS, endS],
			lagS,
		);
		const spoken = live(mark, thresholdsFor(incident), times, fromS, toS);
		const firstOf = (kinds: readonly Verdict["kind"][]): number | null => {
			const found = spoken.find(
				({ atS, verdict }) =>
					atS >= startS && atS <= endS && kinds.includes(verdict.kind),
			);
			return found === undefined ? null : found.atS - startS;
		};
		// What is said shortly after the end is still about the incident: the next sign is on its way to being final.
		const settledS = endS + lagS + 2 * everyS + finalAfterS + epochS;
		return {
			lateS: firstOf(["late", "stalled"]),
			stalledS: firstOf(["stalled"]),
			alarmsOnOtherDays: spoken.filter(
				({ atS, verdict }) =>
					(atS < startS || atS > settledS) &&
					verdict.kind !== "alive" &&
					verdict.why !== "first-look",
			).length,
		};
	});
};

/** The earliest and the latest of a figure over all phases; null where it never came. */
export const spanOf = (
	outcomes: readonly Outcome[],
	figure: "lateS" | "stalledS",
): {
	readonly least: number;
	readonly most: number;
	readonly always: boolean;
} | null => {
	const known = outcomes
		.map((outcome) => outcome[figure])
		.filter((value) => value !== null);
	return known.length === 0
		? null
		: {
				least: Math.min(...known),
				most: Math.max(...known),
				always: known.length === outcomes.length,
			};
};

/** Numbers below 1 from a seed, the same each time (mulberry32's steps). */
export const dice = (seed: number): (() => number) => {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
};

/** A stretch of a rhythm: from when, and how many times the usual interval each one is, by a throw of the dice. */
type Pace = (atS: number, roll: () => number) => number;

/**
 * Kinds of normal days. What they are made of is supposed, since nobody publishes it; that no silence up to the limit is
 * ever spoken of, whatever the days are made of, is tested beside them.
 */
export const paces: { readonly [name: string]: Pace } = {
	/** A quarter to seven quarters of the usual interval, and one in a hundred of up to the longest. */
	"usual jitter": (_, roll) => 0.25 + 1.5 * roll(),
	/** For two hours of each day fees are such that the batcher waits for four times as long, up to the longest. */
	"fees that spike": (atS, roll) =>
		atS % dayS < 2 * hourS ? 4 + 2 * roll() : 0.25 + 1.5 * roll(),
	/** On two days of seven half as much is there to post. */
	"low weekends": (atS, roll) =>
		(Math.floor(atS / dayS) + 4) % 7 >= 5 ? 1.5 + roll() : 0.25 + 1.5 * roll(),
};

/**
 * When the sign came on such days.
 * @param longestS no interval is longer; one in a hundred is between half of it and all of it
 */
export const normalDays = (
	everyS: number,
	longestS: number,
	pace: Pace,
	[fromS, toS]: readonly [number, number],
	seed: number,
): readonly number[] => {
	const roll = dice(seed);
	const times: number[] = [];
	let at = fromS;
	while (at <= toS) {
		times.push(Math.floor(at));
		at += Math.min(
			longestS,
			roll() < 0.01 ? longestS * (0.5 + 0.5 * roll()) : everyS * pace(at, roll),
		);
	}
	return times;
};
