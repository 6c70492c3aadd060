// A campaign over all classes of attackers, in one process and without a network: so many attempts, divided by the classes'
// shares, each by a chance of its own out of the seed.

import type { FaultCode } from "../../src/base/faults.ts";
import { chance } from "../conformance/chance.ts";
import {
	type AttackClass,
	type Attempt,
	type Harm,
	Notes,
} from "./classes/class.ts";

type Tally = { [name: string]: number };

export type ClassReport = {
	readonly attempts: number;
	/** By what was tried. */
	readonly tried: Tally;
	/** By the code that refused it. */
	readonly refused: Tally;
	/** Times the person was shown or told something. */
	readonly told: number;
	readonly signed: number;
	readonly compared: number;
	readonly harm: { readonly [harm in Harm]: number };
	/** What was found, with what was tried, each once. */
	readonly found: readonly string[];
	readonly msEach: number;
};

export type MixedReport = {
	readonly seed: number;
	readonly attempts: number;
	readonly harm: { readonly [harm in Harm]: number };
	readonly classes: { readonly [name: string]: ClassReport };
	readonly seconds: number;
};

const noHarm = (): { [harm in Harm]: number } => ({
	signature: 0,
	stale: 0,
	unproved: 0,
	stuck: 0,
	problem: 0,
});

const mostAttemptMs = 90_000;

/** An attempt that does not end has the person stuck. */
const inTime = async (work: Promise<Attempt>): Promise<Attempt> => {
	const late = new Notes();
	late.find("stuck", `it did not end in ${mostAttemptMs / 1000} s`);
	let timer: ReturnType<typeof setTimeout> | undefined;
	const over = new Promise<Attempt>((resolve) => {
		timer = setTimeout(
			resolve,
			mostAttemptMs,
			late.as("one that does not end"),
		);
	});
	try {
		return await Promise.race([work, over]);
	} finally {
		clearTimeout(timer);
	}
};

const count = (tally: Tally, name: string): void => {
	tally[name] = (tally[name] ?? 0) + 1;
};

/** How many attempts of the whole each class has; none has fewer than one. */
export const sharesOf = (
	classes: readonly AttackClass[],
	attempts: number,
): readonly number[] => {
	const whole = classes.reduce((sum, { share }) => sum + share, 0);
	const shares = classes.map(({ share }) =>
		Math.max(1, Math.floor((attempts * share) / whole)),
	);
	// what rounding left over goes to the first
	const left = attempts - shares.reduce((sum, share) => sum + share, 0);
	return shares.map((share, i) =>
		i === 0 ? Math.max(1, share + left) : share,
	);
};

/** The attempts of a class that are this part's. */
export const numbersOf = (
	share: number,
	{ from, of }: Part,
): readonly number[] =>
	Array.from({ length: share }, (_, n) => n).filter((n) => n % of === from);

/** Every `of`th attempt, from this one on: what one of several processes does. */
export type Part = { readonly from: number; readonly of: number };
const whole: Part = { from: 0, of: 1 };

/**
 * Runs the classes one after the other. The same seed tries the same, however many share in it: what an attempt tries is
 * chosen by its class and its number alone.
 * @param on told after each attempt
 */
export const runMixed = async (
	classes: readonly AttackClass[],
	seed: number,
	attempts: number,
	on: (name: string, attempt: Attempt, at: number) => void = () => {},
	part: Part = whole,
): Promise<MixedReport> => {
	const began = performance.now();
	const shares = sharesOf(classes, attempts);
	const all = noHarm();
	const reports: { [name: string]: ClassReport } = {};
	let done = 0;
	for (const [i, one] of classes.entries()) {
		const numbers = numbersOf(shares[i] ?? 0, part);
		if (numbers.length === 0) continue;
		const attacker = await one.open(seed);
		const classBegan = performance.now();
		const harm = noHarm();
		const tried: Tally = {};
		const refused: { [code in FaultCode]?: number } = {};
		const found = new Set<string>();
		const sums = { told: 0, signed: 0, compared: 0 };
		try {
			for (const n of numbers) {
				const attempt = await inTime(
					attacker.attempt(chance(seed, `${one.name} ${n}`)),
				);
				done++;
				count(tried, attempt.tried);
				for (const code of attempt.refused) count(refused as Tally, code);
				for (const part of ["told", "signed", "compared"] as const)
					sums[part] += attempt[part];
				for (const { harm: kind, what } of attempt.found) {
					harm[kind]++;
					all[kind]++;
					if (found.size < 40) found.add(`${kind}: ${attempt.tried}: ${what}`);
				}
				on(one.name, attempt, n);
			}
		} finally {
			await attacker.close();
		}
		reports[one.name] = {
			attempts: numbers.length,
			tried,
			refused: refused as Tally,
			...sums,
			harm,
			found: [...found],
			msEach: Math.round((performance.now() - classBegan) / numbers.length),
		};
	}
	return {
		seed,
		attempts: done,
		harm: all,
		classes: reports,
		seconds: Number(((performance.now() - began) / 1000).toFixed(1)),
	};
};

const summed = (one: Tally, other: Tally): Tally => {
	const sum = { ...one };
	for (const [name, times] of Object.entries(other))
		sum[name] = (sum[name] ?? 0) + times;
	return sum;
};

const harmOf = (
	one: MixedReport["harm"],
	other: MixedReport["harm"],
): MixedReport["harm"] => ({
	signature: one.signature + other.signature,
	stale: one.stale + other.stale,
	unproved: one.unproved + other.unproved,
	stuck: one.stuck + other.stuck,
	problem: one.problem + other.problem,
});

const joinedClass = (one: ClassReport, other: ClassReport): ClassReport => {
	const attempts = one.attempts + other.attempts;
	return {
		attempts,
		tried: summed(one.tried, other.tried),
		refused: summed(one.refused, other.refused),
		told: one.told + other.told,
		signed: one.signed + other.signed,
		compared: one.compared + other.compared,
		harm: harmOf(one.harm, other.harm),
		found: [...new Set([...one.found, ...other.found])],
		msEach: Math.round(
			(one.msEach * one.attempts + other.msEach * other.attempts) / attempts,
		),
	};
};

/** The parts of one campaign as one report. `seconds` are those of the slowest. */
export const joined = (one: MixedReport, other: MixedReport): MixedReport => {
	const classes = { ...one.classes };
	for (const [name, part] of Object.entries(other.classes)) {
		const had = classes[name];
		classes[name] = had === undefined ? part : joinedClass(had, part);
	}
	return {
		seed: one.seed,
		attempts: one.attempts + other.attempts,
		harm: harmOf(one.harm, other.harm),
		classes,
		seconds: Math.max(one.seconds, other.seconds),
	};
};

/** Did anything happen that must not? */
export const isHarmed = ({ harm }: MixedReport): boolean =>
	Object.values(harm).some((times) => times > 0);

const tallied = (tally: Tally): string =>
	Object.entries(tally)
		.sort(([, a], [, b]) => b - a)
		.map(([name, times]) => `${name} ${times}`)
		.join(", ");

/** What was tried, class by class, in lines for a person. */
export const linesOf = (report: MixedReport): readonly string[] =>
	Object.entries(report.classes).flatMap(([name, part]) => [
		"",
		`${name}: ${part.attempts} attempts, ${part.msEach} ms each`,
		`  tried: ${tallied(part.tried)}`,
		`  refused: ${tallied(part.refused) || "nothing"}`,
		`  told to the person ${part.told} times, signatures they approved ${part.signed}, answers compared ${part.compared}`,
		`  not approved ${part.harm.signature}, stale ${part.harm.stale}, unproved ${part.harm.unproved}, stuck ${part.harm.stuck}, problems ${part.harm.problem}`,
		...part.found.map((what) => `  FOUND ${what}`),
	]);
